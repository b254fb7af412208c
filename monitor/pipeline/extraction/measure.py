"""Counts over the blocks of a page, for any span of them in one subtraction."""

from collections.abc import Iterable
from itertools import accumulate

from monitor.pipeline.extraction.model import Block, DropReason, Node, Page

_LITTLE_PROSE = 30  # words
_MENU_TAGS = ("nav", "header", "footer", "aside")

Item = Node | int  # an element, or the number of a block that stands in none


class Measure:
    """Words, running text and links of what is not dropped yet; `recount` after dropping."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.recount()

    def recount(self) -> None:
        """Count anew."""
        blocks = self.page.blocks
        self._words = _sums(0 if b.drop else b.words for b in blocks)
        self._prose = _sums(b.words if b.is_prose and not b.drop else 0 for b in blocks)
        if self._prose[-1] < _LITTLE_PROSE:
            # Lists of names, imprints: every word outside of what calls itself a menu has to do for running text.
            menus = self._in_menus()
            weights = [0 if b.drop or number in menus else b.words for number, b in enumerate(blocks)]
            self._prose = _sums(weights)
        self._link_words = _sums(0 if b.drop else b.link_words for b in blocks)
        self._links = _sums(0 if b.drop else b.links for b in blocks)
        self.total = self._prose[-1]

    def words(self, item: Item) -> int:
        """Words of *item*."""
        start, end = span(item)
        return self._words[end] - self._words[start]

    def prose(self, item: Item) -> int:
        """Words of running text in *item*."""
        start, end = span(item)
        return self._prose[end] - self._prose[start]

    def links(self, item: Item) -> int:
        """Links to other pages in *item*."""
        start, end = span(item)
        return self._links[end] - self._links[start]

    def link_words(self, item: Item) -> int:
        """Words inside links to other pages in *item*."""
        start, end = span(item)
        return self._link_words[end] - self._link_words[start]

    def blocks(self, item: Item) -> list[Block]:
        """Blocks of *item*."""
        start, end = span(item)
        return self.page.blocks[start:end]

    def drop(self, item: Item, reason: DropReason) -> None:
        """Mark what is still kept of *item* as left out for *reason*."""
        for block in self.blocks(item):
            block.drop = block.drop or reason

    def _in_menus(self) -> set[int]:
        menus = (n for n in descendants(self.page.root) if n.tag in _MENU_TAGS)
        return {number for n in menus for number in range(n.start, n.end)}


def span(item: Item) -> tuple[int, int]:
    """Return the numbers of the first block of *item* and of the one behind it."""
    return (item.start, item.end) if isinstance(item, Node) else (item, item + 1)


def items_of(node: Node) -> list[Item]:
    """Return the elements and the loose blocks of *node*, in order."""
    items: list[Item] = []
    at = node.start
    for child in node.children:
        items.extend(range(at, child.start))
        if child.end > child.start:
            items.append(child)
        at = max(at, child.end)
    items.extend(range(at, node.end))
    return items


def descendants(node: Node) -> list[Node]:
    """Return all elements in *node*, in document order."""
    found: list[Node] = []
    stack = list(reversed(node.children))
    while stack:
        current = stack.pop()
        found.append(current)
        stack.extend(reversed(current.children))
    return found


def _sums(values: Iterable[int]) -> list[int]:
    return [0, *accumulate(values)]
