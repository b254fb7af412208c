"""Where a document that is gone may be now: looked for on the site of its vendor, once for each incident."""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.domain.fetching import Answer, FetchJob
from monitor.pipeline.ledger import Ledger
from monitor.pipeline.searching import Ask, Proposal, Site, SiteSearch
from monitor.pipeline.workers import Workers
from storage import state, watching
from storage.watching import Target

log = logging.getLogger(__name__)

# A site whose relaunch loses all its policies has a few documents; a search asks for at most a dozen addresses.
MOST_SEARCHES = 50  # in one crawl
LONGEST = timedelta(minutes=10)  # of one search: a slow site must not hold up the end of a run
_LONGEST_ADDRESS = 500  # characters of an address that people are to read


@dataclass(slots=True)
class _Search:
    target: Target
    search: SiteSearch
    since: datetime


class Relocation:
    """The searches of one crawl: jobs in the queue of the crawl, with its politeness, guard and limits."""

    def __init__(self, ledger: Ledger, workers: Workers, clock: Callable[[], datetime]) -> None:
        self._ledger = ledger
        self._workers = workers
        self._clock = clock
        self._asked: dict[int, tuple[_Search, Ask]] = {}
        self._begun = 0

    def is_waiting_for(self, job_id: int) -> bool:
        """Whether a job is one of these searches."""
        return job_id in self._asked

    async def begin(self, target: Target, ids: Iterator[int]) -> list[FetchJob]:
        """Begin to look for *target* where it is gone for good and nobody has looked yet."""
        lost = await self._ledger.read(watching.lost, target.id)
        if lost is None or self._begun >= MOST_SEARCHES:
            return []
        self._begun += 1
        site = Site(target.vendor, lost.homepage)
        search = _Search(target, SiteSearch(self._workers, site, target.type, lost.known), self._clock())
        return self._jobs(search, search.search.begin(), ids)

    async def take(self, answer: Answer, ids: Iterator[int]) -> tuple[list[FetchJob], bool]:
        """Take an answer; gives what is asked for next, and whether the search is over. What it came to is noted."""
        search, ask = self._asked.pop(answer.job_id)
        if self._clock() - search.since > LONGEST:
            search.search.stop()
        asks = await search.search.take(ask, answer)
        if not search.search.is_over:
            return self._jobs(search, asks, ids), False
        proposal = _said(search.search.proposals()[0])
        await self._ledger.write(state.remember_proposal, search.target.id, proposal)
        log.info("searched document=%s found=%s", search.target.key, bool(proposal))
        return [], True

    def _jobs(self, search: _Search, asks: Sequence[Ask], ids: Iterator[int]) -> list[FetchJob]:
        jobs = []
        for ask in asks:
            job = FetchJob(next(ids), ask.url, locale=search.target.locale)
            self._asked[job.id] = (search, ask)
            jobs.append(job)
        return jobs


def _said(proposal: Proposal) -> str:
    """Word a proposal for people; "" where there is none."""
    if proposal.url is None or len(proposal.url) > _LONGEST_ADDRESS:
        return ""
    where = {"footer": "linked in the footer of the site", "page": "linked on the home page"}
    return f"its new address is likely {proposal.url} ({where.get(proposal.where or '', 'named in the sitemap')})"
