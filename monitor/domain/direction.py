"""Which way a clause change leans for the individual."""

from collections.abc import Sequence
from typing import Final

from monitor.domain.assessment import Fact
from monitor.domain.content import went_and_came
from monitor.domain.countries import is_outside
from monitor.domain.facts import days
from monitor.domain.lexicon import word_set, word_terms
from monitor.domain.reading import PRICE, Reading, more_terms
from monitor.domain.topics import balance
from monitor.domain.vocabulary import Category, Direction, Kind

_FLIP: Final[dict[Direction, Direction]] = {"weaker": "stronger", "stronger": "weaker", "neutral": "neutral"}

# What it means for the individual when a statement of a category comes; its going is the reverse unless said otherwise.
_ADDED: Final[dict[Category, Direction]] = {
    "sharing": "weaker", "retention": "neutral", "transfer": "neutral", "collection": "weaker", "purpose": "weaker",
    "ai": "weaker", "legal_basis": "neutral", "rights": "stronger", "children": "stronger", "security": "stronger",
    "tracking": "weaker", "controller": "neutral", "disputes": "weaker", "payment": "weaker", "account": "weaker",
    "content": "weaker", "conduct": "neutral", "change_notice": "neutral", "scope": "neutral", "other": "stronger",
}  # fmt: skip
# What the going of a whole statement means where that is another thing, as readers saw it: information is missed, and
# how a thing is paid for may end with the thing.
_GONE: Final[dict[Category, Direction]] = {"payment": "neutral", "other": "weaker", "legal_basis": "weaker"}

# What is done with data; of it, "only" makes a promise.
DATA: Final[frozenset[Category]] = frozenset(
    {"sharing", "transfer", "collection", "purpose", "ai", "tracking"}
)

_DENIABLE: Final = DATA | {"retention", "payment", "account", "content"}

# Notice is owed to the individual here; in other categories whoever is told may be anybody.
_TOLD: Final[frozenset[Category]] = frozenset({"change_notice", "conduct", "account", "security", "rights"})
_PERMITTED: Final[frozenset[Category]] = frozenset({"conduct", "content", "account", "payment", "rights"})
# What limits a right of the individual is worse, what limits a power of others is better.
_LIMITED: Final = _DENIABLE | {"change_notice", "legal_basis", "conduct", "children"}
_BENEFITS: Final[frozenset[Category]] = frozenset({"rights", "security"})
_CLAIMS: Final[frozenset[Category]] = frozenset({"rights", "disputes"})
_NARROWED: Final = _BENEFITS | {"disputes"}
_NEAR: Final = 12  # words between "never" and "without"
# What it means that something now rests on one basis alone.
_BASES: Final[dict[str, Direction]] = {"consent": "stronger", "legitimate interest": "weaker"}
_KEPT: Final[frozenset[Category]] = frozenset({"retention", "tracking"})


def direction_of(reading: Reading, category: Category) -> Direction:
    """Say which way *reading* leans in *category*: facts first, then denials and conditions, then what came or went."""
    if (by_fact := _by_fact(reading, category)) is not None:
        return by_fact
    edit = reading.edit
    if reading.recipient and not edit.is_pair and category == "sharing":
        return "weaker" if edit.before is None else "stronger"
    if not edit.is_pair:
        direction = _said(edit.clause.words, category, denied=reading.denied)
        if edit.before is None:
            return direction or _came(edit.clause.words, category) or _plain(category, denied=reading.denied)
        if direction is None and not reading.denied and category in _GONE and PRICE not in reading.reasons:
            return _GONE[category]
        return _FLIP[direction or _plain(category, denied=reading.denied)]
    if (by_turn := _by_turn(reading, category)) is not None:
        return by_turn
    return _of_edited(reading, category)


def _of_statement(words: Sequence[str], category: Category, *, denied: bool) -> Direction:
    """Say what a clause is to the individual where it comes; its going is the reverse."""
    return _said(words, category, denied=denied) or _plain(category, denied=denied)


def _plain(category: Category, *, denied: bool) -> Direction:
    """Say what a clause of *category* is where its words tell nothing more."""
    base = _ADDED[category]
    return _FLIP["weaker" if base == "neutral" else base] if category in _DENIABLE and denied else base


def _said(words: Sequence[str], category: Category, *, denied: bool) -> Direction | None:
    """Say what the words of a clause mean for the individual where it comes; None where they tell nothing."""
    if category == "disputes" and word_terms("stake", "redress").any(words):
        return "neutral" if denied else "stronger"
    if category in _CLAIMS and word_terms("stake", "burden").any(words):
        return "stronger" if denied else "weaker"
    if category == "retention" and word_terms("stake", "unlimited").any(words):
        return "stronger" if denied else "weaker"
    if category == "rights" and word_terms("stake", "price").any(words) and not denied and not spares(words):
        return "weaker"
    if (
        grants(words)
        or word_terms("stake", "safeguard").any(words)
        or (category in DATA and word_terms("stake", "only").any(words))
        or (category == "retention" and word_terms("stake", "deletion").any(words))
        or (
            category in _TOLD
            and word_terms("stake", "notice").any(words)
            and not word_terms("announce").any(words)
        )
    ):
        return "weaker" if denied else "stronger"
    if spares(words):
        # "We never … without a court order" protects; what the individual may not do without leave does not.
        return "stronger" if denied and _never_without(words) else "weaker"
    if category == "retention" and not denied and keeps(words):
        return "weaker"
    return "stronger" if category == "conduct" and word_terms("stake", "harm").any(words) else None


