"""Whether a clause asks for consent before something is done, or has the individual object to it afterwards."""

from collections.abc import Sequence
from itertools import chain
from typing import Final

from monitor.domain.comparison import Edit
from monitor.domain.denial import is_denial
from monitor.domain.lexicon import word_terms

_REACH: Final = 7  # words from "if" or "unless" to what the individual does


def choice_of(edit: Edit, language: str | None) -> int:
    """Compare how the individual is asked: -1 where opting in became opting out, 1 for the reverse, else 0."""
    if edit.before is None or edit.after is None:
        return 0
    sides = edit.before.words, edit.after.words
    if any(word_terms("choice", key).any(words) for words in sides for key in ("refuse", "spared")):
        old, new = (_asks(words, language) for words in sides)
        if old and new and old != new:
            return new
    return _exchanged(edit)


def _asks(words: Sequence[str], language: str | None) -> int:
    """1 where something is done only after consent, -1 where it is done unless the individual objects, else 0."""
    if word_terms("choice", "spared").any(words):
        return 1 if is_denial(words, language) else -1
    found = set()
    for condition in word_terms("choice", "when").find(words):
        following = words[condition.end : condition.end + _REACH]
        said = [
            (hit.start, sign)
            for key, sign in (("agree", 1), ("refuse", -1))
            for hit in word_terms("choice", key).find(following)
        ]
        found |= {min(said)[1]} if said else set()
    return found.pop() if len(found) == 1 else 0


def _exchanged(edit: Edit) -> int:
    lost, new = (list(chain.from_iterable(runs)) for runs in (edit.lost, edit.new))
    opt_in, opt_out = word_terms("choice", "opt_in"), word_terms("choice", "opt_out")
    if opt_in.any(lost) and opt_out.any(new) and not opt_in.any(new):
        return -1
    return 1 if opt_out.any(lost) and opt_in.any(new) and not opt_out.any(new) else 0
