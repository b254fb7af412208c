"""Work that costs processor time, or that reads hostile bytes, in processes that may be killed.

The reactor must never wait for it, and a page that hangs a parser or eats memory must not take the run with it.
Each worker is an executor of one process: killing it ends its own task and nobody else's.
"""

import asyncio
import logging
import multiprocessing
import os
import resource
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import forkserver, resource_tracker
from typing import ParamSpec, TypeVar

from monitor.domain.errors import ClausewatchError

P = ParamSpec("P")
R = TypeVar("R")

log = logging.getLogger(__name__)

# A changed page takes 0.2 s at the median; what takes a minute is hostile or broken.
TIME_LIMIT_S = 60.0
# Private memory of one worker. Beyond it, allocations fail and the page is unreadable.
MEMORY_LIMIT_BYTES = 768 * 1024 * 1024
# Libraries leak a little on broken pages; a worker is replaced after this many tasks.
TASKS_PER_WORKER = 2_000


class WorkFailed(Exception):
    """A task took too long or too much memory, stumbled, or crashed its process; the text says which."""


class Workers:
    """A few single-process executors. `run` gives a task to a free one and waits without blocking the loop."""

    def __init__(
        self, count: int | None = None, prepared_by: str | None = None, tasks: int = TASKS_PER_WORKER
    ) -> None:
        """Give workers that share what the import of the module *prepared_by* loads; a process prepares them once."""
        self._tasks = tasks  # of one process, before another one takes its place
        self._count = count or max(1, (os.cpu_count() or 2) - 1)
        self._context = multiprocessing.get_context("forkserver")
        if prepared_by is not None:
            self._context.set_forkserver_preload(["__main__", prepared_by])
        self._free: asyncio.Queue[ProcessPoolExecutor] | None = None
        self._all: set[ProcessPoolExecutor] = set()

    async def run(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Do *work* in a worker.

        Raises:
            WorkFailed: It took too long or too much memory, stumbled over a mistake of ours, or crashed the process.
            ClausewatchError: What *work* raises of these.
        """
        free = self._started()
        executor = await free.get()
        try:
            future = asyncio.get_running_loop().run_in_executor(executor, _call, work, args, kwargs)
            return await asyncio.wait_for(future, TIME_LIMIT_S)
        except TimeoutError:
            executor = self._replaced(executor)
            raise WorkFailed(f"took more than {TIME_LIMIT_S:.0f} s") from None
        except BrokenProcessPool:
            executor = self._replaced(executor)
            raise WorkFailed("crashed the process that read it") from None
        except MemoryError:
            executor = self._replaced(executor)
            raise WorkFailed("took too much memory") from None
        except WorkFailed as error:
            log.error("work_failed work=%s reason=%s", getattr(work, "__name__", work), error)
            log.debug("work_failed", exc_info=error)
            raise
        finally:
            free.put_nowait(executor)

    def close(self) -> None:
        """End all workers, also those that hang."""
        for executor in list(self._all):
            # Their threads must be gone before the interpreter ends: it would wake them through pipes that are closed.
            self._kill(executor, wait=True)

    def _started(self) -> asyncio.Queue[ProcessPoolExecutor]:
        if self._free is None:
            _start_their_parent()
            self._free = asyncio.Queue()
            for _ in range(self._count):
                self._free.put_nowait(self._new())
        return self._free

    def _new(self) -> ProcessPoolExecutor:
        executor = ProcessPoolExecutor(
            1, mp_context=self._context, initializer=_prepare, max_tasks_per_child=self._tasks
        )
        self._all.add(executor)
        return executor

    def _replaced(self, executor: ProcessPoolExecutor) -> ProcessPoolExecutor:
        log.warning("worker_killed")
        self._kill(executor)
        return self._new()

    def _kill(self, executor: ProcessPoolExecutor, *, wait: bool = False) -> None:
        self._all.discard(executor)
        # A cancelled future does not stop its process; there is no public way to end a hung one before Python 3.14.
        for process in list((executor._processes or {}).values()):
            process.kill()
        executor.shutdown(wait=wait, cancel_futures=True)


def _start_their_parent() -> None:
    """Start the process that workers are forked from, deaf to SIGTERM, as they will be.

    Who stops a service (systemd, a shutdown) signals every process of it. The run decides what happens then: a worker
    that dies first would look like a page that crashes its reader. A blocked signal is inherited, a handler is not.
    """
    resource_tracker.ensure_running()  # would unblock the signal again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _prepare() -> None:
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY_LIMIT_BYTES, MEMORY_LIMIT_BYTES))
    # Ctrl-C reaches the whole group; the run decides what happens, not its workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_run, name="parent", daemon=True).start()


def _end_with_the_run() -> None:
    """End this process when the run dies, however it dies: a killed one cannot end its workers any more."""
    run = multiprocessing.parent_process()
    assert run is not None
    run.join()
    os._exit(1)


def _call(work: Callable[..., R], args: tuple[object, ...], kwargs: dict[str, object]) -> R:
    try:
        return work(*args, **kwargs)
    except (ClausewatchError, MemoryError):
        raise
    # The edge between a page that strangers wrote and the run that reads a thousand others: whatever a mistake of
    # ours makes of this one, it is told as the fault of one document.
    except Exception as error:
        raise WorkFailed(f"stumbled ({type(error).__name__})") from error
