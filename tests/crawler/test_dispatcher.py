"""Jobs are pulled as they can be used, and no host waits behind another. No Scrapy, no network."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from crawler.dispatcher import Dispatcher
from monitor.domain.fetching import FetchJob


class Source:
    """A source of jobs that remembers how far it was pulled, and whether it was closed."""

    def __init__(self, jobs: list[FetchJob], wait: float = 0.0) -> None:
        self.pulled, self.closed = 0, False
        self._jobs, self._wait = jobs, wait

    async def __call__(self) -> AsyncIterator[FetchJob]:
        try:
            for job in self._jobs:
                await asyncio.sleep(self._wait)
                self.pulled += 1
                yield job
        finally:
            self.closed = True


def job(number: int, host: str) -> FetchJob:
    return FetchJob(number, host)


def dispatcher_of(source: Source, under_way: int = 4, lookahead: int = 10, pause: float = 0.0) -> Dispatcher:
    return Dispatcher(
        source(),
        host_of=lambda job: job.url,
        ready_in=lambda _: pause,
        max_under_way=under_way,
        lookahead=lookahead,
    )


async def take(dispatcher: Dispatcher, count: int) -> list[int]:
    """Take up to *count* jobs, as many as come without an answer."""
    taken: list[int] = []
    given = dispatcher.give()
    while len(taken) < count:
        try:
            taken.append((await asyncio.wait_for(anext(given), 0.05)).id)
        except TimeoutError:
            break
    await given.aclose()
    return taken


def test_jobs_are_pulled_only_while_there_is_room() -> None:
    source = Source([job(number, f"host{number}") for number in range(100_000)])

    async def crawl() -> list[int]:
        return await take(dispatcher_of(source), 100)

    assert asyncio.run(crawl()) == [0, 1, 2, 3]
    assert source.pulled == 4


def test_a_busy_host_is_looked_past_as_far_as_allowed() -> None:
    source = Source([job(number, "slow") for number in range(50)])
    assert asyncio.run(take(dispatcher_of(source), 100)) == [0]
    assert source.pulled == 1 + 10


def test_jobs_of_other_hosts_go_out_while_one_host_is_busy() -> None:
    source = Source([job(0, "slow"), job(1, "slow"), job(2, "slow"), job(3, "a"), job(4, "b")])
    assert asyncio.run(take(dispatcher_of(source), 100)) == [0, 3, 4]


def test_an_answer_frees_its_host_in_order() -> None:
    async def crawl() -> list[int]:
        dispatcher = dispatcher_of(Source([job(number, "one") for number in range(5)]))
        order = []
        async for given in dispatcher.give():
            order.append(given.id)
            asyncio.get_running_loop().call_soon(dispatcher.answered, given.id)
        return order

    assert asyncio.run(crawl()) == [0, 1, 2, 3, 4]


def test_a_host_that_must_rest_gives_its_turn_to_others() -> None:
    async def crawl() -> list[int]:
        jobs = [job(0, "tired"), job(1, "tired"), job(2, "a"), job(3, "a"), job(4, "a")]
        dispatcher = Dispatcher(
            Source(jobs)(),
            host_of=lambda job: job.url,
            ready_in=lambda host: 0.05 if host == "tired" else 0.0,
            max_under_way=1,
        )
        order = []
        async for given in dispatcher.give():
            order.append(given.id)
            asyncio.get_running_loop().call_soon(dispatcher.answered, given.id)
        return order

    assert asyncio.run(crawl()) == [2, 3, 4, 0, 1]


def test_the_same_id_may_be_under_way_twice() -> None:
    async def crawl() -> list[str]:
        dispatcher = dispatcher_of(Source([job(7, "a"), job(7, "b"), job(7, "a"), job(7, "b")]))
        hosts = []
        async for given in dispatcher.give():
            hosts.append(given.url)
            if len(hosts) == 2:
                dispatcher.answered(7)
                dispatcher.answered(7)
        return hosts

    assert asyncio.run(crawl()) == ["a", "b", "a", "b"]


def test_what_the_source_raises_is_raised_where_jobs_are_taken() -> None:
    async def broken() -> AsyncIterator[FetchJob]:
        yield job(1, "a")
        raise LookupError("no more")

    async def crawl() -> None:
        dispatcher = Dispatcher(
            broken(), host_of=lambda job: job.url, ready_in=lambda _: 0.0, max_under_way=4
        )
        async for _ in dispatcher.give():
            pass

    with pytest.raises(LookupError, match="no more"):
        asyncio.run(crawl())


def test_a_stop_ends_the_giving_and_closes_the_source() -> None:
    source = Source([job(number, f"host{number}") for number in range(10)], wait=0.01)

    async def crawl() -> list[int]:
        dispatcher = dispatcher_of(source, under_way=10)
        order = []
        async for given in dispatcher.give():
            order.append(given.id)
            if given.id == 2:
                dispatcher.stop()
        await dispatcher.close()
        return order

    assert asyncio.run(crawl()) == [0, 1, 2]
    assert source.closed
