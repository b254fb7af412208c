"""A recorded history of the corpus, imported whole and compared with what git itself says of it."""

import subprocess
from collections import defaultdict
from datetime import UTC, datetime
from hashlib import sha1
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import select

from monitor.pipeline import database
from monitor.pipeline.archive.histories import Wanted
from monitor.pipeline.archive.importing import import_archive
from storage import blobs, reports
from storage.engine import Store
from storage.models import DocumentRow
from storage.reports import ChangeFilter
from storage.schema import open_store

pytestmark = pytest.mark.corpus

Recorded = list[tuple[str, str]]  # commits with the blobs that they leave, without repeats, by time


@pytest.fixture(scope="module")
def bundle(corpus: Path) -> Path:
    """The smallest history."""
    bundles = sorted((corpus / "history").glob("*.bundle"), key=lambda path: path.stat().st_size)
    if not bundles:
        pytest.skip("needs the bundles of ../shared/corpus/history")
    return bundles[0]


@pytest.fixture(scope="module")
def recorded(bundle: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Recorded]:
    """What git says of each file that was ever in the history."""
    work = tmp_path_factory.mktemp("history") / "history.git"
    subprocess.run(["git", "clone", "-q", "--bare", bundle, work], check=True, stderr=subprocess.DEVNULL)
    (branch,) = said(work, "for-each-ref", "--format=%(refname)", "refs/heads")
    moments: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
    commit, at = "", 0
    options = ("--topo-order", "--reverse", "--raw", "--no-renames", "--no-abbrev", "--format=%H %at")
    for line in said(work, "log", *options, branch):
        if line.startswith(":"):
            fields, path = line.split("\t")
            if not fields.endswith("D"):
                moments[path].append((at, commit, fields.split()[3]))
        elif line:
            commit, at = line.split()[0], int(line.split()[1])
    return {path: without_repeats(sorted(found, key=lambda one: one[0])) for path, found in moments.items()}


def said(work: Path, *arguments: str) -> list[str]:
    command = ["git", "-c", "core.quotePath=false", "-C", work, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()


def without_repeats(found: list[tuple[int, str, str]]) -> Recorded:
    return [
        (commit, blob)
        for number, (_, commit, blob) in enumerate(found)
        if number == 0 or found[number - 1][2] != blob
    ]


@pytest.fixture(scope="module")
def store(bundle: Path, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The history, imported."""
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('imported') / 'clausewatch.db'}")
    report = import_archive(store, bundle, Wanted(), datetime(2026, 1, 1, tzinfo=UTC))
    assert report.skipped.rows() == []
    return store


def imported(store: Store) -> dict[str, Recorded]:
    """Give commits and blobs, as git would number the stored bytes, by the keys of the documents."""
    with store.read() as session:
        return {
            key: [
                (row["source_ref"], blob_id(blobs.get(session, row["text_sha256"])))
                for row in reports.history_rows(session, key)
            ]
            for key in session.scalars(select(DocumentRow.key))
        }


def blob_id(data: bytes) -> str:
    """Hash bytes as git does."""
    return sha1(b"blob %d\0" % len(data) + data).hexdigest()


def test_every_recorded_text_is_a_version_byte_for_byte(store: Store, recorded: dict[str, Recorded]) -> None:
    assert sorted(imported(store).values()) == sorted(recorded.values())


def test_each_pair_of_versions_has_one_change(store: Store, recorded: dict[str, Recorded]) -> None:
    pairs = [
        (before[0], after[0]) for history in imported(store).values() for before, after in pairwise(history)
    ]
    changes = list(database.changes(store, ChangeFilter()))
    assert sorted(row["source_ref"] for row in changes) == sorted(after for _, after in pairs)
    assert all(row["to_version"] == row["from_version"] + 1 for row in changes)


def test_an_imported_history_verifies(store: Store) -> None:
    assert database.verify(store).problems == []
