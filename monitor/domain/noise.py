"""Named classes of noise of whole texts: error pages, cut texts, other languages and editions, pages captured twice."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Final, NamedTuple

from monitor.domain.clauses import Clause
from monitor.domain.comparison import Comparison, Edit
from monitor.domain.dates import find_dates
from monitor.domain.language import language_name, language_of
from monitor.domain.lexicon import word_terms
from monitor.domain.reading import Reading
from monitor.domain.sides import Side
from monitor.domain.topics import guess_kind
from monitor.domain.trivial import american
from monitor.domain.vocabulary import DocumentType

_SHORT_PAGE_WORDS: Final = 90
_PLACEHOLDER_WORDS: Final = 14
_PLACEHOLDER_SHARE: Final = 0.15
_DUPLICATE_SHARE: Final = 0.6
_FEW_HEAVY: Final = 8  # more is a new edition beside the old one
_CUT_CLAUSES: Final = 4
_TELLING_CHARS: Final = 40
_UNFINISHED_WORDS: Final = 4
_FINISHED = re.compile(r"[.!?:;)\]»”\"*_>]\s*$|\d{4}$")
# Measured on the labelled changes: of those whose edition date stands still, every one with more came from the capture.
_PARTIAL_CLAUSES: Final = 12
_ANOTHER_EDITION_EDITS: Final = 28
_REGIONAL_EDITS: Final = 6
_REGIONAL_SHARE: Final = 0.5
_LIGHT_SHARE, _FEW_REGIONAL = 0.5, 0.2
_OTHER_PAGE_WORDS: Final = 200
_OTHER_PAGE_SHARE: Final = 0.35
_OTHER_PAGE_COMMON: Final = 0.12
# Share of three words in a row. A policy that was written anew still shares 5 % and more with the old one.
_WHOLE_PAGE_WORDS: Final = 100
_NOTHING_COMMON: Final = 0.02
_LITTLE_COMMON: Final = 0.05
_MOSTLY_SHARED: Final = 0.5
_STUB: Final = 5
_STUB_OF_WORDS: Final = 1_000
_SPELLINGS: Final = 5
_OTHER_LANGUAGE_COMMON: Final = 0.25
_ERROR_PART_WORDS: Final = 60


Rule = Callable[[Comparison, Sequence["Reading"]], "Finding | None"]


class Finding(NamedTuple):
    """A class of noise that explains the whole change, with what shows it."""

    name: str
    evidence: str


def page_noise(comparison: Comparison, readings: Sequence[Reading], *, is_trusted: bool) -> Finding | None:
    """Find the class of noise that explains the whole of *comparison*; None when it may be an edit of the document.

    Of two trusted texts (see `Context`), only "the same text twice" can be said.
    """
    return _first((_duplicate,) if is_trusted else _RULES, comparison, readings)


def capture_fault(comparison: Comparison, readings: Sequence[Reading]) -> Finding | None:
    """Find why the newer text is rather a fault on the way here than a state of the document; None: nothing found."""
    return _first(_CAPTURE_FAULTS, comparison, readings)


def _first(rules: Sequence[Rule], comparison: Comparison, readings: Sequence[Reading]) -> Finding | None:
    return next((found for rule in rules if (found := rule(comparison, readings)) is not None), None)


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
    if old and new and old != new and not _much_in_common(comparison):
        return Finding(
            "other_language", f"the text was in {language_name(old)} and is in {language_name(new)}"
        )
    return None


def _mostly_shared(side: Side) -> bool:
    """Whether most of a text stands in the other one in whole blocks, which is said without counting words in rows."""
    return sum(len(clause.words) for clause in side.left) < _MOSTLY_SHARED * len(side.words)


def _much_in_common(comparison: Comparison) -> bool:
    """Whether the texts share runs of words that two languages never share; a short text may pass for either."""
    short, long = sorted((comparison.before, comparison.after), key=lambda side: len(side.words))
    if _mostly_shared(short):
        return True
    return len(short.trigrams & long.trigrams) > _OTHER_LANGUAGE_COMMON * max(1, len(short.trigrams))


def _duplicate(comparison: Comparison, readings: Sequence[Reading]) -> Finding | None:
    for extra, whole in ((comparison.repeated, comparison.before), (comparison.unrepeated, comparison.after)):
        repeated = sum(len(clause.words) for clause in extra)
        heavy = sum(reading.is_substantive for reading in readings)
        if len(whole.words) > 20 and repeated >= _DUPLICATE_SHARE * len(whole.words) and heavy <= _FEW_HEAVY:
            return Finding("duplication", "the text stands on the page twice")
    return None


def _cut(comparison: Comparison, readings: Sequence[Reading]) -> Finding | None:
    editions = comparison.before.edition, comparison.after.edition
    if None not in editions and editions[0] != editions[1]:
        return None
    for came in (False, True):
        long, short = (comparison.after, comparison.before) if came else (comparison.before, comparison.after)
        whole = [r.edit.clause for r in readings if _came(r) is came and r.trivial is None]
        others = [r for r in readings if _came(r) is not came and r.trivial is None]
        last = next(
            (number for number in reversed(range(len(short.blocks))) if short.blocks[number].text.strip()),
            None,
        )
        if last is None or len(whole) < _CUT_CLAUSES or len(others) > 1:
            continue
        if any(_came(r) is not None and r.edit.clause.block != last for r in others):
            continue  # what is left of a clause that was cut need not look like it
        if short.blocks[last].kind != "paragraph" and all(c.kind in ("item", "row") for c in whole):
            continue  # entries of lists and tables end without a full stop, and lists grow at their end
        if all(c.kind == "row" for c in whole):
            continue  # rows of a table below a paragraph: the table is gone, and cut is nothing
        if _goes_on(long, short, min(clause.block for clause in whole)):
            continue
        end = short.blocks[last].text
        if _ends_early(end, others, came) or any(_begins(r.edit.clause, whole) for r in others):
            return Finding(
                "truncated", f"one text ends at “{end[-60:]}”, the other goes on for {len(whole)} clauses"
            )
    return None


def _goes_on(long: Side, short: Side, first: int) -> bool:
    """Whether the shorter text has anything of what stands behind block *first* of the longer one alone."""
    head, tail = (
        {(block.kind, block.text) for block in part if len(block.text) > _TELLING_CHARS}
        for part in (long.blocks[:first], long.blocks[first + 1 :])
    )
    return not (tail - head).isdisjoint((block.kind, block.text) for block in short.blocks)


def _begins(clause: Clause, others: Sequence[Clause]) -> bool:
    return any(other.key.startswith(f"{clause.key} ") for other in others)


def _ends_early(end: str, others: Sequence[Reading], came: bool) -> bool:
    """Whether the shorter text stops in mid-sentence: no full stop, or its last clause begins the longer one's."""
    if not _FINISHED.search(end):
        return len(end.split()) >= _UNFINISHED_WORDS
    for reading in others:
        clause = reading.edit.before if came else reading.edit.after
        longer = reading.edit.after if came else reading.edit.before
        if clause and longer and longer.key.startswith(clause.key):
            return True
    return False


