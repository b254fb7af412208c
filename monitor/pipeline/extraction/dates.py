"""The dates a policy gives for itself: when it was updated, and from when it holds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Literal

Role = Literal["updated", "effective"]

# What stands before (sometimes after) the date; longer phrases first, so that the nearest one decides.
_UPDATED = (
    r"last\s+(?:updated|modified|revised|changed|amended|reviewed)|(?:date\s+of\s+)?last\s+(?:update|revision|modification)"
    r"|(?:updated|revised|modified|amended)(?:\s+(?:on|as\s+of))?|(?:update|revision)\s+date|version(?:\s+(?:of|dated|date))?|published"
    r"|posted(?:\s+on)?|as\s+of|current\s+as\s+of"
    r"|derni[èe]re\s+(?:mise\s+à\s+jour|modification|r[ée]vision)|mise?s?\s+à\s+jour|modifi[ée]e?s?(?:\s+le)?|publi[ée]e?s?(?:\s+le)?"
    r"|date\s+de\s+(?:mise\s+à\s+jour|publication)|à\s+jour\s+(?:au|du)"
    r"|(?:zuletzt|letzte)\s+(?:aktualisiert|ge[äa]ndert|aktualisierung|[äa]nderung)|stand|aktualisiert(?:\s+am)?|fassung\s+vom"
    r"|[úu]ltima\s+(?:actualizaci[óo]n|modificaci[óo]n|revisi[óo]n|atualiza[çc][ãa]o|modifica[çc][ãa]o)|actualizad[oa]s?(?:\s+el)?"
    r"|fecha\s+de\s+actualizaci[óo]n|atualizad[oa]s?(?:\s+em)?"
    r"|ultimo\s+aggiornamento|ultima\s+(?:modifica|revisione)|aggiornat[oaie](?:\s+(?:al|il))?|data\s+di\s+aggiornamento"
    r"|laatst\s+(?:bijgewerkt|gewijzigd|herzien)|laatste\s+(?:update|wijziging)|bijgewerkt(?:\s+op)?"
)
_EFFECTIVE = (
    r"effective(?:\s+(?:date|as\s+of|from|on|since))?|in\s+(?:effect|force)(?:\s+(?:as\s+of|from|since))?|takes?\s+effect(?:\s+on)?"
    r"|date\s+of\s+entry\s+into\s+force|entry\s+into\s+force|valid\s+(?:from|as\s+of)|applicable\s+(?:from|as\s+of)"
    r"|en\s+vigueur(?:\s+(?:le|depuis|à\s+compter|à\s+partir))?|entr[ée]e?s?\s+en\s+vigueur|date\s+d[’']effet|applicables?\s+(?:au|à\s+compter)"
    r"|g[üu]ltig\s+(?:ab|seit)|in\s+kraft(?:\s+(?:ab|seit|getreten))?|wirksam\s+(?:ab|seit)|inkrafttreten|tritt\s+am"
    r"|(?:en|em)\s+vigor(?:\s+(?:desde|a\s+partir))?|entrada\s+en\s+vigor|entrada\s+em\s+vigor|vigente\s+desde|fecha\s+de\s+vigencia"
    r"|data\s+de\s+vig[êe]ncia|in\s+vigore(?:\s+(?:dal|da))?|entrata\s+in\s+vigore|efficac[ei]\s+dal|valid[oa]\s+dal"
    r"|van\s+kracht(?:\s+(?:vanaf|sinds|per))?|geldig\s+(?:vanaf|per|sinds)|ingangsdatum|in\s+werking"
)
_LABEL = re.compile(rf"\b(?:(?P<effective>{_EFFECTIVE})|(?P<updated>{_UPDATED}))\b", re.I)
_GAP = 40  # characters that may stand between the label and the date: "date:", "this notice on", "of this policy is"
_HEAD, _TAIL = 12_000, 3_000  # characters at both ends of a text in which it speaks of itself
_YEARS = range(1995, 2100)

_ISO = re.compile(r"(?<![\d./-])(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?![\d./-])")
_NUMERIC = re.compile(r"(?<![\d./-])(\d{1,2})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{4}|\d{2})(?![\d/-])")
_CJK = re.compile(r"(\d{4})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日")

_MONTHS = {
    1: "january jan janvier janv januar jän jänner enero ene gennaio gen januari janeiro",
    2: "february feb février fevrier févr fevr februar febrero febbraio febbr februari fevereiro fev",
    3: "march mar mars märz maerz marzo maart mrt março marco",
    4: "april apr avril avr abril abr aprile",
    5: "may mai mayo maggio mag mei maio",
    6: "june jun juin juni junio giugno giu junho",
    7: "july jul juillet juil juli julio luglio lug julho",
    8: "august aug août aout agosto ago augustus",
    9: "september sept sep septembre septiembre setiembre settembre sett set setembro",
    10: "october oct octobre oktober okt octubre ottobre ott outubro out",
    11: "november nov novembre noviembre novembro",
    12: "december dec décembre decembre déc dezember dez diciembre dic dicembre dezembro",
}
# Day before month in numbers; English is written both ways, so there the page must say (a day above 12).
_DAY_FIRST = frozenset(("fr", "de", "es", "it", "nl", "pt"))


@dataclass(frozen=True, slots=True)
class PolicyDates:
    """The dates that a text gives for itself, each with the line it stands in."""

    updated: date | None = None
    effective: date | None = None
    updated_line: str | None = None
    effective_line: str | None = None


def find_dates(text: str, language: str | None) -> PolicyDates:
    """Find the dates of *text* (Markdown); None where there is none, or where it could be two days."""
    found: dict[Role, tuple[date, str]] = {}
    ends = text if len(text) <= _HEAD + _TAIL else f"{text[:_HEAD]}\n{text[-_TAIL:]}"
    for line in ends.split("\n"):
        for role, day in _dated_line(line, language):
            # The first one counts: further down a text speaks of other documents and of its history.
            found.setdefault(role, (day, line.strip()[:300]))
    updated, effective = found.get("updated"), found.get("effective")
    return PolicyDates(
        updated[0] if updated else None,
        effective[0] if effective else None,
        updated[1] if updated else None,
        effective[1] if effective else None,
    )


def parse_date(text: str, language: str | None) -> tuple[date, int, int] | None:
    """Find the first date in *text* with its start and end; None also where it is ambiguous."""
    first: tuple[date, int, int] | None = None
    for day, start, end in _all_dates(text, language):
        if first is None or start < first[1]:
            first = (day, start, end)
    return first


@lru_cache(maxsize=4_096)  # versions of one document have most of their lines in common
def _dated_line(line: str, language: str | None) -> tuple[tuple[Role, date], ...]:
    return tuple(_dates_of_line(line, language))


def _dates_of_line(line: str, language: str | None) -> Iterator[tuple[Role, date]]:
    labels = list(_LABEL.finditer(line))
    for number, label in enumerate(labels):
        stop = labels[number + 1].start() if number + 1 < len(labels) else len(line)
        role: Role = "effective" if label["effective"] else "updated"
        after = line[label.end() : stop]
        date_after = parse_date(after[: _GAP + 30], language)
        if date_after is not None and date_after[1] <= _GAP:
            yield role, date_after[0]
            # "Updated and effective on 1 May": both labels share the date.
            if number and not re.search(r"\d", line[labels[number - 1].end() : label.start()]):
                yield ("updated" if role == "effective" else "effective"), date_after[0]
            continue
        before = line[max(0, label.start() - 30) : label.start()]
        if role == "effective" and number == 0 and _ends_with_date(before, language):
            day = parse_date(before, language)
            if day is not None:
                yield role, day[0]


def _ends_with_date(before: str, language: str | None) -> bool:
    day = parse_date(before, language)
    return day is not None and not before[day[2] :].strip(" ,:()–-")


def _all_dates(text: str, language: str | None) -> Iterator[tuple[date, int, int]]:
    for match in (*_ISO.finditer(text), *_CJK.finditer(text)):
        yield from _dated(int(match[1]), int(match[2]), int(match[3]), match)
    for match in _NUMERIC.finditer(text):
        yield from _numeric(match, language)
    for match in _named_months().finditer(text):
        month = _month_numbers()[(match["m1"] or match["m2"]).lower()]
        yield from _dated(int(match["y1"] or match["y2"]), month, int(match["d1"] or match["d2"]), match)


def _numeric(match: re.Match[str], language: str | None) -> Iterator[tuple[date, int, int]]:
    one, two = int(match[1]), int(match[2])
    year = int(match[3]) + (2000 if len(match[3]) == 2 else 0)
    if one == two or two > 12 >= one:
        yield from _dated(year, one, two, match)
    elif one > 12 or language in _DAY_FIRST or "." in match[0]:
        # Dots are never written between month and day.
        yield from _dated(year, two, one, match)


def _dated(year: int, month: int, day: int, match: re.Match[str]) -> Iterator[tuple[date, int, int]]:
    if year not in _YEARS:
        return
    try:
        yield date(year, month, day), match.start(), match.end()
    except ValueError:  # the 31st of June and the like
        return


@cache
def _month_numbers() -> dict[str, int]:
    return {name: number for number, names in _MONTHS.items() for name in names.split()}


@cache
def _named_months() -> re.Pattern[str]:
    names = "|".join(sorted(_month_numbers(), key=len, reverse=True))
    return re.compile(
        rf"(?<!\d)(?P<d1>\d{{1,2}})(?:\s?(?:st|nd|rd|th|er|re|º|°|ª|\.))?[\s-]*(?:(?:of|de|di|van)\s+)?"
        rf"\b(?P<m1>{names})\b\.?,?[\s-]*(?:(?:de|del|di|van)\s+)?(?P<y1>\d{{4}})(?!\d)"
        rf"|\b(?P<m2>{names})\b\.?\s*(?P<d2>\d{{1,2}})(?:\s?(?:st|nd|rd|th))?,?\s+(?P<y2>\d{{4}})(?!\d)",
        re.I,
    )
