"""The objects of a git repository that strangers made, read by the program `git`; nothing in it is ever run.

Every command works in an empty repository of our own, which only borrows the objects of the one that was named: its
hooks, its configuration, its remotes and its replacements are never looked at (decision 0012).
"""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import which
from typing import IO

from monitor.domain.errors import ConfigurationError, OperationalError
from monitor.pipeline.archive.scratch import scratch_folder

# A text of a policy is at most a few MB; a larger file is something else, and is not read into memory.
MOST_BYTES = 20_000_000
_PIECE = 1 << 20
_BUNDLE = b"# v"  # gitformat-bundle(5): "# v2 git bundle", "# v3 git bundle"
_NONE = "0"  # an object id of zeros: no file
_FILE_MODES = ("100644", "100755")
# git would keep 96 MB of what it unpacked, and map whole packs; files of one document are asked for one after another.
_LITTLE_MEMORY = (
    *("-c", "core.deltaBaseCacheLimit=8m"),
    *("-c", "core.packedGitWindowSize=1m", "-c", "core.packedGitLimit=8m"),
)

# Asked for in this order. A bundle often has no HEAD, or one that names a branch which is not in it.
_BRANCHES = ("HEAD", "refs/heads/main", "refs/heads/master")


class GitFailed(OperationalError):
    """The program git is missing, or could not read the repository; what it said is in the text."""


