"""Clauses that say the same in the other voice, or of the same company in another person, told by stems of words."""

from collections.abc import Sequence, Set
from functools import cache, lru_cache
from typing import Final, Literal, NamedTuple

from monitor.domain.lexicon import rules, word_set, word_terms

_LEAST_STEM: Final = 3
_MOST_WORDS: Final = 60  # nobody turns longer sentences round
_GE: Final = "ge"  # before a German or Dutch participle
_MOST_NAME: Final = 5  # words of the name of a company


class Voice(NamedTuple):
    """Which voice a clause is in, and the stems of what it says without the words that make the voice."""

    name: Literal["active", "passive"]
    stems: tuple[str, ...]


def is_turned(words: Sequence[str], others: Sequence[str]) -> bool:
    """Whether one clause says in the passive what the other says of us: "all backups are encrypted by us"."""
    made = word_set("voice", "passive")
    if made.isdisjoint(words) == made.isdisjoint(others):
        return False
    first, second = voice_of(words), voice_of(others)
    return first is not None and second is not None and first.stems == second.stems


def voice_of(words: Sequence[str]) -> Voice | None:
    """Tell the voice of a clause; None where nobody speaks of themselves and nothing is done, or it is long."""
    if len(words) > _MOST_WORDS:
        return None
    passive = not word_set("voice", "passive").isdisjoint(words)
    if not passive and not any(map(is_ours, words)):
        return None
    agent = next(word_terms("voice", "agent").find(words), None)
    kept = [*words[: agent.start], *words[agent.end :]] if agent is not None else list(words)
    aside = word_set("voice", "passive") | word_set("voice", "we")
    stems = tuple(sorted(stem(word) for word in kept if word not in aside))
    return Voice("passive" if passive else "active", stems) if len(stems) > 1 else None


def is_ours(word: str) -> bool:
    """Whether *word* is "we", or a verb of the first person plural of a language that leaves "we" out."""
    return word in word_set("voice", "we") or (len(word) > _LEAST_STEM and word.endswith(("mos", "iamo")))


@lru_cache(maxsize=8_192)
def stem(word: str) -> str:
    """Cut the endings of a verb off; what no verb ends on stays. Numbers in words are written in figures."""
    word = _alike().get(word, word)
    if word.startswith(_GE) and word.endswith(("t", "d", "en")) and len(word) > _LEAST_STEM + len(_GE):
        word = word[len(_GE) :]
    plain = "".join(char for place, char in enumerate(word) if place == 0 or char != word[place - 1])
    while True:
        cut = next((e for e in _endings() if plain.endswith(e) and len(plain) - len(e) >= _LEAST_STEM), None)
        if cut is None:
            return plain
        plain = plain[: -len(cut)]


@cache
def _endings() -> tuple[str, ...]:
    return tuple(sorted(rules("words")["voice"]["endings"], key=len, reverse=True))


@cache
def _alike() -> dict[str, str]:
    forms = {form: group[0] for group in rules("words")["voice"]["alike"] for form in group}
    for table in rules("facts")["numbers"].values():
        forms |= {word: str(value) for word, value in table.items() if value > 1 and "-" not in word}
    return forms


def is_renamed(words: Sequence[str], others: Sequence[str], names: Set[str]) -> bool:
    """Whether one clause says of us what the other says of a company by its name, and nothing else differs.

    *names* are the words of which the company's name is made.
    """
    return _speaks_for(words, others, names) or _speaks_for(others, words, names)


def _speaks_for(ours: Sequence[str], theirs: Sequence[str], names: Set[str]) -> bool:
    if not any(map(is_ours, ours)):
        return False
    named = _without_name(theirs, names - set(ours))
    if named is None:
        return False
    pronoun = next((place for place, word in enumerate(ours) if word in word_set("voice", "we")), None)
    rest = [word for place, word in enumerate(ours) if place != pronoun]
    if pronoun is None and not any(map(is_ours, rest)):
        return False
    return len(rest) == len(named) and all(map(_is_person_of, rest, named))


def _without_name(words: Sequence[str], names: Set[str]) -> list[str] | None:
    """Leave out the first name of the company, or "our company"; None where none stands there."""
    general = next(word_terms("voice", "company").find(words), None)
    if general is not None:
        return [*words[: general.start], *words[general.end :]]
    start = next((place for place, word in enumerate(words) if word in names), None)
    if start is None:
        return None
    end = start
    while end < len(words) and end - start < _MOST_NAME and words[end] in names:
        end += 1
    if start and words[start - 1] in word_set("voice", "articles"):
        start -= 1
    return [*words[:start], *words[end:]]


def _is_person_of(ours: str, theirs: str) -> bool:
    """Whether two words are one, in the first and in the third person: "do" and "does", "verkaufen" and "verkauft"."""
    if ours == theirs:
        return True
    if any(ours in group and theirs in group for group in rules("words")["voice"]["persons"]):
        return True
    return ours[0].isalpha() and stem(ours) == stem(theirs)
