"""What the dates that stand on two texts say about the change between them: silent, dated only, announced.

Only a date on a short line of its own is believed ("Last updated: 3 March 2026"), never one in running text, and only
one with a day. What cannot be told for sure is not said.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Final, Literal, NamedTuple

from monitor.domain import folding
from monitor.domain.assessment import Assessment, Context
from monitor.domain.dates import find_dates, is_date_word
from monitor.domain.lexicon import rules, word_terms
from monitor.domain.markdown import readable

SILENT: Final = "silent"  # the text changed, the date that stands on it did not
DATE_ONLY: Final = "date_only"  # the date that stands on the text changed, the text did not
ANNOUNCED: Final = "announced"  # the new text gives a coming day from which it, or its successor, holds
# What is said of the vendor's text; it is not known where our own settings or rules may have changed it.
OF_THE_VENDOR: Final = (SILENT, DATE_ONLY)

_LINE_CHARACTERS: Final = 160
_OTHER_WORDS: Final = 5  # on a date line beside label and date: "this privacy policy was … on"
_NOTICE_WORDS: Final = 40  # of a clause that announces; longer ones speak of other things, too
# Around the earth a day begins and ends at different moments: a date may be one off in our eyes.
_ZONES: Final = timedelta(days=1)
# What may differ beside a date without being a word of the document.
_BESIDE: Final = frozenset({"date", "markup", "navigation", "counter"})
_DATE_ALONE: Final = "without effect: date"

Role = Literal["updated", "effective"]


class Stamp(NamedTuple):
    """A date that a text gives for itself; `sure` is False where day and month may be the other way round."""

    role: Role
    value: date
    sure: bool


@dataclass(frozen=True, slots=True)
class _Sides:
    before: frozenset[Stamp]
    after: frozenset[Stamp]

    @property
    def is_same(self) -> bool:
        return bool(self.after) and self.before == self.after

    @property
    def has_advanced(self) -> bool:
        return bool(self.before and self.after) and newest(self.after) > newest(self.before)


def without_vendor_marks(marks: Iterable[str]) -> list[str]:
    """Leave out what can only be said where nothing but the vendor changed the text."""
    return [mark for mark in marks if mark not in OF_THE_VENDOR]


def newest(stamps: frozenset[Stamp]) -> date:
    """Give the latest date of *stamps*, which must not be empty."""
    return max(stamp.value for stamp in stamps)


def stamps(text: str) -> frozenset[Stamp]:
    """Find the dates that stand on short lines of their own in *text* (Markdown); empty where there is none."""
    return frozenset(
        stamp
        for line in text.split("\n")
        if len(line) <= _LINE_CHARACTERS and _YEAR.search(line)
        for stamp in _stamps_of(line)
    )


def with_dates(found: Assessment, before: str, after: str, context: Context) -> Assessment:
    """Add what the dates of the two texts say: marks, and the day from which the new text says that it holds."""
    if found.verdict == "noise":
        return found
    sides = _Sides(stamps(before), stamps(after))
    effective = found.effective_date or _new_effective(sides)
    marks = list(found.marks)
    if (
        found.verdict == "material"
        and sides.is_same
        and _was_before(newest(sides.after), context.last_seen_on)
    ):
        marks.append(SILENT)
    if sides.has_advanced and _is_date_alone(found):
        marks.append(DATE_ONLY)
    if effective is not None and _is_to_come(effective, context.seen_on):
        marks += [ANNOUNCED] if effective == _new_effective(sides) or _has_notice(found, effective) else []
    return replace(found, marks=tuple(marks), effective_date=effective)


def _was_before(stamp: date, last_seen_on: date | None) -> bool:
    """Whether the text was changed after the day that stands on it: the old one was still seen later than that day."""
    return last_seen_on is None or stamp + _ZONES < last_seen_on


def _is_to_come(effective: date, seen_on: date | None) -> bool:
    return seen_on is not None and effective > seen_on + _ZONES


def _new_effective(sides: _Sides) -> date | None:
    new = {stamp.value for stamp in sides.after - sides.before if stamp.role == "effective" and stamp.sure}
    return new.pop() if len(new) == 1 else None


def _is_date_alone(found: Assessment) -> bool:
    return (
        found.verdict == "minor"
        and bool(found.changes)
        and all(change.reasons[:1] == (_DATE_ALONE,) for change in found.changes)
        and _BESIDE.issuperset(found.noise)
    )


def _has_notice(found: Assessment, effective: date) -> bool:
    """Whether a short clause that came announces this very day."""
    return any(_announces(change.after, effective) for change in found.changes)


def _announces(clause: str, effective: date) -> bool:
    words = folding.words(clause)
    return (
        len(words) <= _NOTICE_WORDS
        and word_terms("announce").any(words)
        and any(dated.value == effective and dated.has_day for dated in find_dates(clause))
    )


_YEAR: Final = re.compile(r"(?:19|20)\d\d")


@lru_cache(maxsize=4_096)  # versions of one document have most of their lines in common
def _stamps_of(line: str) -> tuple[Stamp, ...]:
    return tuple(_read(readable(line.lstrip("#>-*• \t|"))))


def _read(line: str) -> Iterator[Stamp]:
    labels = [(match.start(), match.end(), _role(match)) for match in _label().finditer(line.lower())]
    dates = [dated for dated in find_dates(line) if dated.has_day]
    if not labels or not dates:
        return
    rest = line
    for start, end in sorted(
        [(start, end) for start, end, _ in labels] + [(one.start, one.end) for one in dates], reverse=True
    ):
        rest = f"{rest[:start]} {rest[end:]}"
    if sum(not is_date_word(word) for word in folding.words(rest)) > _OTHER_WORDS:
        return
    for dated in dates:
        before = [role for _, end, role in labels if end <= dated.start]
        yield Stamp(before[-1] if before else labels[0][2], dated.value, dated.sure)


def _role(match: re.Match[str]) -> Role:
    return "updated" if match["updated"] else "effective"


@cache
def _label() -> re.Pattern[str]:
    groups = (
        f"(?P<{role}>{'|'.join(sorted(map(re.escape, rules('dates')[role]['words']), key=len, reverse=True))})"
        for role in ("updated", "effective")
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(groups)})(?!\w)")
