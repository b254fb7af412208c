"""Answers that wait for others: large ones on disk, and not more of them than can be read."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from monitor.domain.fetching import FetchedPage, FetchFailed
from monitor.pipeline import waiting
from monitor.pipeline.waiting import WaitingAnswers

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
URL = "https://quill.example/privacy"


def page(body: bytes) -> FetchedPage:
    return FetchedPage(7, URL, URL, 200, (), (), body, NOON)


@pytest.fixture
def answers() -> Iterator[WaitingAnswers]:
    answers = WaitingAnswers()
    yield answers
    answers.close()


def test_a_large_answer_comes_back_as_it_was_put_in(answers: WaitingAnswers) -> None:
    large, small = page(b"<p>We keep it." * 100_000), page(b"<p>We keep it.")
    answers[0], answers[1] = large, small

    assert (answers[0], answers[1], answers[0]) == (large, small, large)
    assert answers.has_large
    assert len(answers._answers[0].body) == 0  # type: ignore[union-attr]


def test_an_answer_that_takes_the_place_of_a_large_one_is_not_large(answers: WaitingAnswers) -> None:
    answers[0] = page(b"x" * waiting.LARGE_BYTES)
    answers[0] = page(b"file")

    assert answers[0] == page(b"file")
    assert not answers.has_large


def test_parts_that_are_too_large_together_are_a_failure_that_says_so(
    answers: WaitingAnswers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "MOST_BYTES", 3_000_000)
    for position in range(3):
        answers[position] = page(b"x" * 1_200_000)

    assert [type(answers[position]) for position in range(3)] == [FetchedPage, FetchedPage, FetchFailed]
    assert "more than 3 MB in all its parts" in answers[2].detail  # type: ignore[union-attr]


def test_one_answer_alone_may_be_as_large_as_it_came(
    answers: WaitingAnswers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "MOST_BYTES", 1)
    answers[0] = page(b"xx")

    assert answers[0] == page(b"xx")
