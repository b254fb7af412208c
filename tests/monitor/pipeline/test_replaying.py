"""A selector that named nothing for a while, and was repaired: what the vendor did meanwhile keeps its own dates."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select

from monitor.domain.watchlist import Source
from storage.models import ReadingRow, VersionRow
from tests.monitor.pipeline.world import (
    DAY,
    HOUR,
    PARAGRAPHS,
    THIRD,
    URL,
    Bench,
    edited,
    failed,
    html,
    page,
    watchlist,
)


def march(day: int) -> datetime:
    return datetime(2026, 3, day, 12, tzinfo=UTC)


OLD, NEW = Source(URL, ("main",)), Source(URL, ("#policy",))


def rebuilt(paragraphs: tuple[str, ...] = PARAGRAPHS, **other: str) -> bytes:
    """The page after its markup was made anew: `main` is gone."""
    return html(paragraphs, **other).replace(b"<main>", b"<div id=policy>").replace(b"</main>", b"</div>")


def looks(bench: Bench, *bodies: bytes, after: timedelta = DAY) -> list[str]:
    return [bench.see(page(body), after=after).settled.outcome for body in bodies]


def start(bench: Bench) -> None:
    bench.follow(watchlist(OLD))
    assert looks(bench, html()) == ["changed"]


def test_a_change_behind_a_broken_selector_gets_the_date_of_the_look_that_showed_it_first(
    bench: Bench,
) -> None:
    start(bench)
    assert looks(bench, rebuilt(), rebuilt(edited()), rebuilt(edited())) == ["held"] * 3
    bench.follow(watchlist(NEW))
    assert looks(bench, rebuilt(edited())) == ["unchanged"]
    first, second = bench.history()
    assert [row["version"] for row in (first, second)] == [1, 2]
    (change,) = bench.changes()
    assert change["seen_at"] == march(4)
    assert change["last_seen_before"] == march(3)
    assert (change["verdict"], [edit["category"] for edit in change["changes"]]) == (
        "material",
        ["retention"],
    )
    assert bench.alerts() == [("change", "pending")]


def test_each_change_of_the_interval_is_a_version_of_its_own(bench: Bench) -> None:
    start(bench)
    second, third = rebuilt(edited()), rebuilt(edited(by=THIRD))
    looks(bench, rebuilt(), second, second, third, third)
    bench.follow(watchlist(NEW))
    assert looks(bench, third) == ["unchanged"]
    assert sorted(change["seen_at"] for change in bench.changes()) == [march(4), march(6)]
    assert len(bench.history()) == 3


def test_what_was_seen_once_is_confirmed_by_the_look_after_the_repair(bench: Bench) -> None:
    start(bench)
    looks(bench, rebuilt(), rebuilt(edited()))
    bench.follow(watchlist(NEW))
    assert looks(bench, rebuilt(edited())) == ["changed"]
    (change,) = bench.changes()
    assert change["seen_at"] == march(4)


def test_a_text_that_was_seen_only_once_in_between_was_never_confirmed(bench: Bench) -> None:
    start(bench)
    looks(bench, rebuilt(), rebuilt(edited()), rebuilt())
    bench.follow(watchlist(NEW))
    assert looks(bench, rebuilt()) == ["unchanged"]
    assert (len(bench.history()), bench.changes(), bench.alerts()) == (1, [], [])


def test_new_markup_and_a_new_selector_alone_are_no_change(bench: Bench) -> None:
    start(bench)
    looks(bench, rebuilt(), rebuilt(menu="Trees"))
    bench.follow(watchlist(NEW))
    assert looks(bench, rebuilt()) == ["unchanged"]
    assert (len(bench.history()), bench.changes(), bench.alerts()) == (1, [], [])


def test_the_record_of_the_day_stays_as_it_is(bench: Bench) -> None:
    start(bench)
    looks(bench, rebuilt(edited()), rebuilt(edited()))
    before = [(row.outcome, row.reason, row.at) for row in bench.observations()]
    bench.follow(watchlist(NEW))
    looks(bench, rebuilt(edited()))
    assert [(row.outcome, row.reason, row.at) for row in bench.observations()][:-1] == before


def test_a_selector_that_was_wrong_from_the_start_loses_no_history(bench: Bench) -> None:
    bench.follow(watchlist(Source(URL, ("#typo",))))
    looks(bench, rebuilt(), rebuilt(edited()), rebuilt(edited()))
    bench.follow(watchlist(NEW))
    assert looks(bench, rebuilt(edited())) == ["unchanged"]
    assert [row["seen_at"] for row in bench.history()] == [march(2), march(3)]
    assert bench.alerts() == [("change", "pending")]


def test_looks_without_an_answer_in_between_are_passed_over(bench: Bench) -> None:
    start(bench)
    looks(bench, rebuilt(edited()))
    bench.see(failed(), after=HOUR)
    bench.see(page(b"<h1>Not found</h1>", status=404), after=HOUR)
    looks(bench, rebuilt(edited()))
    bench.follow(watchlist(NEW))
    assert looks(bench, rebuilt(edited())) == ["unchanged"]
    (change,) = bench.changes()
    assert change["seen_at"] == march(3)


def test_a_repair_that_repairs_nothing_changes_nothing_and_the_next_one_does(bench: Bench) -> None:
    start(bench)
    looks(bench, rebuilt(edited()), rebuilt(edited()))
    bench.follow(watchlist(Source(URL, ("#typo",))))
    assert looks(bench, rebuilt(edited())) == ["held"]
    bench.follow(watchlist(NEW))
    assert looks(bench, rebuilt(edited())) == ["unchanged"]
    (change,) = bench.changes()
    assert change["seen_at"] == march(3)


def test_looks_are_decided_about_anew_only_once(bench: Bench) -> None:
    start(bench)
    looks(bench, rebuilt(edited()), rebuilt(edited()))
    bench.follow(watchlist(NEW))
    looks(bench, rebuilt(edited()))

    def rows() -> tuple[int | None, int | None]:
        with bench.store.read() as session:
            return (
                session.scalar(select(func.count()).select_from(ReadingRow)),
                session.scalar(select(func.count()).select_from(VersionRow)),
            )

    before = rows()
    assert looks(bench, rebuilt(edited(), token="b")) == ["unchanged"]
    assert rows() == before


def test_an_extractor_that_learns_to_read_a_page_replays_it_as_well(bench: Bench) -> None:
    start(bench)
    looks(bench, rebuilt(edited()), rebuilt(edited()))
    bench.follow(watchlist(NEW))
    bench.rules = replace(bench.rules, extractor="2")
    assert looks(bench, rebuilt(edited())) == ["unchanged"]
    assert len(bench.history()) == 2


def test_what_an_old_page_cannot_show_by_the_new_rules_is_said_to_be_of_both(bench: Bench) -> None:
    start(bench)
    looks(bench, rebuilt(edited()), rebuilt(edited()))
    bench.follow(watchlist(NEW))
    looks(bench, rebuilt(edited()))
    (change,) = bench.changes()
    assert change["cause"] == "both"


def test_pages_of_another_address_are_not_replayed(bench: Bench) -> None:
    start(bench)
    looks(bench, rebuilt(edited()), rebuilt(edited()))
    moved = "https://fernleaf.example/moved"
    bench.follow(watchlist(Source(moved, ("#policy",))))
    bench.now += DAY
    assert bench.see(page(rebuilt(), url=moved)).settled.outcome == "unchanged"
    assert len(bench.history()) == 1
