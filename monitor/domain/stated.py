"""The facts that a text states outside of any change, each with the clause that states it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from monitor.domain.assessment import Fact
from monitor.domain.clauses import Clause, clauses_of
from monitor.domain.comparison import addition
from monitor.domain.facts import NOTHING, differences, statements
from monitor.domain.markdown import blocks
from monitor.domain.topics import chosen, guess_kind, topics_of
from monitor.domain.trivial import trivial
from monitor.domain.vocabulary import DocumentType

# What the page says beside the document: "English (US)" in a menu names no country that data goes to.
_NOT_SAID: Final = frozenset({"counter", "date", "navigation"})


@dataclass(frozen=True, slots=True)
class StatedFact:
    """One typed statement, as of a text that came whole: its value stands in `to` or `added`."""

    fact: Fact
    section: str  # heading path, joined by " › "; "" where there is none
    clause: str  # as it stands in the text

    def as_json(self) -> dict[str, Any]:
        """Give the object of the contract."""
        return {**self.fact, "section": self.section, "clause": self.clause}


def stated_facts(text: str) -> list[StatedFact]:
    """List the facts of *text* (Markdown or plain), in the order of its clauses; empty where it states none.

    What a text says twice in the same words below the same headings is listed once.
    """
    parts = blocks(text)
    kind = guess_kind([part.text for part in parts[:12] if part.kind == "heading"], text)
    found = [
        StatedFact(fact, clause.section, clause.text)
        for number, part in enumerate(parts)
        for clause in clauses_of(part, number)
        for fact in _facts(clause, kind)
    ]
    return list({(str(fact.fact), fact.section, fact.clause): fact for fact in found}.values())


def _facts(clause: Clause, kind: DocumentType | None) -> Iterator[Fact]:
    said = statements(clause)
    found = differences(NOTHING, said)
    if not found or trivial(addition(clause)) in _NOT_SAID:
        return
    yield from found
    # Every company that is named may be a recipient; one that answers for the data is told as such, too.
    if (
        said.entities
        and clause.kind != "row"
        and "controller" in chosen(topics_of(addition(clause), kind, found))
    ):
        yield from ({"type": "entity", "from": None, "to": name} for name in said.entities)
