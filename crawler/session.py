"""What the parts of one crawl share: settings, guard, politeness, and where jobs come from and answers go."""

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import suppress
from urllib.parse import urlsplit

from scrapy.crawler import Crawler

from crawler.backlog import Backlog
from crawler.browser import Browser
from crawler.dispatcher import Dispatcher
from crawler.errors import Dropped, FetchError
from crawler.guard import AddressGuard
from crawler.politeness import Politeness
from crawler.protocol import LOADS
from crawler.tls import VerifyingPolicy
from crawler.turns import SharedTurns
from crawler.urls import check_url
from monitor.domain.address import parse_allowed
from monitor.domain.errors import ConfigurationError
from monitor.domain.fetching import Answer, FetchJob
from monitor.domain.watchlist import FetchSettings

# Jobs under way per place: most of them wait for their host's pause, which takes no place.
JOBS_PER_PLACE = 8

Deliver = Callable[[Answer], Awaitable[None]]


class CrawlSession:
    """One crawl, from the first job to the last answer.

    Raises:
        ConfigurationError: a setting cannot be used (exceptions, proxy, certificate file).
    """

    def __init__(self, jobs: AsyncIterator[FetchJob], deliver: Deliver, settings: FetchSettings) -> None:
        self.settings = settings
        self.deliver = deliver
        self.environ: Mapping[str, str] = os.environ  # where `env:NAME` is looked up
        self.proxy = read_proxy(settings.proxy)
        try:
            allowed = parse_allowed(settings.allow_private)
        except ValueError as error:
            raise ConfigurationError(f"fetch.allow_private: {error}") from error
        self.guard = AddressGuard(allowed)
        self.connect_guard = (
            self.guard if self.proxy is None else AddressGuard(trusted=frozenset({self.proxy}))
        )
        self.browser = Browser(settings, self.guard)
        self.tls = VerifyingPolicy(settings.ca_file)
        self.backlog = Backlog(on_room=LOADS.go_on)
        LOADS.has_room = lambda: self.backlog.has_room
        self.politeness = Politeness(
            settings.delay, settings.concurrency, room=self.backlog.room, shared=SharedTurns()
        )
        self.dispatcher = Dispatcher(
            jobs,
            host_of=_host_of,
            ready_in=self.politeness.ready_in,
            max_under_way=settings.concurrency * JOBS_PER_PLACE,
        )
        self.bug: BaseException | None = None  # raised by jobs or deliver; raised again by crawl()
        self.on_stop: list[Callable[[], None]] = []
        self._stopping = asyncio.Event()

    @property
    def is_stopping(self) -> bool:
        """Whether no more requests may be sent."""
        return self._stopping.is_set()

    def stop(self) -> None:
        """Take no more jobs, give up the requests under way; Scrapy then finds itself idle and closes."""
        self._stopping.set()
        self.dispatcher.stop()
        for callback in self.on_stop:
            callback()

    def fail(self, bug: BaseException) -> None:
        """Stop because of an error that is not the network's; the first one is kept."""
        self.bug = self.bug or bug
        self.stop()

    async def pause(self, seconds: float) -> None:
        """Wait, but not longer than the crawl lives.

        Raises:
            Dropped: the crawl is being stopped.
        """
        with suppress(TimeoutError):
            await asyncio.wait_for(self._stopping.wait(), seconds)
            raise Dropped


def session_of(crawler: Crawler) -> CrawlSession:
    """Find the session that Scrapy's component belongs to; it came with the spider."""
    session = getattr(crawler.spider, "session", None)
    assert isinstance(session, CrawlSession)
    return session


def read_proxy(proxy: str | None) -> tuple[str, int] | None:
    """Read host and port of the proxy setting.

    Raises:
        ConfigurationError: it is no http proxy. The URL may hold a password and is never quoted.
    """
    if proxy is None:
        return None
    try:
        parts = urlsplit(proxy)
        host, port = parts.hostname, parts.port or 80
    except ValueError as error:
        raise ConfigurationError("fetch.proxy is not a URL like http://proxy.example:3128") from error
    if parts.scheme != "http" or not host:
        raise ConfigurationError("fetch.proxy must be a URL like http://proxy.example:3128")
    return host, port


def _host_of(job: FetchJob) -> str:
    try:
        return check_url(job.url).place
    except FetchError:
        return ""  # is refused before anything is asked of anyone
