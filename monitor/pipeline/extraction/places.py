"""Places of a page in reading order: where elements start and end, and what stands between two places."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element

HEADINGS = etree.XPath("//h1|//h2|//h3|//h4|//h5|//h6|//*[@role='heading']")
# What stands for a heading where a page has none with the text; a link in a table of contents is none.
_STAND_INS = etree.XPath(
    "//*[self::p or self::b or self::strong or self::summary or self::legend or self::dt or self::caption]"
    "[not(ancestor::a or descendant::a[@href])]"
)
_NUMBER = re.compile(r"\A(?:(?:section|article|§)\s*)?(?:\d+(?:\.\d+)*|[ivxlc]+|[a-z])[.):]?\s+", re.I)
_EDGES = " \t:.¶#§*"


@dataclass(frozen=True, slots=True)
class Interval:
    """Places from `start` up to `end`, excluded."""

    start: int
    end: int


class Places:
    """The places of a tree: each element takes one where it starts and one where it ends.

    The text of an element stands at its start, the text after it (its tail) at its end.
    """

    def __init__(self, root: _Element) -> None:
        self._starts: dict[_Element, int] = {}
        self._ends: dict[_Element, int] = {}
        self._texts: list[int] = []
        for number, (event, element) in enumerate(etree.iterwalk(root, events=("start", "end"))):
            (self._starts if event == "start" else self._ends)[element] = number
            text = element.text if event == "start" else element.tail
            if text and not text.isspace():
                self._texts.append(number)
        self.end = 2 * len(self._starts)

    def of(self, element: _Element) -> Interval:
        """Give the places of *element*, its tail not among them."""
        return Interval(self._starts[element], self._ends[element])

    def has_text(self, interval: Interval) -> bool:
        """Whether anything is written within *interval*."""
        return any(interval.start <= place < interval.end for place in self._texts)


def keep_only(root: _Element, places: Places, kept: Iterable[Interval]) -> None:
    """Take out, in place, what stands in none of *kept*; elements around what is kept stay, as its frame."""
    keep = _Kept(kept)
    outside: list[_Element] = []
    stack = [root]
    while stack:
        element = stack.pop()
        own = places.of(element)
        if element.tail and not keep.meets(own.end, own.end + 1):
            element.tail = None
        if element is not root and not keep.meets(own.start, own.end):
            outside.append(element)
            continue
        if element.text and not keep.meets(own.start, own.start + 1):
            element.text = None
        stack.extend(element)
    for element in outside:
        parent = element.getparent()
        assert parent is not None
        _hand_over_tail(element, parent)
        parent.remove(element)


class _Kept:
    """Intervals joined where they touch, to be asked often."""

    def __init__(self, intervals: Iterable[Interval]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for one in sorted(intervals, key=lambda interval: interval.start):
            if one.start >= one.end:
                continue
            if self._ends and one.start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], one.end)
            else:
                self._starts.append(one.start)
                self._ends.append(one.end)

    def meets(self, start: int, end: int) -> bool:
        """Whether any place from *start* up to *end* is kept."""
        before = bisect_left(self._starts, end) - 1
        return before >= 0 and self._ends[before] > start


def _hand_over_tail(element: _Element, parent: _Element) -> None:
    if not element.tail:
        return
    previous = element.getprevious()
    if previous is not None:
        previous.tail = (previous.tail or "") + element.tail
    else:
        parent.text = (parent.text or "") + element.tail


def find_heading(root: _Element, said: str) -> Iterator[_Element]:
    """Find the headings that say *said*, in document order.

    Case, white space and a trailing sign count for nothing. A heading that says the same behind a number counts where
    none says it exactly, and a paragraph or bold line of just this text where no heading does.
    """
    wanted = _folded(said)
    headings: list[_Element] = HEADINGS(root)
    for candidates, fold in ((headings, _folded), (headings, _unnumbered), (_STAND_INS(root), _folded)):
        found = [element for element in candidates if fold("".join(element.itertext())) == wanted]
        if found:
            yield from found
            return


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split()).strip(_EDGES)


def _unnumbered(text: str) -> str:
    return _NUMBER.sub("", _folded(text))
