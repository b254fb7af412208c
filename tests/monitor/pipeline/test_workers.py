"""Work in processes that may be killed: what hangs, crashes or eats memory ends alone."""

import asyncio
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial

import pytest

from monitor.domain.errors import ConfigurationError
from monitor.pipeline import workers as module
from monitor.pipeline.batch import in_order
from monitor.pipeline.workers import Workers, WorkFailed
from tests.monitor.pipeline.world import run


def double(number: int) -> int:
    return 2 * number


def hang(_: int) -> int:
    while True:
        time.sleep(60)


def crash(_: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return 0


def devour(_: int) -> int:
    return len(bytearray(module.MEMORY_LIMIT_BYTES))


def stumble(number: int) -> int:
    return number // 0


def sink_deep(number: int) -> int:
    return sink_deep(number + 1) + 1


def refuse(_: int) -> int:
    raise ConfigurationError("a selector that cannot be read")


def pid(_: int) -> int:
    return os.getpid()


@pytest.fixture
def two() -> Iterator[Workers]:
    workers = Workers(2)
    yield workers
    workers.close()


@pytest.mark.parametrize(
    ("work", "said"),
    [
        (crash, "crashed"),
        (devour, "memory"),
        (stumble, "ZeroDivisionError"),
        (sink_deep, "RecursionError"),
    ],
)
def test_what_goes_wrong_is_told_and_the_next_task_is_done(
    two: Workers, work: Callable[[int], int], said: str
) -> None:
    async def both() -> list[int]:
        with pytest.raises(WorkFailed, match=said):
            await two.run(work, 1)
        return [await two.run(double, number) for number in range(4)]

    assert run(both()) == [0, 2, 4, 6]


def test_what_hangs_is_ended_and_its_worker_replaced_while_others_go_on(
    two: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def work() -> list[int]:
        before = set(await asyncio.gather(two.run(pid, 0), two.run(pid, 0)))
        monkeypatch.setattr(module, "TIME_LIMIT_S", 1.0)
        hanging = asyncio.create_task(two.run(hang, 1))
        answers = [await two.run(double, number) for number in range(5)]
        assert not hanging.done(), "the others did not wait for it"
        with pytest.raises(WorkFailed, match="more than 1 s"):
            await hanging
        monkeypatch.setattr(module, "TIME_LIMIT_S", 60.0)
        after = {await two.run(pid, 0) for _ in range(4)}
        assert after - before, "a new process took its place"
        return answers

    assert run(work()) == [0, 2, 4, 6, 8]


def test_a_mistake_of_the_user_is_not_taken_for_a_bad_page(two: Workers) -> None:
    with pytest.raises(ConfigurationError, match="selector"):
        run(two.run(refuse, 1))


def test_closing_ends_also_what_hangs(two: Workers) -> None:
    async def work() -> int:
        number = await two.run(pid, 0)
        tasks = [asyncio.create_task(two.run(hang, 1)) for _ in range(2)]
        await asyncio.sleep(0.2)
        two.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        return number

    number = run(work())
    assert _ends(number)


def _ends(process: int) -> bool:
    for _ in range(200):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        with open(f"/proc/{process}/stat") as file:
            if file.read().rpartition(")")[2].split()[0] == "Z":
                return True
        threading.Event().wait(0.05)
    return False


def test_waiting_for_a_worker_leaves_the_loop_free(two: Workers) -> None:
    async def work() -> int:
        beats = 0

        async def beat() -> None:
            nonlocal beats
            while True:
                beats += 1
                await asyncio.sleep(0)

        pulse = asyncio.create_task(beat())
        await asyncio.gather(*(two.run(double, number) for number in range(8)))
        pulse.cancel()
        return beats

    assert run(work()) > 8


def give_reason(_: int, reason: str) -> int:
    return -len(reason)


def flaky(number: int) -> int:
    return stumble(number) if number == 3 else double(number)


def test_a_batch_answers_in_the_order_of_its_inputs_whatever_happens_to_one() -> None:
    answers = list(in_order(flaky, range(20), give_reason))
    assert [answer for answer in answers if answer >= 0] == [2 * n for n in range(20) if n != 3]
    assert answers[3] < 0


def test_a_batch_reads_its_inputs_only_a_few_ahead() -> None:
    taken: list[int] = []

    def inputs() -> Iterator[int]:
        for number in range(1000):
            taken.append(number)
            yield number

    answers = in_order(partial(double), inputs(), give_reason)
    assert next(answers) == 0
    assert len(taken) <= 4 * (os.cpu_count() or 1)
    answers.close()  # type: ignore[attr-defined]


def test_a_batch_of_nothing_is_no_work() -> None:
    assert list(in_order(double, [], give_reason)) == []
