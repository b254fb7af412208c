"""Ask for compressed answers and undo the compression."""

from typing import Self

from scrapy.crawler import Crawler
from scrapy.http import Request, Response

from crawler.decompression import ACCEPT_ENCODING, decompress
from crawler.requests import IS_ROBOTS, JOB
from crawler.robots import PARSE_LIMIT
from crawler.session import CrawlSession, session_of


class DecompressionMiddleware:
    """In the place of Scrapy's own, which takes as much as it can get of an answer that ends early.

    Compressed answers are small until they are here: they are undone one after another, as the backlog has room.
    """

    def __init__(self, session: CrawlSession) -> None:
        self._max_bytes = session.settings.max_bytes
        self._backlog = session.backlog

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build it for the session of the crawl."""
        return cls(session_of(crawler))

    def process_request(self, request: Request) -> None:
        """Say what can be undone, unless the request already says."""
        request.headers.setdefault("Accept-Encoding", ACCEPT_ENCODING)

    async def process_response(self, request: Request, response: Response) -> Response:
        """Undo the encodings; the header stays, as evidence of what was served.

        Raises:
            AnswerTooLarge, AnswerBroken: see `decompress`.
        """
        header = b",".join(response.headers.getlist("Content-Encoding")).decode("latin-1")
        encodings = [name.strip().lower() for name in header.split(",") if name.strip()]
        if not encodings or not response.body:
            return response
        if request.meta.get(IS_ROBOTS):
            return response.replace(body=decompress(response.body, encodings, self._max_bytes)[:PARSE_LIMIT])
        await self._backlog.room()
        body = decompress(response.body, encodings, self._max_bytes)
        self._backlog.hold(request.meta[JOB].id, len(body))
        return response.replace(body=body)