@dataclass(frozen=True, slots=True)
class FileChange:
    """One file as a commit leaves it; `blob` is None where the commit deletes it, or it is no plain file."""

    path: bytes
    blob: str | None
    is_deleted: bool


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit with the files it changes; of a merge, only those that differ from all its parents."""

    id: str
    author_time: int | None  # seconds since 1970; None where there is no readable number
    subject: str  # letters, digits and "-" only, as git writes it for file names
    files: tuple[FileChange, ...]


class GitRepository:
    """An open repository. Use `open_repository`."""

    def __init__(self, work: Path, head: str, environ: dict[str, str]) -> None:
        self._work = work
        self._head = head
        self._environ = environ
        self._reader: subprocess.Popen[bytes] | None = None

    def commits(self) -> Iterator[Commit]:
        """Yield all commits, parents before children.

        Raises:
            GitFailed: The history cannot be read to its end.
        """
        arguments = (
            "log --topo-order --reverse --raw --no-renames --no-abbrev --no-ext-diff --no-textconv --root "
            "--no-show-signature --diff-merges=combined -z --format=tformat:%x01%H%x20%at%x01%f"
        )
        process = _start(self._work, [*arguments.split(), "--end-of-options", self._head], self._environ)
        assert process.stdout is not None
        try:
            yield from _parse_log(_tokens(process.stdout))
            _check(process)
        finally:
            _end(process)

    def read(self, blob: str) -> bytes | None:
        """Read a file's bytes; None where it is larger than MOST_BYTES.

        Raises:
            GitFailed: The object is missing or damaged.
        """
        if self._reader is None:
            self._reader = _start(self._work, [*_LITTLE_MEMORY, "cat-file", "--batch"], self._environ)
        asked, answered = self._reader.stdin, self._reader.stdout
        assert asked is not None
        assert answered is not None
        try:
            asked.write(f"{blob}\n".encode())
            asked.flush()
        except BrokenPipeError:
            _check(self._reader)
            raise GitFailed("git ended while it was asked for a file") from None
        header = answered.readline().split()
        if len(header) != 3 or header[1] != b"blob":
            _end(self._reader)
            said = header[-1].decode(errors="replace") if header else "nothing"
            raise GitFailed(f"git cannot read the file {blob}: {said}; try `git fsck` in the repository")
        return _body(answered, int(header[2]))

    def close(self) -> None:
        """End what was started."""
        if self._reader is not None:
            _end(self._reader)


@contextmanager
def open_repository(path: Path) -> Iterator[GitRepository]:
    """Open a work tree, a bare repository or a bundle.

    Raises:
        ConfigurationError: *path* is none of these, or has no commits.
        GitFailed: git is not installed, or cannot read it.
    """
    if which("git") is None:
        raise GitFailed("importing a git history needs the program git, which is not installed here")
    if not path.exists():
        raise ConfigurationError(f"{path} does not exist; name a git repository or a bundle")
    with scratch_folder() as folder:
        work = folder / "work.git"
        environ = _environ(folder)
        head = _unbundle(path, work, environ) if path.is_file() else _borrow(path, work, environ)
        repository = GitRepository(work, head, environ)
        try:
            yield repository
        finally:
            repository.close()


def _environ(folder: Path) -> dict[str, str]:
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(folder),
        "LC_ALL": "C",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_ALLOW_PROTOCOL": "",  # nothing is ever fetched, whatever a repository says is missing
    }


def _unbundle(path: Path, work: Path, environ: dict[str, str]) -> str:
    with path.open("rb") as file:
        if file.read(len(_BUNDLE)) != _BUNDLE:
            raise ConfigurationError(f"{path} is no git bundle; name a bundle, or the folder of a repository")
    header = _bundle_header(path)
    _make(work, environ, "sha256" if b"object-format=sha256" in header else "sha1")
    said = _run(work, ["bundle", "unbundle", str(path.resolve())], environ, f"{path}: ")
    heads = {name: commit for commit, _, name in (line.partition(" ") for line in said.splitlines())}
    return _chosen(path, heads)


def _bundle_header(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(4096).partition(b"\n\n")[0]


def _borrow(path: Path, work: Path, environ: dict[str, str]) -> str:
    """Make *work* a repository without anything but the objects of the one at *path*."""
    folder = path / ".git" if (path / ".git").exists() else path
    source = _git_folder(folder)
    question = ["rev-parse", "--show-object-format"]
    kind = _run(source, question, environ, f"{path} is no git repository: ", wrong=ConfigurationError)
    common = _run(source, ["rev-parse", "--path-format=absolute", "--git-common-dir"], environ, f"{path}: ")
    shared = Path(common.strip())
    _make(work, environ, kind.strip())
    (work / "objects" / "info" / "alternates").write_text(f"{shared / 'objects'}\n")
    if (shared / "shallow").is_file():
        (work / "shallow").write_bytes((shared / "shallow").read_bytes())
    listed = _run(
        source, ["for-each-ref", "--format=%(objectname) %(refname)", "refs/heads"], environ, f"{path}: "
    )
    heads = {name: commit for commit, _, name in (line.partition(" ") for line in listed.splitlines())}
    current = _ask(source, ["rev-parse", "--verify", "--quiet", "HEAD^{commit}"], environ)
    if current.returncode == 0:
        heads["HEAD"] = current.stdout.decode().strip()
    return _chosen(path, heads)


def _git_folder(folder: Path) -> Path:
    """Follow the file that stands for the folder in a linked work tree or a submodule."""
    if not folder.is_file():
        return folder
    said = folder.read_text(encoding="utf-8", errors="surrogateescape").strip()
    return folder.parent / said.removeprefix("gitdir:").strip()


def _make(work: Path, environ: dict[str, str], kind: str) -> None:
    command = ["init", "--quiet", "--bare", "--template=", f"--object-format={kind}", str(work)]
    _run(work.parent, command, environ, "", is_repository=False)
    (work / "objects" / "info").mkdir(exist_ok=True)


def _chosen(path: Path, heads: dict[str, str]) -> str:
    for name in _BRANCHES:
        if name in heads:
            return heads[name]
    branches = [name for name in heads if name.startswith("refs/heads/")]
    if len(branches) == 1:
        return heads[branches[0]]
    if branches:
        names = ", ".join(sorted(name.removeprefix("refs/heads/") for name in branches))
        raise ConfigurationError(f"{path}: HEAD names none of its branches ({names}); check one of them out")
    raise ConfigurationError(f"{path} has no commits")


def _command(place: Path, arguments: list[str], *, is_repository: bool = True) -> list[str]:
    where = [f"--git-dir={place}"] if is_repository else ["-C", str(place)]
    # The one who asks chose the repository; whose files they are is no danger where nothing of theirs is run.
    return ["git", "--no-pager", "-c", "safe.directory=*", "-c", "core.commitGraph=false", *where, *arguments]


def _start(place: Path, arguments: list[str], environ: dict[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - a fixed program
        _command(place, arguments),
        env=environ,
        cwd=environ["HOME"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,  # Ctrl-C is for us: a git that ends first would look like a damaged repository
    )


def _ask(
    place: Path, arguments: list[str], environ: dict[str, str], *, is_repository: bool = True
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(  # noqa: S603 - a fixed program
        _command(place, arguments, is_repository=is_repository),
        env=environ,
        cwd=environ["HOME"],
        capture_output=True,
        check=False,
        start_new_session=True,
    )


def _run(
    place: Path,
    arguments: list[str],
    environ: dict[str, str],
    prefix: str,
    *,
    is_repository: bool = True,
    wrong: type[ConfigurationError] | type[GitFailed] = GitFailed,
) -> str:
    done = _ask(place.absolute(), arguments, environ, is_repository=is_repository)
    if done.returncode:
        raise wrong(f"{prefix}{_complaint(done.stderr)}")
    return done.stdout.decode(errors="surrogateescape")


def _check(process: subprocess.Popen[bytes]) -> None:
    assert process.stderr is not None
    said = process.stderr.read()
    if process.wait():
        raise GitFailed(f"git cannot read the history: {_complaint(said)}")


def _complaint(said: bytes) -> str:
    lines = [line.strip() for line in said.decode(errors="replace").splitlines() if line.strip()]
    return lines[-1].removeprefix("fatal: ").removeprefix("error: ") if lines else "git failed without a word"


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    for pipe in (process.stdin, process.stdout, process.stderr):
        if pipe is not None:
            pipe.close()
    process.wait()


def _body(answered: IO[bytes], size: int) -> bytes | None:
    if size <= MOST_BYTES:
        data = answered.read(size)
        answered.read(1)  # the line end after the body
        if len(data) != size:
            raise GitFailed("git ended in the middle of a file")
        return data
    left = size + 1
    while left and (piece := answered.read(min(left, _PIECE))):
        left -= len(piece)
    return None


def _tokens(output: IO[bytes]) -> Iterator[bytes]:
    """Yield what stands between NULs; paths may hold any other byte."""
    rest = b""
    while piece := output.read(_PIECE):
        *whole, rest = (rest + piece).split(b"\0")
        yield from whole
    if rest:
        yield rest


def _parse_log(tokens: Iterator[bytes]) -> Iterator[Commit]:
    commit: Commit | None = None
    files: list[FileChange] = []
    for raw in tokens:
        token = raw.lstrip(b"\n")
        if token.startswith(b"\x01"):
            if commit is not None:
                yield _with(commit, files)
            commit, files = _commit(token), []
        elif token.startswith(b":"):
            files.append(_file(token.decode("ascii"), next(tokens, b"")))
    if commit is not None:
        yield _with(commit, files)


def _with(commit: Commit, files: list[FileChange]) -> Commit:
    return Commit(commit.id, commit.author_time, commit.subject, tuple(files))


def _commit(token: bytes) -> Commit:
    _, ids, subject = token.split(b"\x01", 2)
    commit, _, time = ids.decode("ascii").partition(" ")
    digits = time.strip()
    return Commit(commit, int(digits) if digits.isdecimal() else None, subject.decode("ascii", "replace"), ())


def _file(said: str, path: bytes) -> FileChange:
    """Read one line of raw output: a colon, modes and object ids of each parent and of the commit, a status."""
    fields = said.lstrip(":").split()
    parents = len(said) - len(said.lstrip(":"))
    mode, blob = fields[parents], fields[2 * parents + 1]
    is_deleted = not blob.strip(_NONE)
    return FileChange(path, None if is_deleted or mode not in _FILE_MODES else blob, is_deleted)
