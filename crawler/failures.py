"""From what Scrapy, Twisted and OpenSSL raise to the reasons of the vocabulary. By type, never by text."""

import logging
from collections.abc import Iterator

from OpenSSL.SSL import Error as OpenSslError
from scrapy.core.downloader.handlers.http11 import TunnelError
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from service_identity import VerificationError
from twisted.internet.error import ConnectError, ConnectionLost, DNSLookupError
from twisted.python.failure import Failure
from twisted.web._newclient import ParseError, ResponseNeverReceived

from crawler.errors import (
    AnswerBroken,
    AnswerTooLarge,
    AttemptTimedOut,
    FetchError,
    NameNotResolved,
    NotConnected,
    ProxyFailed,
    SchemeRefused,
    TlsFailed,
)
from crawler.protocol import MAX_HEADER_BYTES, HeadersTooLarge
from crawler.session import CrawlSession
from crawler.urls import CheckedUrl

log = logging.getLogger(__name__)

# The first row that matches anything in the chain of causes decides, so the more telling types come first.
_TABLE: tuple[tuple[tuple[type[BaseException], ...], type[FetchError], str], ...] = (
    ((TunnelError,), ProxyFailed, "proxy: it declined to open a tunnel"),
    ((ResponseDataLossError,), AnswerBroken, "answer: it ended before its declared end"),
    ((OpenSslError, VerificationError), TlsFailed, "TLS: the connection could not be secured"),
    ((DownloadCancelledError,), AnswerTooLarge, "answer: larger than fetch.max_bytes"),
    ((DownloadTimeoutError,), AttemptTimedOut, "timeout: no complete answer within fetch.timeout"),
    ((CannotResolveHostError, DNSLookupError), NameNotResolved, "DNS: no address"),
    ((UnsupportedURLSchemeError,), SchemeRefused, "URL: only http and https are fetched"),
    ((DownloadConnectionRefusedError,), NotConnected, "connection: refused"),
    ((ConnectError,), NotConnected, "connection: the host cannot be reached"),
    ((HeadersTooLarge,), AnswerBroken, f"answer: its headers are larger than {MAX_HEADER_BYTES // 1024} KB"),
    ((ParseError, ValueError), AnswerBroken, "answer: not valid HTTP"),
    ((ResponseNeverReceived,), NotConnected, "connection: closed before an answer came"),
    ((ConnectionLost, DownloadFailedError), AnswerBroken, "answer: the connection broke inside it"),
    ((OSError,), NotConnected, "connection: the system refused it"),
)


def as_fetch_error(error: Exception, checked: CheckedUrl, session: CrawlSession) -> FetchError:
    """Say of any exception of a download what it means for the one who asked.

    A type that is not in the table is logged and read as a broken answer: one strange page must not end the crawl.
    """
    if isinstance(error, FetchError):
        return error
    causes = tuple(_causes(error))
    row = next((row for row in _TABLE if any(isinstance(cause, row[0]) for cause in causes)), None)
    if row is None:
        log.error("fetch_error_unknown type=%s", type(error).__name__, exc_info=error)
        return AnswerBroken(f"answer: could not be read ({type(error).__name__})")
    _, meaning, detail = row
    verdict = session.tls.verdict(checked.host, checked.port)
    if verdict is not None and meaning in (TlsFailed, NotConnected):
        return TlsFailed(f"TLS: {verdict}")
    if session.proxy is not None and meaning in (NotConnected, NameNotResolved):
        return ProxyFailed("proxy: it cannot be reached")
    return meaning(detail)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Walk the exception, what it was raised from, and the reasons that Twisted's errors carry."""
    seen: list[BaseException | None] = [error]
    while seen:
        current = seen.pop(0)
        if current is None:
            continue
        yield current
        seen.append(current.__cause__)
        for reason in getattr(current, "reasons", None) or ():
            seen.append(reason.value if isinstance(reason, Failure) else None)
