"""The `destinations` and `subscriptions` of the file: who is told, and how to reach them."""

import hashlib
import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from monitor.config import values
from monitor.config.models import SubscriptionEntry
from monitor.config.problems import Findings, kind_of
from monitor.config.tree import Steps
from monitor.domain.errors import ConfigurationError
from monitor.domain.slug import slugify
from monitor.domain.watchlist import Subscription, Watchlist


def read_destinations(data: dict[str, Any], findings: Findings, folder: Path) -> dict[str, str]:
    """Read the destinations by name; a relative file: reference is made to start from *folder*.

    Values are never repeated in a mistake: they are secrets.
    """
    found: dict[str, str] = {}
    for name, value in data.items():
        steps = ["destinations", name]
        if not name.isprintable() or not name.strip() or values.is_address(name):
            findings.add(steps, "the name of a destination is one line of text and no address", at_key=True)
        elif not isinstance(value, str):
            findings.add(steps, f"destination {name!r}: expected text, found {kind_of(value)}")
        else:
            try:
                found[name] = _anchored(values.destination(value), folder)
            except ValueError as error:
                findings.add(steps, f"destination {name!r}: {error}")
    return found


def read_subscriptions(
    data: list[Any],
    vendors: list[Any],
    destinations: dict[str, str],
    declared: Collection[str],
    findings: Findings,
) -> tuple[Subscription, ...]:
    """Read all subscriptions; an Apprise URL in `to` becomes a destination with a generated name.

    Args:
        data: the list as written.
        vendors: the vendors as written: also one with a mistake can be named by a filter.
        destinations: by name; inline ones are added.
        declared: all names of destinations as written, valid or not.
        findings: where mistakes go.
    """
    reader = _SubscriptionReader(vendors, destinations, declared, findings)
    return tuple(reader.read(data))


def generated_name(url: str) -> str:
    """Make the stable name of an inline Apprise *url*: its scheme and eight hexadecimal digits.

    The name is stored, and a URL may hold a short password: scrypt makes guessing it from the name slow
    (8 MiB and about 20 ms a try).
    """
    digest = hashlib.scrypt(url.encode(), salt=b"clausewatch destination", n=2**13, r=8, p=1, dklen=4)
    return f"{url.partition(':')[0].lower()}-{digest.hex()}"


def resolve_destinations(
    watchlist: Watchlist, environ: Mapping[str, str], names: Iterable[str] | None = None
) -> dict[str, str]:
    """Look up the Apprise URLs of *names* (all by default): only whoever delivers needs the secrets at hand.

    Raises:
        ConfigurationError: a variable or file is missing, empty or holds no URL; names each destination, no URL.
    """
    found: dict[str, str] = {}
    problems: list[str] = []
    for name in watchlist.destinations if names is None else names:
        try:
            found[name] = _resolved(watchlist.destinations[name], environ)
        except (ValueError, OSError) as error:
            reason = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else str(error)
            problems.append(f"destination {name!r}: {reason}")
    if problems:
        raise ConfigurationError("\n".join(problems))
    return found


def _resolved(reference: str, environ: Mapping[str, str]) -> str:
    kind, _, rest = reference.partition(":")
    if kind == "env":
        url, where = environ.get(rest, ""), f"environment variable {rest}"
    elif kind == "file":
        url, where = Path(rest).read_text(encoding="utf-8").rstrip("\r\n"), f"file {rest}"
    else:
        return reference
    if not url:
        raise ValueError(f"{where} is not set" if kind == "env" else f"{where} is empty")
    if not values.is_address(url):
        raise ValueError(f"{where} holds no Apprise URL (scheme://…)")
    return url


def _anchored(reference: str, folder: Path) -> str:
    if not reference.startswith("file:"):
        return reference
    path = (
        reference.removeprefix("file://")
        if reference.startswith("file:///")
        else reference.removeprefix("file:")
    )
    return f"file:{(folder / path).absolute()}"


class _SubscriptionReader:
    def __init__(
        self, vendors: list[Any], destinations: dict[str, str], declared: Collection[str], findings: Findings
    ) -> None:
        self.destinations = destinations
        self.declared = declared
        self.findings = findings
        mappings = [vendor for vendor in vendors if isinstance(vendor, dict)]
        names = [(vendor.get("slug"), vendor.get("name")) for vendor in mappings]
        self.slugs = {slug if isinstance(slug, str) else slugify(str(name)) for slug, name in names}
        self.slug_of_name = {
            str(name): slug if isinstance(slug, str) else slugify(str(name)) for slug, name in names
        }
        self.tags = {str(tag).strip() for vendor in mappings for tag in _listed(vendor.get("tags"))}
        self._names: dict[str, Steps] = {}

    def read(self, data: list[Any]) -> Iterator[Subscription]:
        for number, item in enumerate(data):
            steps: Steps = ["subscriptions", number]
            entry = self.findings.read(SubscriptionEntry, item, steps)
            if entry is None:
                continue
            first = self._names.setdefault(entry.name, steps)
            if first is not steps:
                place = self.findings.tree.place(first)
                self.findings.add(
                    [*steps, "name"], f"two subscriptions are named {entry.name!r}, the other in {place}"
                )
            yield Subscription(
                name=entry.name,
                to=tuple(dict.fromkeys(self._destination(to, steps, at) for at, to in enumerate(entry.to))),
                vendors=tuple(self._vendor(name, steps, at) for at, name in enumerate(entry.vendors)),
                tags=tuple(self._tag(tag, steps, at) for at, tag in enumerate(entry.tags)),
                types=entry.types,
                categories=entry.categories,
                languages=entry.languages,
                min_severity=entry.min_severity,
                minor=entry.minor,
                incidents=entry.incidents,
                when=entry.when,
            )

    def _destination(self, to: str, steps: Steps, at: int) -> str:
        if values.is_address(to):
            name = generated_name(to)
            self.destinations[name] = to
            return name
        if to not in self.declared:
            # Text with a colon is more likely a mistyped address than a name: it is not repeated.
            shown = "destination" if ":" in to else f"destination {to!r}"
            hint = (
                values.did_you_mean(to, self.declared)
                or "; name it under 'destinations:', or write an Apprise URL"
            )
            self.findings.add([*steps, "to", at], f"unknown {shown}{hint}")
        return to

    def _vendor(self, name: str, steps: Steps, at: int) -> str:
        if name in self.slugs:
            return name
        if name not in self.slug_of_name:
            hint = values.did_you_mean(name, self.slugs)
            self.findings.add([*steps, "vendors", at], f"no vendor {name!r} in this file{hint}")
        return self.slug_of_name.get(name, name)

    def _tag(self, tag: str, steps: Steps, at: int) -> str:
        if tag not in self.tags:
            self.findings.add(
                [*steps, "tags", at], f"no vendor has the tag {tag!r}{values.did_you_mean(tag, self.tags)}"
            )
        return tag


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
