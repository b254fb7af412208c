"""Names of countries and regions in seven languages, as ISO 3166-1 alpha-2 codes, `EU` and `EEA`."""

import re
from functools import cache
from typing import Final

from babel import Locale

from monitor.domain.lexicon import rules

LANGUAGES: Final = ("en", "fr", "de", "es", "it", "nl", "pt")


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
    return {name: code for name, code in names.items() if len(name) > 3 or name.isupper() or "." in name}


@cache
def _pattern() -> re.Pattern[str]:
    forms = "|".join(sorted((re.escape(name) for name in _names()), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{forms})(?!\w)")


def countries_in(text: str) -> frozenset[str]:
    """Find the countries and regions that *text* names; in a text all in capitals short forms are left out."""
    if not any(char.isupper() for char in text):
        return frozenset()
    shouting = text.upper() == text
    return frozenset(_names()[name] for name in _pattern().findall(text) if not (shouting and len(name) <= 3))
