"""Small git histories in the form of Open Terms Archive, with invented policies."""

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

START = datetime(2024, 1, 1, 12, tzinfo=UTC)

PRIVACY = "Acorn/Privacy Policy.md"
TERMS = "Acorn/Terms of Service.md"


def policy(retention: str = "30 days", extra: str = "", vendor: str = "Acorn", dated: str = "") -> str:
    """Write an invented privacy policy."""
    date = f"Last updated: {dated}\n\n" if dated else ""
    return (
        f"# {vendor} Privacy Policy\n\n{date}"
        f"{vendor} explains in this policy which personal data it collects from people who use its garden planner.\n\n"
        "## What we collect\n\nWe collect your name, your address and the plans that you draw in the planner.\n\n"
        f"## How long we keep it\n\nWe keep your account records for {retention} after you close your account.\n\n"
        "## With whom we share it\n\nWe do not share your plans with anyone outside of our company.\n\n"
        f"{extra}"
        "## Contact\n\nYou may write to our office at any time, and we will answer within a month.\n"
    )


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", "-c", "user.name=A", "-c", "user.email=a@a.example", "-C", folder, *arguments],
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.strip()


@dataclass
class Archive:
    """A bare repository that grows commit by commit, in one run of `git fast-import` each time it is built."""

    path: Path
    _waiting: list[bytes] = field(default_factory=list)
    _count: int = 0

    def record(
        self,
        text: str | bytes,
        day: float,
        *,
        path: str | bytes = PRIVACY,
        subject: str = "Record new changes of Acorn Privacy Policy",
        mode: str = "100644",
        author_time: str | None = None,
    ) -> None:
        """Add a commit that writes one file, *day* days after START."""
        data = text.encode() if isinstance(text, str) else text
        change = b"M %s inline %s\ndata %d\n%s\n" % (mode.encode(), _quoted(path), len(data), data)
        self._add(change, subject, author_time or self._time(day))

    def delete(self, day: float, path: str = PRIVACY) -> None:
        """Add a commit that removes one file."""
        self._add(b"D " + _quoted(path) + b"\n", "Remove", self._time(day))

    def build(self) -> Path:
        """Write what was added."""
        if not self.path.exists():
            subprocess.run(["git", "init", "-q", "--bare", "-b", "main", self.path], check=True)
        subprocess.run(
            ["git", "-C", self.path, "fast-import", "--quiet", "--date-format=raw-permissive"],
            input=b"".join(self._waiting),
            check=True,
        )
        self._waiting.clear()
        self._count = 0
        return self.path

    def commits(self) -> list[str]:
        """List the commits, oldest first."""
        return git(self.path, "rev-list", "--reverse", "--topo-order", "main").split()

    def bundle(self, path: Path) -> Path:
        """Write a bundle of the branch, as such archives are handed on: without HEAD."""
        git(self.path, "bundle", "create", "--quiet", str(path), "main")
        return path

    def _add(self, change: bytes, subject: str, time: str) -> None:
        who = b"Bot <bot@archive.example>"
        message = subject.encode()
        parent = b"from refs/heads/main^0\n" if self._count == 0 and self.path.exists() else b""
        self._waiting.append(
            b"commit refs/heads/main\nauthor %s %s\ncommitter %s %s\ndata %d\n%s\n%s%s\n"
            % (who, time.encode(), who, self._time(0).encode(), len(message), message, parent, change)
        )
        self._count += 1

    def _time(self, day: float) -> str:
        return f"{int((START + timedelta(days=day)).timestamp())} +0000"


def archive_of(path: Path, texts: Sequence[str], every: float = 30) -> Archive:
    """Make an archive of one document, whose texts were recorded some days apart."""
    archive = Archive(path)
    for number, text in enumerate(texts):
        archive.record(text, number * every)
    archive.build()
    return archive


def _quoted(path: str | bytes) -> bytes:
    data = path.encode() if isinstance(path, str) else path
    return b'"' + data.replace(b"\\", b"\\\\").replace(b'"', b'\\"') + b'"'
