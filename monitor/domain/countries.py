"""Names of countries and regions in seven languages, as ISO 3166-1 alpha-2 codes, `EU` and `EEA`."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from babel import Locale

from monitor.domain.lexicon import rules

_SHORT: Final = 3
LANGUAGES: Final = ("en", "fr", "de", "es", "it", "nl", "pt")


def country_name(code: str) -> str:
    """Give the English name of an ISO 3166-1 alpha-2 code; EU, EEA and what is unknown stay as they are."""
    return code if code in ("EU", "EEA") else Locale("en").territories.get(code, code)


def is_outside(codes: Iterable[str]) -> bool:
    """Whether any of *codes* lies outside the EEA and the countries with an adequacy decision of the EU."""
    inside = rules("facts")["countries"]["adequate"]
    return any(code not in inside for code in codes)


@cache
def _names() -> dict[str, str]:
    unsafe = set(rules("facts")["countries"]["unsafe"])
    names: dict[str, str] = {}
    for language in LANGUAGES:
        for code, name in Locale(language).territories.items():
            if (
                len(code) == 2
                and code.isalpha()
                and code not in unsafe
                and code not in ("EU", "EZ", "UN", "ZZ", "XA", "XB")
            ):
                names.setdefault(re.split(r"\s*[(（]", name)[0], code)
    for code, forms in rules("facts")["regions"].items():
        names.update(dict.fromkeys(forms, code))
    return {
        name: code
        for name, code in names.items()
        if len(name) > 3 or name.isupper() or "." in name
        if any(char.isupper() for char in name)
    }


@cache
def _by_first_word() -> dict[str, list[tuple[str, str]]]:
    table: dict[str, list[tuple[str, str]]] = {}
    for name, code in sorted(_names().items(), key=lambda item: -len(item[0])):
        table.setdefault(_CAPITALISED.findall(name)[0], []).append((name, code))
    return table


_CAPITALISED = re.compile(r"(?<!\w)[^\W\d_a-zß-öø-ÿ]\w*")


def countries_in(text: str) -> frozenset[str]:
    """Find the countries and regions that *text* names; in a text all in capitals short forms are left out."""
    return frozenset(code for _, _, code in _found(text))


def _found(text: str) -> Iterator[tuple[int, int, str]]:
    table = _by_first_word()
    shouting = text.isupper()
    done = 0
    for match in _CAPITALISED.finditer(text):
        if match.start() < done or match[0] not in table:
            continue
        for name, code in table[match[0]]:
            end = match.start() + len(name)
            if text.startswith(name, match.start()) and not text[end : end + 1].isalnum():
                if not (shouting and len(name) <= _SHORT):
                    yield match.start(), end, code
                done = end
                break


_ARTICLE = re.compile(r"(?:the|la|le|les|l['’]|die|der|das|el|los|il|lo|gli|de|het|o|os)\s*\b", re.IGNORECASE)
_CODE = re.compile(r"[A-Z]{2}")


def country_called(name: str) -> str | None:
    """Give the code of the country or region that *name* is, in words or as a code; None where it is none."""
    name = name.strip(" .*")
    if (code := _names().get(name)) is not None:
        return code
    if _CODE.fullmatch(name):
        return name if name in _codes() else None
    article = _ARTICLE.match(name)
    return _names().get(name[article.end() :]) if article is not None else None


@cache
def _codes() -> frozenset[str]:
    return frozenset((*_names().values(), *rules("facts")["countries"]["unsafe"]))


def with_codes(text: str) -> str:
    """Write each country that *text* names as a word of its own, the same in all languages."""
    if (code := country_called(text)) is not None:
        return _coded(code)
    parts: list[str] = []
    done = 0
    for start, end, code in _found(text):
        parts += [text[done:start], _coded(code)]
        done = end
    return "".join((*parts, text[done:])) if parts else text


def _coded(code: str) -> str:
    """A word that no text has."""
    return f" 0{code.lower()}0 "
