"""The text model: blocks in reading order, and the elements that hold them."""

from dataclasses import dataclass, field
from typing import Literal

from lxml.etree import _Element

BlockKind = Literal["heading", "paragraph", "item", "row", "definition"]

# Why a block is not part of the policy's text; "" keeps it.
DropReason = Literal["", "menu", "controls", "consent", "footer", "copyright", "aside", "repeated", "fringe"]


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
    prefix: str = ""
    indent: int = 0
    level: int = 0  # of a heading: 1 to 6
    opens_table: bool = False
    columns: int = 0
    drop: DropReason = ""

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
