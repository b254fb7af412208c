"""What a single value of the file may be, and what is said when it is something else.

Messages never repeat a value that can hold a secret (destinations, database, proxy, heartbeat).
"""

import re
from collections.abc import Callable, Iterable
from datetime import timedelta
from difflib import get_close_matches
from functools import lru_cache
from ipaddress import ip_address, ip_network
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

import cssselect

from monitor.domain.schedule import check_cron
from monitor.domain.selection import HEADING_KEYS, NoSelector, Selector, selector_from_json
from monitor.domain.sending import VARIABLE
from monitor.domain.slug import slugify
from monitor.domain.watchlist import Schedule

_DURATION = re.compile(
    r"P(?:(?P<weeks>\d+)W|(?:(?P<days>\d+)D)?"
    r"(?:T(?=\d)(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+)S)?)?)"
)
_CALENDAR_DURATION = re.compile(r"P(?:\d+Y)?(?:\d+M)?(?:\d+[WD])?(?:T\w+)?")
_MAX_DAYS = 3650  # ten years: beyond it a digit too many is more likely than an intention
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")  # RFC 5646, the part that browsers send
_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*/[a-z0-9_]+(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)?")
_URL_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://.")
_DATABASES = ("sqlite", "postgresql")
_GUARDED = re.compile(r"\[(?P<v6>[^\]]+)\](?::(?P<port6>\d+))?|(?P<v4>[\d.]+(?:/\d+)?)(?::(?P<port4>\d+))?")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Suggest the nearest of *known*: "; did you mean 'x'?", or "" when none is near."""
    names, word = list(known), word.lower()
    # An abbreviation ("ref", "lang") is further from its word than difflib's measure reaches.
    longer = [name for name in names if len(word) > 2 and name.startswith(word)]
    near = get_close_matches(word, names, n=1, cutoff=0.6) or longer[:1]
    return f"; did you mean {near[0]!r}?" if near else ""


def one_of(words: tuple[str, ...], what: str) -> Callable[[Any], Any]:
    """Make a check that a text is one of *words*; *what* names the idea in the message."""

    def check(value: Any) -> Any:
        if not isinstance(value, str) or value in words:
            return value
        hint = did_you_mean(value, words) or f"; known: {', '.join(words)}"
        raise ValueError(f"unknown {what} {value!r}{hint}")

    return check


def line(value: str) -> str:
    """Check a name, tag or label: one line of printable text, not empty."""
    value = value.strip()
    if not value:
        raise ValueError("must not be empty")
    if not value.isprintable():
        raise ValueError("must be one line of printable text")
    return value


def slug(value: str) -> str:
    """Check a slug that is given by hand."""
    if value != slugify(value) or not value:
        raise ValueError(f"{value!r} is no slug (a-z, 0-9, single hyphens between){_suggest(slugify(value))}")
    return value


def qualifier(value: str) -> str:
    """Check a qualifier (locale, region or product) and make its slug."""
    if not slugify(value):
        raise ValueError(f"{value!r} has no letter or digit of a-z, 0-9")
    return slugify(value)


def document_key(value: str) -> str:
    """Check a document key that is given by hand."""
    if not _KEY.fullmatch(value):
        raise ValueError(
            f"{value!r} is no document key; it looks like 'vendor-slug/type' or 'vendor-slug/type.fr'"
        )
    return value


def web_address(value: str) -> str:
    """Check the URL of a page: http or https, a host, no credentials, no spaces."""
    problem = _address_problem(value)
    if problem:
        raise ValueError(f"{problem}: {value!r}" if "credentials" not in problem else problem)
    return value


def secret_address(value: str) -> str:
    """Check a URL that may hold a secret (proxy, heartbeat): never repeated in the message."""
    if re.search(r"\s", value) or urlsplit(value).scheme not in ("http", "https") or not _host(value):
        raise ValueError("must be an http:// or https:// address with a host and without spaces")
    return value


def _address_problem(value: str) -> str | None:
    if re.search(r"\s", value) or not value.isprintable():
        return "a URL cannot contain spaces; write %20"
    if "@" in value.partition("://")[2].partition("/")[0]:
        return "a URL must not contain credentials (user:password@)"
    scheme = value.partition(":")[0].lower()
    if "://" not in value or not scheme:
        return "a URL must start with https:// or http://"
    if scheme not in ("http", "https"):
        return f"scheme {scheme!r} is not fetched, only https and http"
    if not _host(value):
        return "the URL names no valid host"
    return None


def _host(value: str) -> str | None:
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError:  # a port that is no number, a broken IPv6 address
        return None
    host = parts.hostname
    return host if host and not host.startswith(".") and ".." not in host else None


def duration(value: Any) -> Any:
    """Read an ISO 8601 duration of weeks, days, hours, minutes and seconds into a timedelta."""
    if not isinstance(value, str):
        return value
    match = _DURATION.fullmatch(value)
    if match and value not in ("P", "PT"):
        parts = {unit: int(number[:9]) for unit, number in match.groupdict().items() if number}
        if parts and (length := timedelta(**parts)) <= timedelta(days=_MAX_DAYS):
            return length
        raise ValueError(f"{value!r} is longer than {_MAX_DAYS} days")
    if value.startswith("-"):
        raise ValueError(f"{value!r}: a duration cannot be negative")
    if re.search(r"\d", value) and _CALENDAR_DURATION.fullmatch(value):
        raise ValueError(
            f"{value!r}: months and years have no fixed length; use days, for example P30D or P365D"
        )
    raise ValueError(f"{value!r} is no ISO 8601 duration; write for example PT30M, PT12H, P1D or P2W")


def positive_duration(value: Any) -> Any:
    """Read a duration that is longer than zero."""
    length = duration(value)
    if length == timedelta(0):
        raise ValueError(f"{value!r} must be longer than zero")
    return length


def schedule(value: Any) -> Any:
    """Read a schedule: an ISO 8601 duration, or a cron line of five fields, which stays text."""
    if not isinstance(value, str):
        return value
    return _cron(value) if len(value.split()) > 1 else positive_duration(value)


def when(value: Any) -> Any:
    """Check when alerts go out: a word, or a cron line of five fields."""
    if not isinstance(value, str) or value in ("immediately", "daily", "weekly"):
        return value
    if len(value.split()) > 1:
        return _cron(value)
    hint = did_you_mean(value, ("immediately", "daily", "weekly")) or ""
    raise ValueError(f"{value!r} is not immediately, daily, weekly or a cron line of five fields{hint}")


def _cron(value: str) -> Schedule:
    line_of_fields = " ".join(value.split())
    problem = check_cron(line_of_fields)
    if problem:
        raise ValueError(f"{value!r} is no cron line: {problem}")
    return line_of_fields


def selector(value: Any) -> Selector:
    """Check a selector: CSS, or a range between two headings or elements."""
    try:
        read = selector_from_json(value)
    except NoSelector as error:
        raise ValueError(str(error)) from error
    if isinstance(read, str):
        return css(read)
    for key, said in read.ends:
        if key not in HEADING_KEYS:
            css(said)
    return read


@lru_cache(maxsize=4096)
def css(value: str) -> str:
    """Check a CSS selector; XPath, pseudo-elements and what cannot be looked for in a page are refused."""
    try:
        for parsed in cssselect.parse(value):
            if parsed.pseudo_element is not None:
                raise ValueError(
                    f"CSS selector {value!r} has a pseudo-element, which matches no part of a page"
                )
            cssselect.HTMLTranslator().selector_to_xpath(parsed)
    except cssselect.SelectorError as error:
        raise ValueError(f"CSS selector {value!r}: {error}") from error
    return value


def language_tag(value: str) -> str:
    """Check a BCP 47 tag such as "en" or "fr-CA"."""
    if not _LANGUAGE_TAG.fullmatch(value):
        hint = _suggest(value.replace("_", "-")) if _LANGUAGE_TAG.fullmatch(value.replace("_", "-")) else ""
        raise ValueError(f"{value!r} is no language tag such as 'en' or 'fr-CA'{hint}")
    return value


def language(value: str) -> str:
    """Check a two-letter language code (ISO 639-1)."""
    if not re.fullmatch(r"[a-z]{2}", value):
        raise ValueError(f"{value!r} is no two-letter language code such as 'en' or 'fr'")
    return value


def time_zone(value: str) -> str:
    """Check a time zone by its IANA name."""
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        zones = {zone.lower(): zone for zone in available_timezones()}
        near = get_close_matches(value.lower(), list(zones), n=1)
        hint = f"; did you mean {zones[near[0]]!r}?" if near else ""
        raise ValueError(
            f"unknown time zone {value!r}{hint or '; write for example Europe/Paris'}"
        ) from error
    return value


def database_url(value: str) -> str:
    """Check the kind of a database URL; never repeats it, for it may hold a password."""
    dialect = value.partition("://")[0].partition("+")[0]
    if "://" not in value or dialect not in _DATABASES:
        hint = " (not postgres://)" if dialect == "postgres" else ""
        raise ValueError(f"must be sqlite:///FILE or postgresql://USER@HOST/NAME{hint}")
    return value


def private_address(value: str) -> str:
    """Check an exception from the address guard: "10.0.0.0/8", "127.0.0.1:8800", "[::1]:80", "fd00::/8"."""
    match = _GUARDED.fullmatch(value)
    address = (match["v6"] or match["v4"]) if match else value
    port = (match["port6"] or match["port4"]) if match else None
    try:
        _ = ip_network(address, strict=True) if "/" in address else ip_address(address)
    except ValueError as error:
        raise ValueError(
            f"{value!r} is no address or network; write for example 10.0.0.0/8 or 127.0.0.1:8800"
        ) from error
    if port is not None and not 0 < int(port) < 65536:
        raise ValueError(f"{value!r}: a port is between 1 and 65535")
    return value


def destination(value: str) -> str:
    """Check what a destination is given as: an Apprise URL, env:NAME or file:PATH. Never repeats it."""
    kind, _, rest = value.partition(":")
    if kind == "env" and not VARIABLE.fullmatch(rest):
        raise ValueError("env: must be followed by the name of an environment variable")
    if kind == "file" and not rest.strip("/"):
        raise ValueError("file: must be followed by the path of a file")
    if kind not in ("env", "file") and not is_address(value):
        raise ValueError("a destination is an Apprise URL (scheme://…), env:NAME or file:/path")
    return value


def is_address(value: str) -> bool:
    """Whether *value* has the form of an Apprise URL."""
    return _URL_SCHEME.match(value) is not None and not re.search(r"[\r\n]", value)


def _suggest(text: str) -> str:
    return f"; did you mean {text!r}?" if text else ""
