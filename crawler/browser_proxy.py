"""The only way out for a browser: a small proxy on the loopback that applies the address guard to every connection."""

import asyncio
import base64
import hmac
import re
import secrets
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from crawler.errors import FetchError, NotConnected, ProxyFailed
from crawler.guard import AddressGuard
from crawler.urls import CheckedUrl, check_url

MAX_HEAD = 65_536  # bytes of a request or an answer before its body
MAX_SENT = 1_000_000  # bytes that one page may send in all: it is read, not used
MAX_CONNECTIONS = 400  # of one page, in all: a policy page asks for some tens of files
MAX_AT_ONCE = 64
CONNECT_SECONDS = 10.0
_CHUNK = 65_536
GREETING = "http://clausewatch.invalid/"  # answered here, to whoever knows the password

# Between two machines only (RFC 9110, 7.6.1), or meant for this proxy.
_HOP_HEADERS = frozenset(
    {b"connection", b"keep-alive", b"proxy-authorization", b"proxy-connection", b"te", b"upgrade"}
)
_REQUEST_LINE = re.compile(rb"([A-Z]{3,10}) (\S{1,8192}) HTTP/1\.1")


class _Refused(Exception):
    """A request that is not passed on; the text is the status line."""


@dataclass(slots=True)
class _Request:
    method: bytes
    target: str
    headers: list[tuple[bytes, bytes]]

    def header(self, name: bytes) -> bytes | None:
        return next((value for key, value in self.headers if key.lower() == name), None)

    @property
    def kept(self) -> list[tuple[bytes, bytes]]:
        return [(key, value) for key, value in self.headers if key.lower() not in _HOP_HEADERS]


