"""One sentence about a change, made of its facts and quotes; never more than the evidence says."""

from collections.abc import Sequence
from typing import Final

from monitor.domain.assessment import ClauseChange, Fact
from monitor.domain.markdown import PATH_SEPARATOR, readable
from monitor.domain.vocabulary import Category

_QUOTE_WORDS: Final = 24
_ARROW: Final = "→"
_NAMES: Final[dict[Category, str]] = {
    "ai": "AI",
    "transfer": "Transfers",
    "change_notice": "Announced change",
}
_UNITS: Final = {"Y": "year", "M": "month", "W": "week", "D": "day", "H": "hour"}


def summarise(changes: Sequence[ClauseChange]) -> str:
    """Write the most important of *changes* as one sentence, with how many further clauses changed."""
    if not changes:
        return ""
    first = changes[0]
    said = next((text for fact in first.facts if (text := fact_text(fact))), None) or _quoted(first)
    where = f" (section “{first.section.rsplit(PATH_SEPARATOR, 1)[-1]}”)" if first.section else ""
    others = len({(c.before, c.after) for c in changes}) - 1
    more = f"; {others} more clause{'s' if others > 1 else ''} changed" if others else ""
    return f"{_name(first.category)}: {said}{where}{more}."


def fact_text(fact: Fact) -> str | None:
    """Write one fact in words; None for one that says nothing alone."""
    kind = fact["type"]
    if kind in ("period", "age", "basis", "entity"):
        write = period_text if kind == "period" else str
        old = write(fact["from"]) if fact["from"] is not None else None
        new = write(fact["to"]) if fact["to"] is not None else None
        label = f"{fact['what']}: " if kind == "period" and fact.get("what") else ""
        if kind == "age":
            label = "age "
        if old and new:
            return f"{label}{old} {_ARROW} {new}"
        return f"{label}{new} stated" if new else f"{label}{old} no longer stated"
    added, removed = ", ".join(fact["added"]), ", ".join(fact["removed"])
    parts = [f"{added} added" if added else "", f"{removed} removed" if removed else ""]
    return ", ".join(part for part in parts if part) or None


def period_text(iso: str) -> str:
    """Write an ISO 8601 duration in English: P30D is "30 days"."""
    number, unit = iso.lstrip("PT")[:-1], _UNITS[iso[-1]]
    return f"{number} {unit}{'' if number == '1' else 's'}"


def quote(text: str) -> str:
    """Cut *text* to a quotable length, without Markdown's marks."""
    words = readable(text).split()
    return " ".join(words[:_QUOTE_WORDS]) + (" …" if len(words) > _QUOTE_WORDS else "")


def _quoted(change: ClauseChange) -> str:
    if change.kind == "added":
        return f"added “{quote(change.after)}”"
    if change.kind == "removed":
        return f"removed “{quote(change.before)}”"
    return f"“{quote(change.before)}” {_ARROW} “{quote(change.after)}”"


def _name(category: Category) -> str:
    return _NAMES.get(category, category.replace("_", " ").capitalize())
