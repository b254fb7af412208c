"""The door of this room: jobs in, answers out. One crawl per process, because a reactor starts only once."""

import asyncio
import logging
import signal
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from types import FrameType
from typing import Any, cast

from scrapy.crawler import AsyncCrawlerRunner
from scrapy.settings import Settings
from scrapy.utils.reactor import install_reactor, is_reactor_installed
from twisted.logger import ILogObserver, STDLibLogObserver, globalLogBeginner

from crawler import preload  # noqa: F401 - before what imports the same from here
from crawler import settings as project_settings
from crawler.errors import Interrupted
from crawler.resolver import GuardedResolver
from crawler.session import CrawlSession
from crawler.spiders.tracked_page import TrackedPageSpider
from monitor.domain.fetching import Answer, FetchJob
from monitor.domain.watchlist import FetchSettings

__all__ = ["Interrupted", "crawl"]

SIGNALS = (signal.SIGINT, signal.SIGTERM)
GRACE_SECONDS = 5.0  # after a signal; then the reactor stops whatever still waits
DNS_THREADS = 32  # a name server that does not answer holds a thread for some ten seconds


def crawl(
    jobs: AsyncIterator[FetchJob],
    deliver: Callable[[Answer], Awaitable[None]],
    settings: FetchSettings,
) -> None:
    """Fetch every job and deliver exactly one answer for each; return when all are answered.

    Runs Scrapy in this process and thread, on an asyncio event loop that *jobs* and *deliver* share. Values that a job
    sends as `env:NAME` are looked up in the environment of this process.

    Args:
        jobs: Pulled as there is room, in order; may take minutes between two jobs, the crawl waits for it to end.
            Several jobs of one host go one after another.
        deliver: Awaited once per job. Calls overlap, at most eight per place of `concurrency`; while they do not
            return, fewer pages are fetched. Must not block the event loop.
        settings: How to fetch.

    Raises:
        Interrupted: SIGINT or SIGTERM came; answers that were complete have been delivered, the rest was dropped.
        ConfigurationError: a setting cannot be used; nothing was fetched.
        RuntimeError: this process has crawled before.
        Exception: whatever *jobs* or *deliver* raised; the crawl was stopped at once.
    """
    if is_reactor_installed():
        raise RuntimeError("one process can crawl only once: start another process for the next crawl")
    session = CrawlSession(jobs, deliver, settings)
    run = _Run(session)
    with _quiet_logs():
        run.to_the_end()
    if session.bug is not None:
        raise session.bug
    if run.signal is not None:
        raise Interrupted(run.signal)


class _Run:
    """One reactor run."""

    def __init__(self, session: CrawlSession) -> None:
        self.signal: int | None = None
        self._session = session
        install_reactor(project_settings.TWISTED_REACTOR)
        from twisted.internet import reactor

        self._reactor: Any = reactor
        self._loop = asyncio.get_event_loop()

    def to_the_end(self) -> None:
        """Start the spider and run the reactor until it is done, stopped by a bug, or interrupted."""
        threads = ThreadPoolExecutor(DNS_THREADS, thread_name_prefix="dns")
        self._loop.set_default_executor(threads)
        GuardedResolver(self._reactor, self._session.connect_guard).install_on_reactor()
        scrapy_settings = Settings()
        scrapy_settings.setmodule(project_settings, priority="project")
        scrapy_settings.setdict(project_settings.overrides(self._session.settings), priority="cmdline")
        crawling = AsyncCrawlerRunner(scrapy_settings).crawl(TrackedPageSpider, session=self._session)
        crawling.add_done_callback(self._ended)
        with self._signals():
            self._reactor.run(installSignalHandlers=False)
            self._cancel_rest()
        threads.shutdown(wait=False, cancel_futures=True)

    def _ended(self, crawling: "asyncio.Task[None]") -> None:
        if not crawling.cancelled() and (error := crawling.exception()) is not None:
            self._session.fail(error)
        if self._reactor.running:
            self._reactor.stop()
        else:
            self._reactor.callWhenRunning(self._reactor.stop)

    def _cancel_rest(self) -> None:
        """Let what a hard stop left behind, deliveries above all, clean up for a moment."""
        if rest := asyncio.all_tasks(self._loop):
            for task in rest:
                task.cancel()
            self._loop.run_until_complete(asyncio.wait(rest, timeout=1.0))

    def _interrupt(self) -> None:
        self._session.stop()
        self._loop.call_later(GRACE_SECONDS, self._stop_hard)

    def _stop_hard(self) -> None:
        if self._reactor.running:
            self._reactor.stop()

    @contextmanager
    def _signals(self) -> Iterator[None]:
        if threading.current_thread() is not threading.main_thread():
            yield  # only the main thread may set handlers; then whoever owns the process handles them
            return

        def handle(number: int, _: FrameType | None) -> None:
            # Noted at once: a signal that comes when the loop is over already counts as well.
            is_first, self.signal = self.signal is None, self.signal or number
            self._loop.call_soon_threadsafe(
                self._interrupt if is_first else self._stop_hard
            )  # a second does not wait

        before = {number: signal.signal(number, handle) for number in SIGNALS}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


@contextmanager
def _quiet_logs() -> Iterator[None]:
    """Let Scrapy and Twisted report errors only, through the standard logging and nowhere else.

    AsyncCrawlerProcess is not used for this reason: it configures logging and closes the handlers it finds.
    """
    globalLogBeginner.beginLoggingTo(
        [cast(ILogObserver, STDLibLogObserver("twisted"))], redirectStandardIO=False, discardBuffer=True
    )
    loggers = [logging.getLogger(name) for name in ("scrapy", "twisted", "protego")]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)
