"""The rules of `monitor/domain/rules`, read once, and a finder of their terms in folded words."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from sys import intern
from typing import Any, Final, Generic, NamedTuple, TypeVar

_GAP: Final = "*"
_MAX_GAP_WORDS: Final = 3
_WORDS_KEPT: Final = 8_000  # of which a finder remembers what they may begin

Payload = TypeVar("Payload")


@cache
def rules(name: str) -> Mapping[str, Any]:
    """Load `rules/<name>.toml`; the caller must not change it."""
    return tomllib.loads(files("monitor.domain.rules").joinpath(f"{name}.toml").read_text(encoding="utf-8"))


class Hit(NamedTuple, Generic[Payload]):
    """A term found at `words[start:end]`."""

    start: int
    end: int
    term: str
    payload: Payload


# A term, its words, its payload, and its second word where that has no wildcard.
_Entry = tuple[str, tuple[str, ...], Payload, str | None]


class Terms(Generic[Payload]):
    """Finds many terms in folded words in one pass.

    A term is one or more words; `*` at the end of a word stands for any ending, `?` for one letter, `*` inside for any
    letters, and `*` alone for up to three words.
    """

    def __init__(self, terms: Iterable[tuple[str, Payload]]) -> None:
        self._exact: dict[str, list[_Entry[Payload]]] = {}
        self._stems: dict[str, list[_Entry[Payload]]] = {}
        for term, payload in terms:
            tokens = tuple(term.casefold().split())  # as words are folded: "ß" is "ss" there
            first = tokens[0]
            wild = min((first.find(mark) for mark in "*?" if mark in first), default=-1)
            second = tokens[1] if len(tokens) > 1 and not {"*", "?"} & set(tokens[1]) else None
            entry = (term, tokens, payload, second)
            if wild < 0:
                self._exact.setdefault(first, []).append(entry)
            else:
                self._stems.setdefault(first[:wild], []).append(entry)
        self._lengths = sorted({len(stem) for stem in self._stems})
        self._begun: dict[str, tuple[_Entry[Payload], ...]] = {}
        self._idle: set[str] = set()  # words that begin no term, as most do

    def find(self, words: Sequence[str]) -> Iterator[Hit[Payload]]:
        """Yield every term found, by where it starts."""
        begun, idle = self._begun, self._idle
        if idle.issuperset(words):
            return
        for start, word in enumerate(words):
            if word in idle:
                continue
            entries = begun.get(word)
            if entries is None:
                entries = self._beginning(word)
            following = words[start + 1] if start + 1 < len(words) else ""
            for term, tokens, payload, second in entries:
                if second is not None and second != following:
                    continue
                if len(tokens) == 1:
                    yield Hit(start, start + 1, term, payload)
                elif (end := _end(tokens, words, start, 1)) is not None:
                    yield Hit(start, end, term, payload)

    def _beginning(self, word: str) -> tuple[_Entry[Payload], ...]:
        """List the terms that may start with *word*, and remember them: words come again and again."""
        entries = list(self._exact.get(word, ()))
        for length in self._lengths:
            if length > len(word):
                break
            entries += [entry for entry in self._stems.get(word[:length], ()) if _fits(entry[1][0], word)]
        if len(self._begun) + len(self._idle) >= _WORDS_KEPT:
            self._begun.clear()
            self._idle.clear()
        if not entries:
            self._idle.add(intern(word))  # one text for all finders
        else:
            self._begun[word] = tuple(entries)
        return tuple(entries)

    def any(self, words: Sequence[str]) -> bool:
        """Whether any term stands in *words*."""
        return not self._idle.issuperset(words) and next(self.find(words), None) is not None


def _end(tokens: tuple[str, ...], words: Sequence[str], start: int, done: int) -> int | None:
    at = start + done
    for index in range(done, len(tokens)):
        token = tokens[index]
        if token == _GAP:
            for gap in range(_MAX_GAP_WORDS + 1):
                rest = tokens[index + 1 :]
                if (end := _end(("", *rest), words, at + gap - 1, 1)) is not None:
                    return end
            return None
        if at >= len(words) or not _fits(token, words[at]):
            return None
        at += 1
    return at


def _fits(token: str, word: str) -> bool:
    if token == word:
        return True
    if "*" not in token and "?" not in token:
        return False
    if token.endswith("*") and token.count("*") == 1 and "?" not in token:
        return word.startswith(token[:-1])
    return _pattern(token).fullmatch(word) is not None


@cache
def _pattern(token: str) -> re.Pattern[str]:
    return re.compile(re.escape(token).replace(r"\*", r"\w*").replace(r"\?", r"\w"))


def in_words(terms: Iterable[str], most: int = 3) -> str:
    """Write at most *most* terms for people: the fullest of those with one beginning, "…" where an ending is open."""
    kept = sorted({term.rstrip("*") for term in terms})
    told = [term for term in kept if not any(other != term and other.startswith(term) for other in kept)]
    ends = {term.rstrip("*") for term in terms if term.endswith("*")}
    return (
        ", ".join(f"{term}…" if term in ends else term for term in told[:most])
        .replace("*", "…")
        .replace("?", "…")
    )


def first_words(words: Sequence[str], most: int = 6) -> str:
    """Write the first of *words*; "…" stands for the others."""
    return " ".join(words[:most]) + (" …" if len(words) > most else "")


def counted(number: int, noun: str) -> str:
    """Write a number with its noun: "1 changed word", "3 changed words"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


@cache
def word_terms(group: str, key: str = "words") -> Terms[None]:
    """Finder for one list of `rules/words.toml`."""
    return Terms((term, None) for term in rules("words")[group][key])


@cache
def word_set(group: str, key: str = "words") -> frozenset[str]:
    """Single words of one list of `rules/words.toml`, those with a wildcard left out."""
    return frozenset(
        term.casefold() for term in rules("words")[group][key] if "*" not in term and " " not in term
    )


@cache
def weight(group: str, name: str) -> float:
    """One number of `rules/weights.toml`."""
    return float(rules("weights")[group][name])
