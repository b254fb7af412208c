"""Hand each answer to whoever asked for the crawl."""

import asyncio
from typing import Self

from scrapy.crawler import Crawler

from crawler.session import CrawlSession, session_of
from monitor.domain.fetching import Answer, FetchedPage


class DeliveryPipeline:
    """Await `deliver` for each answer. Several may be under way at once; the crawl slows down when they pile up."""

    def __init__(self, session: CrawlSession) -> None:
        self._session = session

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build it for the session of the crawl."""
        return cls(session_of(crawler))

    async def process_item(self, item: Answer) -> Answer:
        """Deliver *item*; an error of `deliver` ends the crawl and is raised again by crawl()."""
        session = self._session
        if session.bug is not None:
            return item
        size = len(item.body) if isinstance(item, FetchedPage) else 0
        session.backlog.hold(item.job_id, size)
        try:
            await session.deliver(item)
        except BaseException as bug:
            if not (isinstance(bug, asyncio.CancelledError) and session.is_stopping):
                session.fail(bug)
            raise
        finally:
            session.backlog.release(item.job_id)
            session.dispatcher.answered(item.job_id)
        return item

    async def close_spider(self) -> None:
        """Let the source of jobs clean up."""
        await self._session.dispatcher.close()
