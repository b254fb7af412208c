"""Finding the policies of vendors by their sites: proposals for a person to review, nothing is stored."""

import asyncio
import itertools
from collections import deque
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urljoin

from crawler.runner import crawl
from monitor.domain.extraction import Extraction
from monitor.domain.fetching import Answer, FetchedPage, FetchJob
from monitor.domain.vocabulary import DOCUMENT_TYPES, DocumentType
from monitor.domain.watchlist import FetchSettings
from monitor.pipeline.reading import Page, read
from monitor.pipeline.seeking import (
    USUAL_PATHS,
    Found,
    likeliest_first,
    policies_in_addresses,
    policies_in_page,
    read_sitemap,
    sitemaps_in_robots,
)
from monitor.pipeline.workers import Workers, WorkFailed

Confidence = Literal["high", "medium", "low"]

TRIES_PER_TYPE = 2  # addresses of one type that are opened, the likeliest first
MAX_SITEMAPS = 5  # of one site, beyond the first
STRONG = 4  # weight from which the words of a link name the policy


@dataclass(frozen=True, slots=True)
class Site:
    """A vendor whose policies are looked for."""

    name: str
    homepage: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A document that could be watched, or (without type) why a site gave none."""

    site: Site
    type: DocumentType | None = None
    url: str | None = None
    where: str | None = None
    title: str | None = None
    language: str | None = None
    words: int | None = None
    confidence: Confidence | None = None
    problem: str | None = None


def discover(sites: Sequence[Site], settings: FetchSettings) -> list[Proposal]:
    """Look for the policies of *sites*, one proposal for each document type that is found, in the order given.

    Raises:
        Interrupted: SIGINT or SIGTERM came.
    """
    search = _Search(sites)
    try:
        crawl(search.jobs(), search.deliver, settings)
    finally:
        search.workers.close()
    return [proposal for state in search.states for proposal in _proposals(state)]


@dataclass(slots=True)
class _State:
    site: Site
    found: list[Found] = field(default_factory=list)
    tried: dict[str, Proposal] = field(default_factory=dict)  # by address; those that are policies
    sitemaps: set[str] = field(default_factory=set)
    waiting: int = 0
    is_probing: bool = False
    problem: str | None = None


class _Search:
    def __init__(self, sites: Sequence[Site]) -> None:
        self.workers = Workers()
        self.states = [_State(site) for site in sites]
        self._ids = itertools.count(1)
        self._jobs: dict[int, tuple[_State, str, Found | None]] = {}
        self._queue: deque[FetchJob] = deque()
        self._open = len(sites)
        self._news = asyncio.Event()

    async def jobs(self) -> AsyncIterator[FetchJob]:
        for state in self.states:
            for what, path in (("page", ""), ("sitemap", "/sitemap.xml"), ("robots", "/robots.txt")):
                self._ask(state, what, urljoin(state.site.homepage, path) if path else state.site.homepage)
        while self._open:
            while self._queue:
                yield self._queue.popleft()
            self._news.clear()
            if self._open and not self._queue:
                await self._news.wait()

    async def deliver(self, answer: Answer) -> None:
        state, what, found = self._jobs.pop(answer.job_id)
        try:
            if isinstance(answer, FetchedPage) and 200 <= answer.status < 300:
                await self._take(state, what, found, answer)
            elif what == "page":
                state.problem = f"HTTP {answer.status}" if isinstance(answer, FetchedPage) else answer.detail
        finally:
            state.waiting -= 1
            if state.waiting == 0 and not state.is_probing:
                state.is_probing = True
                self._probe(state)
            if state.waiting == 0:
                self._open -= 1
            self._news.set()

    async def _take(self, state: _State, what: str, found: Found | None, page: FetchedPage) -> None:
        try:
            if what == "page":
                state.found += await self.workers.run(policies_in_page, page.body, page.final_url)
            elif what == "robots":
                for url in sitemaps_in_robots(page.body, page.final_url):
                    self._ask_sitemap(state, url)
            elif what == "sitemap":
                sitemap = await self.workers.run(read_sitemap, page.body, page.final_url)
                state.found += policies_in_addresses(sitemap.pages)
                for url in sitemap.sitemaps:
                    self._ask_sitemap(state, url)
            elif found is not None:
                source = Page(page.body, page.header("content-type"), page.final_url, (), ())
                extraction = (await self.workers.run(read, [source], None)).extraction
                if extraction.outcome == "policy":
                    state.tried[found.url] = _proposal(state.site, found, page.final_url, extraction)
        except WorkFailed as error:
            state.problem = state.problem or f"reading {page.final_url} {error}"

    def _ask_sitemap(self, state: _State, url: str) -> None:
        if url not in state.sitemaps and len(state.sitemaps) < MAX_SITEMAPS:
            state.sitemaps.add(url)
            self._ask(state, "sitemap", url)

    def _ask(self, state: _State, what: str, url: str, found: Found | None = None) -> None:
        job = FetchJob(next(self._ids), url)
        self._jobs[job.id] = (state, what, found)
        state.waiting += 1
        self._queue.append(job)

    def _probe(self, state: _State) -> None:
        """Open the likeliest addresses of each type, or the usual ones where nothing names any."""
        by_type: dict[DocumentType, dict[str, Found]] = {}
        for one in likeliest_first(state.found):
            by_type.setdefault(one.type, {}).setdefault(one.url, one)
        for kind, paths in USUAL_PATHS.items():
            if kind not in by_type and state.problem is None:
                urls = [urljoin(state.site.homepage, path) for path in paths]
                by_type[kind] = {url: Found(url, kind, "usual path", 0) for url in urls}
        for found in by_type.values():
            for one in list(found.values())[
                : TRIES_PER_TYPE if any(f.weight for f in found.values()) else None
            ]:
                self._ask(state, "policy", one.url, one)


def _proposal(site: Site, found: Found, url: str, extraction: Extraction) -> Proposal:
    confidence: Confidence = "high" if found.weight >= STRONG else "medium" if found.weight else "low"
    return Proposal(
        site,
        found.type,
        url,
        found.where,
        extraction.title,
        extraction.language,
        extraction.words,
        confidence,
    )


def _proposals(state: _State) -> list[Proposal]:
    best: dict[DocumentType, tuple[int, Proposal]] = {}
    seen: set[str] = set()
    order = {one.url: number for number, one in enumerate(likeliest_first(state.found))}
    for asked, proposal in sorted(state.tried.items(), key=lambda item: order.get(item[0], len(order))):
        assert proposal.type is not None
        assert proposal.url is not None
        if proposal.url not in seen:
            seen.add(proposal.url)
            best.setdefault(proposal.type, (order.get(asked, len(order)), proposal))
    if not best:
        return [Proposal(state.site, problem=state.problem or "no policy was found")]
    return [best[kind][1] for kind in DOCUMENT_TYPES if kind in best]
