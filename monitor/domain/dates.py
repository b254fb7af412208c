"""Dates as policies write them, in seven languages; day before month where the numbers alone do not tell."""

import re
from datetime import date
from functools import cache
from typing import NamedTuple

from monitor.domain.folding import words
from monitor.domain.lexicon import rules, word_terms


class Dated(NamedTuple):
    """A date at `text[start:end]`; `sure` is False where day and month may be the other way round (03/04/2024)."""

    start: int
    end: int
    value: date
    has_day: bool
    sure: bool


@cache
def _months() -> dict[str, int]:
    return dict(rules("facts")["dates"]["months"])


_YEAR = re.compile(
    r"(?:19|20)(?<!\d\d\d)\d\d(?!\d)"
)  # looks back late: a search for its first letter is fast
_WINDOW = 32  # characters; the longest month with day and article has 24


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    month = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    ordinal = r"(?:st|nd|rd|th|er|º|ª|\.)?"
    return (
        re.compile(
            r"(?<!\d)(?P<y>(?:19|20)\d\d)[-/.](?P<mn>\d{1,2})[-/.](?P<d>\d{1,2})(?:T[\d:.]+Z?)?(?!\d)"
        ),
        re.compile(r"(?<!\d)(?P<a>\d{1,2})[-/.]\s?(?P<b>\d{1,2})[-/.]\s?(?P<y>(?:19|20)\d\d)(?!\d)"),
        re.compile(
            rf"(?<!\d)(?P<d>\d{{1,2}}){ordinal}\s*(?:of\s+|de\s+)?(?P<m>{month})\.?,?\s+(?:of\s+|de\s+|del\s+)?(?P<y>(?:19|20)\d\d)(?!\d)",
            re.IGNORECASE,
        ),
        re.compile(
            rf"\b(?P<m>{month})\.?\s+(?P<d>\d{{1,2}}){ordinal},?\s+(?P<y>(?:19|20)\d\d)(?!\d)", re.IGNORECASE
        ),
        re.compile(
            rf"\b(?P<m>{month})\.?,?\s+(?:of\s+|de\s+|del\s+)?(?P<y>(?:19|20)\d\d)(?!\d)", re.IGNORECASE
        ),
    )


def find_dates(text: str) -> list[Dated]:
    """List the dates of *text* in order; impossible ones are left out."""
    found: list[Dated] = []
    for start, end in _around_years(text):
        for pattern in _patterns():
            for match in pattern.finditer(text, start, end):
                dated = _read(match)
                if dated and not any(d.start < dated.end and dated.start < d.end for d in found):
                    found.append(dated)
    return sorted(found)


def _around_years(text: str) -> list[tuple[int, int]]:
    """Where dates can stand: around each year, windows that touch made one. Nothing else of a long text is searched."""
    windows: list[tuple[int, int]] = []
    for year in _YEAR.finditer(text):
        start, end = max(0, year.start() - _WINDOW), min(len(text), year.end() + _WINDOW)
        if windows and start <= windows[-1][1]:
            windows[-1] = (windows[-1][0], end)
        else:
            windows.append((start, end))
    return windows


def _read(match: re.Match[str]) -> Dated | None:
    groups = match.groupdict()
    year = int(groups["y"])
    sure = True
    if groups.get("a"):
        first, second = int(groups["a"]), int(groups["b"])
        day, month = (second, first) if second > 12 else (first, second)
        sure = first > 12 or second > 12 or first == second or "." in match[0]
    else:
        month = int(groups["mn"]) if groups.get("mn") else _months()[groups["m"].lower()]
        day = int(groups["d"]) if groups.get("d") else 1
    try:
        value = date(year, month, day)
    except ValueError:
        return None
    return Dated(match.start(), match.end(), value, bool(groups.get("d") or groups.get("a")), sure)


@cache
def date_words() -> frozenset[str]:
    """Names of months and what stands between the parts of a date, folded."""
    return frozenset(_months()) | {"st", "nd", "rd", "th", "of", "de", "del", "er"}


def is_month(word: str) -> bool:
    """Whether a folded word is the name of a month."""
    return word in _months()


def is_date_word(word: str) -> bool:
    """Whether a folded word can be part of a date or a time of day."""
    return word in date_words() or bool(
        re.fullmatch(r"\d{1,4}(?:st|nd|rd|th|er)?|\d{1,2}t\d{1,2}|\d{6,8}|\d\dz|am|pm|utc|gmt", word)
    )


def edition_date(text: str) -> date | None:
    """The date after "last updated" or its like, the latest where several are given; None where none is sure."""
    found: list[date] = []
    for dated in find_dates(text):
        lead = words(text[max(0, dated.start - 70) : dated.start].split("\n\n")[-1])
        hits = list(word_terms("updated").find(lead))
        if (
            hits
            and dated.sure
            and len(lead) - hits[-1].end <= 4
            and not {"copyright", "©"} & {h.term for h in hits}
        ):
            found.append(dated.value)
    return max(found, default=None)
