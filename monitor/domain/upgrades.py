"""Whether a change that came with new rules of extraction hides an edit of the vendor's.

An archive that repairs its rules records in one step what the new rules read differently and what the vendor edited
while the old ones were broken. Rules change marks, order, menus, cells of tables, and whole sections at a time. They do
not move the date of an edition forward, and they do not write a new sentence between two old ones.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from monitor.domain import folding
from monitor.domain.assessment import Assessment, ClauseChange
from monitor.domain.markdown import blocks, readable
from monitor.domain.vocabulary import Cause

# Shorter statements are cells, labels and headings, which rules put elsewhere (read on 300 upgrades, 2026-11-26).
_SENTENCE_WORDS: Final = 8
_NEW_WORDS: Final = 3  # in an old sentence
# What a rule reads for the first time comes in bulk; of one dated edition even a little more is its doing.
_MOST_CHANGED: Final = 0.3
_MOST_OF_SAME_EDITION: Final = 0.05
_RUN: Final = 3

EditionDates = tuple[date | None, ...]


def judge_upgrade(
    before: str, after: str, dates: tuple[EditionDates, EditionDates], assessment: Assessment
) -> tuple[Cause, Assessment]:
    """Say what caused a change that came with new rules, and what it then is.

    Args:
        before: The older text.
        after: The newer one.
        dates: The dates that each of them gives for itself, of the same kinds in the same order.
        assessment: What changed between them, whatever the cause.
    """
    if _has_advanced(*dates) or (
        assessment.verdict == "material" and _has_new_clause(before, after, dates, assessment)
    ):
        return "both", assessment
    noise = ("extraction", *assessment.noise)
    summary = "The text is read by other rules; nothing shows an edit."
    return "extraction", replace(
        assessment,
        verdict="noise",
        severity=None,
        categories=(),
        noise=noise,
        summary=summary,
        changes=(),
        marks=(),
    )


def _has_advanced(old: EditionDates, new: EditionDates) -> bool:
    return any(b > a for a, b in zip(old, new, strict=True) if a is not None and b is not None)


def _has_new_clause(
    before: str, after: str, dates: tuple[EditionDates, EditionDates], assessment: Assessment
) -> bool:
    is_same_edition = any(a is not None and a == b for a, b in zip(*dates, strict=True))
    most = _MOST_OF_SAME_EDITION if is_same_edition else _MOST_CHANGED
    old_words, new_words = folding.words(before), folding.words(after)
    known, still = set(_runs(old_words)), set(_runs(new_words))
    moved = max(
        _unknown(_runs(new_words), known) / max(1, len(new_words)),
        _unknown(_runs(old_words), still) / max(1, len(old_words)),
    )
    if moved > most:
        return False
    sections = {block.section for block in blocks(before)}
    return any(_is_new(change, known, sections) for change in assessment.changes)


def _is_new(change: ClauseChange, known: set[tuple[str, ...]], sections: set[str]) -> bool:
    """Whether a clause says what the older text said nowhere, in a place that it had."""
    words = folding.words(readable(change.after))
    if change.kind == "modified":
        said = set(folding.words(readable(change.before)))
        fresh = [word for word in words if word not in said and word.isalpha()]
        return len(fresh) >= _NEW_WORDS and _is_unknown(words, known, 1)
    is_sentence = change.kind == "added" and len(words) >= _SENTENCE_WORDS
    return is_sentence and change.section in sections and _is_unknown(words, known, len(words) // 2)


def _is_unknown(words: list[str], known: set[tuple[str, ...]], least: int) -> bool:
    return _unknown(_runs(words), known) >= max(1, least)


def _unknown(runs: Iterable[tuple[str, ...]], known: set[tuple[str, ...]]) -> int:
    return sum(run not in known for run in runs)


def _runs(words: list[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(words[start:] for start in range(_RUN)), strict=False)
