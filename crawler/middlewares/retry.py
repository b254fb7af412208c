"""Ask again where no answer came or the server stumbled: soon, twice, and never when told to wait."""

import random
from typing import Self

from scrapy.crawler import Crawler
from scrapy.http import Request, Response

from crawler.errors import AttemptTimedOut, FetchError, NameNotResolved, NotConnected, ProxyFailed
from crawler.middlewares.closed_urls import asks_to_wait
from crawler.requests import ATTEMPT, LATENCY, SPENT
from crawler.session import CrawlSession, session_of

WAITS = (1.0, 4.0)  # seconds before the second and the third attempt, up to half as much added

# RFC 9110, 15.6, and what content delivery networks answer for an origin that fails (520 to 524).
TRANSIENT = frozenset({500, 502, 503, 504, 520, 521, 522, 523, 524})

NO_ANSWER = (NotConnected, NameNotResolved, ProxyFailed)


class RetryMiddleware:
    """Up to two further attempts. A silent host gets one: it costs a whole timeout, and the next run looks again."""

    def __init__(self, session: CrawlSession) -> None:
        self._session = session

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build it for the session of the crawl."""
        return cls(session_of(crawler))

    async def process_response(self, request: Request, response: Response) -> Request | Response:
        """Try again after a transient server error; the last answer stands."""
        if response.status not in TRANSIENT or asks_to_wait(response):
            return response
        return await self._again(request, len(WAITS)) or response

    async def process_exception(self, request: Request, exception: Exception) -> Request | None:
        """Try again when nobody answered; None leaves the failure as it is."""
        if not isinstance(exception, FetchError):
            return None
        if isinstance(exception, NO_ANSWER):
            return await self._again(request, len(WAITS))
        if isinstance(exception, AttemptTimedOut) and LATENCY not in request.meta:
            return await self._again(request, 1)
        return None

    async def _again(self, request: Request, most: int) -> Request | None:
        attempt = request.meta.get(ATTEMPT, 0)
        if attempt >= most:
            return None
        await self._session.pause(WAITS[attempt] * random.uniform(1, 1.5))  # noqa: S311 - to spread load
        meta = {key: value for key, value in request.meta.items() if key != LATENCY}
        return request.replace(meta={**meta, ATTEMPT: attempt + 1, SPENT: 0.0}, dont_filter=True)
