"""What the extraction says of a page; how it finds that out is the business of monitor.pipeline.extraction."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

ExtractionOutcome = Literal["policy", "not_policy", "unreadable"]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of the page's visible text was kept, in words, and why the rest was left out.

    `left_out` counts by reason ("menu", "footer", …); with `kept` it adds up to `visible`. `unexplained` are those
    of its words that are running text and belong to the policy by another opinion.
    """

    visible: int
    kept: int
    unexplained: int
    left_out: Mapping[str, int] = field(default_factory=dict)


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
    frames: tuple[
        str, ...
    ] = ()  # addresses of frames of the same site, where the page has no policy text of its own
    author: str | None = None  # whom the page names as its author
