"""One request per host at a time, a pause between two, and so many over all hosts. Pure asyncio, no Scrapy."""

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from dataclasses import dataclass, field
from time import monotonic

from crawler.turns import SharedTurns

# A crawl over very many hosts must not remember each of them for ever.
FORGET_EVERY = 1_000  # hosts

JITTER = 0.5  # the pause is between once and one and a half times the delay: never shorter than promised


@dataclass(slots=True)
class _Host:
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    not_before: float = 0.0  # of `clock`
    pause: float | None = None  # seconds; what robots.txt asked for, if it is more than ours
    waiting: int = 0


class Politeness:
    """Hand out turns. A host is whatever text the caller names it by: here, host and port.

    Args:
        delay: Seconds between the starts of two requests to one host.
        concurrency: Requests under way at once, over all hosts.
        clock: Seconds that only go forward.
        shared: The turns that other processes take as well; None: they are not looked at.
        room: Awaited with the place in hand, before the request starts: holds up everything when nothing can be taken.
    """

    def __init__(
        self,
        delay: float,
        concurrency: int,
        clock: Callable[[], float] = monotonic,
        room: Callable[[], Awaitable[None]] | None = None,
        shared: SharedTurns | None = None,
    ) -> None:
        self._delay = delay
        self._places = asyncio.Semaphore(concurrency)
        self._clock = clock
        self._room = room
        self._shared = shared
        self._hosts: dict[str, _Host] = {}
        self._forget_at = FORGET_EVERY

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Wait until *host* may be asked again, and hold it until the request is over.

        Who waits for a host takes none of the places: a slow host never holds up the others.
        """
        state = self._state(host)
        state.waiting += 1
        try:
            async with state.turn:
                if (wait := state.not_before - self._clock()) > 0:
                    await asyncio.sleep(wait)
                async with self._shared_turn(host, state), self._places:
                    if self._room is not None:
                        await self._room()
                    state.not_before = self._clock() + self._pause(state)
                    yield
        finally:
            state.waiting -= 1

    def _shared_turn(self, host: str, state: _Host) -> AbstractAsyncContextManager[None]:
        if self._shared is None:
            return nullcontext()
        return self._shared.turn(host, max(self._delay, state.pause or 0.0))

    def slow_down(self, host: str, seconds: float) -> None:
        """Keep at least *seconds* between two requests to *host* from now on."""
        state = self._state(host)
        if seconds > max(self._delay, state.pause or 0.0):
            state.not_before += seconds - (state.pause or self._delay)
            state.pause = seconds

    def ready_in(self, host: str) -> float:
        """Find the seconds until *host* may be asked again; 0 when it may at once."""
        state = self._hosts.get(host)
        return max(0.0, state.not_before - self._clock()) if state else 0.0

    def _pause(self, state: _Host) -> float:
        if state.pause is not None:
            return state.pause
        return self._delay * (1 + random.uniform(0, JITTER))  # noqa: S311 - to spread load, not to keep a secret

    def _state(self, host: str) -> _Host:
        state = self._hosts.get(host)
        if state is None:
            if len(self._hosts) >= self._forget_at:
                self._forget()
            state = self._hosts[host] = _Host()
        return state

    def _forget(self) -> None:
        now = self._clock()
        self._hosts = {
            name: host
            for name, host in self._hosts.items()
            if host.waiting or host.pause is not None or host.not_before > now
        }
        self._forget_at = len(self._hosts) + FORGET_EVERY
