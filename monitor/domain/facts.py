"""Typed statements in a clause (periods, countries, mechanisms, ages, …), and how those of two clauses differ."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

from monitor.domain import folding
from monitor.domain.amounts import amounts_in
from monitor.domain.assessment import Fact
from monitor.domain.cells import countries_in_cells, organisation, pieces
from monitor.domain.clauses import Clause
from monitor.domain.countries import countries_in, country_called
from monitor.domain.laws import laws_of
from monitor.domain.lexicon import Terms, rules
from monitor.domain.markdown import readable
from monitor.domain.numerals import numbers
from monitor.domain.subject import named_between, subject_of

_DENIED_WORDS: Final = 8  # at most between the denial of a mechanism and its name
_DOLLARS: Final = re.compile(r"\bU\.?S\.?[ -]?(?=\$|dollar)")  # no country where data go
_LONGEST_FACT_TEXT: Final = 4_000  # characters of one clause that are searched for facts
_DAYS: Final = {"D": 1.0, "W": 7.0, "M": 30.4, "Y": 365.0, "H": 1 / 24, "T": 1 / 1_440}

_OF_TIME: Final = {"H": "H", "T": "M"}  # units that stand behind a T in ISO 8601


class Period(NamedTuple):
    """A duration: ISO 8601 with the unit as written, its rough length, and what it applies to."""

    iso: str
    days: float
    what: str

    @property
    def same(self) -> tuple[str, float]:
        """What makes two periods equal: a year is twelve months, a week seven days."""
        if self.iso[-1] in "YM" and "T" not in self.iso:
            return ("M", float(self.iso[1:-1].replace(",", ".")) * (12 if self.iso[-1] == "Y" else 1))
        return ("D", round(self.days, 3))


@dataclass(frozen=True, slots=True)
class Statements:
    """What one clause states, in the order of its words."""

    periods: tuple[Period, ...] = ()
    is_open: bool = False  # something is kept or deleted after a time that is not said in numbers
    countries: frozenset[str] = frozenset()
    mechanisms: frozenset[str] = frozenset()
    recipients: frozenset[str] = frozenset()
    ages: tuple[int, ...] = ()
    bases: frozenset[str] = frozenset()
    entities: tuple[str, ...] = ()
    contacts: frozenset[str] = frozenset()  # e-mail addresses and telephone numbers
    amounts: tuple[str, ...] = ()  # of money, in figures, each currency with one sign
    laws: frozenset[str] = frozenset()  # countries whose law or courts an adjective names
    what: str = ""  # that periods apply to


NOTHING: Final = Statements()


def statements(clause: Clause | None) -> Statements:
    """Read the facts of *clause*; nothing where there is none."""
    if clause is None:
        return NOTHING
    text = readable(clause.text.replace("<br>", " ; "))[:_LONGEST_FACT_TEXT]
    organisations = _organisations(text)
    kinds = frozenset(hit.term for hit in _kinds().find(clause.words))
    name = clause.called
    if country_called(name) is not None or any(one.startswith(name.rstrip(".")) for one in organisations):
        name = ""  # a place, or the same company, once more
    what = subject_of(clause, text)
    return Statements(
        periods=periods_in(text, what),
        is_open=_open().any(clause.words) and _keeping().any(clause.words),
        what=what,
        countries=countries_in(_DOLLARS.sub(" ", text) if "$" in text or "dollar" in text else text)
        | _coded_countries(clause),
        mechanisms=mechanisms_of(clause.words),
        recipients=frozenset((*organisations, *kinds, *((name,) if name else ()))),
        ages=ages_in(text),
        bases=_named("bases", clause.words),
        entities=organisations,
        contacts=frozenset(contacts_in(clause.text)),
        amounts=amounts_in(text),
        laws=laws_of(clause.words, text),
    )


def _coded_countries(clause: Clause) -> frozenset[str]:
    """The countries that cells of a row are as codes: "FR"."""
    if not clause.name or not _CODE.search(clause.text):
        return frozenset()
    if " | " in clause.text:
        return countries_in_cells([cell.strip() for cell in clause.text.split(" | ")], clause.header)
    return countries_in_cells(pieces(clause.text))


_CODE: Final = re.compile(r"(?<!\w)[A-Z]{2}(?!\w)")


def mechanisms_in(text: str) -> frozenset[str]:
    """Find the mechanisms of transfer that *text* names."""
    return mechanisms_of(folding.words(text))


def mechanisms_of(words: Sequence[str]) -> frozenset[str]:
    """The mechanisms that folded *words* name and do not deny: one that "we do not rely on" is none."""
    denials = [hit.end for hit in _denied().find(words)]
    contrasts = set(rules("facts")["denied"]["but"])
    return frozenset(
        hit.payload
        for hit in _table("mechanisms").find(words)
        if not any(
            0 <= hit.start - end <= _DENIED_WORDS and contrasts.isdisjoint(words[end : hit.start])
            for end in denials
        )
    )


@cache
def _denied() -> Terms[None]:
    return Terms((term, None) for term in rules("facts")["denied"]["mechanisms"])


def _named(table: str, words: Sequence[str]) -> frozenset[str]:
    return frozenset(hit.payload for hit in _table(table).find(words))


@cache
def _table(name: str) -> Terms[str]:
    table: dict[str, list[str]] = rules("facts")[name]
    return Terms((term, key) for key, terms in table.items() for term in terms)


@cache
def _open() -> Terms[None]:
    return Terms((term, None) for term in rules("facts")["periods"]["open"])


@cache
def _keeping() -> Terms[None]:
    return Terms((term, None) for term in rules("weights")["fact_topics"]["retention_words"])


@cache
def _kinds() -> Terms[None]:
    return Terms((kind, None) for kind in rules("facts")["organisations"]["kinds"])


def _organisations(text: str) -> tuple[str, ...]:
    """List the companies of *text*; in a text in capitals, "AS IS" and "CO-OWNERS" are none."""
    names = [
        m[0]
        for m in organisation().finditer(text)
        if not _POSTCODE.match(text, m.end()) and country_called(m[0]) is None
    ]
    if not names:
        return ()
    letters = [char for char in text if char.isalpha()]
    is_shouted = sum(map(str.isupper, letters)) > _SHOUTED * len(letters)
    return () if is_shouted else tuple(dict.fromkeys(map(_trim, names)))


_SHOUTED: Final = 0.5
_POSTCODE: Final = re.compile(r"\s\d{5}\b")  # behind a state of the USA: "Las Vegas, NV 89109"


def _trim(name: str) -> str:
    name = re.sub(r"^(?:The|Our|By|With|And|In|To|From|If|When)\s+", "", name.strip(" ,"))
    last = name.rsplit(" ", 1)[-1]
    return (
        name[:-1] if last.endswith(".") and last.count(".") == 1 else name
    )  # the end of a sentence, not of a name


def figure_of(run: Sequence[str]) -> int | None:
    """The number that a run of folded words is, in figures or in words; None for anything else and for years."""
    text = " ".join(run)
    value = int(text) if text.isdecimal() and len(text) <= 9 else numbers().get(text)
    return None if value is None or 1900 <= value <= 2100 else value


@cache
def _period() -> re.Pattern[str]:
    words = "|".join(sorted((re.escape(w).replace(r"\ ", "[- ]") for w in numbers()), key=len, reverse=True))
    units = "|".join(f"(?P<{unit}>{'|'.join(forms)})" for unit, forms in rules("facts")["units"].items())
    between = "|".join(rules("facts")["periods"]["between"])
    return re.compile(
        rf"(?<![\w.,/:-])(?P<n>\d{{1,4}}(?:[.,]\d)?|{words}|[a-z]+(?=\s?\(\d{{1,3}}(?:st|nd|rd|th)\)))\)?"
        rf"(?:\s?\((?P<paren>\d{{1,4}}|{words})(?:st|nd|rd|th)?\))?[\s\u00a0-]{{0,2}}"
        rf"(?:(?:{between})[\s-]?)?(?:{units})(?![\w])(?!\s+(?:of age|old|ans d['’]âge)\b)",
        re.IGNORECASE,
    )


@cache
def _unit_word() -> re.Pattern[str]:
    return re.compile(
        r"(?<![^\W\d_])(?:"
        + "|".join(form for forms in rules("facts")["units"].values() for form in forms)
        + r")(?!\w)",
        re.IGNORECASE,
    )


def periods_in(text: str, what: str = "") -> tuple[Period, ...]:
    """List the durations of *text*; ages are none."""
    found: list[Period] = []
    last = 0
    if not _unit_word().search(text):
        return ()
    age_spans = [match.span() for match in _age_matches(text)]
    for match in _period().finditer(text):
        if any(start < match.end() and match.start() < end for start, end in age_spans):
            continue
        if _TIME_PAST.match(text, match.end()) or _TIME_PAST_BEFORE.search(text[: match.start()]):
            continue
        if match["n"].lower() in ("a", "an") and _OFTEN.search(text[: match.start()]):
            continue
        number = match["paren"] or match["n"]
        value = number if number[0].isdigit() else str(numbers()[re.sub(r"[-\s]+", " ", number.lower())])
        unit = next(u for u in _DAYS if match[u])
        size = float(value.replace(",", "."))
        iso = f"PT{value}{_OF_TIME[unit]}" if unit in _OF_TIME else f"P{value}{unit}"
        applies = what if not found else named_between(text[last : match.start()])
        found.append(Period(iso, size * _DAYS[unit], applies))
        last = match.end()
    return tuple(found)


# "3 days ago" says when something was, not how long something lasts. Also "min read", a figure of blogs.
_TIME_PAST = re.compile(r"\s+(?:ago|geleden|fa|atrás|read)\b", re.IGNORECASE)
_TIME_PAST_BEFORE = re.compile(
    r"\b(?:il y a|vor|hace|há)\s+(?:\w+\s+)?$|\b(?:past|preceding|previous|prior)\s+$", re.IGNORECASE
)
_OFTEN = re.compile(r"\b(?:once|twice|times|hours|days)\s+$", re.IGNORECASE)  # "twice a year"


@cache
def _ages() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in rules("facts")["ages"]["patterns"])


_AGE_NUMBER = re.compile(r"(?<!\d)(?:1?\d|2[01])(?!\d)")


@cache
def _age_words() -> frozenset[str]:
    return frozenset(rules("facts")["ages"]["words"])


@cache
def _written_age() -> re.Pattern[str]:
    """A number that an age may be, in words, with or without the figure behind it: "eighteen (18)"."""
    words = sorted((word for word, value in numbers().items() if 5 <= value <= 21), key=len, reverse=True)
    return re.compile(
        rf"(?<!\w)(?P<word>{'|'.join(map(re.escape, words))})(?!\w)(?:\s*\((?P<n>\d+)\))?", re.IGNORECASE
    )


def _in_figures(match: re.Match[str]) -> str:
    """As many characters, so that what is found has its place in the text as it was."""
    figures = match["n"] or str(numbers()[match["word"].lower()])
    return figures.ljust(len(match[0]))


def _age_matches(text: str) -> list[re.Match[str]]:
    if _age_words().isdisjoint(re.findall(r"[^\W\d_]+", text.lower())):
        return []
    text = _written_age().sub(_in_figures, text)
    if not _AGE_NUMBER.search(text):
        return []
    return [match for pattern in _ages() for match in pattern.finditer(text)]


def ages_in(text: str) -> tuple[int, ...]:
    """List the ages of *text*, each once."""
    found = sorted({(match.start("n"), int(match["n"])) for match in _age_matches(text)})
    return tuple(dict.fromkeys(age for _, age in found if 5 <= age <= 21))


_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_PHONE = re.compile(
    r"(?<![\w/=.-])(?:(?:\+\d{1,3}[\s./-]?)?\(?\d{2,5}\)?(?:[\s./-]\d{2,5}){2,5}"
    r"|\+\d{1,3}[\s./-]?\(?\d{1,5}\)?(?:[\s./-]\d{2,5}){1,5}"
    r"|\+\d{1,3}[\s./-]?\(0\)[\s\d./-]{6,20}\d)(?![\w/-])"
)

_DATE = re.compile(r"\d{1,2}[\s./-]\d{1,2}[\s./-](?:19|20)\d\d|(?:19|20)\d\d[\s./-]\d{1,2}[\s./-]\d{1,2}")


def contacts_in(text: str) -> list[str]:
    """Find the e-mail addresses, in small letters, and the telephone numbers, as digits, that *text* names."""
    plain = readable(text)
    emails = [address.lower().rstrip(".") for address in _EMAIL.findall(text)] if "@" in text else []
    phones = [number for number in _PHONE.findall(plain) if not _DATE.fullmatch(number.strip("()"))]
    return emails + [digits for number in phones if len(digits := re.sub(r"\D", "", number)) >= 8]


def differences(before: Statements, after: Statements) -> tuple[Fact, ...]:
    """Compare two sets of statements; only what differs, the facts that decide most first."""
    facts: list[Fact] = []
    facts += _period_facts(before.periods, after.periods)
    if before.is_open != after.is_open and not facts:
        facts.append({"type": "period", "what": after.what or before.what, "from": None, "to": None})
    for kind in ("countries", "mechanisms", "recipients"):
        old, new = getattr(before, kind), getattr(after, kind)
        if old != new:
            name = "mechanism" if kind == "mechanisms" else kind
            facts.append({"type": name, "added": sorted(new - old), "removed": sorted(old - new)})
    facts += _pairs(
        "age",
        [a for a in before.ages if a not in after.ages],
        [a for a in after.ages if a not in before.ages],
    )
    if before.bases != after.bases:
        gone, come = sorted(before.bases - after.bases), sorted(after.bases - before.bases)
        facts.append({"type": "basis", "from": ", ".join(gone) or None, "to": ", ".join(come) or None})
    return tuple(facts)


def entity_fact(before: Statements, after: Statements) -> Fact | None:
    """The company that gave way to another, where both clauses name one."""
    gone = [name for name in before.entities if name not in after.entities]
    come = [name for name in after.entities if name not in before.entities]
    return {"type": "entity", "from": gone[0], "to": come[0]} if gone and come else None


def _period_facts(before: Sequence[Period], after: Sequence[Period]) -> list[Fact]:
    common = Counter(p.same for p in before) & Counter(p.same for p in after)
    gone, come = _without(before, common), _without(after, common)
    facts: list[Fact] = []
    for index in range(max(len(gone), len(come))):
        old = gone[index] if index < len(gone) else None
        new = come[index] if index < len(come) else None
        what = (new or old or Period("", 0, "")).what
        facts.append({"type": "period", "what": what, "from": old and old.iso, "to": new and new.iso})
    return facts


def _without(periods: Sequence[Period], common: Counter[tuple[str, float]]) -> list[Period]:
    left = common.copy()
    out: list[Period] = []
    for period in periods:
        if left[period.same] > 0:
            left[period.same] -= 1
        else:
            out.append(period)
    return out


def _pairs(kind: str, gone: Sequence[int], come: Sequence[int]) -> list[Fact]:
    return [
        {
            "type": kind,
            "from": gone[index] if index < len(gone) else None,
            "to": come[index] if index < len(come) else None,
        }
        for index in range(max(len(gone), len(come)))
    ]


def decides(fact: Fact) -> bool:
    """Whether a fact alone makes an edit one of substance: a value that differs, not a time without a number."""
    if fact["type"] == "period":
        return (fact["from"] or fact["to"]) is not None
    return fact["type"] in ("countries", "mechanism", "age", "basis")


def days(iso: str | None) -> float | None:
    """Rough length in days of a period as facts write it; None where there is none."""
    match = re.fullmatch(r"P(T?)(\d+(?:[.,]\d)?)([YMWDH])", iso or "")
    if match is None:
        return None
    unit = "T" if match[1] and match[3] == "M" else match[3]
    return float(match[2].replace(",", ".")) * _DAYS[unit]
