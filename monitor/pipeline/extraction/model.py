"""The text model: blocks in reading order, and the elements that hold them."""

from dataclasses import dataclass, field
from typing import Literal

from lxml.etree import _Element

BlockKind = Literal["heading", "paragraph", "item", "row", "definition"]

# Why a block is not part of the policy's text; "" keeps it. Each one is measured: menus by links and short lines,
# promotions by their call to something, the fringe by its place beyond other clutter.
DropReason = Literal[
    "",
    "menu",
    "controls",
    "consent",
    "footer",
    "copyright",
    "aside",
    "promotion",
    "repeated",
    "fringe",
]
# Why a block is part of it: between the first and the last piece of running text in the container; in a section
# made like the container; much running text elsewhere; the main heading; nothing speaks against it; a selector.
KeepReason = Literal["", "core", "sibling", "weighty", "title", "beside", "selected"]


@dataclass(slots=True)
class Block:
    """One unit of text: a heading, a paragraph, a list item or a table row.

    `text` is inline Markdown; a line break inside it is a line break of the page.
    `prefix` is what stands before its first line ("## ", "- ", "3. "), `indent` before each line.
    """

    kind: BlockKind
    text: str
    words: int
    link_words: int = 0  # words inside links that lead away; in-page, mail and telephone links do not count
    links: int = 0
    anchor_words: int = 0  # words inside links that lead nowhere else, as in a table of contents
    prefix: str = ""
    indent: int = 0
    level: int = 0  # of a heading: 1 to 6
    opens_table: bool = False
    columns: int = 0
    drop: DropReason = ""
    keep: KeepReason = ""  # says nothing where `drop` is set
    path: tuple[str, ...] = ()  # the kept headings above, outermost first
    is_seconded: bool = False  # the second opinion takes it for the main text, too

    @property
    def why(self) -> DropReason | KeepReason:
        """Why the block is left out, or else why it is kept."""
        return self.drop or self.keep

    @property
    def link_share(self) -> float:
        """Share of the words that stand in links to other pages, from 0 to 1."""
        return self.link_words / self.words if self.words else 0.0

    @property
    def is_prose(self) -> bool:
        """Whether this is running text: nine words or more, under half of them links."""
        # Rows count from three words: tables of subprocessors and of retention periods are policy text.
        floor = 3 if self.kind == "row" else 9
        return self.words >= floor and self.link_words * 2 < self.words


@dataclass(slots=True)
class Node:
    """An element that starts a line of its own, as a span of blocks: `blocks[start:end]`."""

    element: _Element
    tag: str
    start: int
    end: int = 0
    buttons: int = 0
    inputs: int = 0
    toggles: int = 0
    expanders: int = 0  # buttons that open and close a section of text
    children: list["Node"] = field(default_factory=list)


@dataclass(slots=True)
class Page:
    """All text of a document, in reading order, and the tree over it."""

    blocks: list[Block]
    root: Node


def keep_all(page: Page) -> None:
    """Take every block, as where a person selected it."""
    for block in page.blocks:
        block.keep = "selected"


def set_heading_paths(page: Page) -> None:
    """Give each block the headings it stands under; headings that are left out head nothing."""
    open_headings: list[tuple[int, str]] = []
    path: tuple[str, ...] = ()
    for block in page.blocks:
        if block.level and not block.drop:
            while open_headings and open_headings[-1][0] >= block.level:
                open_headings.pop()
            block.path = tuple(text for _, text in open_headings)
            open_headings.append((block.level, block.text))
            path = tuple(text for _, text in open_headings)
        else:
            block.path = path


def words_left_out(page: Page) -> dict[str, int]:
    """Count the words that are left out, by reason."""
    counts: dict[str, int] = {}
    for block in page.blocks:
        if block.drop and block.words:
            counts[block.drop] = counts.get(block.drop, 0) + block.words
    return dict(sorted(counts.items()))
