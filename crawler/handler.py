"""Where requests leave the house: in turn, to judged addresses, within one total time."""

import asyncio
import base64
from contextlib import AbstractAsyncContextManager, nullcontext
from time import monotonic
from typing import cast
from urllib.parse import unquote, urlsplit

from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Request, Response
from twisted.web.iweb import IPolicyForHTTPS

from crawler.browser import Moved
from crawler.errors import AnswerBroken, AttemptTimedOut, Dropped
from crawler.failures import as_fetch_error
from crawler.own_headers import values_for, with_values
from crawler.protocol import TORN_HEADER, StrictFactory
from crawler.requests import IN_BROWSER, LATENCY, SENT_ON, SPENT
from crawler.session import session_of
from crawler.urls import CheckedUrl, check_url
from monitor.domain.sending import Values

# A connection is kept for the page after its robots.txt, not for the next look: open ones add up over many hosts.
KEEP_ALIVE_SECONDS = 10


class GuardedHandler(HTTP11DownloadHandler):
    """Scrapy's HTTP/1.1 handler behind the address guard, the politeness and a verifying TLS policy."""

    lazy = True

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._session = session_of(crawler)
        self._contextFactory = cast(IPolicyForHTTPS, self._session.tls)
        self._pool._factory = StrictFactory
        self._pool.cachedConnectionTimeout = KEEP_ALIVE_SECONDS
        self._pool.retryAutomatically = (
            False  # it would ask twice in one turn; RetryMiddleware waits and counts
        )
        self._under_way: set[asyncio.Task[object]] = set()
        self._session.on_stop.append(self._drop_all)

    async def download_request(self, request: Request) -> Response:
        """Send *request* when its host's turn has come.

        Raises:
            FetchError: no whole answer came; says why.
            Dropped: the crawl is being stopped.
        """
        task = asyncio.current_task()
        assert task is not None
        self._under_way.add(task)
        try:
            if self._session.is_stopping:
                raise Dropped
            return await self._in_turn(request)
        except asyncio.CancelledError as error:
            if (
                self._session.is_stopping
            ):  # Scrapy waits for an outcome of every request, and a cancellation is none
                raise Dropped from error
            raise
        finally:
            self._under_way.discard(task)

    def _drop_all(self) -> None:
        for task in self._under_way:
            task.cancel()

    async def _in_turn(self, request: Request) -> Response:
        checked = check_url(request.url)
        async with self._place(request), self._session.politeness.turn(checked.place):
            started = monotonic()
            budget = self._session.settings.timeout - request.meta.get(SPENT, 0.0)
            if budget <= 0:
                raise AttemptTimedOut("timeout: the redirects took longer than fetch.timeout")
            try:
                return await self._send(request, checked, budget)
            except (
                Exception
            ) as error:  # every way a download can fail becomes a typed reason here, in one place
                raise as_fetch_error(error, checked, self._session) from error
            finally:
                request.meta[SPENT] = request.meta.get(SPENT, 0.0) + monotonic() - started

    def _place(self, request: Request) -> AbstractAsyncContextManager[None]:
        return self._session.browser.place() if request.meta.get(IN_BROWSER) else nullcontext()

    async def _send(self, request: Request, checked: CheckedUrl, budget: float) -> Response:
        deadline = monotonic() + budget
        await self._judge(checked.host, checked.port, budget)
        values = values_for(request, self._session.environ)
        if request.meta.get(IN_BROWSER):
            return await self._open(request, values, checked, max(deadline - monotonic(), 0.001))
        sent = with_values(request, values)
        if self._session.settings.proxy is not None:
            sent = self._through_proxy(sent, self._session.settings.proxy)
        sent.meta["download_timeout"] = max(deadline - monotonic(), 0.001)
        try:
            response = await super().download_request(sent)
        finally:
            if LATENCY in sent.meta:  # an attempt that got so far is not made again
                request.meta[LATENCY] = sent.meta[LATENCY]
        if torn := response.headers.get(TORN_HEADER):
            raise AnswerBroken(f"answer: {torn.decode('ascii', 'replace')[:80]}")
        return response

    async def _open(self, request: Request, values: Values, checked: CheckedUrl, seconds: float) -> Response:
        """Open the page in a browser; where it sends on is followed like any redirect, in turn and by the rules."""
        said = {
            name: (request.headers.get(name) or b"").decode("latin-1")
            for name in ("User-Agent", "Accept-Language")
        }
        language = said["Accept-Language"].partition(",")[0].strip()
        request.meta[LATENCY] = 0.0  # a page that took all its time in a browser would do so again
        opened = await self._session.browser.open(
            checked, said["User-Agent"], language or None, seconds, values
        )
        if not isinstance(opened, Moved):
            headers: dict[str, list[str]] = {}
            for name, value in opened.headers:
                headers.setdefault(name, []).append(value)
            return Response(opened.url, status=opened.status, headers=headers, body=opened.body)
        if opened.status >= 300:
            return Response(request.url, status=opened.status, headers={"Location": opened.location})
        request.meta[SENT_ON] = opened.location
        return Response(request.url, status=opened.status)

    async def _judge(self, host: str, port: int, budget: float) -> None:
        try:
            async with asyncio.timeout(budget):
                await self._session.guard.addresses(host, port)
        except TimeoutError as error:
            raise AttemptTimedOut(f"timeout: no address for {host} within the time allowed") from error

    def _through_proxy(self, request: Request, proxy: str) -> Request:
        parts = urlsplit(proxy)
        sent = request.replace()  # the credentials must not travel on with redirects and logs
        sent.meta["proxy"] = f"http://{parts.hostname}:{parts.port or 80}"
        if parts.username:
            user = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
            sent.headers["Proxy-Authorization"] = b"Basic " + base64.b64encode(user.encode())
        return sent
