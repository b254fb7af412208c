"""An import that is ended in the middle, or cannot write: what is there is whole, and the next one goes on."""

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from monitor.pipeline import database
from monitor.pipeline.archive.scratch import scratch_folder
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


def start(url: str, repository: Path, *options: str) -> subprocess.Popen[str]:
    command = [SCRIPT, "--database-url", url, "import", "ota-git", repository, *options]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finish(url: str, repository: Path, *options: str) -> None:
    process = start(url, repository, *options)
    _, told = process.communicate()
    assert process.returncode == 0, told


def content(url: str) -> list[Any]:
    return content_of(url, [f"vendor-{number}/privacy_policy" for number in range(DOCUMENTS)])


def content_of(url: str, keys: Sequence[str]) -> list[Any]:
    """Give what an import wrote, without the numbers and times of its writing."""
    store = open_store(url)
    kept = ("document", "to_version", "verdict", "noise", "summary", "source_ref", "changes")
    try:
        changes = [[row[key] for key in kept] for row in database.changes(store, ChangeFilter())]
        histories = [
            [[row[key] for key in ("version", "source_ref", "seen_at", "text_sha256")] for row in history]
            for history in [database.history(store, key) for key in keys]
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


def test_what_a_killed_import_left_among_temporary_files_is_removed_by_the_next_one(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    # A short path: the worker processes are spoken to through a socket in this folder, which takes 108 characters.
    place = Path(tempfile.mkdtemp(prefix="cw-"))
    request.addfinalizer(lambda: shutil.rmtree(place))
    monkeypatch.setenv("TMPDIR", str(place))
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    url = f"sqlite:///{tmp_path / 'kept.db'}"
    process = start(url, repository)
    while not list(place.glob("clausewatch-import-*/content/work.git/objects/info/alternates")):
        assert process.poll() is None
        time.sleep(0.01)
    process.kill()
    process.communicate()
    (left,) = place.glob("clausewatch-import-*")

    with scratch_folder() as of_a_living_one:
        (of_a_living_one / "text").write_text("in use")
        finish(url, repository)
        while left.exists():  # a git that outlived its import may have written while the folder was removed
            finish(url, repository)
        assert list(place.glob("clausewatch-import-*")) == [of_a_living_one.parent]
        assert (of_a_living_one / "text").exists()


def test_a_folder_that_could_not_be_removed_wholly_is_still_known_to_be_a_dead_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    dead = tmp_path / "clausewatch-import-dead"
    (dead / "content").mkdir(parents=True)
    (dead / "lock").touch()

    def removed_while_written(folder: Path, **options: Any) -> None:
        shutil.rmtree(folder, **options)
        (dead / "content" / "work.git").mkdir(parents=True)

    with monkeypatch.context() as patched:
        patched.setattr("monitor.pipeline.archive.scratch.rmtree", removed_while_written)
        with scratch_folder():
            assert dead.exists()
    with scratch_folder():
        assert not dead.exists()


def test_no_room_for_temporary_files_is_told_in_one_line(repository: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'kept.db'}"
    open_store(url).close()
    # The model of languages is unpacked among them; the files of this history are smaller than the limit.
    command = f"ulimit -f 2000; exec {SCRIPT} --database-url {url} import ota-git {repository}"

    assert "model of languages" in one_line(["bash", "-c", command])
    finish(url, repository)


def test_a_full_disk_is_told_in_one_line_and_the_next_import_goes_on(
    repository: Path, tmp_path: Path
) -> None:
    path, full = tmp_path / "kept.db", tmp_path / "full"
    whole, url = f"sqlite:///{tmp_path / 'whole.db'}", f"sqlite:///{path}"
    finish(url, repository, "--only", "Vendor 0/Privacy Policy")
    full.mkdir()
    size = 2 * path.stat().st_size // 1024 + 100
    place = f"mount -t tmpfs -o size={size}k none {full} && cp {path} {full}"
    command = f"{SCRIPT} --database-url sqlite:///{full}/kept.db import ota-git {repository}"

    line = one_line(mounted(place, f"{command}; code=$?; cp {full}/kept.db* {tmp_path}; exit $code"))

    assert "full" in line
    store = open_store(url)
    assert len(database.history(store, "vendor-0/privacy_policy")) == VERSIONS
    assert database.verify(store).problems == []
    store.close()
    finish(url, repository)
    finish(whole, repository)
    assert content(url) == content(whole)


def test_a_read_only_database_is_told_in_one_line(repository: Path, tmp_path: Path) -> None:
    folder = tmp_path / "read-only"
    folder.mkdir()
    url = f"sqlite:///{folder / 'kept.db'}"
    finish(url, repository, "--only", "Vendor 0/Privacy Policy")
    before = content_of(url, ["vendor-0/privacy_policy"])
    # As root, no permission keeps the program from writing; a file system that is mounted read-only does.
    place = f"mount --bind {folder} {folder} && mount -o remount,ro,bind {folder}"

    line = one_line(mounted(place, f"exec {SCRIPT} --database-url {url} import ota-git {repository}"))

    assert "read-only" in line.lower()
    assert content_of(url, ["vendor-0/privacy_policy"]) == before
    finish(url, repository)


def mounted(place: str, command: str) -> list[str]:
    """Give *command* in a name space of its own, in which *place* was mounted."""
    inside = [shutil.which("unshare") or "unshare", "-rm", "sh", "-c"]
    if shutil.which("unshare") is None or subprocess.run([*inside, place], check=False).returncode:
        pytest.skip("needs the right to mount")
    return [*inside, f"{place} && {command}"]


def one_line(command: list[str]) -> str:
    """Run a command that fails for a reason outside of it, and give the one line that it says."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 3, done.stderr
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    return done.stderr
