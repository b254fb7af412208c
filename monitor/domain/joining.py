"""Clauses of two texts that say the same in another number of sentences, as a list, or in the other voice."""

from collections import defaultdict
from collections.abc import Sequence, Set
from typing import Final

from monitor.domain.clauses import Clause
from monitor.domain.lexicon import word_set
from monitor.domain.voice import voice_of

_MIN_JOINED_WORDS: Final = 3
_PARTS: Final = 2
_MOST_LEADING: Final = 30  # words before a list
_MOST_WORDS: Final = 120  # of the sentence that two became; longer ones are texts without full stops


def without_joined(gone: list[Clause], come: list[Clause]) -> tuple[list[Clause], list[Clause], int]:
    """Set aside sentences that became one, or a list that became a sentence, and the reverse; count them."""
    found = [join(*sides) for join in (_joined, _listed) for sides in ((come, gone), (gone, come))]
    aside = {id(clause) for whole, parts in found for clause in (*whole, *parts)}
    if not aside:
        return gone, come, 0
    return (
        [clause for clause in gone if id(clause) not in aside],
        [clause for clause in come if id(clause) not in aside],
        len({id(clause) for whole, _ in found for clause in whole}),
    )


def _joined(clauses: Sequence[Clause], others: Sequence[Clause]) -> tuple[list[Clause], list[Clause]]:
    """List those of *clauses* that are two of the *others* in one sentence, and these."""
    if len(others) < _PARTS:
        return [], []
    known = {other.words: other for other in others}
    joints = word_set("joints")
    whole: list[Clause] = []
    parts: list[Clause] = []
    for clause in clauses:
        words = clause.words
        if len(words) > _MOST_WORDS:
            continue
        for place in range(_MIN_JOINED_WORDS, len(words) - _MIN_JOINED_WORDS + 1):
            if words[place] not in joints or words[:place] not in known:
                continue
            # "We keep logs. We keep bills." says its subject once where it is one sentence.
            rest = known.get(words[place + 1 :]) or known.get((words[0], *words[place + 1 :]))
            if rest is not None:
                whole.append(clause)
                parts += (known[words[:place]], rest)
                break
    return whole, parts


def _listed(clauses: Sequence[Clause], others: Sequence[Clause]) -> tuple[list[Clause], list[Clause]]:
    """List those of *clauses* that say in one sentence what a list of the *others* says, and the clauses of it."""
    if len(others) < _PARTS:
        return [], []
    places = {other.words: at for at, other in reversed(list(enumerate(others)))}
    joints = word_set("joints")
    whole: list[Clause] = []
    parts: list[Clause] = []
    for clause in clauses:
        words = clause.words
        if clause.kind != "sentence" or len(words) > _MOST_WORDS:
            continue
        begun = (places.get(words[:end]) for end in range(1, min(len(words), _MOST_LEADING)))
        runs = (_run(words, others, at, joints) for at in begun if at is not None)
        if run := next(filter(None, runs), None):
            whole.append(clause)
            parts += run
    return whole, parts


def _run(words: Sequence[str], others: Sequence[Clause], at: int, joints: Set[str]) -> Sequence[Clause]:
    """Give the clauses from *at* on that say *words* one after another, with no more than an "and" between; or none."""
    place, start = 0, at
    while place < len(words) and at < len(others):
        part = others[at].words
        place += words[place] in joints and words[place : place + len(part)] != part
        if words[place : place + len(part)] != part or (at > start and others[at].kind != "item"):
            return ()
        place += len(part)
        at += 1
    return others[start:at] if place == len(words) and at - start >= _PARTS else ()


def turned(gone: Sequence[tuple[int, Clause]], come: Sequence[tuple[int, Clause]]) -> list[tuple[int, int]]:
    """Pair what one text says of us with what the other one says in the passive, which have few words in common."""
    waiting: dict[tuple[str, tuple[str, ...]], list[int]] = defaultdict(list)
    for j, y in reversed(come if gone else ()):
        if (voice := voice_of(y.words)) is not None:
            waiting[voice].append(j)
    pairs: list[tuple[int, int]] = []
    for i, x in gone if waiting else ():
        voice = voice_of(x.words)
        if voice is None:
            continue
        other = "passive" if voice.name == "active" else "active"
        if places := waiting.get((other, voice.stems)):
            pairs.append((i, places.pop()))
    return pairs
