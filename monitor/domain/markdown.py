"""Markdown and plain text as blocks with their headings; every character of the text belongs to exactly one block."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from itertools import islice
from typing import Final, Literal

BlockKind = Literal["heading", "paragraph", "item", "row", "rule"]

PATH_SEPARATOR: Final = " › "

_ATX = re.compile(r"[ ]{0,3}(#{1,6})(?:[ \t]+|$)(.*?)[ \t]*#*[ \t]*$")
_SETEXT = re.compile(r"[ ]{0,3}(=+|-{2,})[ \t]*$")
_ITEM = re.compile(
    r"[ \t]*(?:[-*+•·▪◦‣●○∙–—]|\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zA-Z]|[ivxIVX]{1,5})[.)])[ \t\u00a0]+(?=\S)"
)
_LONE_MARKER = re.compile(r"[ \t]*(?:[-*+•·▪◦‣●○∙]|\d{1,3}[.)])[ \t\u00a0]*$")
_ROW_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?[ \t]*$")
_RULE = re.compile(r"[ ]{0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_BOLD_LINE = re.compile(r"[ \t]*(?:\*\*|__)(?P<title>[^*_]{2,100})(?:\*\*|__)[ \t]*:?[ \t]*$")
_CELL_EDGE = re.compile(r"(?<!\\)\|")

# A heading written as a bold line has no level of its own; it stands below every real heading.
_BOLD_LEVEL: Final = 7

# After an empty line, and from a list item on, a text can be read by itself, but for what `_goes_on` names.
_OPEN_ENDS: Final = frozenset("-*+•·▪◦‣●○∙.)_:")  # of lone markers and bold lines
_PIECE_END = re.compile(r"\n\n(?=[^\S\n]*(\S))|\n(?=[ \t]*[*+•-][ \t]+\S)")
# Versions of one document have most of their pieces in common; longer ones are few, and would fill the memory.
_PIECES_KEPT: Final = 2_048
_LONGEST_KEPT: Final = 2_000  # characters

_Path = tuple[tuple[int, str], ...]  # levels and titles of the headings above


@dataclass(frozen=True, slots=True)
class Block:
    """One block: `raw` as it stands with the blank lines after it, `text` without markers, `path` its headings."""

    kind: BlockKind
    raw: str
    text: str
    path: tuple[str, ...] = ()
    level: int = 0  # 1 to 7 for a heading, else 0
    cells: tuple[str, ...] = ()  # of a table row
    header: tuple[str, ...] = ()  # cells of the first row of the table; () where there is none
    is_header: bool = False  # the first row of a table, ruled off from the others

    @property
    def section(self) -> str:
        """The heading path as one line."""
        return PATH_SEPARATOR.join(self.path)


def blocks(text: str) -> tuple[Block, ...]:
    """Parse *text*; joining the `raw` of all blocks gives *text* back."""
    found: list[Block] = []
    path: _Path = ()
    for piece in _pieces(text):
        read = _read_piece if len(piece) <= _LONGEST_KEPT else _read_piece.__wrapped__
        read_blocks, path = read(piece, path)
        found += read_blocks
    return tuple(found)


def first_blocks(text: str, count: int) -> tuple[Block, ...]:
    """Parse only the first *count* blocks of *text*."""
    return tuple(islice(_Reader(text, ()).read(), count))


def _pieces(text: str) -> Iterator[str]:
    """Cut *text* where nothing before decides how what follows is read, but for the headings above."""
    start = 0
    for end in _PIECE_END.finditer(text):
        piece = text[start : end.end()]
        if not _goes_on(piece, end[1] == "|"):
            yield piece
            start = end.end()
    if start < len(text):
        yield text[start:]


def _goes_on(piece: str, is_row: bool) -> bool:
    """Whether what follows *piece* decides how its end is read: a bold line, a lone marker, a table and another row."""
    last = piece.rstrip().rpartition("\n")[2].lstrip()
    if last.startswith("|"):
        return is_row
    return last[-1:] in _OPEN_ENDS and bool(_LONE_MARKER.match(last) or _BOLD_LINE.match(last))


@lru_cache(maxsize=_PIECES_KEPT)
def _read_piece(piece: str, path: _Path) -> tuple[tuple[Block, ...], _Path]:
    """Give the blocks of a piece below the headings *path*, and the headings for what follows."""
    reader = _Reader(piece, path)
    return tuple(reader.read()), tuple(reader.path)


class _Reader:
    def __init__(self, text: str, path: _Path) -> None:
        # Not splitlines(): form feeds and U+2028 are characters of a policy, not ends of its lines.
        self.lines = re.findall(r"[^\n]*\n|[^\n]+$", text)
        self.at = 0
        self.path = list(path)
        self.header: tuple[str, ...] = ()
        self.in_table = False

    def read(self) -> Iterator[Block]:
        if lead := self._blank_lines():
            yield Block("rule", lead, "")
        while self.at < len(self.lines):
            yield self._next()

    def _blank_lines(self) -> str:
        start = self.at
        while self.at < len(self.lines) and not self.lines[self.at].strip():
            self.at += 1
        return "".join(self.lines[start : self.at])

    def _take(self, count: int) -> str:
        start = self.at
        self.at += count
        raw = "".join(self.lines[start : self.at])
        blank = self._blank_lines()
        return raw + blank if blank else raw

    def _next(self) -> Block:
        line = self.lines[self.at].rstrip("\r\n")
        stripped = line.lstrip()
        if stripped.startswith("|"):
            return self._row(line)
        self.in_table = False
        self.header = ()
        if stripped.startswith("#") and (atx := _ATX.match(line)):
            return self._heading(len(atx[1]), atx[2].strip(), 1)
        following = self.lines[self.at + 1].rstrip("\r\n") if self.at + 1 < len(self.lines) else ""
        if following[:1] in "=-" and (setext := _SETEXT.match(following)) and not _ITEM.match(line):
            return self._heading(1 if setext[1][0] == "=" else 2, stripped.rstrip(), 2)
        if stripped[:2] in ("**", "__") and (bold := _BOLD_LINE.match(line)) and not following.strip():
            return self._heading(_BOLD_LEVEL, bold["title"].strip(" :"), 1)
        if _RULE.match(line):
            return Block("rule", self._take(1), "")
        if _LONE_MARKER.match(line):
            return self._lone_marker()
        if item := _ITEM.match(line):
            return self._running("item", item.end())
        return self._running("paragraph", 0)

    def _heading(self, level: int, title: str, count: int) -> Block:
        while self.path and self.path[-1][0] >= level:
            self.path.pop()
        above = self._titles()
        self.path.append((level, readable(title)))
        return Block("heading", self._take(count), title, above, level)

    def _titles(self) -> tuple[str, ...]:
        return tuple(title for _, title in self.path if title)

    def _row(self, line: str) -> Block:
        if _ROW_RULE.match(line):
            return Block("rule", self._take(1), "")
        cells = tuple(cell.strip() for cell in _CELL_EDGE.split(line.strip().strip("|")))
        header = self.header if self.in_table else ()
        if not self.in_table:
            self.in_table, self.header = True, cells
        following = self.lines[self.at + 1] if self.at + 1 < len(self.lines) else ""
        is_header = not header and _ROW_RULE.match(following.rstrip("\r\n")) is not None
        return Block("row", self._take(1), " | ".join(cells), self._titles(), 0, cells, header, is_header)

    def _lone_marker(self) -> Block:
        # Some converters leave the marker on a line of its own and the words two lines below.
        count = 1
        while self.at + count < len(self.lines) and not self.lines[self.at + count].strip():
            count += 1
        if self.at + count >= len(self.lines) or self._opens_block(
            self.lines[self.at + count].rstrip("\r\n")
        ):
            return Block("rule", self._take(1), "")
        self_at, self.at = self.at, self.at + count
        lead = "".join(self.lines[self_at : self.at])
        body = self._running("item", 0)
        return Block("item", lead + body.raw, body.text, body.path)

    def _running(self, kind: Literal["item", "paragraph"], skip: int) -> Block:
        count = 1
        while self.at + count < len(self.lines):
            line = self.lines[self.at + count].rstrip("\r\n")
            if not line.strip() or self._opens_block(line):
                break
            after = self.lines[self.at + count + 1] if self.at + count + 1 < len(self.lines) else ""
            if after[:1] in "=-" and _SETEXT.match(after.rstrip("\r\n")):
                break
            count += 1
        body = "".join(self.lines[self.at : self.at + count])[skip:].strip()
        return Block(kind, self._take(count), body, self._titles())

    @staticmethod
    def _opens_block(line: str) -> bool:
        stripped = line.lstrip()
        if stripped[:1] in ("|", "#") and (stripped[0] == "|" or _ATX.match(line)):
            return True
        return bool(
            _ITEM.match(line) or _LONE_MARKER.match(line) or _RULE.match(line) or _BOLD_LINE.match(line)
        )


IMAGE: Final = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)")
# Of a link, from the end of its label on. Browsers bear blanks before an address.
TARGET: Final = re.compile(
    r"\]\((?:mailto:[ ])?[^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+[\"'][^\"'\n]*[\"'])?\)"
)
TAG: Final = re.compile(r"</?[a-zA-Z][^<>\n]{0,300}>")
# Only with its semicolon: "AT&T" and "?a=1&copy=2" hold none. What was escaped twice is undone twice.
_ENTITY = re.compile(r"&(?:amp;)?(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")
# Lines under a word stand on both sides of it; on one side alone they belong to a name, as do escaped ones.
_UNDERLINED = re.compile(
    r"(?<![^\W_])(?<!\\)(_{1,3})(?=[^\s_])((?:[^_]|(?<=[^\W_])_(?=[^\W_])){1,400}?)(?<![\s\\])\1(?![^\W_])"
)
_EMPHASIS = re.compile(r"(?<!\\)\*+|(?<!\\)`+|~~")
_BRACKET = re.compile(r"\\?[\[\]]")
_SPACE = re.compile(r"\s+")


def readable(text: str) -> str:
    """Write *text* on one line without Markdown's marks: labels of links instead of their targets."""
    if "](" in text:
        text = TARGET.sub("]", IMAGE.sub(" ", text))
    if "[" in text:
        text = _BRACKET.sub("", text)
    if "<" in text:
        text = TAG.sub(" ", text)
    text = _EMPHASIS.sub("", text)
    if "_" in text:
        text = _UNDERLINED.sub(r"\2", text)
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", text)
    return _SPACE.sub(" ", without_entities(text)).strip()


def without_entities(text: str) -> str:
    """Write the character that each HTML entity stands for: some pages escape their text once too often."""
    return _ENTITY.sub(_unescaped, text) if "&" in text else text


def _unescaped(entity: re.Match[str]) -> str:
    # No entity ends a line, or opens a tag; what is no entity stays as it is.
    return re.sub(r"[<>\n\r]", " ", unescape(unescape(entity[0])))
