"""An import that is ended in the middle, or cannot write: what is there is whole, and the next one goes on."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from monitor.pipeline import database
from storage.reports import ChangeFilter
from storage.schema import open_store
from tests.monitor.archive.repositories import Archive, policy

SCRIPT = Path(sys.executable).with_name("clausewatch")
DOCUMENTS, VERSIONS = 4, 40

# CLAUSEWATCH_TEST_KILLS=12 looks longer; where a kill falls differs each time.
KILLS = int(os.environ.get("CLAUSEWATCH_TEST_KILLS", "3"))


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    archive = Archive(tmp_path / "archive.git")
    for number in range(VERSIONS):
        for document in range(DOCUMENTS):
            text = policy(f"{number % 7 + document} months", vendor=f"Vendor {document}")
            archive.record(text, 3 * number, path=f"Vendor {document}/Privacy Policy.md")
    return archive.build()


def start(url: str, repository: Path) -> subprocess.Popen[str]:
    command = [SCRIPT, "--database-url", url, "import", "ota-git", repository]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finish(url: str, repository: Path) -> None:
    process = start(url, repository)
    _, told = process.communicate()
    assert process.returncode == 0, told


def content(url: str) -> list[Any]:
    """Give what an import wrote, without the numbers and times of its writing."""
    store = open_store(url)
    kept = ("document", "to_version", "verdict", "noise", "summary", "source_ref", "changes")
    try:
        changes = [[row[key] for key in kept] for row in database.changes(store, ChangeFilter())]
        histories = [
            [[row[key] for key in ("version", "source_ref", "seen_at", "text_sha256")] for row in history]
            for number in range(DOCUMENTS)
            for history in [database.history(store, f"vendor-{number}/privacy_policy")]
        ]
        assert database.verify(store).problems == []
    finally:
        store.close()
    return [sorted(changes, key=str), histories]


def test_an_import_that_is_killed_again_and_again_ends_like_one_that_was_not(
    database_url: str, repository: Path, tmp_path: Path
) -> None:
    whole = f"sqlite:///{tmp_path / 'whole.db'}"
    began = time.monotonic()
    finish(whole, repository)
    lasted = time.monotonic() - began
    for _ in range(KILLS if database_url.startswith("sqlite") else max(1, KILLS // 3)):
        process = start(database_url, repository)
        time.sleep(random.uniform(0.2, 0.9) * lasted)
        process.kill()
        process.communicate()
    finish(database_url, repository)

    assert content(database_url) == content(whole)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_database_is_told_in_one_line(repository: Path, tmp_path: Path) -> None:
    path = tmp_path / "kept.db"
    open_store(f"sqlite:///{path}").close()
    path.chmod(0o444)
    process = start(f"sqlite:///{path}", repository)
    _, told = process.communicate()

    assert process.returncode == 3
    assert len(told.strip().splitlines()) == 1
