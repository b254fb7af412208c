"""The search for policies on one site, step by step: what to ask for next, and what the answers came to.

Nothing here fetches: whoever searches asks for what it is told to, by the rules of any page, and brings the answers.
"""

from collections import deque
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urldefrag, urljoin

from monitor.domain.extraction import Extraction
from monitor.domain.fetching import Answer, FetchedPage
from monitor.domain.vocabulary import DOCUMENT_TYPES, DocumentType
from monitor.pipeline.pages import Page
from monitor.pipeline.reading import read
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
Place = Literal["page", "sitemap", "robots", "policy"]

TRIES_PER_TYPE = 2  # addresses of one type that are opened, the likeliest first
MAX_SITEMAPS = 5  # of one site, beyond the first
STRONG = 4  # weight from which the words of a link name the policy

_EVERYWHERE: tuple[tuple[Place, ...], ...] = (("page", "sitemap", "robots"),)
# A page that moved is mostly linked at home; only where it is not, more is asked for.
_ONE_BY_ONE: tuple[tuple[Place, ...], ...] = (("page",), ("sitemap", "robots"))
_PATHS: dict[Place, str] = {"sitemap": "/sitemap.xml", "robots": "/robots.txt"}


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


@dataclass(frozen=True, slots=True)
class Ask:
    """An address that the search wants to see, and what it is to it."""

    what: Place
    url: str
    found: Found | None = None  # of a policy: why it may be one


class SiteSearch:
    """The search on one site.

    Args:
        workers: Read what came.
        site: Where to look.
        wanted: The one type that is looked for, place by place until it is found; None looks for all types everywhere,
            and at the usual paths for those that nothing names.
        known: Addresses that are no news.
    """

    def __init__(
        self,
        workers: Workers,
        site: Site,
        wanted: DocumentType | None = None,
        known: Collection[str] = (),
    ) -> None:
        self._workers = workers
        self._site = site
        self._wanted = wanted
        self._known = {_plain(url) for url in known}
        self._places = deque(_EVERYWHERE if wanted is None else _ONE_BY_ONE)
        self._found: list[Found] = []
        self._tried: dict[str, Proposal] = {}  # by address; those that are policies
        self._opened: set[str] = set()
        self._sitemaps: set[str] = set()
        self._waiting = 0
        self._is_probing = False
        self._is_stopped = False
        self._problem: str | None = None

    @property
    def is_over(self) -> bool:
        """Whether nothing is asked for any more."""
        return self._waiting == 0

    def begin(self) -> list[Ask]:
        """Give what is to be asked for first."""
        return self._counted(self._look_further())

    def stop(self) -> None:
        """Ask for nothing more; what was asked for is still taken."""
        self._is_stopped = True

    async def take(self, ask: Ask, answer: Answer) -> list[Ask]:
        """Read the answer to *ask*; gives what is to be asked for because of it."""
        asks: list[Ask] = []
        if isinstance(answer, FetchedPage) and 200 <= answer.status < 300:
            try:
                asks = await self._read(ask, answer)
            except WorkFailed as error:
                self._problem = self._problem or f"reading {answer.final_url} {error}"
        elif ask.what == "page":
            self._problem = f"HTTP {answer.status}" if isinstance(answer, FetchedPage) else answer.detail
        self._waiting -= 1
        if self._waiting == 0 and not asks:
            asks = self._go_on()
        return self._counted([] if self._is_stopped else asks)

    def proposals(self) -> list[Proposal]:
        """Give the likeliest document of each type, or why there is none."""
        best: dict[DocumentType, Proposal] = {}
        seen: set[str] = set()
        order = {one.url: number for number, one in enumerate(likeliest_first(self._found))}
        for _, proposal in sorted(self._tried.items(), key=lambda item: order.get(item[0], len(order))):
            assert proposal.type is not None
            assert proposal.url is not None
            if proposal.url not in seen:
                seen.add(proposal.url)
                best.setdefault(proposal.type, proposal)
        if not best:
            return [Proposal(self._site, problem=self._problem or "no policy was found")]
        return [best[kind] for kind in DOCUMENT_TYPES if kind in best]

    def _counted(self, asks: list[Ask]) -> list[Ask]:
        self._waiting += len(asks)
        return asks

    def _go_on(self) -> list[Ask]:
        if not self._is_probing:
            self._is_probing = True
            if probes := self._probes():
                return probes
        return [] if self._tried else self._look_further()

    def _look_further(self) -> list[Ask]:
        if not self._places:
            return []
        self._is_probing = False
        home = self._site.homepage
        return [
            Ask(what, urljoin(home, _PATHS[what]) if what in _PATHS else home)
            for what in self._places.popleft()
        ]

    async def _read(self, ask: Ask, page: FetchedPage) -> list[Ask]:
        if ask.what == "page":
            self._found += await self._workers.run(policies_in_page, page.body, page.final_url)
        elif ask.what == "robots":
            return self._new_sitemaps(sitemaps_in_robots(page.body, page.final_url))
        elif ask.what == "sitemap":
            sitemap = await self._workers.run(read_sitemap, page.body, page.final_url)
            self._found += policies_in_addresses(sitemap.pages)
            return self._new_sitemaps(sitemap.sitemaps)
        elif ask.found is not None and _plain(page.final_url) not in self._known:
            source = Page(page.body, page.header("content-type"), page.final_url, (), ())
            extraction = (await self._workers.run(read, [source], None)).extraction
            if extraction.outcome == "policy":
                self._tried[ask.found.url] = _proposal(self._site, ask.found, page.final_url, extraction)
        return []

    def _new_sitemaps(self, urls: Sequence[str]) -> list[Ask]:
        asks = []
        for url in urls:
            if url not in self._sitemaps and len(self._sitemaps) < MAX_SITEMAPS:
                self._sitemaps.add(url)
                asks.append(Ask("sitemap", url))
        return asks

    def _is_news(self, url: str) -> bool:
        return url not in self._opened and _plain(url) not in self._known

    def _probes(self) -> list[Ask]:
        """Open the likeliest addresses of each type, or the usual ones where nothing names any."""
        by_type: dict[DocumentType, dict[str, Found]] = {}
        for one in likeliest_first(self._found):
            if self._is_news(one.url) and self._wanted in (None, one.type):
                by_type.setdefault(one.type, {}).setdefault(one.url, one)
        if self._wanted is None and self._problem is None:
            for kind, paths in USUAL_PATHS.items():
                if kind not in by_type:
                    urls = [urljoin(self._site.homepage, path) for path in paths]
                    by_type[kind] = {url: Found(url, kind, "usual path", 0) for url in urls}
        chosen = [
            one
            for found in by_type.values()
            for one in list(found.values())[
                : TRIES_PER_TYPE if any(f.weight for f in found.values()) else None
            ]
        ]
        self._opened |= {one.url for one in chosen}
        return [Ask("policy", one.url, one) for one in chosen]


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


def _plain(url: str) -> str:
    return urldefrag(url).url.rstrip("/")
