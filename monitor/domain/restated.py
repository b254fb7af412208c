"""Edited clauses that say the same: in the other voice, with an abbreviation, or with a host written another way."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from monitor.domain import folding
from monitor.domain.comparison import Edit
from monitor.domain.lexicon import word_set
from monitor.domain.markdown import readable
from monitor.domain.voice import is_turned

_LONGEST_NAME: Final = 9  # words
_CHANGED: Final = 24  # words on both sides
_JOINING: Final = 5  # letters of a word at most that no letter of an abbreviation stands for
_MARKS: Final = r"[\"“”„«»'*_ ]*"
_BEHIND: Final = re.compile(
    rf"(?<=\w){_MARKS}\({_MARKS}(?:(?:the|le|la|die|el|o|a|il|de) )?{_MARKS}(?P<short>[A-Z][A-Z-]{{1,6}}){_MARKS}\)"
)
_HOST: Final = re.compile(
    r"(?<![\w@.-])(?:https?[.:]{1,3}//)?(?:www\.)?(?P<name>(?:[\w-]{1,63}\.){1,5}[a-z]{2,18})\b(?:/(?!\w))?",
    re.IGNORECASE,
)
_BEFORE: Final = re.compile(r"(?<!\w)(?P<short>[A-Z]{2,7}) \((?P<name>[^()]{8,120})\)")


def says_the_same(edit: Edit) -> bool:
    """Whether the two clauses of *edit* say the same in the other voice, with an abbreviation or the same hosts."""
    if edit.before is None or edit.after is None or sum(map(len, (*edit.lost, *edit.new))) > _CHANGED:
        return False
    texts = (edit.before.text, edit.after.text)
    return is_turned(edit.before.words, edit.after.words) or _abbreviates(*texts) or _respells_hosts(*texts)


def _respells_hosts(before: str, after: str) -> bool:
    """Whether all that differs is how names of hosts are written: with "www." or without, with a broken scheme."""
    if not any(sign in text for text in (before, after) for sign in ("www.", "//")):
        return False
    return _HOST.sub(_bare, before) == _HOST.sub(_bare, after)


def _bare(host: re.Match[str]) -> str:
    return host["name"].lower()


def _abbreviates(before: str, after: str) -> bool:
    names = {name: short for text in (before, after) if "(" in text for name, short in _names(text)}
    if not names:
        return False
    old, new = (_shortened(folding.words(readable(text)), names) for text in (before, after))
    return old == new


def _names(text: str) -> Iterator[tuple[str, str]]:
    """Yield each full name of *text* with the abbreviation that stands in brackets behind it, or the reverse."""
    for match in _BEHIND.finditer(text):
        short = match["short"].replace("-", "").casefold()
        words = folding.words(readable(text[: match.start()]))[-_LONGEST_NAME:]
        if (start := _start_of(words, short)) is not None:
            yield " ".join(words[start:]), short
    for match in _BEFORE.finditer(text):
        words, short = folding.words(match["name"]), match["short"].casefold()
        if words and _start_of(words, short) == 0:
            yield " ".join(words), short


def _start_of(words: Sequence[str], short: str) -> int | None:
    """Find where the name begins whose first letters, or those in one compound, make the abbreviation."""
    for start in range(len(words) - 1, -1, -1):
        name = words[start:]
        if name[0][0] != short[0]:
            continue
        heavy = [name[0], *(word for word in name[1:] if not _joins(word))]
        if short in ("".join(word[0] for word in heavy), "".join(word[0] for word in name)):
            return start
        if len(heavy) == len(name) <= len(short) // 2 and _is_within(short, "".join(name)):
            return start
    return None


def _joins(word: str) -> bool:
    return len(word) <= _JOINING and (word in word_set("light") or word in word_set("between"))


def _is_within(short: str, compound: str) -> bool:
    """Whether the letters of an abbreviation stand in a long word in that order."""
    letters = iter(compound)
    return len(compound) >= 3 * len(short) and all(char in letters for char in short)


def _shortened(words: Sequence[str], names: dict[str, str]) -> str:
    text = f" {' '.join(words)} "
    for name, short in names.items():
        for form in (f"{name} {short}", f"{short} {name}", name):
            text = text.replace(f" {form} ", f" {short} ")
    return text
