"""Slugs: the stable names of vendors and qualifiers."""

import re
import unicodedata


def slugify(name: str) -> str:
    """Make the slug of *name*: NFKD, lower case, runs outside [a-z0-9] one hyphen, trimmed; "" when nothing is left."""
    ascii_like = unicodedata.normalize("NFKD", name).lower()
    return re.sub(r"[^a-z0-9]+", "-", _without_marks(ascii_like)).strip("-")


def _without_marks(text: str) -> str:
    # A combining mark would otherwise split a word: "Société" decomposes into "e" and an accent.
    return "".join(char for char in text if not unicodedata.combining(char))
