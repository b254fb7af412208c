"""Scrapy's settings. Components are listed in full: what a later Scrapy adds stays off until it is wanted here."""

from importlib.metadata import PackageNotFoundError, version
from typing import Any

from monitor.domain.watchlist import FetchSettings

try:
    VERSION = version("clausewatch")
except PackageNotFoundError:  # run from a checkout that is not installed
    VERSION = "0"

BOT_NAME = "clausewatch"
SPIDER_MODULES = ["crawler.spiders"]
USER_AGENT = f"Clausewatch/{VERSION}"  # with the contact, see `overrides`
TWISTED_REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"

# Every connection is made to an address that the guard has judged (docs/decisions/0004-address-guard.md).
TWISTED_DNS_RESOLVER = "crawler.resolver.GuardedResolver"
FETCH_ALLOW_PRIVATE: list[str] = []

# The default would open file:, ftp:, s3: and data: URLs as well.
DOWNLOAD_HANDLERS_BASE: dict[str, str] = {}
DOWNLOAD_HANDLERS = {"http": "crawler.handler.GuardedHandler", "https": "crawler.handler.GuardedHandler"}

# The default does not verify. The policy of crawler/tls.py verifies by itself; this is for whatever else may ask.
DOWNLOAD_VERIFY_CERTIFICATES = True
DOWNLOAD_TLS_MIN_VERSION = "TLSv1.2"

# The telnet console and the remote control execute code for whoever connects; both are on by default.
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
EXTENSIONS_BASE: dict[str, int] = {}
EXTENSIONS: dict[str, int] = {}

# The base list has cookies, the environment's proxies, an HTTP cache and credentials: none is wanted. What is replaced,
# and why, is said in each file.
DOWNLOADER_MIDDLEWARES_BASE: dict[str, int] = {}
DOWNLOADER_MIDDLEWARES = {
    "crawler.middlewares.backlog.BacklogMiddleware": 50,
    "crawler.middlewares.robots.RobotsMiddleware": 100,
    "crawler.middlewares.retry.RetryMiddleware": 200,
    "crawler.middlewares.refresh.RefreshMiddleware": 300,
    "crawler.middlewares.redirect.RedirectMiddleware": 400,
    "crawler.middlewares.decompression.DecompressionMiddleware": 500,
    "crawler.middlewares.closed_urls.ClosedUrlsMiddleware": 600,
}
SPIDER_MIDDLEWARES_BASE: dict[
    str, int
] = {}  # the default drops every answer but 2xx, and URLs over 2,083 characters
SPIDER_MIDDLEWARES: dict[str, int] = {}
ITEM_PIPELINES = {"crawler.pipelines.delivery.DeliveryPipeline": 100}
COOKIES_ENABLED = False
REFERER_ENABLED = False
HTTPCACHE_ENABLED = False
HTTPPROXY_ENABLED = False
METAREFRESH_ENABLED = False  # Scrapy's follows it from any page, and fifty times as patiently
ROBOTSTXT_OBEY = (
    True  # for readers; obeyed by our middleware, as Scrapy's reads a 503 as "everything is allowed"
)

REDIRECT_MAX_TIMES = 10  # default 20
DOWNLOAD_TIMEOUT = 30  # seconds in all; default 180
DOWNLOAD_MAXSIZE = 20_000_000  # bytes; default 1 GiB
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_FAIL_ON_DATALOSS = True  # a partial body is a failure

# Turns, pauses and places are given by crawler/politeness.py; Scrapy's own would count a host without its port, and a
# request that waits as one under way. One request per slot stays as a second lock on the same door.
CONCURRENT_REQUESTS = 0
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 0

# Jobs are given out when they can be sent, so nothing is queued, compared or written to disk here.
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"
SCHEDULER_PRIORITY_QUEUE = "scrapy.pqueues.ScrapyPriorityQueue"
SCHEDULER_MEMORY_QUEUE = "scrapy.squeues.FifoMemoryQueue"
SCRAPER_SLOT_MAX_ACTIVE_SIZE = 64_000_000  # crawler/backlog.py holds up at half of it

# Each response yields one item: a hundred workers for it, the default, and the check for "return" in generators, which
# reads the spider's source again for every page, took more than half of the CPU time of a page (1,000 pages of 70 KB).
CONCURRENT_ITEMS = 1
WARN_ON_GENERATOR_RETURN_VALUE = False

STATS_CLASS = "scrapy.statscollectors.DummyStatsCollector"
STATS_DUMP = False
LOG_FORMATTER = "crawler.logformatter.QuietLogFormatter"
LOG_INSTALL_ROOT_HANDLER = False  # the command line owns logging
LOG_LEVEL = "ERROR"
LOG_VERSIONS: list[str] = []


def overrides(settings: FetchSettings) -> dict[str, Any]:
    """Express what the user set as Scrapy settings."""
    return {
        "USER_AGENT": user_agent(settings.contact),
        "DOWNLOAD_TIMEOUT": settings.timeout,
        "DOWNLOAD_MAXSIZE": settings.max_bytes,
        "FETCH_ALLOW_PRIVATE": list(settings.allow_private),
    }


def user_agent(contact: str | None) -> str:
    """Say who we are, and where to complain when the user gave a contact."""
    shown = "".join(
        char for char in contact or "" if char.isascii() and char.isprintable() and char not in "()"
    )
    return f"{USER_AGENT} (+{shown})" if shown else USER_AGENT
