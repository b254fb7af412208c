"""What one look means: every rule of the path from a look to a version, and what holds whatever is seen."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.domain.decide import (
    Candidate,
    Decision,
    Failed,
    Known,
    NoPolicy,
    Policy,
    Seen,
    Text,
    decide,
)

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
POLICY = Policy(confirm_after=10 * MINUTE, accept_held_after=7 * DAY)

OLD = Text(1, "old", "old")
NEW = Text(2, "new", "new")
NEW_WITH_TOKEN = Text(3, "new, other token", "new")
THIRD = Text(4, "third", "third")
SHORT = Text(5, "short", "short", "the last 90 words are missing")


def pending(text: Text = NEW, **other: object) -> Known:
    return Known(OLD, replace(Candidate("pending", text, NOON, NOON), **other))  # type: ignore[arg-type]


def held(**other: object) -> Known:
    return Known(OLD, replace(Candidate("held", SHORT, NOON, NOON), **other))  # type: ignore[arg-type]


def look(known: Known, seen: Seen, after: timedelta = timedelta(0)) -> Decision:
    return decide(known, seen, NOON + after, POLICY)


def test_the_first_text_is_a_version_without_confirmation() -> None:
    decision = look(Known(None), NEW)
    assert (decision.outcome, decision.accept, decision.accepted, decision.since) == (
        "changed",
        "first",
        NEW,
        NOON,
    )


@pytest.mark.parametrize(
    ("seen", "outcome"),
    [
        (Failed("timeout"), "failed"),
        (Failed("robots", refused=True), "refused"),
        (NoPolicy("a wall"), "held"),
    ],
)
@pytest.mark.parametrize("accepted", [None, OLD])
def test_a_look_without_a_text_is_bad_and_changes_nothing(
    seen: Seen, outcome: str, accepted: Text | None
) -> None:
    decision = look(Known(accepted), seen)
    assert (decision.outcome, decision.is_bad, decision.accept, decision.candidate) == (
        outcome,
        True,
        None,
        None,
    )


def test_the_same_text_is_unchanged() -> None:
    assert look(Known(OLD), replace(OLD, reading=9)) == Decision("unchanged")


def test_the_same_text_is_unchanged_even_where_something_speaks_against_it() -> None:
    assert look(Known(OLD), replace(OLD, suspicion="short")).outcome == "unchanged"


def test_another_text_waits_for_its_confirmation() -> None:
    decision = look(Known(OLD), NEW)
    assert decision.outcome == "pending"
    assert decision.candidate == Candidate("pending", NEW, NOON, NOON)
    assert decision.look_again_at == NOON + 10 * MINUTE
    assert not decision.is_bad


@pytest.mark.parametrize("seen", [NEW, NEW_WITH_TOKEN])
def test_a_second_look_at_it_confirms_and_the_first_one_dates_it(seen: Text) -> None:
    decision = look(pending(), seen, 10 * MINUTE)
    assert (decision.outcome, decision.accept, decision.accepted) == ("changed", "confirmed", seen)
    assert (decision.since, decision.candidate) == (NOON, None)


def test_the_old_text_again_makes_it_transient() -> None:
    assert look(pending(), OLD, 10 * MINUTE) == Decision("unchanged", "transient")


def test_a_held_text_that_gives_way_to_the_old_one_was_not_transient() -> None:
    assert look(held(), OLD, DAY) == Decision("unchanged")


def test_a_failed_confirmation_is_repeated_after_one_hour_and_then_every_six() -> None:
    known, waits = pending(), []
    at = 10 * MINUTE
    for _ in range(4):
        decision = look(known, Failed("timeout"), at)
        assert decision.look_again_at is not None
        assert decision.candidate is not None
        waits.append(decision.look_again_at - NOON - at)
        known, at = Known(OLD, decision.candidate), decision.look_again_at - NOON
    assert waits == [HOUR, 6 * HOUR, 6 * HOUR, 6 * HOUR]


def test_a_third_text_is_the_new_candidate_but_the_clock_runs_on() -> None:
    decision = look(pending(), THIRD, 10 * MINUTE)
    assert decision.outcome == "pending"
    assert decision.candidate == Candidate("pending", THIRD, NOON + 10 * MINUTE, NOON, 1, 1)
    assert decision.look_again_at == NOON + 10 * MINUTE + HOUR


@pytest.mark.parametrize("seen", [Failed("timeout"), NoPolicy("a wall"), SHORT])
def test_after_two_days_the_waiting_text_goes_out_unconfirmed_though_the_look_was_bad(seen: Seen) -> None:
    assert look(pending(), seen, 2 * DAY - MINUTE).accept is None
    decision = look(pending(), seen, 2 * DAY)
    assert (decision.accept, decision.accepted, decision.since) == ("unconfirmed", NEW, NOON)
    assert decision.is_bad
    assert decision.candidate is None


def test_after_two_days_a_text_that_is_never_the_same_goes_out_as_it_is_now() -> None:
    decision = look(pending(), THIRD, 2 * DAY)
    assert (decision.outcome, decision.accept, decision.accepted) == ("changed", "unconfirmed", THIRD)
    assert decision.since == NOON + 2 * DAY


def test_a_suspicious_text_is_held() -> None:
    decision = look(Known(OLD), SHORT)
    assert (decision.outcome, decision.reason, decision.is_bad) == ("held", SHORT.suspicion, True)
    assert decision.candidate == Candidate("held", SHORT, NOON, NOON)
    assert decision.look_again_at is None


def test_confirmation_never_accepts_a_held_text() -> None:
    decision = look(held(), SHORT, 10 * MINUTE)
    assert (decision.outcome, decision.accept) == ("held", None)
    assert decision.candidate is not None
    assert decision.candidate.looks == 2


@pytest.mark.parametrize(
    ("looks", "after", "accept"),
    [(2, 7 * DAY, "stable"), (1, 7 * DAY, None), (9, 7 * DAY - MINUTE, None), (9, 8 * DAY, "stable")],
)
def test_a_held_text_is_accepted_after_a_week_and_three_looks(
    looks: int, after: timedelta, accept: str | None
) -> None:
    decision = look(held(looks=looks), SHORT, after)
    assert decision.accept == accept
    assert decision.since == (NOON if accept else None)


def test_a_held_text_with_another_token_is_still_the_same() -> None:
    assert look(held(looks=2), replace(SHORT, identity="x"), 7 * DAY).accept == "stable"


def test_another_held_text_begins_anew() -> None:
    other = replace(SHORT, identity="shorter", substance="shorter")
    decision = look(held(looks=5), other, 8 * DAY)
    assert decision.accept is None
    assert decision.candidate == Candidate("held", other, NOON + 8 * DAY, NOON + 8 * DAY)


@pytest.mark.parametrize("seen", [Failed("timeout"), NoPolicy("a wall")])
def test_a_bad_look_in_between_does_not_end_the_holding(seen: Seen) -> None:
    assert look(held(looks=2), seen, DAY).candidate == replace(held().candidate, looks=2)  # type: ignore[type-var]


def test_a_good_text_after_a_held_one_waits_like_any_other() -> None:
    assert look(held(), NEW, 8 * DAY).candidate == Candidate("pending", NEW, NOON + 8 * DAY, NOON + 8 * DAY)


# --- whatever is seen --------------------------------------------------------------------------------------------

TEXTS = st.sampled_from((OLD, NEW, NEW_WITH_TOKEN, THIRD, SHORT))
SEEN = st.one_of(
    TEXTS, st.builds(Failed, st.just("timeout"), st.booleans()), st.builds(NoPolicy, st.just("a wall"))
)
WAITS = st.sampled_from((MINUTE, 10 * MINUTE, HOUR, 6 * HOUR, DAY, 2 * DAY, 8 * DAY))
HISTORIES = st.lists(st.tuples(SEEN, WAITS), max_size=30)


@settings(deadline=None)
@given(history=HISTORIES)
def test_nothing_is_accepted_without_a_reason_and_bad_looks_never_lose_the_accepted_text(
    history: list[tuple[Seen, timedelta]],
) -> None:
    known, at = Known(None), NOON
    shown: list[tuple[datetime, Text]] = []
    for seen, wait in history:
        at += wait
        decision = decide(known, seen, at, POLICY)
        assert decision == decide(known, seen, at, POLICY)
        if isinstance(seen, Text):
            shown.append((at, seen))
        if decision.accept is None:
            assert decision.accepted is None
        else:
            _is_justified(decision, known, shown, at)
        if decision.is_bad or decision.outcome == "pending":
            assert decision.candidate is not None or decision.accept or known.candidate is None
        if decision.look_again_at is not None:
            assert decision.look_again_at > at
            assert decision.candidate is not None
        known = Known(decision.accepted or known.accepted, decision.candidate)


def _is_justified(decision: Decision, known: Known, shown: list[tuple[datetime, Text]], at: datetime) -> None:
    text, since = decision.accepted, decision.since
    assert text is not None
    assert since is not None
    alike = [when for when, seen in shown if seen.substance == text.substance]
    assert since in alike
    assert known.accepted is None or text.identity != known.accepted.identity
    if decision.accept == "first":
        assert known.accepted is None
    elif decision.accept == "confirmed":
        assert text.suspicion is None
        assert len([when for when in alike if when >= since]) >= 2
    elif decision.accept == "stable":
        assert len([when for when in alike if when >= since]) >= 3
        assert at - since >= POLICY.accept_held_after
    else:
        assert decision.accept == "unconfirmed"
        assert known.candidate is not None
        assert at - known.candidate.started >= 2 * DAY
