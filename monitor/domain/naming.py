"""Who speaks in a document: its company by name, or "we"."""

import re
from collections.abc import Set
from typing import Final

from monitor.domain import folding
from monitor.domain.comparison import Comparison, Edit
from monitor.domain.markdown import readable
from monitor.domain.sides import Side
from monitor.domain.voice import is_ours, is_renamed

_TITLES: Final = 2  # headings that may name the company
_BEGINNING: Final = 4_000  # characters in which a document says whom it means by "we"
_CHANGED: Final = 12  # words on both sides: a name, a pronoun, and the forms of a few verbs
_NAME: Final = re.compile(r"[A-ZÀ-Ö][\w&’'.-]*")
_MEANT: Final = re.compile(
    rf"(?P<name>{_NAME.pattern}(?:,? {_NAME.pattern}){{0,4}}),? "
    r"\([^()\n]{0,60}?[\"“„«'‘](?:we|us|nous|wir|nosotros|noi|wij|nós)[\"”“»'’,]"
)


def names_of(comparison: Comparison) -> Set[str]:
    """Collect the folded words of the names by which both texts call the company that they are of."""
    return _names(comparison.before) & _names(comparison.after)


def _names(side: Side) -> Set[str]:
    titles = [block.text for block in side.blocks if block.kind == "heading"][:_TITLES]
    meant = [match["name"] for match in _MEANT.finditer(side.text, 0, _BEGINNING)]
    return {
        word
        for text in (*titles, *meant)
        for name in _NAME.findall(readable(text))
        for word in folding.words(name)
    }


def may_name(edit: Edit) -> bool:
    """Whether so little changed that it may be who speaks: a name and the forms of a few verbs, in place of "we"."""
    if edit.before is None or edit.after is None:
        return False
    changed = [word for run in (*edit.lost, *edit.new) for word in run]
    return len(changed) <= _CHANGED and any(map(is_ours, changed))


def names_itself(edit: Edit, names: Set[str]) -> bool:
    """Whether all that changed is that the company speaks of itself by its name, or as "we"."""
    assert edit.before is not None
    assert edit.after is not None
    return is_renamed(edit.before.words, edit.after.words, names)
