"""One reading of a URL for all: what the guard judged is what is connected to. Pure."""

import re
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv6Address
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

import idna
from w3lib.url import safe_url_string

from crawler.errors import AddressRefused, SchemeRefused

DEFAULT_PORTS = {"http": 80, "https": 443}

# RFC 9110, 4.1: implementations should take at least 8,000 octets; nobody publishes a policy under a longer one.
MAX_URL_LENGTH = 8_000

_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9._-]{0,252}[a-z0-9_.])?\Z")
_CONTROLS = re.compile(r"[\x00-\x20\x7f]")


@dataclass(frozen=True, slots=True)
class CheckedUrl:
    """A URL in the one form that every parser on the way reads alike."""

    url: str
    scheme: str
    host: str  # lower case, ASCII; IPv6 without brackets
    port: int

    @property
    def origin(self) -> str:
        """Scheme, host and port: what one robots.txt speaks for."""
        return f"{self.scheme}://{self.place}"

    @property
    def place(self) -> str:
        """Host and port: what is asked for one thing at a time."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


@lru_cache(maxsize=4_096)  # each stage of a fetch asks again
def check_url(url: str, base: str | None = None) -> CheckedUrl:
    """Read *url*, relative to *base* when given, and put it into the form that is sent.

    Raises:
        SchemeRefused: it is not an absolute http or https URL with a host.
        AddressRefused: its host part is written to mislead: user name, password, backslash, zone.
    """
    raw = url.strip().replace("\t", "").replace("\n", "").replace("\r", "")
    if len(raw) > MAX_URL_LENGTH:
        raise SchemeRefused(f"URL: longer than {MAX_URL_LENGTH} characters")
    try:
        parts = urlsplit(urljoin(base, raw) if base else raw)
        return _checked(parts)
    except (ValueError, UnicodeError) as error:  # what urlsplit and idna raise on malformed hosts
        raise SchemeRefused("URL: not well formed") from error


def _checked(parts: SplitResult) -> CheckedUrl:
    scheme = parts.scheme.lower()
    if scheme not in DEFAULT_PORTS:
        shown = re.sub(r"[^a-z0-9+.-]", "?", scheme)[:20]
        raise SchemeRefused(f"URL: only http and https are fetched, not {shown or 'a URL without scheme'}")
    if "@" in parts.netloc or "\\" in parts.netloc:
        raise AddressRefused("URL: a user name, password or backslash in the host part is refused")
    port = parts.port or DEFAULT_PORTS[scheme]
    host = _host(parts.hostname or "")
    shown_host = f"[{host}]" if ":" in host else host
    netloc = shown_host if parts.port is None else f"{shown_host}:{port}"
    path = parts.path.replace("\\", "/")  # as browsers read it
    whole = urlunsplit((scheme, netloc, path, parts.query, parts.fragment))
    safe = safe_url_string(whole)
    if _CONTROLS.search(safe):
        raise SchemeRefused("URL: not well formed")
    return CheckedUrl(safe, scheme, host, port)


def _host(host: str) -> str:
    if ":" in host:
        if "%" in host:
            raise AddressRefused("URL: an IPv6 zone is refused")
        return str(IPv6Address(host))
    if not host.isascii():
        host = idna.encode(host, uts46=True).decode(
            "ascii"
        )  # as browsers do; full-width digits become digits here
    host = host.lower()
    if not _HOST.match(host) or ".." in host:
        raise SchemeRefused("URL: no valid host name")
    return host
