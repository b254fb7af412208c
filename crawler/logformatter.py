"""What Scrapy may say of requests and items: nothing of their content."""

import logging
from typing import Any

from scrapy.logformatter import LogFormatter, LogFormatterResult


class QuietLogFormatter(LogFormatter):
    """No line per page, and no page, URL or header inside an error: those may hold text or secrets.

    What fails is an answer, or an error raised by crawl(); its log line is for the maker.
    """

    def crawled(self, *_: Any, **__: Any) -> LogFormatterResult:
        """Say nothing per answer."""
        return _quiet("answer received")

    def scraped(self, *_: Any, **__: Any) -> LogFormatterResult:
        """Say nothing per item."""
        return _quiet("answer delivered")

    def item_error(self, *_: Any, **__: Any) -> LogFormatterResult:
        """Leave the error to crawl(), which raises it."""
        return _quiet("an answer could not be delivered")

    def spider_error(self, *_: Any, **__: Any) -> LogFormatterResult:
        """Leave the error to crawl(), which raises it."""
        return _quiet("the spider raised an error")


def _quiet(message: str) -> LogFormatterResult:
    return {"level": logging.DEBUG, "msg": message, "args": {}}
