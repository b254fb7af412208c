"""The two texts of a comparison: what only one of them has, and whether a clause stands in the other one."""

import re
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Final, TypeVar

from monitor.domain import folding
from monitor.domain.clauses import Clause, clauses_of
from monitor.domain.dates import edition_date
from monitor.domain.gathering import gather
from monitor.domain.markdown import Block, blocks

_MIN_CONTAINED_WORDS: Final = 4
_STATEMENT_WORDS: Final = 10  # fewer in a row may be a condition that many clauses have
_JOINED_CHARS: Final = 20  # of fewer, the same letters may stand in other words
# From here on the trigrams of a text, which take longer to collect than one search, pay.
_MANY_CLAUSES: Final = 150
# Of a history, the newer text of one step is the older one of the next; two pairs at once are enough.
_TEXTS_KEPT: Final = 4
# At the beginning of an item it is its number, inside a sentence it is a word.
_ENUMERATOR: Final = re.compile(r"[ivx]{1,5}|[a-z]|\d{1,2}")

_Identity = tuple[str, str]
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Side:
    """One of the two texts, with what its leftover clauses are compared with."""

    text: str
    blocks: tuple[Block, ...]
    left: list[Clause]  # clauses of blocks that the other text does not have word for word
    masked: bool

    @cached_property
    def words(self) -> list[str]:
        """The folded words of the whole text; only asked for when something differs."""
        return _stream(self.text, self.masked).split()

    @cached_property
    def stream(self) -> str:
        """The folded words as one text with blanks at both ends, to find a clause wherever it stands."""
        return f" {_stream(self.text, self.masked)} "

    @cached_property
    def edition(self) -> date | None:
        """The date after "last updated" or its like."""
        return edition_date(self.text)

    @cached_property
    def headings(self) -> frozenset[tuple[str, ...]]:
        """The folded words of every heading."""
        return frozenset(
            clause.words
            for number, block in enumerate(self.blocks)
            if block.kind == "heading"
            for clause in clauses_of(block, number, masked=self.masked)
        )

    @cached_property
    def trigrams(self) -> frozenset[tuple[str, str, str]]:
        """Every three words in a row."""
        words = self.words
        return frozenset(zip(words, words[1:], words[2:], strict=False))


class Finder:
    """Finds clauses in the other text; equal ones are looked up once, unlike ones are told by their trigrams."""

    def __init__(self, side: Side, asked: int) -> None:
        self._side = side
        self._by_trigrams = asked > _MANY_CLAUSES
        self._known: dict[tuple[str, ...], bool] = {}

    def has(self, clause: Clause) -> bool:
        """Whether the words of *clause* stand in a row in the text; of very short clauses that says nothing."""
        words = clause.words
        if len(words) < _MIN_CONTAINED_WORDS:
            # A short sentence is found only as it stands, with its full stop.
            return len(words) > 1 and clause.text.endswith((".", "!", "?")) and self._stands(clause.text)
        if words not in self._known:
            self._known[words] = self._find(words)
        return self._known[words]

    def holds(self, runs: Sequence[tuple[str, ...]]) -> bool:
        """Whether each run of words is as long as a statement and stands in the text."""
        return all(
            len(run) >= _STATEMENT_WORDS
            and (self._find(run) or (_ENUMERATOR.fullmatch(run[0]) is not None and self._find(run[1:])))
            for run in runs
        )

    def _stands(self, sentence: str) -> bool:
        if self._by_trigrams:  # one search for each of thousands of short sentences would take minutes
            return sentence in self._sentences
        return sentence in self._side.text

    @cached_property
    def _blankless(self) -> str:
        return self._side.stream.replace(" ", "")

    @cached_property
    def _sentences(self) -> frozenset[str]:
        return frozenset(
            clause.text
            for number, block in enumerate(self._side.blocks)
            for clause in clauses_of(block, number, masked=self._side.masked)
        )

    def _find(self, words: tuple[str, ...]) -> bool:
        if self._by_trigrams:
            trigrams = self._side.trigrams
            if any(trigram not in trigrams for trigram in zip(words, words[1:], words[2:], strict=False)):
                return False
        if f" {' '.join(words)} " in self._side.stream:
            return True
        # A list that is set on one line may have lost the blanks between its items: "andThe next one".
        joined = "".join(words)
        return not self._by_trigrams and len(joined) >= _JOINED_CHARS and joined in self._blankless


def sides_of(before: str, after: str) -> tuple[Side, Side]:
    """Read two texts, each with the clauses of blocks that the other one does not have word for word."""
    masked = _hides_addresses(before) or _hides_addresses(after)
    old, new = _blocks(before), _blocks(after)
    count_old = Counter(_identity(block) for block in old)
    count_new = Counter(_identity(block) for block in new)
    return (
        Side(before, old, _leftover(old, count_new, masked), masked),
        Side(after, new, _leftover(new, count_old, masked), masked),
    )


def without(side: Side, settled: Set[int]) -> Side:
    """Take the clauses with the ids *settled* from what is left of *side*."""
    return replace(side, left=[c for c in side.left if id(c) not in settled]) if settled else side


def moves(old: Side, new: Side) -> int:
    """Count blocks that both texts have word for word, in another order."""
    place = {_identity(block): number for number, block in enumerate(new.blocks)}
    order = [place[i] for block in old.blocks if block.text and (i := _identity(block)) in place]
    return sum(1 for x, y in pairwise(order) if y < x)


def is_contents(clause: Clause, old: Side, new: Side) -> bool:
    """Whether *clause* is an entry of a table of contents: a heading of both texts, once more."""
    return clause.kind == "item" and clause.words in old.headings and clause.words in new.headings


def surplus(mine: Sequence[Key], theirs: Mapping[Key, int]) -> list[bool]:
    """Say which of *mine* the other text lacks; of more equal ones than there those beside such, or else the last."""
    extra = {key: count - theirs.get(key, 0) for key, count in Counter(mine).items()}
    left = [extra[key] > 0 and not theirs.get(key, 0) for key in mine]
    some = [place for place, key in enumerate(mine) if extra[key] > 0 and not left[place]]
    for places, step in ((some, -1), (some[::-1], 1)):
        for place in places:
            if (
                extra[mine[place]] > 0
                and not left[place]
                and 0 <= place + step < len(mine)
                and left[place + step]
            ):
                left[place] = True
                extra[mine[place]] -= 1
    for place in reversed(some):
        if extra[mine[place]] > 0 and not left[place]:
            left[place] = True
            extra[mine[place]] -= 1
    return left


def _leftover(mine: Sequence[Block], theirs: Mapping[_Identity, int], masked: bool) -> list[Clause]:
    said = [(number, block) for number, block in enumerate(mine) if block.kind != "rule"]
    left = surplus([_identity(block) for _, block in said], theirs)
    return gather(
        [
            clause
            for (number, block), is_left in zip(said, left, strict=True)
            if is_left
            for clause in clauses_of(block, number, masked=masked)
        ]
    )


def _identity(block: Block) -> tuple[str, str]:
    return (block.kind, block.text)


@lru_cache(maxsize=_TEXTS_KEPT)
def _stream(text: str, masked: bool) -> str:
    return folding.stream(text, masked=masked)


@lru_cache(maxsize=_TEXTS_KEPT)
def _hides_addresses(text: str) -> bool:
    return folding.hides_addresses(text)


@lru_cache(maxsize=_TEXTS_KEPT)
def _blocks(text: str) -> tuple[Block, ...]:
    return blocks(text)
