"""Clutter that one page alone cannot show: lines that change on every look, and text that a whole site shares.

Texts are stored as they were read. What is recognised here is left out only when two texts are held against each
other, and is named where it was.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import count, pairwise
from typing import Final

from monitor.domain import folding
from monitor.domain.assess import assess
from monitor.domain.assessment import Assessment, Context
from monitor.domain.language import LANGUAGES
from monitor.domain.lexicon import Terms, rules
from monitor.domain.markdown import Block, blocks
from monitor.domain.text import identity, substance
from monitor.domain.trivial import is_date_line
from monitor.domain.vocabulary import CATEGORIES

# Fewer texts than this are edits in a row as well as they are looks at a page that never keeps still.
LEAST_TEXTS: Final = 4
# A place that holds more than this is no line: it is a part of the document, and its changes are edits.
_PLACE_BLOCKS, _PLACE_WORDS = 3, 40
# One other document may quote the same sentence; a site's own text stands on at least two more.
_LEAST_OTHERS: Final = 2
_LEAST_STATES: Final = 3
_RESTLESS: Final = (
    0.6  # share of the looks at which a counter shows another figure than before; two may show the same one
)
_EDGE: Final = 4_000  # characters

CHANGING_LINES: Final = "changing_lines"
SITE_TEXT: Final = "site_text"

_FIGURE = re.compile(r"\w*\d[\w.,:/'-]*")


@dataclass(frozen=True, slots=True)
class Place:
    """A place between two lines that stay, where each look showed something else.

    `after` and `before` are the folded words of those lines; "" stands for the beginning and the end of the text.
    """

    after: str
    before: str
    figures: tuple[int, ...] = ()  # only these change, by number; the words around them stay, and still count


@dataclass(frozen=True, slots=True)
class _Line:
    block: Block
    words: tuple[str, ...]

    @property
    def key(self) -> str:
        return " ".join(self.words)


@dataclass(frozen=True, slots=True)
class _Text:
    """The lines of a text, and where those stand that it has once."""

    lines: list[_Line]
    at: dict[str, int]

    def between(self, place: tuple[str, str]) -> list[_Line] | None:
        """List the lines between two others, "" for an end of the text; None where they are not there in order."""
        after, before = place
        if (after and after not in self.at) or (before and before not in self.at):
            return None
        start = self.at[after] + 1 if after else 0
        end = self.at[before] if before else len(self.lines)
        return [line for line in self.lines[start:end] if line.words] if start <= end else None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known of a document beyond two of its texts.

    `looks` are the texts of its newest looks, oldest first, where nearly each one differed from the one before;
    `site` those of the newest versions of other documents of the same site, by document. Both may be empty.
    """

    looks: tuple[str, ...] = ()
    site: tuple[tuple[str, ...], ...] = ()


def changing_places(texts: Sequence[str]) -> tuple[Place, ...]:
    """Find the places at which each of *texts*, in the order of their looks, says something else than the one before.

    Only short places are found, of lines that speak of no subject of a policy, or whose figures alone differ; never
    the line that gives a document its date. Fewer than LEAST_TEXTS texts show nothing.
    """
    if len(texts) < LEAST_TEXTS:
        return ()
    sides = [_text(text) for text in texts]
    stays = ["", *_that_stay(sides), ""]
    found = (_changing([side.between(place) for side in sides], *place) for place in pairwise(stays))
    return tuple(place for place in found if place is not None)


def still(text: str, places: Sequence[Place]) -> str:
    """Leave out of *text* what stands at *places*; where only figures change, the figures."""
    if not places:
        return text
    read = _text(text)
    shown: dict[int, str] = {}
    for place in places:
        gap = read.between((place.after, place.before))
        if gap is None or not _is_short(gap):
            continue
        numbers = count()
        for line in gap:
            if place.figures:
                shown[id(line)] = _masked(line, numbers, place.figures)
            elif _is_light(line):
                shown[id(line)] = ""
    return "".join(shown.get(id(line), line.block.raw) for line in read.lines)


def still_marks(looks: Sequence[str], texts: Sequence[str]) -> list[tuple[str, str]] | None:
    """Give identity and substance of *texts* without what changes on every one of *looks*; None where nothing does."""
    places = changing_places(looks)
    if not places:
        return None
    return [(identity(kept), substance(kept)) for kept in (still(text, places) for text in texts)]


def without_site_text(before: str, after: str, others: Sequence[Sequence[str]]) -> tuple[str, str]:
    """Leave out of two texts what the site puts at the beginning or the end of its documents.

    Such text stands in at least two of *others*, and speaks of no subject of a policy. What took its place in the newer
    text is left out with it, when it is as light and no longer.
    """
    edges = [[line for text in texts for line in _edge_lines(text)] for texts in others]
    shown = Counter(line for lines in edges for line in set(lines))
    ends = [line for text in (before, after) for line in (_edge_lines(text)[:1] + _edge_lines(text)[-1:])]
    if all(shown[line] < _LEAST_OTHERS for line in ends):
        return before, after
    counts = Counter(key for lines in edges for key in set(_keys("\n\n".join(lines))))
    shared = frozenset(key for key, times in counts.items() if key and times >= _LEAST_OTHERS)
    old, new = _lines(before), _lines(after)
    heads = _edges(old, new, shared)
    old, new = old[heads[0] :], new[heads[1] :]
    tails = _edges(old[::-1], new[::-1], shared)
    return _raw(old[: len(old) - tails[0]]), _raw(new[: len(new) - tails[1]])


