"""The hash chain: what is removed, altered or put in behind the program's back is named."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import Connection, delete, func, insert, select, text, update

from monitor.domain.errors import StoreUnavailable
from notifiers.channel import DeliveryResult
from notifiers.outbox import claim, record, revive
from storage import changes, integrity, looks
from storage.chain import ChainRow, SealRow
from storage.engine import Store
from storage.findings import Findings
from storage.models import AlertRow, DeliveryRow, ObservationRow
from storage.schema import open_store
from tests.storage.filling import BEFORE_THE_CHAIN, NOON, Filling, page

KEY = "example-corp/terms"


@pytest.fixture
def filled(store: Store) -> Filling:
    """A little of everything: looks, versions, a change that was told, an incident opened and closed later."""
    filling = Filling(store)
    with store.write() as session:
        for number in range(3):
            filling.version(session, KEY, f"# Terms\n\nEdition {number}.\n" * 40)
        filling.change(session, KEY, 2)
        filling.change(session, KEY, 3)
        alert = filling.alert(session, change=1)
        filling.alert(session, change=2, muted="flapping")
        filling.message(session, alert, dpo="pending", ops="pending")
        home = filling.document(session, KEY)
        changes.add_incident(session, home, "failing", "no answer", "", filling.clock)
        look = looks.add_look(session, home, [page("https://x", b"1")], NOON, confirming=False)
    with store.write() as session:
        incident = changes.open_incident(session, home)
        assert incident is not None
        changes.close_incident(session, incident, "it answers", filling.clock)
        session.get_one(ObservationRow, look.id).outcome = "unchanged"
    sent(store, "dpo", is_sent=True)
    sent(store, "ops", is_sent=False)
    return filling


def sent(store: Store, destination: str, *, is_sent: bool) -> None:
    later = NOON + timedelta(days=30)
    with store.write() as session:
        leased = claim(session, destination, later)
        assert leased is not None
        record(session, leased, DeliveryResult(is_sent, "", is_permanent=not is_sent), later)


def check(store: Store, noted: str | None = None) -> Findings:
    with store.read() as session:
        if noted is None:
            return integrity.check(session)
        number, _, digest = noted.partition(":")
        return integrity.check(session, (int(number), digest))


def behind_its_back(store: Store, *statements: str) -> None:
    """Do what somebody with access to the database can do, references or not."""
    with store.engine.connect() as connection:
        if store.is_sqlite:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            connection.exec_driver_sql("BEGIN")
        else:
            connection.exec_driver_sql("SET session_replication_role = replica")
        for statement in statements:
            connection.execute(text(statement))
        connection.commit()
        connection.invalidate()


def test_everything_that_sessions_write_is_sealed_whoever_writes_it(filled: Filling) -> None:
    found = check(filled.store)
    assert found.problems == []
    # subscription, document, 4 looks, 3 readings, 3 versions, 2 changes, incident, 2 alerts, message, 2 deliveries,
    # and later: an outcome, a closing, a sending, a giving up
    assert found.checked["seals"] == 20 + 4
    assert found.head.startswith("24:")


REMOVED = {
    "observation": "observation 1 is gone",
    "reading": "reading 1 is gone",
    "version": "version 1 is gone",
    "incident": "incident 1 is gone",
    "delivery": "delivery 1 is gone",
    "message": "message 1 is gone",
    "subscription": "subscription 1 is gone",
    "document": "document 1 is gone",
}


@pytest.mark.parametrize("table", REMOVED)
def test_a_row_that_was_removed_is_named(filled: Filling, table: str) -> None:
    behind_its_back(filled.store, f"DELETE FROM {table} WHERE id = 1")
    assert any(line.startswith(REMOVED[table]) for line in check(filled.store).problems)


def test_alert_and_change_and_what_belongs_to_them_cannot_be_removed_unseen(filled: Filling) -> None:
    behind_its_back(filled.store, "DELETE FROM alert WHERE id = 2")
    behind_its_back(filled.store, "DELETE FROM fact WHERE id = 1")
    behind_its_back(filled.store, "DELETE FROM clause_change WHERE id = 2", "DELETE FROM fact WHERE id = 2")
    behind_its_back(filled.store, "DELETE FROM snapshot WHERE id = 3")
    behind_its_back(filled.store, "DELETE FROM message_alert")
    told = [line.partition(" was altered")[0] for line in check(filled.store).problems]
    assert {"observation 3 (example-corp/terms)", "delivery 1", f"change 1 ({KEY}, to version 2)"} <= set(
        told
    )
    assert f"change 2 ({KEY}, to version 3)" in told
    assert any(line.startswith("alert 2 is gone") for line in told)


ALTERED = {
    "UPDATE change SET verdict = 'noise' WHERE id = 1": f"change 1 ({KEY}, to version 2) was altered",
    "UPDATE change SET summary = 'Nothing' WHERE id = 2": f"change 2 ({KEY}, to version 3) was altered",
    "UPDATE clause_change SET after = 'We keep nothing.' WHERE change_id = 1": f"change 1 ({KEY}, to version 2) was",
    "UPDATE version SET seen_at = '2026-03-09 12:00:00+00' WHERE id = 2": f"version 2 ({KEY}) was altered",
    "UPDATE observation SET outcome = 'failed' WHERE id = 4": f"observation 4 ({KEY}) was altered",
    "UPDATE observation SET outcome = NULL WHERE id = 1": f"observation 1 ({KEY}) was altered",
    "UPDATE observation SET at = '2026-03-09 12:00:00+00' WHERE id = 4": f"observation 4 ({KEY}) was altered",
    "UPDATE snapshot SET status = 404 WHERE id = 1": f"observation 1 ({KEY}) was altered",
    "UPDATE reading SET title = 'Other' WHERE id = 1": "reading 1 was altered",
    "UPDATE incident SET closing = 'never' WHERE id = 1": f"incident 1 ({KEY}) was altered",
    "UPDATE incident SET closed_at = NULL WHERE id = 1": f"incident 1 ({KEY}) was altered",
    "UPDATE alert SET muted = NULL WHERE id = 2": "alert 2 was altered",
    "UPDATE alert SET muted = 'so' WHERE id = 1": "alert 1: its muting has no seal",
    "UPDATE delivery SET state = 'pending' WHERE id = 1": "delivery 1 was altered",
    "UPDATE delivery SET destination = 'me' WHERE id = 1": "delivery 1 was altered",
    "UPDATE delivery SET state = 'sent', sent_at = '2026-03-09 12:00:00+00' WHERE id = 2": "delivery 2",
    "UPDATE document SET key = 'example-corp/dpa' WHERE id = 1": "document 1 (example-corp/dpa) was altered",
    "UPDATE seal SET digest = (SELECT digest FROM seal WHERE seq = 2) WHERE seq = 5": "seal 5 was altered; the record",
    "DELETE FROM seal WHERE seq = 7": "seals 7 to 7 are gone",
    "DELETE FROM seal WHERE seq > 20": "the chain ends at seal 20, its head says 24",
    "DELETE FROM chain": "the head of the chain is gone",
    "UPDATE chain SET seals = 23": "the chain ends at seal 24, its head says 23",
}


@pytest.mark.parametrize("statement", ALTERED)
def test_what_was_altered_is_named(filled: Filling, statement: str) -> None:
    behind_its_back(filled.store, statement)
    told = check(filled.store).problems
    assert [line for line in told if line.startswith(ALTERED[statement])], told


def test_an_altered_row_leaves_its_neighbours_alone(filled: Filling) -> None:
    behind_its_back(filled.store, "UPDATE reading SET title = 'Other' WHERE id = 2")
    (line,) = check(filled.store).problems
    assert line.startswith("reading 2 was altered after it was recorded")


def test_a_row_put_in_from_outside_is_named(filled: Filling) -> None:
    behind_its_back(
        filled.store,
        "INSERT INTO incident (id, document_id, kind, reason, detail, opened_at) "
        "VALUES (77, 1, 'gone', 'x', '', '2026-03-09 12:00:00+00')",
    )
    assert check(filled.store).problems == ["incident 77 has no seal: it was put in from outside"]


def test_a_row_that_takes_the_number_of_another_one_is_named(filled: Filling) -> None:
    with filled.store.write() as session:
        row = session.get_one(DeliveryRow, 2)
        session.delete(row)
        session.flush()
        session.add(DeliveryRow(id=2, message_id=row.message_id, destination="me", state="dead", due_at=NOON))
    assert any("sealed twice" in line for line in check(filled.store).problems)


def test_rows_that_refer_to_nothing_are_named(filled: Filling) -> None:
    behind_its_back(filled.store, "UPDATE watch SET version_id = 99")
    assert check(filled.store).problems == ["watch 1: the version that its version_id names is gone"]


def test_a_noted_head_shows_what_was_sealed_anew(filled: Filling) -> None:
    noted = check(filled.store).head
    with filled.store.write() as session:
        filled.version(session, KEY, "# Terms\n\nOne more.\n")
        filled.change(session, KEY, 4)
    assert check(filled.store, noted).problems == []
    behind_its_back(
        filled.store, "UPDATE change SET verdict = 'noise'", "DELETE FROM seal", "DELETE FROM chain"
    )
    with filled.store.engine.begin() as connection:
        reseal(connection)
    assert check(filled.store).problems == []
    (line,) = check(filled.store, noted).problems
    assert "not the one that was noted" in line
    assert "its end was cut" in check(filled.store, f"999:{'0' * 64}").problems[0]


def reseal(connection: Connection) -> None:
    """Do what somebody does who knows the program."""
    from storage.chain import adopt

    assert adopt(connection, NOON)


def test_records_older_than_the_chain_are_sealed_when_it_begins(filled: Filling, database_url: str) -> None:
    behind_its_back(filled.store, *BEFORE_THE_CHAIN)
    filled.store.close()
    said: list[str] = []
    store = open_store(database_url, say=said.append)
    assert "20 records from before the hash chain are sealed from now on" in said
    found = check(store)
    assert (found.problems, found.adopted) == ([], 20)
    store.close()


def test_a_delivery_that_was_given_up_twice_is_fine(filled: Filling) -> None:
    with filled.store.write() as session:
        assert revive(session, NOON) == 1
    assert check(filled.store).problems == []
    sent(filled.store, "ops", is_sent=False)
    assert check(filled.store).problems == []


def test_what_is_rolled_back_leaves_no_seal(store: Store) -> None:
    def work() -> None:
        with store.write() as session:
            Filling(store).version(session, KEY, "text")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        work()
    assert check(store).checked["seals"] == 0


@pytest.mark.parametrize(
    "detour",
    [
        lambda: insert(AlertRow).values(subscription_id=1, incident_id=1, created_at=NOON),
        lambda: update(DeliveryRow).values(sent_at=NOON),
        lambda: delete(ObservationRow),
    ],
)
def test_a_statement_that_goes_past_the_chain_is_refused(store: Store, detour: Callable[[], object]) -> None:
    with pytest.raises(RuntimeError, match="past the chain"), store.write() as session:
        session.execute(detour())  # type: ignore[call-overload]


def test_writers_at_the_same_time_make_one_chain(store: Store) -> None:
    filling = Filling(store)
    with store.write() as session:
        home = filling.document(session, KEY)

    def work() -> None:
        for _ in range(10):
            with store.write() as session:
                looks.add_look(session, home, [], NOON, confirming=False).outcome = "unchanged"

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = check(store)
    assert found.problems == []
    assert found.checked["seals"] == 41


def test_without_its_head_nothing_more_is_written(filled: Filling) -> None:
    behind_its_back(filled.store, "DELETE FROM chain")
    with pytest.raises(StoreUnavailable, match="hash chain"), filled.store.write() as session:
        filled.version(session, KEY, "more")
    with filled.store.read() as session:
        assert session.scalar(select(func.count()).select_from(SealRow)) == 24
        assert session.scalar(select(func.count()).select_from(ChainRow)) == 0
