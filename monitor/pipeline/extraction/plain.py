"""Plain text and Markdown: kept as they are, paragraph by paragraph."""

import re
from itertools import pairwise

from monitor.pipeline.extraction.words import clean

_ITEM = re.compile(
    r"(?:[-*+•◦▪·●○■–—‣]\s|\(?\d{1,3}[.)]\s|\d{1,2}(?:\.\d{1,2})+\.?\s|\(?[a-zA-Z][.)]\s|\(?[ivx]{1,5}[.)]\s|#{1,6}\s|\||>)"
)
_SENTENCE_END = (".", "!", "?", ":", ";", "。", "！", "？")
_WIDEST_WRAP = 160  # characters; longer lines were not wrapped by anyone
_FULL_LINE_AFTER_STOP = 0.92
_FULL_LINE = 0.75  # of the usual width: a shorter line ended on purpose


def read_markdown(text: str) -> str:
    """Keep Markdown line by line; only space at the end, empty lines and unseen characters are tidied."""
    lines = [line.rstrip() for line in clean(text).expandtabs(4).splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def read_plain(text: str) -> str:
    """Join lines that were only wrapped; an empty line, an item or a short line parts paragraphs."""
    groups = re.split(r"\n[ \t]*\n", clean(re.sub(r"\r\n?|\f|\v", "\n", text)))
    paragraphs: list[str] = []
    for group in groups:
        lines = [" ".join(line.split()) for line in group.split("\n") if line.strip()]
        if lines:
            paragraphs.append("\n".join(unwrap(lines)))
    return "\n\n".join(paragraphs)


def unwrap(lines: list[str]) -> list[str]:
    """Join the lines of paragraphs that were cut at a fixed width."""
    width = _usual_width(lines)
    joined = [lines[0]]
    for before, line in pairwise(lines):
        if _goes_on(before, line, width):
            joined[-1] += " " + line
        else:
            joined.append(line)
    return joined


def _goes_on(before: str, line: str, width: int) -> bool:
    if width > _WIDEST_WRAP or _ITEM.match(line):
        return False
    if line[0].islower() and not before.endswith(_SENTENCE_END):
        return True
    # After a full stop only a line that is full to the edge was wrapped.
    return len(before) >= width * (_FULL_LINE_AFTER_STOP if before.endswith(_SENTENCE_END) else _FULL_LINE)


def _usual_width(lines: list[str]) -> int:
    # The ninth decile: a single long line (a table, a link) does not set the width.
    lengths = sorted(map(len, lines))
    return lengths[min(len(lengths) - 1, len(lengths) * 9 // 10)]
