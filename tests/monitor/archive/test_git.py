"""Reading repositories that strangers made: every kind of them, and nothing of theirs is run."""

import subprocess
from pathlib import Path

import pytest

from monitor.domain.errors import ConfigurationError
from monitor.pipeline.archive.git import Commit, GitFailed, open_repository
from tests.monitor.archive.repositories import PRIVACY, Archive, archive_of, git


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return archive_of(tmp_path / "bare.git", ["one", "two"])


def commits_of(path: Path) -> list[Commit]:
    with open_repository(path) as repository:
        return list(repository.commits())


def texts_of(path: Path) -> list[bytes | None]:
    with open_repository(path) as repository:
        return [
            repository.read(file.blob)
            for commit in repository.commits()
            for file in commit.files
            if file.blob
        ]


def clone(archive: Archive, path: Path, *options: str) -> Path:
    subprocess.run(["git", "clone", "-q", *options, archive.path.as_uri(), path], check=True)
    return path


def test_a_bare_repository_a_work_tree_and_a_bundle_are_read_alike(archive: Archive, tmp_path: Path) -> None:
    tree = clone(archive, tmp_path / "tree")
    git(tree, "worktree", "add", "-q", "--detach", str(tmp_path / "linked"))
    paths = [archive.path, tree, tree / ".git", tmp_path / "linked", archive.bundle(tmp_path / "a.bundle")]

    assert [texts_of(path) for path in paths] == [[b"one", b"two"]] * 5
    assert [commit.id for commit in commits_of(tree)] == archive.commits()


def test_a_shallow_clone_is_read_as_far_as_it_goes(archive: Archive, tmp_path: Path) -> None:
    assert texts_of(clone(archive, tmp_path / "shallow", "--depth=1")) == [b"two"]


def test_of_a_merge_only_what_neither_side_has_is_its_own(archive: Archive, tmp_path: Path) -> None:
    tree = clone(archive, tmp_path / "tree")
    git(tree, "checkout", "-q", "-b", "side", "HEAD~1")
    (tree / PRIVACY).write_text("three")
    git(tree, "commit", "-qam", "Record new changes")
    git(tree, "checkout", "-q", "main")
    git(tree, "merge", "-q", "-s", "ours", "side", "-m", "Merge")
    (tree / PRIVACY).write_text("four")
    git(tree, "commit", "-qa", "--amend", "-m", "Merge, with an edit")
    files = [commit.files for commit in commits_of(tree)]

    assert [len(changed) for changed in files] == [1, 1, 1, 1]
    assert texts_of(tree)[-1] == b"four"


def test_nothing_of_the_repository_is_run(archive: Archive, tmp_path: Path) -> None:
    tree = clone(archive, tmp_path / "tree")
    trap, sprung = tmp_path / "trap.sh", tmp_path / "sprung"
    trap.write_text(f"#!/bin/sh\ntouch {sprung}\n")
    trap.chmod(0o755)
    for setting in ("core.fsmonitor", "core.sshCommand", "core.pager", "diff.external", "gpg.program"):
        git(tree, "config", setting, str(trap))
    git(tree, "config", "log.showSignature", "true")
    git(tree, "config", "remote.origin.uploadpack", str(trap))
    git(tree, "config", "remote.origin.promisor", "true")
    git(tree, "config", "extensions.partialClone", "origin")
    for hook in ("post-checkout", "reference-transaction", "pre-auto-gc"):
        (tree / ".git/hooks").mkdir(exist_ok=True)
        (tree / ".git/hooks" / hook).write_text(trap.read_text())
        (tree / ".git/hooks" / hook).chmod(0o755)
    assert texts_of(tree) == [b"one", b"two"]
    for packed in (tree / ".git/objects/pack").glob("*"):
        packed.unlink()
    with pytest.raises((GitFailed, ConfigurationError)):
        texts_of(tree)  # what is missing must not be asked for at the promised place

    assert not sprung.exists()


def test_what_is_no_repository_is_told_in_one_line(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("no bundle")
    empty = tmp_path / "empty.git"
    subprocess.run(["git", "init", "-q", "--bare", empty], check=True)

    for path, said in (
        (tmp_path / "missing", "does not exist"),
        (file, "no git bundle"),
        (tmp_path, "no git repository"),
        (empty, "no commits"),
    ):
        with pytest.raises(ConfigurationError, match=said) as told, open_repository(path):
            pass
        assert "\n" not in str(told.value)


def test_a_damaged_bundle_is_told(archive: Archive, tmp_path: Path) -> None:
    bundle = archive.bundle(tmp_path / "a.bundle")
    bundle.write_bytes(bundle.read_bytes()[:-30])

    with pytest.raises(GitFailed, match=r"a\.bundle"), open_repository(bundle):
        pass


def test_without_git_one_line_says_so(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(GitFailed, match="not installed"), open_repository(archive.path):
        pass
