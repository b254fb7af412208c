"""Clauses: the sentences, list items and table rows of a text, each with its section and its folded words."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from monitor.domain import folding
from monitor.domain.cells import name_place
from monitor.domain.dates import is_month
from monitor.domain.lexicon import rules
from monitor.domain.markdown import TARGET, Block, readable

ClauseKind = Literal["heading", "sentence", "item", "row"]

# A row of more words than this is read cell by cell: nobody reads it as one statement.
_LONG_ROW_WORDS: Final = 60
# A run of text without a sentence end is cut here, so that no clause grows without bound.
_MAX_CLAUSE_CHARS: Final = 2_400
_MAX_TARGET_CHARS: Final = 20_000
# The same clauses come again in the next version, and often in the same text.
_CLAUSES_KEPT: Final = 4_096

_OPENING = r"[\"'“‘«(\[*_]{0,4}[A-ZÀ-ÖØ-ÞΑ-ΩА-Я0-9¿¡]"
_END = re.compile(
    rf"(?<=[.!?…])(?P<close>[\"'”’»)\]*_]{{0,4}})\s+(?={_OPENING})"
    r"|(?<=[。！？])|(?<=[.!?:;])\s*\n\s*|[ \t]{2,}\n\s*|\\\n\s*|\n(?=[A-ZÀ-Ö*_])"
)
_ABBREVIATED = re.compile(
    rf"(?:\b(?:{'|'.join(map(re.escape, rules('words')['abbreviations']['words']))})|\b[A-Z]|^\d{{1,2}})\.$",
    re.IGNORECASE,
)
_DAY = re.compile(r"\b\d{1,2}\.$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Clause:
    """One statement. `text` as it stands, `words` folded, `block` and `at` its place (order of blocks and clauses)."""

    text: str
    words: tuple[str, ...]
    kind: ClauseKind
    section: str
    block: int
    at: int
    name: str = ""  # of a row of several cells the folded one that names it, the first as a rule
    header: tuple[str, ...] = ()
    called: str = ""  # the name as it is read

    @property
    def key(self) -> str:
        """The folded words as one text."""
        return " ".join(self.words)


def sentences(text: str) -> list[str]:
    """Split running *text* at the ends of its sentences; abbreviations and initials end none."""
    parts: list[str] = []
    start = 0
    for end in _END.finditer(text):
        head = text[start : end.end("close")] if end["close"] is not None else text[start : end.start()]
        if not head.strip() or (
            "\n" not in end[0] and _is_abbreviated(head[-12:], text[end.end() : end.end() + 20])
        ):
            continue
        parts.append(head.strip())
        start = end.end()
    if text[start:].strip():
        parts.append(text[start:].strip())
    return [piece for part in parts for piece in _bounded(part)]


def _is_abbreviated(end: str, following: str) -> bool:
    """Whether a full stop belongs to the word before it: "e.g.", an initial, or the day before a month ("1. März")."""
    if _ABBREVIATED.search(end):
        return True
    word = _FIRST_WORD.match(following)
    return word is not None and _DAY.search(end) is not None and is_month(word[0].casefold())


def _bounded(part: str) -> list[str]:
    if len(part) <= _MAX_CLAUSE_CHARS:
        return [part]
    pieces: list[str] = []
    start = 0
    while len(part) - start > _MAX_CLAUSE_CHARS:
        cut = part.rfind(" ", start + _MAX_CLAUSE_CHARS // 2, start + _MAX_CLAUSE_CHARS)
        cut = cut if cut > start else _behind_target(part, start + _MAX_CLAUSE_CHARS)
        pieces.append(part[start:cut].strip())
        start = cut
    pieces.append(part[start:].strip())
    return [piece for piece in pieces if piece]


def _behind_target(part: str, cut: int) -> int:
    """Move *cut* behind the link target that it stands in: some hold the words of a whole page."""
    opened = part.rfind("](", max(0, cut - _MAX_TARGET_CHARS), cut)
    link = TARGET.match(part, opened) if opened >= 0 else None
    return link.end() if link is not None and cut < link.end() <= opened + _MAX_TARGET_CHARS else cut


def clauses_of(block: Block, number: int, *, masked: bool = False) -> list[Clause]:
    """List the clauses of *block*, the *number*-th of its text; empty when nothing is left after folding."""
    if block.kind == "rule":
        return []
    if block.kind == "heading" or block.is_header:
        texts: list[tuple[str, ClauseKind]] = [(block.text, "heading")]
    elif block.kind == "row":
        texts = [(text, "row") for text in _row_texts(block, masked)]
    else:
        texts = [
            (text, "item" if block.kind == "item" else "sentence")
            for part in (_BREAK.split(block.text) if "<" in block.text else [block.text])
            for text in sentences(part)
        ]
    name = called = ""
    if block.kind == "row" and not block.is_header and len(texts) == 1 and len(block.cells) > 1:
        cell = block.cells[name_place(block.cells, block.header)]
        name, called = " ".join(folding.words(cell, masked=masked)), readable(cell)
    out: list[Clause] = []
    for text, kind in texts:
        if words := _folded(text, masked):
            out.append(Clause(text, words, kind, block.section, number, len(out), name, block.header, called))
    return out


@lru_cache(maxsize=_CLAUSES_KEPT)
def _folded(text: str, masked: bool) -> tuple[str, ...]:
    return tuple(folding.words(text, masked=masked))


def _row_texts(block: Block, masked: bool) -> list[str]:
    is_list = len(block.cells) < 2 and _BREAK.search(block.text)
    # Words, not blanks: a list in a cell may be set with more of these in one text than in the other.
    if not is_list and len(_folded(block.text, masked)) < _LONG_ROW_WORDS:
        return [block.text]
    return [text for cell in block.cells for part in _BREAK.split(cell) for text in sentences(part)]
