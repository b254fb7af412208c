"""A URL that answered "later" is not asked again in this run."""

from collections import OrderedDict
from datetime import UTC, datetime
from typing import Self

from scrapy.crawler import Crawler
from scrapy.http import Request, Response

from crawler.retry_after import retry_after

ASKS_TO_WAIT = frozenset({429, 503})
MAX_CLOSED = 10_000  # URLs
MAX_BODY = 65_536  # an answer that is kept for repetition; larger ones are repeated without their body


class ClosedUrlsMiddleware:
    """Repeat the answer that came with Retry-After, instead of sending the request once more."""

    def __init__(self) -> None:
        self._answers: OrderedDict[str, Response] = OrderedDict()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build it; there is nothing to set."""
        return cls()

    def process_request(self, request: Request) -> Response | None:
        """Answer for a closed URL; None lets the request go out."""
        answer = self._answers.get(request.url.partition("#")[0])
        return answer.replace(request=request) if answer is not None else None

    def process_response(self, request: Request, response: Response) -> Response:
        """Close the URL when its answer asks to wait."""
        if asks_to_wait(response):
            kept = response if len(response.body) <= MAX_BODY else response.replace(body=b"")
            self._answers[request.url.partition("#")[0]] = kept
            if len(self._answers) > MAX_CLOSED:
                self._answers.popitem(last=False)
        return response


def asks_to_wait(response: Response) -> bool:
    """Whether *response* is 429 or 503 and says for how long."""
    header = (response.headers.get("Retry-After") or b"").decode("latin-1")
    return response.status in ASKS_TO_WAIT and retry_after(header, datetime.now(UTC)) is not None
