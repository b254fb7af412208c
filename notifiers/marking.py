"""Clauses as people read them: the words that changed are marked, what is far from them is left out visibly."""

import re
from dataclasses import dataclass
from typing import Final, Literal

from monitor.domain.worddiff import Span, spans

SegmentKind = Literal["equal", "changed", "gap"]

# A word with the blanks behind it, the signs at its end apart: in "we sell data." that goes on, only what follows is
# new. Scripts without blanks between words are taken sign by sign.
_UNSPACED: Final = r"\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_ENDS: Final = r"[.,;:!?)\]”’\"»]{1,6}(?=\s|$)"
_TOKEN: Final = re.compile(rf"[{_UNSPACED}]\s*|{_ENDS}\s*|(?:(?!{_ENDS})[^\s{_UNSPACED}])+\s*|\s+")
# Words and signs left on either side of an edit when a clause is shortened: about a line of text.
_CONTEXT_WORDS: Final = 14


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a clause. A gap's text says what was left out; it is ours, all other text is the vendor's."""

    kind: SegmentKind
    text: str


Side = tuple[Segment, ...]


def mark(before: str, after: str, limit: int) -> tuple[Side, Side]:
    """Mark what differs between two clauses, each side shortened to about *limit* characters.

    Joined, the segments of an unshortened side are that side exactly. A side that is "" gives no segments; the other
    one is then all new or all gone, and is marked as a whole.
    """
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    if not before or not after:
        return _shorten(_whole(old), limit), _shorten(_whole(new), limit)
    found = spans([token.strip() for token in old], [token.strip() for token in new])
    return (
        _shorten(_runs(old, [(span.a1, span.a2, span) for span in found]), limit),
        _shorten(_runs(new, [(span.b1, span.b2, span) for span in found]), limit),
    )


_Run = tuple[SegmentKind, list[str]]


def _whole(tokens: list[str]) -> list[_Run]:
    return [("changed", tokens)] if tokens else []


def _runs(tokens: list[str], parts: list[tuple[int, int, Span]]) -> list[_Run]:
    return [
        ("equal" if span.kind == "equal" else "changed", tokens[start:end])
        for start, end, span in parts
        if start < end
    ]


def _shorten(runs: list[_Run], limit: int) -> Side:
    if sum(len(token) for _, tokens in runs for token in tokens) <= limit:
        return tuple(Segment(kind, "".join(tokens)) for kind, tokens in runs)
    edits = sum(kind == "changed" for kind, _ in runs)
    share = max(
        limit // max(edits, 1), 80
    )  # characters for each edit; below about a line nothing is understood
    out: list[Segment] = []
    used = 0
    for index, (kind, tokens) in enumerate(runs):
        if used > limit:
            out.append(Segment("gap", _left_out([token for _, rest in runs[index:] for token in rest])))
            break
        pieces = (
            _cut(tokens, share) if kind == "changed" else _around(tokens, index == 0, index == len(runs) - 1)
        )
        used += sum(len(piece.text) for piece in pieces)
        out += pieces
    return tuple(out)


def _around(tokens: list[str], is_first: bool, is_last: bool) -> list[Segment]:
    """Keep the words next to an edit, and say how many were between."""
    head = 0 if is_first else _CONTEXT_WORDS
    tail = 0 if is_last else _CONTEXT_WORDS
    gone = len(tokens) - head - tail
    if gone < _CONTEXT_WORDS:  # a gap shorter than the note about it helps nobody
        return [Segment("equal", "".join(tokens))]
    end = len(tokens) - tail
    pieces = [
        Segment("equal", "".join(tokens[:head])),
        Segment("gap", _left_out(tokens[head:end])),
        Segment("equal", "".join(tokens[end:])),
    ]
    return [piece for piece in pieces if piece.text]


def _cut(tokens: list[str], limit: int) -> list[Segment]:
    size = 0
    for index, token in enumerate(tokens):
        size += len(token)
        if size > limit and index:
            return [
                Segment("changed", "".join(tokens[:index])),
                Segment("gap", _left_out(tokens[index:])),
            ]
    text = "".join(tokens)
    # One endless "word" (a token, an encoded image) must not break the limit either.
    return (
        [Segment("changed", text)]
        if len(text) <= limit
        else [Segment("changed", text[:limit]), Segment("gap", "[…] ")]
    )


def _left_out(tokens: list[str]) -> str:
    words = sum(any(map(str.isalnum, token)) for token in tokens)
    return f"[… {words} word{'s' if words != 1 else ''} …] "
