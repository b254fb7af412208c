"""Texts of policies: whether two are the same, whether they say the same, and how long they are."""

import hashlib
import re
import unicodedata
from functools import lru_cache
from typing import Final

from monitor.domain import folding
from monitor.domain.clauses import clauses_of
from monitor.domain.markdown import Block, BlockKind, blocks
from monitor.domain.trivial import is_date_line

__all__ = ["Block", "blocks", "identity", "substance", "word_count"]

# Invisible characters: ZWSP and joiners, soft hyphen, word joiner, BOM, marks of direction.
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+")
_TARGET = re.compile(
    r"\]\((?!(?:mailto|tel):)[^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"\n]*\")?\)", re.IGNORECASE
)
_JOINT: Final = "\x1f"

# Versions of one document have most of their blocks in common; longer blocks are few, and would fill the memory.
_BLOCKS_KEPT: Final = 4_096
_LONGEST_KEPT: Final = 2_000  # characters


def identity(text: str) -> str:
    """Hash *text* (SHA-256, hex) as far as "the same text" goes.

    White space, invisible characters, the composition of Unicode, and link targets other than mailto: and tel:
    count for nothing.
    """
    shown = (
        _TARGET.sub("]()", unicodedata.normalize("NFC", text))
        if "](" in text
        else unicodedata.normalize("NFC", text)
    )
    return _hash(_UNSEEN.sub("", "".join(shown.split())))


def substance(text: str) -> str:
    """Hash what is left of *text* (SHA-256, hex) after normalisation for comparison.

    The order of clauses, their repetition, typography, numbering, case, and dates of editions count for nothing.
    """
    keys: set[str] = set()
    for block in blocks(text):
        look_up = _keys if len(block.text) <= _LONGEST_KEPT else _keys.__wrapped__
        keys |= look_up(block.kind, block.is_header, block.text, block.cells)
    return _hash(_JOINT.join(sorted(keys)))


@lru_cache(maxsize=_BLOCKS_KEPT)
def _keys(kind: BlockKind, is_header: bool, text: str, cells: tuple[str, ...]) -> frozenset[str]:
    """Fold the clauses of a block, but for dates of editions, by all of it that decides about them."""
    clauses = clauses_of(Block(kind, "", text, cells=cells, is_header=is_header), 0, masked=True)
    return frozenset(clause.key for clause in clauses if not is_date_line(clause.words))


def word_count(text: str) -> int:
    """Count the words of *text* that a reader sees; link targets and marks of Markdown are none."""
    return len(folding.words(text))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
