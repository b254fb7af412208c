import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from monitor.domain.errors import ConfigurationError
from monitor.domain.watchlist import Subscription
from notifiers import outbox, rendering
from notifiers.channel import DeliveryResult
from notifiers.message import Rendered
from notifiers.outbox import (
    BACK_OFF,
    LEASE,
    MAX_ATTEMPTS,
    DeliverySettings,
    DeliverySummary,
    claim,
    record,
    revive,
)
from notifiers.routing import Routing, enqueue_change, enqueue_closing, enqueue_incident
from storage.changes import close_incident
from storage.engine import Store
from storage.models import AlertRow, DeliveryRow, IncidentRow, SubscriptionRow
from tests.notifiers.world import LOOPBACK, NOON, Clock, HttpSink, MailSink, World

Deliver = Callable[..., DeliverySummary]

DPO = Subscription("dpo-team", ("dpo",), incidents=True)
BOTH = Subscription("both", ("dpo", "slack"))
OPS = Subscription("ops", ("ops-mail",), vendors=("nobody",))


def change_for(world: World, *subscriptions: Subscription, **kwargs: object) -> None:
    with world.store.write() as session:
        change_id = world.change(session, **kwargs)  # type: ignore[arg-type]
        enqueue_change(session, change_id, Routing(subscriptions), NOON)


def test_a_change_is_delivered_once_with_its_id_and_never_again(
    world: World, sink: HttpSink, deliver: Deliver, clock: Clock
) -> None:
    change_for(world, DPO)
    assert deliver(dpo=sink.url).sent == 1
    clock.forward(days=10)
    assert deliver(dpo=sink.url) == DeliverySummary()
    [message] = sink.received
    assert "Clausewatch alert 1" in message["message"]
    assert "Clausewatch message 1" in message["message"]
    assert [row.state for row in world.deliveries()] == ["sent"]


def test_a_failing_destination_is_retried_alone(
    world: World, sink: HttpSink, other_sink: HttpSink, deliver: Deliver, clock: Clock
) -> None:
    sink.answers = [500, 503]
    change_for(world, BOTH)
    assert (deliver(dpo=sink.url, slack=other_sink.url).sent, len(other_sink.received)) == (1, 1)
    for minutes in (1, 5):
        clock.forward(minutes=minutes)
        deliver(dpo=sink.url, slack=other_sink.url)
    assert len(sink.received) == 3
    assert len(other_sink.received) == 1
    assert [row.state for row in world.deliveries()] == ["sent", "sent"]


def test_nothing_is_tried_again_before_its_time(
    world: World, sink: HttpSink, deliver: Deliver, clock: Clock
) -> None:
    sink.answers = [500]
    change_for(world, DPO)
    deliver(dpo=sink.url)
    clock.forward(seconds=59)
    deliver(dpo=sink.url)
    assert len(sink.received) == 1
    [row] = world.deliveries()
    assert (row.state, row.attempts, row.last_error) == ("pending", 1, "dpo: it answered HTTP 500")


def test_a_destination_that_asks_for_patience_gets_it(
    world: World, sink: HttpSink, deliver: Deliver, clock: Clock
) -> None:
    sink.answers, sink.headers = [429], {"Retry-After": "7200"}
    change_for(world, DPO)
    deliver(dpo=sink.url)
    clock.forward(minutes=119)
    deliver(dpo=sink.url)
    assert len(sink.received) == 1
    clock.forward(minutes=1)
    deliver(dpo=sink.url)
    assert len(sink.received) == 2


def test_an_answer_that_is_lost_costs_one_duplicate_with_the_same_id(
    world: World, sink: HttpSink, deliver: Deliver, clock: Clock
) -> None:
    sink.answers = ["drop"]
    change_for(world, DPO)
    assert deliver(dpo=sink.url).failed == 1
    clock.forward(minutes=1)
    assert deliver(dpo=sink.url).sent == 1
    first, second = sink.received
    assert first["message"] == second["message"]


def test_a_slow_destination_is_cut_off_and_holds_nobody_up(
    world: World, sink: HttpSink, other_sink: HttpSink, deliver: Deliver
) -> None:
    sink.answers = [30.0]
    change_for(world, BOTH)
    summary = deliver(
        DeliverySettings(allow_private=LOOPBACK, send_timeout_s=1.5), dpo=sink.url, slack=other_sink.url
    )
    assert (summary.sent, summary.failed) == (1, 1)
    assert len(other_sink.received) == 1
    assert summary.problems == {"dpo": "dpo: no answer within 1.5 seconds"}
    sink.answers = []


def test_messages_to_one_destination_keep_their_order(world: World, sink: HttpSink, deliver: Deliver) -> None:
    for number in range(6):
        change_for(world, DPO, text=f"text {number}", summary=f"Change number {number}")
    deliver(dpo=sink.url)
    assert [title[-1] for title in sink.titles] == ["0", "1", "2", "3", "4", "5"]


