"""Back-pressure: bodies that are fetched and not yet taken hold up the next requests. Pure asyncio."""

import asyncio
from collections.abc import Callable

# Some hundred ordinary pages (median 70 KB, measured on 300 policy pages), or one of the largest that is let through.
LIMIT_BYTES = 32_000_000


class Backlog:
    """Count the bytes of answers that wait to be delivered."""

    def __init__(self, limit: int = LIMIT_BYTES, on_room: Callable[[], None] = lambda: None) -> None:
        self._limit = limit
        self._on_room = on_room
        self._bytes = 0
        self._room = asyncio.Event()
        self._room.set()

    @property
    def has_room(self) -> bool:
        """Whether another answer may be fetched."""
        return self._bytes < self._limit

    async def room(self) -> None:
        """Wait until so much was delivered that another answer may be fetched."""
        await self._room.wait()

    def add(self, size: int) -> None:
        """Note *size* bytes that wait."""
        self._bytes += size
        if self._bytes >= self._limit:
            self._room.clear()

    def remove(self, size: int) -> None:
        """Note *size* bytes that were delivered."""
        self._bytes -= size
        if self._bytes < self._limit:
            self._room.set()
            self._on_room()
