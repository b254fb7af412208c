"""Which way a clause change leans for the individual, and how urgent a change is."""

from collections.abc import Sequence
from typing import Final

from monitor.domain.assessment import Fact
from monitor.domain.countries import is_outside
from monitor.domain.facts import days
from monitor.domain.lexicon import weight, word_set, word_terms
from monitor.domain.reading import Reading
from monitor.domain.vocabulary import SEVERITIES, Category, Direction, Kind, Severity

_FLIP: Final[dict[Direction, Direction]] = {"weaker": "stronger", "stronger": "weaker", "neutral": "neutral"}

# What it means for the individual when a statement of a category comes; its going is the reverse unless said otherwise.
_ADDED: Final[dict[Category, Direction]] = {
    "sharing": "weaker", "retention": "neutral", "transfer": "neutral", "collection": "weaker", "purpose": "weaker",
    "ai": "weaker", "legal_basis": "neutral", "rights": "stronger", "children": "stronger", "security": "stronger",
    "tracking": "weaker", "controller": "neutral", "disputes": "weaker", "payment": "weaker", "account": "weaker",
    "content": "weaker", "conduct": "neutral", "change_notice": "neutral", "scope": "neutral", "other": "neutral",
}  # fmt: skip
_DENIABLE: Final = frozenset(
    {
        "sharing",
        "retention",
        "transfer",
        "collection",
        "purpose",
        "ai",
        "tracking",
        "payment",
        "account",
        "content",
    }
)


def direction_of(reading: Reading, category: Category) -> Direction:
    """Say which way *reading* leans in *category*: facts first, then denials and conditions, then what came or went."""
    if (by_fact := _by_fact(reading.facts, category, reading.edit.clause.words)) is not None:
        return by_fact
    if (by_turn := _by_turn(reading, category)) is not None:
        return by_turn
    base = _ADDED[category]
    leaning = base if base != "neutral" else "weaker"
    edit = reading.edit
    if edit.before is not None and edit.after is not None:
        if reading.negations and category in _DENIABLE | {"rights", "security"}:
            return leaning if (reading.negations < 0) == (category in _DENIABLE) else _FLIP[leaning]
        if reading.conditions and category in _DENIABLE:
            return "weaker" if reading.conditions < 0 else "stronger"
        lost, new = sum(map(len, edit.lost)), sum(map(len, edit.new))
        if new and not lost:
            return base
        if lost and not new:
            return _FLIP[base]
        return base if category in ("sharing", "collection", "purpose", "ai") and new > lost else "neutral"
    denied = category in _DENIABLE and _is_denial(edit.clause.words)
    direction = _FLIP[leaning] if denied else base
    return direction if edit.before is None else _FLIP[direction]


def _by_turn(reading: Reading, category: Category) -> Direction | None:
    """What exchanged amounts, choices, duties and turning words say; a denied benefit is a loss."""
    turn, words = reading.turn, reading.edit.clause.words
    if turn.choice:
        return "weaker" if turn.choice < 0 else "stronger"
    if turn.amount and category in ("payment", "disputes"):
        worse = turn.amount > 0 if category == "payment" else turn.amount < 0
        return "weaker" if worse else "stronger"
    if reading.negations and (sign := _stake(words)):
        return "weaker" if (reading.negations > 0) == (sign > 0) else "stronger"
    if turn.words:
        return "weaker" if turn.words < 0 else "stronger"
    for reason in reading.reasons:
        if reason.startswith("modality: duty") and category not in _DENIABLE - {"payment", "account"}:
            return "weaker"
    return None


def _stake(words: Sequence[str]) -> int:
    """1 where the clause speaks of a benefit of the individual, -1 where of a burden, else 0."""
    if word_terms("stake", "burden").any(words):
        return -1
    return 1 if word_terms("stake", "benefit").any(words) else 0


def _is_denial(words: Sequence[str]) -> bool:
    particles = word_set("negation", "particles")
    first = words[:14]
    return any(hit.term not in particles for hit in word_terms("negation").find(first))


def _by_period(fact: Fact, category: Category, words: Sequence[str]) -> Direction | None:
    """Longer is weaker for what is kept or owed to the individual; shorter is for notice and windows."""
    old, new = days(fact["from"]), days(fact["to"])
    window = word_terms("stake", "window").any(words) and category not in ("retention", "tracking")
    if not window and category not in ("retention", "tracking", "security", "rights"):
        return None
    if old is not None and new is not None and old != new:
        return "weaker" if (new > old) != window else "stronger"
    if old is not None and new is None and (category in ("retention", "security") or window):
        return "weaker"
    return None


def _by_fact(facts: Sequence[Fact], category: Category, words: Sequence[str]) -> Direction | None:
    for fact in sorted(facts, key=lambda fact: fact["type"] == "countries"):
        if fact["type"] == "period" and (by_period := _by_period(fact, category, words)) is not None:
            return by_period
        if fact["type"] == "mechanism" and category == "transfer":
            if fact["removed"] and not fact["added"]:
                return "weaker"
            if fact["added"] and not fact["removed"]:
                return "stronger" if {"scc", "bcr", "uk_idta"} & set(fact["added"]) else "neutral"
        if fact["type"] == "countries" and category == "transfer" and fact["added"] != fact["removed"]:
            if fact["added"] and not fact["removed"]:
                return "weaker"
            if fact["removed"] and not fact["added"]:
                return "stronger"
            if is_outside(fact["added"]) != is_outside(fact["removed"]):
                return "weaker" if is_outside(fact["added"]) else "stronger"
        if fact["type"] == "age" and category == "children" and fact["from"] and fact["to"]:
            return "weaker" if fact["to"] < fact["from"] else "stronger"
        if fact["type"] == "basis" and category == "legal_basis" and "consent" in (fact["from"] or ""):
            return "weaker"
    return None


def urgency(reading: Reading, category: Category, direction: Direction) -> Severity:
    """How urgent one clause change is."""
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
    types = {fact["type"] for fact in reading.facts}
    if category == "retention":
        return "period" in types and any(f["type"] == "period" and f["from"] for f in reading.facts)
    if category == "transfer":
        return any(
            (f["type"] == "countries" and f["added"]) or (f["type"] == "mechanism" and f["removed"])
            for f in reading.facts
        )
    if category == "ai":
        return word_terms("training").any(words)
    if category == "sharing":
        return (
            reading.negations < 0
            or word_terms("sale").any(words)
            or (reading.edit.after is None and _is_denial(words))
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


def severity_of(urgencies: Sequence[Severity]) -> Severity | None:
    """The highest of *urgencies*; None when there are none."""
    return min(urgencies, key=SEVERITIES.index, default=None)


def kind_of(reading: Reading) -> Kind:
    """Whether the clause came, went or was changed."""
    if reading.edit.before is None:
        return "added"
    return "removed" if reading.edit.after is None else "modified"
