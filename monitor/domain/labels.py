"""Labels: what a person says a change means, to hold the assessment against. Only their shapes and their reading."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from monitor.domain.assessment import Fact
from monitor.domain.vocabulary import (
    CATEGORIES,
    DIRECTIONS,
    SEVERITIES,
    VERDICTS,
    Category,
    Direction,
    Severity,
    Verdict,
)

Word = TypeVar("Word", bound=str)

_FACT_TYPES: Final = ("period", "countries", "mechanism", "recipients", "age", "basis", "entity")


class InvalidLabel(ValueError):
    """What was written is no label; the message says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class LabelledEdit:
    """One edit that the assessment should cite: under which category, with which words, which way, with what facts."""

    category: Category
    direction: Direction | None  # None: not said, not measured
    before: str  # a quote from the older clause; "" where there is none
    after: str
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredRef:
    """A stored change: of a document, to a version named by its number or by the commit it was imported from."""

    document: str
    to_version: int | None
    source_ref: str | None
    from_version: int | None  # only held against what is stored


@dataclass(frozen=True, slots=True)
class Label:
    """What a person says of one change. Without `stored` it is about the pair of texts with the same id."""

    id: str
    verdict: Verdict
    severity: Severity | None
    categories: tuple[Category, ...]
    edits: tuple[LabelledEdit, ...]
    language: str | None
    stratum: str | None
    note: str
    stored: StoredRef | None = None


def read_label(row: object) -> Label:
    """Read one label as JSON writes it; only `id` and `verdict` must be there, keys without meaning are passed over.

    Raises:
        InvalidLabel: It is none.
    """
    if not isinstance(row, Mapping):
        raise InvalidLabel("a label is an object")
    verdict = _word(row, "verdict", VERDICTS)
    if verdict is None:
        raise InvalidLabel(f"verdict is one of {', '.join(VERDICTS)}")
    categories = tuple(_one_of(value, "categories", CATEGORIES) for value in _list(row, "categories"))
    edits = tuple(_edit(value) for value in _list(row, "changes"))
    if verdict != "material" and categories:
        raise InvalidLabel(f"{verdict} changes have no categories")
    return Label(
        id=_id(row),
        verdict=verdict,
        severity=_word(row, "severity", SEVERITIES),
        categories=categories,
        edits=edits if verdict == "material" else (),
        language=_text(row, "language"),
        stratum=_text(row, "stratum"),
        note=_text(row, "note") or "",
        stored=_stored(row),
    )


def _id(row: Mapping[str, Any]) -> str:
    if not isinstance(row.get("id"), str | int) or row["id"] == "":
        raise InvalidLabel("a label needs an id")
    return str(row["id"])


def _stored(row: Mapping[str, Any]) -> StoredRef | None:
    document, commit = _text(row, "document"), _text(row, "source_ref")
    older, newer = _number(row, "from_version"), _number(row, "to_version")
    if document is None:
        if newer is not None or commit is not None:
            raise InvalidLabel("a stored change needs its document")
        return None
    if (newer is None) == (commit is None):
        raise InvalidLabel("a stored change is named by to_version or by source_ref")
    return StoredRef(document, newer, commit, older)


def _edit(value: object) -> LabelledEdit:
    if not isinstance(value, Mapping):
        raise InvalidLabel("each of changes is an object")
    before, after = _text(value, "before") or "", _text(value, "after") or ""
    if not before and not after:
        raise InvalidLabel("each of changes quotes before or after")
    return LabelledEdit(
        category=_one_of(value.get("category"), "category", CATEGORIES),
        direction=_word(value, "direction", DIRECTIONS),
        before=before,
        after=after,
        facts=tuple(_facts(value)),
    )


def _facts(edit: Mapping[str, Any]) -> list[Fact]:
    """Read `facts`, as the assessment writes them, or the one `fact` of a label."""
    given = [*_list(edit, "facts"), *([edit["fact"]] if edit.get("fact") is not None else [])]
    for fact in given:
        if not isinstance(fact, dict) or fact.get("type") not in _FACT_TYPES:
            raise InvalidLabel(f"a fact is an object with a type: {', '.join(_FACT_TYPES)}")
    return given


def _list(row: Mapping[str, Any], key: str) -> Sequence[Any]:
    value = row.get(key)
    if value is not None and not isinstance(value, list):
        raise InvalidLabel(f"{key} is a list")
    return value or ()


def _text(row: Mapping[str, Any], key: str) -> str | None:
    value = row.get(key)
    if value is not None and not isinstance(value, str):
        raise InvalidLabel(f"{key} is a text")
    return value


def _number(row: Mapping[str, Any], key: str) -> int | None:
    value = row.get(key)
    if value is not None and (not isinstance(value, int) or isinstance(value, bool) or value < 1):
        raise InvalidLabel(f"{key} is the number of a version")
    return value


def _word(row: Mapping[str, Any], key: str, words: Sequence[Word]) -> Word | None:
    return None if row.get(key) is None else _one_of(row[key], key, words)


def _one_of(value: object, key: str, words: Sequence[Word]) -> Word:
    found = next((word for word in words if word == value), None)
    if found is None:
        raise InvalidLabel(f"{key}: {value!r} is none of {', '.join(words)}")
    return found
