"""Counting words and cleaning characters, the same way everywhere in the extraction."""

import re
import unicodedata

# Scripts written without spaces: each character counts as a word.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")

# Soft hyphens, zero-width characters, direction marks and byte order marks are invisible: two texts that
# differ in them alone are the same text. Icon fonts use the private area; what they draw is no text.
_INVISIBLE = re.compile(
    r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e"
    r"\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ud800-\udfff\ue000-\uf8ff\ufe00-\ufe0f\ufeff\ufff0-\ufffd"
    r"\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)


def count_words(text: str) -> int:
    """Count the words of *text*; a character of a script without spaces is a word."""
    words = len(text.split())
    if text.isascii():
        return words
    return words + len(_UNSPACED.findall(text))


def clean(text: str) -> str:
    """Take out characters that nobody sees, and compose what is left (NFC)."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
