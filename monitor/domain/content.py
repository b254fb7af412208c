"""How many words of weight an edit changes, and the one that came or went alone."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from rapidfuzz.distance import Levenshtein

from monitor.domain.comparison import Edit
from monitor.domain.lexicon import first_words, word_set, word_terms
from monitor.domain.trivial import is_link_only, light_words, synonyms

_LEAST_WORDS: Final = 5  # of a clause that is a statement
_LEAST_LETTERS: Final = 3
_STEM: Final = 0.65  # share of the shorter word with which both begin
_LIKE: Final = 0.7
_LEAST_BESIDE_FORMS: Final = 3  # a sentence that is turned round may need a word or two more
_MOST_FORMS: Final = 30  # words on a side that are held against each other
_INSIDE: Final = re.compile(r"(?<=[\w,;:)»”’] )[*_(\[\"“«]*([^\W_]+)")  # a word with others before it
# What is left of an address that a page hides.
_HIDDEN_ADDRESS: Final = re.compile(r"email-protection|mailto:", re.IGNORECASE)


def content_of(edit: Edit) -> int:
    """Count the content words that differ: those of the side that has more of them."""
    return max(went_and_came(edit))


def went_and_came(edit: Edit) -> tuple[int, int]:
    """Count the content words that went and those that came; what only moved did neither."""
    light = light_words()
    lost = Counter(word for run in edit.lost for word in run if word not in light)
    new = Counter(word for run in edit.new for word in run if word not in light)
    return (lost - new).total(), (new - lost).total()


def grown(edit: Edit) -> str | None:
    """Give the first content words of an edit where they only came, or only went; None where it is no such edit."""
    light = light_words()
    old, fresh = (Counter(word for run in runs for word in run) for runs in (edit.lost, edit.new))
    lost = [word for word in (old - fresh).elements() if word not in light]
    new = [word for word in (fresh - old).elements() if word not in light]
    if lost and new:
        lost, new = _without_forms(lost, new)
        if max(len(lost), len(new)) < _LEAST_BESIDE_FORMS:
            return None
    words = lost or new
    if (
        bool(lost) == bool(new)
        or edit.clause.kind == "heading"
        or all(word in synonyms() for word in words)
        or _is_stamp(words)
        or word_terms("widget").any(words)
    ):
        return None
    return first_words(words)


def _without_forms(lost: list[str], new: list[str]) -> tuple[list[str], list[str]]:
    """Leave out words of which the other side has another form: "to pretend" and "pretends"."""
    if max(len(lost), len(new)) > _MOST_FORMS:
        return lost, new
    return (
        [word for word in lost if not any(_is_form(word, other) for other in new)],
        [word for word in new if not any(_is_form(word, other) for other in lost)],
    )


def _is_stamp(words: Sequence[str]) -> bool:
    """Whether several figures alone came or went, as a date or the number of an edition does in the foot of a page."""
    return len(words) > 1 and all(word.isdecimal() for word in words)


def is_name(edit: Edit) -> bool:
    """Whether what came or went has a capital in the middle of its sentence, or a figure in it: a name, a size."""
    clause, runs = (edit.after, edit.new) if edit.new else (edit.before, edit.lost)
    assert clause is not None
    words = {word for run in runs for word in run} - light_words()
    return bool(words) and len(clause.words) >= _LEAST_WORDS and words <= _names(clause.text)


def single_word(edit: Edit, language: str | None) -> str | None:
    """Give the one word that came or went alone; None where the clause has a form of it in another place."""
    if (edit.lost and edit.new) or not _is_stated(edit):
        return None
    assert edit.before is not None
    assert edit.after is not None
    words = [word for run in edit.lost or edit.new for word in run if word not in light_words()]
    others = edit.after.words if edit.lost else edit.before.words
    if len(words) != 1 or not _counts(words[0]) or any(_is_form(words[0], other) for other in others):
        return None
    if language != "de" and words[0] in _names(edit.before.text) | _names(edit.after.text):
        return None  # a name; in German every noun has a capital
    return words[0]


def _is_stated(edit: Edit) -> bool:
    """Whether both clauses are statements, or rows: no heading, link or date, and no address that a page hides."""
    return (
        edit.before is not None
        and edit.after is not None
        and edit.clause.kind != "heading"
        and len(edit.clause.words) >= _LEAST_WORDS
        and not is_link_only(edit.clause.text)
        and not word_terms("updated").any(edit.clause.words)
        and not any(_HIDDEN_ADDRESS.search(side.text) for side in (edit.before, edit.after))
    )


def _counts(word: str) -> bool:
    """Whether it is a word of letters that says something, and none that denies or limits: these have weights."""
    ruled = word_set("negation") | word_set("condition") | word_set("light", "alone")
    return len(word) >= _LEAST_LETTERS and word.isalpha() and word not in ruled


def _names(text: str) -> frozenset[str]:
    """List the words that begin with a capital or a figure inside a sentence."""
    return frozenset(
        word.casefold() for word in _INSIDE.findall(text) if word[0].isupper() or word[0].isdigit()
    )


def _is_form(one: str, other: str) -> bool:
    """Whether two words are forms of one."""
    if one == other:
        return True
    one, other = (word.removeprefix("ge") if len(word) > 5 else word for word in (one, other))
    shorter = min(len(one), len(other))
    shared = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), shorter)
    return (
        shared >= max(_LEAST_LETTERS, _STEM * shorter)
        or Levenshtein.normalized_similarity(one, other) >= _LIKE
    )
