"""Values of facts in English: durations, countries, safeguards. Summaries, messages and tables all say them so."""

import re
from typing import Final

from monitor.domain.assessment import Fact
from monitor.domain.countries import country_name

# What a clause says where it names no number: "as long as necessary".
OPEN: Final = "no length in numbers"
# What is said of a kind of fact that differs.
DIFFERS: Final = {
    "period": "a period differs",
    "countries": "the countries differ",
    "mechanism": "a transfer safeguard differs",
    "age": "an age differs",
    "basis": "the legal basis differs",
}
_MECHANISMS: Final = {
    "scc": "standard contractual clauses",
    "uk_idta": "UK transfer agreement (IDTA)",
    "bcr": "binding corporate rules",
    "dpf": "Data Privacy Framework",
    "privacy_shield": "Privacy Shield",
    "adequacy": "adequacy decision",
    "consent": "consent",
    "derogation": "derogation",
}
_DURATION: Final = re.compile(
    r"P(?:([\d.,]+)Y)?(?:([\d.,]+)M)?(?:([\d.,]+)W)?(?:([\d.,]+)D)?"
    r"(?:T(?:([\d.,]+)H)?(?:([\d.,]+)M)?(?:([\d.,]+)S)?)?"
)
_UNITS: Final = ("year", "month", "week", "day", "hour", "minute", "second")


def duration(iso: str) -> str:
    """Write an ISO 8601 duration in words: P30D is "30 days"; anything else stays as it is."""
    match = _DURATION.fullmatch(iso)
    parts = [
        f"{amount} {unit}{'' if amount == '1' else 's'}"
        for amount, unit in zip(match.groups() if match else (), _UNITS, strict=False)
        if amount
    ]
    return " ".join(parts) or iso


def named(kind: str, value: object) -> str:
    """Write one value of a fact of *kind* for people: "US" is "United States", "scc" its clauses."""
    text = str(value)
    if kind == "period":
        return duration(text)
    if kind == "countries":
        return country_name(text)
    if kind == "mechanism":
        return _MECHANISMS.get(text, text)
    return text.replace("_", " ") if kind == "basis" else text


def stated(fact: Fact) -> str:
    """Write the value of a fact of a text that came whole, which stands in `to` or `added`."""
    kind = fact["type"]
    if "added" in fact:
        return ", ".join(named(kind, item) for item in fact["added"])
    return OPEN if fact["to"] is None else named(kind, fact["to"])
