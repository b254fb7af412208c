"""Returns, restorations and flapping, read off the versions of a document."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.domain.assessment import Assessment
from monitor.domain.decide import Acceptance
from monitor.domain.history import HistoryView, PastVersion, apply_history, has_settled, view_history

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
MATERIAL = Assessment("material", "high", ("sharing",), "Shares more", (), (), "1")


def past(texts: str, accepted: Acceptance = "confirmed", every: float = 1) -> list[PastVersion]:
    """One version for each letter, some days apart; all but the newest accepted so."""
    return [
        PastVersion(
            number,
            text,
            accepted if number < len(texts) else "confirmed",
            NOON + timedelta(days=every * number),
        )
        for number, text in enumerate(texts, 1)
    ]


@pytest.mark.parametrize(
    ("texts", "view"),
    [
        ("A", HistoryView()),
        ("AB", HistoryView()),
        ("ABC", HistoryView()),
        ("AAA", HistoryView()),
        ("ABA", HistoryView(returns_to=1)),
        ("ABCA", HistoryView(returns_to=1)),
        ("ABAC", HistoryView()),
        ("ABAB", HistoryView(returns_to=2, is_flapping=True)),
        ("CABAB", HistoryView(returns_to=3, is_flapping=True)),
        ("ABABA", HistoryView(returns_to=3, is_flapping=True)),
        ("ABABC", HistoryView()),
        ("ABCB", HistoryView(returns_to=2)),
        ("ABACA", HistoryView(returns_to=3)),
    ],
)
def test_what_a_history_says_of_its_newest_version(texts: str, view: HistoryView) -> None:
    assert view_history(past(texts)) == view


@pytest.mark.parametrize(
    ("accepted", "is_restored"), [("unconfirmed", True), ("imported", True), ("stable", False)]
)
def test_what_comes_back_after_a_doubtful_state_was_restored(accepted: Acceptance, is_restored: bool) -> None:
    assert view_history(past("ABA", accepted)).is_restored is is_restored


def test_a_doubtful_state_that_stood_for_a_week_was_real() -> None:
    assert not view_history(past("ABA", "unconfirmed", every=7)).is_restored
    assert view_history(past("ABA", "unconfirmed", every=6.9)).is_restored


@pytest.mark.parametrize(
    ("every", "looks", "flaps"), [(7, 3, False), (7, 2, True), (6.9, 3, True), (90, 9, False)]
)
def test_states_that_stay_do_not_flap(every: float, looks: int, flaps: bool) -> None:
    assert view_history(past("ABAB", every=every), looks).is_flapping is flaps
    assert has_settled(timedelta(days=every), looks) is not flaps


def test_restored_text_is_noise_with_nothing_to_be_told() -> None:
    said = apply_history(MATERIAL, HistoryView(is_restored=True, returns_to=4))
    assert (said.verdict, said.severity, said.categories, said.noise) == ("noise", None, (), ("restored",))
    assert "version 4" in said.summary


def test_a_return_keeps_its_verdict_and_is_marked() -> None:
    said = apply_history(MATERIAL, HistoryView(returns_to=1))
    assert (said.verdict, said.severity, said.marks) == ("material", "high", ("return",))


def test_nothing_to_say_changes_nothing() -> None:
    assert apply_history(MATERIAL, HistoryView()) is MATERIAL


@settings(deadline=None)
@given(texts=st.text("ABC", min_size=1, max_size=12))
def test_whatever_flaps_has_only_two_states_of_late_and_is_a_return(texts: str) -> None:
    view = view_history(past(texts))
    if view.is_flapping:
        assert len(set(texts[-4:])) == 2
        assert texts[-1] != texts[-2]
    if view.returns_to is not None:
        assert texts[view.returns_to - 1] == texts[-1]
        assert texts[-2] != texts[-1]
