"""Named classes of noise of whole texts: error pages, cut texts, other languages and editions, pages captured twice."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from monitor.domain.clauses import Clause
from monitor.domain.comparison import Comparison, Side
from monitor.domain.dates import find_dates
from monitor.domain.folding import words
from monitor.domain.language import language_of
from monitor.domain.lexicon import word_terms
from monitor.domain.reading import Reading

_SHORT_PAGE_WORDS: Final = 90
_PLACEHOLDER_WORDS: Final = 14
_PLACEHOLDER_SHARE: Final = 0.15
_DUPLICATE_SHARE: Final = 0.6
_LOST_TAIL_CLAUSES: Final = 8
_ERROR_PART_WORDS: Final = 60


class Finding(NamedTuple):
    """A class of noise that explains the whole change, with what shows it."""

    name: str
    evidence: str


def page_noise(comparison: Comparison, readings: Sequence[Reading]) -> Finding | None:
    """Find the class of noise that explains the whole of *comparison*; None when it may be an edit of the document."""
    for rule in (_error_page, _other_language, _duplicate, _cut, _older_edition):
        if finding := rule(comparison, readings):
            return finding
    return None


def _error_page(comparison: Comparison, readings: Sequence[Reading]) -> Finding | None:
    old, new = comparison.before.words, comparison.after.words
    short, long = sorted((old, new), key=len)
    if len(short) <= _SHORT_PAGE_WORDS and len(short) < _PLACEHOLDER_SHARE * len(long):
        if word_terms("error").any(short):
            return Finding("error_page", "one of the two texts is an error page or a placeholder")
        if len(short) <= _PLACEHOLDER_WORDS:
            return Finding("empty_page", "one of the two texts is nearly empty")
    for came, went in ((True, False), (False, True)):
        mine = [r.edit.clause for r in readings if _came(r) is came]
        theirs = [r.edit.clause for r in readings if _came(r) is went]
        size = sum(len(clause.words) for clause in mine)
        if mine and size <= _ERROR_PART_WORDS and len(theirs) > 2 * len(mine) and _is_error(mine):
            return Finding(
                "error_page", "a part of the page gave way to an error message, or came back from one"
            )
    return None


def _came(reading: Reading) -> bool | None:
    if reading.edit.before is None:
        return True
    return False if reading.edit.after is None else None


def _is_error(clauses: Sequence[Clause]) -> bool:
    return sum(word_terms("error").any(clause.words) for clause in clauses) >= max(1, len(clauses) // 3)


def _other_language(comparison: Comparison, readings: Sequence[Reading]) -> Finding | None:
    old, new = language_of(comparison.before.words), language_of(comparison.after.words)
    if old and new and old != new:
        return Finding("other_language", f"the text was in {old} and is in {new}")
    return None


def _duplicate(comparison: Comparison, readings: Sequence[Reading]) -> Finding | None:
    for extra, whole in ((comparison.repeated, comparison.before), (comparison.unrepeated, comparison.after)):
        repeated = sum(len(clause.words) for clause in extra)
        if len(whole.words) > 20 and repeated >= _DUPLICATE_SHARE * len(whole.words):
            return Finding("duplication", "the text stands on the page twice")
    return None


def _cut(comparison: Comparison, readings: Sequence[Reading]) -> Finding | None:
    for went in (False, True):
        long, short = (comparison.after, comparison.before) if went else (comparison.before, comparison.after)
        if finding := _cut_side(comparison, readings, long, short, went):
            return finding
    return None


def _cut_side(
    comparison: Comparison, readings: Sequence[Reading], long: Side, short: Side, came: bool
) -> Finding | None:
    whole = [r.edit.clause for r in readings if _came(r) is came]
    if len(whole) < _LOST_TAIL_CLAUSES // 2 or any(_came(r) is (not came) for r in readings):
        return None
    pairs = [r for r in readings if _came(r) is None]
    if len(pairs) > 1:
        return None
    first = min(clause.block for clause in whole)
    tail = {(block.kind, block.text) for block in long.blocks[first + 1 :] if len(block.text) > 40}
    staying = {(block.kind, block.text) for block in short.blocks}
    if tail & staying:
        return None
    end = next((block.text for block in reversed(short.blocks) if block.text.strip()), "")
    unfinished = not re.search(r"[.!?:;)\]»”\"*_|]\s*$", end)
    if unfinished or len(whole) >= _LOST_TAIL_CLAUSES:
        return Finding(
            "truncated",
            f"the text ends at “{end[-60:]}” on one side and goes on for {len(whole)} clauses on the other",
        )
    return None


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


def _older_edition(comparison: Comparison, readings: Sequence[Reading]) -> Finding | None:
    old, new = edition_date(comparison.before.text), edition_date(comparison.after.text)
    if old and new and new < old:
        return Finding("older_edition", f"the edition of {old} gave way to that of {new}")
    return None
