"""How far words speak for a category: learned weights, kept as readable data.

`rules/wording.tsv` has a line per word or pair of words, with the natural logarithm of how much oftener than by chance
it stands below headings of a category, in the sections of many policies. `rules/leanings.tsv` says what labelled edits
add to that: how a word leans that was changed, that stands in the edited clause, or in the headings above it.
`python -m benchmarks.train wording` and `categories` write them.
"""

from collections.abc import Sequence, Set
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Final

from monitor.domain import folding
from monitor.domain.comparison import Edit
from monitor.domain.vocabulary import CATEGORIES

PLACES: Final = ("changed", "clause", "heading")  # where a word of an edit stands
_PLACE: Final[dict[str, int]] = {category: place for place, category in enumerate(CATEGORIES)}

Weights = tuple[tuple[int, float], ...]  # places of categories with their weights


def grams(words: Sequence[str]) -> set[str]:
    """Each word of folded *words* and each two in a row, once; numbers are left out."""
    kept = [word for word in words if not word.isdigit()]
    return {*kept, *(f"{first} {second}" for first, second in pairwise(kept))}


def speak(words: Sequence[str]) -> list[float]:
    """Score each category, in the order of `CATEGORIES`: what the known words weigh, by the root of their number."""
    totals = [0.0] * len(CATEGORIES)
    _add(totals, grams(words), _sections())
    return totals


def lean(edit: Edit) -> list[float]:
    """Score each category, in the order of `CATEGORIES`, by how the words of *edit* lean; alike in each place."""
    totals = [0.0] * len(CATEGORIES)
    for place, words in zip(PLACES, words_of(edit), strict=True):
        _add(totals, words, _leanings()[place])
    return totals


def words_of(edit: Edit) -> tuple[frozenset[str], ...]:
    """Give the folded words of *edit* that changed, of its clauses, and of its headings; no numbers or letters."""
    changed = {word for run in (*edit.lost, *edit.new) for word in run}
    clause = {word for side in (edit.before, edit.after) if side is not None for word in side.words}
    heading = folding.words(edit.clause.section)
    return tuple(
        frozenset(word for word in words if not word.isdigit() and not (len(word) == 1 and word.isascii()))
        for words in (changed, clause, heading)
    )


def _add(totals: list[float], words: Set[str], table: dict[str, Weights]) -> None:
    known = sorted(words & table.keys())  # in one order, for sums that are the same everywhere
    root: float = max(1, len(known)) ** 0.5
    for word in known:
        for place, weight in table[word]:
            totals[place] += weight / root


@cache
def _sections() -> dict[str, Weights]:
    return {word: _weights(weights) for word, *weights in _lines("wording")}


@cache
def _leanings() -> dict[str, dict[str, Weights]]:
    tables: dict[str, dict[str, Weights]] = {place: {} for place in PLACES}
    for place, word, *weights in _lines("leanings"):
        tables[place][word] = _weights(weights)
    return tables


def _lines(name: str) -> list[list[str]]:
    text = files("monitor.domain.rules").joinpath(f"{name}.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


def _weights(written: Sequence[str]) -> Weights:
    parted = (weight.partition(" ") for weight in written)
    return tuple((_PLACE[name], float(value)) for name, _, value in parted)
