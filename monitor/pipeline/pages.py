"""The pages of a document as served, and what they show as one hash.

Imports little: a worker that only finds out that nothing has changed shall not load what reads a text.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urldefrag

from monitor.domain.fetching import Answer, FetchedPage, FramedAnswer
from monitor.domain.selection import Selector
from monitor.domain.watchlist import Source
from monitor.pipeline.extraction.visible import visible_digest


@dataclass(frozen=True, slots=True)
class Page:
    """One source as served, with the rules for reading it."""

    body: bytes
    content_type: str | None
    url: str  # where it was found, with the fragment that was asked for
    select: tuple[Selector, ...]
    remove: tuple[Selector, ...]
    frames: tuple["Page", ...] = ()  # fetched because the page names them: see `frames_wanted`


def page_of(
    source: Source, body: bytes, content_type: str | None, answered: str, frames: tuple[Page, ...] = ()
) -> Page:
    """Give what came for *source* from the address *answered*; a redirect must not choose the section to read."""
    # The fragment is that of the page, not of a file that it links.
    fragment = "" if source.follow is not None else urldefrag(source.url).fragment
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
