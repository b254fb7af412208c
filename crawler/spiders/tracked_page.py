"""The one spider: a job in, exactly one answer out."""

import logging
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from typing import Any, Self

from scrapy import Spider
from scrapy.crawler import Crawler
from scrapy.http import Request, Response
from twisted.python.failure import Failure

from crawler.errors import AnswerBroken, Dropped, FetchError
from crawler.own_headers import values_of, without_values
from crawler.requests import HOPS, IN_BROWSER, JOB
from crawler.session import CrawlSession
from crawler.urls import check_url
from monitor.domain.fetching import Answer, FetchedPage, FetchFailed, FetchJob
from monitor.domain.watchlist import FetchSettings

log = logging.getLogger(__name__)

ACCEPT = "text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.9,*/*;q=0.8"


class TrackedPageSpider(Spider):
    """Yield one FetchedPage or FetchFailed per job.

    A failed fetch is an item, not a log line: "could not look" must never read as "nothing changed".
    """

    name = "tracked_page"

    def __init__(self, session: CrawlSession | None = None, url: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.session = session or CrawlSession(_one_job(url), _ignore, FetchSettings())

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Build it for *session*; or for a single *url*, as ``scrapy crawl tracked_page -a url=…`` does."""
        spider: Self = super().from_crawler(crawler, *args, **kwargs)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        """Yield a request for each job as its turn comes; a URL that cannot be asked is answered here."""
        try:
            async for job in self.session.dispatcher.give():
                try:
                    yield self._request(job)
                except FetchError as error:
                    yield _failed(job, error)
        except Exception as bug:  # noqa: BLE001 - raised by the caller's jobs; raised again by crawl()
            self.session.fail(bug)

    def parse(self, response: Response, **_: Any) -> Iterator[Answer]:
        """Turn any HTTP answer into a FetchedPage; only one that repeats a secret of ours is none."""
        assert response.request is not None
        meta = response.request.meta
        job: FetchJob = meta[JOB]
        page = FetchedPage(
            job_id=job.id,
            url=job.url,
            final_url=response.url if job.in_browser else response.request.url,
            status=response.status,
            headers=tuple(
                (name.decode("latin-1").lower(), value.decode("latin-1"))
                for name, values in response.headers.items()
                for value in values
            ),
            hops=meta.get(HOPS, ()),
            body=response.body,
            fetched_at=datetime.now(UTC),
            in_browser=job.in_browser,
        )
        try:
            yield without_values(page, values_of(job, self.session.environ))
        except FetchError as error:
            yield _failed(job, error)

    def failed(self, failure: Failure) -> Iterator[Answer]:
        """Turn any failure into a FetchFailed; a request given up because the crawl stops has no answer."""
        error = failure.value
        job: FetchJob = failure.request.meta[JOB]  # type: ignore[attr-defined]  # Scrapy puts it there
        if isinstance(error, Dropped):
            return
        if not isinstance(error, FetchError):  # one strange page must not end the crawl, nor go unanswered
            log.error("fetch_error_unknown job=%d type=%s", job.id, type(error).__name__, exc_info=error)
            error = AnswerBroken(f"answer: could not be read ({type(error).__name__})")
        yield _failed(job, error)

    def _request(self, job: FetchJob) -> Request:
        checked = check_url(job.url)
        values_of(job, self.session.environ)  # what is not at hand is told before anybody is asked
        agent = job.sending.user_agent or self.settings["USER_AGENT"]
        headers = {"User-Agent": agent, "Accept": ACCEPT}
        if job.locale is not None:
            headers["Accept-Language"] = _accept_language(job.locale)
        if job.etag is not None:
            headers["If-None-Match"] = job.etag
        if job.last_modified is not None:
            headers["If-Modified-Since"] = job.last_modified
        meta = {JOB: job, IN_BROWSER: job.in_browser, "download_slot": checked.place}
        return Request(
            checked.url,
            callback=self.parse,
            errback=self.failed,
            headers=headers,
            meta=meta,
            dont_filter=True,
        )


def _failed(job: FetchJob, error: FetchError) -> FetchFailed:
    return FetchFailed(job.id, job.url, error.reason, str(error), datetime.now(UTC))


def _accept_language(locale: str) -> str:
    tag = locale.replace("_", "-")
    language = tag.partition("-")[0]
    return tag if language == tag else f"{tag},{language};q=0.9"


async def _one_job(url: str) -> AsyncIterator[FetchJob]:
    yield FetchJob(0, url)


async def _ignore(_: Answer) -> None:
    return
