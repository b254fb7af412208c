"""A URL that answered "later" is not asked again in this run; a host that says so everywhere is left alone."""

from collections import OrderedDict
from datetime import UTC, datetime
from typing import Self

from scrapy.crawler import Crawler
from scrapy.http import Request, Response

from crawler.requests import IS_ROBOTS
from crawler.retry_after import retry_after
from crawler.urls import check_url

ASKS_TO_WAIT = frozenset({429, 503})
MAX_CLOSED = 10_000  # URLs
# So many different URLs of a host that refuse, none of them answered well in between, speak for the whole host.
URLS_TO_CLOSE_A_HOST = 3
MAX_BODY = 65_536  # an answer that is kept for repetition; larger ones are repeated without their body


class ClosedUrlsMiddleware:
    """Repeat the answer that asked to wait, instead of sending the request once more."""

    def __init__(self) -> None:
        self._answers: OrderedDict[str, Response] = OrderedDict()
        self._refusing: OrderedDict[str, set[str]] = (
            OrderedDict()
        )  # by host: URLs, since its last good answer
        self._closed_hosts: dict[str, Response] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build it; there is nothing to set."""
        return cls()

    def process_request(self, request: Request) -> Response | None:
        """Answer for a closed URL or host; None lets the request go out."""
        answer = self._answers.get(_address(request))
        if answer is None and not request.meta.get(IS_ROBOTS):
            answer = self._closed_hosts.get(check_url(request.url).place)
        return answer.replace(url=request.url, request=request) if answer is not None else None

    def process_response(self, request: Request, response: Response) -> Response:
        """Close the URL when its answer asks to wait, and the host when it refuses everywhere."""
        kept = response if len(response.body) <= MAX_BODY else response.replace(body=b"")
        if asks_to_wait(response):
            self._answers[_address(request)] = kept
            if len(self._answers) > MAX_CLOSED:
                self._answers.popitem(last=False)
        if not request.meta.get(IS_ROBOTS):
            self._judge_host(request, kept)
        return response

    def _judge_host(self, request: Request, response: Response) -> None:
        place = check_url(request.url).place
        if response.status < 400:
            self._refusing.pop(place, None)
        elif response.status in ASKS_TO_WAIT:
            urls = self._refusing.setdefault(place, set())
            urls.add(_address(request))
            if len(urls) >= URLS_TO_CLOSE_A_HOST:
                self._closed_hosts[place] = response
            if len(self._refusing) > MAX_CLOSED:
                self._refusing.popitem(last=False)


def _address(request: Request) -> str:
    return request.url.partition("#")[0]


def asks_to_wait(response: Response) -> bool:
    """Whether *response* is 429 or 503 and says for how long."""
    header = (response.headers.get("Retry-After") or b"").decode("latin-1")
    return response.status in ASKS_TO_WAIT and retry_after(header, datetime.now(UTC)) is not None
