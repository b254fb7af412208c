"""Backup and restore: one file in SQLite's format, whichever database it comes from and goes to.

Both write beside the final place first and rename at the end, so what has the final name is whole.
"""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from glob import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, Table, func, insert, select, text, update

from monitor.domain.errors import ConfigurationError, OperationalError
from storage import integrity, schema
from storage.base import Base
from storage.engine import Store, connect
from storage.models import BlobRow, DeliveryRow

_BATCH = 200  # rows in flight between two databases; pages may have megabytes
_SHOWN = 3

Say = Callable[[str], None]


def back_up(store: Store, target: Path) -> None:
    """Copy the whole database to *target* while it may be in use: one consistent state, blobs included.

    Raises:
        ConfigurationError: The target exists.
        OperationalError: The copy could not be made; nothing is left under the name of the target.
    """
    if target.exists():
        raise ConfigurationError(f"{target} exists; name a new file")
    part = _beside(target)
    with _telling(f"backup to {target}"):
        _remove(part)
        try:
            if store.path is not None:
                with closing(sqlite3.connect(store.path)) as source, closing(sqlite3.connect(part)) as copy:
                    source.backup(copy)
            else:
                _export(store, part)
            _make_single(part)
            part.replace(target)
        finally:
            _remove(part)


def restore(store: Store, source: Path, *, replace: bool, say: Say) -> int:
    """Put a backup in the place of the database; counts the deliveries that now wait for their release.

    The backup is brought to today's schema and verified first. What it would still send may have been sent since it
    was made, so nobody is told again before a person says so.

    Raises:
        ConfigurationError: *source* is no sound backup, or there are data already and *replace* is false.
        OperationalError: It could not be done; the database is as it was.
    """
    if not source.is_file():
        raise ConfigurationError(
            f"{source} is not there; name a file that `clausewatch db backup` has written"
        )
    if not replace and _holds_data(store):
        raise ConfigurationError("the database holds data already; --replace gives them up for the backup")
    with _telling(f"restore from {source}"), store.run_lock() as won:
        if not won:
            raise OperationalError("another run is working on this database; restore when it has ended")
        if store.path is not None:
            part = _beside(store.path)
            with _prepared(source, part, say) as (prepared, waiting):
                prepared.close()
                _make_single(part)
                _give_way(store)
                part.replace(store.path)
            return waiting
        with TemporaryDirectory() as folder, _prepared(source, Path(folder) / "backup", say) as found:
            _import(found[0], store)
            return found[1]


@contextmanager
def _prepared(source: Path, part: Path, say: Say) -> Iterator[tuple[Store, int]]:
    """Open a copy of a backup, in today's schema, verified, its deliveries held."""
    _remove(part)
    try:
        shutil.copyfile(source, part)
        with closing(connect(f"sqlite:///{part}")) as raw:
            if schema.current_revision(raw) is None:
                raise ConfigurationError(f"{source} is no backup of Clausewatch")
        with closing(schema.open_store(f"sqlite:///{part}", say=say)) as store:
            with store.read() as session:
                found = integrity.check(session)
            if found.total:
                raise ConfigurationError(
                    f"{source} is damaged, nothing was restored: {'; '.join(found.problems[:_SHOWN])}"
                )
            with store.write() as session:
                waiting = session.execute(
                    update(DeliveryRow)
                    .where(DeliveryRow.state.in_(("pending", "sending")))
                    .values(held=True)
                    .returning(DeliveryRow.id)
                ).all()
            yield store, len(waiting)
    finally:
        _remove(part)


def _export(store: Store, part: Path) -> None:
    with (
        closing(schema.open_store(f"sqlite:///{part}")) as copy,
        store.read() as session,
        copy.migrating() as target,
    ):
        _copy_rows(session.connection(), target)


def _import(prepared: Store, store: Store) -> None:
    with store.migration_lock(), prepared.read() as session, store.migrating() as target:
        schema.drop_everything(target)
        schema.build(target)
        _copy_rows(session.connection(), target)
        for table in Base.metadata.sorted_tables:
            _go_on_counting(target, table)


def _copy_rows(source: Connection, target: Connection) -> None:
    for table in Base.metadata.sorted_tables:
        target.execute(table.delete())  # a new schema has the head of an empty chain
        order = [BlobRow.depth] if table is BlobRow.__table__ else list(table.primary_key)
        rows = source.execution_options(yield_per=_BATCH).execute(select(table).order_by(*order)).mappings()
        for batch in rows.partitions():
            target.execute(insert(table), [dict(row) for row in batch])


def _go_on_counting(connection: Connection, table: Table) -> None:
    """Let the next row get a number that is free: copied rows brought theirs along."""
    if "id" not in table.c:
        return
    question = text("SELECT pg_get_serial_sequence(:name, 'id')")
    sequence = connection.scalar(question, {"name": table.name})
    last = connection.scalar(select(func.max(table.c.id)))
    if sequence is not None and last is not None:
        connection.execute(select(func.setval(sequence, last)))


def _holds_data(store: Store) -> bool:
    if store.path is not None:
        return store.path.exists()
    return schema.current_revision(store) is not None


def _give_way(store: Store) -> None:
    """Fold the journal of the old database into its file: beside the new one it would be taken for that one's."""
    assert store.path is not None
    if store.path.exists():
        _make_single(store.path)


def _make_single(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        (mode,) = connection.execute("PRAGMA journal_mode=DELETE").fetchone()
    if mode != "delete":
        raise OperationalError(f"{path} is in use by another program")
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _beside(path: Path) -> Path:
    return path.with_name(f"{path.name}.part")


def _remove(part: Path) -> None:
    """Remove a half file, with its journals and locks, and the copy that a migration of it makes."""
    for ending in ("", "-journal", "-wal", "-shm", ".run.lock", ".migrate.lock", ".before-*.bak"):
        for path in part.parent.glob(f"{escape(part.name)}{ending}"):
            path.unlink()


@contextmanager
def _telling(what: str) -> Iterator[None]:
    """Turn the errors of files into ours.

    Raises:
        OperationalError: Said in one line.
    """
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        said = error.strerror if isinstance(error, OSError) and error.strerror else error
        raise OperationalError(f"{what}: {said}") from error
