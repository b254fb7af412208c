"""How likely a change with edits of substance is one of the document: features of the whole change, weighed together.

The rules see one edit at a time, and a line of a footer may look like a clause. What stands around it tells: navigation
that came or went beside it, texts that moved, an edition whose date moved on. The weights are learned from labelled
changes (`python -m benchmarks.train verdicts`) and stand in `rules/verdict.toml`.
"""

import math
from collections.abc import Sequence
from typing import Final

from monitor.domain.comparison import Comparison
from monitor.domain.facts import decides
from monitor.domain.lexicon import rules
from monitor.domain.reading import Reading
from monitor.domain.trivial import light_words
from monitor.domain.vocabulary import Category

FEATURES: Final = (
    "edition_later",  # the date of the edition moved on
    "edition_unknown",  # one of the texts has none
    "contact",  # reasons of edits
    "figure",
    "modality",
    "likely",  # of the first category of the heaviest edit
    "main",  # likelihood of sharing, retention and transfer together, of the edit where it is highest
    "navigation",  # edits without substance of these names
    "counter",
    "heading",
    "light_share",  # of navigation, labels and counters among all edits
    "moved",  # logarithms of clauses that moved, or stand elsewhere as well
    "repeated",
    "light_words",  # share of words that join others: in the edit that has most, and on average
    "light_words_mean",
    "came",  # share of edits of substance that came, or stand in one text only
    "one_sided",
    "only_countries",  # nothing but names of countries decides
    "heaviest",  # weights of the two heaviest edits
    "second",
    "single",  # only one edit of substance
    "share",  # of the text that they take
    "size",  # logarithm of the words of the longer text
    "unheaded",  # share of edits below no heading, and among the last blocks
    "last",
)
_MAIN: Final[tuple[Category, ...]] = ("sharing", "retention", "transfer")
_MOST_WEIGHT: Final = 4.0
_LAST: Final = 0.95
_LEAST_SIZE: Final = 400  # words; shorter texts are told by their edits alone


def look_at_change(comparison: Comparison, readings: Sequence[Reading]) -> tuple[float, ...]:
    """Collect the features of a change, in the order of `FEATURES`; at least one of *readings* is substantive."""
    heavy = sorted((reading for reading in readings if reading.is_substantive), key=lambda r: -r.weight)
    count = len(heavy)
    old, new = comparison.before, comparison.after
    names = [reading.trivial for reading in readings]
    joining = [_joining(reading) for reading in heavy]
    size = max(len(old.words), len(new.words), _LEAST_SIZE)
    likely = [topics_likely(reading) for reading in heavy]
    deciding = [fact["type"] for reading in heavy for fact in reading.facts if decides(fact)]
    return (
        float(old.edition is not None and new.edition is not None and new.edition > old.edition),
        float(old.edition is None or new.edition is None),
        *(_has_reason(heavy, name) for name in ("contact", "figure", "modality")),
        heavy[0].topics.scores[0][1],
        max(likely),
        *(float(name in names) for name in ("navigation", "counter", "heading")),
        sum(name in ("navigation", "label", "counter") for name in names) / len(readings),
        math.log1p(comparison.moved),
        math.log1p(len(comparison.repeated) + len(comparison.unrepeated)),
        max(joining),
        sum(joining) / count,
        sum(reading.edit.before is None for reading in heavy) / count,
        sum(not reading.edit.is_pair for reading in heavy) / count,
        float(bool(deciding) and set(deciding) == {"countries"}),
        min(heavy[0].weight, _MOST_WEIGHT),
        min(heavy[1].weight, _MOST_WEIGHT) if count > 1 else 0.0,
        float(count == 1),
        min(1.0, sum(len(reading.edit.clause.words) for reading in heavy) / size),
        math.log(size),
        sum(not reading.edit.clause.section for reading in heavy) / count,
        sum(_place(reading, comparison) > _LAST for reading in heavy) / count,
    )


def likelihood(features: Sequence[float]) -> float:
    """How likely a change of these *features* is one of substance, from 0 to 1."""
    model = rules("verdict")
    total = float(model["bias"])
    total += sum(
        value * float(model["features"][name]) for name, value in zip(FEATURES, features, strict=True)
    )
    return 1 / (1 + math.exp(-total))


def is_beyond_doubt(readings: Sequence[Reading]) -> bool:
    """Whether it is always told: a value, an extent or an address differs, a cookie is listed, a change is near.

    A value is a period, a safeguard, an age or a legal basis.
    """
    return any(
        reading.is_substantive
        and (
            reading.recipient
            or any(decides(fact) and fact["type"] != "countries" for fact in reading.facts)
            or any(
                reason.startswith(("announcement", "name in a list", "address", "extent"))
                for reason in reading.reasons
            )
        )
        for reading in readings
    )


def topics_likely(reading: Reading) -> float:
    """How likely an edit is about one of the three categories that matter most."""
    return sum(value for category, value in reading.topics.scores if category in _MAIN)


def _joining(reading: Reading) -> float:
    words = reading.edit.clause.words
    return sum(word in light_words() for word in words) / max(1, len(words))


def _has_reason(readings: Sequence[Reading], name: str) -> float:
    return float(any(reason.startswith(f"{name}:") for reading in readings for reason in reading.reasons))


def _place(reading: Reading, comparison: Comparison) -> float:
    """Where in its text a clause stands, from 0 to 1."""
    side = comparison.before if reading.edit.after is None else comparison.after
    return reading.edit.clause.block / max(1, len(side.blocks))
