"""Rows as the contract has them: status, history, changes with each filter, alerts with their states."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, text

from storage import reports, views
from storage.changes import add_incident, close_incident
from storage.engine import Store
from storage.models import DocumentRow, WatchRow
from storage.reports import ChangeFilter
from tests.storage.filling import EDIT, NOON, Filling

A, B = "example-corp/terms", "été/dpa.eu"
DAY = timedelta(days=1)


@pytest.fixture
def filled(store: Store) -> Filling:
    """Two vendors; the first with three versions, the second with two. Changes: A 1→2 high, A 2→3 minor, B 1→2 low."""
    filling = Filling(store)
    with store.write() as session:
        filling.document(session, A, tags=["crm", "eu"])
        filling.document(session, B, tags=["santé", 'a "quoted" tag'], qualifier="eu")
        for number in range(3):
            filling.version(session, A, f"# Terms\n\nEdition {number}.\n", source_ref=f"{number:040}")
        for number in range(2):
            filling.version(session, B, f"# DPA\n\nEdition {number}.\n")
        filling.change(session, A, 2)
        filling.change(session, A, 3, verdict="minor", severity=None, categories=(), changes=())
        filling.change(session, B, 2, severity="low", categories=("sharing", "retention"), marks=("return",))
    return filling


def changes(store: Store, **wanted: Any) -> list[int]:
    with store.read() as session:
        return [row["change"] for row in reports.change_rows(session, ChangeFilter(**wanted))]


def test_a_change_has_the_keys_of_the_contract(filled: Filling) -> None:
    with filled.store.read() as session:
        row = next(reports.change_rows(session, ChangeFilter()))
    assert row["changes"] == [EDIT.as_json()]
    assert {key: row[key] for key in row.keys() - {"changes"}} == {
        "change": 1,
        "document": A,
        "vendor": "example-corp",
        "type": "terms",
        "url": "https://example-corp.example/terms",
        "from_version": 1,
        "to_version": 2,
        "seen_at": NOON + 2 * DAY,
        "last_seen_before": NOON + DAY,
        "cause": "vendor",
        "verdict": "material",
        "severity": "high",
        "categories": ["retention"],
        "summary": "Keeps it for 12 months",
        "noise": [],
        "marks": [],
        "muted": None,
        "effective_date": None,
        "source_ref": f"{1:040}",
        "assessor": "1",
    }


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, [1, 2, 3]),
        ({"document": [A]}, [1, 2]),
        ({"vendor": ["été"]}, [3]),
        ({"vendor": ["été", "example-corp"]}, [1, 2, 3]),
        ({"type": ["dpa"]}, [3]),
        ({"tag": ["crm"]}, [1, 2]),
        ({"tag": ["cr"]}, []),
        ({"tag": ["CRM"]}, []),
        ({"tag": ["c_m"]}, []),
        ({"tag": ["santé"]}, [3]),
        ({"tag": ['a "quoted" tag']}, [3]),
        ({"tag": ["quoted"]}, []),
        ({"tag": ["crm", "santé"]}, [1, 2, 3]),
        ({"category": ["sharing"]}, [3]),
        ({"category": ["retention"]}, [1, 3]),
        ({"severity": ["high", "low"]}, [1, 3]),
        ({"verdict": ["minor"]}, [2]),
        ({"since": NOON + 3 * DAY}, [2, 3]),
        ({"until": NOON + 3 * DAY}, [1]),
        ({"since": NOON + 3 * DAY, "until": NOON + 4 * DAY, "vendor": ["example-corp"]}, [2]),
        ({"verdict": ["minor"], "severity": ["high"]}, []),
    ],
)
def test_each_filter_leaves_what_matches(filled: Filling, wanted: dict[str, Any], found: list[int]) -> None:
    assert changes(filled.store, **wanted) == found


@pytest.mark.parametrize(
    "hostile", ["'; DROP TABLE change; --", '"', "%", "_", "\\", "\x00", "\ud800", "]", "[*]", "é" * 5000]
)
def test_no_filter_is_read_as_anything_but_text(filled: Filling, hostile: str) -> None:
    for name in ("document", "vendor", "type", "tag", "category", "severity", "verdict"):
        assert changes(filled.store, **{name: [hostile]}) == []
    assert changes(filled.store) == [1, 2, 3]


def test_a_change_shows_its_newest_assessment_under_its_first_number(filled: Filling) -> None:
    with filled.store.write() as session:
        first = filled.alert(session, change=1)
        newer = filled.change(session, A, 2, severity="low", revision=2)
        second = filled.alert(session, change=newer)
    assert changes(filled.store) == [1, 2, 3]
    assert changes(filled.store, limit=1) == [3]
    assert changes(filled.store, severity=["high"]) == []
    assert changes(filled.store, severity=["low"]) == [1, 3]
    with filled.store.read() as session:
        assert [row["change"] for row in reports.history_rows(session, A)] == [None, 1, 2]
        told = {row["alert"]: row["change"] for row in reports.alert_rows(session)}
        assert told == {first: 1, second: 1}
        assert session.scalar(text("SELECT severity FROM v_changes WHERE change = 1")) == "low"
        for view in ("v_clause_changes", "v_facts", "v_alerts"):
            found = session.scalars(text(f"SELECT change FROM {view} ORDER BY change")).all()
            assert set(found) <= {1, 2, 3}
            assert 1 in found
        assert session.scalar(text("SELECT revision FROM v_changes WHERE change = 1")) == 2


def test_a_history_lists_versions_with_what_led_to_them(filled: Filling) -> None:
    with filled.store.read() as session:
        rows = reports.history_rows(session, A)
    assert [(row["version"], row["change"], row["verdict"]) for row in rows] == [
        (1, None, None),
        (2, 1, "material"),
        (3, 2, "minor"),
    ]
    assert [row["accepted"] for row in rows] == ["first", "confirmed", "confirmed"]


def test_a_history_can_be_cut_to_its_newest_versions(filled: Filling) -> None:
    with filled.store.read() as session:
        whole = reports.history_rows(session, A)
        assert reports.history_rows(session, A, 2) == whole[1:]
        assert reports.history_rows(session, A, 9) == whole


def test_status_has_the_keys_of_the_contract(filled: Filling) -> None:
    with filled.store.read() as session:
        first, second = reports.status_rows(session)
    assert first["document"] == A
    assert set(first) >= {
        "document",
        "health",
        "last_ok",
        "last_outcome",
        "reason",
        "incident",
        "versions",
        "next_due",
    }
    assert (first["health"], first["versions"], first["incident"]) == ("ok", 3, None)
    assert second["versions"] == 2


def test_health_is_the_worst_that_is_known_in_status_and_view_alike(filled: Filling) -> None:
    def health() -> str:
        with filled.store.read() as session:
            said = reports.status_rows(session)[0]["health"]
            assert (
                session.execute(text("SELECT health FROM v_documents ORDER BY id")).scalars().first() == said
            )
            return str(said)

    assert health() == "ok"
    with filled.store.write() as session:
        session.get_one(WatchRow, 1).bad_streak = 1
    assert health() == "suspect"
    with filled.store.write() as session:
        incident = add_incident(session, 1, "gone", "404", "", NOON)
    assert health() == "gone"
    with filled.store.write() as session:
        session.get_one(DocumentRow, 1).paused_at = NOON
    assert health() == "paused"
    with filled.store.write() as session:
        session.get_one(DocumentRow, 1).paused_at = None
        session.get_one(WatchRow, 1).bad_streak = 0
        close_incident(session, session.merge(incident), "over", NOON)
    assert health() == "ok"


# What carries an alert: messages as (kind, state, attempts). The last word of each is what people are told.
STATES: dict[str, list[tuple[list[tuple[str, str, int]], str | None]]] = {
    "pending": [([("alert", "pending", 0)], None), ([("alert", "sending", 1)], None)],
    "digest": [([("digest", "pending", 0)], None)],
    "sent": [([("alert", "sent", 1)], None), ([("digest", "sent", 1)], None)],
    "muted": [([], "flapping")],
    "dead": [([("alert", "dead", 9)], None)],
}
CASES = [(state, *case) for state, cases in STATES.items() for case in cases]


@pytest.mark.parametrize(("state", "messages", "muted"), CASES)
def test_the_state_of_an_alert_is_that_of_what_carries_it(
    filled: Filling, state: str, messages: list[tuple[str, str, int]], muted: str | None
) -> None:
    with filled.store.write() as session:
        alert = filled.alert(session, change=1, muted=muted)
        for kind, said, attempts in messages:
            filled.message(session, alert, kind=kind, dpo=(said, attempts))
    with filled.store.read() as session:
        (row,) = reports.alert_rows(session)
        assert session.execute(text("SELECT state FROM v_alerts")).scalars().all() == [state]
        assert row["state"] == state
        assert reports.alert_rows(session, [state]) == [row]
        assert reports.alert_rows(session, {"pending", "digest", "sent", "muted", "dead"} - {state}) == []


def test_one_destination_that_still_waits_makes_the_alert_wait(filled: Filling) -> None:
    with filled.store.write() as session:
        filled.message(session, filled.alert(session, change=1), dpo="sent", ops="pending")
        filled.message(session, filled.alert(session, change=2), dpo="sent", ops="dead")
    with filled.store.read() as session:
        assert [row["state"] for row in reports.alert_rows(session)] == ["pending", "dead"]


def test_an_alert_has_the_keys_of_the_contract_and_its_deliveries(filled: Filling) -> None:
    with filled.store.write() as session:
        incident = add_incident(session, 2, "held", "short", "", NOON)
        network = add_incident(session, None, "own_network", "all", "", NOON)
        first = filled.alert(session, change=1)
        filled.alert(session, incident=incident.id, subscription="ops")
        filled.alert(session, incident=network.id, subscription="ops")
        filled.message(session, first, dpo="sent", slack=("pending", 3))
    with filled.store.read() as session:
        change, held, ours = reports.alert_rows(session)
        waiting = reports.waiting_deliveries(session)
    assert (change["kind"], change["change"], change["document"]) == ("change", 1, A)
    assert (held["kind"], held["incident"], held["document"]) == ("incident", incident.id, B)
    assert (ours["document"], ours["subscription"]) == (None, "ops")
    assert "incident" not in change
    assert "change" not in held
    assert [(row["destination"], row["state"], row["attempts"]) for row in change["deliveries"]] == [
        ("dpo", "sent", 0),
        ("slack", "pending", 3),
    ]
    assert [row["destination"] for row in waiting] == ["slack"]


def test_an_alert_that_nothing_carries_was_not_sent(filled: Filling) -> None:
    with filled.store.write() as session:
        filled.alert(session, change=1)
    with filled.store.read() as session:
        assert reports.alert_rows(session)[0]["state"] == "pending"


def test_ten_thousand_changes_are_listed_with_few_questions(filled: Filling) -> None:
    with filled.store.write() as session:
        session.execute(
            text(
                "INSERT INTO change (document_id, from_version_id, to_version_id, baseline_reading_id, revision, cause,"
                " verdict, severity, categories, summary, noise, marks, assessor, created_at)"
                " WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)"
                " SELECT c.document_id, c.from_version_id, c.to_version_id, c.baseline_reading_id, i, cause, verdict,"
                " severity, categories, summary, noise, marks, assessor, created_at FROM n JOIN change c ON c.id = 1"
            )
        )
        # Each is the newest of its own version, so that all of them are listed.
        session.execute(
            text(
                "INSERT INTO version (document_id, number, reading_id, seen_at, accepted, setup, address_changed)"
                " SELECT 1, revision + 2, 1, created_at, 'confirmed', '', false FROM change WHERE revision > 1"
            )
        )
        session.execute(
            text(
                "UPDATE change SET to_version_id = (SELECT id FROM version WHERE document_id = 1"
                " AND number = change.revision + 2), revision = 1 WHERE revision > 1"
            )
        )
    questions = 0

    def count(*_: Any) -> None:
        nonlocal questions
        questions += 1

    event.listen(filled.store.engine, "before_cursor_execute", count)
    assert len(changes(filled.store)) == 10_002
    assert questions <= 8 + 2 * 10_002 / reports._CHUNK


def test_views_are_made_of_every_contract_name(store: Store) -> None:
    assert list(views._VIEWS) == [
        "v_documents",
        "v_versions",
        "v_changes",
        "v_clause_changes",
        "v_facts",
        "v_alerts",
    ]


def test_views_answer_for_rows_as_reports_do(filled: Filling) -> None:
    with filled.store.write() as session:
        filled.message(session, filled.alert(session, change=1), dpo="sent")
        filled.message(session, filled.alert(session, change=2), dpo="dead")
    with filled.store.read() as session:
        asked = session.execute(text("SELECT alert, state FROM v_alerts ORDER BY alert")).all()
        assert [tuple(row) for row in asked] == [
            (row["alert"], row["state"]) for row in reports.alert_rows(session)
        ]
        counted = session.execute(
            text("SELECT document, versions, health FROM v_documents ORDER BY id")
        ).all()
        assert [tuple(row) for row in counted] == [
            (row["document"], row["versions"], row["health"]) for row in reports.status_rows(session)
        ]
        fact = session.execute(text("SELECT type, change FROM v_facts ORDER BY fact")).first()
        assert fact is not None
        assert tuple(fact) == ("period", 1)
        edits = session.execute(text("SELECT change, before, after FROM v_clause_changes ORDER BY 1")).all()
        assert [tuple(row) for row in edits] == [(n, EDIT.before, EDIT.after) for n in (1, 3)]
        digests = session.execute(text("SELECT text_sha256 FROM v_versions ORDER BY id")).scalars().all()
        assert digests[0] == filled.text_of(session, A, 1)
