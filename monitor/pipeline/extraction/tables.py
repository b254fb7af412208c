"""Tables: which hold data and which only lay a page out, and rows of equal length."""

from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element

_ROWS = etree.XPath("./tr|./thead/tr|./tbody/tr|./tfoot/tr")
_CELLS = etree.XPath("./td|./th")
_NESTED = etree.XPath("boolean(.//table)")
_CAPTIONS = etree.XPath("./caption")
_HEADINGS = etree.XPath("count(.//h1|.//h2|.//h3)")
_MAX_COLUMNS = 40


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its lines joined with `<br>`."""

    text: str
    words: int = 0
    link_words: int = 0
    links: int = 0


def is_data_table(table: _Element) -> bool:
    """Whether *table* has columns of data; one that holds a table or headings of sections lays out the page."""
    if table.get("role") in ("presentation", "none") or _NESTED(table):
        return False
    rows = _ROWS(table)
    if not rows or max(len(_CELLS(row)) for row in rows) < 2:
        return False
    headings = int(_HEADINGS(table))
    # Some tables mark each row's name as a heading; a layout has several headings in one cell.
    return headings <= len(rows) * 2


def pad_rows(table: _Element, read: Callable[[_Element], Cell]) -> list[list[Cell]]:
    """Read the cells of *table* row by row; joined cells leave empty ones, so that columns stay columns."""
    rows: list[list[Cell]] = []
    held: dict[int, int] = {}  # column -> rows that a cell above still fills
    for caption in _CAPTIONS(table):
        text = read(caption)
        if text.words:
            rows.append([text])
    for row in _ROWS(table):
        line: list[Cell] = []
        for element in _CELLS(row):
            _skip_held(line, held)
            width, height = _span(element, "colspan"), _span(element, "rowspan")
            if height > 1:
                held.update(dict.fromkeys(range(len(line), len(line) + width), height - 1))
            line.append(read(element))
            line.extend(Cell("") for _ in range(width - 1))
        _skip_held(line, held)
        if any(cell.text for cell in line):
            rows.append(line)
    return rows


def _skip_held(line: list[Cell], held: dict[int, int]) -> None:
    while held.get(len(line), 0) > 0:
        held[len(line)] -= 1
        line.append(Cell(""))


def _span(cell: _Element, name: str) -> int:
    value = cell.get(name) or "1"
    return min(int(value), _MAX_COLUMNS) if value.isdecimal() and len(value) < 4 and int(value) else 1
