"""Opening the database: one door for SQLite and PostgreSQL, with the settings that the promises need."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, InterfaceError, NoSuchModuleError, OperationalError
from sqlalchemy.orm import Session, sessionmaker

from monitor.domain.errors import ConfigurationError, StoreUnavailable
from storage.chain import seal_on_commit

BUSY_TIMEOUT_MS = 30_000  # a run waits this long for another writer before it gives up
_DEAF_MS = 250  # of it in one piece
RUN_LOCK_KEY = 0x636C_6177  # PostgreSQL advisory locks are numbers; this one spells "claw"
MIGRATION_LOCK_KEY = RUN_LOCK_KEY + 1
IMPORT_LOCK_KEY = RUN_LOCK_KEY + 2

# Result codes of a file that SQLite cannot use: damaged, or none of its own.
_UNUSABLE_FILE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_READ_ONLY = "25006"  # PostgreSQL, appendix A: read_only_sql_transaction, as on a standby


class Store:
    """An open database. `read` and `write` give sessions; `write` commits at its end or leaves nothing behind."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        # PostgreSQL would otherwise show each statement of a session another state; SQLite never does.
        steady = {} if engine.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}
        self._readers = sessionmaker(engine.execution_options(**steady), expire_on_commit=False)
        self._writers = sessionmaker(engine.execution_options(immediate=True), expire_on_commit=False)
        seal_on_commit(self._writers)

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
    def import_lock(self) -> Iterator[bool]:
        """Try to become the only one who imports a history; runs go on meanwhile. False when another one does."""
        with _only_one(self, "import", IMPORT_LOCK_KEY, wait=False) as won:
            yield won

    @contextmanager
    def migration_lock(self) -> Iterator[None]:
        """Wait to be the only one who changes the schema."""
        with _only_one(self, "migrate", MIGRATION_LOCK_KEY, wait=True):
            yield

    @contextmanager
    def migrating(self) -> Iterator[Connection]:
        """Open the transaction in which the schema is changed; references are checked at its end, not on the way.

        Raises:
            StoreUnavailable: The database cannot be written, or rows would be left that refer to nothing.
        """
        engine = self.engine.execution_options(immediate=True, unchecked=True)
        with at_the_wall(self.engine.url), engine.connect() as connection:
            try:
                with connection.begin():
                    yield connection
                    _check_references(connection)
            finally:
                if self.is_sqlite:
                    connection.invalidate()  # it does not check references, so nobody else may get it

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
        engine = create_engine(
            parsed,
            pool_pre_ping=parsed.get_backend_name() != "sqlite",
            # Letters as people read them and as PostgreSQL shows them, not as escapes.
            json_serializer=partial(json.dumps, ensure_ascii=False),
        )
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
        # The query of a URL may hold a password too, which only the driver knows to be one.
        place = url.set(query={}).render_as_string()
        raise StoreUnavailable(f"database {place}: {_first_line(error)}") from error


def _is_operational(error: DBAPIError) -> bool:
    # A violated constraint or a wrong statement is a bug of ours and must crash loudly.
    return (
        isinstance(error, (OperationalError, InterfaceError))
        or error.connection_invalidated
        or _primary_code(error) in _UNUSABLE_FILE
        or getattr(error.orig, "sqlstate", None) == _READ_ONLY
    )


def _primary_code(error: DBAPIError) -> int | None:
    # The low byte is the primary result code (sqlite.org/rescode.html); only sqlite3's errors carry one.
    code = getattr(error.orig, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF


def _first_line(error: DBAPIError) -> str:
    said = str(error.orig).strip().splitlines()
    return said[0] if said else type(error).__name__


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    # We say BEGIN ourselves (below): the driver's own transaction handling begins too late for a consistent read.
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout={BUSY_TIMEOUT_MS}",  # first: the next one may have to wait already
        "journal_mode=WAL",
        "synchronous=FULL",  # "never lose a version" includes a power cut right after the commit
        "foreign_keys=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # A writer that begins as a reader gets SQLITE_BUSY at its first write, whatever the timeout: begin as a writer.
    options = connection.get_execution_options()
    if options.get("unchecked", False):
        # SQLite changes a table by copying and dropping it, which its references would forbid; inside of a
        # transaction this switch does nothing.
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
    if options.get("immediate", False):
        _begin_as_writer(connection)
    else:
        connection.exec_driver_sql("BEGIN")


def _begin_as_writer(connection: Connection) -> None:
    """Wait for other writers a little at a time: inside of SQLite no signal is heard, and a person wants to stop."""
    patience = time.monotonic() + BUSY_TIMEOUT_MS / 1000
    connection.exec_driver_sql(f"PRAGMA busy_timeout={min(_DEAF_MS, BUSY_TIMEOUT_MS)}")
    try:
        while True:
            try:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            except OperationalError as error:
                if _primary_code(error) != sqlite3.SQLITE_BUSY or time.monotonic() >= patience:
                    raise
            else:
                return
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")


def _check_references(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return  # PostgreSQL never stopped checking
    tables = {str(row[0]) for row in connection.exec_driver_sql("PRAGMA foreign_key_check")}
    if tables:
        raise StoreUnavailable(f"rows of {', '.join(sorted(tables))} refer to nothing; nothing was migrated")


@contextmanager
def _only_one(store: Store, purpose: str, key: int, *, wait: bool) -> Iterator[bool]:
    if store.is_sqlite:
        with _file_lock(store.path, purpose, wait=wait) as won:
            yield won
        return
    with at_the_wall(store.engine.url):
        connection = store.engine.connect()
    with connection:
        with at_the_wall(store.engine.url):
            question = "pg_advisory_lock" if wait else "pg_try_advisory_lock"
            won = connection.execute(text(f"SELECT {question}(:key)"), {"key": key}).scalar() is not False
            connection.commit()  # the lock belongs to the connection, not to the transaction
        try:
            yield won
        finally:
            if won:
                _unlock(connection, key)


def _unlock(connection: Connection, key: int) -> None:
    try:
        connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": key})
        connection.commit()
    except DBAPIError:
        # The server was restarted since, and the lock ended with its connection. What was done under it stands.
        connection.invalidate()


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
