"""Values as words: times, periods, facts, names of the vocabulary. English, and dates that nobody can misread."""

import re
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from monitor.domain.assessment import Fact

# Written out, because strftime follows the locale of the process and a mail must not.
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_ACRONYMS: Final = {"ai": "AI", "dpa": "DPA", "sla": "SLA"}
_MECHANISMS: Final = {
    "scc": "standard contractual clauses",
    "uk_idta": "UK transfer agreement (IDTA)",
    "bcr": "binding corporate rules",
    "dpf": "Data Privacy Framework",
    "privacy_shield": "Privacy Shield",
    "adequacy": "adequacy decision",
    "consent": "consent",
    "derogation": "derogation",
}
_DIRECTIONS: Final = {"weaker": "weaker protection", "stronger": "stronger protection"}
_DURATION: Final = re.compile(
    r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?"
)
_UNITS: Final = ("year", "month", "week", "day", "hour", "minute", "second")


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


def duration(iso: str | None) -> str:
    """Write an ISO 8601 duration in words, "30 days"; None is "not stated", anything else stays as it is."""
    if iso is None:
        return "not stated"
    match = _DURATION.fullmatch(iso)
    parts = [
        count(int(amount), unit)
        for amount, unit in zip(match.groups() if match else (), _UNITS, strict=False)
        if amount
    ]
    return " ".join(parts) or iso


def fact_line(fact: Fact) -> str:
    """Write one fact as a line: "Period (retention): 30 days → 90 days"."""
    kind = str(fact.get("type", "fact"))
    name = label(kind).capitalize()
    if kind == "period":
        what = fact.get("what")
        head = f"Period ({label(str(what))})" if what else "Period"
        if fact.get("from") is None and fact.get("to") is None:
            return f"{head}: no length in numbers"
        return f"{head}: {duration(fact.get('from'))} → {duration(fact.get('to'))}"
    if "added" in fact or "removed" in fact:
        return f"{name}: {_moved(kind, fact)}"
    return f"{name}: {_stated(fact.get('from'))} → {_stated(fact.get('to'))}"


def _moved(kind: str, fact: Fact) -> str:
    names = _MECHANISMS if kind == "mechanism" else {}
    parts = [
        f"{verb} {', '.join(names.get(str(item), str(item)) for item in items)}"
        for verb in ("added", "removed")
        if (items := _items(fact.get(verb)))
    ]
    return "; ".join(parts) or "unchanged"


def _items(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _stated(value: Any) -> str:
    return "not stated" if value is None else label(str(value))
