"""The proxy that stands between a browser and the world, asked directly."""

import asyncio
import base64
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

import pytest

from crawler import browser_proxy
from crawler.browser_proxy import GREETING, FilteringProxy
from crawler.guard import AddressGuard
from monitor.domain.address import parse_allowed
from tests.crawler.sites import Asked, Site, Sites, answer, running_sites

BODY = b"<p>the page</p>"


@dataclass
class World:
    proxy: FilteringProxy
    port: int
    site: Site
    other: Site  # that may not be reached

    async def say(self, *lines: str, key: str | None = None) -> bytes:
        """Send one request, with the password unless *key* says otherwise, and read to the end."""
        user = f"{self.proxy.user}:{self.proxy.password if key is None else key}"
        login = f"Proxy-Authorization: Basic {base64.b64encode(user.encode()).decode()}"
        return await self.raw("\r\n".join([lines[0], login, *lines[1:], "", ""]).encode())

    async def raw(self, data: bytes) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(data)
        try:
            async with asyncio.timeout(10):
                return await reader.read()
        finally:
            writer.close()


async def once(_: Asked, writer: asyncio.StreamWriter) -> None:
    """Answer and close the connection, as asked to."""
    writer.write(answer(BODY))
    await writer.drain()


Act = Callable[[World], Awaitable[None]]


def play(act: Act, sites: Sites, resolve: Sequence[str] | None = None, max_bytes: int = 100_000) -> World:
    """Run *act* against a proxy that may reach one site; *resolve* gives the addresses of every name."""
    site, other = sites.add({"/page": once, "/open": answer(BODY)}), sites.add({"/page": once})
    allow = parse_allowed([f"127.0.0.1:{site.port}"])

    async def addresses(host: str) -> Sequence[str]:
        return resolve or [host]

    async def go() -> World:
        proxy = FilteringProxy(AddressGuard(allow, resolve=addresses), max_bytes)
        world = World(proxy, await proxy.start(), site, other)
        try:
            await act(world)
        finally:
            await proxy.close()
        return world

    return asyncio.run(go())


@pytest.fixture(scope="module")
def sites() -> Iterator[Sites]:
    with running_sites() as running:
        yield running


def status(said: bytes) -> int:
    return int(said.split()[1])


def test_a_page_comes_through_and_its_connection_ends(sites: Sites) -> None:
    async def act(world: World) -> None:
        said = await world.say(f"GET {world.site.url}/page HTTP/1.1", f"Host: 127.0.0.1:{world.site.port}")
        assert said.startswith(b"HTTP/1.1 200 OK\r\n")
        assert said.endswith(BODY)
        assert b"\r\nConnection: close\r\n" in said

    world = play(act, sites)
    [asked] = world.site.asked
    assert asked.path == "/page"
    assert asked.headers["connection"] == "close"
    assert "proxy-authorization" not in asked.headers


def test_nobody_without_the_password_is_served(sites: Sites) -> None:
    async def act(world: World) -> None:
        request = f"GET {world.site.url}/page HTTP/1.1"
        assert status(await world.say(request, key="guess")) == 407
        assert status(await world.raw(f"{request}\r\n\r\n".encode())) == 407
        assert (
            status(await world.raw(f"CONNECT 127.0.0.1:{world.site.port} HTTP/1.1\r\n\r\n".encode())) == 407
        )

    assert play(act, sites).site.connections == 0


def test_a_greeting_is_answered_to_whoever_knows_the_password_and_goes_nowhere(sites: Sites) -> None:
    async def act(world: World) -> None:
        request = f"GET {GREETING} HTTP/1.1"
        assert status(await world.say(request)) == 200
        assert status(await world.say(request, key="guess")) == 407
        assert world.proxy.refusals == {}

    assert play(act, sites).site.asked == []


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "localhost", "2130706433", "0x7f.1", "intern.example"],
)
def test_a_forbidden_address_is_never_connected_to(sites: Sites, host: str) -> None:
    async def act(world: World) -> None:
        place = f"{host}:{world.other.port}"
        assert status(await world.say(f"GET http://{place}/page HTTP/1.1")) == 403
        assert status(await world.say(f"CONNECT {place} HTTP/1.1")) == 403
        assert {refusal.reason for refusal in world.proxy.refusals.values()} == {"address"}

    resolve = None if host[0] in "[" or host == "127.0.0.1" else ["127.0.0.1"]
    assert play(act, sites, resolve).other.connections == 0


def test_one_forbidden_address_among_good_ones_refuses_the_host(sites: Sites) -> None:
    async def act(world: World) -> None:
        assert status(await world.say("CONNECT www.example:443 HTTP/1.1")) == 403

    play(act, sites, ["93.184.215.14", "127.0.0.1"])


