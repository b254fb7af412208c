"""What the extraction says of a page; how it finds that out is the business of monitor.pipeline.extraction."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

ExtractionOutcome = Literal["policy", "not_policy", "unreadable"]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of the page's visible text was kept, in words, and how much of the rest has no explanation."""

    visible: int
    kept: int
    unexplained: int


@dataclass(frozen=True, slots=True)
class Extraction:
    """The clean text of one page, with what was learnt on the way.

    `text` is Markdown, one block per line group; empty when the page is unreadable.
    `reason` says why a page is no policy or cannot be read, None otherwise.
    """

    outcome: ExtractionOutcome
    reason: str | None
    text: str
    words: int
    title: str | None = None
    language: str | None = None  # ISO 639-1
    updated: date | None = None
    effective: date | None = None
    suspect: str | None = None  # why the text may be incomplete, though the page is a policy
    coverage: Coverage | None = None
    updated_quote: str | None = None  # the line of the text that gives the date
    effective_quote: str | None = None
