"""Incidents of a whole run: whose fault it is when many hosts do not answer."""

import pytest
from sqlalchemy import select

from monitor.domain.fetching import FailureReason
from monitor.domain.watchlist import Document, Source, Subscription, Vendor, Watchlist
from monitor.pipeline.settling import settle_incidents
from monitor.pipeline.tally import Tally
from notifiers.routing import Routing
from storage import reports, watching
from storage.models import BlobRow, DeliveryRow, IncidentRow, MessageRow, ReadingRow
from tests.monitor.pipeline.world import DAY, HOUR, MINUTE, WALL, Bench, edited, failed, html, page, run


def follow(bench: Bench, hosts: int) -> None:
    def document(number: int) -> Document:
        source = Source(f"https://host{number}.example/terms")
        return Document(f"v{number}/terms", "terms", (source,), DAY)

    vendors = (Vendor(f"v{number}", f"V{number}", (document(number),)) for number in range(hosts))
    ops = Subscription("ops", ("ops",), vendors=("none",))
    bench.follow(Watchlist(tuple(vendors), (ops,)))


@pytest.fixture
def twelve(bench: Bench) -> Bench:
    follow(bench, 12)
    return bench


def round_of(bench: Bench, reasons: dict[int, FailureReason | int]) -> Tally:
    """Look at all documents; those in *reasons* fail so: by a status, or without an answer."""
    bench.now += HOUR
    tally = Tally()
    with bench.store.read() as session:
        targets = watching.all_watched(session, bench.now)
    for number, target in enumerate(targets):
        said = reasons.get(number)
        url = target.sources[0].url
        answer = (
            page(html(), url=url, at=bench.now)
            if said is None
            else page(b"", status=said, url=url, at=bench.now)
            if isinstance(said, int)
            else failed(said, url=url, at=bench.now)
        )
        look = bench.plan_for(target, answer)
        tally.add(target, run(bench.observer.conclude(look)))
    with bench.store.write() as session:
        settle_incidents(session, tally, bench.routing, bench.now)
    return tally


def health(bench: Bench) -> list[str]:
    with bench.store.read() as session:
        return [row["health"] for row in reports.status_rows(session)]


def own_network(bench: Bench) -> list[bool]:
    """Whether it is open, for each incident of a whole run."""
    with bench.store.read() as session:
        rows = session.scalars(select(IncidentRow).where(IncidentRow.document_id.is_(None)))
        return [row.closed_at is None for row in rows]


@pytest.mark.parametrize("reason", ["connect", "dns", "proxy", "timeout", "tls"])
def test_many_hosts_at_once_are_one_incident_of_our_own(twelve: Bench, reason: FailureReason) -> None:
    for _ in range(3):
        round_of(twelve, dict.fromkeys(range(10), reason))
    assert own_network(twelve) == [True]
    assert health(twelve) == ["suspect"] * 10 + ["ok"] * 2
    round_of(twelve, {0: reason})
    assert own_network(twelve) == [False]
    assert health(twelve) == ["failing" if reason != "tls" else "blocked", *["ok"] * 11]


@pytest.mark.parametrize("reason", ["robots", "protocol", "too_large", "scheme"])
def test_many_hosts_that_fail_otherwise_are_incidents_of_their_own(
    twelve: Bench, reason: FailureReason
) -> None:
    for _ in range(2):
        round_of(twelve, dict.fromkeys(range(10), reason))
    assert own_network(twelve) == []
    assert set(health(twelve)[:10]) <= {"failing", "blocked"}


def test_nine_hosts_are_not_enough(twelve: Bench) -> None:
    for _ in range(2):
        round_of(twelve, dict.fromkeys(range(9), "dns"))
    assert own_network(twelve) == []
    assert health(twelve) == ["failing"] * 9 + ["ok"] * 3


def test_ten_hosts_of_many_are_not_enough(bench: Bench) -> None:
    follow(bench, 51)
    round_of(bench, dict.fromkeys(range(10), "dns"))
    assert own_network(bench) == []


def test_a_page_that_is_gone_meanwhile_keeps_its_own_incident(twelve: Bench) -> None:
    reasons: dict[int, FailureReason | int] = {**dict.fromkeys(range(10), "dns"), 11: 404}
    for _ in range(2):
        round_of(twelve, reasons)
    assert own_network(twelve) == [True]
    assert health(twelve) == ["suspect"] * 10 + ["ok", "gone"]


