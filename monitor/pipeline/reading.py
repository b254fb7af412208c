"""From the bytes of all sources of a document to one text. Runs in a worker process; knows no database."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urldefrag

from monitor.domain.extraction import Coverage, Extraction
from monitor.domain.fetching import Answer, FetchedPage, FramedAnswer
from monitor.domain.gate import Glimpse, suspicion
from monitor.domain.selection import Selector
from monitor.domain.text import identity, substance
from monitor.domain.watchlist import Source
from monitor.pipeline.extraction.extract import extract, visible_digest
from monitor.pipeline.extraction.frames import has_frames


@dataclass(frozen=True, slots=True)
class Page:
    """One source as served, with the rules for reading it."""

    body: bytes
    content_type: str | None
    url: str  # where it was found, with the fragment that was asked for
    select: tuple[Selector, ...]
    remove: tuple[Selector, ...]
    frames: tuple["Page", ...] = ()  # fetched because the page names them: see `frames_wanted`


@dataclass(frozen=True, slots=True)
class Read:
    """What was read, with the marks by which texts are told apart."""

    extraction: Extraction
    identity: str
    substance: str
    suspicion: str | None  # beside the accepted text; None where there is none, or nothing speaks against it


def page_of(
    source: Source, body: bytes, content_type: str | None, answered: str, frames: tuple[Page, ...] = ()
) -> Page:
    """Give what came for *source* from the address *answered*; a redirect must not choose the section to read."""
    fragment = (
        "" if source.follow is not None else urldefrag(source.url).fragment
    )  # that of the page, not the file
    found = urldefrag(answered).url
    url = f"{found}#{fragment}" if fragment else found
    return Page(body, content_type, url, source.select, source.remove, frames)


def frame_page(body: bytes, content_type: str | None, answered: str) -> Page:
    """Give what came for a frame; the selectors of its source were made for the page around it."""
    return Page(body, content_type, urldefrag(answered).url, (), ())


def pages_of(
    sources: Sequence[Source], answers: Sequence[Answer], frames: Sequence[FramedAnswer] = ()
) -> list[Page]:
    """Give the pages among *answers*, one of each source, with the frames that were fetched for them."""
    framed: dict[int, list[Page]] = {}
    for frame in frames:
        if isinstance(answer := frame.answer, FetchedPage):
            page = frame_page(answer.body, answer.header("content-type"), answer.final_url)
            framed.setdefault(frame.position, []).append(page)
    return [
        page_of(
            source,
            answer.body,
            answer.header("content-type"),
            answer.final_url,
            tuple(framed.get(position, ())),
        )
        for position, (source, answer) in enumerate(zip(sources, answers, strict=True))
        if isinstance(answer, FetchedPage)
    ]


def frames_wanted(pages: Sequence[Page]) -> list[tuple[int, str]]:
    """List the frames without which a page has no policy, as position of the page and address."""
    return [
        (position, url)
        for position, page in enumerate(pages)
        if has_frames(page.body)
        for url in _alone(page).frames
    ]


def visible(pages: Sequence[Page]) -> str:
    """Hash the visible text of all sources; equal means that nothing that a reader sees has changed."""
    digests = [
        visible_digest(
            part.body, content_type=part.content_type, url=part.url, select=part.select, remove=part.remove
        )
        for page in pages
        for part in (page, *page.frames)
    ]
    return digests[0] if len(digests) == 1 else hashlib.sha256("".join(digests).encode()).hexdigest()


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
