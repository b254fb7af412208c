"""Opening the database: one door for SQLite and PostgreSQL, with the settings that the promises need."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.orm import Session, sessionmaker

from monitor.domain.errors import ConfigurationError, StoreUnavailable

BUSY_TIMEOUT_MS = 30_000  # a run waits this long for another writer before it gives up
RUN_LOCK_KEY = 0x636C_6177  # PostgreSQL advisory locks are numbers; this one spells "claw"
MIGRATION_LOCK_KEY = RUN_LOCK_KEY + 1


class Store:
    """An open database. `read` and `write` give sessions; `write` commits at its end or leaves nothing behind."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._readers = sessionmaker(engine, expire_on_commit=False)
        self._writers = sessionmaker(engine.execution_options(immediate=True), expire_on_commit=False)

    @property
    def is_sqlite(self) -> bool:
        """Whether this is the embedded database."""
        return self.engine.dialect.name == "sqlite"

    @property
    def path(self) -> Path | None:
        """The database file; None for PostgreSQL and for a database in memory."""
        return sqlite_path(self.engine.url)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Open a session that sees one consistent state.

        Raises:
            StoreUnavailable: The database cannot be read.
        """
        with at_the_wall(self.engine.url), self._readers() as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Open a session whose whole content is committed at the end, or not at all.

        Raises:
            StoreUnavailable: The database cannot be written (locked for too long, disk full, read-only, gone).
        """
        with at_the_wall(self.engine.url), self._writers.begin() as session:
            yield session

    @contextmanager
    def run_lock(self) -> Iterator[bool]:
        """Try to become the only run on this database; False when another one holds the lock.

        The lock is the operating system's or the server's, so it ends with its holder, however that dies.
        """
        with _only_one(self, "run", RUN_LOCK_KEY, wait=False) as won:
            yield won

    @contextmanager
    def migration_lock(self) -> Iterator[None]:
        """Wait to be the only one who changes the schema."""
        with _only_one(self, "migrate", MIGRATION_LOCK_KEY, wait=True):
            yield

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()


def connect(url: str) -> Store:
    """Open the database at *url* without looking at its schema; `storage.schema.open_store` is the usual door.

    Raises:
        ConfigurationError: The URL cannot be understood.
    """
    try:
        parsed = make_url(url)
        if parsed.drivername in ("postgresql", "postgres"):
            parsed = parsed.set(drivername="postgresql+psycopg")
        # A dead pooled connection (server restarted) is found before it is used.
        engine = create_engine(parsed, pool_pre_ping=parsed.get_backend_name() != "sqlite")
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise ConfigurationError(
            "database_url is not a database URL; write sqlite:///file.db or postgresql://user@host/name"
        ) from error
    if engine.dialect.name not in ("sqlite", "postgresql"):
        raise ConfigurationError(
            f"database_url names {engine.dialect.name}; only sqlite and postgresql are supported"
        )
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return Store(engine)


def sqlite_path(url: URL) -> Path | None:
    """Give the file of an SQLite URL; None for another database or one in memory."""
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        return None
    return Path(url.database)


@contextmanager
def at_the_wall(url: URL) -> Iterator[None]:
    """Turn the driver's errors into ours, once; the cause is kept, the password is not shown.

    Raises:
        StoreUnavailable: The driver could not do what was asked, for a reason outside of the program.
    """
    try:
        yield
    except DBAPIError as error:
        if not _is_operational(error):
            raise
        raise StoreUnavailable(f"database {url.render_as_string()}: {_first_line(error)}") from error


def _is_operational(error: DBAPIError) -> bool:
    # A violated constraint or a wrong statement is a bug of ours and must crash loudly.
    kind = type(error).__name__
    return kind in ("OperationalError", "InterfaceError") or (
        kind == "DatabaseError" and "malformed" in str(error.orig)
    )


def _first_line(error: DBAPIError) -> str:
    said = str(error.orig).strip().splitlines()
    return said[0] if said else type(error).__name__


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    # We say BEGIN ourselves (below): the driver's own transaction handling begins too late for a consistent read.
    connection.isolation_level = None
    for pragma in (
        "foreign_keys=ON",
        "journal_mode=WAL",
        "synchronous=FULL",  # "never lose a version" includes a power cut right after the commit
        f"busy_timeout={BUSY_TIMEOUT_MS}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # A writer that begins as a reader gets SQLITE_BUSY at its first write, whatever the timeout: begin as a writer.
    immediate = connection.get_execution_options().get("immediate", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


@contextmanager
def _only_one(store: Store, purpose: str, key: int, *, wait: bool) -> Iterator[bool]:
    if store.is_sqlite:
        with _file_lock(store.path, purpose, wait=wait) as won:
            yield won
    else:
        with at_the_wall(store.engine.url), store.engine.connect() as connection:
            question = "pg_advisory_lock" if wait else "pg_try_advisory_lock"
            answer = connection.execute(text(f"SELECT {question}(:key)"), {"key": key}).scalar()
            connection.commit()  # the lock belongs to the connection, not to the transaction
            try:
                yield answer is not False
            finally:
                connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": key})
                connection.commit()


@contextmanager
def _file_lock(path: Path | None, purpose: str, *, wait: bool) -> Iterator[bool]:
    if path is None:
        yield True
        return
    lock = FileLock(path.with_name(f"{path.name}.{purpose}.lock"))
    try:
        lock.acquire(timeout=-1 if wait else 0)
    except Timeout:
        yield False
        return
    except OSError as error:
        raise StoreUnavailable(f"cannot lock {path}: {error.strerror}; is its folder writable?") from error
    try:
        yield True
    finally:
        lock.release()