class FilteringProxy:
    """A forward proxy for one page: CONNECT and plain http, one request per connection, behind the guard.

    Names are resolved here, at connection time, and the connection is made to the address that was judged. Nobody but
    the holder of `password` is served, as any local user could reach it.

    Args:
        guard: Judges every host, and gives its addresses.
        max_bytes: What may come in for the page in all; beyond it every connection ends.
        upstream: The configured http proxy, as a URL; it is trusted, and connected to in place of the host.
    """

    user = "browser"

    def __init__(self, guard: AddressGuard, max_bytes: int, upstream: str | None = None) -> None:
        self.password = secrets.token_urlsafe(24)
        self.refusals: dict[str, FetchError] = {}  # by host and port: why nothing was connected
        self.received = 0  # bytes
        self.sent = 0
        self.connections = 0
        self._guard = guard
        self._max_bytes = max_bytes
        self._upstream = None if upstream is None else urlsplit(upstream)
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def is_spent(self) -> bool:
        """Whether the page got more than it may."""
        return self.received > self._max_bytes

    async def start(self) -> int:
        """Listen on a free port of 127.0.0.1, and give it."""
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0, limit=MAX_HEAD)
        port: int = self._server.sockets[0].getsockname()[1]
        return port

    async def close(self) -> None:
        """Stop listening and end every connection."""
        if self._server is not None:
            self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            # A cancelled handler is a closed proxy: nobody is left to be told.
            with suppress(
                OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, asyncio.CancelledError
            ):
                await self._serve(reader, writer)
        finally:
            self._tasks.discard(task)
            writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            request = _read_request(await reader.readuntil(b"\r\n\r\n"))
            self._admit(request)
            if request.target == GREETING:
                raise _Refused("200 OK")
            checked = _place_of(request)
            server, pipe = await self._connected(checked, is_tunnel=request.method == b"CONNECT")
        except _Refused as refused:
            await _say(writer, str(refused))
            return
        try:
            if request.method == b"CONNECT":
                await self._tunnel(reader, writer, server, pipe)
            else:
                await self._pass_on(request, checked, reader, writer, server, pipe)
        finally:
            pipe.close()

    def _admit(self, request: _Request) -> None:
        given = request.header(b"proxy-authorization") or b""
        wanted = b"Basic " + base64.b64encode(f"{self.user}:{self.password}".encode())
        if not hmac.compare_digest(given, wanted):
            raise _Refused('407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="page"')
        self.connections += 1
        if self.is_spent or self.connections > MAX_CONNECTIONS or len(self._tasks) > MAX_AT_ONCE:
            raise _Refused("403 Forbidden")

    async def _connected(
        self, checked: CheckedUrl, *, is_tunnel: bool
    ) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        try:
            addresses = await self._guard.addresses(checked.host, checked.port)
            if self._upstream is not None:
                return await self._through_upstream(checked, is_tunnel=is_tunnel)
            return await _open(addresses, checked.port)
        except FetchError as error:
            self.refusals[checked.place] = error
            raise _Refused("403 Forbidden") from error

    async def _through_upstream(
        self, checked: CheckedUrl, *, is_tunnel: bool
    ) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        assert self._upstream is not None
        try:
            server, pipe = await _open([self._upstream.hostname or ""], self._upstream.port or 80)
        except NotConnected as error:
            raise ProxyFailed("proxy: it cannot be reached") from error
        if not is_tunnel:
            return server, pipe
        lines = [f"CONNECT {checked.place} HTTP/1.1", f"Host: {checked.place}", *self._credentials()]
        pipe.write("\r\n".join([*lines, "", ""]).encode())
        answer = await server.readuntil(b"\r\n\r\n")
        if not answer.startswith((b"HTTP/1.1 200", b"HTTP/1.0 200")):
            pipe.close()
            raise ProxyFailed("proxy: it declined to open a tunnel")
        return server, pipe

    def _credentials(self) -> list[str]:
        if self._upstream is None or not self._upstream.username:
            return []
        user = f"{unquote(self._upstream.username)}:{unquote(self._upstream.password or '')}"
        return [f"Proxy-Authorization: Basic {base64.b64encode(user.encode()).decode()}"]

    async def _tunnel(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        server: asyncio.StreamReader,
        pipe: asyncio.StreamWriter,
    ) -> None:
        writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        up = asyncio.ensure_future(self._send(reader, pipe, None))
        down = asyncio.ensure_future(self._receive(server, writer))
        try:
            await asyncio.wait({up, down}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for half in (up, down):
                half.cancel()
            await asyncio.gather(up, down, return_exceptions=True)

    async def _pass_on(
        self,
        request: _Request,
        checked: CheckedUrl,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        server: asyncio.StreamReader,
        pipe: asyncio.StreamWriter,
    ) -> None:
        """Pass on one request and its answer; a second one on this connection could mean another host."""
        parts = urlsplit(checked.url)
        path = parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
        target = path if self._upstream is None else parts._replace(fragment="").geturl()
        lines = [request.method + b" " + target.encode("ascii") + b" HTTP/1.1"]
        lines += [name + b": " + value for name, value in request.kept]
        lines += [line.encode() for line in self._credentials()]
        pipe.write(b"\r\n".join([*lines, b"Connection: close", b"", b""]))
        length = request.header(b"content-length") or b"0"
        await self._send(reader, pipe, int(length) if length.isdigit() else 0)
        head = await server.readuntil(b"\r\n\r\n")
        self.received += len(head)
        status, *headers = head[:-4].split(b"\r\n")
        kept = [line for line in headers if line.partition(b":")[0].strip().lower() not in _HOP_HEADERS]
        writer.write(b"\r\n".join([status, *kept, b"Connection: close", b"", b""]))
        await self._receive(server, writer)

    async def _send(
        self, reader: asyncio.StreamReader, pipe: asyncio.StreamWriter, length: int | None
    ) -> None:
        """Copy what the browser sends, *length* bytes or to its end, as far as a page may send."""
        left = MAX_SENT if length is None else length
        while (most := min(_CHUNK, left, MAX_SENT - self.sent)) > 0 and (data := await reader.read(most)):
            self.sent += len(data)
            left -= len(data) if length is not None else 0
            pipe.write(data)
            await pipe.drain()

    async def _receive(self, server: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while not self.is_spent and (data := await server.read(_CHUNK)):
            self.received += len(data)
            writer.write(data)
            await writer.drain()


def _read_request(head: bytes) -> _Request:
    first, *lines = head[:-4].split(b"\r\n")
    found = _REQUEST_LINE.fullmatch(first)
    if found is None:
        raise _Refused("400 Bad Request")
    headers = [(name, value.strip()) for name, _, value in (line.partition(b":") for line in lines)]
    return _Request(found[1], found[2].decode("latin-1"), headers)


def _place_of(request: _Request) -> CheckedUrl:
    """Read where the request wants to go, in the one form that the guard judges."""
    is_tunnel = request.method == b"CONNECT"
    if not is_tunnel and not request.target.startswith("http://"):
        raise _Refused("400 Bad Request")
    if request.header(b"transfer-encoding") is not None:
        raise _Refused("411 Length Required")
    try:
        return check_url(f"https://{request.target}" if is_tunnel else request.target)
    except FetchError as error:
        raise _Refused("403 Forbidden") from error


async def _open(addresses: Sequence[str], port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    for address in addresses:
        with suppress(OSError, TimeoutError):
            async with asyncio.timeout(CONNECT_SECONDS):
                return await asyncio.open_connection(address, port, limit=MAX_HEAD)
    raise NotConnected("connection: the host cannot be reached")


async def _say(writer: asyncio.StreamWriter, status: str) -> None:
    writer.write(f"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())
    await writer.drain()
