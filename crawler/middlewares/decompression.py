"""Ask for compressed answers and undo the compression."""

from typing import Self

from scrapy.crawler import Crawler
from scrapy.http import Request, Response

from crawler.decompression import ACCEPT_ENCODING, decompress
from crawler.session import session_of


class DecompressionMiddleware:
    """In the place of Scrapy's own, which takes as much as it can get of an answer that ends early."""

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Read the limit from the settings of the crawl."""
        return cls(session_of(crawler).settings.max_bytes)

    def process_request(self, request: Request) -> None:
        """Say what can be undone, unless the request already says."""
        request.headers.setdefault("Accept-Encoding", ACCEPT_ENCODING)

    def process_response(self, request: Request, response: Response) -> Response:
        """Undo the encodings; the header stays, as evidence of what was served.

        Raises:
            AnswerTooLarge, AnswerBroken: see `decompress`.
        """
        header = b",".join(response.headers.getlist("Content-Encoding")).decode("latin-1")
        encodings = [name.strip().lower() for name in header.split(",") if name.strip()]
        if not encodings or not response.body:
            return response
        return response.replace(body=decompress(response.body, encodings, self._max_bytes))
