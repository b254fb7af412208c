"""Marks that a program left in a text on its way here: damaged letters, an error that it met, blanks never filled."""

import re
import unicodedata
from collections import Counter
from typing import Final

_LEAST_WORDS: Final = 5  # different ones; fewer may be a name that was edited
_MOST_WORDS: Final = 60  # looked at; damage is everywhere
_SHARE: Final = 0.5  # of the different words with such letters
_LEAST_BLANKS: Final = 3  # fewer may be quoted, unless one took the place of words
_MOST_LINES: Final = 200  # with a blank that are looked at
_MOST_IN_LINE: Final = 3  # blanks; each one multiplies what is tried

# What stands in the place of a letter that was lost: a mark, a character reference, UTF-7, or UTF-8 read wrongly.
# No sign can begin two of the alternatives, or a page of such signs would keep the search busy for ever.
_REFERENCE: Final = r"&(?:amp;)?#?\w{1,8};|\+[A-Za-z0-9/]{2,8}-"
_IN_ITS_PLACE: Final = (
    rf"(?:[?\ufffd□]|{_REFERENCE}|[\u00c0-\u00f4][\u0080-\u00bf\u0152-\u0192\u2013-\u2122]*)*"
)
# In the place of a letter that Western sets lack also one that they have: Polish or Turkish read as if it were French.
_WESTERN: Final = rf"(?:[?\ufffd□\u0080-\u00ff\u0152-\u0192\u2013-\u2122]|{_REFERENCE})*"
_WESTERN_BEYOND_LATIN_1: Final = frozenset("ŒœŠšŽžŸƒ")
_BEYOND = re.compile(r"[^\x00-\x7f]+")
_PUNCTUATION: Final = "*_[]()<>.,:;!?\"'“”„«»‘’`#|-–—"
_ERROR = re.compile(
    r"\b(?:warning|notice|deprecated|(?:fatal|parse) error)\W{1,6}[^\n]{3,300} in \W{0,4}(?:/|[a-z]:\\)[^\n]* on line"
    r"|\bfailed to open stream\b|\[an error occurred while processing (?:this|the) directive\\?\]"
    r"|\bliquid (?:syntax )?error\b|\btraceback \(most recent call last\)|\buncaught \w*(?:error|exception)\b"
    r"|\berror establishing a database connection\b|\bthere has been a critical error on (?:this|your) website\b"
    r"|\bat [\w.$]{3,80}\([\w.]{1,60}:\d{1,6}\)",
    re.IGNORECASE,
)
_BLANK = re.compile(
    r"\{\{[^{}\n]{1,60}\}\}|\{%[^{}\n]{1,80}%\}|\$\{[^{}\n]{1,60}\}|<%[^<>\n]{1,80}%>|\[object Object\\?\]"
    r"|\bundefined\b|\bNaN\b"
)
# Where words stood before, these are blanks as well.
_BLANK_INSTEAD = re.compile(rf"{_BLANK.pattern}|\bnull\b|%[sd]\b|\\?\[[A-Z][A-Z_ ]{{2,40}}\\?\]")


def damage(before: str, after: str) -> str | None:
    """Say what a program did to *after* that it did not do to *before*; None where there is no such mark."""
    if (error := _gained_error(before, after)) is not None:
        return f"a part of the page gave way to a program's error: {error[:80]}"
    blanks = Counter(_BLANK.findall(after)) - Counter(_BLANK.findall(before))
    if blanks.total() >= _LEAST_BLANKS:
        return f"{blanks.total()} places of the page were not filled in: {next(iter(blanks))}"
    if (blank := _blank_instead(before, after)) is not None:
        return f"a place of the page was not filled in: {blank}"
    return _lost_letters(unicodedata.normalize("NFC", before), unicodedata.normalize("NFC", after))


def _gained_error(before: str, after: str) -> str | None:
    return next((found[0] for found in _ERROR.finditer(after) if found[0] not in before), None)


def _blank_instead(before: str, after: str) -> str | None:
    """Find a blank in a line that says the same with other words in its place."""
    if not _BLANK_INSTEAD.search(after):
        return None
    old = set(before.splitlines())
    lines = [line for line in after.splitlines() if line not in old and _BLANK_INSTEAD.search(line)]
    for line in lines[:_MOST_LINES]:
        blanks, around = _BLANK_INSTEAD.findall(line), _BLANK_INSTEAD.split(line)
        if len(blanks) > _MOST_IN_LINE:
            continue
        said = "[^\n]{1,80}?".join(map(re.escape, around))
        filled = re.search(f"(?m)^{said}$", before)
        if filled is not None and not _BLANK_INSTEAD.search(filled[0]):
            return str(blanks[0])
    return None


def _lost_letters(before: str, after: str) -> str | None:
    """Find that letters beyond ASCII are gone all over the text, with other signs or nothing in their place."""
    if before.isascii():
        return None
    old, new = _words(before), _words(after)
    marked = {word for word in old if not word.isascii() and any(map(str.isalpha, word))}
    lost = sorted(word for word in marked - new if len(_BEYOND.sub("", word)) >= 2)
    if len(lost) < max(_LEAST_WORDS, _SHARE * len(marked)):
        return None
    came = "\n".join(new - old)
    sample = lost[:: -(-len(lost) // _MOST_WORDS)]
    damaged = [(word, found[0]) for word in sample if (found := _form_of(word, came)) is not None]
    if len(damaged) < max(_LEAST_WORDS, _SHARE * len(sample)):
        return None
    word, form = damaged[0]
    return f"letters are damaged all over the text: “{form}” instead of “{word}”"


def _form_of(word: str, came: str) -> re.Match[str] | None:
    pieces = (
        re.escape(piece) if piece.isascii() else _WESTERN if _has_other_letters(piece) else _IN_ITS_PLACE
        for piece in re.split(r"([^\x00-\x7f]+)", word)
    )
    return re.search(f"(?m)^{''.join(pieces)}$", came)


def _has_other_letters(piece: str) -> bool:
    return any(sign > "\xff" and sign.isalpha() and sign not in _WESTERN_BEYOND_LATIN_1 for sign in piece)


def _words(text: str) -> set[str]:
    return {word.strip(_PUNCTUATION) for word in text.split()}