def assess_apart(before: str, after: str, context: Context, around: Surroundings) -> Assessment:
    """Assess the change from *before* to *after* without the clutter that *around* shows; its classes are named."""
    places = changing_places(around.looks)
    texts, names = (before, after), []
    lifted = still(before, places), still(after, places)
    if _differs(texts, lifted):
        texts, names = lifted, [CHANGING_LINES]
    if context.language in LANGUAGES and len(around.site) >= _LEAST_OTHERS:
        lifted = without_site_text(*texts, around.site)
        if _differs(texts, lifted):
            texts, names = lifted, [*names, SITE_TEXT]
    found = assess(*texts, context)
    if not names:
        return found
    if texts[0] == texts[1]:
        said = " and ".join(_SAID[name] for name in names)
        return replace(found, summary=f"Nothing differs but {said}.", noise=tuple(names))
    return replace(found, noise=(*names, *found.noise))


_SAID: Final = {
    CHANGING_LINES: "what changes on every look",
    SITE_TEXT: "text that other documents of the site share",
}


def _edge_lines(text: str) -> list[str]:
    """List the lines of the beginning and the end of *text* that are not blank; folding whole texts takes long."""
    edges = text if len(text) <= 2 * _EDGE else f"{text[:_EDGE]}\n{text[-_EDGE:]}"
    return [line.strip() for line in edges.splitlines() if line.strip()]


def _differs(shown: tuple[str, str], kept: tuple[str, str]) -> bool:
    """Whether what was left out of two texts is not the same in both."""
    if shown == kept:
        return False
    gone = [Counter(_keys(one)) - Counter(_keys(other)) for one, other in zip(shown, kept, strict=True)]
    return gone[0] != gone[1]


def _keys(text: str) -> list[str]:
    return [line.key for line in _lines(text)]


def _lines(text: str) -> list[_Line]:
    return [_Line(block, tuple(folding.words(block.text))) for block in blocks(text)]


def _text(text: str) -> _Text:
    lines = _lines(text)
    counts = Counter(line.key for line in lines)
    return _Text(lines, {line.key: at for at, line in enumerate(lines) if line.key and counts[line.key] == 1})


def _that_stay(sides: Sequence[_Text]) -> list[str]:
    """List the lines that stand once in every text, and in the same order in all of them."""
    found: list[str] = []
    reached = [-1] * len(sides)
    for key in sides[0].at:
        at = [side.at.get(key, -1) for side in sides]
        if all(here > there for here, there in zip(at, reached, strict=True)):
            found.append(key)
            reached = at
    return found


def _changing(gaps: Sequence[list[_Line] | None], after: str, before: str) -> Place | None:
    lines: list[list[_Line]] = [gap for gap in gaps if gap is not None and _is_short(gap)]
    if len(lines) < len(gaps):
        return None
    if any(_said(one) == _said(other) for one, other in pairwise(lines)):
        return None
    if any(is_date_line(line.words) for gap in lines for line in gap):
        return None
    if figures := _changing_figures(lines):
        return Place(after, before, figures)
    if all(_is_light(line) for gap in lines for line in gap):
        return Place(after, before)
    return None


def _changing_figures(gaps: Sequence[Sequence[_Line]]) -> tuple[int, ...]:
    """Number the figures that are another one on nearly every look; empty where words differ more than once.

    Figures that only take turns are no counter: the line has two states, and may stay in the other one. A figure, or
    words, that changed once beside a counter are an edit.
    """
    around = [_FIGURE.sub("#", _raw(gap)) for gap in gaps]
    figures = [_FIGURE.findall(_raw(gap)) for gap in gaps]
    if sum(one != other for one, other in pairwise(around)) > 1 or len(set(map(len, figures))) > 1:
        return ()
    columns = enumerate(zip(*figures, strict=True))
    return tuple(number for number, column in columns if _is_restless(column))


def _is_restless(column: Sequence[str]) -> bool:
    steps = [one != other for one, other in pairwise(column)]
    return len(set(column)) >= _LEAST_STATES and sum(steps) >= _RESTLESS * len(steps)


def _masked(line: _Line, numbers: Iterator[int], figures: Sequence[int]) -> str:
    return _FIGURE.sub(lambda found: "#" if next(numbers) in figures else found[0], line.block.raw)


def _raw(gap: Sequence[_Line]) -> str:
    return "".join(line.block.raw for line in gap)


def _said(gap: Sequence[_Line]) -> str:
    return "\n".join(line.key for line in gap)


def _is_short(gap: Sequence[_Line]) -> bool:
    return len(gap) <= _PLACE_BLOCKS and sum(len(line.words) for line in gap) <= _PLACE_WORDS


def _is_light(line: _Line) -> bool:
    """Whether a line speaks of nothing that a policy is about, and gives no address."""
    return "@" not in line.block.text and not _subjects().any(line.words)


@cache
def _subjects() -> Terms[None]:
    table = rules("topics")
    return Terms(
        (term, None)
        for category in CATEGORIES
        if category in table
        for strength in ("strong", "weak")
        for term in table[category][strength]
    )


def _edges(old: list[_Line], new: list[_Line], shared: frozenset[str]) -> tuple[int, int]:
    """Count the lines of site text that each of two texts begins with."""
    mine = _run(old, shared)
    if not mine:
        return 0, _run(new, shared)
    words = sum(len(line.words) for line in old[:mine])
    known = {line.key for line in old}
    return mine, _run(
        new, shared | {line.key for line in new if line.key not in known}, max(words, _PLACE_WORDS)
    )


def _run(lines: list[_Line], keys: frozenset[str], most: int | None = None) -> int:
    """Count the light lines among *keys* that *lines* begin with; 0 where they have more than *most* words."""
    reached = words = 0
    for line in lines:
        if line.words and not (line.key in keys and _is_light(line)):
            break
        reached += 1
        words += len(line.words)
    return 0 if most is not None and words > most else reached
