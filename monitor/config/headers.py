"""What a document may send of its own: names and values of headers and cookies. No value is ever repeated."""

import re

from monitor.domain.sending import CARRIED, ENV, VARIABLE

_TOKEN = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")  # RFC 9110, 5.6.2
# Between two machines only (RFC 9110, 7.6.1), or what the message itself decides.
_OF_THE_CONNECTION = frozenset(
    [
        "host",
        "content-length",
        "connection",
        "keep-alive",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
        "expect",
    ]
)
_ELSEWHERE = {"cookie": "cookies", "user-agent": "user_agent", "accept-language": "locale"}
_OURS = ("accept-encoding", "if-", "range")


def header_name(value: str) -> str:
    """Check the name of a header that a document may send."""
    if not _TOKEN.fullmatch(value):
        raise ValueError(f"{value!r} is no name of a header")
    name = value.lower()
    if name in _OF_THE_CONNECTION or name.startswith(("proxy-", "sec-")):
        raise ValueError(f"header {value!r} belongs to the connection and cannot be set")
    if name in _ELSEWHERE:
        raise ValueError(f"header {value!r} has a key of its own: write {_ELSEWHERE[name]!r}")
    if name.startswith(_OURS):
        raise ValueError(f"header {value!r} is sent by Clausewatch itself, as it needs it")
    return value


def cookie_name(value: str) -> str:
    """Check the name of a cookie."""
    if not _TOKEN.fullmatch(value):
        raise ValueError(f"{value!r} is no name of a cookie")
    return value


def header_value(value: str) -> str:
    """Check the value of a header: itself, or env:NAME."""
    if value.startswith(ENV):
        if not VARIABLE.fullmatch(value.removeprefix(ENV)):
            raise ValueError("env: must be followed by the name of an environment variable")
    elif not CARRIED.fullmatch(value):
        raise ValueError("the value of a header is one line of ASCII text, not empty, or env:NAME")
    return value


def cookie_value(value: str) -> str:
    """Check the value of a cookie: itself, or env:NAME."""
    if not value.startswith(ENV) and re.search(r"[;\s]", value):
        raise ValueError("the value of a cookie has no ';' and no space, or is env:NAME")
    return header_value(value)


def named_once(value: dict[str, str]) -> dict[str, str]:
    """Check that no header is given twice in different spelling."""
    seen: dict[str, str] = {}
    for name in sorted(value):
        first = seen.setdefault(name.lower(), name)
        if first is not name:
            raise ValueError(f"{first!r} and {name!r} are one header")
    return value


def user_agent(value: str) -> str:
    """Check what a document says as its User-Agent."""
    if not CARRIED.fullmatch(value):
        raise ValueError("must be one line of ASCII text, not empty")
    if value.startswith(ENV):
        raise ValueError("is no secret and is written as it is sent; env:NAME is for headers and cookies")
    return value
