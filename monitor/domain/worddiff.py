"""Differences between two sequences of tokens, by diff-match-patch; bounded by counted work, never by time."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple

from diff_match_patch import diff_match_patch

SegmentKind = Literal["equal", "added", "removed"]

# 1,600 unrelated tokens a side take diff-match-patch 1.8 s (measured), 400 about 0.1 s; longer runs are anchored first.
MAX_TOKENS: Final = 400
_SURROGATES: Final = 0xD800
_AFTER_SURROGATES: Final = 0xE000


class Span(NamedTuple):
    """Tokens `before[a1:a2]` became tokens `after[b1:b2]`; equal spans hold the same tokens on both sides."""

    kind: SegmentKind
    a1: int
    a2: int
    b1: int
    b2: int


def spans(before: Sequence[str], after: Sequence[str], *, exact: bool = True) -> list[Span]:
    """Compare two token sequences; the spans cover both wholly and in order, removals before additions.

    Not *exact*, only tokens that stand once on either side are anchors: linear work, for callers whose budget is spent.
    """
    out: list[Span] = []
    for span in _compare(before, 0, len(before), after, 0, len(after), exact):
        if out and out[-1].kind == span.kind:
            last = out[-1]
            out[-1] = Span(span.kind, last.a1, span.a2, last.b1, span.b2)
        else:
            out.append(span)
    return out


def _compare(
    before: Sequence[str], a1: int, a2: int, after: Sequence[str], b1: int, b2: int, exact: bool
) -> Iterator[Span]:
    head = 0
    while a1 + head < a2 and b1 + head < b2 and before[a1 + head] == after[b1 + head]:
        head += 1
    tail = 0
    while a2 - tail > a1 + head and b2 - tail > b1 + head and before[a2 - tail - 1] == after[b2 - tail - 1]:
        tail += 1
    if head:
        yield Span("equal", a1, a1 + head, b1, b1 + head)
    yield from _middle(before, a1 + head, a2 - tail, after, b1 + head, b2 - tail, exact)
    if tail:
        yield Span("equal", a2 - tail, a2, b2 - tail, b2)


def _middle(
    before: Sequence[str], a1: int, a2: int, after: Sequence[str], b1: int, b2: int, exact: bool
) -> Iterator[Span]:
    if a1 == a2 or b1 == b2:
        yield from _replace(a1, a2, b1, b2)
    elif exact and max(a2 - a1, b2 - b1) <= MAX_TOKENS:
        yield from _by_engine(before, a1, a2, after, b1, b2)
    elif anchors := _anchors(before[a1:a2], after[b1:b2]):
        at_a, at_b = a1, b1
        for offset_a, offset_b in anchors:
            x, y = a1 + offset_a, b1 + offset_b
            yield from _compare(before, at_a, x, after, at_b, y, exact)
            yield Span("equal", x, x + 1, y, y + 1)
            at_a, at_b = x + 1, y + 1
        yield from _compare(before, at_a, a2, after, at_b, b2, exact)
    else:
        yield from _replace(a1, a2, b1, b2)


def _replace(a1: int, a2: int, b1: int, b2: int) -> Iterator[Span]:
    if a1 < a2:
        yield Span("removed", a1, a2, b1, b1)
    if b1 < b2:
        yield Span("added", a2, a2, b1, b2)


def _anchors(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    """Tokens that stand once on either side, in the longest order common to both (patience)."""
    count_a, count_b = Counter(before), Counter(after)
    place = {token: index for index, token in enumerate(after) if count_b[token] == 1}
    pairs = [
        (index, place[token])
        for index, token in enumerate(before)
        if count_a[token] == 1 and token in place and token.strip()
    ]
    return _longest_rising(pairs)


def _longest_rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    tails: list[int] = []  # index into pairs of the smallest end of a rising run of each length
    previous: list[int] = []
    for index, (_, y) in enumerate(pairs):
        low, high = 0, len(tails)
        while low < high:
            middle = (low + high) // 2
            if pairs[tails[middle]][1] < y:
                low = middle + 1
            else:
                high = middle
        previous.append(tails[low - 1] if low else -1)
        tails[low : low + 1] = [index]
    chain: list[tuple[int, int]] = []
    index = tails[-1] if tails else -1
    while index >= 0:
        chain.append(pairs[index])
        index = previous[index]
    return chain[::-1]


def _by_engine(
    before: Sequence[str], a1: int, a2: int, after: Sequence[str], b1: int, b2: int
) -> Iterator[Span]:
    codes: dict[str, str] = {}
    text_a = "".join([_code(codes, token) for token in before[a1:a2]])
    text_b = "".join([_code(codes, token) for token in after[b1:b2]])
    engine = diff_match_patch()
    engine.Diff_Timeout = 0
    found: list[tuple[int, str]] = engine.diff_main(text_a, text_b, False)
    engine.diff_cleanupSemantic(found)
    at_a, at_b = a1, b1
    for operation, tokens in found:
        size = len(tokens)
        if operation == 0:
            yield Span("equal", at_a, at_a + size, at_b, at_b + size)
            at_a, at_b = at_a + size, at_b + size
        elif operation < 0:
            yield Span("removed", at_a, at_a + size, at_b, at_b)
            at_a += size
        else:
            yield Span("added", at_a, at_a, at_b, at_b + size)
            at_b += size


def _code(codes: dict[str, str], token: str) -> str:
    code = codes.get(token)
    if code is None:
        number = len(codes) + 1
        code = chr(number if number < _SURROGATES else number - _SURROGATES + _AFTER_SURROGATES)
        codes[token] = code
    return code
