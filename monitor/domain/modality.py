"""How binding a clause is: promises that became possibilities, and the reverse."""

from collections.abc import Sequence
from itertools import chain
from typing import Final

from monitor.domain.comparison import Edit
from monitor.domain.lexicon import word_set, word_terms

_FEW_WORDS: Final = 6
_IMPERATIVE: Final = 2  # words before which a denial begins a clause
_BESIDE: Final = 2  # words between a denial and the verb that it denies


def modality_of(edit: Edit, negations: int) -> str | None:
    """Name how the duty of an edited clause changed; None where it did not. *negations*: how many more it has."""
    if _stays_forbidden(edit, negations):
        return None
    lost = list(chain.from_iterable(edit.lost))
    new = list(chain.from_iterable(edit.new))
    must_gone, must_come = word_terms("modality", "must").any(lost), word_terms("modality", "must").any(new)
    may_gone, may_come = word_terms("modality", "may").any(lost), word_terms("modality", "may").any(new)
    if must_gone and may_come and not must_come:
        return "duty became possibility"
    if may_come and not may_gone and not must_come and len(lost) + len(new) <= _FEW_WORDS:
        return "possibility came"
    if must_gone and not must_come and not may_gone and len(lost) + len(new) <= _FEW_WORDS:
        return "duty went"
    if may_gone and must_come and not may_come:
        return "possibility became duty"
    if may_gone and not (may_come or must_gone or must_come) and len(lost) + len(new) <= _FEW_WORDS:
        return None if _permits(edit) else "possibility went"
    return None


def _permits(edit: Edit) -> bool:
    """Whether the old clause says what the individual may do: "you can write to us" asks no more than "write to us"."""
    words = edit.before.words if edit.before is not None else ()
    return any(
        not word_set("stake", "subject").isdisjoint(
            (*words[max(0, hit.start - 1) : hit.start], *words[hit.end : hit.end + 1])
        )
        for hit in word_terms("modality", "may").find(words)
    )


def _stays_forbidden(edit: Edit, negations: int) -> bool:
    """Whether others are forbidden something before and after, in whatever words: must not, may not, are not to."""
    if edit.before is None or edit.after is None or negations:
        return False
    if edit.clause.words[0] in word_set("stake", "we"):
        return False  # of us, "will not" and "may not" are two promises
    return all(_forbids(side.words) for side in (edit.before, edit.after))


def _forbids(words: Sequence[str]) -> bool:
    """Whether a denial begins a clause ("do not"), or stands beside a word of duty or possibility."""
    modals = {
        at
        for key in ("must", "may")
        for hit in word_terms("modality", key).find(words)
        for at in (hit.start, hit.end)
    }
    return any(
        hit.start < _IMPERATIVE or not modals.isdisjoint(range(hit.start - _BESIDE, hit.end + _BESIDE))
        for hit in word_terms("negation").find(words)
        if hit.term not in word_set("negation", "particles") | word_set("negation", "prepositions")
        or hit.term == "non"
    )
