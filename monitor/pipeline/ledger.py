"""The one thread that writes: database work beside the event loop, one transaction at a time, in the order given."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy.orm import Session

from storage.engine import Store

P = ParamSpec("P")
R = TypeVar("R")


class Ledger:
    """Writes and reads through a single thread, so the loop never waits and SQLite never sees two writers of ours."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="ledger")

    async def write(self, work: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Do *work* in one transaction: wholly, or not at all."""

        def transaction() -> R:
            with self.store.write() as session:
                return work(session, *args, **kwargs)

        return await asyncio.get_running_loop().run_in_executor(self._thread, transaction)

    async def read(self, work: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Do *work* on one consistent state of the database."""

        def view() -> R:
            with self.store.read() as session:
                return work(session, *args, **kwargs)

        return await asyncio.get_running_loop().run_in_executor(self._thread, view)

    def close(self) -> None:
        """End the thread once what it was given is done."""
        self._thread.shutdown(wait=True)
