"""The schema: what migrations make, what is refused, and what analysts find in the views."""

import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from monitor.domain.errors import ConfigurationError, StoreTooNew, StoreUnavailable, UnknownName
from storage import schema
from storage.base import Base
from storage.engine import Store, connect
from storage.schema import HEAD, MIGRATIONS, current_revision, open_store, upgrade
from tests.storage.filling import Filling

CONTRACT = Path(__file__).parents[2] / "docs" / "contracts.md"
VIEWS = ("v_documents", "v_versions", "v_changes", "v_clause_changes", "v_facts", "v_alerts")


def documented_columns() -> dict[str, list[str]]:
    rows = re.findall(r"^\| `(v_\w+)` \|[^|]*\|([^|]*)\|", CONTRACT.read_text(encoding="utf-8"), re.MULTILINE)
    return {name: re.findall(r"`(\w+)`", columns) for name, columns in rows}


def test_migrations_from_empty_give_exactly_the_tables_of_the_models(store: Store) -> None:
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, Base.metadata)
    assert differences == []


def test_the_revision_that_is_written_down_is_the_newest_migration(store: Store) -> None:
    config = schema._config()
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD
    assert current_revision(store) == HEAD


def test_partial_indexes_are_made_as_the_models_say(store: Store) -> None:
    with store.engine.connect() as connection:
        found = inspect(connection).get_indexes("incident") + inspect(connection).get_indexes("observation")
    conditions = {
        row["name"]: str(row["dialect_options"][f"{store.engine.dialect.name}_where"])
        for row in found
        if row.get("dialect_options", {}).get(f"{store.engine.dialect.name}_where") is not None
    }
    assert {name: said.strip("()") for name, said in conditions.items()} == {
        "uq_incident_open": "closed_at IS NULL",
        "ix_observation_undecided": "outcome IS NULL",
    }


@pytest.mark.parametrize("view", VIEWS)
def test_each_view_answers_with_the_documented_columns(store: Store, view: str) -> None:
    with store.read() as session:
        assert list(session.execute(text(f"SELECT * FROM {view}")).keys()) == documented_columns()[view]


def test_a_database_is_opened_again_without_being_changed(database_url: str) -> None:
    said: list[str] = []
    open_store(database_url, say=said.append).close()
    again = open_store(database_url, say=said.append)
    assert upgrade(again) is False
    again.close()
    assert said == [f"database created, schema {HEAD}"]


def test_a_database_of_a_newer_program_is_refused_and_left_alone(database_url: str) -> None:
    store = open_store(database_url)
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    store.close()
    with pytest.raises(StoreTooNew, match="9999"):
        open_store(database_url)
    untouched = connect(database_url)
    assert current_revision(untouched) == "9999"
    assert set(inspect(untouched.engine).get_view_names()) >= set(VIEWS)
    untouched.close()


def test_a_database_of_another_program_is_refused_and_left_alone(database_url: str) -> None:
    foreign = connect(database_url)
    with foreign.engine.begin() as connection:
        connection.execute(text("CREATE TABLE invoice (id INTEGER)"))
    with pytest.raises(StoreUnavailable, match="another program"):
        open_store(database_url)
    assert inspect(foreign.engine).get_table_names() == ["invoice"]
    foreign.close()


def test_a_file_that_is_no_database_is_refused_in_words(tmp_path: Path) -> None:
    page = tmp_path / "clausewatch.yaml"
    page.write_text("vendors: []\n" * 200)
    with pytest.raises(StoreUnavailable, match="not a database"):
        open_store(f"sqlite:///{page}")
    assert page.read_text() == "vendors: []\n" * 200


@pytest.mark.parametrize("url", ["clausewatch.db", "mysql://localhost/x", "oracle+nothing://x", "://"])
def test_what_is_no_usable_database_url_is_a_mistake_of_configuration(url: str) -> None:
    with pytest.raises(ConfigurationError, match="database_url"):
        open_store(url)


def test_a_command_that_only_reads_does_not_make_a_database(tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match="no database"):
        open_store(f"sqlite:///{tmp_path}/none.db", create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_database_in_a_folder_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="folder"):
        open_store(f"sqlite:///{tmp_path}/nowhere/clausewatch.db")