def _same_edition(comparison: Comparison, readings: Sequence[Reading]) -> Finding | None:
    """Find one dated edition captured in two ways: large parts came or went, or another region's wording."""
    old, new = comparison.before.edition, comparison.after.edition
    if old is None or old != new:
        return None
    said = f"both texts are the edition of {old}"
    sides = [_came(r) for r in readings]
    running = [_came(r) for r in readings if r.trivial != "heading"]
    came, went = running.count(True), running.count(False)
    little_else = min(sides.count(True), sides.count(False)) <= 2 and sides.count(None) <= 3
    heavy = [r for r in readings if r.is_substantive and not r.is_slight]
    # A region that only came into a clause is one more that it holds for.
    regional = [
        r for r in heavy if word_terms("region").any(_changed(r)) and not (r.edit.is_pair and not r.edit.lost)
    ]
    # Clauses of substance that only came are told, unless they are those of a region: a publisher may forget the date,
    # and a missed clause is worse than noise.
    is_new = came > went and len(heavy) > _LIGHT_SHARE * came and len(regional) <= _FEW_REGIONAL * len(heavy)
    # Nobody writes five times as much under an unchanged date: the shorter text was a stub of the page.
    most = max(_STUB_OF_WORDS, _STUB * len(comparison.before.words))
    is_new = is_new and len(comparison.after.words) < most
    if max(came, went) >= _PARTIAL_CLAUSES and little_else and not is_new:
        return Finding("partial_capture", f"{said}, and {max(came, went)} clauses stand in only one of them")
    if len(heavy) >= _ANOTHER_EDITION_EDITS and not is_new:
        return Finding("other_region", f"{said}, and {len(heavy)} clauses differ")
    if len(heavy) >= _REGIONAL_EDITS and len(regional) >= _REGIONAL_SHARE * len(heavy):
        return Finding("other_region", f"{said}, and what differs are the clauses of a region")
    return None


