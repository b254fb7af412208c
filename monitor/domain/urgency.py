"""How urgent a clause change is, and a whole change: what a vendor-risk owner must act on now."""

from collections.abc import Sequence
from typing import Final

from monitor.domain.comparison import Edit
from monitor.domain.direction import DATA
from monitor.domain.lexicon import weight, word_set, word_terms
from monitor.domain.reading import Reading
from monitor.domain.topics import says_where, sells_data, trains_models
from monitor.domain.vocabulary import SEVERITIES, Category, Direction, Severity

# Where opting in that became opting out is urgent.
_CHOSEN: Final = DATA | {"legal_basis", "rights"}


def urgency(reading: Reading, category: Category, direction: Direction) -> Severity:
    """How urgent one clause change is."""
    if reading.is_slight:
        return "low"
    if direction == "weaker":
        if _is_high(reading, category):
            return "high"
        return "medium"
    if category in (
        "controller",
        "change_notice",
        "conduct",
        "other",
        "scope",
        "payment",
        "account",
        "content",
    ):
        return "medium" if category in ("change_notice", "payment") or reading.weight >= 2.5 else "low"
    return "medium" if reading.weight >= 1.6 or reading.facts else "low"


def _is_high(reading: Reading, category: Category) -> bool:
    words = reading.edit.clause.words
    if reading.turn.choice < 0 and category in _CHOSEN:
        return True
    types = {fact["type"] for fact in reading.facts}
    if category == "retention":
        if reading.edit.after is not None and not reading.denied and _more_unlimited(reading.edit) > 0:
            return True
        return "period" in types and any(f["type"] == "period" and f["from"] for f in reading.facts)
    if category == "transfer":
        is_own = words[0] in word_set("stake", "subject")
        is_promise = reading.negations < 0 or (reading.edit.after is None and reading.denied and not is_own)
        if is_promise and reading.topics.seen.names("transfer"):
            return True  # a promise not to transfer is gone
        clause = reading.edit.clause
        handled = says_where(clause, "transfer", offices=False) or not says_where(clause, "transfer")
        return any(
            (f["type"] == "countries" and f["added"] and handled)
            or (f["type"] == "mechanism" and f["removed"])
            for f in reading.facts
        )
    if category == "ai":
        return trains_models(words)
    if category not in reading.topics.seen.heard:
        return False
    if category == "sharing":
        return (
            reading.negations < 0
            or (word_terms("sale").any(words) and sells_data(reading.edit.clause))
            or (reading.edit.after is None and reading.denied)
            or (reading.negations > 0 and word_terms("stake", "safeguard").any(words))
        )
    if category == "disputes":
        return word_terms("arbitration").any(words) and reading.edit.before is None
    if category == "rights":
        # A clause that speaks of rights beside something else is often only written anew elsewhere.
        is_right = reading.edit.after is None and reading.categories[0] == "rights"
        return (is_right and reading.weight >= weight("material", "right_gone")) or reading.negations > 0
    if category == "legal_basis":
        return any(f["type"] == "basis" and f["from"] == "consent" for f in reading.facts)
    return False


def _more_unlimited(edit: Edit) -> int:
    """How many more words of a clause say that something is kept without any limit of time."""
    old, new = (
        sum(1 for _ in word_terms("stake", "unlimited").find(side.words)) if side is not None else 0
        for side in (edit.before, edit.after)
    )
    return new - old


def severity_of(urgencies: Sequence[Severity]) -> Severity | None:
    """The highest of *urgencies*; None when there are none."""
    return min(urgencies, key=SEVERITIES.index, default=None)