def _came(words: Sequence[str], category: Category) -> Direction | None:
    """Say what it means that a whole statement came, where its going does not mean the reverse.

    Much is only information; and what is forbidden now narrows what people may do.
    """
    if category == "conduct" and word_terms("stake", "forbids").any(words):
        return "weaker"
    return "neutral" if category == "other" else None


def keeps(words: Sequence[str]) -> bool:
    """Whether a clause says that data are kept, and neither how long at most nor that they are erased."""
    return (
        word_terms("stake", "keeping").any(words)
        and not word_terms("stake", "limited").any(words)
        and not word_terms("stake", "deletion").any(words)
    )


def _of_edited(reading: Reading, category: Category) -> Direction:
    """Say where an edited clause leans by its denials, its limits, and whether words only came or only went."""
    base: Direction = (
        "weaker" if category == "retention" and keeps(reading.edit.clause.words) else _ADDED[category]
    )
    leaning = base if base != "neutral" else "weaker"
    if reading.negations and category in _DENIABLE | _BENEFITS:
        return leaning if (reading.negations < 0) == (category in _DENIABLE) else _FLIP[leaning]
    if category == "change_notice" and (told := more_terms("notice", reading.edit)):
        return "stronger" if told > 0 else "weaker"
    words = reading.edit.clause.words
    if category in _NARROWED or grants(words):
        if limits := _limits(reading):
            return "weaker" if limits > 0 else "stronger"
    elif reading.conditions and category in _LIMITED:
        return "weaker" if reading.conditions < 0 else "stronger"
    lost, new = went_and_came(reading.edit)
    if new and not lost:
        return base
    if lost and not new:
        return _FLIP[base]
    if category not in ("sharing", "collection", "purpose", "ai"):
        return "neutral"
    if only := balance(reading.edit, category):
        return base if only > 0 else _FLIP[base]
    return base if new > lost else "neutral"


def _limits(reading: Reading) -> int:
    """How many more limiting words the new clause has, those left out that make a right larger."""
    before, after = reading.edit.before, reading.edit.after
    assert before is not None
    assert after is not None
    every, larger = word_terms("condition"), word_set("condition", "benefits")
    old, new = (
        len({hit.start for hit in every.find(side.words) if hit.term not in larger})
        for side in (before, after)
    )
    return new - old


def grants(words: Sequence[str]) -> bool:
    """Whether a clause says what the individual may do about data, an account or a contract."""
    if not word_terms("stake", "choice").any(words):
        return False
    return any(hit.start == 0 or " " in hit.term for hit in word_terms("stake", "you").find(words))


def spares(words: Sequence[str]) -> bool:
    """Whether a clause says that something is done without what protects: notice, reasons, consent."""
    idioms = list(word_terms("negation", "idioms").find(words))
    return any(
        not any(idiom.start <= hit.start < idiom.end for idiom in idioms)
        for hit in word_terms("negation", "prepositions").find(words)
    )


def _never_without(words: Sequence[str]) -> bool:
    """Whether a denial of what others do stands beside "without"; far from it, it may be that of something else."""
    idle = word_set("negation", "prepositions")
    every = list(word_terms("negation").find(words))
    without = [hit.start for hit in every if hit.term in idle]
    denials = [hit.start for hit in every if hit.term not in idle]
    if words[0] in word_set("negation", "nobody"):
        denials.append(0)
    near = any(abs(place - denial) <= _NEAR for place in without for denial in denials)
    return near and words[0] not in word_set("stake", "subject")


def _by_turn(reading: Reading, category: Category) -> Direction | None:
    """What exchanged amounts, choices, duties and turning words say; a denied benefit is a loss."""
    turn, words = reading.turn, reading.edit.clause.words
    if turn.choice:
        return "weaker" if turn.choice < 0 else "stronger"
    if turn.limit and category in _KEPT:
        return "weaker" if turn.limit < 0 else "stronger"
    if turn.amount and category in ("payment", "disputes", "other", "rights"):
        owed = category in ("payment", "rights") and not word_terms("stake", "benefit").any(words)
        return "weaker" if (turn.amount > 0) == owed else "stronger"
    if reading.negations and (sign := _stake(words, category)):
        return "weaker" if (reading.negations > 0) == (sign > 0) else "stronger"
    if turn.words:
        return "weaker" if turn.words < 0 else "stronger"
    if turn.extent and (base := _said(words, category, denied=False) or _ADDED[category]) != "neutral":
        is_more = (turn.extent > 0) != (reading.denied and category in _DENIABLE)
        return base if is_more else _FLIP[base]
    return _by_duty(reading, category)


