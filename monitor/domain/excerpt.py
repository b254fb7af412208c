"""Quotes short enough for one sentence: of an edited clause the words that differ, with a few on either side."""

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Final

from monitor.domain.markdown import readable
from monitor.domain.worddiff import spans

_MOST_WORDS: Final = 24
_BEFORE: Final = 6  # words that stay before the first one that differs, so that it is understood
_BEHIND: Final = 4
_CUT: Final = "…"
_BREAK = re.compile(r"(?:\s*<br\s*/?>)+\s*", re.IGNORECASE)
_MARK = re.compile(r"(?<!\S)(?:>|#{1,6}|\|(?=\s*\|))(?=\s)")  # quotations, headings, empty cells
_EDGE = re.compile(r"^[^\w]+|[^\w]+$")


def plain(text: str) -> str:
    """Write a clause on one line: without Markdown's marks, and without the empty cells of a row."""
    line = _MARK.sub(" ", readable(_BREAK.sub(" · ", text)))
    return " ".join(line.split()).strip(" ·|")


def quote(text: str) -> str:
    """Cut *text* to a quotable length, without Markdown's marks."""
    words = plain(text).split()
    return _window(words, 0, min(len(words), _MOST_WORDS))


def quote_both(before: str, after: str) -> tuple[str, str]:
    """Quote two states of one clause where they differ; words further away are left out, which "…" shows."""
    old, new = plain(before).split(), plain(after).split()
    if max(len(old), len(new)) <= _MOST_WORDS:
        return " ".join(old), " ".join(new)
    found = spans([_core(word) for word in old], [_core(word) for word in new])
    edits = [tuple(run) for is_edit, run in groupby(found, lambda s: s.kind != "equal") if is_edit]
    if not edits:
        return quote(before), quote(after)
    first, last = edits[0][0], edits[-1][-1]
    if max(last.a2 - first.a1, last.b2 - first.b1) > _MOST_WORDS - _BEFORE - _BEHIND:
        heaviest = max(edits, key=lambda run: max(run[-1].a2 - run[0].a1, run[-1].b2 - run[0].b1))
        first, last = heaviest[0], heaviest[-1]
    return _around(old, first.a1, last.a2), _around(new, first.b1, last.b2)


def _core(word: str) -> str:
    """A word without the signs around it; a sign alone as it is."""
    return _EDGE.sub("", word) or word


def _around(words: Sequence[str], start: int, end: int) -> str:
    first = max(0, start - _BEFORE)
    if first <= 2:  # a cut that saves less than it costs
        first = 0
    last = min(len(words), max(end + _BEHIND, first + _BEFORE), first + _MOST_WORDS)
    return _window(words, first, len(words) if len(words) - last <= 2 else last)


def _window(words: Sequence[str], start: int, end: int) -> str:
    head, tail = f"{_CUT} " if start else "", f" {_CUT}" if end < len(words) else ""
    return f"{head}{' '.join(words[start:end])}{tail}"
