"""What the requests of one document say beside what all requests say. Its values may be secret: never stored or shown.

A value is written as itself, or as `env:NAME` and looked up when the request is made. What is kept of all this is a
short hash over names and spelling (`Sending.mark`), so that a changed header is seen as one.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit

from monitor.domain.errors import ConfigurationError

ENV = "env:"
VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
CARRIED = re.compile(
    r"[\x21-\x7e](?:[\x20-\x7e\t]*[\x21-\x7e])?"
)  # what a header or a cookie can carry of ASCII

# Names whose value is a secret, also where somebody wrote it into the file: not even a hash of it is kept.
_SECRET_NAMES = re.compile(r"auth|token|secret|passw|session|api-?key", re.IGNORECASE)
# A shorter value is found in a page by chance.
_LEAST_TO_RECOGNISE = 8
_DEFAULT_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Sent:
    """One header or cookie as the watchlist says it."""

    name: str
    said: str = field(repr=False)  # "env:NAME", or the value itself
    place: str = field(default="", compare=False)  # of the value: "clausewatch.yaml:12:30"

    @property
    def variable(self) -> str | None:
        """The environment variable that holds the value; None where the value itself is written."""
        return self.said.removeprefix(ENV) if self.said.startswith(ENV) else None

    def value(self, environ: Mapping[str, str]) -> str:
        """Look up the value.

        Raises:
            ConfigurationError: the variable is not set, or holds what cannot be sent; names it and its place.
        """
        if self.variable is None:
            return self.said
        found = environ.get(self.variable, "")
        if found and CARRIED.fullmatch(found):
            return found
        problem = (
            "holds what no header can carry (a line break, outer space or no ASCII)"
            if found
            else "is not set"
        )
        raise ConfigurationError(
            f"{self.place}: {self.name!r}: environment variable {self.variable} {problem}"
        )


@dataclass(frozen=True, slots=True)
class Sending:
    """What the watchlist adds to the requests of a document; headers and cookies go to the host of the source only."""

    headers: tuple[Sent, ...] = ()
    cookies: tuple[Sent, ...] = ()
    user_agent: str | None = None

    @property
    def mark(self) -> str:
        """A short hash that differs where what is asked for differs; "" where nothing is added."""
        if self == NOTHING:
            return ""
        headers = sorted([sent.name.lower(), _spelled(sent)] for sent in self.headers)
        cookies = sorted([sent.name, _spelled(sent)] for sent in self.cookies)
        said = json.dumps([headers, cookies, self.user_agent])
        return hashlib.sha256(said.encode()).hexdigest()[:12]


NOTHING = Sending()


@dataclass(frozen=True, slots=True)
class Values:
    """Headers and cookies looked up, for one request."""

    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    cookies: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    secrets: tuple[tuple[Sent, str], ...] = field(default=(), repr=False)  # those from the environment

    def without_secrets(self, text: str) -> str:
        """Write *text*, as of a header that a server sent back, without the values from the environment."""
        for sent, value in self.secrets:
            if len(value) >= _LEAST_TO_RECOGNISE:
                text = text.replace(value, f"[{sent.said}]").replace(quote(value, safe=""), f"[{sent.said}]")
        return text

    def repeated_in(self, body: bytes, *addresses: str) -> Sent | None:
        """Find a value from the environment that a page, or an address on the way to it, says again."""
        for sent, value in self.secrets:
            forms = {value, quote(value, safe="")} if len(value) >= _LEAST_TO_RECOGNISE else set()
            if any(form.encode() in body or any(form in url for url in addresses) for form in forms):
                return sent
        return None


def look_up(sending: Sending, environ: Mapping[str, str]) -> Values:
    """Look up the values of *sending* in *environ*.

    Raises:
        ConfigurationError: variables are not set or unusable; one line for each, with its place, never with a value.
    """
    problems, found = [], {}
    for sent in (*sending.headers, *sending.cookies):
        try:
            found[sent] = sent.value(environ)
        except ConfigurationError as error:
            problems.append(str(error))
    if problems:
        raise ConfigurationError("\n".join(problems))
    return Values(
        tuple((sent.name, found[sent]) for sent in sending.headers),
        tuple((sent.name, found[sent]) for sent in sending.cookies),
        tuple((sent, value) for sent, value in found.items() if sent.variable is not None),
    )


def is_own_host(source: str, url: str) -> bool:
    """Whether *url* is on the host of *source*, so that it may hear what is meant for that.

    Scheme, host and port are the same; only from http to https of one host, each on its usual port, nothing is lost.
    """
    try:
        own, other = urlsplit(source), urlsplit(url)
        ports = [parts.port or _DEFAULT_PORTS.get(parts.scheme) for parts in (own, other)]
    except ValueError:
        return False
    if not own.hostname or own.hostname != other.hostname:
        return False
    is_upgrade = (own.scheme, other.scheme, ports) == ("http", "https", [80, 443])
    return is_upgrade or (own.scheme == other.scheme and ports[0] == ports[1])


def sending_to(url: str, source: str, sending: Sending) -> Sending:
    """Give what may be said where a page of *source* names *url* as a part of it; elsewhere the User-Agent only."""
    return sending if is_own_host(source, url) else Sending(user_agent=sending.user_agent)


def _spelled(sent: Sent) -> str:
    return "" if sent.variable is None and _SECRET_NAMES.search(sent.name) else sent.said
