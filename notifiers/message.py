"""What a message carries, and how it is written: plain text, Markdown or HTML, within the limit of its destination."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, Literal

from monitor.domain.assessment import ClauseChange
from monitor.domain.incident import IncidentKind
from monitor.domain.vocabulary import SEVERITIES, Category, DocumentType, Severity, Verdict
from notifiers.phrases import count, label
from notifiers.quoting import one_line

Format = Literal["text", "markdown", "html"]
Level = Literal["info", "success", "warning", "failure"]
MessageKind = Literal["alert", "digest", "escalated", "closed", "undelivered"]

_MOST_FACTS: Final = 10  # of a rewritten policy a hundred differ, and nobody reads them as a list
TITLE_LIMIT: Final = 150  # characters; mail programs show about 70, and cut the rest themselves


@dataclass(frozen=True, slots=True)
class ChangeAlert:
    """One change, as one subscription is told of it."""

    alert: int
    change: int
    vendor: str  # name
    document: str  # key
    type: DocumentType
    url: str
    verdict: Verdict
    severity: Severity | None
    categories: tuple[Category, ...]
    summary: str
    clauses: tuple[ClauseChange, ...]  # most important first
    from_version: int
    to_version: int
    seen_at: datetime  # aware
    last_seen_before: datetime | None = None  # the last look that still showed the old text
    effective_date: date | None = None
    marks: tuple[str, ...] = ()  # unconfirmed, return, large, unassessed, …


@dataclass(frozen=True, slots=True)
class IncidentAlert:
    """One incident, as one subscription is told of it; without document it concerns a whole run."""

    alert: int
    incident: int
    kind: IncidentKind
    reason: str
    detail: str
    opened_at: datetime  # aware
    vendor: str | None = None
    document: str | None = None
    type: DocumentType | None = None
    url: str | None = None
    last_ok: datetime | None = None
    closed_at: datetime | None = None
    closing: str | None = None


@dataclass(frozen=True, slots=True)
class Undelivered:
    """A destination that was given up, and why (one line, without its address)."""

    destination: str
    reason: str


@dataclass(frozen=True, slots=True)
class MessageContent:
    """One message of one subscription. `undelivered` is set for messages about deliveries that were given up."""

    id: int
    subscription: str
    kind: MessageKind
    changes: tuple[ChangeAlert, ...] = ()
    incidents: tuple[IncidentAlert, ...] = ()
    undelivered: tuple[Undelivered, ...] = ()


@dataclass(frozen=True, slots=True)
class Rendered:
    """A message ready to be sent: a title of one line ("" where it stands in the body), a body in one format."""

    title: str
    body: str
    format: Format
    level: Level = "info"


def title_of(content: MessageContent, limit: int = TITLE_LIMIT) -> str:
    """Write the title: one line, with what decides whether to open the message first."""
    return one_line(_title(content), limit)


def level_of(content: MessageContent) -> Level:
    """Grade a message for destinations that show grades by colour or sound."""
    if content.kind == "undelivered":
        return "failure"
    open_incidents = [incident for incident in content.incidents if incident.closed_at is None]
    if open_incidents or any(change.severity == "high" for change in content.changes):
        return "warning"
    return "info" if content.changes else "success"


def most_important_first(changes: tuple[ChangeAlert, ...]) -> tuple[ChangeAlert, ...]:
    """Order by severity, then vendor, then time; minor changes last."""
    return tuple(
        sorted(changes, key=lambda change: (_rank(change), change.vendor.casefold(), change.seen_at))
    )


def facts_of(change: ChangeAlert) -> tuple[list[dict[str, Any]], int]:
    """Gather the facts of all clauses that tell something alone, each once, in order; and how many were left out."""
    found: list[dict[str, Any]] = []
    for clause in change.clauses:
        renamed = {
            name for fact in clause.facts if fact["type"] == "entity" for name in (fact["from"], fact["to"])
        }
        found += [fact for fact in clause.facts if fact not in found and _tells(fact, clause, renamed)]
    return found[:_MOST_FACTS], max(len(found) - _MOST_FACTS, 0)


def _tells(fact: dict[str, Any], clause: ClauseChange, renamed: set[str]) -> bool:
    """Whether a fact says something without its clause: "third parties" does not, nor a country that is only named."""
    if fact["type"] == "countries":
        return clause.category == "transfer"
    if fact["type"] == "recipients":
        names = [*fact["added"], *fact["removed"]]
        return any(name != name.lower() for name in names) and not renamed.issuperset(names)
    return bool(fact["type"] != "period" or fact["from"] != fact["to"])


def _rank(change: ChangeAlert) -> int:
    return len(SEVERITIES) if change.severity is None else SEVERITIES.index(change.severity)


def _title(content: MessageContent) -> str:
    if content.kind == "undelivered":
        failed = ", ".join(sorted({gone.destination for gone in content.undelivered}))
        return f"Clausewatch could not deliver {_subjects(content)} to {failed or 'a destination'}"
    if content.kind == "digest":
        return f"Clausewatch digest: {_subjects(content)}"
    if len(content.changes) == 1 and not content.incidents:
        return _change_title(content.changes[0])
    if len(content.incidents) == 1 and not content.changes:
        return _incident_title(content.incidents[0], content.kind)
    return f"Clausewatch: {_subjects(content)}"


def _change_title(change: ChangeAlert) -> str:
    grade = change.severity or change.verdict
    return f"[{grade}] {change.vendor}, {label(change.type)}: {change.summary}"


def _incident_title(incident: IncidentAlert, kind: MessageKind) -> str:
    if incident.document is None:
        return f"Clausewatch: {label(incident.kind)}: {incident.reason}"
    what = f"{incident.vendor}, {label(incident.type or 'other')}"
    if kind == "closed" or incident.closed_at is not None:
        return f"{what}: watched again"
    still = "still " if kind == "escalated" else ""
    return f"{what} {still}cannot be watched as it should: {label(incident.kind)}"


def _subjects(content: MessageContent) -> str:
    parts = []
    if content.changes:
        grades = Counter[str](change.severity or change.verdict for change in content.changes)
        order = [*SEVERITIES, "minor", "material", "noise"]
        told = ", ".join(f"{grades[grade]} {grade}" for grade in order if grades[grade])
        parts.append(f"{count(len(content.changes), 'change')} ({told})")
    if content.incidents:
        parts.append(count(len(content.incidents), "incident"))
    return " and ".join(parts) or "a message"
