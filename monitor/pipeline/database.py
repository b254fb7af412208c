"""The database as the interfaces see it: opening, reading rows in the shape of the contract, looking after it."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from storage import reports, runs, sizes, versions
from storage.changes import find_change
from storage.engine import Store, connect
from storage.findings import Findings
from storage.reports import ChangeFilter
from storage.schema import current_revision, open_store
from storage.versions import StoredVersion

__all__ = ["ChangeFilter", "Findings", "Store", "StoredVersion", "back_up", "open_store"]

JsonRow = dict[str, Any]


def status(store: Store) -> list[JsonRow]:
    """List the watched documents with their health."""
    with store.read() as session:
        return reports.status_rows(session)


def history(store: Store, key: str, limit: int | None = None) -> list[JsonRow]:
    """List the last *limit* versions of a document, oldest first; None means all.

    Raises:
        UnknownName: No document has this key.
    """
    with store.read() as session:
        return reports.history_rows(session, key, limit)


def changes(store: Store, wanted: ChangeFilter) -> Iterator[JsonRow]:
    """Yield the changes that match, all of one state of the database, a few hundred in memory at once."""
    with store.read() as session:
        yield from reports.change_rows(session, wanted)


def change_between(store: Store, key: str, older: int, newer: int) -> JsonRow:
    """Give the `marks` and the `effective_date` of the change from one version to the other; [] and None without one.

    Raises:
        UnknownName: No document has this key.
    """
    with store.read() as session:
        found = find_change(session, versions.document_id(session, key), newer, None)
        change = found[0] if found is not None and found[1] == older else None
        return {
            "marks": [] if change is None else change.marks,
            "effective_date": None if change is None else change.effective_date,
        }


def alerts(store: Store, states: list[str]) -> list[JsonRow]:
    """List the alerts in one of *states*; none means all."""
    with store.read() as session:
        return reports.alert_rows(session, states)


def version(store: Store, key: str, number: int | None = None, at: datetime | None = None) -> StoredVersion:
    """Load a version with its text: by number, as of a moment, or the newest.

    Raises:
        UnknownName: There is no such document or version.
    """
    with store.read() as session:
        return versions.load_version(session, key, number, at)


def verify(store: Store, noted: tuple[int, str] | None = None) -> Findings:
    """Check the whole record; *noted* is a head of the chain that was written down elsewhere."""
    from storage import integrity

    with store.read() as session:
        return integrity.check(session, noted)


def stats(store: Store, now: datetime) -> JsonRow:
    """Measure what is stored; see `storage.sizes.sizes`."""
    with store.read() as session:
        return sizes.sizes(session, now)


def revision(store: Store) -> str | None:
    """Give the schema revision of the database."""
    return current_revision(store)


def held_deliveries(store: Store) -> int:
    """Count the deliveries that wait for their release after a restore."""
    with store.read() as session:
        return reports.held_deliveries(session)


def back_up(store: Store, target: Path) -> None:
    """Copy the whole database to *target*; see `storage.backup.back_up`."""
    from storage import backup

    backup.back_up(store, target)


def restore(url: str, source: Path, *, replace: bool, say: Callable[[str], None]) -> int:
    """Put a backup in the place of the database at *url*; see `storage.backup.restore`."""
    from storage import backup

    with closing(connect(url)) as store:
        return backup.restore(store, source, replace=replace, say=say)


def begin_run(store: Store, command: str, now: datetime) -> int:
    """Note that a run begins."""
    with store.write() as session:
        return runs.begin_run(session, command, now)


def end_run(store: Store, run_id: int, summary: JsonRow, now: datetime) -> None:
    """Note that a run ended, and what it came to."""
    with store.write() as session:
        runs.end_run(session, run_id, summary, now)
