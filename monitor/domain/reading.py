"""One edit read: what it is about, which facts differ, which way it leans, how much it weighs, and why."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from monitor.domain.amounts import amounts_grew
from monitor.domain.assessment import Fact
from monitor.domain.comparison import Edit
from monitor.domain.content import content_of, grown, is_name, single_word, went_and_came
from monitor.domain.denial import is_denial, more, opposites
from monitor.domain.exchanged import Exchanged, exchanged_of
from monitor.domain.facts import Statements, decides, differences, entity_fact, figure_of, statements
from monitor.domain.lexicon import counted, in_words, weight, word_set, word_terms
from monitor.domain.modality import modality_of
from monitor.domain.recipients import LISTED, is_another, lists_recipient
from monitor.domain.topics import Topics, chosen, sells_data, topics_of
from monitor.domain.trivial import trivial
from monitor.domain.values import DIFFERS
from monitor.domain.vocabulary import Category, DocumentType
from monitor.domain.whole import whole_parts


class Turn(NamedTuple):
    """Which way words of an edited clause turn what it says, seen from the individual: above 0 for the better."""

    words: int = 0
    amount: int = 0  # 1 a larger amount of money or share, -1 a smaller one
    choice: int = 0  # -1 opting in became opting out, 1 the reverse
    limit: int = 0  # -1 a time that is said became one that is not, 1 the reverse
    extent: int = 0  # 1 where what is said goes further now, for the better or the worse


_NO_TURN: Final = Turn()
_FIGURE_WORDS: Final = 5
_PRICED_WORDS: Final = 4
_STATEMENT_WORDS: Final = 6
_BESIDE: Final = 2  # words between the name of a street and the word for one

PRICE: Final = "price: an amount differs"
WORD: Final = "one word: "


@dataclass(frozen=True, slots=True)
class Reading:
    """What one edit means. `trivial` names why it has no substance; then `weight` is 0."""

    edit: Edit
    trivial: str | None
    weight: float
    categories: tuple[Category, ...]
    topics: Topics
    facts: tuple[Fact, ...]
    reasons: tuple[str, ...]
    negations: int  # how many more denials the new clause has
    conditions: int  # how many more limiting words the new clause has
    turn: Turn = _NO_TURN  # what single words of the edit turn round
    denied: bool = False  # the clause begins with a denial
    recipient: bool = False  # an entry of a list of those who receive data

    @property
    def is_substantive(self) -> bool:
        """Whether the edit alone makes the change material."""
        return round(self.weight, 6) >= weight("material", "threshold")

    @property
    def is_slight(self) -> bool:
        """Whether it is told for nothing but a single word that no rule knows."""
        told = any(reason.startswith(WORD) for reason in self.reasons)
        return told and self.weight - weight("material", "word_alone") < weight("material", "threshold")


def read(edit: Edit, kind: DocumentType | None, language: str | None = None) -> Reading:
    """Read *edit* in a document of *kind* and *language* (None where unknown)."""
    before, after = statements(edit.before), statements(edit.after)
    exchanged = exchanged_of(edit, before, after, language)
    if exchanged.same_law:
        after = replace(after, laws=before.laws, countries=before.countries)
    facts = differences(before, after)
    # Whose law it is says nothing of where data go.
    places = [fact for fact in facts if not (exchanged.law and fact["type"] == "countries")]
    topics = topics_of(edit, kind, places, exchanged.categories)
    reason = trivial(edit)
    differs = _price_differs(edit, before, after) or exchanged.fee != 0 or exchanged.law
    differs = differs or exchanged.extent is not None
    if reason is not None and not _overrules(edit, facts, differs, reason):
        return Reading(edit, reason, 0.0, chosen(topics), topics, (), (), 0, 0)
    entity = entity_fact(before, after) if "controller" in chosen(topics) else None
    spared = more("negation", edit, language, "prepositions")
    shift = Shift(
        more("negation", edit, language) - spared + opposites(edit), more("condition", edit, language)
    )
    total, reasons = _weigh(edit, topics, facts, (before, after), shift, spared, exchanged, language)
    if entity is not None:
        facts = (entity, *facts)
        total += weight("material", "entity")
        reasons = ("fact: another company stands there", *reasons)
    turn = Turn(
        _turned(edit) - spared,
        exchanged.fee or amounts_grew(before.amounts, after.amounts),
        exchanged.choice,
        before.is_open - after.is_open if edit.is_pair else 0,
        exchanged.extent.growth if exchanged.extent else 0,
    )
    denied = is_denial(edit.clause.words, language)
    categories = chosen(topics)
    recipient = lists_recipient(edit.clause, kind)
    if recipient and not edit.is_pair:
        total += weight("material", "listed")
        reasons = (*reasons, LISTED)
    elif recipient and all(went_and_came(edit)):
        total += weight("material", "recipient_edited")
        reasons = (*reasons, "recipient: listed for something else")
    if recipient and is_another(edit.before, edit.after):
        categories = ("sharing", *(c for c in categories if c != "sharing"))
    return Reading(edit, None, total, categories, topics, facts, reasons, *shift, turn, denied, recipient)


def _price_differs(edit: Edit, before: Statements, after: Statements) -> bool:
    """Whether an amount differs in a statement; a share in a ticker or a table of quotations is none."""
    return before.amounts != after.amounts and (
        sum(word[0].isalpha() for word in edit.clause.words) >= _PRICED_WORDS or "%" not in edit.clause.words
    )


def _overrules(edit: Edit, facts: Sequence[Fact], differs: bool, reason: str) -> bool:
    """Whether what an edited clause states differs, however small the edit looks; "3 days ago" states nothing."""
    if not edit.is_pair:
        # "Calder Data Ltd, support, India" has a word of menus, too.
        named = {fact["type"] for fact in facts} >= {"countries", "recipients"}
        return (
            reason == "navigation" and edit.clause.kind == "item" and "](" not in edit.clause.text and named
        )
    if reason in ("counter", "spelling"):
        return False
    return differs or any(map(decides, facts))


class Shift(NamedTuple):
    """How many more denials and limiting words the new clause has."""

    negations: int
    conditions: int


def _weigh(
    edit: Edit,
    topics: Topics,
    facts: Sequence[Fact],
    sides: tuple[Statements, Statements],
    shift: Shift,
    spared: int,
    exchanged: Exchanged,
    language: str | None,
) -> tuple[float, tuple[str, ...]]:
    if _repeats_contacts(edit, *sides):
        return 0.0, ()
    parts = [
        (weight("material", "fact"), f"fact: {DIFFERS[kind]}")
        for kind in dict.fromkeys(fact["type"] for fact in facts if decides(fact))
    ]
    if _price_differs(edit, *sides):
        both = "_differs" if edit.is_pair and (all(side.amounts for side in sides) or exchanged.fee) else ""
        parts.append((weight("material", f"price{both}"), PRICE))
    if spared and not shift.negations:
        parts.append((weight("material", "negation"), f"negation: {'added' if spared > 0 else 'gone'}"))
    if edit.is_pair:
        parts += _pair_parts(edit, topics, sides, shift, exchanged)
        parts += _word_parts(edit, language)
    else:
        parts += whole_parts(edit, topics)
    parts.sort(key=lambda part: -part[0])
    return sum(value for value, _ in parts), tuple(reason for _, reason in parts)


def _repeats_contacts(edit: Edit, before: Statements, after: Statements) -> bool:
    """Whether all that changed is how often addresses are written that stand on both sides."""
    if not edit.is_pair or not before.contacts or before.contacts != after.contacts:
        return False
    written = {word for contact in before.contacts for word in re.findall(r"[^\W_]+", contact)}
    return written.issuperset((*_flat(edit.lost), *_flat(edit.new)))


def _pair_parts(
    edit: Edit, topics: Topics, sides: tuple[Statements, Statements], shift: Shift, exchanged: Exchanged
) -> list[tuple[float, str]]:
    parts = _shift_parts(shift, exchanged)
    before, after = sides
    if modality := modality_of(edit, shift.negations):
        parts.append((weight("material", "modality"), f"modality: {modality}"))
    if before.contacts != after.contacts and before.contacts and after.contacts:
        parts.append((weight("material", "contact"), "contact: address or number exchanged"))
    elif bool(before.contacts) != bool(after.contacts) and _links_elsewhere(edit):
        parts.append(
            (weight("material", "contact"), "contact: a page in place of an address, or the reverse")
        )
    if (
        before.contacts != after.contacts
        and not (before.contacts and after.contacts)
        and not (edit.lost and edit.new)
    ):
        parts.append((weight("material", "channel"), f"contact: address or number {_went(edit)}"))
    if channels := _channels(edit):
        parts.append((weight("material", "channel"), f"channel: {in_words(channels)} {_went(edit)}"))
    if exchanged.choice:
        parts.append((weight("material", "choice"), "choice: opting in and opting out exchanged"))
    if "change_notice" in topics.seen.heard and (told := more_terms("notice", edit)):
        parts.append((weight("material", "condition"), f"notice: {'added' if told > 0 else 'gone'}"))
    if pivots := _pivots(edit):
        parts.append((weight("material", "pivot"), f"word that turns it: {in_words(pivots)}"))
    if exchanged.law or (not exchanged.same_law and _names_whose(edit)):
        parts.append((weight("material", "whose"), "name: another law, court, person or processor"))
    if _swaps_figure(edit):
        parts.append((weight("material", "figure"), "figure: another number"))
    if set(before.entities) != set(after.entities):
        parts.append((weight("material", "company"), "company: named on one side only"))
    if before.recipients != after.recipients and "sharing" in topics.seen.heard:
        parts.append((weight("material", "recipient"), "recipient: named on one side only"))
    if _announces(edit):
        parts.append((weight("material", "announced"), "announcement of a coming change"))
    if _moves_house(edit):
        parts.append((weight("material", "address"), "address: another postal address"))
    if (one_sided := topics.seen.one_sided) and not exchanged.same_law:
        extra = min(2, len(one_sided) - 1) * weight("material", "terms")
        name = "term_exchanged" if topics.seen.exchanged else "term"
        parts.append((weight("material", name) + extra, f"term only on one side: {in_words(one_sided)}"))
    return parts


def _word_parts(edit: Edit, language: str | None) -> list[tuple[float, str]]:
    """Weigh the words that differ as such, whatever they are."""
    parts = []
    if words := grown(edit):
        if word := single_word(edit, language):
            parts.append((weight("material", "word_alone"), f"{WORD}{word} {_went(edit)}"))
        else:
            name = "grown_name" if is_name(edit) else "grown"
            parts.append((weight("material", name), f"words only {_went(edit)}: {words}"))
    if content := content_of(edit):
        size = min(content, weight("material", "words_most"))
        parts.append((weight("material", "pair_word") * size, counted(content, "changed word")))
    return parts


def _went(edit: Edit) -> str:
    return "came" if edit.new else "went"


def _channels(edit: Edit) -> list[str]:
    """Ways to reach the publisher that only came, or only went: by post, by fax."""
    if edit.before is None or edit.after is None or (edit.lost and edit.new):
        return []
    old, new = ({hit.term for hit in word_terms("channel").find(c.words)} for c in (edit.before, edit.after))
    return sorted(old ^ new)


def _names_whose(edit: Edit) -> bool:
    """Whether another law or court is named, or another person beside an office."""
    if not (edit.lost and edit.new and content_of(edit)):
        return False
    words = edit.clause.words
    return word_terms("whose").any(words) or (word_terms("whose", "persons").any(words) and is_name(edit))


def _shift_parts(shift: Shift, exchanged: Exchanged) -> list[tuple[float, str]]:
    parts = [
        (weight("material", name), f"{name}: {'added' if count > 0 else 'gone'}")
        for name, count in (("negation", shift.negations), ("condition", shift.conditions))
        if count
    ]
    if exchanged.extent:
        parts.append((weight("material", "extent"), f"extent: {exchanged.extent.what}"))
    return parts


def _links_elsewhere(edit: Edit) -> bool:
    """Whether each of the two clauses has an address that the other one lacks; of a masked address nothing is known."""
    if edit.before is None or edit.after is None:
        return False
    old, new = (set(_LINK.findall(clause.text)) for clause in (edit.before, edit.after))
    return bool(old - new) and bool(new - old)


_LINK = re.compile(r"\]\((mailto:[^)?\s]+|https?://[^)?#\s]+)")


def more_terms(key: str, edit: Edit) -> int:
    """How many more words of a list of stakes the new clause has; 0 where one of the two is missing."""
    if edit.before is None or edit.after is None:
        return 0
    old, new = (
        len({hit.start for hit in word_terms("stake", key).find(side.words)})
        for side in (edit.before, edit.after)
    )
    return new - old


def _pivots(edit: Edit) -> list[str]:
    """Words on one side only that turn round what a clause says: free, immediately, off, publicly."""
    sold = _one_sided(edit, "words", "sale") if sells_data(edit.clause) else ()
    ahead = _one_sided(edit, "ahead") if _is_told(edit) else ()
    return sorted({*_one_sided(edit, "better"), *_one_sided(edit, "worse"), *ahead, *sold})


def _is_told(edit: Edit) -> bool:
    """Whether both clauses say that the individual is told something, or asked."""
    return all(
        side is not None
        and (word_terms("stake", "notice").any(side.words) or word_terms("pivot", "asked").any(side.words))
        for side in (edit.before, edit.after)
    )


def _one_sided(edit: Edit, key: str, group: str = "pivot") -> list[str]:
    """List the pivots of one side; none where as many gave way to as many that turn the same way."""
    if edit.before is None or edit.after is None:
        return []
    old, new = (
        Counter(hit.term for hit in word_terms(group, key).find(clause.words))
        for clause in (edit.before, edit.after)
    )
    return [*(old - new), *(new - old)] if old.total() != new.total() else []


def _turned(edit: Edit) -> int:
    if edit.before is None or edit.after is None:
        return 0
    total = 0
    for key, sign in (("better", 1), ("worse", -1), *([("ahead", 1)] if _is_told(edit) else ())):
        old, new = (
            len({h.start for h in word_terms("pivot", key).find(c.words)}) for c in (edit.before, edit.after)
        )
        total += sign * (new - old)
    return total


def _swaps_figure(edit: Edit) -> bool:
    """Whether exactly one number gave way to another one in a sentence; years and parts of dates are none."""
    if len(edit.lost) != 1 or len(edit.new) != 1 or len(edit.clause.words) < _FIGURE_WORDS:
        return False
    old, new = (figure_of(run) for run in (edit.lost[0], edit.new[0]))
    if old is None or new is None or old == new:
        return False
    return not _is_reference(edit)


def _is_reference(edit: Edit) -> bool:
    """Whether the number that changed is that of an article of the document itself, not of a law."""
    assert edit.after is not None
    words, at = edit.after.words, next(span.b1 for span in edit.spans if span.kind == "added")
    return at > 0 and words[at - 1] in word_set("article") and not word_terms("article", "laws").any(words)


def _announces(edit: Edit) -> bool:
    terms = word_terms("announce")
    return any(len(run) >= _STATEMENT_WORDS and terms.any(run) for run in edit.new)


def _moves_house(edit: Edit) -> bool:
    """Whether a number gave way to another one beside a word of postal addresses, or together with such a word."""
    lost, new = _flat(edit.lost), _flat(edit.new)
    if not all(any(word[0].isdigit() for word in words) for words in (lost, new)):
        return False
    if word_terms("address").any(lost) or word_terms("address").any(new):
        return True
    assert edit.after is not None
    places = [at for span in edit.spans if span.kind == "added" for at in (span.b1, span.b2)]
    beside = edit.after.words[max(0, min(places) - _BESIDE) : max(places) + _BESIDE]
    # A number alone beside "street" or "way" may be any; with the name of the street it is an address.
    return any(word.isalpha() for word in new) and word_terms("address").any(beside)


def _flat(runs: Sequence[Sequence[str]]) -> list[str]:
    return [word for run in runs for word in run]
