"""Text folded to the words that count when two texts are compared; typography, markup and link targets vanish."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from monitor.domain.markdown import IMAGE, TAG, TARGET, without_entities

# Mojibake of UTF-8 read as Windows-1252, the commonest first.
_MOJIBAKE: Final = {
    "â€™": "'", "â€˜": "'", "â€œ": '"', "â€\x9d": '"', "â€“": "-", "â€”": "-", "â€¦": "...",
    "Ã©": "é", "Ã¨": "è", "Ã\xa0": "à", "Ã§": "ç", "Ãª": "ê", "Ã´": "ô", "Ã¢": "â", "Ã®": "î", "Ã¹": "ù",
    "Ã¼": "ü", "Ã¶": "ö", "Ã¤": "ä", "ÃŸ": "ß", "Ã±": "ñ", "Ã³": "ó", "Ã­": "í", "Ã¡": "á", "Ãº": "ú",
}  # fmt: skip
_STRAY = re.compile("Â(?=[\xa0-\xbf])")  # the same of signs: a section sign, a no-break space
# Apostrophes vanish (a lost one is a glitch); invisible characters and the replacement character too.
_VANISH = re.compile(
    "['’‘ʼ`´′＇\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\ufffd\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069]"
)

_CONTACT_LINK = re.compile(r"\]\((?:mailto|tel):(?:%20| )*(?P<address>[^)?\s]*)[^)]*\)", re.IGNORECASE)
_LONGEST_LABEL = 200
# A link that the end of a paragraph may cut, or whose label may have begun before it.
_CUT_LINK = re.compile(
    r"\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\s*\Z|\]\((?i:mailto|tel):[^)]*\Z|\A[^\[]*\]\((?i:mailto|tel):"
)
# What is looked for only where a text has its usual form: addresses in small letters, the two common apostrophes.
_USUAL: Final = ("www.", "mailto:", "tel:")
_RARE_APOSTROPHE = re.compile("[‘ʼ´′＇]")
# With its scheme, with "www.", or with a path; a bare name of a host may be the name of a company.
_BARE_URL = re.compile(
    r"<?\b(?:[a-z][a-z0-9+-]{1,20}://|www\.)[^\s<>|)\]]+[^\s<>|)\].,;:]>?"
    r"|(?<![\w@.-])(?:[\w-]{1,63}\.){1,5}[a-z]{2,18}/[^\s<>|)\].,;:]*",
    re.IGNORECASE,
)
_MASKED = re.compile(
    r"\[?(?:email|e-mail|mail|courriel)\W{0,3}(?:protected|protégé|proteg\w+|geschützt)\\?\]?[\w.-]*",
    re.IGNORECASE,
)
_MAIL_LINK = re.compile(
    r"\[(?:\\.|[^\[\]\\]){0,200}\]\((?:mailto:|[^)\s]*/email-protection)[^)]*\)", re.IGNORECASE
)
_MAIL = re.compile(r"mail|courriel")
_EMAIL = re.compile(
    r"[\w.+-]+(?:@|\s?\[at\]\s?|\s?\(at\)\s?)[\w-]+(?:(?:\.|\s?\[dot\]\s?)[\w-]+)+", re.IGNORECASE
)
_MARKER = r"[-*+•·▪◦‣●○∙–—|]|\*\*|\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivx]{1,5})\\?[.)]|\d{1,2}(?:\.\d{1,3})+"
# Begins with the line end, so that the search may skip from line to line.
_NUMBERING = re.compile(rf"\n[ \t>]*(?:#{{1,6}}[ \t]+)?(?:(?:{_MARKER})[ \t\u00a0]+)+", re.IGNORECASE)
_GROUPED = re.compile(r"(\d)[, \u00a0\u202f'](?=\d{3}(?!\d))")
# Numbers of sections shift with every insertion. Articles are left alone: they are those of a law.
_REFERENCES: Final = frozenset(
    {
        "section",
        "sections",
        "clause",
        "clauses",
        "paragraph",
        "paragraphs",
        "chapter",
        "abschnitt",
        "ziffer",
        "punkt",
    }
    | {"sección", "apartado", "seção", "secção", "sezione", "hoofdstuk", "rubrique"}
)
_REFERENCE = re.compile(rf"(?<![^ ])({'|'.join(sorted(_REFERENCES))}) \d+(?: \d+){{0,3}}(?![^ ])")
# Elisions are words of their own (l'accès, d'un, qu'il); other apostrophes vanish (don't, company's).
# Searched from the apostrophe, which is rarer than the letters before it.
_APOSTROPHE = re.compile(r"['’‘ʼ´′＇](?=[^\W\d_]{2})")
_ELIDED = re.compile(
    r"\b(?:l|d|qu|n|s|j|m|t|c|jusqu|lorsqu|puisqu|dell|nell|all|sull|un|quest)\Z", re.IGNORECASE
)
_LONGEST_ELIDED: Final = 8  # characters, with the one before it
# Chinese and Japanese put no blanks between words: each character counts as one.
_IDEOGRAMS: Final = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[^\W_{_IDEOGRAMS}]+|[{_IDEOGRAMS}€$£¥%]")
# Versions of one document have most of their paragraphs in common; longer ones are few, and would fill the memory.
_PIECES_KEPT: Final = 2_048
_LONGEST_KEPT: Final = 2_000  # characters


def strip_targets(text: str) -> str:
    """Replace links by their labels; addresses behind mailto: and tel: stay beside labels that do not show them."""
    if "](" not in text:
        return text
    if "![" in text:
        text = IMAGE.sub(" ", text)
    if "mailto:" in text or "tel:" in text:
        text = _CONTACT_LINK.sub(_shown_contact, text)
    return TARGET.sub("] ", text)


def _shown_contact(link: re.Match[str]) -> str:
    label = link.string[max(0, link.start() - _LONGEST_LABEL) : link.start()].rsplit("[", 1)[-1]
    address = link["address"]
    shown = re.sub(r"\W", "", address).casefold() in re.sub(r"\W", "", label).casefold()
    return "] " if shown or _MASKED.search(label) else f"] {address} "


def clean(text: str) -> str:
    """Undo encoding glitches and HTML entities, and lay out Unicode one way (NFKC)."""
    text = without_entities(text)
    if text.isascii():
        return text
    if "â€" in text or "Ã" in text or "Â" in text:
        for wrong, right in _MOJIBAKE.items():
            text = text.replace(wrong, right)
        text = _STRAY.sub("", text)
    return unicodedata.normalize("NFKC", text)


def words(text: str, *, masked: bool = False) -> list[str]:
    """Fold *text* to its words: no markup, link targets, numbering, punctuation, case or invisible characters.

    With *masked*, every e-mail address reads "email": for texts of which one hides its addresses.
    """
    found = _plain_words(text, masked=masked)
    return found if _REFERENCES.isdisjoint(found) else _without_references(found)


def _plain_words(text: str, *, masked: bool) -> list[str]:
    text = clean(text)
    if "'" in text or "’" in text:
        text = _APOSTROPHE.sub(_parted, text)
    text = _VANISH.sub("", text)
    if masked and "](" in text:
        text = _MAIL_LINK.sub(" email ", text)  # what masks addresses may take the words of a link with them
    if "](" in text:
        text = strip_targets(text)
    if "<" in text:
        text = TAG.sub(" ", text)
    if "/" in text or "www." in text:
        text = _BARE_URL.sub(" ", text)
    text = _NUMBERING.sub("\n", f"\n{text}").casefold().replace("e-mail", "email")
    if masked:
        text = _EMAIL.sub("email", _MASKED.sub("email", text))
    return _WORD.findall(_GROUPED.sub(r"\1", text))


def stream(text: str, *, masked: bool = False) -> str:
    """Fold a long text to its words, with a blank between each two; versions share what their paragraphs fold to."""
    pieces = [] if masked else [_fold_piece(piece) for piece in text.split("\n\n")]
    if masked or None in pieces:
        return " ".join(words(text, masked=masked))
    return _REFERENCE.sub(r"\1 0", " ".join(filter(None, pieces)))


def _fold_piece(text: str) -> str | None:
    return _piece(text) if len(text) <= _LONGEST_KEPT else _piece.__wrapped__(text)


@lru_cache(maxsize=_PIECES_KEPT)
def _piece(text: str) -> str | None:
    """Fold a paragraph, but for its references; None where the text around it may decide how it is folded."""
    return None if _depends(clean(text)) else " ".join(_plain_words(text, masked=False))


def _depends(text: str) -> bool:
    if "'" not in text and "’" not in text and _RARE_APOSTROPHE.search(text):
        return True
    shown = _VANISH.sub("", text)
    lower = shown.lower()
    if any(lower.count(form) != shown.count(form) for form in _USUAL):
        return True
    return "](" in shown and _CUT_LINK.search(shown) is not None


def _parted(apostrophe: re.Match[str]) -> str:
    before = apostrophe.string[max(0, apostrophe.start() - _LONGEST_ELIDED) : apostrophe.start()]
    return " " if _ELIDED.search(before) else apostrophe[0]


def _without_references(found: list[str]) -> list[str]:
    """Write 0 for the number of a section, which may have up to four parts."""
    return _REFERENCE.sub(r"\1 0", " ".join(found)).split(" ")


def hides_addresses(text: str) -> bool:
    """Whether e-mail addresses of *text* are masked against robots."""
    lower = text.lower()
    return any(
        _MASKED.search(lower, max(0, found.start() - 3), found.end() + 20) for found in _MAIL.finditer(lower)
    )
