"""What a whole change is filed under: its edits weighed together; and the order in which they are cited."""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from operator import mul
from typing import Final, TypeVar

from monitor.domain.lexicon import rules, weight
from monitor.domain.reading import Reading
from monitor.domain.vocabulary import CATEGORIES, Category

Entry = TypeVar("Entry")

# What is seen of a category in a whole change; each has one weight in `rules/categories.toml`.
FEATURES: Final = (
    "highest",  # log odds of the likeliest edit
    "together",  # log odds that any edit is about it, heavy edits first
    "leading",  # log odds of the likeliest among the heaviest edits
    "share",  # logarithm of its part of all that changed
    "total",  # logarithm of how many edits are about it
    "edits",  # logarithm of how many edits there are
    "stated",  # 1 where a fact that belongs to it differs in any edit
)
# What is seen of an edit that may be cited under a category; each has one weight in `rules/categories.toml`, too.
ENTRY_FEATURES: Final = (
    "topic",  # logarithm of how likely the edit is about the category
    "filed",  # the same of the whole change
    "weight",  # of the edit
    "words",  # logarithm of the words of the clause
    "gone",  # 1 for a clause that went
    "place",  # logarithm of the place of the edit, heaviest first
)
_FULL_WEIGHT: Final = 2.0  # an edit that weighs more counts no more
_LEADING: Final = 3
_LITTLE: Final = 2
# Clauses that name these are about them, whatever else they speak of.
_SUBJECTS: Final[frozenset[Category]] = frozenset({"children", "ai"})
_MOST_FILED: Final = 200  # edits that are weighed together; of more the heaviest


def look_at_all(
    weights: Sequence[float], likely: Sequence[Sequence[float]], stated: frozenset[Category]
) -> list[tuple[float, ...]]:
    """Collect what the edits of a change show of each category, in the order of `CATEGORIES`.

    Args:
        weights: What each edit weighs, heaviest first.
        likely: For each edit the likelihoods of the categories, in the order of `CATEGORIES`.
        stated: Categories that differing facts belong to.
    """
    parts = [min(heavy, _FULL_WEIGHT) / _FULL_WEIGHT for heavy in weights[:_MOST_FILED]]
    whole = sum(parts)
    rows: list[tuple[float, ...]] = []
    for category, values in zip(CATEGORIES, zip(*likely[:_MOST_FILED], strict=True), strict=True):
        total = sum(part * value for part, value in zip(parts, values, strict=True))
        none = math.prod(1 - part * value for part, value in zip(parts, values, strict=True))
        rows.append(
            (
                _log_odds(max(values)),
                _log_odds(1 - none),
                _log_odds(max(values[:_LEADING])),
                math.log(total / whole + 0.01),
                math.log(total + 0.05),
                math.log(len(parts)),
                float(category in stated),
            )
        )
    return rows


def stated_in(material: Sequence[Reading]) -> frozenset[Category]:
    """The categories that facts that differ in any of *material* belong to."""
    return frozenset(category for reading in material for category in reading.topics.seen.stated)


def categories_of(material: Sequence[Reading]) -> dict[Category, float]:
    """Say what a change of the edits *material*, heaviest first, is about: the likelihood of each category."""
    model = rules("categories")["change"]
    weights = [float(model["features"][name]) for name in FEATURES]
    rows = look_at_all(
        [reading.weight for reading in material],
        [[reading.topics.likelihood(category) for category in CATEGORIES] for reading in material],
        stated_in(material),
    )
    return {
        category: _logistic(
            sum(value * share for value, share in zip(row, weights, strict=True)) + model["bias"][category]
        )
        for category, row in zip(CATEGORIES, rows, strict=True)
    }


def filed_under(material: Sequence[Reading], likely: dict[Category, float]) -> tuple[Category, ...]:
    """Pick the categories that the change of *material*, heaviest first, is filed under; at least one.

    Where little changed, what its facts belong to is always among them, and children or AI where they are named.
    """
    known: set[Category] = set()
    if len(material) <= _LITTLE:
        known.update(stated_in(material), (reading.categories[0] for reading in material))
        known.update(
            c
            for reading in material
            for c in _SUBJECTS.intersection(reading.categories)
            if reading.topics.seen.names(c)
        )
    kept = tuple(c for c in CATEGORIES if likely[c] >= weight("topics", "filed") or c in known)
    return kept or material[0].categories[:1]


def ranked(
    material: Sequence[Reading], likely: dict[Category, float], most: int
) -> list[tuple[Reading, Category]]:
    """Order what is cited, at most *most* entries of edits in their categories, the likeliest to be asked for first.

    A category counts a little less each time it is cited, so that none is drowned.
    """
    model = rules("categories")["entry"]
    weights = [float(model["features"][name]) for name in ENTRY_FEATURES]
    worth: list[tuple[float, tuple[Reading, Category]]] = []
    for place, reading in enumerate(material[:most]):
        for category in reading.categories:
            seen = look_at_entry(reading, place, reading.topics.likelihood(category), likely[category])
            worth.append((_logistic(sum(map(mul, seen, weights)) + model["bias"]), (reading, category)))
    return in_order(worth, most, lambda entry: entry[1])


def in_order(
    worth: Sequence[tuple[float, Entry]], most: int, category_of: Callable[[Entry], Category]
) -> list[Entry]:
    """Pick at most *most* entries by their *worth*, which shrinks with each one of the same category before it."""
    waiting = list(worth)
    cited: Counter[Category] = Counter()
    out: list[Entry] = []
    while waiting and len(out) < most:
        values = [
            value / (1 + weight("topics", "again") * cited[category_of(entry)]) for value, entry in waiting
        ]
        _, entry = waiting.pop(values.index(max(values)))
        cited[category_of(entry)] += 1
        out.append(entry)
    return out


def look_at_entry(reading: Reading, place: int, topic: float, filed: float) -> tuple[float, ...]:
    """Collect what is seen of *reading*, at *place* among the heaviest edits, cited under a category.

    Args:
        reading: The edit.
        place: From 0 for the heaviest.
        topic: How likely the edit is about the category, from 0 to 1.
        filed: How likely the whole change is.
    """
    return (
        math.log(topic + 0.01),
        math.log(filed + 0.02),
        min(reading.weight, 2 * _FULL_WEIGHT),
        math.log1p(len(reading.edit.clause.words)),
        float(reading.edit.after is None),
        math.log1p(place),
    )


def _log_odds(share: float) -> float:
    return math.log((share + 0.02) / (1.02 - share))


def _logistic(value: float) -> float:
    return 1 / (1 + math.exp(-value))