def test_a_tunnel_carries_bytes_both_ways(sites: Sites) -> None:
    async def tunnel(world: World) -> None:
        user = base64.b64encode(f"{world.proxy.user}:{world.proxy.password}".encode()).decode()
        reader, writer = await asyncio.open_connection("127.0.0.1", world.port)
        writer.write(
            f"CONNECT 127.0.0.1:{world.site.port} HTTP/1.1\r\nProxy-Authorization: Basic {user}\r\n\r\n".encode()
        )
        assert b"200" in await reader.readuntil(b"\r\n\r\n")
        writer.write(b"GET /page HTTP/1.1\r\nHost: x\r\n\r\n")
        head = await reader.readuntil(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200 OK")
        assert await reader.readexactly(len(BODY)) == BODY
        writer.close()

    assert play(tunnel, sites).site.paths == ["/page"]


def test_a_second_request_on_a_connection_goes_nowhere(sites: Sites) -> None:
    async def act(world: World) -> None:
        second = f"GET {world.other.url}/page HTTP/1.1"
        user = base64.b64encode(f"{world.proxy.user}:{world.proxy.password}".encode()).decode()
        first = f"GET {world.site.url}/open HTTP/1.1\r\nProxy-Authorization: Basic {user}\r\n\r\n"
        # The site keeps its end open, so that only the proxy can end the connection.
        with suppress(TimeoutError):
            async with asyncio.timeout(1):
                await world.raw(f"{first}{second}\r\n\r\n".encode())

    world = play(act, sites)
    assert (world.site.paths, world.other.connections) == (["/open"], 0)


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (["GET /page HTTP/1.1"], 400),
        (["GET https://www.example/page HTTP/1.1"], 400),
        (["GET ftp://www.example/page HTTP/1.1"], 400),
        (["GET http://www.example/page HTTP/1.0"], 400),
        (["nonsense"], 400),
        (["GET http://user@www.example/ HTTP/1.1"], 403),
        (["CONNECT www.example:99999 HTTP/1.1"], 403),
        (["POST http://www.example/ HTTP/1.1", "Transfer-Encoding: chunked"], 411),
    ],
)
def test_what_is_no_request_for_a_page_is_refused(sites: Sites, lines: list[str], wanted: int) -> None:
    async def act(world: World) -> None:
        assert status(await world.say(*lines)) == wanted

    play(act, sites, ["127.0.0.1"])


def test_a_page_that_took_its_share_gets_no_more(sites: Sites) -> None:
    async def act(world: World) -> None:
        world.site.routes["/big"] = answer(b"x" * 5_000_000)
        request = f"GET {world.site.url}/big HTTP/1.1"
        assert len(await world.say(request)) < 1_000_000
        assert world.proxy.is_spent
        assert status(await world.say(request)) == 403

    assert play(act, sites).site.paths == ["/big"]


def test_a_page_has_only_so_many_connections(sites: Sites, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser_proxy, "MAX_CONNECTIONS", 2)

    async def act(world: World) -> None:
        request = f"GET {world.site.url}/page HTTP/1.1"
        assert [status(await world.say(request)) for _ in range(3)] == [200, 200, 403]

    play(act, sites)


def test_a_page_sends_only_so_much(sites: Sites, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser_proxy, "MAX_SENT", 10)
    got = bytearray()

    async def count(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        got.extend(await reader.read(100))
        writer.write(answer(BODY, Connection="close"))
        writer.close()

    async def act(world: World) -> None:
        server = await asyncio.start_server(count, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        world.proxy._guard = AddressGuard(parse_allowed([f"127.0.0.1:{port}"]))
        await world.say(f"POST http://127.0.0.1:{port}/ HTTP/1.1", "Content-Length: 50", "", "y" * 50)
        server.close()

    play(act, sites)
    assert bytes(got) == b"y" * 10


def test_behind_a_configured_proxy_the_guard_still_comes_first(sites: Sites) -> None:
    heard: list[str] = []

    async def upstream(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append((await reader.readuntil(b"\r\n\r\n")).decode())
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi")
        writer.close()

    async def go() -> None:
        server = await asyncio.start_server(upstream, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]

        async def act(world: World) -> None:
            assert (await world.say(f"GET {world.site.url}/a?b HTTP/1.1")).endswith(b"hi")
            assert (await world.say(f"CONNECT 127.0.0.1:{world.site.port} HTTP/1.1")).startswith(
                b"HTTP/1.1 200"
            )
            assert status(await world.say(f"CONNECT 127.0.0.1:{world.other.port} HTTP/1.1")) == 403

        proxy = FilteringProxy(
            AddressGuard(parse_allowed([f"127.0.0.1:{site.port}"])),
            100_000,
            f"http://me:key@127.0.0.1:{port}",
        )
        await act(World(proxy, await proxy.start(), site, other))
        await proxy.close()
        server.close()

    site, other = sites.add(), sites.add()
    asyncio.run(go())
    assert [line.split("\r\n")[0] for line in heard] == [
        f"GET {site.url}/a?b HTTP/1.1",
        f"CONNECT 127.0.0.1:{site.port} HTTP/1.1",
    ]
    assert all("Proxy-Authorization: Basic bWU6a2V5\r\n" in said for said in heard)
    assert (site.connections, other.connections) == (0, 0)
