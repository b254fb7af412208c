"""Resolve a name once, judge every address, and hand out only what was judged."""

import asyncio
import socket
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from time import monotonic

from crawler.errors import AddressRefused, NameNotResolved
from monitor.domain.address import AllowedAddress, is_forbidden

# As long as a page and its robots.txt belong to one look; short enough for an address that moves during a long run.
REMEMBER_SECONDS = 300.0
REMEMBER_NAMES = 2_000

Resolve = Callable[[str], Awaitable[Sequence[str]]]


async def system_addresses(host: str) -> list[str]:
    """Ask the system for all addresses of *host*; odd spellings of IPv4 are read as the system reads them.

    Raises:
        NameNotResolved: there is none, or the name servers did not answer.
    """
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        if error.errno == socket.EAI_AGAIN:
            raise NameNotResolved(f"DNS: the name servers did not answer for {host}") from error
        raise NameNotResolved(f"DNS: no address for {host}") from error
    except UnicodeError as error:
        raise NameNotResolved(f"DNS: {host} is no valid host name") from error
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class AddressGuard:
    """The only way from a host name to an address in this room.

    Args:
        allow: Exceptions, as read from the settings.
        trusted: Hosts that are not judged: the configured proxy, never a page's host.
        resolve: Where addresses come from.
    """

    def __init__(
        self,
        allow: Sequence[AllowedAddress] = (),
        trusted: frozenset[tuple[str, int]] = frozenset(),
        resolve: Resolve = system_addresses,
    ) -> None:
        self._allow = allow
        self._trusted = trusted
        self._resolve = resolve
        self._known: OrderedDict[str, tuple[float, Sequence[str]]] = OrderedDict()

    async def addresses(self, host: str, port: int) -> Sequence[str]:
        """Find the addresses of *host* that may be connected to on *port*: all of them, or none.

        Raises:
            AddressRefused: at least one address is forbidden. One bad answer among good ones refuses the host, or
                the next connection might get it.
            NameNotResolved: there is no address.
        """
        found = await self._remembered(host)
        if (host, port) in self._trusted:
            return found
        for address in found:
            if is_forbidden(address, port, self._allow):
                shown = host if host == address else f"{host} is {address}"
                raise AddressRefused(
                    f"address: {shown}, which is not public (fetch.allow_private can open it)"
                )
        return found

    async def _remembered(self, host: str) -> Sequence[str]:
        until, found = self._known.get(host, (0.0, ()))
        if until <= monotonic():
            found = await self._resolve(host)
            if not found:
                raise NameNotResolved(f"DNS: no address for {host}")
            self._known[host] = (monotonic() + REMEMBER_SECONDS, found)
            if len(self._known) > REMEMBER_NAMES:
                self._known.popitem(last=False)
        return found
