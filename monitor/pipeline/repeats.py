"""Looks that show nothing new, recorded some at a time: a transaction costs more than what is written in it."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field

from monitor.pipeline import recording
from monitor.pipeline.ledger import Ledger
from monitor.pipeline.recording import Look, Rules, Settled

# So long a look waits for others. Two requests to a host are further apart, so that no page is fetched later for it.
GATHER_S = 0.05
MOST = 64  # looks that nobody waits for any longer


@dataclass(slots=True)
class _Batch:
    """Looks that are recorded together."""

    seen: dict[int, tuple[Look, str]] = field(default_factory=dict)  # by document
    is_full: asyncio.Event = field(default_factory=asyncio.Event)


class Repeats:
    """Takes looks that may repeat what is known, and records those that do."""

    def __init__(self, ledger: Ledger, rules: Rules) -> None:
        self._ledger = ledger
        self._rules = rules
        self._open: tuple[_Batch, asyncio.Task[dict[int, Settled | None]]] | None = None

    async def record(self, look: Look, visible: str) -> Settled | None:
        """Record *look* where it shows the accepted text just as the last kept look did.

        Args:
            look: Never at a document while another look at it is being recorded.
            visible: The visible text of its answers as a hash.

        Returns:
            What it came to, durable; None where there is more to find out, and nothing is recorded.
        """
        if self._open is None:
            batch = _Batch()
            self._open = batch, asyncio.ensure_future(self._recorded(batch))
        batch, task = self._open
        batch.seen[look.target.id] = look, visible
        if len(batch.seen) >= MOST:
            batch.is_full.set()
        return (await asyncio.shield(task))[look.target.id]

    async def _recorded(self, batch: _Batch) -> dict[int, Settled | None]:
        try:
            with suppress(TimeoutError):
                await asyncio.wait_for(batch.is_full.wait(), GATHER_S)
        finally:
            self._open = None
        settled = await self._ledger.write(recording.record_same, list(batch.seen.values()), self._rules)
        return dict(zip(batch.seen, settled, strict=True))
