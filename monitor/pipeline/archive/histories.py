"""From the commits of an archive to one history for each document; what is no version of a document is named."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from difflib import get_close_matches

from monitor.domain.archive import ArchivedDocument, document_at, is_upgrade, recorded_at
from monitor.domain.errors import ConfigurationError
from monitor.pipeline.archive.git import Commit, FileChange


@dataclass(frozen=True, slots=True)
class Record:
    """One recorded state of a document."""

    commit: str
    at: datetime
    blob: str
    is_upgrade: bool


@dataclass(slots=True)
class History:
    """All recorded states of a document, in the order of their times; ties in that of the commits."""

    document: ArchivedDocument
    records: list[Record] = field(default_factory=list)
    deleted_at: datetime | None = None  # where the last thing that happened to the file was its end


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be imported; empty and None mean everything.

    `since` is where the history of a document begins that has none yet; one that was begun is always gone on with.
    """

    only: Sequence[str] = ()  # "Service/Terms Type"
    since: datetime | None = None


class Skipped:
    """What was left out, by name, with the reason and how often."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, str]] = Counter()

    def add(self, name: str, reason: str) -> None:
        """Note one thing."""
        self._counts[name, reason] += 1

    def rows(self) -> list[dict[str, object]]:
        """Give a row for each name and reason, in the order in which they were met."""
        return [
            {"name": name, "reason": reason, "count": count} for (name, reason), count in self._counts.items()
        ]


def collect(commits: Iterable[Commit], wanted: Wanted, skipped: Skipped, now: datetime) -> list[History]:
    """Sort what the commits record by document, longest history first.

    Raises:
        ConfigurationError: A document that was asked for by name is not in the archive.
    """
    histories: dict[bytes, History | None] = {}
    names: set[str] = set()
    for commit in commits:
        at = recorded_at(commit.author_time, now)
        for file in commit.files:
            if file.path not in histories:
                histories[file.path] = _begun(file.path, wanted, skipped, names)
            history = histories[file.path]
            if history is not None:
                _record(history, commit, file, at, skipped)
    _check_names(wanted.only, names)
    found = [history for history in histories.values() if history is not None]
    for history in found:
        history.records.sort(key=lambda record: record.at)  # stable: ties keep the order of the commits
    kept = _without_collisions([history for history in found if history.records], skipped)
    # Two cores end together when the longest work is not the last.
    return sorted(kept, key=lambda history: -len(history.records))


def _begun(path: bytes, wanted: Wanted, skipped: Skipped, names: set[str]) -> History | None:
    document = document_at(path)
    if isinstance(document, str):
        skipped.add(path.decode("utf-8", "backslashreplace"), document)
        return None
    names.add(document.name)
    return None if wanted.only and document.name not in wanted.only else History(document)


def _record(
    history: History, commit: Commit, file: FileChange, at: datetime | None, skipped: Skipped
) -> None:
    if at is None:
        skipped.add(history.document.name, "the author date of a commit cannot be that of a record")
    elif file.is_deleted:
        history.deleted_at = at
    elif file.blob is None:
        skipped.add(history.document.name, "a link or a module instead of a file")
    else:
        history.deleted_at = None
        history.records.append(Record(commit.id, at, file.blob, is_upgrade(commit.subject)))


def _check_names(only: Sequence[str], names: set[str]) -> None:
    for name in only:
        if name not in names:
            near = get_close_matches(name, names, n=1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            raise ConfigurationError(f"no document {name!r} in the archive{hint}")


def _without_collisions(histories: Sequence[History], skipped: Skipped) -> list[History]:
    """Drop what would get the key or the vendor of another document of the archive, naming both."""
    services: dict[str, str] = {}
    keys: dict[str, str] = {}
    kept = []
    for history in histories:
        document = history.document
        service = services.setdefault(document.vendor, document.service)
        if service != document.service:
            skipped.add(document.name, f"its service has the same slug {document.vendor!r} as {service!r}")
            continue
        name = keys.setdefault(document.key, document.name)
        if name != document.name:
            skipped.add(document.name, f"it has the same key {document.key!r} as {name!r}")
            continue
        kept.append(history)
    return kept