def test_one_message_that_is_refused_does_not_stop_those_behind_it(
    world: World, sink: HttpSink, deliver: Deliver
) -> None:
    sink.answers = [400]
    change_for(world, DPO, text="one")
    change_for(world, DPO, text="two")
    summary = deliver(dpo=sink.url)
    assert (summary.sent, summary.failed) == (1, 1)


def test_a_destination_that_is_down_is_asked_once_for_all_that_waits(
    world: World, deliver: Deliver, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    original = outbox.Channel.send

    def counted(channel: outbox.Channel, message: int, rendered: Rendered) -> DeliveryResult:
        asked.append(message)
        return original(channel, message, rendered)

    monkeypatch.setattr(outbox.Channel, "send", counted)
    for number in range(3):
        change_for(world, DPO, text=f"text {number}")
    assert deliver(dpo="json://127.0.0.1:9/").failed == 3
    assert asked == [1]
    assert {row.last_error for row in world.deliveries()} == {"dpo: the connection was refused"}


def test_mail_arrives_as_text_and_html_with_the_id_in_its_headers(
    world: World, mail_sink: MailSink, deliver: Deliver
) -> None:
    change_for(world, DPO)
    assert deliver(dpo=mail_sink.url).sent == 1
    [mail] = mail_sink.received
    assert mail["X-Clausewatch-Message"] == "1"
    assert mail["Subject"] == "[high] Example Corp, privacy policy: Keeps account data for 12 months"
    html = mail.get_body(("html",))
    assert html is not None
    assert "<del" in html.get_content()
    plain = mail.get_body(("plain",))
    assert plain is not None
    assert "We keep account data for 12 months." in plain.get_content()


def test_an_unusable_address_is_given_up_at_once_and_the_fallback_is_told_once(
    world: World, sink: HttpSink, deliver: Deliver
) -> None:
    change_for(world, BOTH)
    settings = DeliverySettings(allow_private=LOOPBACK, fallback=OPS)
    first = deliver(settings, dpo="nosuch://secret-token", slack=sink.url)
    assert (first.dead, first.sent) == (1, 1)
    second = deliver(settings, **{"ops-mail": sink.url})
    assert second.sent == 1
    told = sink.received[-1]
    assert "could not deliver 1 change (1 high) to dpo" in told["title"]
    assert "dpo: its address is no Apprise URL that can be used" in told["message"]
    assert "Clausewatch alert 1" in told["message"]
    assert deliver(settings, **{"ops-mail": sink.url}) == DeliverySummary()


def test_a_fallback_that_fails_too_does_not_breed_messages(
    world: World, sink: HttpSink, deliver: Deliver, clock: Clock
) -> None:
    change_for(world, DPO)
    settings = DeliverySettings(
        allow_private=LOOPBACK, fallback=Subscription("ops", ("ops-mail", "ops-chat"))
    )
    sink.answers = [500] * 50
    for _ in range(5):
        deliver(settings, **{"ops-mail": "nosuch://x", "ops-chat": sink.url})
        clock.forward(days=1)
    assert [kind for kind, _ in world.messages()] == ["alert", "undelivered"]
    assert [row.state for row in world.deliveries()] == ["dead", "dead", "pending"]


def test_a_destination_whose_address_cannot_be_read_now_is_tried_again(
    world: World, store: Store, clock: Clock
) -> None:
    def unreadable(name: str) -> str:
        raise ConfigurationError("environment variable SECRET is not set")

    change_for(world, DPO)
    summary = outbox.deliver_due(store, unreadable, clock, DeliverySettings())
    assert (summary.failed, summary.dead) == (1, 0)
    assert "SECRET" not in str(summary.problems)


def test_ten_failures_over_two_days_and_no_more(
    world: World, sink: HttpSink, deliver: Deliver, clock: Clock
) -> None:
    sink.answers = [500] * 50
    change_for(world, DPO)
    start = clock.now
    for wait in (*BACK_OFF, timedelta(days=30), timedelta(days=30)):
        deliver(dpo=sink.url)
        if world.deliveries()[0].state == "dead":
            break
        clock.now += wait
    assert len(sink.received) == MAX_ATTEMPTS == 10
    assert timedelta(days=1, hours=12) < clock.now - start < timedelta(days=2)
    clock.forward(days=60)
    deliver(dpo=sink.url)
    assert len(sink.received) == MAX_ATTEMPTS


def test_what_was_given_up_can_be_revived(
    world: World, sink: HttpSink, deliver: Deliver, clock: Clock
) -> None:
    change_for(world, BOTH)
    deliver(dpo="nosuch://x", slack=sink.url)
    with world.store.write() as session:
        assert revive(session, clock(), "slack") == 0
        assert revive(session, clock(), "dpo") == 1
    assert deliver(dpo=sink.url, slack=sink.url).sent == 1
    assert len(sink.received) == 2


def test_a_removed_subscription_is_told_nothing_more(world: World, sink: HttpSink, deliver: Deliver) -> None:
    change_for(world, DPO)
    with world.store.write() as session:
        session.execute(update(SubscriptionRow).values(retired_at=NOON))
    summary = deliver(DeliverySettings(allow_private=LOOPBACK, fallback=OPS), dpo=sink.url)
    assert (summary.withdrawn, sink.received) == (1, [])
    [alert] = world.alerts()
    assert alert.muted == "the subscription was removed before it was told"
    assert len(world.messages()) == 1


def test_an_alert_muted_meanwhile_is_left_out_of_its_digest(
    world: World, sink: HttpSink, deliver: Deliver, clock: Clock
) -> None:
    daily = Subscription("daily", ("dpo",), when="daily")
    change_for(world, daily, text="one", summary="Stays")
    change_for(world, daily, text="two", summary="Goes")
    with world.store.write() as session:
        session.get_one(AlertRow, 2).muted = "flapping"
    clock.forward(days=1)
    deliver(dpo=sink.url)
    [message] = sink.received
    assert "Stays" in message["message"]
    assert "Goes" not in message["message"]


def test_a_claim_is_one_processes_alone_while_its_lease_lasts(world: World, store: Store) -> None:
    change_for(world, DPO)
    change_for(world, DPO, text="another")
    with store.write() as session:
        first = claim(session, "dpo", NOON)
    with store.write() as session:
        assert claim(session, "dpo", NOON) is None, "order is kept: the second waits for the first"
    with store.write() as session:
        again = claim(session, "dpo", NOON + LEASE + timedelta(seconds=1))
    assert first is not None
    assert again is not None
    assert (again.delivery, again.attempt) == (first.delivery, 2)


def test_a_sender_that_lost_its_lease_changes_nothing(world: World, store: Store) -> None:
    change_for(world, DPO)
    with store.write() as session:
        late = claim(session, "dpo", NOON)
    later = NOON + LEASE + timedelta(seconds=1)
    with store.write() as session:
        winner = claim(session, "dpo", later)
    assert late is not None
    assert winner is not None
    with store.write() as session:
        assert record(session, late, DeliveryResult(False, "too late", is_permanent=True), later) is None
    with store.write() as session:
        assert record(session, winner, DeliveryResult(True), later) == "sent"
    with store.write() as session:
        assert record(session, late, DeliveryResult(False, "too late", is_permanent=True), later) is None
    assert [row.state for row in world.deliveries()] == ["sent"]


def test_of_many_claimers_at_once_exactly_one_wins(world: World, store: Store) -> None:
    rounds = 12
    for number in range(rounds):
        change_for(world, Subscription(f"s{number}", (f"d{number}",)), text=f"text {number}")
    for number in range(rounds):
        won: list[int] = []
        gate = threading.Barrier(4)

        def race(name: str = f"d{number}", gate: threading.Barrier = gate, won: list[int] = won) -> None:
            gate.wait()
            with store.write() as session:
                leased = claim(session, name, NOON)
            if leased is not None:
                won.append(leased.delivery)

        threads = [threading.Thread(target=race) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(won) == 1


def test_a_rival_between_look_and_lease_wins_and_we_get_nothing(
    world: World, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    if store.is_sqlite:
        pytest.skip("SQLite admits one writer at a time, so nobody can stand between")
    change_for(world, DPO)
    looked = outbox.update

    def with_rival(*args: object) -> object:
        monkeypatch.setattr(outbox, "update", looked)
        with store.write() as rival:
            assert claim(rival, "dpo", NOON) is not None
        return looked(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(outbox, "update", with_rival)
    with store.write() as session:
        assert claim(session, "dpo", NOON) is None


_KILLED = """
import os, signal, sys
from datetime import UTC, datetime
from notifiers import outbox
from storage.schema import open_store

class Killer:
    def __init__(self, *args):
        os.kill(os.getpid(), signal.SIGKILL)

outbox.Channel = Killer
store = open_store(sys.argv[1])
now = datetime.fromisoformat(sys.argv[2])
outbox.deliver_due(store, lambda name: "json://127.0.0.1:9/", lambda: now, outbox.DeliverySettings())
"""


def test_a_kill_between_claim_and_send_loses_nothing(
    world: World, store: Store, sink: HttpSink, deliver: Deliver, clock: Clock
) -> None:
    change_for(world, DPO)
    url = store.engine.url.render_as_string(hide_password=False)
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", _KILLED, url, clock().isoformat()], cwd=root, capture_output=True, check=False
    )
    assert done.returncode == -9, done.stderr.decode()
    [row] = world.deliveries()
    assert (row.state, row.attempts) == ("sending", 1)
    assert deliver(dpo=sink.url) == DeliverySummary(), "the lease still runs"
    clock.now += LEASE + timedelta(seconds=1)
    assert deliver(dpo=sink.url).sent == 1
    assert len(sink.received) == 1


def test_a_sender_that_dies_every_time_is_given_up_in_the_end(
    world: World, store: Store, deliver: Deliver
) -> None:
    change_for(world, DPO)
    with store.write() as session:
        session.execute(update(DeliveryRow).values(state="sending", attempts=MAX_ATTEMPTS))
    assert deliver(dpo="json://127.0.0.1:9/").dead == 1


def test_a_message_that_cannot_be_written_stops_no_other(
    world: World, sink: HttpSink, deliver: Deliver, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = rendering.render

    def broken(content: object, *args: object, **kwargs: object) -> object:
        if content.id == 1:  # type: ignore[attr-defined]
            raise ZeroDivisionError("a bug")
        return original(content, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(rendering, "render", broken)
    change_for(world, DPO, text="one")
    change_for(world, DPO, text="two")
    summary = deliver(dpo=sink.url)
    assert (summary.sent, summary.failed) == (1, 1)


def test_an_incident_that_is_over_before_it_was_told_is_told_once(
    world: World, sink: HttpSink, deliver: Deliver, clock: Clock
) -> None:
    routing = Routing((DPO,))
    with world.store.write() as session:
        incident_id = world.incident(session)
        enqueue_incident(session, incident_id, routing, NOON)
    with world.store.write() as session:
        close_incident(session, session.get_one(IncidentRow, incident_id), "a good look", NOON)
        assert enqueue_closing(session, incident_id, routing, NOON) == 0
    clock.forward(days=1)
    deliver(dpo=sink.url)
    [message] = sink.received
    assert "watched again" in message["title"]
    assert "Until: 1 March 2026" in message["message"]


def test_those_told_of_an_incident_are_told_that_it_is_over(
    world: World, sink: HttpSink, deliver: Deliver
) -> None:
    routing = Routing((DPO,))
    with world.store.write() as session:
        incident_id = world.incident(session)
        enqueue_incident(session, incident_id, routing, NOON)
    deliver(dpo=sink.url)
    with world.store.write() as session:
        close_incident(session, session.get_one(IncidentRow, incident_id), "a good look", NOON)
        assert enqueue_closing(session, incident_id, routing, NOON) == 1
        assert enqueue_closing(session, incident_id, routing, NOON) == 0
    deliver(dpo=sink.url)
    opened, closed = sink.titles
    assert opened == "Example Corp, terms cannot be watched as it should: blocked"
    assert closed == "Example Corp, terms: watched again"


def test_rows_and_logs_never_hold_an_address(
    world: World,
    sink: HttpSink,
    deliver: Deliver,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level("DEBUG")
    sink.answers = [500, 302]
    marker = "PLANTED-SECRET"
    hook = f"json://user:{marker}@127.0.0.1:{sink.port}/{marker}?+X-Key={marker}"
    everyone = Subscription("all", ("hook", "down", "bad", "local", "private", "mail"))
    change_for(world, everyone)
    urls = {
        "hook": hook,
        "down": f"jsons://127.0.0.1:9/{marker}",
        "bad": f"nosuch://{marker}",
        "local": f"syslog://{marker}",
        "private": f"json://10.11.12.13/{marker}",
        "mail": f"mailto://{marker}:{marker}@127.0.0.1:9?from=a@example.org&to=b@example.org",
    }
    summary = deliver(DeliverySettings(allow_private=LOOPBACK, fallback=OPS), **urls)
    assert summary.sent == 0
    assert summary.failed + summary.dead == 6
    assert sink.path == f"/{marker}", "the marker did reach the destination itself"
    with world.store.read() as session:
        rows = [str(row) for row in session.execute(select(DeliveryRow.__table__))]
    said = caplog.text + "".join(capfd.readouterr()) + str(summary) + "".join(rows)
    assert marker not in said
    assert "hook: it answered HTTP 500" in said


def test_destinations_given_up_at_the_same_moment_share_one_message(
    world: World, sink: HttpSink, deliver: Deliver
) -> None:
    names = ("a", "b", "c", "d")
    change_for(world, Subscription("many", names))
    settings = DeliverySettings(allow_private=LOOPBACK, fallback=OPS)
    assert deliver(settings, **dict.fromkeys(names, "nosuch://x")).dead == 4
    assert world.messages() == [("alert", [1]), ("undelivered", [1])]
    deliver(settings, **{"ops-mail": sink.url})
    [message] = sink.received
    assert "to a, b, c, d" in message["title"]
