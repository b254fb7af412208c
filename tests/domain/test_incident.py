"""Under which name a document is not watched as it should be, and whose fault it is."""

from typing import get_args

import pytest

from monitor.domain.fetching import FailureReason
from monitor.domain.incident import (
    BY_INCIDENT,
    NETWORK_REASONS,
    UNASKED_REASONS,
    IncidentKind,
    health,
    is_own_network,
    kind_of_failure,
)
from monitor.domain.vocabulary import Health


@pytest.mark.parametrize(
    ("reason", "status", "kind"),
    [
        (None, 404, "gone"),
        (None, 410, "gone"),
        (None, 403, "blocked"),
        (None, 429, "blocked"),
        (None, 503, "blocked"),
        (None, 451, "blocked"),
        (None, 500, "failing"),
        (None, 302, "failing"),
        ("robots", None, "blocked"),
        ("address", None, "blocked"),
        ("tls", None, "blocked"),
        ("dns", None, "failing"),
        ("timeout", None, "failing"),
        ("too_large", None, "failing"),
    ],
)
def test_each_failure_has_its_kind(reason: FailureReason | None, status: int | None, kind: str) -> None:
    assert kind_of_failure(reason, status) == kind


@pytest.mark.parametrize(
    ("failed", "all_hosts", "ours"),
    [(10, 10, True), (10, 50, True), (10, 51, False), (9, 9, False), (0, 0, False), (200, 1000, True)],
)
def test_ten_hosts_and_a_fifth_of_all_make_it_ours(failed: int, all_hosts: int, ours: bool) -> None:
    assert is_own_network(failed, all_hosts) is ours


def test_what_was_never_asked_says_nothing_about_the_network() -> None:
    assert NETWORK_REASONS.isdisjoint(UNASKED_REASONS)
    assert set(get_args(FailureReason)) >= NETWORK_REASONS | UNASKED_REASONS


def test_every_incident_of_a_document_is_a_health_of_it() -> None:
    assert set(BY_INCIDENT) == set(get_args(IncidentKind))
    assert set(get_args(Health)) >= set(BY_INCIDENT.values())


@pytest.mark.parametrize(
    ("is_paused", "incident", "streak", "said"),
    [
        (True, "gone", 5, "paused"),
        (False, "gone", 5, "gone"),
        (False, "flapping", 0, "flapping"),
        (False, None, 1, "suspect"),
        (False, None, 0, "ok"),
    ],
)
def test_health_is_one_word(is_paused: bool, incident: IncidentKind | None, streak: int, said: str) -> None:
    assert health(is_paused=is_paused, incident=incident, bad_streak=streak) == said
