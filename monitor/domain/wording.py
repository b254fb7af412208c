"""How far words speak for a category: weights learned from the sections of many policies, kept as readable data.

`rules/wording.tsv` has a line per word or pair of words, with the natural logarithm of how much oftener than by chance
it stands below headings of a category. `python -m benchmarks.train wording` writes it.
"""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Final

from monitor.domain.vocabulary import CATEGORIES

_PLACE: Final[dict[str, int]] = {category: place for place, category in enumerate(CATEGORIES)}


def grams(words: Sequence[str]) -> set[str]:
    """Each word of folded *words* and each two in a row, once; numbers are left out."""
    kept = [word for word in words if not word.isdigit()]
    return {*kept, *(f"{first} {second}" for first, second in pairwise(kept))}


def speak(words: Sequence[str]) -> list[float]:
    """Score each category, in the order of `CATEGORIES`: what the known words weigh, by the root of their number."""
    table = _table()
    totals = [0.0] * len(CATEGORIES)
    known = 0
    for gram in sorted(grams(words) & table.keys()):  # in one order, for sums that are the same everywhere
        known += 1
        for place, weight in table[gram]:
            totals[place] += weight
    root: float = max(1, known) ** 0.5
    return [total / root for total in totals]


@cache
def _table() -> dict[str, tuple[tuple[int, float], ...]]:
    text = files("monitor.domain.rules").joinpath("wording.tsv").read_text(encoding="utf-8")
    table: dict[str, tuple[tuple[int, float], ...]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            gram, *weights = line.split("\t")
            table[gram] = tuple((_PLACE[name], float(value)) for name, value in map(_parted, weights))
    return table


def _parted(weight: str) -> tuple[str, str]:
    name, _, value = weight.partition(" ")
    return name, value
