"""Back-pressure: bodies that are fetched and not yet taken hold up the next requests. Pure asyncio."""

import asyncio
from collections.abc import Callable

# Some hundred ordinary pages (median 70 KB, measured on 300 policy pages), or one of the largest that is let through.
LIMIT_BYTES = 32_000_000


class Backlog:
    """Count the bytes of answers that wait to be delivered, by the job that each answers."""

    def __init__(self, limit: int = LIMIT_BYTES, on_room: Callable[[], None] = lambda: None) -> None:
        self._limit = limit
        self._on_room = on_room
        self._sizes: dict[int, int] = {}
        self._room = asyncio.Event()
        self._room.set()

    @property
    def has_room(self) -> bool:
        """Whether another answer may be fetched."""
        return self._room.is_set()

    async def room(self) -> None:
        """Wait until so much was delivered that another answer may be fetched; who comes first takes it."""
        while not self.has_room:
            await self._room.wait()

    def hold(self, job_id: int, size: int) -> None:
        """Note that the answer to a job has *size* bytes, whatever was noted for it before."""
        self._sizes[job_id] = size
        if sum(self._sizes.values()) >= self._limit:
            self._room.clear()

    def release(self, job_id: int) -> None:
        """Note that the answer to a job was delivered."""
        self._sizes.pop(job_id, None)
        if sum(self._sizes.values()) < self._limit:
            self._room.set()
            self._on_room()
