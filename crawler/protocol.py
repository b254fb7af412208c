"""HTTP/1.1 on the wire, stricter than Scrapy's: what is not provably whole is marked as torn."""

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Any

from scrapy.core.downloader.handlers.http11 import (
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
    _LenientHTTPClientParser,
)
from twisted.internet.defer import Deferred
from twisted.internet.error import ConnectionDone
from twisted.internet.interfaces import IAddress
from twisted.internet.protocol import connectionDone
from twisted.python.failure import Failure
from twisted.web._newclient import HEADER, STATUS, ParseError, Request
from twisted.web.http import _IdentityTransferDecoder
from twisted.web.iweb import IResponse

# Browsers stop at 256 KB of response headers; Twisted would collect them until memory ends.
MAX_HEADER_BYTES = 262_144

# Twisted tells the reader of a body nothing of how it ended but "done". The mark travels as a header of the answer;
# a server that sends it itself only marks its own answer as torn.
TORN_HEADER = "Clausewatch-Torn"


# Of 300 recorded policy pages none was larger; what is larger may not come at every host at the same time.
LIGHT_BYTES = 2_000_000
HEAVY_AT_ONCE = 2
# Between its last byte and its place in the backlog, an answer is put together, which nothing tells of.
SETTLING_SECONDS = 0.5


class HeavyLoads:
    """Let only a few large answers come in at once: sixteen hosts with 20 MB each would fill half a gigabyte.

    The others wait with what they have, on their own time limit; small pages never wait.
    """

    def __init__(self, at_once: int = HEAVY_AT_ONCE) -> None:
        self._at_once = at_once
        self.has_room: Callable[[], bool] = lambda: True  # for what came, and was not delivered yet
        self._coming: set[StrictParser] = set()
        self._waiting: deque[StrictParser] = deque()

    def has_grown_heavy(self, parser: "StrictParser") -> None:
        """Take one of the places, or hold up the sender until one is free."""
        if self._is_free:
            self._coming.add(parser)
        else:
            self._waiting.append(parser)
            _producer(parser).pauseProducing()

    def is_over(self, parser: "StrictParser") -> None:
        """Note that an answer came to its end, whichever; the next one goes on when this one is counted."""
        if parser in self._waiting:
            self._waiting.remove(parser)
        elif parser in self._coming:
            asyncio.get_running_loop().call_later(SETTLING_SECONDS, self._leave, parser)

    def _leave(self, parser: "StrictParser") -> None:
        self._coming.discard(parser)
        self.go_on()

    def go_on(self) -> None:
        """Let those that wait come in, as far as there is room."""
        while self._waiting and self._is_free:
            following = self._waiting.popleft()
            self._coming.add(following)
            _producer(following).resumeProducing()

    @property
    def _is_free(self) -> bool:
        return len(self._coming) < self._at_once and self.has_room()


def _producer(parser: "StrictParser") -> Any:
    return parser.transport


LOADS = HeavyLoads()  # a process crawls once


class HeadersTooLarge(ParseError):
    """The headers of an answer go beyond `MAX_HEADER_BYTES`."""


class StrictParser(_LenientHTTPClientParser):
    """Refuse endless headers, and notice bytes beyond the declared length."""

    # Twisted drops the connection without a word at 16 KB, which real security policies and cookies exceed.
    MAX_LENGTH = 2 * MAX_HEADER_BYTES

    header_bytes = 0
    all_bytes = 0
    is_over = False

    def dataReceived(self, data: bytes) -> None:
        """Take bytes from the connection; see the class."""
        if self.state in (STATUS, HEADER):
            self.header_bytes += len(data)
            if self.header_bytes > MAX_HEADER_BYTES + 65_536:  # the last read may hold some of the body
                raise HeadersTooLarge("response headers too large", b"")  # type: ignore[no-untyped-call]
        was_light, self.all_bytes = self.all_bytes < LIGHT_BYTES, self.all_bytes + len(data)
        super().dataReceived(data)  # type: ignore[no-untyped-call]
        if was_light and self.all_bytes >= LIGHT_BYTES and not self.is_over:
            LOADS.has_grown_heavy(self)

    def _finished(self, rest: bytes) -> None:
        self.is_over = True
        LOADS.is_over(self)
        if rest:
            self.headers.setRawHeaders(TORN_HEADER, ["more bytes came than the answer declared"])
        super()._finished(rest)  # type: ignore[no-untyped-call]


class StrictProtocol(_LenientHTTP11ClientProtocol):
    """Notice a connection that broke inside a body that only the end of the connection delimits."""

    def request(self, request: Request) -> "Deferred[IResponse]":
        """Send *request*, and read its answer with the strict parser."""
        answer = super().request(request)
        if self._parser is not None:
            self._parser.__class__ = StrictParser
        return answer

    def connectionLost(self, reason: Failure = connectionDone) -> None:
        """End the answer; RFC 9112, 8: without a clean end, a body without length is incomplete."""
        parser = self._parser
        if isinstance(parser, StrictParser):
            parser.is_over = True
            LOADS.is_over(parser)
        decoder = getattr(parser, "bodyDecoder", None)
        is_until_close = isinstance(decoder, _IdentityTransferDecoder) and decoder.contentLength is None
        if parser is not None and is_until_close and not isinstance(reason.value, ConnectionDone):
            parser.headers.setRawHeaders(TORN_HEADER, ["the connection broke inside the answer"])
        super().connectionLost(reason)  # type: ignore[no-untyped-call]


class StrictFactory(_LenientHTTP11ClientFactory):
    """Builds the strict protocol for each connection of the pool."""

    def buildProtocol(self, addr: IAddress | None) -> StrictProtocol:
        """Make the protocol of one connection."""
        return StrictProtocol(self._quiescentCallback)  # type: ignore[no-untyped-call]
