"""From an element tree to blocks of text: completely, in reading order, without judging anything."""

from dataclasses import dataclass, field

from lxml import etree
from lxml.etree import _Element

from monitor.pipeline.extraction.links import canonical_target, leads_away
from monitor.pipeline.extraction.model import Block, BlockKind, Node, Page
from monitor.pipeline.extraction.tables import Cell, is_data_table, pad_rows
from monitor.pipeline.extraction.words import clean, count_words

_BLOCK_NAMES = """
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav noscript ol option p pre section
    select summary table tbody td template textarea tfoot th thead tr ul
"""
_BLOCK = frozenset(_BLOCK_NAMES.split())
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_LISTS = frozenset(("ul", "ol", "menu", "dir"))
_BREAK = "\x00"  # cannot occur in a parsed document
_MAX_INDENT = 12  # levels of list nesting that are shown; deeper ones are malformed or hostile


@dataclass(slots=True)
class _List:
    is_ordered: bool
    next_number: int = 1


@dataclass(slots=True)
class _Item:
    marker: str
    indent: int
    is_open: bool = True  # no block has taken the marker yet


@dataclass(slots=True)
class _Inline:
    """The block being written: pieces of text, and the link that is open."""

    parts: list[str] = field(default_factory=list)
    link_words: int = 0
    links: int = 0
    anchor_words: int = 0
    href: str | None = None
    is_anchor: bool = False
    link_start: int = -1

    def open_link(self, target: str | None, *, is_anchor: bool) -> None:
        self.close_link()
        self.href, self.is_anchor, self.link_start = target, is_anchor, len(self.parts)

    def close_link(self) -> None:
        if self.link_start < 0:
            return
        label = "".join(self.parts[self.link_start :])
        stripped = label.strip(" \t\r\n\xa0" + _BREAK)
        if stripped and self.href is not None:
            lead, _, trail = label.partition(stripped)
            shown = stripped.replace(_BREAK, " ")
            self.parts[self.link_start :] = [lead, f"[{shown}]({self.href})", trail]
            if leads_away(self.href):
                self.link_words += count_words(shown)
                self.links += 1
        elif self.is_anchor:
            self.anchor_words += count_words(stripped)
        self.link_start = -1

    def take(self) -> str:
        """Return what was written and start the next block, inside the same link if one is open."""
        reopen = self.link_start >= 0
        self.close_link()
        text = "".join(self.parts)
        self.parts = []
        if reopen:
            self.open_link(self.href, is_anchor=self.is_anchor)
        return text


