"""Texts of policies: whether two are the same, whether they say the same, and how long they are."""

import hashlib
import re
import unicodedata
from typing import Final

from monitor.domain import folding
from monitor.domain.clauses import clauses_of
from monitor.domain.markdown import Block, blocks
from monitor.domain.trivial import is_date_line

__all__ = ["Block", "blocks", "identity", "substance", "word_count"]

# White space and invisible characters: ZWSP and joiners, soft hyphen, word joiner, BOM, marks of direction.
_UNSEEN = re.compile(r"[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+")
_TARGET = re.compile(
    r"\]\((?!(?:mailto|tel):)[^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"\n]*\")?\)", re.IGNORECASE
)
_JOINT: Final = "\x1f"

# Keys of the clauses of a block, by all of the block that decides about them.
Known = dict[tuple[str, bool, str, tuple[str, ...]], frozenset[str]]


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
    return _hash(_UNSEEN.sub("", shown))


def substance(text: str, known: Known | None = None) -> str:
    """Hash what is left of *text* (SHA-256, hex) after normalisation for comparison.

    The order of clauses, their repetition, typography, numbering, case, and dates of editions count for nothing.
    *known* remembers what blocks come to, for callers that read many versions of one document.
    """
    known = {} if known is None else known
    keys: set[str] = set()
    for block in blocks(text):
        place = (block.kind, block.is_header, block.text, block.cells)
        if (found := known.get(place)) is None:
            clauses = clauses_of(block, 0, masked=True)
            found = known[place] = frozenset(c.key for c in clauses if not is_date_line(c.words))
        keys |= found
    return _hash(_JOINT.join(sorted(keys)))


def word_count(text: str) -> int:
    """Count the words of *text* that a reader sees; link targets and marks of Markdown are none."""
    return len(folding.words(text))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
