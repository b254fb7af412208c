"""Whose law or courts a clause names: by an adjective, or by the name of the country behind them."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from monitor.domain.countries import countries_in
from monitor.domain.lexicon import Terms, rules

_BESIDE_LAW: Final = 3  # words between a law and whose it is
_LAW_OF: Final = re.compile(
    r"([^\W\d_]+)\s(?P<of>(?:of|de|du|des|der|von|van|di|do|da|del|della)(?:\s[\w'’-]+){1,4}|dell['’]\w+)"
)


def laws_of(words: Sequence[str], text: str) -> frozenset[str]:
    """The countries whose law or courts a clause names: "lei portuguesa", "German courts", "the law of Spain"."""
    if _law_words().isdisjoint(words):
        return frozenset()
    places = [place for place, word in enumerate(words) if word in _law_words()]
    named = (
        hit.payload
        for hit in _nationalities().find(words)
        if any(abs(hit.start - place) <= _BESIDE_LAW for place in places)
    )
    of = (match["of"] for match in _LAW_OF.finditer(text) if match[1].lower() in _law_words())
    return frozenset((*named, *(code for phrase in of for code in countries_in(phrase))))


@cache
def _law_words() -> frozenset[str]:
    return frozenset(rules("facts")["laws"]["words"])


@cache
def _nationalities() -> Terms[str]:
    table: dict[str, list[str]] = rules("facts")["nationalities"]
    return Terms((term, code) for code, terms in table.items() for term in terms)
