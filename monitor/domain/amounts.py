"""Amounts of money as they are written, in figures or in words, and compared."""

import re
from collections.abc import Sequence
from typing import Final

from monitor.domain.numerals import numbers

_DECIMALS: Final = 2
_FIGURES: Final = r"\d{1,3}(?:[ \u00a0\u202f'’]\d{3})+(?!\d)(?:[.,]\d{1,2})?|\d[\d.,]{0,20}"
_CURRENCY: Final = (
    r"[€$£¥%]|R\$|(?:US|CA|AU)\$|USD|EUR|GBP|CHF|BRL|SEK|NOK|DKK|PLN"
    r"|euros?\b|(?:US[ -])?dollars?\b|d[oó]lares\b|dollari\b|pounds?\b|pfund\b|francs?\b|franken\b|reais\b"
    r"|per ?cent\b|pour cent\b|prozent\b|por ciento\b|per cento\b|procent\b|por cento\b"
)
_AMOUNT = re.compile(
    rf"(?:R\$|(?:US|CA|AU)?\$|[€£¥]|USD|EUR|GBP|CHF|BRL|SEK|NOK|DKK|PLN)\s?(?:{_FIGURES})"
    rf"|(?<![\d.,])(?:{_FIGURES})\s?(?:{_CURRENCY})",
    re.IGNORECASE,
)
_NO_CENTS = re.compile(r"[.,]0{1,2}(?!\d)")
_FIGURE: Final = re.compile(r"\d")
_NAMED: Final = ("euro", "dollar", "dólar", "dolar", "pound", "pfund", "franc", "frank", "reais")
_PAID_IN_WORDS = re.compile(
    r"([^\W\d_]+(?:-[^\W\d_]+){0,2})"
    r"\s(?=(?:euros?|(?:US[ -])?dollars?|d[oó]lares|dollari|pounds?|pfund|francs?|franken|reais)\b)",
    re.IGNORECASE,
)
_SIGNS: Final = (
    (re.compile(r"eur(?:os?)?"), "€"),
    (re.compile(r"(?:us-?)?dollars?|d[oó]lares|dollari|usd|us[$]"), "$"),
    (re.compile(r"gbp|pounds?|pfund"), "£"),
    (re.compile(r"chf|francs?|franken"), "chf"),
    (re.compile(r"brl|r[$]|reais"), "r$"),
    (re.compile(r"percent|pourcent|prozent|porciento|percento|procent|porcento"), "%"),
)


def amounts_grew(before: Sequence[str], after: Sequence[str]) -> int:
    """Compare amounts with those of the same currencies in the same order: 1 where they grew, -1 where they shrank.

    0 where nothing can be compared, where some grew and some shrank, or where none did.
    """
    if len(before) != len(after) or _units(before) != _units(after):
        return 0
    signs = {(_size(y) > _size(x)) - (_size(y) < _size(x)) for x, y in zip(before, after, strict=True)} - {0}
    return signs.pop() if len(signs) == 1 else 0


def _units(amounts: Sequence[str]) -> list[str]:
    return [re.sub(r"[\d.,]", "", amount) for amount in amounts]


def _size(amount: str) -> float:
    """Read the number of an amount; a mark before at most two last figures is that of decimals, others group."""
    whole, _, part = re.sub(r"[^\d.,]", "", amount).replace(",", ".").rpartition(".")
    digits = whole.replace(".", "")
    return float(f"{digits}.{part}" if digits and len(part) <= _DECIMALS else f"{digits}{part}")


def amounts_in(text: str) -> tuple[str, ...]:
    """List the amounts of money and the shares of *text*, in figures, each currency with one sign."""
    lower = text.lower()
    if any(name in lower for name in _NAMED):
        text = _PAID_IN_WORDS.sub(_paid_in_figures, text)
    if not _FIGURE.search(text):
        return ()
    return tuple(_plain_amount(amount[0]) for amount in _AMOUNT.finditer(text))


def _paid_in_figures(match: re.Match[str]) -> str:
    value = numbers().get(match[1].lower().replace("-", " "))
    return f"{value} " if value is not None and value > 1 else match[0]


def _plain_amount(written: str) -> str:
    """Write an amount without blanks and empty decimals, its currency as a sign behind it: $ 9.00 is 9$."""
    plain = _NO_CENTS.sub("", re.sub(r"[\s'’]", "", written.lower())).rstrip(".,")
    for names, sign in _SIGNS:
        plain = names.sub(sign, plain)
    figures = re.sub(r"[^\d.,]", "", plain)
    return figures + re.sub(r"[\d.,]", "", plain)
