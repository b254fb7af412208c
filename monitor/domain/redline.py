"""A redline: both texts in one reading order, block by block, with the words that came and went."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from rapidfuzz.distance import Indel

from monitor.domain.markdown import Block, blocks
from monitor.domain.worddiff import SegmentKind, spans

RedlineKind = Literal["equal", "added", "removed", "modified", "moved"]

_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
_PAIR_SIMILARITY: Final = 0.5
# Blocks between two anchors are compared with at most this many of the other side, nearest first: a bound in steps.
_NEIGHBOURS: Final = 24


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text that both sides have, or only one of them."""

    kind: SegmentKind
    text: str


@dataclass(frozen=True, slots=True)
class Redlined:
    """One block. A moved block stands twice: removed where it was, added where it is; both of kind "moved"."""

    kind: RedlineKind
    section: str
    segments: tuple[Segment, ...]


def redline(before: str, after: str) -> tuple[Redlined, ...]:
    """Lay *before* and *after* over each other, in reading order.

    Joining the segments that are not added gives *before* back, those that are not removed give *after*.
    """
    old, new = blocks(before), blocks(after)
    come = Counter(_key(block) for block in new) - Counter(_key(block) for block in old)
    gone = Counter(_key(block) for block in old) - Counter(_key(block) for block in new)
    out: list[Redlined] = []
    for span in spans([_key(block) for block in old], [_key(block) for block in new]):
        if span.kind == "equal":
            for x, y in zip(old[span.a1 : span.a2], new[span.b1 : span.b2], strict=True):
                out.append(_equal(x, y))
        elif span.kind == "removed":
            out.extend(Redlined(*_one_sided("removed", block, gone)) for block in old[span.a1 : span.a2])
        else:
            out.extend(Redlined(*_one_sided("added", block, come)) for block in new[span.b1 : span.b2])
    return tuple(_joined(out))


def _key(block: Block) -> str:
    return f"{block.kind}\x1f{block.text}"


def _equal(x: Block, y: Block) -> Redlined:
    if x.raw == y.raw:
        return Redlined("equal", y.section, (Segment("equal", y.raw),))
    return Redlined("equal", y.section, word_segments(x.raw, y.raw))


def _one_sided(
    kind: Literal["added", "removed"], block: Block, left: Counter[str]
) -> tuple[RedlineKind, str, tuple[Segment, ...]]:
    segments = (Segment(kind, block.raw),)
    key = _key(block)
    if left[key] > 0 or not block.text:
        left[key] -= 1
        return kind, block.section, segments
    return "moved", block.section, segments


def word_segments(before: str, after: str) -> tuple[Segment, ...]:
    """Compare two short texts word by word; white space and marks are tokens too."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    out: list[Segment] = []
    for span in spans(old, new):
        tokens = new[span.b1 : span.b2] if span.kind == "added" else old[span.a1 : span.a2]
        out.append(Segment(span.kind, "".join(tokens)))
    return tuple(out)


def _joined(parts: Sequence[Redlined]) -> Iterator[Redlined]:
    """Pair the removed and added blocks of each stretch between equal ones."""
    stretch: list[Redlined] = []
    for part in parts:
        if part.kind == "equal":
            yield from _paired(stretch)
            stretch = []
            yield part
        else:
            stretch.append(part)
    yield from _paired(stretch)


def _paired(stretch: list[Redlined]) -> Iterator[Redlined]:
    went = [part for part in stretch if part.segments[0].kind == "removed"]
    came = [part for part in stretch if part.segments[0].kind == "added"]
    partner = _partners(went, came)
    at = 0
    for index, part in enumerate(went):
        if index not in partner:
            yield part
            continue
        upto = partner[index]
        yield from came[at:upto]
        at = upto + 1
        yield Redlined(
            "modified", came[upto].section, word_segments(part.segments[0].text, came[upto].segments[0].text)
        )
    yield from came[at:]


def _partners(went: Sequence[Redlined], came: Sequence[Redlined]) -> dict[int, int]:
    """Pairs in rising order on both sides, so that reading order holds; the first likeness wins."""
    tokens = defaultdict[str, list[str]](list)
    for part in (*went, *came):
        tokens[part.segments[0].text] = part.segments[0].text.split()
    pairs: dict[int, int] = {}
    start = 0
    for index, part in enumerate(went):
        if part.kind == "moved":
            continue
        best, best_score = -1, _PAIR_SIMILARITY
        for other in range(start, min(len(came), start + _NEIGHBOURS)):
            if came[other].kind == "moved":
                continue
            score = Indel.normalized_similarity(
                tokens[part.segments[0].text], tokens[came[other].segments[0].text]
            )
            if score > best_score:
                best, best_score = other, score
        if best >= 0:
            pairs[index] = best
            start = best + 1
    return pairs
