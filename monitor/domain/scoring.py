"""Assessments held against labels: how often they agree, in what, and where they do not. Counts only, no input."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from monitor.domain import folding
from monitor.domain.assessment import Assessment, ClauseChange, Fact
from monitor.domain.countries import countries_in
from monitor.domain.facts import mechanisms_in
from monitor.domain.labels import Label, LabelledEdit
from monitor.domain.vocabulary import CATEGORIES, VERDICTS

# Who reads an assessment reads so many of its edits, and of each clause so many words.
READ_EDITS: Final = 15
_READ_WORDS: Final = 120
# Of the words of a quote, so many must stand in the clause that is cited: quotes are cut and joined by hand.
_QUOTED: Final = 0.6


@dataclass(frozen=True, slots=True)
class Pair:
    """One label and the assessment of the same change."""

    label: Label
    assessment: Assessment

    @property
    def is_wanted(self) -> bool:
        """Whether the label says that somebody should be told."""
        return self.label.verdict == "material"

    @property
    def is_told(self) -> bool:
        """Whether the assessment would tell somebody."""
        return self.assessment.verdict == "material"


@dataclass(frozen=True, slots=True)
class Agreement:
    """How often something was found where it was (`right`), where it was not (`wrong`), and not where it was."""

    right: int
    wrong: int
    missed: int

    def as_json(self) -> dict[str, Any]:
        """Give the counts with precision, recall and F1; each null where nothing says anything about it."""
        said, there = self.right + self.wrong, self.right + self.missed
        return {
            "precision": _share(self.right, said),
            "recall": _share(self.right, there),
            "f1": _share(2 * self.right, said + there),
            "labelled": there,
            "right": self.right,
            "wrong": self.wrong,
            "missed": self.missed,
        }


@dataclass(frozen=True, slots=True)
class Miss:
    """A label that the assessment disagrees with."""

    pair: Pair
    edit: LabelledEdit | None = None  # None: about the verdict; else the edit that is not cited

    @property
    def kind(self) -> str:
        """Which way: `not_told`, `false_alert` or `not_cited`."""
        if self.edit is not None:
            return "not_cited"
        return "not_told" if self.pair.is_wanted else "false_alert"

    def as_json(self) -> dict[str, Any]:
        """Give what a person needs to judge who is right."""
        label, found = self.pair.label, self.pair.assessment
        edit = self.edit
        return {
            "id": label.id,
            "miss": self.kind,
            "labelled": label.verdict,
            "severity": label.severity,
            "categories": list(label.categories),
            "assessed": found.verdict,
            "assessed_categories": list(found.categories),
            "summary": found.summary,
            "note": label.note,
            "category": None if edit is None else edit.category,
            "quote": None if edit is None else edit.after or edit.before,
        }


def score(pairs: Sequence[Pair]) -> dict[str, Any]:
    """Count over *pairs* what docs/evaluation.md describes; every share is null where nothing is labelled."""
    strata = sorted({pair.label.stratum for pair in pairs if pair.label.stratum is not None})
    languages = sorted({pair.label.language for pair in pairs if pair.label.language is not None})
    high = [pair for pair in pairs if pair.label.severity == "high"]
    confusion = Counter(f"{pair.label.verdict}->{pair.assessment.verdict}" for pair in pairs)
    cited = [found for pair in pairs if pair.is_wanted for found in _cited(pair)]
    found_edits = [(edit, good) for edit, good in cited if good]
    directed = [(edit, good) for edit, good in found_edits if edit.direction is not None]
    return {
        "labels": len(pairs),
        "alerts": alerts(pairs).as_json(),
        "strata": {
            name: alerts([pair for pair in pairs if pair.label.stratum == name]).as_json() for name in strata
        },
        "languages": {
            name: alerts([pair for pair in pairs if pair.label.language == name]).as_json()
            for name in languages
        },
        "verdicts": {
            verdict: _agreement(
                (pair.label.verdict == verdict, pair.assessment.verdict == verdict) for pair in pairs
            ).as_json()
            for verdict in VERDICTS
        },
        "confusion": dict(sorted(confusion.items())),
        "high_told": _found(sum(pair.is_told for pair in high), len(high)),
        "categories": dict(_categories(pairs)),
        "edits_cited": _found(len(found_edits), len(cited)),
        "directions_right": _found(
            sum(any(one.direction == edit.direction for one in good) for edit, good in directed),
            len(directed),
        ),
        "facts": _facts(pairs),
    }


def alerts(pairs: Iterable[Pair]) -> Agreement:
    """Count who would be told of what they want to be told of."""
    return _agreement((pair.is_wanted, pair.is_told) for pair in pairs)


def misses(pairs: Sequence[Pair]) -> list[Miss]:
    """List what the assessment disagrees with: first verdicts, then, where both say material, edits not cited."""
    verdicts = [Miss(pair) for pair in pairs if pair.is_wanted != pair.is_told]
    verdicts.sort(key=lambda miss: (not miss.pair.is_wanted, miss.pair.label.severity != "high"))
    both = (pair for pair in pairs if pair.is_wanted and pair.is_told)
    return [*verdicts, *(Miss(pair, edit) for pair in both for edit, good in _cited(pair) if not good)]


def _categories(pairs: Sequence[Pair]) -> Iterator[tuple[str, dict[str, Any]]]:
    for category in CATEGORIES:
        counted = _agreement(
            (category in pair.label.categories, category in pair.assessment.categories) for pair in pairs
        )
        if counted != Agreement(0, 0, 0):
            yield category, counted.as_json()


def _agreement(said: Iterable[tuple[bool, bool]]) -> Agreement:
    counts = Counter(said)
    return Agreement(counts[True, True], counts[False, True], counts[True, False])


def _cited(pair: Pair) -> Iterator[tuple[LabelledEdit, list[ClauseChange]]]:
    """Yield each labelled edit with the edits of the assessment that show its words under its category."""
    shown = pair.assessment.changes[:READ_EDITS]
    for edit in pair.label.edits:
        yield edit, [one for one in shown if one.category == edit.category and _shows(one, edit)]


def _shows(found: ClauseChange, edit: LabelledEdit) -> bool:
    # The new words are what a reader looks for; the old ones only where nothing took their place.
    quote, clause = (edit.after, found.after) if edit.after else (edit.before, found.before)
    wanted, there = Counter(folding.words(quote)), Counter(folding.words(clause)[:_READ_WORDS])
    return bool(wanted) and (wanted & there).total() >= _QUOTED * wanted.total()


def _facts(pairs: Sequence[Pair]) -> dict[str, dict[str, int]]:
    counts: dict[str, list[int]] = {}
    for pair in pairs:
        known = [fact for one in pair.assessment.changes[:READ_EDITS] for fact in one.facts]
        for fact in (fact for edit in pair.label.edits for fact in edit.facts):
            count = counts.setdefault(fact["type"], [0, 0])
            count[0] += any(_is_told(fact, one) for one in known)
            count[1] += 1
    return {kind: _found(*count) for kind, count in sorted(counts.items())}


def _is_told(wanted: Fact, found: Fact) -> bool:
    """Whether an assessment states the labelled fact: the same values, or all members of the labelled sets."""
    kind = wanted["type"]
    if found["type"] != kind:
        return False
    if kind in ("period", "age", "basis", "entity"):
        return all(_value(wanted.get(side)) == _value(found.get(side)) for side in ("from", "to"))
    return all(_members(wanted, side) <= _members(found, side) for side in ("added", "removed"))


def _members(fact: Fact, side: str) -> frozenset[str]:
    said = [str(value) for value in fact.get(side) or ()]
    if fact["type"] == "countries":
        return frozenset(code for value in said for code in (countries_in(value) or {value.upper()}))
    if fact["type"] == "mechanism":
        return frozenset(code for value in said for code in (mechanisms_in(value) or {value.lower()}))
    return frozenset(" ".join(folding.words(value)) for value in said)


_PERIOD: Final = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(\d+)H)?")


def _value(value: object) -> object:
    """Give what makes two values equal: a year is twelve months, a week seven days, two days are 48 hours."""
    period = _PERIOD.fullmatch(value) if isinstance(value, str) else None
    if period is None or value == "P":
        return folding.words(str(value)) if value is not None else None
    years, months, weeks, days, hours = (int(part or 0) for part in period.groups())
    return 12 * years + months, 24 * (7 * weeks + days) + hours


def _found(count: int, total: int) -> dict[str, int]:
    return {"found": count, "labelled": total}


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None


def by_service(services: Mapping[str, str], half: str) -> set[str]:
    """Choose the ids of one half (`odd` or `even`) of the services, told apart by a hash of the name of each.

    What is tuned on one half is measured on the other; the halves stay the same on every machine.
    """
    wanted = 1 if half == "odd" else 0
    return {one for one, service in services.items() if _parity(service) == wanted}


def _parity(service: str) -> int:
    return sha256(service.encode()).digest()[1] % 2
