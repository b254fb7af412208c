"""The schema of the database: created at first use, migrated under a lock after a backup, refused when newer."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import inspect, text

from monitor.domain.errors import StoreTooNew, StoreUnavailable, UnknownName
from storage import runs  # noqa: F401 - completes the metadata
from storage.base import Base
from storage.chain import adopt
from storage.engine import Store, at_the_wall, connect
from storage.views import create_views, drop_views

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy import Connection

MIGRATIONS = Path(__file__).parent / "migrations"

# The revision that this program writes; a test holds it against the migrations. Said here, because asking Alembic
# takes a quarter of a second that every command would pay.
HEAD = "0006"


def open_store(url: str, *, create: bool = True, say: Callable[[str], None] = lambda _: None) -> Store:
    """Open the database and bring its schema up to date.

    Args:
        url: SQLAlchemy URL; SQLite or PostgreSQL.
        create: Whether a database that does not exist yet is made; commands that only read say no.
        say: Told in one line when something noteworthy is done (created, backed up, migrated).

    Raises:
        ConfigurationError: The URL cannot be understood.
        UnknownName: There is no database yet and *create* is false.
        StoreTooNew: A newer Clausewatch wrote it.
        StoreUnavailable: It cannot be opened.
    """
    with ExitStack() as on_failure:
        store = connect(url)
        on_failure.callback(store.close)
        _check_place(store, create)
        if current_revision(store) != HEAD:
            upgrade(store, say)
        on_failure.pop_all()
    return store


def current_revision(store: Store) -> str | None:
    """Give the revision of the database; None for an empty one."""
    with at_the_wall(store.engine.url), store.engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def upgrade(store: Store, say: Callable[[str], None] = lambda _: None) -> bool:
    """Migrate to the newest schema, after a backup of an older SQLite file; False when there was nothing to do.

    On PostgreSQL all steps are one transaction, so a failing one leaves the old schema as it was.

    Raises:
        StoreTooNew: The database has a revision that this program does not know.
    """
    from alembic.script import ScriptDirectory

    with store.migration_lock():
        current = current_revision(store)
        if current == HEAD:
            return False
        known = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
        if current is not None and current not in known:
            raise StoreTooNew(
                f"the database has schema {current}, which this version does not know ({HEAD}); "
                "use the newer Clausewatch that wrote it, or another database"
            )
        if current is None and _is_foreign(store):
            raise StoreUnavailable(
                "the database holds tables of another program; name an empty one in database_url"
            )
        if current is not None:
            _back_up(store, current, say)
        with store.migrating() as connection:
            build(connection)
            adopted = adopt(connection, datetime.now(UTC))
        if adopted:
            say(f"{adopted} records from before the hash chain are sealed from now on")
        say(
            f"database created, schema {HEAD}"
            if current is None
            else f"database migrated from {current} to {HEAD}"
        )
        return True


def build(connection: Connection) -> None:
    """Run the migrations that are still to be run, and make the views anew."""
    from alembic import command

    config = _config()
    config.attributes["connection"] = connection
    drop_views(connection)
    command.upgrade(config, "head")
    create_views(connection)


def drop_everything(connection: Connection) -> None:
    """Drop all views and tables of ours, for what is put in their place."""
    drop_views(connection)
    Base.metadata.drop_all(connection)
    connection.execute(text("DROP TABLE IF EXISTS alembic_version"))


def _check_place(store: Store, create: bool) -> None:
    path = store.path
    if path is None or path.exists():
        return
    if not create:
        raise UnknownName(
            f"there is no database at {path}; run `clausewatch run` first, or name one with --database-url"
        )
    if not path.parent.is_dir():
        raise StoreUnavailable(f"cannot create {path}: the folder {path.parent} does not exist")


def _is_foreign(store: Store) -> bool:
    with at_the_wall(store.engine.url):
        return bool(inspect(store.engine).get_table_names())


def _back_up(store: Store, revision: str, say: Callable[[str], None]) -> None:
    path = store.path
    if path is None:
        return
    target = path.with_name(f"{path.name}.before-{revision}.bak")
    try:
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(target)) as copy:
            source.backup(copy)
    except sqlite3.Error as error:
        raise StoreUnavailable(f"no backup to {target}: {error}; nothing was migrated") from error
    say(f"backup before migration: {target}")


def _config() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config
