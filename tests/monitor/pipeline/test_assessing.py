"""From versions to changes and alerts: once, in order, and with what the history says."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import select

from monitor.domain.clutter import assess_apart
from monitor.pipeline import assessing
from monitor.pipeline.workers import WorkFailed
from storage.models import ChangeRow, IncidentRow
from tests.monitor.pipeline.world import DAY, HOUR, MINUTE, THIRD, Bench, edited, html, page, run, watchlist

A, B, C = html(), html(edited()), html(edited(by=THIRD))


def marks(bench: Bench) -> list[list[str]]:
    return [row["marks"] for row in bench.changes()]


def verdicts(bench: Bench) -> list[str]:
    return [row["verdict"] for row in bench.changes()]


def incidents(bench: Bench) -> list[tuple[str, bool]]:
    with bench.store.read() as session:
        rows = session.scalars(select(IncidentRow).order_by(IncidentRow.id))
        return [(row.kind, row.closed_at is None) for row in rows]


def test_a_version_is_assessed_once_though_many_ask_at_the_same_time(bench: Bench) -> None:
    bench.see(page(A))
    assessor = bench.assessor

    async def work() -> list[int]:
        for after in (DAY, 10 * MINUTE):
            bench.now += after
            await bench.observer.conclude(bench.plan(page(B)))
        return await asyncio.gather(*(assessor.assess_new(bench.now) for _ in range(5)))

    assert sorted(run(work())) == [0, 0, 0, 0, 1]
    assert len(bench.changes()) == 1
    assert bench.alerts() == [("change", "pending")]


def test_a_change_without_its_alerts_is_never_stored(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.see(page(A))
    bench.see(page(B), after=DAY)

    def crash(*_: Any) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as broken:
        broken.setattr(assessing, "enqueue_change", crash)
        with pytest.raises(ZeroDivisionError):
            bench.see(page(B), after=10 * MINUTE)
    assert (bench.changes(), bench.alerts()) == ([], [])
    assert run(bench.assessor.assess_new(bench.now)) == 1
    assert (len(bench.changes()), bench.alerts()) == (1, [("change", "pending")])


@pytest.mark.parametrize("fault", [WorkFailed("took too much memory"), WorkFailed("took more than 60 s")])
def test_what_cannot_be_assessed_is_told_and_not_dropped(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, fault: WorkFailed
) -> None:
    bench.see(page(A))
    bench.see(page(B), after=DAY)
    real = bench.workers.run

    async def run_but_assess(work: Any, *arguments: Any) -> Any:
        if work is assess_apart:
            raise fault
        return await real(work, *arguments)

    monkeypatch.setattr(bench.workers, "run", run_but_assess)
    bench.see(page(B), after=10 * MINUTE)
    (change,) = bench.changes()
    assert (change["verdict"], change["severity"], change["marks"]) == ("material", "medium", ["unassessed"])
    assert str(fault) in change["summary"]
    assert bench.alerts() == [("change", "pending")]


def test_a_text_that_returns_after_a_lasting_change_is_marked_a_return(bench: Bench) -> None:
    bench.accept(A, B)
    bench.now += 30 * DAY
    bench.accept(A)
    assert marks(bench) == [[], ["return"]]
    assert bench.alerts() == [("change", "pending")] * 2
    texts = [row["text_sha256"] for row in bench.history()]
    assert texts[0] == texts[2]


def test_a_text_that_returns_after_an_unconfirmed_one_was_never_gone(bench: Bench) -> None:
    bench.see(page(A))
    bench.see(page(B), after=DAY)
    bench.see(page(b"", status=500), after=2 * DAY)
    bench.accept(A)
    assert verdicts(bench) == ["material", "noise"]
    assert bench.changes()[-1]["noise"] == ["restored"]
    assert bench.alerts() == [("change", "pending")]


def test_two_texts_that_take_turns_are_one_incident_and_then_quiet(bench: Bench) -> None:
    bench.accept(A, B, A, B, A, B)
    assert [row["muted"] for row in bench.changes()] == [None, None, "flapping", "flapping", "flapping"]
    assert incidents(bench) == [("flapping", True)]
    states = [state for kind, state in bench.alerts() if kind == "change"]
    assert states == ["pending", "pending", "muted", "muted", "muted"]
    assert [kind for kind, _ in bench.alerts()].count("incident") == 1
    with bench.store.read() as session:
        detail = session.scalars(select(IncidentRow.detail)).one()
    assert "30 days" in detail
    assert "12 months" in detail


def test_flapping_lasts_over_good_looks_until_one_state_has_stood_for_a_week(bench: Bench) -> None:
    bench.accept(A, B, A, B)
    for _ in range(6):
        bench.settle(bench.see(page(B), after=DAY))
        assert bench.status()["health"] == "flapping"
    bench.settle(bench.see(page(B), after=2 * DAY))
    assert bench.status()["health"] == "ok"
    assert incidents(bench) == [("flapping", False)]


def test_what_is_left_when_flapping_ends_is_told_against_the_last_told_state(bench: Bench) -> None:
    bench.accept(A, B, A, B)
    for _ in range(8):
        bench.settle(bench.see(page(B), after=DAY))
    last = bench.changes()[-1]
    assert (last["from_version"], last["to_version"], last["muted"]) == (3, 4, None)
    assert last["verdict"] == "material"
    assert bench.alerts()[-1] == ("change", "pending")
    with bench.store.read() as session:
        assert session.scalars(select(ChangeRow.revision).order_by(ChangeRow.id)).all() == [1, 1, 1, 2]
    assert run(bench.assessor.assess_settled(bench.now)) == 0


def test_nothing_is_told_when_flapping_ends_in_the_state_that_was_told_last(bench: Bench) -> None:
    bench.accept(A, B, A, B, A)
    told = [alert for alert in bench.alerts() if alert == ("change", "pending")]
    for _ in range(8):
        bench.settle(bench.see(page(A), after=DAY))
    assert bench.changes()[-1]["verdict"] == "noise"
    assert [alert for alert in bench.alerts() if alert == ("change", "pending")] == told


def test_a_third_text_ends_the_quiet_and_is_told_against_the_last_told_state(bench: Bench) -> None:
    bench.accept(A, B, A, B, C)
    last = bench.changes()[-1]
    assert (last["muted"], last["from_version"], last["to_version"]) == (None, 3, 5)
    (edit,) = last["changes"]
    assert "30 days" in edit["before"]
    assert "five years" in edit["after"]
    assert bench.alerts()[-1] == ("change", "pending")


def test_two_texts_that_each_stay_for_weeks_are_changes_and_no_flapping(bench: Bench) -> None:
    for body in (A, B, A, B):
        bench.accept(body)
        for _ in range(10):
            bench.see(page(body), after=DAY)
    assert [row["muted"] for row in bench.changes()] == [None] * 3
    assert marks(bench) == [[], ["return"], ["return"]]
    assert incidents(bench) == []


def test_versions_that_wait_are_assessed_in_their_order(bench: Bench) -> None:
    bench.see(page(A))

    async def only_look(body: bytes) -> None:
        for _ in range(2):
            bench.now += HOUR
            await bench.observer.conclude(bench.plan(page(body)))

    for body in (B, C):
        run(only_look(body))
    assert run(bench.assessor.assess_new(bench.now)) == 2
    assert [(row["from_version"], row["to_version"]) for row in bench.changes()] == [(1, 2), (2, 3)]


def test_what_the_dates_of_a_page_say_is_stored_and_told(bench: Bench) -> None:
    line = "Last updated: 3 January 2026"
    bench.see(page(html((line, *edited()))))
    for after in (DAY, 10 * MINUTE):
        bench.see(page(html((line, *edited(by=THIRD)))), after=after)
    for after in (DAY, 10 * MINUTE):
        bench.see(page(html(("Last updated: 3 March 2026", *edited(by=THIRD)))), after=after)

    assert marks(bench) == [["silent"], ["date_only"]]


def test_where_our_settings_may_have_changed_the_text_its_date_proves_nothing(bench: Bench) -> None:
    line = "Last updated: 3 January 2026"
    bench.see(page(html((line, *edited()))))
    bench.follow(watchlist(locale="fr"))
    for after in (DAY, 10 * MINUTE):
        bench.see(page(html((line, *edited(by=THIRD)))), after=after)

    assert [row["cause"] for row in bench.changes()] == ["configuration"]
    assert marks(bench) == [[]]
