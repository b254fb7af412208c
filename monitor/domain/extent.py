"""How far a clause goes, and whether a word changed that: all or some, always or usually, who, which data."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain
from typing import Final, NamedTuple

from monitor.domain.comparison import Edit
from monitor.domain.content import went_and_came
from monitor.domain.lexicon import Terms, in_words, rules

_LEAST_WORDS: Final = 5  # of a clause that is a statement
_MOST_CHANGED: Final = (
    12  # words on both sides; more are another statement, which is weighed by what it speaks of
)
_UNNAMED: Final = frozenset({"you"})  # to name the individual as well is style


class Extent(NamedTuple):
    """What differs, in words, and whether the clause goes further now (1), less far (-1), or elsewhere (0)."""

    what: str
    growth: int = 0


def extent_of(edit: Edit) -> Extent | None:
    """Tell how *edit* changes how far its clause goes; None where it does not, or where it is no small edit."""
    if edit.before is None or edit.after is None or edit.clause.kind == "heading":
        return None
    lost, new = _flat(edit.lost), _flat(edit.new)
    if len(lost) + len(new) > _MOST_CHANGED or len(edit.clause.words) < _LEAST_WORDS:
        return None
    found = chain(
        _scales(lost, new),
        _hedges(lost, new),
        _parties(edit, lost, new),
        _kinds(lost, new),
        _contrasts(lost, new),
        _opposites(lost, new),
        _days(edit),
        _covered(edit),
    )
    return next(found, None)


def _scales(lost: Sequence[str], new: Sequence[str]) -> Iterator[Extent]:
    for scale in rules("extent")["scales"]:
        for what, low, high in _steps("scales", scale, lost, new):
            yield Extent(what, 1 if max(high) > max(low) else -1)


def _contrasts(lost: Sequence[str], new: Sequence[str]) -> Iterator[Extent]:
    for group in rules("extent")["contrasts"]:
        for what, *_ in _steps("contrasts", group, lost, new):
            yield Extent(what)


def _steps(
    group: str, name: str, lost: Sequence[str], new: Sequence[str]
) -> Iterator[tuple[str, set[int], set[int]]]:
    """Give the words that took the place of which, and their lines, where no line has both."""
    old, fresh = (list(_lines(group, name).find(words)) for words in (lost, new))
    low, high = ({hit.payload for hit in hits} for hits in (old, fresh))
    if old and fresh and low.isdisjoint(high):
        yield " → ".join(in_words(hit.term for hit in hits) for hits in (old, fresh)), low, high


def _hedges(lost: Sequence[str], new: Sequence[str]) -> Iterator[Extent]:
    went, came = ([hit.term for hit in _terms("hedges", "words").find(words)] for words in (lost, new))
    if bool(went) != bool(came):
        yield Extent(f"{in_words(went or came)} {'went' if went else 'came'}", 1 if went else -1)


def _parties(edit: Edit, lost: Sequence[str], new: Sequence[str]) -> Iterator[Extent]:
    assert edit.before is not None
    assert edit.after is not None
    went, came = (_named("parties", words) for words in (lost, new))
    if went and came:
        if went.keys().isdisjoint(came):
            yield Extent(f"{in_words(went.values())} → {in_words(came.values())}")
    elif (only := came or went) and not (lost if came else new):
        others = _named("parties", edit.before.words if came else edit.after.words)
        if only.keys().isdisjoint(others.keys() | _UNNAMED):
            yield Extent(
                f"{in_words(only.values())} {'came' if came else 'went'}"
            )  # to read, or to watch over us


def _kinds(lost: Sequence[str], new: Sequence[str]) -> Iterator[Extent]:
    went, came = (_named("kinds", words) for words in (lost, new))
    if went and came and went.keys().isdisjoint(came):
        yield Extent(f"{in_words(went.values())} → {in_words(came.values())}")


def _opposites(lost: Sequence[str], new: Sequence[str]) -> Iterator[Extent]:
    old, fresh = (f" {' '.join(words)} " for words in (lost, new))
    for one, other in _pairs():
        for x, y in ((one, other), (other, one)):
            if f" {x} " in old and f" {y} " in fresh and f" {y} " not in old and f" {x} " not in fresh:
                yield Extent(f"{x} → {y}")


def _days(edit: Edit) -> Iterator[Extent]:
    assert edit.before is not None
    assert edit.after is not None
    before, after = (_working_days(side.words) for side in (edit.before, edit.after))
    if before != after and bool(before) != bool(after):
        yield Extent(f"working days {'came' if after else 'went'}")


def _covered(edit: Edit) -> Iterator[Extent]:
    went, came = went_and_came(edit)
    valid_for = _terms("covers", "words")
    if bool(went) != bool(came) and all(
        side is not None and valid_for.any(side.words) for side in (edit.before, edit.after)
    ):
        yield Extent("what it is valid for", 1 if came else -1)


def _working_days(words: Sequence[str]) -> int:
    units = rules("extent")["days"]["units"]
    beside = sum(
        any(word in units for word in words[max(0, hit.start - 1) : hit.end + 1])
        for hit in _terms("days", "working").find(words)
    )
    return beside + sum(1 for _ in _terms("days", "compound").find(words))


def _named(group: str, words: Sequence[str]) -> dict[str, str]:
    """Give each key of a group whose terms stand in *words*, with such a term."""
    return {hit.payload: hit.term for hit in _keyed(group).find(words)}


def _flat(runs: Sequence[Sequence[str]]) -> list[str]:
    return [word for run in runs for word in run]


@cache
def _terms(group: str, key: str) -> Terms[None]:
    return Terms((term, None) for term in rules("extent")[group][key])


@cache
def _lines(group: str, name: str) -> Terms[int]:
    steps: list[list[str]] = rules("extent")[group][name]
    return Terms((term, step) for step, terms in enumerate(steps) for term in terms)


@cache
def _keyed(group: str) -> Terms[str]:
    keys: dict[str, list[str]] = rules("extent")[group]
    return Terms((term, key) for key, terms in keys.items() for term in terms)


@cache
def _pairs() -> tuple[tuple[str, str], ...]:
    pairs: list[list[str]] = rules("extent")["opposites"]["pairs"]
    return tuple((one.casefold(), other.casefold()) for one, other in pairs)
