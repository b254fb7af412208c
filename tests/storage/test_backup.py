"""A backup is one whole file, from either database and for either; nothing that it restores is sent again by itself."""

import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from monitor.domain.errors import ConfigurationError, OperationalError
from notifiers.outbox import due_destinations, release
from storage import integrity
from storage.backup import back_up, restore
from storage.base import Base
from storage.engine import Store, connect
from storage.models import DeliveryRow, ReadingRow
from storage.reports import held_deliveries
from tests.storage.filling import BEFORE_THE_CHAIN, Filling

KEY = "example-corp/terms"


@pytest.fixture
def filled(store: Store) -> Filling:
    """A history of 20 versions, so that deltas rest on deltas, and messages that were sent and that were not."""
    filling = Filling(store)
    with store.write() as session:
        for number in range(20):
            filling.version(session, KEY, f"# Terms \x00\n\nEdition {number}.\n" * 40)
        filling.change(session, KEY, 2, summary="Keeps « more »")
        for to in range(3, 21):
            filling.change(session, KEY, to)
        alerts = [filling.alert(session, change=number) for number in (1, 2)]
        filling.message(session, alerts[0], dpo="dead")
        filling.message(session, alerts[1], dpo="pending", ops=("sending", 1))
    return filling


@pytest.fixture(params=["sqlite", "postgresql"])
def other(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A database that does not exist yet (SQLite) or is empty (PostgreSQL)."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'other' / 'clausewatch.db'}"
        (tmp_path / "other").mkdir()
    elif "postgresql" in request.node.callspec.params["database_url"]:
        pytest.skip("one empty PostgreSQL database a test")
    else:
        url = request.getfixturevalue("postgres_url")
    store = connect(url)
    yield store
    store.close()


def content(store: Store) -> dict[str, list[tuple[object, ...]]]:
    with store.read() as session:
        return {
            table.name: [tuple(row) for row in session.execute(select(table).order_by(*table.primary_key))]
            for table in Base.metadata.sorted_tables
        }


def test_what_is_restored_is_what_was_backed_up_and_sends_nothing(
    filled: Filling, other: Store, tmp_path: Path
) -> None:
    back_up(filled.store, file := tmp_path / "copy.db")
    assert [path.name for path in tmp_path.glob("copy.db*")] == ["copy.db"]
    assert restore(other, file, replace=False, say=print) == 2
    before, after = content(filled.store), content(other)
    deliveries = before.pop("delivery"), after.pop("delivery")
    assert before == after
    assert len(deliveries[0]) == len(deliveries[1]) == 3
    far = filled.clock.replace(year=2040)
    with other.read() as session:
        assert integrity.check(session).problems == []
        assert (held_deliveries(session), due_destinations(session, far)) == (2, [])
    with other.write() as session:
        assert release(session) == 2
        assert sorted(due_destinations(session, far)) == ["dpo", "ops"]
    with other.write() as session:  # new rows get numbers that are free
        filled.version(session, KEY, "# Terms\n\nAfter the restore.\n")
    assert (other.path is None) or not list(other.path.parent.glob("*.part*"))


def test_a_backup_is_never_written_over_anything(filled: Filling, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_text("mine")
    with pytest.raises(ConfigurationError, match="exists"):
        back_up(filled.store, tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_text() == "mine"


def test_a_database_is_replaced_only_when_told_to(filled: Filling, tmp_path: Path) -> None:
    back_up(filled.store, file := tmp_path / "copy.db")
    with filled.store.write() as session:
        filled.version(session, KEY, "# Terms\n\nLater.\n")
    with pytest.raises(ConfigurationError, match="--replace"):
        restore(filled.store, file, replace=False, say=print)
    with filled.store.read() as session:
        assert len(session.scalars(select(ReadingRow.id)).all()) == 21
    filled.store.close()
    restore(filled.store, file, replace=True, say=print)
    with filled.store.read() as session:
        assert len(session.scalars(select(ReadingRow.id)).all()) == 20
        assert integrity.check(session).problems == []


@pytest.mark.parametrize("harm", ["nothing there", "no database", "of another program", "damaged", "newer"])
def test_what_is_no_sound_backup_is_refused_and_nothing_touched(
    filled: Filling, tmp_path: Path, harm: str
) -> None:
    file = tmp_path / "copy.db"
    back_up(filled.store, file)
    before = content(filled.store)
    if harm == "nothing there":
        file.unlink()
    elif harm == "no database":
        file.write_text("Dear diary, " * 1000)
    else:
        statement = {
            "of another program": "DROP TABLE alembic_version",
            "damaged": "UPDATE change SET summary = 'other' WHERE id = 3",
            "newer": "UPDATE alembic_version SET version_num = '9999'",
        }[harm]
        with closing(sqlite3.connect(file)) as connection:
            connection.execute(statement)
            connection.commit()
    with pytest.raises((ConfigurationError, OperationalError)):
        restore(filled.store, file, replace=True, say=print)
    assert content(filled.store) == before
    assert not list(tmp_path.glob("*.part*"))


def test_a_backup_of_an_older_schema_is_brought_up_to_date(filled: Filling, tmp_path: Path) -> None:
    back_up(filled.store, file := tmp_path / "copy.db")
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(";".join(BEFORE_THE_CHAIN))
    target = connect(f"sqlite:///{tmp_path / 'older.db'}")
    restore(target, file, replace=False, say=print)
    with target.read() as session:
        found = integrity.check(session)
    assert (found.problems, found.adopted > 0) == ([], True)
    target.close()


def test_a_backup_that_is_killed_leaves_no_half_file_and_the_next_one_works(
    filled: Filling, tmp_path: Path
) -> None:
    program = (
        "import os, signal, sys; from pathlib import Path; from storage import backup; "
        "from storage.engine import connect; "
        "backup._make_single = lambda part: os.kill(os.getpid(), signal.SIGKILL); "
        "backup.back_up(connect(sys.argv[1]), Path(sys.argv[2]))"
    )
    file = tmp_path / "copy.db"
    url = filled.store.engine.url.render_as_string(hide_password=False)
    died = subprocess.run([sys.executable, "-c", program, url, str(file)], check=False)
    assert died.returncode == -signal.SIGKILL
    assert not file.exists()
    back_up(filled.store, file)
    with closing(connect(f"sqlite:///{file}")) as copy, copy.read() as session:
        assert integrity.check(session).problems == []
    assert not list(tmp_path.glob("copy.db.*"))


def test_a_folder_that_is_missing_and_a_full_disk_are_told_in_a_line(
    filled: Filling, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(OperationalError, match=r"nowhere|backup to"):
        back_up(filled.store, tmp_path / "nowhere" / "copy.db")
    back_up(filled.store, file := tmp_path / "copy.db")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", full)
    before = content(filled.store)
    with pytest.raises(OperationalError, match="No space left"):
        restore(filled.store, file, replace=True, say=print)
    assert content(filled.store) == before


def test_a_restore_waits_for_no_run(filled: Filling, tmp_path: Path) -> None:
    back_up(filled.store, file := tmp_path / "copy.db")
    with (
        closing(connect(filled.store.engine.url.render_as_string(hide_password=False))) as second,
        filled.store.run_lock(),
        pytest.raises(OperationalError, match="another run"),
    ):
        restore(second, file, replace=True, say=print)


def test_new_alerts_do_not_join_a_message_that_is_held(filled: Filling) -> None:
    from notifiers.routing import _open_message

    with filled.store.write() as session:
        message = filled.message(session, 1, kind="digest", ops="pending")
        home = filled.subscription(session, "privacy-team")
        found = _open_message(session, home, "digest", None)
        assert found is not None
        assert found.id == message
        for row in session.scalars(select(DeliveryRow)):
            row.held = True
        session.flush()
        assert _open_message(session, home, "digest", None) is None
