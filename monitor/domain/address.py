"""Which IP addresses may be connected to. Pure: names are resolved elsewhere, every answer is judged here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)

IPAddress = IPv4Address | IPv6Address
IPNetwork = IPv4Network | IPv6Network

# IANA IPv4 Special-Purpose Address Registry (RFC 6890 and its updates) and RFC 5771 (multicast). A list of our own,
# because what `ipaddress` calls global differs between Python releases.
_FORBIDDEN_V4 = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8",  # this network, the unspecified address included
            "10.0.0.0/8",
            "100.64.0.0/10",  # carrier-grade NAT, RFC 6598
            "127.0.0.0/8",
            "168.63.129.16/32",  # a cloud's machine agent: globally numbered, answered by the hypervisor
            "169.254.0.0/16",  # link-local, cloud metadata among it
            "172.16.0.0/12",
            "192.0.0.0/24",  # IETF protocol assignments
            "192.0.2.0/24",  # documentation
            "192.88.99.0/24",  # 6to4 relays, RFC 7526
            "192.168.0.0/16",
            "198.18.0.0/15",  # benchmarking
            "198.51.100.0/24",  # documentation
            "203.0.113.0/24",  # documentation
            "224.0.0.0/4",  # multicast
            "240.0.0.0/4",  # reserved, limited broadcast
        ),
    )
)

# RFC 4291 section 2.4: global unicast is handed out of 2000::/3 only, so everything else is forbidden at once.
_GLOBAL_V6 = IPv6Network("2000::/3")
_FORBIDDEN_V6 = tuple(
    map(
        IPv6Network,
        (
            "2001::/23",  # IETF protocol assignments: Teredo (RFC 4380), ORCHID, benchmarking
            "2001:db8::/32",  # documentation
            "3fff::/20",  # documentation, RFC 9637
        ),
    )
)
_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052; the local-use prefix 64:ff9b:1::/48 stays forbidden


@dataclass(frozen=True, slots=True)
class AllowedAddress:
    """An exception from the guard: a network, and the one port in it that is open (None: every port)."""

    network: IPNetwork
    port: int | None = None

    def covers(self, address: IPAddress, port: int) -> bool:
        """Whether a connection to *address* and *port* falls under this exception."""
        return self.port in (None, port) and address in self.network


def parse_allowed(entries: Iterable[str]) -> tuple[AllowedAddress, ...]:
    """Read exceptions as a settings file writes them.

    Each entry is an address or a network, alone or with a port: ``10.0.0.0/8``, ``127.0.0.1:8800``,
    ``10.0.0.0/8:443``, ``fd00::1``, ``[fd00::1]:443``, ``[fd00::/8]:443``.

    Raises:
        ValueError: an entry is none of these; the message quotes it.
    """
    return tuple(_parse_entry(entry) for entry in entries)


def is_forbidden(address: IPAddress | str, port: int, allow: Sequence[AllowedAddress] = ()) -> bool:
    """Whether connecting to *address* is refused: anything that is not a public unicast address.

    Addresses that carry an IPv4 address (mapped, 6to4, NAT64) are judged by the one they carry.

    Args:
        address: The address that would be connected to, never a host name.
        port: Port of the connection; matters for *allow* only.
        allow: Exceptions, from `parse_allowed`.

    Raises:
        ValueError: *address* is text and no IP address.
    """
    if isinstance(address, str):
        address = ip_address(address)
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:  # the same machine under another spelling, exceptions included
            return is_forbidden(address.ipv4_mapped, port, allow)
        if address.scope_id is not None:
            return True
    if any(exception.covers(address, port) for exception in allow):
        return False
    return _is_special(address)


def _is_special(address: IPAddress) -> bool:
    if isinstance(address, IPv4Address):
        return any(address in network for network in _FORBIDDEN_V4)
    if address in _NAT64:
        return _is_special(IPv4Address(int(address) & 0xFFFFFFFF))
    if address.sixtofour is not None:
        return _is_special(address.sixtofour)
    return address not in _GLOBAL_V6 or any(address in network for network in _FORBIDDEN_V6)


def _parse_entry(entry: str) -> AllowedAddress:
    network, port = entry.strip(), ""
    if network.startswith("["):
        network, bracket, rest = network[1:].partition("]")
        port = rest.removeprefix(":")
        if not bracket or (rest and rest == port):
            raise ValueError(_wrong(entry))
    elif network.count(":") == 1:
        network, _, port = network.partition(":")
        port = port or "?"
    try:
        number = int(port) if port else None
        parsed = ip_network(network)
    except ValueError as error:
        raise ValueError(_wrong(entry)) from error
    if number is not None and not 0 < number < 65536:
        raise ValueError(_wrong(entry))
    return AllowedAddress(parsed, number)


def _wrong(entry: str) -> str:
    return (
        f'"{entry}" is not an address or network with an optional port, like "10.0.0.0/8" or "127.0.0.1:8800"'
    )
