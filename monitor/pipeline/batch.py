"""The same work over many inputs, on all cores, with the answers in the order of the inputs."""

import asyncio
import os
from collections import deque
from collections.abc import AsyncGenerator, Callable, Iterable, Iterator
from typing import TypeVar

from monitor.pipeline.workers import Workers, WorkFailed

T = TypeVar("T")
R = TypeVar("R")

# Inputs under way at once, for each worker: enough to keep it busy while a slow answer holds up the order.
AHEAD = 4


def in_order(work: Callable[[T], R], inputs: Iterable[T], failed: Callable[[T, str], R]) -> Iterator[R]:
    """Do *work* on each of *inputs* in worker processes; yields the answers in input order, as they come.

    Args:
        work: A module-level function (it is sent to another process).
        inputs: Read lazily, a few ahead of the answers.
        failed: Answers for an input whose work took too long, too much memory, or crashed; told the input and why.
    """
    with asyncio.Runner() as runner:
        answers = _answers(work, inputs, failed)
        try:
            while True:
                try:
                    answer = runner.run(_next(answers))
                except StopAsyncIteration:
                    return
                yield answer
        finally:
            runner.run(answers.aclose())


async def _next(answers: AsyncGenerator[R, None]) -> R:
    return await anext(answers)


async def _answers(
    work: Callable[[T], R], inputs: Iterable[T], failed: Callable[[T, str], R]
) -> AsyncGenerator[R, None]:
    count = os.cpu_count() or 1
    workers = Workers(count)

    async def one(item: T) -> R:
        try:
            return await workers.run(work, item)
        except WorkFailed as error:
            return failed(item, str(error))

    under_way: deque[asyncio.Task[R]] = deque()
    try:
        for item in inputs:
            under_way.append(asyncio.create_task(one(item)))
            if len(under_way) >= count * AHEAD:
                yield await under_way.popleft()
        while under_way:
            yield await under_way.popleft()
    finally:
        for task in under_way:
            task.cancel()
        workers.close()
