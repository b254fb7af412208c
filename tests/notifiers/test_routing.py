from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from monitor.domain.vocabulary import Cause
from monitor.domain.watchlist import Subscription
from notifiers.content import load_message
from notifiers.outbox import claim
from notifiers.routing import Routing, enqueue_change, enqueue_incident
from storage.models import ChangeRow, DocumentRow, MessageRow
from tests.notifiers.world import NOON, RETENTION, World

TEAM = Subscription("team", ("dpo", "slack"))
OPS = Subscription("ops", ("ops-mail",), vendors=("nobody",))
DAILY = Subscription("daily", ("dpo",), when="daily")


def test_each_subscription_gets_its_own_alert_message_and_deliveries(world: World) -> None:
    with world.store.write() as session:
        change_id = world.change(session)
        assert enqueue_change(session, change_id, Routing((TEAM, replace(TEAM, name="second"))), NOON) == [
            1,
            2,
        ]
    assert world.messages() == [("alert", [1]), ("alert", [2])]
    assert [(row.message_id, row.destination) for row in world.deliveries()] == [
        (1, "dpo"),
        (1, "slack"),
        (2, "dpo"),
        (2, "slack"),
    ]


def test_asking_again_tells_nobody_twice(world: World) -> None:
    with world.store.write() as session:
        change_id = world.change(session)
        enqueue_change(session, change_id, Routing((TEAM,)), NOON)
    with world.store.write() as session:
        assert enqueue_change(session, change_id, Routing((TEAM,)), NOON) == []
    assert len(world.deliveries()) == 2


def test_a_transaction_that_fails_leaves_no_alert(world: World) -> None:
    with world.store.write() as session:
        change_id = world.change(session)

    def crash_after_enqueueing() -> None:
        with world.store.write() as session:
            enqueue_change(session, change_id, Routing((TEAM,)), NOON)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        crash_after_enqueueing()
    assert world.alerts() == []
    assert world.deliveries() == []


def test_a_digest_gathers_what_comes_before_its_time(world: World) -> None:
    with world.store.write() as session:
        for number in range(3):
            enqueue_change(session, world.change(session, text=f"{number}"), Routing((DAILY,)), NOON)
        late = world.change(session, text="late")
        enqueue_change(session, late, Routing((DAILY,)), NOON + timedelta(days=1))
    assert world.messages() == [("digest", [1, 2, 3]), ("digest", [4])]
    assert [row.due_at for row in world.deliveries()] == [
        NOON + timedelta(hours=20),
        NOON + timedelta(days=1, hours=20),
    ]


def test_what_comes_after_a_digest_was_claimed_goes_into_another(world: World) -> None:
    due = NOON + timedelta(hours=20)
    daily = replace(DAILY, to=("dpo", "slack"))
    with world.store.write() as session:
        enqueue_change(session, world.change(session, text="one"), Routing((daily,)), NOON)
    with world.store.write() as session:
        leased = claim(session, "dpo", due)
    with world.store.write() as session:
        enqueue_change(session, world.change(session, text="two"), Routing((daily,)), NOON)
    assert leased is not None
    assert len(leased.content.changes) == 1
    assert world.messages() == [("digest", [1]), ("digest", [2])]


def test_incidents_that_wait_share_a_message_and_changes_do_not(world: World) -> None:
    team = replace(TEAM, incidents=True)
    with world.store.write() as session:
        for number in range(3):
            enqueue_incident(
                session, world.incident(session, f"vendor-{number}/terms"), Routing((team,)), NOON
            )
            enqueue_change(session, world.change(session, text=f"{number}"), Routing((team,)), NOON)
    assert world.messages() == [("alert", [1, 3, 5]), ("alert", [2]), ("alert", [4]), ("alert", [6])]


def test_a_muted_change_has_alerts_with_the_reason_and_no_message(world: World) -> None:
    with world.store.write() as session:
        change_id = world.change(session, muted="flapping since 27 February")
        enqueue_change(session, change_id, Routing((TEAM,)), NOON)
    assert [alert.muted for alert in world.alerts()] == ["flapping since 27 February"]
    assert world.messages() == []


