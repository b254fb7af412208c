"""The process that crawls: ``python -m tests.crawler.child PLAN OUTCOME``. A reactor starts once per process."""

import asyncio
import pickle
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

from crawler import browser
from crawler.handler import GuardedHandler
from crawler.middlewares import retry
from crawler.runner import crawl
from monitor.domain.fetching import Answer, FetchJob
from tests.crawler.sites import Outcome, Plan


class Child:
    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.outcome = Outcome([], None, 0, 0, 0.0, 0.0, 0, 0.0)
        self._one = asyncio.Semaphore(1 if plan.serial else 1_000_000)

    async def jobs(self) -> AsyncIterator[FetchJob]:
        watch = asyncio.ensure_future(self._watch())
        try:
            for job in self.plan.jobs:
                yield self._pulled(job)
            if self.plan.jobs_fail:
                raise LookupError("the source of jobs is broken")
            for seconds, job in self.plan.late:
                await asyncio.sleep(seconds)
                yield self._pulled(job)
        finally:
            watch.cancel()

    def _pulled(self, job: FetchJob) -> FetchJob:
        self.outcome.pulled += 1
        self.outcome.most_ahead = max(
            self.outcome.most_ahead, self.outcome.pulled - len(self.outcome.answers)
        )
        return job

    async def _watch(self) -> None:
        while True:
            before = time.monotonic()
            await asyncio.sleep(0.02)
            self.outcome.longest_block = max(self.outcome.longest_block, time.monotonic() - before - 0.02)

    async def deliver(self, answer: Answer) -> None:
        async with self._one:
            await asyncio.sleep(self.plan.deliver_seconds)
            if answer.job_id == self.plan.deliver_fails_at:
                raise ValueError("the store is broken")
            self.outcome.answers.append(answer)

    def run(self) -> Outcome:
        retry.WAITS = self.plan.retry_waits
        browser.MEMORY_LIMIT_BYTES = self.plan.browser_memory
        if self.plan.is_blind:
            GuardedHandler._judge = _blind  # type: ignore[method-assign]
        started, cpu = time.monotonic(), time.process_time()
        try:
            crawl(self.jobs(), self.deliver, self.plan.settings)
        except BaseException as error:  # noqa: BLE001 - the test judges what it was
            self.outcome.raised = f"{type(error).__name__}: {error}"
        self.outcome.seconds = time.monotonic() - started
        self.outcome.cpu_seconds = time.process_time() - cpu
        self.outcome.peak_kib = _peak_kib()
        return self.outcome


def _peak_kib() -> int:
    # `ru_maxrss` survives exec and would count what the forking test process had before.
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))


async def _blind(*_: object) -> None:
    return


if __name__ == "__main__":
    plan_path, outcome_path = map(Path, sys.argv[1:])
    outcome_path.write_bytes(pickle.dumps(Child(pickle.loads(plan_path.read_bytes())).run()))
