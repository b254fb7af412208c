"""From the answers of a look to what it came to, one rule of the design a test."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from monitor.domain.fetching import FetchedPage
from monitor.domain.watchlist import Source
from monitor.pipeline import recording
from storage import looks
from storage.models import IncidentRow, ObservationRow, ReadingRow
from tests.monitor.pipeline.world import (
    DAY,
    HOUR,
    MINUTE,
    NOON,
    PARAGRAPHS,
    POLICY,
    THIRD,
    URL,
    WALL,
    Bench,
    edited,
    failed,
    html,
    page,
    run,
    watchlist,
)


def test_the_first_policy_is_version_one_and_nobody_is_told(bench: Bench) -> None:
    assert bench.see(page()).settled.outcome == "changed"
    (version,) = bench.history()
    assert (version["version"], version["accepted"], version["seen_at"]) == (1, "first", NOON)
    assert version["last_seen_before"] is None
    assert bench.changes() == []
    assert bench.alerts() == []
    assert bench.status()["next_due"] == NOON + DAY


def test_a_first_page_that_is_no_policy_makes_no_version(bench: Bench) -> None:
    concluded = bench.see(page(WALL))
    assert (concluded.settled.outcome, bench.watch().bad_kind) == ("held", "held")
    assert bench.history() == []
    assert bench.status()["next_due"] == NOON + HOUR


def test_the_same_text_with_another_token_keeps_no_page_and_names_the_kept_look(bench: Bench) -> None:
    bench.see(page(html(token="a")))
    assert bench.see(page(html(token="b")), after=DAY).settled.outcome == "unchanged"
    first, second = bench.observations()
    assert (first.same_as_id, second.same_as_id) == (None, first.id)
    assert bench.snapshots() == 1
    assert (
        looks.unpack_answers(second.answers)[0]["sha256"] != looks.unpack_answers(first.answers)[0]["sha256"]
    )


def test_another_menu_around_the_same_text_is_unchanged_but_kept(bench: Bench) -> None:
    bench.see(page())
    assert bench.see(page(html(menu="Seeds")), after=DAY).settled.outcome == "unchanged"
    assert bench.snapshots() == 2
    assert len(bench.history()) == 1


def test_a_difference_is_confirmed_by_a_second_look_and_dated_by_the_first(bench: Bench) -> None:
    bench.see(page())
    bench.see(page(html(token="b")), after=DAY)
    pending = bench.see(page(html(edited())), after=DAY).settled
    assert (pending.outcome, pending.look_again_at) == ("pending", bench.now + POLICY.confirm_after)
    assert bench.watch().next_due == pending.look_again_at
    assert bench.target().is_pending
    assert bench.changes() == []
    assert bench.see(page(html(edited(), menu="Seeds")), after=10 * MINUTE).settled.outcome == "changed"
    version = bench.history()[-1]
    assert (version["accepted"], version["seen_at"]) == ("confirmed", NOON + 2 * DAY)
    assert version["last_seen_before"] == NOON + DAY
    (change,) = bench.changes()
    assert (change["cause"], change["verdict"], change["categories"]) == ("vendor", "material", ["retention"])
    assert bench.alerts() == [("change", "pending")]
    assert bench.watch().candidate_kind is None


def test_a_difference_that_does_not_come_back_was_transient(bench: Bench) -> None:
    bench.see(page())
    bench.see(page(html(edited())), after=DAY)
    settled = bench.see(page(html(token="x")), after=10 * MINUTE).settled
    assert (settled.outcome, settled.reason) == ("unchanged", "transient")
    assert len(bench.history()) == 1
    assert bench.watch().candidate_kind is None


def test_a_difference_that_never_confirms_goes_out_after_two_days_marked(bench: Bench) -> None:
    bench.see(page())
    bench.see(page(html(edited())), after=DAY)
    assert bench.see(failed(), after=10 * MINUTE).settled.look_again_at == bench.now + HOUR
    assert bench.see(failed(), after=HOUR).settled.look_again_at == bench.now + 6 * HOUR
    assert bench.see(failed(), after=2 * DAY).settled.outcome == "failed"
    assert [row["accepted"] for row in bench.history()] == ["first", "unconfirmed"]
    (change,) = bench.changes()
    assert change["marks"] == ["unconfirmed"]
    assert bench.alerts() == [("change", "pending")]


def test_a_third_text_is_the_new_candidate(bench: Bench) -> None:
    bench.see(page())
    bench.see(page(html(edited())), after=DAY)
    assert bench.see(page(html(edited(by=THIRD))), after=10 * MINUTE).settled.outcome == "pending"
    assert bench.see(page(html(edited(by=THIRD))), after=HOUR).settled.outcome == "changed"
    assert "five years" in bench.changes()[0]["changes"][0]["after"]


def test_a_page_without_its_tail_is_held_until_it_has_stood_for_a_week(bench: Bench) -> None:
    bench.see(page())
    short = html(PARAGRAPHS[:7])
    held = bench.see(page(short), after=DAY)
    assert (held.settled.outcome, bench.watch().bad_kind) == ("held", "held")
    since = bench.now
    assert bench.settle(held) == 1
    assert bench.see(page(html(PARAGRAPHS[:7], menu="Seeds")), after=3 * DAY).settled.outcome == "held"
    assert bench.see(page(WALL), after=HOUR).settled.outcome == "held"
    assert bench.see(page(short), after=3 * DAY).settled.outcome == "held"
    accepted = bench.see(page(html(PARAGRAPHS[:7], menu="Pots")), after=DAY)
    assert accepted.settled.outcome == "changed"
    version = bench.history()[-1]
    assert (version["accepted"], version["seen_at"]) == ("stable", since)
    assert version["last_seen_before"] == NOON
    assert "large change, check" in bench.changes()[0]["marks"]
    bench.settle(accepted)
    assert bench.status()["health"] == "ok"


def test_a_wall_never_becomes_a_version_however_long_it_stands(bench: Bench) -> None:
    bench.see(page())
    for _ in range(12):
        assert bench.see(page(WALL), after=DAY).settled.outcome == "held"
    assert len(bench.history()) == 1


def test_the_first_bad_answer_is_kept_as_evidence_and_the_next_ones_are_not(bench: Bench) -> None:
    bench.see(page())
    for _ in range(3):
        assert bench.see(page(b"<h1>Bad gateway</h1>", status=502), after=HOUR).settled.outcome == "failed"
    assert bench.snapshots() == 2
    bench.see(page(html(token="b")), after=HOUR)
    assert bench.observations()[-1].same_as_id == bench.observations()[0].id


def test_pages_of_a_few_bytes_and_of_none_are_looks_like_any_other(bench: Bench) -> None:
    for body in (b"", b"ok", b"", html(), b"", b"x"):
        bench.see(page(body), after=DAY)
    assert len(bench.history()) == 1
    assert None not in bench.outcomes()


def test_a_retry_after_is_kept_and_holds_the_document(bench: Bench) -> None:
    bench.see(page())
    settled = bench.see(page(b"", status=429, retry_after="7200"), after=DAY).settled
    assert settled.outcome == "failed"
    assert bench.watch().not_before == bench.now + 2 * HOUR
    assert bench.see(page(html(token="b")), after=3 * HOUR).settled.outcome == "unchanged"
    assert bench.watch().not_before is None


def test_a_confirming_look_waits_for_an_open_retry_after(bench: Bench) -> None:
    bench.see(page())
    bench.see(page(html(edited())), after=DAY)
    settled = bench.see(page(b"", status=503, retry_after="10800"), after=10 * MINUTE).settled
    assert settled.look_again_at == bench.now + 3 * HOUR


def test_not_modified_repeats_the_accepted_answer(bench: Bench) -> None:
    bench.see(page(etag='"1"'))
    assert bench.source().etag == '"1"'
    concluded = bench.see(page(b"", status=304), after=DAY, conditional=True)
    assert concluded.settled.outcome == "unchanged"
    first, second = bench.observations()
    assert second.same_as_id == first.id
    assert bench.source().etag == '"1"'


def test_not_modified_after_a_wall_refers_to_the_accepted_look_and_not_to_the_wall(bench: Bench) -> None:
    bench.see(page(etag='"1"'))
    bench.see(page(WALL, etag='"wall"'), after=DAY)
    assert bench.source().etag == '"1"'
    bench.see(page(b"", status=304), after=DAY, conditional=True)
    accepted, _, last = bench.observations()
    assert last.same_as_id == accepted.id


def test_not_modified_to_a_question_without_validators_is_a_failure(bench: Bench) -> None:
    bench.see(page())
    assert bench.see(page(b"", status=304), after=DAY).settled.outcome == "failed"


def test_validators_of_an_older_version_are_forgotten_when_another_becomes_the_newest(bench: Bench) -> None:
    bench.see(page(etag='"1"'))
    bench.see(page(html(edited()), etag='"2"'), after=DAY)
    bench.see(failed(), after=3 * DAY)
    assert [row["accepted"] for row in bench.history()] == ["first", "unconfirmed"]
    assert bench.source().etag is None


SECOND = "https://fernleaf.example/privacy/more"


def test_several_sources_are_one_text_in_their_order(bench: Bench) -> None:
    bench.follow(watchlist(Source(URL), Source(SECOND)))
    answers = (page(html(PARAGRAPHS[:6])), page(html(PARAGRAPHS[6:]), url=SECOND))
    assert bench.see(*answers).settled.outcome == "changed"
    with bench.store.read() as session:
        (reading,) = session.scalars(select(ReadingRow))
    assert reading.words > 150
    assert bench.snapshots() == 2


@pytest.mark.parametrize("broken", [page(b"", status=500, url=SECOND), failed("dns", url=SECOND)])
def test_of_several_sources_one_that_fails_fails_the_look(bench: Bench, broken: object) -> None:
    bench.follow(watchlist(Source(URL), Source(SECOND)))
    settled = bench.see(page(html(PARAGRAPHS[:6])), broken).settled  # type: ignore[arg-type]
    assert settled.outcome == "failed"
    assert settled.reason is not None
    assert settled.reason.startswith("source 2: ")
    assert bench.history() == []


def test_of_several_sources_one_that_is_a_wall_holds_the_look(bench: Bench) -> None:
    bench.follow(watchlist(Source(URL), Source(SECOND)))
    settled = bench.see(page(html(PARAGRAPHS[:6])), page(WALL, url=SECOND)).settled
    assert (settled.outcome, bench.history()) == ("held", [])


def test_a_look_that_a_dead_run_left_undecided_is_decided_from_what_was_stored(bench: Bench) -> None:
    bench.see(page(etag='"1"'))
    bench.see(page(html(edited())), after=DAY)
    bench.now += 10 * MINUTE
    look_id = run(bench.ledger.write(recording.keep, bench.plan(page(html(edited()), etag='"2"'))))
    assert bench.undecided() == [look_id]

    async def resume() -> None:
        settled = await bench.observer.resume(look_id, bench.target(), DAY)
        assert settled.outcome == "changed"
        await bench.assessor.assess_new(bench.now)

    run(resume())
    assert bench.undecided() == []
    assert len(bench.changes()) == 1
    assert bench.source().etag is None, "validators of version 1 say nothing about version 2"


def test_an_undecided_look_at_former_sources_is_not_read_as_one_of_todays(bench: Bench) -> None:
    bench.see(page())
    bench.now += DAY
    look_id = run(bench.ledger.write(recording.keep, bench.plan(page(html(PARAGRAPHS[:6])))))
    bench.follow(watchlist(Source(URL), Source(SECOND)))
    settled = run(bench.observer.resume(look_id, bench.target(), DAY))
    assert settled.outcome == "failed"
    assert bench.undecided() == []
    assert len(bench.history()) == 1


def test_a_bad_look_opens_an_incident_the_second_time_and_a_good_one_closes_it(bench: Bench) -> None:
    bench.settle(bench.see(page()))
    assert bench.settle(bench.see(failed(), after=DAY)) == 0
    assert bench.status()["health"] == "suspect"
    assert bench.settle(bench.see(failed(), after=HOUR)) == 1
    assert bench.status()["health"] == "failing"
    assert bench.settle(bench.see(failed(), after=HOUR)) == 0
    bench.settle(bench.see(page(html(token="b")), after=6 * HOUR))
    assert (bench.status()["health"], bench.status()["incident"]) == ("ok", None)
    with bench.store.read() as session:
        (incident,) = session.scalars(select(IncidentRow))
    assert incident.closed_at == bench.now


def test_gone_and_blocked_pages_are_told_apart(bench: Bench) -> None:
    for status, health in ((404, "gone"), (403, "blocked")):
        bench.settle(bench.see(page(), after=DAY))
        for _ in range(2):
            bench.settle(bench.see(page(b"", status=status), after=DAY))
        assert bench.status()["health"] == health


def test_a_refusal_of_ours_is_its_own_outcome(bench: Bench) -> None:
    concluded = bench.see(failed("robots"))
    assert (concluded.settled.outcome, bench.watch().bad_kind) == ("refused", "blocked")


def test_looks_that_show_nothing_new_take_less_than_half_a_kilobyte_each(bench: Bench) -> None:
    def size() -> int:
        with bench.store.engine.connect() as connection:
            pages, bytes_each = (
                int(connection.exec_driver_sql(f"PRAGMA {name}").scalar_one())
                for name in ("page_count", "page_size")
            )
            return pages * bytes_each

    def answer(number: int) -> FetchedPage:
        told = (
            ("date", f"Sun, 01 Mar 2026 12:{number % 60:02}:00 GMT"),
            ("x-request-id", f"{number * 7919:032x}"),
        )
        plain = tuple((f"x-header-{name}", "max-age=31536000; includeSubDomains") for name in "abcdefgh")
        return replace(page(html(token=str(number))), headers=(*page().headers, *told, *plain))

    bench.see(answer(0))
    before = size()
    for number in range(1, 201):
        bench.see(answer(number), after=DAY)
    assert bench.snapshots() == 1
    assert (size() - before) / 200 <= 500


def test_a_clock_that_goes_back_a_year_does_not_mix_up_the_order(bench: Bench) -> None:
    bench.accept(html())
    bench.now -= 365 * DAY
    bench.accept(html(edited()), html(edited(by=THIRD)))
    assert [row["version"] for row in bench.history()] == [1, 2, 3]
    assert [row["to_version"] for row in bench.changes()] == [2, 3]
    assert bench.alerts() == [("change", "pending")] * 2


def test_bytes_are_durable_before_anything_is_decided(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.see(page())

    def crash(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(recording, "record_reading", crash)
    with pytest.raises(ZeroDivisionError):
        bench.see(page(html(edited())), after=DAY)
    (look_id,) = bench.undecided()
    with bench.store.read() as session:
        (snapshot,) = looks.load_snapshots(session, look_id)
        assert snapshot.body == html(edited())
        assert session.get_one(ObservationRow, look_id).outcome is None