@pytest.mark.parametrize("cause", ["extraction", "configuration"])
def test_what_the_vendor_did_not_do_is_never_sent(world: World, cause: Cause) -> None:
    with world.store.write() as session:
        enqueue_change(session, world.change(session, cause=cause), Routing((TEAM,)), NOON)
    assert [alert.muted for alert in world.alerts()] == [f"cause is {cause}, not the vendor"]
    assert world.deliveries() == []


def test_an_unmatched_high_change_goes_to_the_fallback_and_a_medium_one_does_not(world: World) -> None:
    routing = Routing((replace(TEAM, types=("sla",)), OPS), fallback=OPS)
    with world.store.write() as session:
        assert (
            len(enqueue_change(session, world.change(session, text="a", severity="high"), routing, NOON)) == 1
        )
        assert (
            enqueue_change(session, world.change(session, text="b", severity="medium"), routing, NOON) == []
        )
    assert [row.destination for row in world.deliveries()] == ["ops-mail"]


def test_a_matched_high_change_does_not_bother_the_fallback(world: World) -> None:
    with world.store.write() as session:
        enqueue_change(session, world.change(session), Routing((TEAM, OPS), fallback=OPS), NOON)
    assert {row.destination for row in world.deliveries()} == {"dpo", "slack"}


def test_an_incident_of_a_whole_run_goes_to_the_fallback(world: World) -> None:
    with world.store.write() as session:
        incident_id = world.incident(session, None, "own_network")
        enqueue_incident(session, incident_id, Routing((TEAM, OPS), fallback=OPS), NOON)
    assert [row.destination for row in world.deliveries()] == ["ops-mail"]


def test_a_return_reaches_everyone_who_was_told_of_what_it_takes_back(world: World) -> None:
    retention = Subscription("retention", ("r",), categories=("retention",))
    security = Subscription("security", ("s",), categories=("security",))
    routing = Routing((retention, security))
    with world.store.write() as session:
        enqueue_change(session, world.change(session, text="second text"), routing, NOON)
        back = world.change(
            session,
            text="first text",
            marks=("return",),
            severity="medium",
            clauses=(replace(RETENTION, category="security"),),
        )
        enqueue_change(session, back, routing, NOON)
    assert [row.destination for row in world.deliveries()] == ["r", "r", "s"]


def test_who_asked_for_a_subject_that_only_a_cited_clause_is_about_is_told(world: World) -> None:
    security = Subscription("security", ("s",), categories=("security",))
    with world.store.write() as session:
        cited = world.change(session, clauses=(RETENTION, replace(RETENTION, category="security")))
        session.get_one(ChangeRow, cited).categories = ["retention"]
        enqueue_change(session, cited, Routing((security,)), NOON)
    assert [row.destination for row in world.deliveries()] == ["s"]


def test_the_language_of_the_new_version_is_what_language_filters_see(world: World) -> None:
    french = replace(TEAM, languages=("fr",))
    with world.store.write() as session:
        assert (
            enqueue_change(session, world.change(session, text="a", language="en"), Routing((french,)), NOON)
            == []
        )
        assert (
            len(
                enqueue_change(
                    session, world.change(session, text="b", language="fr"), Routing((french,)), NOON
                )
            )
            == 1
        )
        assert (
            len(
                enqueue_change(
                    session, world.change(session, text="c", language=None), Routing((french,)), NOON
                )
            )
            == 1
        )


def test_a_message_reads_back_what_was_stored(world: World) -> None:
    with world.store.write() as session:
        world.good_look(session, "example-corp/terms", NOON - timedelta(days=2))
        team = replace(TEAM, incidents=True)
        enqueue_change(session, world.change(session, marks=("large change, check",)), Routing((team,)), NOON)
        enqueue_incident(session, world.incident(session), Routing((team,)), NOON)
        change, incident = (load_message(session, at) for at in session.scalars(select(MessageRow.id)))
        assert session.scalar(select(DocumentRow.key).where(DocumentRow.id == 1)) == "example-corp/terms"
    [told] = change.changes
    assert (told.vendor, told.document, told.from_version, told.to_version) == (
        "Example Corp",
        "example-corp/privacy_policy",
        1,
        2,
    )
    assert told.url == "https://example-corp.example/privacy_policy"
    assert told.clauses == (RETENTION,)
    assert told.marks == ("large change, check",)
    [wall] = incident.incidents
    assert (wall.kind, wall.last_ok) == ("blocked", NOON - timedelta(days=2))
