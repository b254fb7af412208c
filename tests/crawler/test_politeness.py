"""Turns, pauses and places, on a clock of their own. No Scrapy, no network."""

import asyncio
from itertools import pairwise

import pytest

from crawler import politeness
from crawler.backlog import Backlog
from crawler.politeness import Politeness


class World:
    """A loop clock that jumps: sleeping takes no time, and `now` tells how long it would have taken."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 0.0
        monkeypatch.setattr(politeness.asyncio, "sleep", self._sleep)

    async def _sleep(self, seconds: float) -> None:
        self.now += seconds

    def clock(self) -> float:
        return self.now


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    return World(monkeypatch)


def starts(world: World, polite: Politeness, hosts: list[str]) -> list[float]:
    async def ask() -> list[float]:
        found = []
        for host in hosts:
            async with polite.turn(host):
                found.append(world.now)
        return found

    return asyncio.run(ask())


def test_two_requests_to_one_host_are_a_delay_apart_and_at_most_half_as_much_again(world: World) -> None:
    found = starts(world, Politeness(1.0, 4, world.clock), ["a"] * 200)
    pauses = [later - earlier for earlier, later in pairwise(found)]
    assert min(pauses) >= 1.0
    assert max(pauses) <= 1.5 + 1e-9
    assert len({round(pause, 6) for pause in pauses}) > 100  # with jitter


def test_different_hosts_do_not_wait_for_each_other(world: World) -> None:
    assert starts(world, Politeness(1.0, 4, world.clock), ["a", "b", "a:81"]) == [0.0, 0.0, 0.0]


def test_a_host_that_asks_for_more_gets_more_and_never_less(world: World) -> None:
    polite = Politeness(1.0, 4, world.clock)
    polite.slow_down("a", 5.0)
    polite.slow_down("a", 2.0)
    polite.slow_down("b", 0.1)
    found = starts(world, polite, ["a", "a", "a"])
    assert [later - earlier for earlier, later in pairwise(found)] == [5.0, 5.0]
    before = world.now
    assert starts(world, polite, ["b", "b"])[1] - before >= 1.0


def test_a_slow_down_counts_from_the_request_that_told_of_it(world: World) -> None:
    polite = Politeness(1.0, 4, world.clock)
    starts(world, polite, ["a"])
    polite.slow_down("a", 10.0)
    assert polite.ready_in("a") >= 10.0


def test_one_request_per_host_and_so_many_over_all() -> None:
    async def crawl() -> tuple[int, int]:
        polite, at_once, most = Politeness(0.0, 3), {"all": 0, "a": 0}, {"all": 0, "a": 0}

        async def ask(host: str) -> None:
            async with polite.turn(host):
                for name in ("all", host):
                    at_once[name] = at_once.get(name, 0) + 1
                    most[name] = max(most.get(name, 0), at_once[name])
                await asyncio.sleep(0.001)
                for name in ("all", host):
                    at_once[name] -= 1

        await asyncio.gather(*(ask(host) for host in "aaaaabcdefg"))
        return most["all"], most["a"]

    assert asyncio.run(crawl()) == (3, 1)


def test_waiting_for_a_host_takes_no_place() -> None:
    async def crawl() -> bool:
        polite = Politeness(30.0, 1)
        async with polite.turn("slow"):
            pass
        waiting = asyncio.ensure_future(polite.turn("slow").__aenter__())
        await asyncio.sleep(0.01)
        async with polite.turn("other"):
            is_waiting = not waiting.done()
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        return is_waiting

    assert asyncio.run(asyncio.wait_for(crawl(), 5))


def test_bodies_that_are_not_taken_hold_up_requests_that_were_already_waiting() -> None:
    async def crawl() -> tuple[int, int]:
        backlog, started = Backlog(limit=10), []
        polite = Politeness(0.0, 2, room=backlog.room)

        async def ask(job_id: int, host: str) -> None:
            async with polite.turn(host):
                started.append(host)
                backlog.hold(job_id, 5)

        asking = asyncio.gather(*(ask(number, host) for number, host in enumerate("abcdef")))
        await asyncio.sleep(0.01)
        before = len(started)
        for number in range(6):
            backlog.release(number)
            await asyncio.sleep(0.001)
        await asyncio.wait_for(asking, 5)
        return before, len(started)

    assert asyncio.run(crawl()) == (2, 6)


def test_hosts_that_are_at_rest_are_forgotten(world: World) -> None:
    polite = Politeness(0.0, 4, world.clock)
    polite.slow_down("asked for more", 5.0)
    starts(world, polite, [f"host{number}" for number in range(5_000)])
    assert len(polite._hosts) <= politeness.FORGET_EVERY + 2
    assert polite._hosts["asked for more"].pause == 5.0
