"""What an assessment says: the shapes. The rules that fill them live beside it in this room."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from monitor.domain.vocabulary import Category, Direction, DocumentType, Kind, Severity, Verdict

# A typed statement as in the contract, e.g. {"type": "period", "what": …, "from": "P30D", "to": "P90D"}.
Fact = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """One substantive edit, with the whole clause before and after ("" where there is none)."""

    category: Category
    kind: Kind
    direction: Direction
    section: str  # heading path, joined by " › "; "" where there is none
    before: str
    after: str
    facts: tuple[Fact, ...] = ()
    reasons: tuple[str, ...] = ()  # the rules and weights that decided, most important first

    def as_json(self) -> dict[str, Any]:
        """Give the object of the contract."""
        return {
            "category": self.category,
            "kind": self.kind,
            "direction": self.direction,
            "section": self.section,
            "before": self.before,
            "after": self.after,
            "facts": list(self.facts),
            "reasons": list(self.reasons),
        }


@dataclass(frozen=True, slots=True)
class Context:
    """What is known beyond the two texts; everything is optional, and nothing is looked up."""

    document_type: DocumentType | None = None
    language: str | None = None  # ISO 639-1
    # Both texts were accepted as states of this document: seen twice, and not suspicious. A whole change is then never
    # explained away as a fault of the capture, another region's page or an older edition.
    is_trusted: bool = False
    # The days (UTC) on which the newer text was first seen, and the older one last.
    seen_on: date | None = None
    last_seen_on: date | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """What changed between two texts, what it means, and whether it matters.

    Not material: `severity` is None and `categories` is empty. Identical texts: `changes` is empty, `noise` names why.
    """

    verdict: Verdict
    severity: Severity | None
    categories: tuple[Category, ...]
    summary: str
    noise: tuple[str, ...]  # names of the noise classes that were seen, also beside a material edit
    changes: tuple[ClauseChange, ...]  # most important first
    assessor: str  # version of the rules
    effective_date: date | None = None  # from when the new text says that it holds
    marks: tuple[str, ...] = field(default=())  # "unassessed", and those of monitor.domain.dating

    def as_json(self) -> dict[str, Any]:
        """Give the object of the contract, without the id that the caller knows."""
        return {
            "verdict": self.verdict,
            "severity": self.severity,
            "categories": list(self.categories),
            "summary": self.summary,
            "noise": list(self.noise),
            "changes": [change.as_json() for change in self.changes],
        }


def unassessable(reason: str) -> Assessment:
    """Give the assessment of what cannot be assessed: told, not dropped, for a missed clause is worse than noise."""
    return Assessment(
        verdict="material",
        severity="medium",
        categories=("other",),
        summary=f"The text changed; assessing it {reason}",
        noise=(),
        changes=(),
        assessor="none",
        marks=("unassessed",),
    )
