"""One sentence about a change, made of its facts and quotes; never more than the evidence says."""

import re
from collections.abc import Sequence
from typing import Any, Final

from monitor.domain import folding
from monitor.domain.assessment import ClauseChange, Fact
from monitor.domain.cells import pieces
from monitor.domain.dates import is_date_word
from monitor.domain.excerpt import quote, quote_both
from monitor.domain.markdown import PATH_SEPARATOR
from monitor.domain.recipients import LISTED
from monitor.domain.trivial import is_date_line
from monitor.domain.values import named
from monitor.domain.vocabulary import Category

_ARROW: Final = "→"
_NAMES: Final[dict[Category, str]] = {
    "ai": "AI",
    "transfer": "Transfers",
    "change_notice": "Announced change",
}
# Facts whose coming or going is the news of a category. Elsewhere a country or a company only stands in a sentence,
# and the sentence is the news.
_TELLING: Final[dict[Category, frozenset[str]]] = {
    "sharing": frozenset({"recipients"}),
    "tracking": frozenset({"recipients", "period"}),
    "retention": frozenset({"period"}),
    "transfer": frozenset({"countries", "mechanism"}),
    "children": frozenset({"age"}),
    "legal_basis": frozenset({"basis"}),
}
# One value that gave way to another is news wherever it stands.
_EXCHANGED: Final = frozenset({"period", "age", "basis", "entity"})
_MOST_NAMES: Final = 5
_NAME_WORDS: Final = 6
_SECTION_WORDS: Final = 12
_BESIDE_WORDS: Final = 16


def summarise(changes: Sequence[ClauseChange]) -> str:
    """Write the most important of *changes* as one sentence, with how many further clauses changed."""
    if not changes:
        return ""
    first = changes[0]
    others = len({(c.before, c.after) for c in changes}) - 1
    more = f"; {others} more clause{'s' if others > 1 else ''} changed" if others else ""
    return f"{_told(first)}{_where(first.section)}{more}."


def edit_text(before: str, after: str) -> str:
    """Write an edit as its quotes: what came, what went, or both sides where they differ."""
    if not before:
        return f"added “{quote(after)}”"
    if not after:
        return f"removed “{quote(before)}”"
    old, new = quote_both(before, after)
    return f"“{old}” {_ARROW} “{new}”"


def _told(change: ClauseChange) -> str:
    name = _NAMES.get(change.category, change.category.replace("_", " ").capitalize())
    facts = _news([fact for fact in change.facts if _tells(fact, change)])
    if not (said := [text for fact in facts if (text := _said(fact, facts))]):
        return f"{name}: {edit_text(change.before, change.after)}"
    subjects = [_subject(fact, change.section) for fact in facts]
    if change.category == "retention" and len(facts) == 1 and subjects[0]:
        return f"Retention of {subjects[0]}: {said[0]}"
    if LISTED in change.reasons and (beside := _beside(change, facts)):
        said = [re.sub(r" (added|removed)$", rf" ({beside}) \1", text) for text in said]
    parts = [f"{what}: {text}" if what else text for what, text in zip(subjects, said, strict=False)]
    return f"{name}: {'; '.join(parts)}"


def _beside(change: ClauseChange, facts: Sequence[Fact]) -> str:
    """What an entry says beside its name: what for, and where; "" where it has several names, or says much."""
    names = [name for fact in facts for verb in ("added", "removed") for name in fact.get(verb, ())]
    if len(names) != 1 or (change.before and change.after):
        return ""
    others = [piece for piece in pieces(change.after or change.before) if piece.rstrip(".") not in names[0]]
    said = ", ".join(others)
    return said if len(said.split()) <= _BESIDE_WORDS else ""


def _news(facts: Sequence[Fact]) -> list[Fact]:
    """Leave out recipients that are but the companies that gave way to each other, told as such."""
    names = {name for fact in facts if fact["type"] == "entity" for name in (fact["from"], fact["to"])}
    return [
        f for f in facts if f["type"] != "recipients" or not names.issuperset((*f["added"], *f["removed"]))
    ]


def _tells(fact: Fact, change: ClauseChange) -> bool:
    kind = fact["type"]
    if "added" in fact:
        names = [*fact["added"], *fact["removed"]]
        is_named = kind != "recipients" or all(map(_is_name, names))
        return is_named and kind in _TELLING.get(change.category, ())
    if fact["from"] is not None and fact["to"] is not None:
        return kind in _EXCHANGED
    if fact["from"] is None and fact["to"] is None:
        return False
    # One value alone says little of a whole clause that came or went, unless it is said of what it holds.
    is_whole = not (change.before and change.after)
    return kind in _TELLING.get(change.category, ()) and not (is_whole and not _subject(fact, change.section))


def _is_name(recipient: str) -> bool:
    """Whether a recipient is named, and not only a kind of recipient: "third parties" may just be denied anything."""
    return any(char.isupper() for char in recipient) and len(recipient.split()) <= _NAME_WORDS


def _subject(fact: Fact, section: str) -> str:
    """What a period applies to; "" where it is only known by the heading, which stands behind anyway."""
    what = str(fact.get("what") or "") if fact["type"] == "period" else ""
    return "" if what == section.rsplit(PATH_SEPARATOR, 1)[-1] else what


def _said(fact: Fact, beside: Sequence[Fact]) -> str:
    """Write one fact; a name that a period *beside* it is said of is not told once more."""
    kind = fact["type"]
    if "added" not in fact:
        return _moved(kind, fact["from"], fact["to"])
    subjects = tuple(f"{other.get('what')}, " for other in beside)
    lists = [
        (_listed([named(kind, item) for item in fact[verb] if not _begins(subjects, item)]), verb)
        for verb in ("added", "removed")
    ]
    return ", ".join(f"{names} {verb}" for names, verb in lists if names)


def _begins(subjects: Sequence[str], name: str) -> bool:
    return any(subject.startswith(f"{name}, ") for subject in subjects)


def _listed(names: Sequence[str]) -> str:
    """List names, the first of many only."""
    more = len(names) - _MOST_NAMES
    return ", ".join(names) if more <= 1 else f"{', '.join(names[:_MOST_NAMES])} and {more} more"


def _moved(kind: str, old: Any, new: Any) -> str:
    label = "age " if kind == "age" else ""
    if old is not None and new is not None:
        return f"{label}{named(kind, old)} {_ARROW} {named(kind, new)}"
    return (
        f"{label}{named(kind, new)} stated" if old is None else f"{label}{named(kind, old)} no longer stated"
    )


def _where(section: str) -> str:
    titles = [title for title in section.split(PATH_SEPARATOR) if title and not _is_dated(title)]
    if not titles:
        return ""
    words = titles[-1].split()
    cut = " …" if len(words) > _SECTION_WORDS else ""
    return f" (section “{' '.join(words[:_SECTION_WORDS]).rstrip(' :')}{cut}”)"


def _is_dated(title: str) -> bool:
    """Whether a heading only says of when the text is: it is no place where anybody would look."""
    words = folding.words(title)
    return bool(re.search(r"\d", title)) and (is_date_line(words) or all(map(is_date_word, words)))
