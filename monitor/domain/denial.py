"""What a clause denies: words of denial and of limits counted, and syllables that turn a word into its opposite."""

from collections.abc import Collection, Sequence
from itertools import chain
from typing import Final

from monitor.domain.comparison import Edit
from monitor.domain.lexicon import word_set, word_terms

_SYLLABLES: Final = ("un", "in", "im", "ir", "il", "non", "on", "dés")
_LONG: Final = 4  # letters of a word that may be turned into its opposite: "une" is no denial of "e"
_BEGINNING: Final = 14  # words in which a denial is that of the whole clause


def more(group: str, edit: Edit, language: str | None, key: str = "words") -> int:
    """How many more words of *group* the new clause has than the old one; 0 where one of the two is missing."""
    if edit.before is None or edit.after is None:
        return 0
    old, new = (_count(group, side.words, language, key) for side in (edit.before, edit.after))
    return new - old


def _count(group: str, words: Sequence[str], language: str | None, key: str) -> int:
    if group == "negation":
        idioms = list(word_terms(group, "idioms").find(words))
        return sum(
            1
            for hit in word_terms(group, key).find(words)
            if denies(hit.term, language) and not any(i.start <= hit.start < i.end for i in idioms)
        )
    return len({(hit.start, hit.end) for hit in word_terms(group, key).find(words)})


def denies(word: str, language: str | None) -> bool:
    """Whether a word of the list of negations denies in *language*: "non" in Italian only, "no" not in Portuguese."""
    if word in word_set("negation", "particles"):
        return word == "non" and language not in ("en", "fr")
    return not (word == "no" and language == "pt")


def is_denial(words: Sequence[str], language: str | None) -> bool:
    """Whether a clause denies at its beginning what it says; not what it makes conditions of, or spares."""
    first = words[:_BEGINNING]
    if words and words[0] in word_set("negation", "nobody"):
        return True
    ends = [hit.start for hit in word_terms("negation", "dependent").find(first) if hit.start]
    idle = word_set("negation", "prepositions")
    idioms = list(word_terms("negation", "idioms").find(first))
    return any(
        hit.term not in idle
        and denies(hit.term, language)
        and not any(idiom.start <= hit.start < idiom.end for idiom in idioms)
        for hit in word_terms("negation").find(first[: min(ends, default=_BEGINNING)])
    )


def opposites(edit: Edit) -> int:
    """How many more words are turned into their opposites by a syllable before them: "non-refundable", "unversehrt"."""
    if edit.before is None or edit.after is None:
        return 0
    lost, new = (set(chain.from_iterable(runs)) - word_set("condition") for runs in (edit.lost, edit.new))
    alone = sum(map(_is_non, edit.new)) - sum(map(_is_non, edit.lost))
    return alone + _denied(lost, new) - _denied(new, lost)


def _is_non(run: Sequence[str]) -> bool:
    """Whether nothing but "non" came or went: "a non-exclusive", "non remboursable"."""
    return [word for word in run if word not in word_set("light")] == ["non"]


def _denied(words: Collection[str], others: Collection[str]) -> int:
    """Count *others* that are one of *words* with a syllable of denial before it."""
    long = [word for word in words if len(word) >= _LONG]
    return sum(other == syllable + word for word in long for other in others for syllable in _SYLLABLES)
