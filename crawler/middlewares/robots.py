"""Obey robots.txt, per RFC 9309: unreadable means forbidden, absent means free."""

import asyncio
from collections import OrderedDict
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import StopDownload
from scrapy.http import Request, Response
from scrapy.http.request import NO_CALLBACK

from crawler.errors import (
    AnswerBroken,
    AnswerTooLarge,
    AttemptTimedOut,
    FetchError,
    RedirectsExceeded,
    RobotsRefused,
)
from crawler.requests import ATTEMPT, IS_ROBOTS, MAX_ATTEMPTS
from crawler.robots import PARSE_LIMIT, RobotsRules
from crawler.session import session_of
from crawler.urls import CheckedUrl, check_url

REMEMBER_ORIGINS = 2_000  # parsed files; beyond that, an origin is asked again

# The host answers, its robots.txt cannot be had: RFC 9309, 2.3.1.4 forbids everything. What keeps the page itself from
# being reached just as well (DNS, TLS, a refused connection, …) is told as what it is.
UNREADABLE = (AnswerBroken, AnswerTooLarge, AttemptTimedOut, RedirectsExceeded)

_RECEIVED = "robots_received"


class RobotsMiddleware:
    """Fetch robots.txt once per origin and run, like any page: in turn, guarded, within the time limit."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._session = session_of(crawler)
        self._user_agent: str = crawler.settings["USER_AGENT"]
        self._known: OrderedDict[str, asyncio.Future[RobotsRules]] = OrderedDict()
        crawler.signals.connect(self._cut, signals.bytes_received)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build it for the session of the crawl."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Let the request pass when the rules of its origin do.

        Raises:
            RobotsRefused: they do not, or cannot be read.
            FetchError: the origin cannot be reached at all.
        """
        if request.meta.get(IS_ROBOTS):
            return
        checked = check_url(request.url)
        try:
            rules = await self._rules(checked)
        except FetchError:
            request.meta[ATTEMPT] = MAX_ATTEMPTS  # robots.txt was asked for as often as a page would be
            raise
        if rules.delay:
            self._session.politeness.slow_down(checked.place, rules.delay)
        if not rules.allows(request.url):
            raise RobotsRefused("robots.txt: forbids this page")

    async def _rules(self, checked: CheckedUrl) -> RobotsRules:
        known = self._known.get(checked.origin)
        if known is None:
            known = self._known[checked.origin] = asyncio.ensure_future(self._fetch(checked))
            if len(self._known) > REMEMBER_ORIGINS:
                self._known.popitem(last=False)
        return await asyncio.shield(known)

    async def _fetch(self, checked: CheckedUrl) -> RobotsRules:
        request = Request(
            f"{checked.origin}/robots.txt",
            callback=NO_CALLBACK,
            headers={
                "User-Agent": self._user_agent,
                "Accept": "text/plain,*/*;q=0.1",
                "Accept-Encoding": "identity",
            },
            # No size limit: it is cut where parsing ends anyway, which is no failure.
            meta={IS_ROBOTS: True, "download_slot": checked.place, "download_maxsize": 0},
            dont_filter=True,
        )
        try:
            response = await self._crawler.engine.download_async(request)
        except UNREADABLE as error:
            raise RobotsRefused(f"robots.txt: cannot be read, so nothing is fetched ({error})") from error
        return self._read(response)

    def _read(self, response: Response) -> RobotsRules:
        if response.status >= 500:
            raise RobotsRefused(f"robots.txt: the server answered {response.status}, so nothing is fetched")
        if response.status >= 400 or not 200 <= response.status < 300:
            return RobotsRules()  # RFC 9309, 2.3.1.3: 4xx, 401 and 403 included, means there are no rules
        return RobotsRules.read(response.body)

    def _cut(self, data: bytes, request: Request) -> None:
        if not request.meta.get(IS_ROBOTS):
            return
        request.meta[_RECEIVED] = request.meta.get(_RECEIVED, 0) + len(data)
        if request.meta[_RECEIVED] >= PARSE_LIMIT:
            raise StopDownload(fail=False)
