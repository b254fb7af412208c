"""Opening, reading, writing, locking: what every other table and query relies on."""

import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import event, func, select, text
from sqlalchemy.exc import IntegrityError, StatementError

from monitor.domain.errors import StoreUnavailable
from storage import engine as engine_module
from storage.engine import Store, connect
from storage.models import DocumentRow, VendorRow
from storage.runs import RunRow
from storage.schema import open_store
from tests.storage.processes import holder_of_run_lock, start

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def add_run(store: Store, command: str) -> None:
    with store.write() as session:
        session.add(RunRow(command=command, started_at=NOON))


def commands(store: Store) -> list[str]:
    with store.read() as session:
        return list(session.scalars(select(RunRow.command).order_by(RunRow.id)))


def test_what_fails_half_way_leaves_nothing_behind(store: Store) -> None:
    def half() -> None:
        with store.write() as session:
            session.add(RunRow(command="first", started_at=NOON))
            session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    assert commands(store) == []


def test_a_reader_sees_one_state_however_long_it_takes(store: Store) -> None:
    add_run(store, "before")
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(RunRow)) == 1
        writer = threading.Thread(target=add_run, args=(store, "meanwhile"))
        writer.start()
        writer.join()
        assert session.scalar(select(func.count()).select_from(RunRow)) == 1
    assert commands(store) == ["before", "meanwhile"]


def test_a_writer_may_read_first_and_still_write_while_others_do(store: Store) -> None:
    # Begun as a reader, one of the two would be refused at its first write, however long it is ready to wait.
    both_have_read = threading.Barrier(2, timeout=0.3)
    faults: list[Exception] = []

    def read_then_write(command: str) -> None:
        try:
            with store.write() as session:
                session.scalar(select(func.count()).select_from(RunRow))
                # On SQLite the other one is not let in before this one is done, so nobody else comes.
                with suppress(threading.BrokenBarrierError):
                    both_have_read.wait()
                session.add(RunRow(command=command, started_at=NOON))
        except Exception as error:  # noqa: BLE001 - a thread has nobody else to tell
            faults.append(error)

    threads = [threading.Thread(target=read_then_write, args=(name,)) for name in ("a", "b")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert sorted(commands(store)) == ["a", "b"]


_COUNT_UP = """
import sys
from datetime import UTC, datetime
from sqlalchemy import func, select
from storage.engine import connect
from storage.runs import RunRow
store = connect(sys.argv[1])
sys.stdin.readline()
for number in range(40):
    with store.write() as session:
        session.scalar(select(func.count()).select_from(RunRow))
        session.add(RunRow(command=sys.argv[2], started_at=datetime.now(UTC)))
store.close()
"""


def test_two_processes_that_write_at_once_both_finish(store: Store, database_url: str) -> None:
    children = [start(_COUNT_UP, database_url, name) for name in ("a", "b")]
    for child in children:
        assert child.stdin is not None
        child.stdin.write("go\n")
        child.stdin.flush()
    said = [child.communicate(timeout=120) for child in children]
    assert [child.returncode for child in children] == [0, 0], said
    assert sorted(commands(store)) == ["a"] * 40 + ["b"] * 40


def test_a_database_that_stays_locked_is_an_error_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_module, "BUSY_TIMEOUT_MS", 50)
    url = f"sqlite:///{tmp_path}/clausewatch.db"
    store, other = open_store(url), connect(url)
    with store.engine.execution_options(immediate=True).begin() as connection:
        connection.execute(text("SELECT 1"))
        with pytest.raises(StoreUnavailable, match="locked"):
            add_run(other, "late")
    add_run(other, "then")
    assert commands(store) == ["then"]
    store.close()
    other.close()


def test_a_server_that_ends_our_connection_is_an_error_in_words_and_the_next_try_works(
    postgres_url: str,
) -> None:
    store, other = open_store(postgres_url), connect(postgres_url)

    def interrupted() -> None:
        with store.write() as session:
            session.add(RunRow(command="lost", started_at=NOON))
            session.flush()
            _end_connections_of(other, session.scalar(text("SELECT pg_backend_pid()")))
            session.add(RunRow(command="lost too", started_at=NOON))

    with pytest.raises(StoreUnavailable):
        interrupted()
    add_run(store, "again")
    assert commands(store) == ["again"]
    store.close()
    other.close()


def test_work_that_was_done_stands_though_the_server_dropped_the_lock_meanwhile(postgres_url: str) -> None:
    store, other = open_store(postgres_url), connect(postgres_url)
    with store.run_lock() as won:
        assert won
        with other.engine.connect() as connection:
            holder = connection.execute(text("SELECT pid FROM pg_locks WHERE locktype = 'advisory'")).scalar()
        _end_connections_of(other, holder)
        add_run(store, "done")
    assert commands(store) == ["done"]
    with other.run_lock() as free:
        assert free
    store.close()
    other.close()


def _end_connections_of(store: Store, pid: int | None) -> None:
    with store.engine.connect() as connection:
        # Waits for the end of the other one: SELECT pg_terminate_backend(pid, timeout in milliseconds).
        assert connection.execute(text("SELECT pg_terminate_backend(:pid, 10000)"), {"pid": pid}).scalar()


