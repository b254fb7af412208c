"""Whether a readable text is suspicious beside the accepted one: cut off, emptied, or another document altogether.

A suspicious text is held, not believed: a missed clause is worse than noise, but a page that lost its tail on the way
here would be reported as a vendor who deleted half a policy.
"""

import re
from collections import Counter
from dataclasses import dataclass

from monitor.domain.assess import find_capture_fault
from monitor.domain.damage import damage

# A tail shorter than this, in words, may be an edit like any other (a contact line removed).
SHORT_TAIL_WORDS = 50
# Without other edits, a vendor seldom removes more than this share of a policy at once.
LARGE_SHARE = 0.3
# With other edits, less than this share of the former length is rather another page than another edition.
SMALL_REMAINDER = 0.5
# Other edits, as a share of the former text, below which a text counts as "the same, but shorter".
FEW_EDITS = 0.01
# Language detection is not trustworthy on fewer words.
LANGUAGE_WORDS = 50

_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"[.!?…。！？][\W_]*$")


@dataclass(frozen=True, slots=True)
class Glimpse:
    """A text with what the extraction said of it."""

    text: str
    language: str | None = None  # ISO 639-1
    suspect: str | None = None


def suspicion(before: Glimpse, after: Glimpse) -> str | None:
    """Say why *after* should not be believed at once to be the next state of *before*; None: nothing against it."""
    if after.suspect is not None and before.suspect is None:
        return after.suspect
    old, new = _lines(before.text), _lines(after.text)
    old_words, new_words = sum(map(_count, old)), sum(map(_count, new))
    if _is_other_language(before, after, old_words, new_words):
        return f"language changed from {before.language} to {after.language}"
    if not old_words:
        return None
    lost, gained = Counter(old) - Counter(new), Counter(new) - Counter(old)
    lost_words = sum(_count(line) * times for line, times in lost.items())
    gained_words = sum(_count(line) * times for line, times in gained.items())
    if gained_words <= FEW_EDITS * old_words:
        if lost_words >= LARGE_SHARE * old_words:
            return f"{lost_words} of {old_words} words are missing, and nothing else changed"
        if lost_words >= SHORT_TAIL_WORDS and _is_tail(old, lost):
            return f"the last {lost_words} of {old_words} words are missing, and nothing else changed"
    if _breaks_off(old, new):
        return "the text breaks off before its end, and nothing else changed"
    if new_words < SMALL_REMAINDER * old_words and lost_words > new_words:
        return f"only {new_words} words instead of {old_words}"
    return damage(before.text, after.text) or find_capture_fault(before.text, after.text)


def _is_other_language(before: Glimpse, after: Glimpse, old_words: int, new_words: int) -> bool:
    known = before.language is not None and after.language is not None
    return known and before.language != after.language and min(old_words, new_words) >= LANGUAGE_WORDS


def _is_tail(old: list[str], lost: Counter[str]) -> bool:
    """Whether the lines that are gone are just the last ones."""
    count = sum(lost.values())
    return Counter(old[-count:]) == lost


def _breaks_off(old: list[str], new: list[str]) -> bool:
    """Whether the new lines are the old ones up to a place inside a sentence or a word, or up to a heading.

    Words that only the last line lost, and no part of a word, may be an edit of it.
    """
    if not new or len(new) > len(old) or new[:-1] != old[: len(new) - 1]:
        return False
    last, whole = new[-1], old[len(new) - 1]
    if last == whole and last.startswith("#"):
        return len(new) < len(old) and not old[len(new)].startswith("#")
    if len(last) >= len(whole) or not whole.startswith(last) or _SENTENCE_END.search(last):
        return False
    return len(new) < len(old) or (last[-1].isalnum() and whole[len(last)].isalnum())


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if _WORD.search(line)]


def _count(line: str) -> int:
    return len(_WORD.findall(line))
