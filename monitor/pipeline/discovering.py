"""Finding the policies of vendors by their sites: proposals for a person to review, nothing is stored."""

import asyncio
import itertools
from collections import deque
from collections.abc import AsyncIterator, Sequence

from crawler.runner import crawl
from monitor.domain.fetching import Answer, FetchJob
from monitor.domain.watchlist import FetchSettings
from monitor.pipeline.searching import Ask, Proposal, Site, SiteSearch
from monitor.pipeline.workers import Workers

__all__ = ["Proposal", "Site", "discover"]


def discover(sites: Sequence[Site], settings: FetchSettings) -> list[Proposal]:
    """Look for the policies of *sites*, one proposal for each document type that is found, in the order given.

    Raises:
        Interrupted: SIGINT or SIGTERM came.
    """
    discovery = _Discovery(sites)
    try:
        crawl(discovery.jobs(), discovery.deliver, settings)
    finally:
        discovery.workers.close()
    return [proposal for search in discovery.searches for proposal in search.proposals()]


class _Discovery:
    def __init__(self, sites: Sequence[Site]) -> None:
        self.workers = Workers()
        self.searches = [SiteSearch(self.workers, site) for site in sites]
        self._ids = itertools.count(1)
        self._asked: dict[int, tuple[SiteSearch, Ask]] = {}
        self._queue: deque[FetchJob] = deque()
        self._open = len(sites)
        self._news = asyncio.Event()

    async def jobs(self) -> AsyncIterator[FetchJob]:
        for search in self.searches:
            self._ask(search, search.begin())
        while self._open:
            while self._queue:
                yield self._queue.popleft()
            self._news.clear()
            if self._open and not self._queue:
                await self._news.wait()

    async def deliver(self, answer: Answer) -> None:
        search, ask = self._asked.pop(answer.job_id)
        try:
            self._ask(search, await search.take(ask, answer))
        finally:
            self._open -= search.is_over
            self._news.set()

    def _ask(self, search: SiteSearch, asks: Sequence[Ask]) -> None:
        for ask in asks:
            job = FetchJob(next(self._ids), ask.url)
            self._asked[job.id] = (search, ask)
            self._queue.append(job)
