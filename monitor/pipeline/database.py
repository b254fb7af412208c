"""The database as the interfaces see it: opening, reading rows in the shape of the contract, looking after it."""

import os
import sqlite3
import subprocess
from contextlib import closing
from datetime import datetime
from pathlib import Path
from shutil import which
from typing import Any

from monitor.domain.errors import ConfigurationError, OperationalError
from storage import integrity, reports, runs, sizes, versions
from storage.engine import Store
from storage.findings import Findings
from storage.reports import ChangeFilter
from storage.schema import current_revision, open_store
from storage.versions import StoredVersion

__all__ = ["ChangeFilter", "Findings", "Store", "StoredVersion", "open_store"]

JsonRow = dict[str, Any]


def status(store: Store) -> list[JsonRow]:
    """List the watched documents with their health."""
    with store.read() as session:
        return reports.status_rows(session)


def history(store: Store, key: str) -> list[JsonRow]:
    """List the versions of a document.

    Raises:
        UnknownName: No document has this key.
    """
    with store.read() as session:
        return reports.history_rows(session, key)


def changes(store: Store, wanted: ChangeFilter) -> list[JsonRow]:
    """List the changes that match."""
    with store.read() as session:
        return reports.change_rows(session, wanted)


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
    with store.read() as session:
        return integrity.check(session, noted)


def stats(store: Store) -> list[JsonRow]:
    """Count the rows of each kind, and the bytes they take where that can be told."""
    with store.read() as session:
        return sizes.sizes(session)


def revision(store: Store) -> str | None:
    """Give the schema revision of the database."""
    return current_revision(store)


def back_up(store: Store, target: Path) -> None:
    """Copy the whole database to *target* while it may be in use: a consistent state, never half a run.

    Raises:
        ConfigurationError: The target exists.
        OperationalError: The copy could not be made.
    """
    if target.exists():
        raise ConfigurationError(f"{target} exists; name a new file")
    if store.path is not None:
        _back_up_sqlite(store.path, target)
    else:
        _back_up_postgresql(store, target)


def begin_run(store: Store, command: str, now: datetime) -> int:
    """Note that a run begins."""
    with store.write() as session:
        return runs.begin_run(session, command, now)


def end_run(store: Store, run_id: int, summary: JsonRow, now: datetime) -> None:
    """Note that a run ended, and what it came to."""
    with store.write() as session:
        runs.end_run(session, run_id, summary, now)


def _back_up_sqlite(path: Path, target: Path) -> None:
    try:
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(target)) as copy:
            source.backup(copy)
    except sqlite3.Error as error:
        target.unlink(missing_ok=True)
        raise OperationalError(f"backup to {target}: {error}") from error


def _back_up_postgresql(store: Store, target: Path) -> None:
    program = which("pg_dump")
    if program is None:
        raise OperationalError("backing up PostgreSQL needs pg_dump, which is not installed here")
    url = store.engine.url.set(drivername="postgresql")
    dump = [
        program,
        "--format=custom",
        f"--file={target}",
        "--dbname",
        url.set(password=None).render_as_string(),
    ]
    # The password goes by the environment: everyone on the machine can read a command line.
    environ = {**os.environ, "PGPASSWORD": url.password or ""}
    done = subprocess.run(dump, env=environ, capture_output=True, text=True, check=False)  # noqa: S603 - fixed program
    if done.returncode:
        target.unlink(missing_ok=True)
        raise OperationalError(
            f"pg_dump: {done.stderr.strip().splitlines()[-1] if done.stderr.strip() else 'failed'}"
        )
