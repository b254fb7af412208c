"""The words of the product as closed sets: one word per idea, in code, tables, JSON and text alike."""

from typing import Final, Literal, get_args

DocumentType = Literal[
    "privacy_policy",
    "terms",
    "dpa",
    "subprocessors",
    "cookie_policy",
    "acceptable_use",
    "community_guidelines",
    "sla",
    "security",
    "developer_terms",
    "commercial_terms",
    "law_enforcement",
    "imprint",
    "other",
]

Verdict = Literal["material", "minor", "noise"]

Severity = Literal["high", "medium", "low"]

Category = Literal[
    "sharing",
    "retention",
    "transfer",
    "collection",
    "purpose",
    "ai",
    "legal_basis",
    "rights",
    "children",
    "security",
    "tracking",
    "controller",
    "disputes",
    "payment",
    "account",
    "content",
    "conduct",
    "change_notice",
    "scope",
    "other",
]

Kind = Literal["added", "removed", "modified"]

Direction = Literal["weaker", "stronger", "neutral"]

Cause = Literal["vendor", "extraction", "configuration", "both"]

# What one look at a document came to. "Not fetched", "fetched but not a policy", "same" and "changed" stay apart.
Outcome = Literal["changed", "unchanged", "pending", "held", "failed", "refused"]

Health = Literal["ok", "suspect", "held", "failing", "blocked", "gone", "flapping", "paused"]

AlertState = Literal["pending", "sent", "digest", "muted", "dead"]

DeliveryState = Literal["pending", "sending", "sent", "dead"]

Render = Literal["auto", "http", "browser"]

DOCUMENT_TYPES: Final[tuple[DocumentType, ...]] = get_args(DocumentType)
VERDICTS: Final[tuple[Verdict, ...]] = get_args(Verdict)
SEVERITIES: Final[tuple[Severity, ...]] = get_args(Severity)  # most severe first
CATEGORIES: Final[tuple[Category, ...]] = get_args(Category)
DIRECTIONS: Final[tuple[Direction, ...]] = get_args(Direction)
CAUSES: Final[tuple[Cause, ...]] = get_args(Cause)
ALERT_STATES: Final[tuple[AlertState, ...]] = get_args(AlertState)


def at_least(severity: Severity | None, floor: Severity) -> bool:
    """Whether *severity* is *floor* or more; a change without severity (not material) never is."""
    return severity is not None and SEVERITIES.index(severity) <= SEVERITIES.index(floor)