def _changed(reading: Reading) -> list[str]:
    return _flat((*reading.edit.lost, *reading.edit.new))


def _flat(runs: Sequence[Sequence[str]]) -> list[str]:
    return [word for run in runs for word in run]


def _other_page(comparison: Comparison, _readings: Sequence[Reading]) -> Finding | None:
    short, long = sorted((comparison.before, comparison.after), key=lambda side: len(side.words))
    if _mostly_shared(short):
        return None
    if len(short.words) >= _WHOLE_PAGE_WORDS:
        common = len(short.trigrams & long.trigrams) / max(1, len(short.trigrams))
        kinds = [kind_of_text(side) for side in (short, long)]
        if common < _NOTHING_COMMON or (common < _LITTLE_COMMON and kinds.count(None) == 1):
            return Finding("other_page", "the two texts have next to nothing in common")
    if (
        len(long.words) < _OTHER_PAGE_WORDS
        or len(short.words) > _OTHER_PAGE_WORDS
        or len(short.words) > _OTHER_PAGE_SHARE * len(long.words)
    ):
        return None
    if len(short.trigrams & long.trigrams) < _OTHER_PAGE_COMMON * max(1, len(short.trigrams)):
        return Finding("other_page", "the two texts have next to nothing in common, and one of them is short")
    return None


def kind_of_text(side: Side) -> DocumentType | None:
    """Guess the type of document of a text from its headings and first words."""
    return guess_kind([block.text for block in side.blocks[:12] if block.kind == "heading"], side.text)


def _other_spelling(comparison: Comparison, readings: Sequence[Reading]) -> Finding | None:
    """Find the same edition in British spelling beside American: two locales of one page."""
    if comparison.before.edition != comparison.after.edition:
        return None
    pairs = [
        (old, new)
        for reading in readings
        if reading.edit.is_pair
        for old, new in zip(_flat(reading.edit.lost), _flat(reading.edit.new), strict=False)
        if old != new and american(old) == american(new)
    ]
    directions = {american(old) == new for old, new in pairs}
    heavy = sum(reading.is_substantive for reading in readings)
    if len(pairs) >= max(_SPELLINGS, 2 * heavy) and len(directions) == 1:
        return Finding("other_region", f"{len(pairs)} words are in the spelling of another region")
    return None


def effective_date(edits: Sequence[Edit]) -> date | None:
    """The date from which a coming version holds, as the new text announces it; None for none or several."""
    found = {
        dated.value
        for edit in edits
        if edit.after is not None and word_terms("announce").any(edit.after.words)
        for dated in find_dates(edit.after.text)
        if dated.sure and dated.has_day
    }
    return found.pop() if len(found) == 1 else None


def _older_edition(comparison: Comparison, readings: Sequence[Reading]) -> Finding | None:
    old, new = comparison.before.edition, comparison.after.edition
    if old and new and new < old:
        return Finding("older_edition", f"the edition of {old} gave way to that of {new}")
    return None


_CAPTURE_FAULTS: Final = (_error_page, _other_language, _other_page, _cut)
_RULES: Final = (*_CAPTURE_FAULTS, _duplicate, _same_edition, _other_spelling, _older_edition)