def test_processes_that_make_the_same_database_at_once_all_get_it(database_url: str) -> None:
    program = (
        "import sys; from storage.schema import open_store; "
        "sys.stdin.readline(); "
        "store = open_store(sys.argv[1], say=print); store.close()"
    )
    children = [
        subprocess.Popen(
            [sys.executable, "-c", program, database_url],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    for child in children:  # all are started before the first one is let go
        assert child.stdin is not None
        child.stdin.write("go\n")
        child.stdin.flush()
    answers = [child.communicate(timeout=120) for child in children]
    assert [child.returncode for child in children] == [0] * 4, answers
    assert "".join(out for out, _ in answers).count("database created") == 1


def test_without_room_for_the_backup_nothing_is_migrated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path}/clausewatch.db"
    open_store(url).close()
    newer_program(monkeypatch, tmp_path, then="")
    (tmp_path / f"clausewatch.db.before-{HEAD}.bak").mkdir()
    with pytest.raises(StoreUnavailable, match="nothing was migrated"):
        open_store(url)
    untouched = connect(url)
    assert current_revision(untouched) == HEAD
    untouched.close()


_NEXT = '''
"""The next schema."""

import sqlalchemy as sa
from alembic import op

revision = "9998"
down_revision = "{head}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("vendor") as batch:
        batch.alter_column("owner", new_column_name="keeper")
        batch.add_column(sa.Column("extra", sa.Integer(), nullable=True))
    {then}
'''


def newer_program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, then: str) -> None:
    """Pretend that a release with one more migration runs; its views know the new column."""
    scripts = tmp_path / "migrations"
    (scripts / "versions").mkdir(parents=True)
    (scripts / "env.py").write_text((MIGRATIONS / "env.py").read_text())
    for old in (MIGRATIONS / "versions").glob("*.py"):
        (scripts / "versions" / old.name).write_text(old.read_text())
    (scripts / "versions" / "9998_next.py").write_text(_NEXT.format(then=then, head=HEAD))
    monkeypatch.setattr(schema, "MIGRATIONS", scripts)
    monkeypatch.setattr(schema, "HEAD", "9998")
    real = schema.create_views  # type: ignore[attr-defined]

    def create_views(connection: Connection) -> None:
        connection.execute(text("ALTER TABLE vendor RENAME COLUMN keeper TO owner"))
        real(connection)

    monkeypatch.setattr(schema, "create_views", create_views)


def _watched(store: Store) -> None:
    with store.engine.begin() as connection:
        connection.execute(
            text("INSERT INTO vendor (id, slug, name, owner, tags) VALUES (1, 'x', 'X', 'o', '[]')")
        )
        connection.execute(
            text(
                "INSERT INTO document (id, vendor_id, key, type, render, schedule, added_at) "
                "VALUES (1, 1, 'x/terms', 'terms', 'auto', 'P1D', '2026-01-01 00:00:00')"
            )
        )
        connection.execute(
            text(
                "INSERT INTO watch (document_id, bad_streak, candidate_looks, confirm_failures) VALUES (1, 0, 0, 0)"
            )
        )


def test_an_older_database_is_migrated_after_a_backup(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = open_store(database_url)
    _watched(old)
    old.close()
    newer_program(monkeypatch, tmp_path, then="")
    said: list[str] = []
    store = open_store(database_url, say=said.append)
    assert current_revision(store) == "9998"
    with store.engine.connect() as connection:
        assert connection.execute(text("SELECT document FROM v_documents")).scalar() == "x/terms"
        assert connection.execute(text("SELECT owner FROM vendor")).scalar() == "o"
    assert said[-1] == f"database migrated from {HEAD} to 9998"
    if store.path is not None:
        with closing(sqlite3.connect(f"{store.path}.before-{HEAD}.bak")) as backup:
            assert backup.execute("SELECT version_num FROM alembic_version").fetchall() == [(HEAD,)]
            assert backup.execute("SELECT owner FROM vendor").fetchall() == [("o",)]
    store.close()


def test_a_migration_that_fails_leaves_the_old_schema_and_its_rows(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = open_store(database_url)
    _watched(old)
    old.close()
    newer_program(monkeypatch, tmp_path, then="raise ZeroDivisionError")
    with pytest.raises(ZeroDivisionError):
        open_store(database_url)
    monkeypatch.undo()
    store = open_store(database_url)
    assert current_revision(store) == HEAD
    with store.engine.connect() as connection:
        assert connection.execute(text("SELECT owner FROM v_documents")).scalar() == "o"
        assert {"keeper", "extra"}.isdisjoint(
            column["name"] for column in inspect(connection).get_columns("vendor")
        )
    store.close()


def test_the_views_of_an_older_database_are_made_anew(database_url: str) -> None:
    old = open_store(database_url)
    with old.engine.begin() as connection:
        for view in ("v_facts", "v_clause_changes", "v_alerts", "v_changes"):
            connection.execute(text(f"DROP VIEW {view}"))
            connection.execute(text(f"CREATE VIEW {view} AS SELECT c.id AS change FROM change c"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0005'"))
    old.close()
    filling = Filling(store := open_store(database_url))
    with store.write() as session:
        filling.version(session, "x/terms", "# Terms\n\nBe kind.\n")
        filling.version(session, "x/terms", "# Terms\n\nBe kind and quiet.\n")
        filling.alert(session, change=filling.change(session, "x/terms", 2))
        filling.change(session, "x/terms", 2, revision=2)
        for view in ("v_changes", "v_clause_changes", "v_facts", "v_alerts"):
            assert session.scalars(text(f"SELECT change FROM {view}")).all() == [1]
    store.close()
