"""Two texts compared clause by clause: equal clauses matched wherever they stand, the rest paired by similarity."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from heapq import nsmallest
from itertools import chain
from typing import Final

from rapidfuzz.distance import Indel

from monitor.domain.clauses import Clause
from monitor.domain.entries import match_entries
from monitor.domain.gathering import as_entry
from monitor.domain.joining import turned, without_joined
from monitor.domain.sides import Finder, Side, is_contents, moves, sides_of, surplus, without
from monitor.domain.worddiff import Span, spans

# Clauses with a smaller share of common words (in order) are not one clause edited; found on the labelled changes.
PAIR_SIMILARITY: Final = 0.5
# One clause that holds nearly all of a shorter one is its extension, however long.
_PAIR_CONTAINMENT: Final = 0.8
_MIN_CONTAINED_WORDS: Final = 4
_NAME_SIMILARITY: Final = 0.6
# Words that stand in more leftover clauses than this tell nothing about which of them belong together.
_COMMON_WORD: Final = 60
_CANDIDATES: Final = 6
# Word comparisons of one assessment, as counted by `_steps`: about 2 s of diff-match-patch, measured.
_MOST_STEPS: Final = 12_000_000


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
    old, new = sides_of(before, after)
    gone, come, twins = _match_keys(old.left, new.left)
    entries = match_entries(gone, come, twins)
    gone, come, joined = without_joined(entries.gone, entries.come)
    folded = (*((x.text, y.text) for x, y in twins if x.text != y.text), *entries.same)
    old, new = without(old, entries.settled), without(new, entries.settled)
    pairs = _pair(gone, come)
    paired_old = {id(x) for x, _ in pairs}
    paired_new = {id(y) for _, y in pairs}
    edits = [edit_of(x, y) for x, y in entries.pairs if x.words != y.words]
    moved = steps = 0
    in_new, in_old = Finder(new, len(gone)), Finder(old, len(come))
    for x, y in pairs:
        if in_new.has(x) and in_old.has(y):
            moved += 1
            continue
        steps += _steps(x, y)
        edit = edit_of(as_entry(x), as_entry(y), exact=steps <= _MOST_STEPS)
        if in_new.holds(edit.lost) and in_old.holds(edit.new):
            moved += 1  # a statement that stands elsewhere was put beside this one, or taken from it
        else:
            edits.append(edit)
    unrepeated = [x for x in gone if id(x) not in paired_old and (in_new.has(x) or is_contents(x, old, new))]
    repeated = [y for y in come if id(y) not in paired_new and (in_old.has(y) or is_contents(y, old, new))]
    quiet = {id(c) for c in (*unrepeated, *repeated)}
    edits += [removal(as_entry(x)) for x in gone if id(x) not in paired_old and id(x) not in quiet]
    edits += [addition(as_entry(y)) for y in come if id(y) not in paired_new and id(y) not in quiet]
    return Comparison(
        old,
        new,
        tuple(edits),
        joined + moved + moves(old, new),
        tuple(repeated),
        tuple(unrepeated),
        folded,
    )


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


def _match_keys(
    gone: Sequence[Clause], come: Sequence[Clause]
) -> tuple[list[Clause], list[Clause], list[tuple[Clause, Clause]]]:
    """Match equal clauses; give the others of both sides, and matched ones that are written in another way."""
    old, new = [clause.words for clause in gone], [clause.words for clause in come]
    gone_left, come_left = surplus(old, Counter(new)), surplus(new, Counter(old))
    waiting: dict[tuple[str, ...], list[Clause]] = defaultdict(list)
    for clause, is_left in zip(reversed(come), reversed(come_left), strict=True):
        if not is_left:
            waiting[clause.words].append(clause)
    pairs = [
        (clause, waiting[clause.words].pop())
        for clause, is_left in zip(gone, gone_left, strict=True)
        if not is_left
    ]
    return (
        [clause for clause, is_left in zip(gone, gone_left, strict=True) if is_left],
        [clause for clause, is_left in zip(come, come_left, strict=True) if is_left],
        [(x, y) for x, y in pairs if (x.text, x.kind) != (y.text, y.kind)],
    )


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
