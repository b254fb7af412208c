"""Two texts compared clause by clause: equal clauses matched wherever they stand, the rest paired by similarity."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from heapq import nsmallest
from itertools import chain, pairwise
from typing import Final

from rapidfuzz.distance import Indel

from monitor.domain import folding
from monitor.domain.clauses import Clause, clauses_of
from monitor.domain.dates import edition_date
from monitor.domain.joining import turned, without_joined
from monitor.domain.markdown import Block, blocks
from monitor.domain.worddiff import Span, spans

# Clauses with a smaller share of common words (in order) are not one clause edited; found on the labelled changes.
PAIR_SIMILARITY: Final = 0.5
# One clause that holds nearly all of a shorter one is its extension, however long.
_PAIR_CONTAINMENT: Final = 0.8
_MIN_CONTAINED_WORDS: Final = 4
_STATEMENT_WORDS: Final = 10  # fewer in a row may be a condition that many clauses have
_JOINED_CHARS: Final = 20  # of fewer, the same letters may stand in other words
_NAME_SIMILARITY: Final = 0.6
# Words that stand in more leftover clauses than this tell nothing about which of them belong together.
_COMMON_WORD: Final = 60
_CANDIDATES: Final = 6
# From here on the trigrams of a text, which take longer to collect than one search, pay.
_MANY_CLAUSES: Final = 150
# Word comparisons of one assessment, as counted by `_steps`: about 2 s of diff-match-patch, measured.
_MOST_STEPS: Final = 12_000_000
# Of a history, the newer text of one step is the older one of the next; two pairs at once are enough.
_TEXTS_KEPT: Final = 4


@dataclass(frozen=True)
class Edit:
    """One clause that went (`after` is None), came (`before` is None) or was changed."""

    before: Clause | None
    after: Clause | None
    spans: tuple[Span, ...] = ()

    @cached_property
    def lost(self) -> tuple[tuple[str, ...], ...]:
        """Runs of folded words that only the old clause has."""
        if self.before is None:
            return ()
        return tuple(self.before.words[s.a1 : s.a2] for s in self.spans if s.kind == "removed")

    @cached_property
    def new(self) -> tuple[tuple[str, ...], ...]:
        """Runs of folded words that only the new clause has."""
        if self.after is None:
            return ()
        return tuple(self.after.words[s.b1 : s.b2] for s in self.spans if s.kind == "added")

    @property
    def is_pair(self) -> bool:
        """Whether the clause stands on both sides."""
        return self.before is not None and self.after is not None

    @property
    def clause(self) -> Clause:
        """The clause as it stands now, or as it stood last."""
        clause = self.after or self.before
        assert clause is not None
        return clause


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
    def trigrams(self) -> frozenset[tuple[str, str, str]]:
        """Every three words in a row."""
        words = self.words
        return frozenset(zip(words, words[1:], words[2:], strict=False))


@dataclass(frozen=True)
class Comparison:
    """What differs between two texts after folding, and what was seen and set aside on the way."""

    before: Side
    after: Side
    edits: tuple[Edit, ...]
    moved: int = 0  # clauses that stand elsewhere now
    repeated: tuple[Clause, ...] = ()  # came, but stood in the old text already
    unrepeated: tuple[Clause, ...] = ()  # went, but still stands elsewhere
    folded: tuple[tuple[str, str], ...] = field(default=())  # pairs that differ only in what folding hides


def compare(before: str, after: str) -> Comparison:
    """Compare two texts; the same inputs give the same answer everywhere."""
    masked = _hides_addresses(before) or _hides_addresses(after)
    old, new = _sides(before, after, masked)
    gone, come, folded = _match_keys(old.left, new.left)
    gone, come, joined = without_joined(gone, come)
    pairs = _pair(gone, come)
    paired_old = {id(x) for x, _ in pairs}
    paired_new = {id(y) for _, y in pairs}
    edits: list[Edit] = []
    moved = steps = 0
    in_new, in_old = _Finder(new, len(gone)), _Finder(old, len(come))
    for x, y in pairs:
        if in_new.has(x) and in_old.has(y):
            moved += 1
            continue
        steps += _steps(x, y)
        edit = edit_of(x, y, exact=steps <= _MOST_STEPS)
        if in_new.holds(edit.lost) and in_old.holds(edit.new):
            moved += 1  # a statement that stands elsewhere was put beside this one, or taken from it
        else:
            edits.append(edit)
    unrepeated = [x for x in gone if id(x) not in paired_old and in_new.has(x)]
    repeated = [y for y in come if id(y) not in paired_new and in_old.has(y)]
    quiet = {id(c) for c in (*unrepeated, *repeated)}
    edits += [removal(x) for x in gone if id(x) not in paired_old and id(x) not in quiet]
    edits += [addition(y) for y in come if id(y) not in paired_new and id(y) not in quiet]
    return Comparison(
        old,
        new,
        tuple(edits),
        joined + moved + _moves(old, new),
        tuple(repeated),
        tuple(unrepeated),
        tuple(folded),
    )


@lru_cache(maxsize=_TEXTS_KEPT)
def _stream(text: str, masked: bool) -> str:
    return folding.stream(text, masked=masked)


@lru_cache(maxsize=_TEXTS_KEPT)
def _hides_addresses(text: str) -> bool:
    return folding.hides_addresses(text)


@lru_cache(maxsize=_TEXTS_KEPT)
def _blocks(text: str) -> tuple[Block, ...]:
    return blocks(text)


def edit_of(before: Clause, after: Clause, *, exact: bool = True) -> Edit:
    """Describe how one clause became another, by folded words; not *exact* only by words that stand once in either."""
    return Edit(before, after, tuple(spans(before.words, after.words, exact=exact)))


def _steps(x: Clause, y: Clause) -> int:
    unlike: float = Indel.normalized_distance(x.words, y.words)
    return int((len(x.words) + len(y.words)) ** 2 * unlike)


def removal(before: Clause) -> Edit:
    """Describe a clause that went."""
    return Edit(before, None, (Span("removed", 0, len(before.words), 0, 0),))


def addition(after: Clause) -> Edit:
    """Describe a clause that came."""
    return Edit(None, after, (Span("added", 0, 0, 0, len(after.words)),))


def _sides(before: str, after: str, masked: bool) -> tuple[Side, Side]:
    old, new = _blocks(before), _blocks(after)
    count_old = Counter(_identity(block) for block in old)
    count_new = Counter(_identity(block) for block in new)
    return (
        Side(before, old, _leftover(old, count_new, masked), masked),
        Side(after, new, _leftover(new, count_old, masked), masked),
    )


def _identity(block: Block) -> tuple[str, str]:
    return (block.kind, block.text)


def _leftover(mine: Sequence[Block], theirs: Counter[tuple[str, str]], masked: bool) -> list[Clause]:
    left = theirs.copy()
    out: list[Clause] = []
    for number, block in enumerate(mine):
        identity = _identity(block)
        if left[identity] > 0:
            left[identity] -= 1
        else:
            out.extend(clauses_of(block, number, masked=masked))
    return out


def _match_keys(
    gone: Iterable[Clause], come: Iterable[Clause]
) -> tuple[list[Clause], list[Clause], list[tuple[str, str]]]:
    waiting: dict[tuple[str, ...], list[Clause]] = defaultdict(list)
    for clause in come:
        waiting[clause.words].append(clause)
    for queue in waiting.values():
        queue.reverse()
    left: list[Clause] = []
    folded: list[tuple[str, str]] = []
    matched: set[int] = set()
    for clause in gone:
        queue = waiting.get(clause.words, [])
        if queue:
            twin = queue.pop()
            matched.add(id(twin))
            if twin.text != clause.text:
                folded.append((clause.text, twin.text))
        else:
            left.append(clause)
    return left, [c for c in come if id(c) not in matched], folded


def _pair(gone: Sequence[Clause], come: Sequence[Clause]) -> list[tuple[Clause, Clause]]:
    scored = (
        sorted(
            (-score, abs(i - j), i, j)
            for i, x in enumerate(gone)
            for j, score in _candidates(i, x, gone, come)
        )
        if len(gone) * len(come) <= 400
        else sorted(_indexed(gone, come))
    )
    used_i: set[int] = set()
    used_j: set[int] = set()
    pairs: list[tuple[int, int]] = []
    for _, _, i, j in scored:
        if i not in used_i and j not in used_j:
            used_i.add(i)
            used_j.add(j)
            pairs.append((i, j))
    pairs += turned(
        [(i, x) for i, x in enumerate(gone) if i not in used_i],
        [(j, y) for j, y in enumerate(come) if j not in used_j],
    )
    return [(gone[i], come[j]) for i, j in sorted(pairs)]


def _candidates(
    _i: int, x: Clause, _gone: Sequence[Clause], come: Sequence[Clause]
) -> list[tuple[int, float]]:
    return [(j, score) for j, y in enumerate(come) if (score := similarity(x, y)) > 0]


def _indexed(gone: Sequence[Clause], come: Sequence[Clause]) -> list[tuple[float, int, int, int]]:
    holders: dict[str, list[int]] = defaultdict(list)
    for j, y in enumerate(come):
        for word in set(y.words):
            holders[word].append(j)
    lengths = [len(y.words) for y in come]
    scored: list[tuple[float, int, int, int]] = []
    for i, x in enumerate(gone):
        found = (holders.get(word, ()) for word in set(x.words))
        votes = Counter(chain.from_iterable(js for js in found if len(js) <= _COMMON_WORD))
        size = len(x.words)
        best = nsmallest(
            _CANDIDATES, [(-count / (lengths[j] + size), abs(i - j), j) for j, count in votes.items()]
        )
        for _, _, j in best:
            if (score := similarity(x, come[j])) > 0:
                scored.append((-score, abs(i - j), i, j))
    return scored


def similarity(x: Clause, y: Clause) -> float:
    """How surely *y* is *x* edited: 0 for another clause, else the share of common words, more in the same section."""
    if (x.kind == "heading") != (y.kind == "heading"):
        return 0.0
    if (
        x.name
        and y.name
        and x.name != y.name
        and Indel.normalized_similarity(x.name, y.name) < _NAME_SIMILARITY
    ):
        return 0.0
    score: float = Indel.normalized_similarity(x.words, y.words)
    if score < PAIR_SIMILARITY:
        short = min(len(x.words), len(y.words))
        if short < _MIN_CONTAINED_WORDS:
            return 0.0
        common = score * (len(x.words) + len(y.words)) / 2
        if common / short < _PAIR_CONTAINMENT:
            return 0.0
    return score + (0.1 if x.section == y.section else 0.0)


class _Finder:
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
        return all(len(run) >= _STATEMENT_WORDS and self._find(run) for run in runs)

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


def _moves(old: Side, new: Side) -> int:
    """Count blocks that both texts have word for word, in another order."""
    place = {_identity(block): number for number, block in enumerate(new.blocks)}
    order = [place[i] for block in old.blocks if block.text and (i := _identity(block)) in place]
    return sum(1 for x, y in pairwise(order) if y < x)
