"""Entries of tables and lists, matched by what they say, however they are laid out.

A table of companies may become a list, a list blocks of lines, and columns may change their places. An entry that says
the same in other cells is no change; one with the same name is the same entry edited; the others came or went.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from monitor.domain import folding
from monitor.domain.cells import is_label, is_sentence, name_place, organisation, pieces, roles_of
from monitor.domain.clauses import Clause
from monitor.domain.countries import country_called, with_codes
from monitor.domain.gathering import (
    ITEM_WORDS,
    MOST_LINES,
    MOST_WORDS,
    Run,
    Words,
    follows,
    gather_beside,
    gather_lines,
    is_place,
    parts_of,
    text_of,
)
from monitor.domain.lexicon import rules, word_set
from monitor.domain.markdown import readable

_PLACE_WORDS: Final = 6
_LEAST_WORDS: Final = 2
_MOST_LOOKED_AT: Final = 40_000  # pairs of entries
_MOST_ENTRIES: Final = 1_200  # clauses of one side that are looked at


@dataclass(frozen=True, slots=True)
class Matched:
    """What is left of the clauses of both sides, pairs of one name, and what was only laid out anew."""

    gone: list[Clause]
    come: list[Clause]
    pairs: tuple[tuple[Clause, Clause], ...] = ()
    same: tuple[tuple[str, str], ...] = ()
    settled: frozenset[int] = frozenset()  # ids of the clauses that were matched as they stand in their texts


def match_entries(
    gone: list[Clause], come: list[Clause], twins: Sequence[tuple[Clause, Clause]] = ()
) -> Matched:
    """Match the entries that both sides have.

    Args:
        gone: Clauses that only the older text has, in their order.
        come: Clauses that only the newer one has.
        twins: Clauses with the same words in the same order, written in another way.
    """
    twins = [(a, b) for a, b in twins if _is_laid_out_anew((a,), (b,))]
    if max(len(gone), len(come)) > _MOST_ENTRIES:
        return Matched(gone, come)
    taken: set[int] = set()
    found = _alike(gone, come, taken)
    found += [(run, (whole,)) for (whole,), run in _alike(come, gone, taken)]
    pairs: list[tuple[Clause, Clause]] = []
    left = [clause for clause in gone if id(clause) not in taken]
    fresh = [clause for clause in come if id(clause) not in taken]
    same = [(text_of(a), text_of(b)) for a, b in found]
    settled = {id(clause) for pair in found for run in pair for clause in run}
    found += [((a,), (b,)) for a, b in twins if _are_entries((a,), (b,))]
    old, new = [run for run, _ in found], [run for _, run in found]
    if any(_is_laid_out_anew(a, b) for a, b in found):
        headers = {" | ".join(clause.header) for run in (*old, *new) for clause in run if clause.header}
        same += [(clause.text, "") for clause in left if _is_header(clause, headers)]
        left = [clause for clause in left if not _is_header(clause, headers)]
        fresh = [clause for clause in fresh if not _is_header(clause, headers)]
        left = _named_as(gather_beside(left, old), [(b, a) for a, b in found])
        fresh = _named_as(gather_beside(fresh, new), found)
        pairs = _named(left, fresh)
        left, fresh = _but(left, pairs), _but(fresh, pairs)
    left, fresh = gather_lines(left), gather_lines(fresh)
    lone = _lone_lines(left, fresh)
    same += [(a.text, b.text) for a, b in lone if parts_of(a.text) == parts_of(b.text)]
    pairs += [(a, b) for a, b in lone if parts_of(a.text) != parts_of(b.text)]
    left, fresh = _but(left, lone), _but(fresh, lone)
    pairs = [(a, _aligned(a, b)) for a, b in pairs]
    return Matched(left, fresh, tuple(pairs), tuple(same), frozenset(settled))


def _but(clauses: Sequence[Clause], pairs: Sequence[tuple[Clause, Clause]]) -> list[Clause]:
    known = {id(clause) for pair in pairs for clause in pair}
    return [clause for clause in clauses if id(clause) not in known]


def _lone_lines(gone: Sequence[Clause], come: Sequence[Clause]) -> list[tuple[Clause, Clause]]:
    """Pair lines that are nothing but a country, or a company, in their order: single lines of entries."""
    old, new = (_lone(gone), _lone(come))
    return [
        pair
        for key, lines in old.items()
        if len(lines) == len(new.get(key, ()))
        for pair in zip(lines, new[key], strict=True)
    ]


def _lone(clauses: Iterable[Clause]) -> dict[str, list[Clause]]:
    found: dict[str, list[Clause]] = defaultdict(list)
    for clause in clauses:
        if len(clause.words) <= _PLACE_WORDS and clause.kind in ("sentence", "item"):
            parts = pieces(clause.text)
            if len(parts) == 1 and country_called(parts[0]) is not None:
                found["place"].append(clause)
            elif len(parts) == 1 and organisation().fullmatch(parts[0]):
                found["name"].append(clause)
    return found


def _alike(wholes: Sequence[Clause], others: Sequence[Clause], taken: set[int]) -> list[tuple[Run, Run]]:
    """Find for entries of one clause the clauses in a row that say the same on the other side."""
    waiting: dict[Words, list[Clause]] = defaultdict(list)
    for clause in reversed(wholes):
        if id(clause) not in taken and _is_whole(clause):
            waiting[_key(clause)].append(clause)
    waiting.pop((), None)
    longest = max(map(len, waiting), default=0)
    found: list[tuple[Run, Run]] = []
    at = 0
    while at < len(others) and waiting:
        match = _run_at(others, at, waiting, longest, taken)
        if match is None:
            at += 1
            continue
        whole, run = match
        while _begins_later(others, at, len(run), taken):
            at += 1
            run = tuple(others[at : at + len(run)])
        waiting[_key(whole)].remove(whole)
        taken.update(map(id, (whole, *run)))
        found.append(((whole,), run))
        at += len(run)
    return found


def _begins_later(others: Sequence[Clause], at: int, size: int, taken: Set[int]) -> bool:
    """Whether the first line of a run is rather the last one of the entry before, and that of this one follows."""
    if size < _LEAST_WORDS or at == 0 or at + size >= len(others):
        return False
    before, behind = others[at - 1], others[at + size]
    if not {id(before), id(behind)}.isdisjoint(taken) or _key(behind) != _key(others[at]):
        return False
    return follows(before, others[at]) and follows(others[at + size - 1], behind)


def _run_at(
    others: Sequence[Clause],
    at: int,
    waiting: dict[Words, list[Clause]],
    longest: int,
    taken: set[int],
) -> tuple[Clause, Run] | None:
    words: list[str] = []
    for end in range(at, min(len(others), at + MOST_LINES)):
        if id(others[end]) in taken or (end > at and not follows(others[end - 1], others[end])):
            return None
        words += _key(others[end]) if end == at or not is_label(others[end].text) else ()
        if len(words) > longest:
            return None
        run = tuple(others[at : end + 1])
        fitting = [whole for whole in waiting.get(tuple(sorted(words)), ()) if _says_the_same(whole, run)]
        if fitting:
            return fitting[-1], run
    return None


def _says_the_same(whole: Clause, run: Run) -> bool:
    """Whether the words that are the same say the same: those of sentences do not in any order."""
    if not _are_entries((whole,), run):
        return False
    if any("](mailto:" in clause.text or "](tel:" in clause.text for clause in (whole, *run)):
        return False  # an address may stand behind a label
    if len(run) > 1:
        return True
    other = run[0]
    if "heading" in (whole.kind, other.kind) and whole.kind != other.kind:
        return False
    if "row" in (whole.kind, other.kind) and whole.kind != other.kind:
        return True
    return sorted(parts_of(whole.text)) == sorted(parts_of(other.text))


def _is_whole(clause: Clause) -> bool:
    if not _LEAST_WORDS <= len(clause.words) <= MOST_WORDS:
        return False
    if not word_set("negation").isdisjoint(clause.words):
        return False  # what is denied depends on the order of words
    if clause.kind in ("row", "heading"):
        return "|" in clause.text or bool(clause.name)
    return len(parts_of(clause.text)) > 1


def _is_laid_out_anew(old: Run, new: Run) -> bool:
    """Whether entries that say the same stand otherwise than as the same cells in the same order."""
    if len(old) != len(new) or old[0].kind != new[0].kind or ("|" in old[0].text) != ("|" in new[0].text):
        return True
    return old[0].kind == "row" and parts_of(old[0].text) != parts_of(new[0].text)


def _are_entries(old: Run, new: Run) -> bool:
    """Whether what says the same is a row of a table, or is as short as one on both sides."""
    clauses = (*old, *new)
    return any(clause.kind == "row" for clause in clauses) or not any(
        len(clause.words) > ITEM_WORDS or is_sentence(clause.text) for clause in clauses
    )


def _key(clause: Clause) -> Words:
    """Give the words of an entry in one order, without those that only join them."""
    joints = _joints()
    return tuple(sorted(word for part in parts_of(clause.text) for word in part if word not in joints))


@cache
def _joints() -> frozenset[str]:
    return frozenset(map(str.casefold, rules("entries")["joints"]["words"]))


def _is_header(clause: Clause, headers: Iterable[str]) -> bool:
    return clause.kind == "heading" and clause.text in headers


def _named_as(clauses: Sequence[Clause], found: Sequence[tuple[Run, Run]]) -> list[Clause]:
    """Name the rows of a table whose columns are not called anything by the column that holds the names matched."""
    votes: Counter[int] = Counter()
    for other, run in found:
        if len(run) == 1 and _is_unnamed(run[0]):
            parts = [piece for clause in other for piece in pieces(clause.text)]
            called = other[0].called or parts[name_place(parts)]
            cells = run[0].text.split(" | ")
            votes.update(at for at, cell in enumerate(cells) if parts_of(cell) == parts_of(called))
    if not votes:
        return list(clauses)
    place = votes.most_common(1)[0][0]
    return [_called(clause, place) if _is_unnamed(clause) else clause for clause in clauses]


def _is_unnamed(clause: Clause) -> bool:
    return bool(clause.name) and " | " in clause.text and not any(roles_of(clause.header))


def _called(clause: Clause, place: int) -> Clause:
    cells = clause.text.split(" | ")
    called = readable(cells[min(place, len(cells) - 1)])
    return replace(clause, called=called, name=" ".join(folding.words(called)) or clause.name)


def _named(gone: Sequence[Clause], come: Sequence[Clause]) -> list[tuple[Clause, Clause]]:
    """Pair entries of one name; where only one side says which words are a name, by these words on the other side."""
    named: dict[str, list[Clause]] = defaultdict(list)
    for clause in reversed(come):
        if clause.name:
            named[clause.name].append(clause)
    pairs = [(clause, named[clause.name].pop()) for clause in gone if clause.name and named.get(clause.name)]
    others = [clause for clause in _but(come, pairs) if clause.name]
    unnamed = [clause for clause in _but(gone, pairs) if clause.name]
    for clause in unnamed if len(unnamed) * len(others) <= _MOST_LOOKED_AT else ():
        twin = next((other for other in others if _is_namesake(clause, other)), None)
        if twin is not None:
            others.remove(twin)
            pairs.append((clause, twin))
    return pairs


def _is_namesake(one: Clause, other: Clause) -> bool:
    if "|" in one.text and "|" in other.text:
        return False
    return any(
        f" {row.name} " in f" {entry.key} " and country_called(row.called) is None
        for row, entry in ((one, other), (other, one))
    )


def _aligned(before: Clause, after: Clause) -> Clause:
    """Give *after* with its words in the order of the cells of *before*, so that only what differs is one."""
    old, new = list(parts_of(before.text)), list(parts_of(after.text))
    plain = {part: tuple(folding.words(piece)) for part, piece in _with_pieces(before)}
    own = {part: tuple(folding.words(piece)) for part, piece in _with_pieces(after)}
    places: list[Words | None] = [None] * len(old)
    for number, part in enumerate(old):
        if part in new:
            new.remove(part)
            places[number] = plain[part]
    for number, part in enumerate(old):
        if places[number] is None and new:
            like = next((other for other in new if is_place(other) == is_place(part)), None)
            if like is not None:
                new.remove(like)
                places[number] = own[like]
    rest = [own[part] for part in new]
    words = tuple(word for part in (*(p for p in places if p is not None), *rest) for word in part)
    return replace(after, words=words or after.words)


def _with_pieces(clause: Clause) -> list[tuple[Words, str]]:
    found = ((tuple(folding.words(with_codes(piece))), piece) for piece in pieces(clause.text))
    return [(part, piece) for part, piece in found if part]
