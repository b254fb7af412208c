"""Why a fetch came to nothing, as types. Each carries the reason of the vocabulary and one line for a person."""

from typing import ClassVar

from monitor.domain.fetching import FailureReason


class FetchError(Exception):
    """Base of what this room raises when a job cannot be answered with a page. Its text is the detail."""

    reason: ClassVar[FailureReason]


class SchemeRefused(FetchError):
    """The URL is not one that may be fetched: not http or https, or not well formed."""

    reason = "scheme"


class AddressRefused(FetchError):
    """The host is, or resolves to, an address that the guard forbids."""

    reason = "address"


class NotConfigured(FetchError):
    """What the watchlist wants to be sent is not at hand, or the answer says it again."""

    reason = "configuration"


class NameNotResolved(FetchError):
    """The host has no address, or the name servers did not answer."""

    reason = "dns"


class RobotsRefused(FetchError):
    """robots.txt forbids the page, or could not be read and so forbids everything (RFC 9309, 2.3.1.4)."""

    reason = "robots"


class NotConnected(FetchError):
    """Nothing accepted the connection."""

    reason = "connect"


class ProxyFailed(FetchError):
    """The configured proxy cannot be reached or declined."""

    reason = "proxy"


class TlsFailed(FetchError):
    """No verified TLS connection could be made."""

    reason = "tls"


class AttemptTimedOut(FetchError):
    """The answer was not complete within the time of one attempt."""

    reason = "timeout"


class AnswerBroken(FetchError):
    """The answer is malformed, contradicts itself or ended early: there is no whole body."""

    reason = "protocol"


class AnswerTooLarge(FetchError):
    """The body is larger than allowed, as sent or once decompressed."""

    reason = "too_large"


class RedirectsExceeded(FetchError):
    """Too many redirects, or a circle of them."""

    reason = "redirects"


class BrowserFailed(FetchError):
    """There is no browser to open the page with, or it did not survive it."""

    reason = "browser"


class Dropped(Exception):
    """The crawl is being stopped; this request was given up and has no answer."""


class Interrupted(KeyboardInterrupt):
    """SIGINT or SIGTERM ended the crawl before all jobs were answered.

    A KeyboardInterrupt, so that no handler for ordinary errors takes it for one. `signal` is the number received.
    """

    def __init__(self, signal: int) -> None:
        super().__init__(f"interrupted by signal {signal}")
        self.signal = signal