class Walker:
    """Turns one tree into blocks; used once."""

    def __init__(self, base_url: str | None, *, inside_cell: bool = False) -> None:
        self._base_url = base_url
        self._inside_cell = inside_cell
        self._blocks: list[Block] = []
        self._inline = _Inline()
        self._lists: list[_List] = []
        self._items: list[_Item] = []
        self._heading = 0
        self._preformatted = 0
        self._nodes: list[Node] = []

    def walk(self, root: _Element) -> Page:
        """Read *root* and everything in it."""
        top = Node(root, "", 0)
        self._nodes = [top]
        table: _Element | None = None  # whose rows were read at once; its end event still comes
        steps = etree.iterwalk(root, events=("start", "end"))
        for event, element in steps:
            tag = element.tag
            if event == "start":
                if tag == "table" and not self._inside_cell and is_data_table(element):
                    self._table(element)
                    table = element
                    steps.skip_subtree()
                else:
                    self._enter(element, tag)
                continue
            if element is table:
                table = None
            else:
                self._leave(element, tag)
            if element.tail and element is not root:
                self._write(element.tail)
        self._flush()
        top.end = len(self._blocks)
        return Page(self._blocks, top)

    def _enter(self, element: _Element, tag: str) -> None:
        if tag in _BLOCK or "-" in tag:
            self._open_node(element, tag)
        elif tag == "a":
            href = element.get("href") or ""
            target = canonical_target(href, self._base_url)
            self._inline.open_link(target, is_anchor=target is None and "#" in href)
        elif tag == "br":
            self._inline.parts.append(_BREAK)
        elif tag == "button" and not self._heading:
            self._flush()
        self._count_control(element, tag)
        if element.text:
            self._write(element.text)

    def _open_node(self, element: _Element, tag: str) -> None:
        if tag in _BLOCK:
            self._flush()
        node = Node(element, tag, len(self._blocks))
        self._nodes[-1].children.append(node)
        self._nodes.append(node)
        if tag in _LISTS:
            self._open_list(element, tag)
        elif tag == "li":
            self._open_item(element)
        elif tag in _HEADINGS:
            self._heading = _HEADINGS[tag]
        elif tag == "pre":
            self._preformatted += 1
        elif element.get("role") == "heading" and not self._heading:
            level = element.get("aria-level") or "2"
            self._heading = int(level) if level in "123456" and len(level) == 1 else 2

    def _leave(self, element: _Element, tag: str) -> None:
        if tag in _BLOCK or "-" in tag:
            self._close_node(element, tag)
        elif tag == "a":
            self._inline.close_link()
        elif tag == "button" and not self._heading:
            self._flush()

    def _close_node(self, element: _Element, tag: str) -> None:
        if tag in _BLOCK:
            self._flush()
        node = self._nodes.pop()
        node.end = len(self._blocks)
        parent = self._nodes[-1]
        parent.buttons += node.buttons
        parent.inputs += node.inputs
        parent.toggles += node.toggles
        parent.expanders += node.expanders
        if tag in _LISTS:
            self._lists.pop()
        elif tag == "li":
            self._items.pop()
        elif tag in _HEADINGS or element.get("role") == "heading":
            self._heading = 0
        elif tag == "pre":
            self._preformatted -= 1

    def _open_list(self, element: _Element, tag: str) -> None:
        start = element.get("start") or ""
        number = int(start) if start.isdecimal() and len(start) < 6 else 1
        self._lists.append(_List(tag == "ol", number))

    def _open_item(self, element: _Element) -> None:
        depth = min(max(len(self._lists) - 1, 0), _MAX_INDENT)
        marker = "- "
        if self._lists and self._lists[-1].is_ordered:
            value = element.get("value") or ""
            if value.isdecimal() and len(value) < 6:
                self._lists[-1].next_number = int(value)
            marker = f"{self._lists[-1].next_number}. "
            self._lists[-1].next_number += 1
        self._items.append(_Item(marker, depth * 2))

    def _count_control(self, element: _Element, tag: str) -> None:
        node = self._nodes[-1]
        role = element.get("role")
        if tag == "button" or role == "button" or (tag == "a" and _is_button(element)):
            if self._heading or "aria-expanded" in element.attrib or "aria-controls" in element.attrib:
                node.expanders += 1
            else:
                node.buttons += 1
        elif tag == "input":
            kind = (element.get("type") or "text").lower()
            if kind in ("submit", "button"):
                node.buttons += 1
            elif kind in ("checkbox", "radio"):
                node.toggles += 1
            elif kind != "hidden":
                node.inputs += 1
        elif tag in ("select", "textarea"):
            node.inputs += 1
        if role == "switch":
            node.toggles += 1

    def _write(self, text: str) -> None:
        if self._preformatted:
            text = text.replace("\n", _BREAK)
        self._inline.parts.append(text)

    def _flush(self) -> None:
        inline = self._inline
        if not inline.parts:
            return
        text = clean(inline.take())
        link_words, links, anchor_words = inline.link_words, inline.links, inline.anchor_words
        inline.link_words = inline.links = inline.anchor_words = 0
        if self._heading:
            text = text.replace(_BREAK, " ")
        lines = [" ".join(line.split()) for line in text.split(_BREAK)]
        paragraphs = _paragraphs(lines)
        for paragraph in paragraphs:
            words = count_words(paragraph)
            # Links are counted over the whole run; they go to the block that holds most of them.
            share = min(link_words, words)
            self._emit(paragraph, words, share, links, min(anchor_words, words))
            link_words -= share
            links = anchor_words = 0

    def _emit(self, text: str, words: int, link_words: int, links: int, anchor_words: int) -> None:
        kind: BlockKind = "paragraph"
        prefix, indent = "", 0
        if self._items:
            item = self._items[-1]
            indent = item.indent
            if item.is_open:
                kind, prefix, item.is_open = "item", item.marker, False
            else:
                indent += len(item.marker)
        if self._heading:
            kind = "heading"
            number = prefix if prefix[:1].isdigit() else ""
            prefix, indent = "#" * self._heading + " " + number, 0
        self._blocks.append(
            Block(kind, text, words, link_words, links, anchor_words, prefix, indent, self._heading)
        )

    def _table(self, table: _Element) -> None:
        self._flush()
        node = Node(table, "table", len(self._blocks))
        self._nodes[-1].children.append(node)
        rows = pad_rows(table, self._cell)
        for number, row in enumerate(rows):
            self._blocks.append(
                Block(
                    "row",
                    " | ".join(cell.text for cell in row),
                    sum(cell.words for cell in row),
                    sum(cell.link_words for cell in row),
                    sum(cell.links for cell in row),
                    opens_table=number == 0,
                    columns=len(row),
                )
            )
        node.end = len(self._blocks)

    def _cell(self, element: _Element) -> Cell:
        blocks = Walker(self._base_url, inside_cell=True).walk(element).blocks
        lines = [(b.prefix if b.kind == "item" else "") + line for b in blocks for line in b.text.split("\n")]
        return Cell(
            "<br>".join(lines).replace("|", r"\|"),
            sum(b.words for b in blocks),
            sum(b.link_words for b in blocks),
            sum(b.links for b in blocks),
        )


def _is_button(link: _Element) -> bool:
    """Whether a link leads nowhere and so is there to be clicked."""
    href = (link.get("href") or "").strip()
    return (href in ("", "#") and link.get("name") is None and link.get("id") is None) or href[
        :11
    ] == "javascript:"


def _paragraphs(lines: list[str]) -> list[str]:
    """Join lines into paragraphs; an empty line between two parts them."""
    paragraphs: list[str] = []
    current: list[str] = []
    for line in lines:
        if line:
            current.append(line)
        elif current:
            paragraphs.append("\n".join(current))
            current = []
    if current:
        paragraphs.append("\n".join(current))
    return paragraphs
