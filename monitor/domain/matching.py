"""Who is told of what, and when: the filters of subscriptions, and the due times of digests."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from monitor.domain.schedule import next_due
from monitor.domain.vocabulary import Category, DocumentType, Severity, Verdict, at_least
from monitor.domain.watchlist import Subscription

# Early enough to be read with the first coffee, late enough that the night's looks are in it.
_DIGESTS: Final = {"daily": "0 8 * * *", "weekly": "0 8 * * 1"}


@dataclass(frozen=True, slots=True)
class ChangeFacts:
    """What the filters of a subscription are held against, for one change."""

    vendor: str  # slug
    tags: tuple[str, ...]
    type: DocumentType
    verdict: Verdict
    severity: Severity | None
    categories: tuple[Category, ...]
    language: str | None  # ISO 639-1 of the new version; None where it is unknown
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IncidentFacts:
    """What the filters of a subscription are held against, for one incident.

    An incident of a whole run has neither vendor nor type, and so fails every filter that names one.
    """

    vendor: str | None = None
    tags: tuple[str, ...] = ()
    type: DocumentType | None = None


def matches(subscription: Subscription, facts: ChangeFacts | IncidentFacts) -> bool:
    """Whether *subscription* asks to be told: every filter that is set must match."""
    if not _matches_document(subscription, facts):
        return False
    if isinstance(facts, IncidentFacts):
        return subscription.incidents
    return _matches_meaning(subscription, facts)


def digest_due(when: str, after: datetime, timezone: str) -> datetime | None:
    """Find the first due time strictly after *after*, as UTC; None when *when* is "immediately".

    Args:
        when: "immediately", "daily" (08:00), "weekly" (Monday 08:00) or a cron line of five fields.
        after: Aware time.
        timezone: IANA name of the zone in which the line is read.

    Raises:
        ValueError: *when* is no valid cron line, or *timezone* is unknown.
    """
    if when == "immediately":
        return None
    return next_due(_DIGESTS.get(when, when), after, timezone)


def _matches_document(subscription: Subscription, facts: ChangeFacts | IncidentFacts) -> bool:
    return (
        (not subscription.vendors or facts.vendor in subscription.vendors)
        and (not subscription.tags or not set(subscription.tags).isdisjoint(facts.tags))
        and (not subscription.types or facts.type in subscription.types)
    )


def _matches_meaning(subscription: Subscription, facts: ChangeFacts) -> bool:
    if facts.verdict == "noise":
        return False
    # A silence must be trustworthy: an unknown language never hides a change from those who filter by language.
    speaks = facts.language is None or not subscription.languages or facts.language in subscription.languages
    if facts.verdict == "minor":
        # A minor change has neither severity nor category, so those filters have nothing to say about it.
        return subscription.minor and speaks
    return (
        speaks
        and at_least(facts.severity, subscription.min_severity)
        and (
            not subscription.categories
            or "unassessed" in facts.marks
            or not set(subscription.categories).isdisjoint(facts.categories)
        )
    )