def test_a_damaged_file_is_an_error_in_words(tmp_path: Path) -> None:
    path = tmp_path / "clausewatch.db"
    open_store(f"sqlite:///{path}").close()
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (path.stat().st_size - 4096))
    store = connect(f"sqlite:///{path}")
    with pytest.raises(StoreUnavailable, match="malformed"):
        add_run(store, "lost")
    store.close()


def test_a_full_disk_is_an_error_in_words_and_what_was_stored_is_safe(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/clausewatch.db")
    add_run(store, "before")
    with store.engine.connect() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()
        connection.execute(text(f"PRAGMA max_page_count = {pages}"))
    with pytest.raises(StoreUnavailable, match="full"):
        add_run(store, "x" * 1_000_000)
    assert commands(store) == ["before"]
    store.close()


def test_a_database_that_may_only_be_read_is_an_error_in_words(database_url: str) -> None:
    store = open_store(database_url)
    if store.is_sqlite:
        event.listen(store.engine, "connect", lambda driver, _: driver.execute("PRAGMA query_only = ON"))
    else:
        with store.engine.begin() as connection:
            name = store.engine.url.database
            connection.execute(text(f"ALTER DATABASE {name} SET default_transaction_read_only = on"))
    store.engine.dispose()
    with pytest.raises(StoreUnavailable, match=r"read-?only"):
        add_run(store, "lost")
    assert commands(store) == []
    store.close()


def test_a_mistake_of_ours_is_not_hidden_behind_the_database(store: Store) -> None:
    with pytest.raises(IntegrityError), store.write() as session:
        session.add(DocumentRow(vendor_id=1, key="x/terms", type="terms", schedule="P1D", added_at=NOON))


def test_what_refers_to_something_that_is_not_there_is_refused_after_a_migration_too(
    database_url: str,
) -> None:
    store = open_store(database_url)  # creates, with checks off, and must not give that connection to anyone
    with pytest.raises(IntegrityError), store.write() as session:
        session.add(DocumentRow(vendor_id=1, key="x/terms", type="terms", schedule="P1D", added_at=NOON))
    store.close()


def test_the_password_of_a_database_is_not_told() -> None:
    store = connect("postgresql://watch:hunter2@127.0.0.1:1/x?sslpassword=hunter3")
    with pytest.raises(StoreUnavailable) as told, store.read() as session:
        session.execute(text("SELECT 1"))
    assert "hunter" not in str(told.value)
    assert "127.0.0.1" in str(told.value)


def test_a_second_run_is_refused_and_a_later_one_is_not(store: Store, database_url: str) -> None:
    other = connect(database_url)
    with store.run_lock() as won:
        assert won
        with other.run_lock() as second:
            assert not second
    with other.run_lock() as after:
        assert after
    other.close()


def test_a_run_that_is_refused_does_not_free_the_lock_of_the_other(store: Store, database_url: str) -> None:
    other = connect(database_url)
    with store.run_lock():
        for _ in range(2):
            with other.run_lock() as won:
                assert not won
    other.close()


def test_a_run_that_was_killed_holds_no_lock(store: Store, database_url: str) -> None:
    with holder_of_run_lock(database_url) as holder:
        with store.run_lock() as won:
            assert not won
        holder.kill()
        holder.wait()
        assert _eventually(store.run_lock)


def _eventually(lock: Callable[[], object]) -> bool:
    # The server notices the death of a client when it next listens to it; the operating system at once.
    for _ in range(200):
        with lock() as won:  # type: ignore[attr-defined]
            if won:
                return True
        threading.Event().wait(0.05)
    return False


def test_an_error_of_the_work_under_the_lock_frees_it(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.run_lock():
        raise ZeroDivisionError
    with store.run_lock() as won:
        assert won


def test_a_naive_time_is_refused(store: Store) -> None:
    with pytest.raises(StatementError, match="naive"), store.write() as session:
        session.add(RunRow(command="run", started_at=datetime(2026, 3, 1, 12)))


def test_times_come_back_aware_and_in_utc_whatever_zone_they_were_given_in(store: Store) -> None:
    tokyo = timezone(timedelta(hours=9))
    with store.write() as session:
        session.add(RunRow(command="run", started_at=NOON.astimezone(tokyo)))
    with store.read() as session:
        row = session.scalars(select(RunRow)).one()
        assert row.started_at == NOON
        assert row.started_at.tzinfo is UTC
        assert row.finished_at is None


def test_text_that_a_database_cannot_hold_is_kept_as_far_as_it_can(store: Store) -> None:
    hostile = "a\x00b\ud800c\U0001f600"
    with store.write() as session:
        session.add(VendorRow(slug="x", name=hostile, tags=[hostile, {"deep": [hostile]}]))
    with store.read() as session:
        row = session.scalars(select(VendorRow)).one()
    kept = "a\ufffdb\ufffdc\U0001f600"
    assert row.name == kept
    assert row.tags == [kept, {"deep": [kept]}]
