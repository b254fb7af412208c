"""What one clause has in the place of what the other one had: consent, fees, whose law it is, and how far it goes."""

from typing import NamedTuple

from monitor.domain.comparison import Edit
from monitor.domain.consent import choice_of
from monitor.domain.extent import Extent, extent_of
from monitor.domain.facts import Statements
from monitor.domain.lexicon import word_terms
from monitor.domain.vocabulary import Category


class Exchanged(NamedTuple):
    """What one clause has in the place of what the other one had, told from the two together."""

    choice: int = 0  # -1 opting in became opting out, 1 the reverse
    fee: int = 0  # 1 what was free costs something, -1 the reverse
    law: bool = False  # the law or the courts of another country
    same_law: bool = False  # of one country, written otherwise
    extent: Extent | None = None

    @property
    def categories(self) -> tuple[Category, ...]:
        """The categories that this belongs to, whatever the clause speaks of."""
        law: tuple[Category, ...] = ("disputes",) if self.law else ()
        return (*law, "payment") if self.fee else law


def exchanged_of(edit: Edit, before: Statements, after: Statements, language: str | None) -> Exchanged:
    """Tell what *edit* puts in the place of something else; nothing where one of the two clauses is missing."""
    same_law = _same_law(before, after)
    return Exchanged(
        choice_of(edit, language),
        _fee(edit, before, after),
        not same_law and _other_law(before, after),
        same_law,
        extent_of(edit),
    )


def _fee(edit: Edit, before: Statements, after: Statements) -> int:
    """1 where what was free costs an amount now, -1 for the reverse, else 0."""
    if edit.before is None or edit.after is None or bool(before.amounts) == bool(after.amounts):
        return 0
    free = edit.before if after.amounts else edit.after
    if not word_terms("free").any(free.words):
        return 0
    return 1 if after.amounts else -1


def _other_law(before: Statements, after: Statements) -> bool:
    """Whether the law or the courts of another country are named."""
    return bool(before.laws and after.laws) and before.laws != after.laws


def _same_law(before: Statements, after: Statements) -> bool:
    """Whether a law is named by its country in one clause and by an adjective in the other: "the law of France"."""
    if not (before.laws or after.laws) or (before.laws, before.countries) == (after.laws, after.countries):
        return False
    return before.laws | before.countries == after.laws | after.countries
