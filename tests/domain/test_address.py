"""What may be connected to, address by address."""

from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.domain.address import is_forbidden, parse_allowed

FORBIDDEN = [
    "0.0.0.0",
    "10.255.255.255",
    "100.64.0.1",
    "100.100.100.200",
    "127.0.0.1",
    "127.255.255.254",
    "168.63.129.16",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.192",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.7",
    "203.0.113.7",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "2001:db8::1",
    "2002:7f00:1::",
    "2002:a00:1::1",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%eth0",
    "2606:4700::1%eth0",
    "fec0::1",
    "ff02::1",
]
PUBLIC = [
    "1.1.1.1",
    "9.255.255.255",
    "11.0.0.0",
    "100.63.255.255",
    "100.128.0.0",
    "172.15.255.255",
    "172.32.0.0",
    "192.0.1.1",
    "223.255.255.255",
    "2606:4700:4700::1111",
    "2a00:1450:4007::1",
    "::ffff:1.1.1.1",
    "64:ff9b::101:101",
    "2002:101:101::1",
]


@pytest.mark.parametrize("address", FORBIDDEN)
def test_special_addresses_are_forbidden(address: str) -> None:
    assert is_forbidden(address, 443)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_open(address: str) -> None:
    assert not is_forbidden(address, 443)


@pytest.mark.parametrize(
    ("entry", "address", "port", "is_open"),
    [
        ("127.0.0.1", "127.0.0.1", 80, True),
        ("127.0.0.1", "127.0.0.2", 80, False),
        ("127.0.0.1:8800", "127.0.0.1", 8800, True),
        ("127.0.0.1:8800", "127.0.0.1", 80, False),
        ("127.0.0.1:8800", "::ffff:127.0.0.1", 8800, True),
        ("10.0.0.0/8", "10.1.2.3", 80, True),
        ("10.0.0.0/8:443", "10.1.2.3", 443, True),
        ("10.0.0.0/8:443", "10.1.2.3", 80, False),
        ("10.0.0.0/8", "64:ff9b::a01:203", 80, False),
        ("fd00::/8", "fd00::1", 80, True),
        ("[fd00::1]", "fd00::1", 80, True),
        ("[fd00::1]:25", "fd00::1", 25, True),
        ("[fd00::1]:25", "fd00::1", 80, False),
        (" 127.0.0.1 ", "127.0.0.1", 80, True),
    ],
)
def test_an_exception_opens_what_it_names_and_no_more(
    entry: str, address: str, port: int, is_open: bool
) -> None:
    assert is_forbidden(address, port, parse_allowed([entry])) is not is_open


@pytest.mark.parametrize(
    "entry",
    [
        "",
        "localhost",
        "127.0.0.1:",
        "127.0.0.1:0",
        "127.0.0.1:65536",
        "127.0.0.1:x",
        "10.0.0.1/8",
        "[::1",
        "[::1]80",
    ],
)
def test_an_exception_that_cannot_be_read_is_quoted(entry: str) -> None:
    with pytest.raises(ValueError, match="is not an address or network") as caught:
        parse_allowed([entry])
    assert f'"{entry}"' in str(caught.value)


def test_a_host_name_is_never_judged() -> None:
    with pytest.raises(ValueError, match="does not appear to be"):
        is_forbidden("example.com", 80)


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_is_judged_alike_in_every_wrapping(address: IPv4Address) -> None:
    verdict = is_forbidden(address, 80)
    number = int(address)
    for wrapped in (0xFFFF << 32 | number, 0x0064FF9B << 96 | number, 0x2002 << 112 | number << 80):
        assert is_forbidden(IPv6Address(wrapped), 80) is verdict


@given(st.ip_addresses())
def test_nothing_open_is_private_to_the_standard_library(address: IPv4Address | IPv6Address) -> None:
    if not is_forbidden(address, 80) and not (
        isinstance(address, IPv6Address) and int(address) >> 112 == 0x2002
    ):
        assert address.is_global or address in (ip_address("::"),) or _is_wrapped(address)


def _is_wrapped(address: IPv4Address | IPv6Address) -> bool:
    return isinstance(address, IPv6Address) and (
        address.ipv4_mapped is not None or int(address) >> 32 == 0x0064FF9B << 64
    )