def _by_duty(reading: Reading, category: Category) -> Direction | None:
    """What it means that a duty came or went: of others it protects the individual, of the individual it does not."""
    modality = next((r.partition(": ")[2] for r in reading.reasons if r.startswith("modality: ")), None)
    if modality is None:
        return None
    is_looser = modality.startswith("duty") or modality == "possibility came"
    words = reading.edit.clause.words
    is_own = words[0] in word_set("stake", "subject")
    if category in _DENIABLE - {"payment", "account"} or "duty" not in modality:
        if is_own or not _promises(reading, category):
            return None
        return "weaker" if is_looser else "stronger"
    return "weaker" if is_looser != is_own else "stronger"


def _promises(reading: Reading, category: Category) -> bool:
    """Whether the clause says something that protects the individual, and nothing that the individual may do."""
    words = reading.edit.clause.words
    if grants(words):
        return False
    if category in ("payment", "disputes") and word_terms("stake", "benefit").any(words):
        return not reading.denied
    return _of_statement(words, category, denied=reading.denied) == "stronger"


def _stake(words: Sequence[str], category: Category) -> int:
    """1 where the clause speaks of a benefit of the individual, -1 where of a burden, else 0."""
    if word_terms("stake", "burden").any(words):
        return -1
    if word_terms("stake", "benefit").any(words) or word_terms("stake", "safeguard").any(words):
        return 1
    if category in _TOLD and word_terms("stake", "notice").any(words):
        return 1
    if category in _PERMITTED and word_terms("modality", "may").any(words):
        return -1 if words[0] in word_set("stake", "we") else 1
    return 0


def _by_period(fact: Fact, category: Category, words: Sequence[str]) -> Direction | None:
    """Longer is weaker for what is kept or owed to the individual; shorter is for notice and windows."""
    old, new = days(fact["from"]), days(fact["to"])
    window = category == "change_notice" or (
        word_terms("stake", "window").any(words) and category not in _KEPT
    )
    lasting = category in _KEPT | _BENEFITS or (
        category == "other" and word_terms("stake", "interruption").any(words)
    )
    if not window and not lasting:
        return None
    if old is not None and new is not None and old != new:
        return "weaker" if (new > old) != window else "stronger"
    if old is not None and new is None and (category in ("retention", "security") or window):
        return "weaker"
    if old is not None or new is None:
        return None
    # A time that is said now: of others it is a promise, of the individual a limit.
    is_owed = any(word_terms("stake", key).any(words) for key in ("notice", "owed"))
    if window and category != "change_notice" and not is_owed:
        return "weaker"
    return "stronger" if window or category in _BENEFITS else None


def _by_fact(reading: Reading, category: Category) -> Direction | None:
    words = reading.edit.clause.words
    for fact in sorted(reading.facts, key=lambda fact: fact["type"] == "countries"):
        if fact["type"] == "period":
            if fact["from"] == fact["to"] and category in _KEPT and not reading.edit.is_pair:
                return "weaker" if reading.edit.before is None else "stronger"  # for a time that is not said
            if (by_period := _by_period(fact, category, words)) is not None:
                return by_period
        elif fact["type"] == "mechanism" and category == "transfer":
            if fact["removed"] and not fact["added"]:
                return "weaker"
            if fact["added"] and fact["removed"]:
                return "neutral"
            if fact["added"]:
                # That a framework or a decision is relied on as well adds little to a clause that was there before.
                safeguards = {"scc", "bcr", "uk_idta"} | (
                    set() if reading.edit.is_pair else {"dpf", "adequacy"}
                )
                return "stronger" if safeguards & set(fact["added"]) else "neutral"
        elif fact["type"] == "countries" and category == "transfer":
            if (by_place := _by_place(fact, denied=reading.denied and not reading.edit.is_pair)) is not None:
                return by_place
        elif fact["type"] == "age" and category == "children" and fact["from"] and fact["to"]:
            return "weaker" if fact["to"] < fact["from"] else "stronger"
        elif fact["type"] == "basis" and category == "legal_basis":
            asked, asks = ("consent" in (fact[side] or "") for side in ("from", "to"))
            if asked != asks and (asked or reading.edit.is_pair):
                return "weaker" if asked else "stronger"
            if reading.edit.before is None and fact["to"] in _BASES:
                return _BASES[fact["to"]]
    return None


def _by_place(fact: Fact, *, denied: bool) -> Direction | None:
    """Say what it means that data go to other countries; a clause that denies it means the reverse."""
    if bool(fact["added"]) != bool(fact["removed"]):
        return "weaker" if bool(fact["added"]) != denied else "stronger"
    if is_outside(fact["added"]) != is_outside(fact["removed"]):
        return "weaker" if is_outside(fact["added"]) else "stronger"
    return None


def kind_of(reading: Reading) -> Kind:
    """Whether the clause came, went or was changed."""
    if reading.edit.before is None:
        return "added"
    return "removed" if reading.edit.after is None else "modified"