def test_hosts_that_refuse_us_by_robots_have_answered(twelve: Bench) -> None:
    tally = round_of(twelve, dict.fromkeys(range(12), "robots"))
    assert tally.silent_hosts == set()
    tally = round_of(twelve, dict.fromkeys(range(12), "timeout"))
    assert tally.silent_hosts == tally.hosts


def kinds(bench: Bench) -> list[tuple[str, bool]]:
    """The incidents of documents, and whether each is open."""
    with bench.store.read() as session:
        rows = session.scalars(select(IncidentRow).where(IncidentRow.document_id.is_not(None)))
        return [(row.kind, row.closed_at is None) for row in rows]


def settle_without_looks(bench: Bench) -> int:
    with bench.store.write() as session:
        return settle_incidents(session, Tally(), bench.routing, bench.now)


def test_incidents_that_a_dead_run_did_not_write_are_written_by_the_next(bench: Bench) -> None:
    bench.settle(bench.see(page()))
    for _ in range(2):
        bench.see(page(b"", status=500), after=DAY)  # the run dies before it settles
    assert kinds(bench) == []
    assert settle_without_looks(bench) == 1
    assert settle_without_looks(bench) == 0
    bench.see(page(), after=DAY)
    assert settle_without_looks(bench) == 0
    assert kinds(bench) == [("failing", False)]
    assert bench.alerts() == [("incident", "pending")]


def test_a_new_document_that_is_not_there_is_told_at_the_first_look(bench: Bench) -> None:
    assert bench.settle(bench.see(page(b"", status=404))) == 1
    assert kinds(bench) == [("gone", True)]


def test_an_incident_that_lasts_is_told_once_more_and_to_the_fallback(bench: Bench) -> None:
    fallback = Subscription("ops", ("ops",), vendors=("none",))
    bench.routing = Routing(bench.routing.subscriptions, fallback)
    bench.settle(bench.see(page(WALL)))
    send_all(bench)
    for days in (3, 3, 3, 3):
        bench.settle(bench.see(page(WALL), after=days * DAY))
    assert messages(bench) == ["alert", "escalated", "alert"]
    send_all(bench)
    bench.settle(bench.see(page(), after=DAY))
    assert messages(bench) == ["alert", "escalated", "alert", "closed", "closed"]


def test_the_end_of_an_incident_says_what_changed_meanwhile(bench: Bench) -> None:
    bench.settle(bench.see(page()))
    for _ in range(2):
        bench.settle(bench.see(page(b"", status=503), after=DAY))
    bench.see(page(html(edited())), after=DAY)
    bench.settle(bench.see(page(html(edited())), after=10 * MINUTE))
    with bench.store.read() as session:
        closing = session.scalars(select(IncidentRow.closing)).one()
    (change,) = bench.changes()
    assert closing == f"a good look again; meanwhile change {change['change']}, material: {change['summary']}"


def test_the_incident_of_a_retired_document_ends(bench: Bench) -> None:
    bench.settle(bench.see(page(WALL)))
    bench.follow(Watchlist((), ()))
    settle_without_looks(bench)
    assert kinds(bench) == [("held", False)]


def test_a_damaged_text_is_an_incident_of_its_document_alone(bench: Bench) -> None:
    bench.settle(bench.see(page()))
    with bench.store.write() as session:
        reading = session.scalars(select(ReadingRow)).one()
        session.get_one(BlobRow, reading.text_sha256).data = b"no longer what it was"
    for _ in range(2):
        assert bench.see(page(html(edited())), after=DAY).settled.outcome == "failed"
    assert settle_without_looks(bench) == 1
    assert "damaged" in bench.status()["reason"]
    assert bench.undecided() == []


def send_all(bench: Bench) -> None:
    """Pretend that every message has left."""
    with bench.store.write() as session:
        for row in session.scalars(select(DeliveryRow)):
            row.state, row.attempts = "sent", 1


def messages(bench: Bench) -> list[str]:
    with bench.store.read() as session:
        return list(session.scalars(select(MessageRow.kind).order_by(MessageRow.id)))


def test_the_own_network_is_told_to_those_who_asked(twelve: Bench) -> None:
    round_of(twelve, dict.fromkeys(range(12), "dns"))
    assert twelve.alerts() == [("incident", "pending")]
