"""One sentence about a change, made of its facts and quotes; never more than the evidence says."""

from collections.abc import Callable, Sequence
from typing import Final

from monitor.domain.assessment import ClauseChange, Fact
from monitor.domain.countries import country_name
from monitor.domain.markdown import PATH_SEPARATOR, readable
from monitor.domain.vocabulary import Category

_QUOTE_WORDS: Final = 24
_ARROW: Final = "→"
_NAMES: Final[dict[Category, str]] = {
    "ai": "AI",
    "transfer": "Transfers",
    "change_notice": "Announced change",
}
_MECHANISMS: Final = {
    "scc": "standard contractual clauses",
    "uk_idta": "UK transfer agreement",
    "bcr": "binding corporate rules",
    "dpf": "Data Privacy Framework",
    "privacy_shield": "Privacy Shield",
    "adequacy": "adequacy decision",
    "consent": "consent",
    "derogation": "derogation",
}
_FORMS: Final[dict[str, Callable[[str], str]]] = {
    "countries": country_name,
    "mechanism": lambda code: _MECHANISMS.get(code, code),
}
# The facts that a category is about; for the others every fact tells something.
_TELLING: Final[dict[Category, frozenset[str]]] = {
    "sharing": frozenset({"recipients", "entity"}),
    "retention": frozenset({"period"}),
    "transfer": frozenset({"countries", "mechanism"}),
    "collection": frozenset(),
    "rights": frozenset({"period", "age"}),
}
_ANY: Final = frozenset({"period", "age", "basis", "entity", "countries", "mechanism", "recipients"})
_UNITS: Final = {"Y": "year", "M": "month", "W": "week", "D": "day", "H": "hour"}


def summarise(changes: Sequence[ClauseChange]) -> str:
    """Write the most important of *changes* as one sentence, with how many further clauses changed."""
    if not changes:
        return ""
    first = changes[0]
    said = _facts_said(first) or _quoted(first)
    where = f" (section “{first.section.rsplit(PATH_SEPARATOR, 1)[-1]}”)" if first.section else ""
    others = len({(c.before, c.after) for c in changes}) - 1
    more = f"; {others} more clause{'s' if others > 1 else ''} changed" if others else ""
    return f"{_name(first.category)}: {said}{where}{more}."


def _facts_said(change: ClauseChange) -> str | None:
    """Write the facts that the category is about; a name of a country in a new recipient's row is not its news."""
    telling = _TELLING.get(change.category, _ANY)
    said = [
        text for fact in change.facts if fact["type"] in telling and (text := fact_text(fact, change.section))
    ]
    return "; ".join(said) or None


def fact_text(fact: Fact, section: str = "") -> str | None:
    """Write one fact of a clause in *section* in words; None for one that says nothing alone."""
    kind = fact["type"]
    if kind in ("period", "age", "basis", "entity"):
        write = period_text if kind == "period" else str
        old = write(fact["from"]) if fact["from"] is not None else None
        new = write(fact["to"]) if fact["to"] is not None else None
        is_section = fact.get("what") == section.rsplit(PATH_SEPARATOR, 1)[-1]
        label = f"{fact['what']}: " if kind == "period" and fact.get("what") and not is_section else ""
        if kind == "age":
            label = "age "
        if old is None and new is None:
            return None
        if old and new:
            return f"{label}{old} {_ARROW} {new}"
        return f"{label}{new} stated" if new else f"{label}{old} no longer stated"
    name = _FORMS.get(kind, str)
    added, removed = ", ".join(map(name, fact["added"])), ", ".join(map(name, fact["removed"]))
    parts = [f"{added} added" if added else "", f"{removed} removed" if removed else ""]
    return ", ".join(part for part in parts if part) or None


def period_text(iso: str) -> str:
    """Write an ISO 8601 duration in English: P30D is "30 days"."""
    number, unit = iso.lstrip("PT")[:-1], "minute" if iso[:2] == "PT" and iso[-1] == "M" else _UNITS[iso[-1]]
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
