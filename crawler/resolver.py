"""The fence at connection time: Twisted learns addresses from the guard, and from nowhere else."""

import asyncio
from collections.abc import Sequence
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.resolver import HostResolution
from twisted.internet.address import IPv4Address, IPv6Address
from twisted.internet.interfaces import IAddress, IHostnameResolver
from zope.interface import implementer

from crawler.errors import FetchError
from crawler.guard import AddressGuard
from monitor.domain.address import parse_allowed


@implementer(IHostnameResolver)
class GuardedResolver:
    """Answers with addresses that the guard has judged; a refused host has no address here.

    Every connection of the crawl is made through this: pages, redirects, robots.txt, literal addresses.
    """

    def __init__(self, reactor: Any, guard: AddressGuard) -> None:
        self._reactor = reactor
        self._guard = guard
        self._lookups: set[asyncio.Task[None]] = (
            set()
        )  # a task that nobody holds may be collected while it runs

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: Any) -> Self:
        """Build it as Scrapy's own commands do, from the settings alone."""
        return cls(reactor, AddressGuard(parse_allowed(crawler.settings.getlist("FETCH_ALLOW_PRIVATE"))))

    def install_on_reactor(self) -> None:
        """Put it in the place of the reactor's own."""
        self._reactor.installNameResolver(self)

    def resolveHostName(
        self,
        resolutionReceiver: Any,  # zope's interfaces say nothing to a type checker
        hostName: str,
        portNumber: int = 0,
        addressTypes: Sequence[type[IAddress]] | None = None,
        transportSemantics: str = "TCP",
    ) -> HostResolution:
        """Resolve *hostName*; port 0 is asked by the proxy tunnel only, which dials by name."""
        resolution = HostResolution(hostName)
        resolutionReceiver.resolutionBegan(resolution)
        lookup = asyncio.ensure_future(self._answer(resolutionReceiver, hostName, portNumber))
        self._lookups.add(lookup)
        lookup.add_done_callback(self._lookups.discard)
        return resolution

    async def _answer(self, receiver: Any, host: str, port: int) -> None:
        try:
            for address in await self._guard.addresses(host, port):
                kind = IPv6Address if ":" in address else IPv4Address
                receiver.addressResolved(kind("TCP", address, port))
        except FetchError:
            pass  # no address then; who asked for the page was told why before (handler.py)
        receiver.resolutionComplete()
