"""What a robots.txt says to us, per RFC 9309. Pure: fetching it is the middleware's."""

import re
from dataclasses import dataclass
from typing import Self

from protego import Protego

PARSE_LIMIT = 512_000  # bytes, 500 KiB: RFC 9309, 2.5
LONGEST_DELAY = 60.0  # seconds; a longer Crawl-delay would keep a host busy for whole runs
AGENT = "clausewatch"

_AGENT_LINE = re.compile(r"[ \t]*user[- ]?agent[ \t]*[: \t][ \t]*([^#\n]*)", re.IGNORECASE)
_LINE_END = re.compile(r"\r\n|\r|\n")
_TOKEN = re.compile(r"[A-Za-z_-]+|\*")


@dataclass(frozen=True, slots=True)
class RobotsRules:
    """The rules of one origin, for us."""

    parsed: Protego | None = None  # None: nothing is forbidden
    delay: float = 0.0  # seconds between two requests, as asked for, at most a minute

    @classmethod
    def read(cls, body: bytes) -> Self:
        """Read a robots.txt; anything that is none (a web page, an image) has no rules."""
        text = body[:PARSE_LIMIT].decode("utf-8", "replace").removeprefix("\ufeff")
        parsed = Protego.parse(_narrow(text))
        delay = parsed.crawl_delay(AGENT) or 0.0
        return cls(parsed, min(max(delay, 0.0), LONGEST_DELAY))

    def allows(self, url: str) -> bool:
        """Whether *url* may be fetched."""
        return self.parsed is None or bool(self.parsed.can_fetch(url.partition("#")[0], AGENT))


def _narrow(text: str) -> str:
    """Give all agents but us and ``*`` one common name.

    Protego's time grows with the square of the number of agents: half a megabyte of them would take minutes. It also
    reads any agent name that is a part of ours as ours, where RFC 9309, 2.2.1 wants the whole product token.
    """
    lines = []
    for line in _LINE_END.split(text):
        found = _AGENT_LINE.match(line)
        if found is not None:
            token = _TOKEN.match(found[1])
            name = token[0].lower() if token else "other"
            line = f"User-agent: {name if name in ('*', AGENT) else 'other'}"
        lines.append(line)
    return "\n".join(lines)
