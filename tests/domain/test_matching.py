from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.domain.matching import ChangeFacts, IncidentFacts, digest_due, matches
from monitor.domain.vocabulary import SEVERITIES, VERDICTS
from monitor.domain.watchlist import Subscription

SHARING = ChangeFacts(
    vendor="example-corp",
    tags=("crm", "eu"),
    type="privacy_policy",
    verdict="material",
    severity="medium",
    categories=("sharing",),
    language="en",
)
EVERYTHING = Subscription("all", ("dpo",))

_vendors = st.sampled_from(["example-corp", "other", "third"])
_tags = st.sampled_from(["crm", "eu", "hr"])
_languages = st.sampled_from(["en", "fr", "de"])


# Few values, so that filters often match and each of them often decides alone.
_types = st.sampled_from(["privacy_policy", "terms"])
_categories = st.sampled_from(["sharing", "retention", "other"])


def _some(values: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.just(()) | st.lists(values, max_size=3, unique=True).map(tuple)


subscriptions = st.builds(
    Subscription,
    name=st.just("team"),
    to=st.just(("dpo",)),
    vendors=_some(_vendors),
    tags=_some(_tags),
    types=_some(_types),
    categories=_some(_categories),
    languages=_some(_languages),
    min_severity=st.sampled_from(SEVERITIES),
    minor=st.booleans(),
    incidents=st.booleans(),
)
changes = st.builds(
    ChangeFacts,
    vendor=_vendors,
    tags=_some(_tags),
    type=_types,
    verdict=st.sampled_from(VERDICTS),
    severity=st.sampled_from(SEVERITIES),
    categories=_some(_categories),
    language=st.none() | _languages,
    marks=_some(st.sampled_from(["unassessed", "return", "unconfirmed"])),
).map(lambda facts: facts if facts.verdict == "material" else replace(facts, severity=None, categories=()))
incidents = st.builds(IncidentFacts, vendor=_vendors, tags=_some(_tags), type=_types) | st.just(
    IncidentFacts()
)


@given(subscriptions, changes)
def test_noise_is_told_to_nobody(subscription: Subscription, facts: ChangeFacts) -> None:
    assert not matches(subscription, replace(facts, verdict="noise", severity=None, categories=()))


@given(subscriptions, changes)
def test_a_minor_change_is_told_only_to_those_who_ask_for_minor_ones(
    subscription: Subscription, facts: ChangeFacts
) -> None:
    minor = replace(facts, verdict="minor", severity=None, categories=())
    assert not matches(replace(subscription, minor=False), minor)
    everywhere = replace(EVERYTHING, minor=True, categories=subscription.categories, min_severity="high")
    assert matches(everywhere, minor)


@given(subscriptions, changes | incidents)
def test_taking_a_filter_away_never_silences(
    subscription: Subscription, facts: ChangeFacts | IncidentFacts
) -> None:
    if matches(subscription, facts):
        for wider in (
            replace(subscription, vendors=()),
            replace(subscription, tags=()),
            replace(subscription, types=()),
            replace(subscription, categories=()),
            replace(subscription, languages=()),
            replace(subscription, min_severity="low"),
            replace(subscription, minor=True),
            replace(subscription, incidents=True),
        ):
            assert matches(wider, facts)


@settings(max_examples=1000)
@given(subscriptions, changes)
def test_all_filters_must_match_a_material_change(subscription: Subscription, facts: ChangeFacts) -> None:
    if facts.verdict != "material" or facts.severity is None:
        return
    expected = all(
        (
            not subscription.vendors or facts.vendor in subscription.vendors,
            not subscription.tags or any(tag in facts.tags for tag in subscription.tags),
            not subscription.types or facts.type in subscription.types,
            not subscription.categories
            or "unassessed" in facts.marks
            or any(category in facts.categories for category in subscription.categories),
            not subscription.languages or facts.language is None or facts.language in subscription.languages,
            {"high": 3, "medium": 2, "low": 1}[facts.severity]
            >= {"high": 3, "medium": 2, "low": 1}[subscription.min_severity],
        )
    )
    assert matches(subscription, facts) == expected


@given(subscriptions, incidents)
def test_an_incident_is_filtered_by_vendor_tag_and_type_only(
    subscription: Subscription, facts: IncidentFacts
) -> None:
    bare = replace(subscription, categories=(), languages=(), min_severity="low", minor=True)
    assert matches(subscription, facts) == matches(bare, facts)
    assert not matches(replace(subscription, incidents=False), facts)


def test_an_unassessed_change_passes_category_filters_and_no_other() -> None:
    unassessed = replace(SHARING, categories=(), marks=("unassessed",))
    assert matches(replace(EVERYTHING, categories=("retention",)), unassessed)
    assert not matches(replace(EVERYTHING, categories=("retention",)), replace(unassessed, marks=()))
    assert not matches(replace(EVERYTHING, vendors=("other",)), unassessed)


def test_a_change_in_an_unknown_language_is_not_hidden_by_a_language_filter() -> None:
    french = replace(EVERYTHING, languages=("fr",))
    assert not matches(french, SHARING)
    assert matches(french, replace(SHARING, language=None))


def test_an_incident_of_a_whole_run_fails_every_filter_that_names_something() -> None:
    ops = replace(EVERYTHING, incidents=True)
    assert matches(ops, IncidentFacts())
    assert not matches(replace(ops, vendors=("example-corp",)), IncidentFacts())
    assert not matches(replace(ops, tags=("crm",)), IncidentFacts())
    assert not matches(replace(ops, types=("terms",)), IncidentFacts())


def test_immediate_subscriptions_have_no_digest() -> None:
    assert digest_due("immediately", datetime(2026, 3, 1, tzinfo=UTC), "UTC") is None


def test_digests_come_at_eight_in_the_morning_of_the_settings_zone() -> None:
    sunday = datetime(2026, 3, 1, 7, 30, tzinfo=UTC)  # 8:30 in Paris
    assert digest_due("daily", sunday, "Europe/Paris") == datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
    assert digest_due("weekly", sunday, "Europe/Paris") == datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
    assert digest_due("30 17 * * 5", sunday, "UTC") == datetime(2026, 3, 6, 17, 30, tzinfo=UTC)


def test_a_cron_line_that_is_none_is_an_error() -> None:
    with pytest.raises(ValueError, match=r"\S"):
        digest_due("every now and then", datetime(2026, 3, 1, tzinfo=UTC), "UTC")


@given(
    st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),
    st.sampled_from(["daily", "weekly", "0 8 * * 1-5"]),
    st.sampled_from(["UTC", "Europe/Paris", "America/New_York", "Asia/Kolkata"]),
)
def test_a_digest_is_always_due_later_and_at_its_local_hour(after: datetime, when: str, zone: str) -> None:
    due = digest_due(when, after, zone)
    assert due is not None
    assert after < due <= after + timedelta(days=8)
    assert due.tzinfo == UTC
    assert due.astimezone(ZoneInfo(zone)).hour == 8
