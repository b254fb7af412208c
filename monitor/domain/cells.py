"""Cells of table rows, and the parts of lines that say the same: which is the name, which a place, which a label."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final, Literal

from monitor.domain import folding
from monitor.domain.countries import country_called
from monitor.domain.lexicon import Terms, rules
from monitor.domain.markdown import readable

Role = Literal["name", "purpose", "place", "other"]

_ROLES: Final[tuple[Role, ...]] = ("name", "purpose", "place", "other")
_LABEL_WORDS: Final = 4
# Codes of countries that are words as well, and say something else in a table whose columns are not named.
_WORDLIKE: Final = frozenset({"AI", "AM", "AS", "AT", "BE", "DO", "ID", "IN", "IS", "IT", "ME", "MS", "MY", "NO"}) | {
    *("PR", "SO", "TO", "TV", "CV", "IO", "PM", "QA", "SM", "TD", "AD", "CA", "PA", "SC")
}  # fmt: skip


@cache
def organisation() -> re.Pattern[str]:
    """A company as its name ends; matched with case."""
    suffixes = "|".join(sorted(rules("facts")["organisations"]["suffixes"], key=len, reverse=True))
    word = r"[A-ZÀ-Ö0-9][\w&'’.+-]*"
    return re.compile(
        rf"(?<![\w.]){word}(?:[ ](?:{word}|of|and|&|de|für|the)){{0,5}}?,?[ ](?:{suffixes})(?![\w])\.?"
    )


@lru_cache(maxsize=512)
def role_of(label: str) -> Role | None:
    """Say what the column *label* holds; None where it may be anything."""
    words = folding.words(label)
    if not words or len(words) > _LABEL_WORDS:
        return None
    found = [(hit.start, _ROLES.index(hit.payload), hit.payload) for hit in _labels().find(words)]
    return min(found)[2] if found else None


@cache
def _labels() -> Terms[Role]:
    table: dict[str, list[str]] = rules("entries")["columns"]
    return Terms((term, role) for role in _ROLES for term in table[role])


@lru_cache(maxsize=512)
def roles_of(header: tuple[str, ...]) -> tuple[Role | None, ...]:
    """Say what each column holds; () where *header* is a row like the others, as of a table without a header."""
    if any(
        country_called(label) is not None or organisation().fullmatch(readable(label)) for label in header
    ):
        return ()
    return tuple(map(role_of, header))


def name_place(cells: Sequence[str], header: Sequence[str] = ()) -> int:
    """Say which of *cells* names the row: the first one, unless it is a purpose or a place and another one a name."""
    if len(header) == len(cells):
        roles = roles_of(tuple(header))
        # A table of purposes, or of kinds of data, may have a column of recipients, who do not name its rows.
        if roles and roles[0] != "name" and {"name", "place"}.issubset(roles):
            return roles.index("name")
    plain = [readable(cell) for cell in cells]
    places = [not cell or country_called(cell) is not None for cell in plain]
    if not any(places):
        return 0
    whole = [number for number, cell in enumerate(plain) if organisation().fullmatch(cell)]
    if len(whole) == 1:
        return whole[0]
    return places.index(False) if places[0] and not all(places) else 0


def countries_in_cells(cells: Sequence[str], header: Sequence[str] = ()) -> frozenset[str]:
    """Find the countries that cells, or the parts of a list in one, are: a code alone is one only there."""
    found: set[str] = set()
    roles = roles_of(tuple(header))
    for number, cell in enumerate(cells):
        is_place = len(roles) == len(cells) and roles[number] == "place"
        for part in re.split(r"[,;/]", readable(cell)):
            code = country_called(part)
            if code is not None and (is_place or part.strip() not in _WORDLIKE):
                found.add(code)
    return frozenset(found)


def is_address(parts: Sequence[str]) -> bool:
    """Whether any of *parts* is a street with a number, or a postcode; a year is none."""
    return any(map(_NUMBERED.search, parts))


_NUMBERED = re.compile(r"^\d+[\s,-]+[^\W\d]|\b(?!(?:19|20)\d\d\b)\d{4,}")

# What stands between the parts of a line that says what a row of a table says; "Quill, Inc." is one name.
_BETWEEN = re.compile(
    r"\s*([|;:()•·→]|,(?!\s(?:Inc|LLC|Ltd|Limited|Corp|Co|L\.?P|GmbH|S\.A|S\.L|PLC|plc)\b)|(?<=\s)[-–—/](?=\s))\s*"
)
_LINE = re.compile(r"\n|<br\s*/?>", re.IGNORECASE)


def pieces(text: str) -> list[str]:
    """Cut *text* into the parts that cells of a table would hold, as they are read, without labels before a colon."""
    out: list[str] = []
    for line in _LINE.split(text):
        parts = _BETWEEN.split(readable(line).strip(" -–—*•"))
        marks = [*parts[1::2], ""]
        out += [
            piece
            for piece, mark in zip(parts[::2], marks, strict=True)
            if piece.strip(" .") and not (mark == ":" and is_label(piece))
        ]
    return out


def is_sentence(text: str) -> bool:
    """Whether *text* ends as a sentence does: the full stop behind "Inc." belongs to a name."""
    end = _SENTENCE_END.search(text)
    return end is not None and not any(m.end() > end.start() for m in organisation().finditer(text))


_SENTENCE_END = re.compile(r"[.!?;:]\W*$")


@lru_cache(maxsize=512)
def heads_recipients(section: str) -> bool:
    """Whether headings say that what stands below them are companies that receive data, and no cookies."""
    return _heads("words").any(folding.words(section)) and not names_cookies(section)


@lru_cache(maxsize=512)
def names_cookies(section: str) -> bool:
    """Whether headings speak of cookies and the like, whose tables name companies as well."""
    return _heads("others").any(folding.words(section))


@cache
def _heads(key: str) -> Terms[None]:
    return Terms((term, None) for term in rules("entries")["lists"][key])


def is_label(text: str) -> bool:
    """Whether *text* is what a column is called, and nothing else."""
    words = folding.words(text)
    return 0 < len(words) <= _LABEL_WORDS and any(
        hit.start == 0 and hit.end == len(words) for hit in _labels().find(words)
    )
