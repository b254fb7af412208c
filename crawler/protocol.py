"""HTTP/1.1 on the wire, stricter than Scrapy's: what is not provably whole is marked as torn."""

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


class StrictParser(_LenientHTTPClientParser):
    """Refuse endless headers, and notice bytes beyond the declared length."""

    header_bytes = 0

    def dataReceived(self, data: bytes) -> None:
        """Take bytes from the connection; see the class."""
        if self.state in (STATUS, HEADER):
            self.header_bytes += len(data)
            if self.header_bytes > MAX_HEADER_BYTES + 65_536:  # the last read may hold some of the body
                raise ParseError("response headers too long", b"")  # type: ignore[no-untyped-call]
        super().dataReceived(data)  # type: ignore[no-untyped-call]

    def _finished(self, rest: bytes) -> None:
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
