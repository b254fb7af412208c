"""Which job goes next: pulls jobs as they are needed, one per host at a time. Pure asyncio, no Scrapy."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable

from monitor.domain.fetching import FetchJob

# Jobs that are pulled but not under way. Enough to look past a host with very many pages; a job is a few hundred bytes.
LOOKAHEAD = 1_000


class Dispatcher:
    """Give out jobs so that no host waits behind another.

    A job is pulled from *jobs* only when there is room for it: while `max_under_way` jobs are unanswered, or
    `lookahead` jobs wait for their busy hosts, nothing is pulled.

    Args:
        jobs: The jobs; may take minutes between two. Closed when the crawl stops early.
        host_of: Names the host of a job; jobs of one host go one after another, in order.
        ready_in: Seconds until a host may be asked again.
        max_under_way: Jobs given out and not yet answered.
        lookahead: Jobs pulled and not yet given out.
    """

    def __init__(
        self,
        jobs: AsyncIterator[FetchJob],
        *,
        host_of: Callable[[FetchJob], str],
        ready_in: Callable[[str], float],
        max_under_way: int,
        lookahead: int = LOOKAHEAD,
    ) -> None:
        self._jobs = jobs
        self._host_of = host_of
        self._ready_in = ready_in
        self._max_under_way = max_under_way
        self._lookahead = lookahead
        self._waiting: dict[str, deque[FetchJob]] = {}  # per host; present while it is busy or rests
        self._ready: deque[FetchJob] = deque()
        self._hosts_under_way: dict[int, deque[str]] = {}  # by job id; a caller may use an id twice
        self._under_way = 0
        self._held = 0
        self._pull: asyncio.Task[FetchJob] | None = None
        self._exhausted = False
        self._stopped = False
        self._wake = asyncio.Event()

    async def give(self) -> AsyncIterator[FetchJob]:
        """Give out jobs until all are given out, or `stop`; what `jobs` raises is raised here."""
        while not self._stopped:
            if self._ready and self._under_way < self._max_under_way:
                yield self._take()
                continue
            if self._exhausted and not self._held and not self._ready:
                return
            self._start_pull()
            await self._wake.wait()
            self._wake.clear()
            self._finish_pull()

    def stop(self) -> None:
        """Give out no more jobs."""
        self._stopped = True
        self._wake.set()

    async def close(self) -> None:
        """End the pulling of jobs; an asynchronous generator gets to run its clean-up."""
        if self._pull is not None:
            self._pull.cancel()
            await asyncio.gather(self._pull, return_exceptions=True)
            self._pull = None
        if (close := getattr(self._jobs, "aclose", None)) is not None:
            await close()

    def answered(self, job_id: int) -> None:
        """Note that the answer to a job was delivered: its host may be asked for the next."""
        hosts = self._hosts_under_way[job_id]
        host = hosts.popleft()
        if not hosts:
            del self._hosts_under_way[job_id]
        self._under_way -= 1
        if self._waiting[host]:
            self._release_when_rested(host)
        else:
            del self._waiting[host]
        self._wake.set()

    def _release_when_rested(self, host: str) -> None:
        asyncio.get_running_loop().call_later(self._ready_in(host), self._release, host)

    def _release(self, host: str) -> None:
        self._ready.append(self._waiting[host].popleft())
        self._held -= 1
        self._wake.set()

    def _take(self) -> FetchJob:
        job = self._ready.popleft()
        self._under_way += 1
        self._hosts_under_way.setdefault(job.id, deque()).append(self._host_of(job))
        return job

    def _start_pull(self) -> None:
        full = self._under_way >= self._max_under_way or self._held >= self._lookahead
        if self._pull is None and not self._exhausted and not full:
            self._pull = asyncio.ensure_future(anext(self._jobs))
            self._pull.add_done_callback(lambda _: self._wake.set())

    def _finish_pull(self) -> None:
        if self._pull is None or not self._pull.done():
            return
        pull, self._pull = self._pull, None
        try:
            job = pull.result()
        except StopAsyncIteration:
            self._exhausted = True
            return
        host = self._host_of(job)
        is_free = host not in self._waiting
        if is_free and self._ready_in(host) <= 0:
            self._waiting[host] = deque()
            self._ready.append(job)
            return
        self._waiting.setdefault(host, deque()).append(job)
        self._held += 1
        if is_free:
            self._release_when_rested(host)
