"""From the bytes of all sources of a document to one text. Runs in a worker process; knows no database."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from monitor.domain.extraction import Coverage, Extraction
from monitor.domain.gate import Glimpse, suspicion
from monitor.domain.text import identity, substance
from monitor.pipeline.extraction.extract import extract
from monitor.pipeline.extraction.frames import has_frames
from monitor.pipeline.pages import Page


@dataclass(frozen=True, slots=True)
class Read:
    """What was read, with the marks by which texts are told apart."""

    extraction: Extraction
    identity: str
    substance: str
    suspicion: str | None  # beside the accepted text; None where there is none, or nothing speaks against it


def frames_wanted(pages: Sequence[Page]) -> list[tuple[int, str]]:
    """List the frames without which a page has no policy, as position of the page and address."""
    return [
        (position, url)
        for position, page in enumerate(pages)
        if has_frames(page.body)
        for url in _alone(page).frames
    ]


def read(pages: Sequence[Page], accepted: Glimpse | None) -> Read:
    """Extract all sources, join them in order, and hold the text against the accepted one."""
    extraction = _joined([_extracted(page) for page in pages])
    text = extraction.text
    doubt = None
    if accepted is not None and extraction.outcome == "policy":
        doubt = suspicion(accepted, Glimpse(text, extraction.language, extraction.suspect))
    return Read(extraction, identity(text), substance(text), doubt)


def _extracted(page: Page) -> Extraction:
    """Read a page, or, where it has no policy text of its own, its frames in its place."""
    own = _alone(page)
    if own.outcome != "not_policy" or not page.frames:
        return own
    parts = [_alone(frame) for frame in page.frames]
    policies = [part for part in parts if part.outcome == "policy"]
    if not policies:
        return replace(own, reason=f"{own.reason}; in its frame: {parts[0].reason}")
    framed = _joined(policies)
    return replace(framed, title=own.title or framed.title)


def _alone(page: Page) -> Extraction:
    return extract(
        page.body, content_type=page.content_type, url=page.url, select=page.select, remove=page.remove
    )


def _joined(parts: Sequence[Extraction]) -> Extraction:
    """Join the sources: all or nothing, so one that is no policy speaks for the document."""
    if len(parts) == 1:
        return parts[0]
    for number, part in enumerate(parts, 1):
        if part.outcome != "policy":
            return replace(part, reason=f"source {number}: {part.reason}", text="", words=0)
    updated = _newest((part.updated, part.updated_quote) for part in parts)
    effective = _newest((part.effective, part.effective_quote) for part in parts)
    suspects = [f"source {number}: {part.suspect}" for number, part in enumerate(parts, 1) if part.suspect]
    return Extraction(
        outcome="policy",
        reason=None,
        text="\n\n".join(part.text.strip("\n") for part in parts) + "\n",
        words=sum(part.words for part in parts),
        title=next((part.title for part in parts if part.title), None),
        language=next((part.language for part in parts if part.language), None),
        updated=updated[0],
        effective=effective[0],
        updated_quote=updated[1],
        effective_quote=effective[1],
        author=next((part.author for part in parts if part.author), None),
        suspect="; ".join(suspects) or None,
        coverage=_summed([part.coverage for part in parts if part.coverage is not None]),
    )


def _newest(dates: Iterable[tuple[date | None, str | None]]) -> tuple[date | None, str | None]:
    """Give the latest date with the line that gives it."""
    known = ((day, quote) for day, quote in dates if day is not None)
    return max(known, key=lambda pair: pair[0], default=(None, None))


def _summed(parts: Sequence[Coverage]) -> Coverage | None:
    if not parts:
        return None
    return Coverage(
        visible=sum(part.visible for part in parts),
        kept=sum(part.kept for part in parts),
        unexplained=sum(part.unexplained for part in parts),
        left_out=sum((Counter(part.left_out) for part in parts), Counter[str]()),
    )
