"""Values as words: times, periods, facts, names of the vocabulary. English, and dates that nobody can misread."""

from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from monitor.domain.assessment import Fact
from monitor.domain.values import OPEN, named

# Written out, because strftime follows the locale of the process and a mail must not.
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_ACRONYMS: Final = {"ai": "AI", "dpa": "DPA", "sla": "SLA"}
_KINDS: Final = {"basis": "Legal basis", "entity": "Company", "mechanism": "Transfer safeguard"}
_DIRECTIONS: Final = {"weaker": "weaker protection", "stronger": "stronger protection"}


def day(value: date) -> str:
    """Write a date as "1 March 2026"."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def moment(value: datetime, timezone: str) -> str:
    """Write an aware time as "1 March 2026, 09:05 (Europe/Paris, UTC+01:00)"."""
    local = value.astimezone(ZoneInfo(timezone))
    zone = "UTC" if timezone == "UTC" else f"{timezone}, UTC{local:%z}"
    return f"{day(local)}, {local:%H:%M} ({zone[:-2] + ':' + zone[-2:] if zone != 'UTC' else zone})"


def label(word: str) -> str:
    """Write a word of the vocabulary for people: "privacy_policy" is "privacy policy", "ai" is "AI"."""
    return _ACRONYMS.get(word, word.replace("_", " "))


def direction(word: str) -> str:
    """Write a direction for people: whose protection it is depends on the document, that it is protection does not."""
    return _DIRECTIONS.get(word, word)


def short(text: str, limit: int) -> str:
    """Shorten *text* to *limit* characters, at a word where there is one; the cut shows as "…"."""
    if len(text) <= limit:
        return text
    kept, blank, rest = text[: limit - 1].rpartition(" ")
    return f"{kept if blank and len(rest) < 40 else text[: limit - 1]}…"


def count(number: int, noun: str) -> str:
    """Write a number with its noun: "1 change", "3 changes"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def fact_line(fact: Fact) -> str:
    """Write one fact as a line: "Period (server logs): 30 days → 90 days"."""
    kind = str(fact.get("type", "fact"))
    name = _KINDS.get(kind, label(kind).capitalize())
    if fact.get("what"):
        name = f"{name} ({label(str(fact['what']))})"
    if "added" in fact or "removed" in fact:
        return f"{name}: {_moved(kind, fact)}"
    if kind == "period" and fact.get("from") is None and fact.get("to") is None:
        return f"{name}: {OPEN}"
    return f"{name}: {_stated(kind, fact.get('from'))} → {_stated(kind, fact.get('to'))}"


def _moved(kind: str, fact: Fact) -> str:
    parts = [
        f"{verb} {', '.join(named(kind, item) for item in items)}"
        for verb in ("added", "removed")
        if (items := _items(fact.get(verb)))
    ]
    return "; ".join(parts) or "unchanged"


def _items(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _stated(kind: str, value: Any) -> str:
    return "not stated" if value is None else named(kind, value)
