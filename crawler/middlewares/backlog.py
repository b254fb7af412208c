"""Let go of an answer that led to another request."""

from typing import Self

from scrapy.crawler import Crawler
from scrapy.http import Request

from crawler.backlog import Backlog
from crawler.requests import JOB
from crawler.session import session_of


class BacklogMiddleware:
    """Before all others: an answer that is asked for again, or that sent on, would wait for the room that it takes."""

    def __init__(self, backlog: Backlog) -> None:
        self._backlog = backlog

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build it for the session of the crawl."""
        return cls(session_of(crawler).backlog)

    def process_request(self, request: Request) -> None:
        """Forget what came before for the same job."""
        if (job := request.meta.get(JOB)) is not None:
            self._backlog.release(job.id)
