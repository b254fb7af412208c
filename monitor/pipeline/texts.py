"""Extraction and assessment on their own, on files and on JSON lines: no watchlist, no database."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from monitor.domain.assess import assess
from monitor.domain.assessment import Assessment, Context, unassessable
from monitor.domain.errors import ConfigurationError
from monitor.domain.extraction import Extraction
from monitor.domain.selection import NoSelector, Selector, selectors_from_json
from monitor.domain.stated import stated_facts
from monitor.domain.vocabulary import DocumentType
from monitor.pipeline.batch import in_order
from monitor.pipeline.extraction.extract import InvalidSelector, extract

JsonRow = dict[str, Any]

_FAULTS_TOLD = 3


def extract_lines(lines: Iterable[str]) -> Iterator[JsonRow]:
    """Answer each line of the contract of `extract --jsonl`, in order, each alone.

    Raises:
        ConfigurationError: At the end, when all others are answered: lines are no such objects; it has their numbers.
    """
    faults: list[str] = []
    yield from in_order(_extract_line, _objects(lines, ("id", "path"), faults), _not_extracted)
    _tell(faults)


def extract_files(rows: Iterable[JsonRow]) -> Iterator[JsonRow]:
    """Answer rows that name a file each, as `extract_lines` does."""
    return in_order(_extract_row, rows, _not_extracted)


def assess_lines(lines: Iterable[str]) -> Iterator[JsonRow]:
    """Answer each line of the contract of `assess --jsonl`, in order.

    Raises:
        ConfigurationError: At the end, when all others are answered: lines are no such objects; it has their numbers.
    """
    faults: list[str] = []
    yield from in_order(_assess_row, _objects(lines, ("id", "before", "after"), faults), _not_assessed)
    _tell(faults)


def assess_texts(
    before: str, after: str, document_type: DocumentType | None, language: str | None
) -> Assessment:
    """Assess the step from one text to another."""
    return assess(before, after, Context(document_type=document_type, language=language))


def facts_of(text: str) -> list[JsonRow]:
    """List the facts of a text as the contract writes them, each with its `section` and its `clause`."""
    return [stated.as_json() for stated in stated_facts(text)]


def read_text(path: Path) -> str:
    """Read a text file as UTF-8, replacing what is not.

    Raises:
        ConfigurationError: The file cannot be read.
    """
    try:
        return path.read_text(encoding="utf-8-sig", errors="replace")
    except OSError as error:
        raise ConfigurationError(f"{path}: {error.strerror}") from error


def extraction_json(extraction: Extraction) -> JsonRow:
    """Give an extraction as the contract writes it, without the id."""
    return {
        "outcome": extraction.outcome,
        "reason": extraction.reason,
        "title": extraction.title,
        "language": extraction.language,
        "dates": {
            "updated": extraction.updated.isoformat() if extraction.updated else None,
            "effective": extraction.effective.isoformat() if extraction.effective else None,
        },
        "words": extraction.words,
        "text": extraction.text,
    }


def _extract_row(row: Mapping[str, Any]) -> JsonRow:
    try:
        data = Path(row["path"]).read_bytes()
    except OSError as error:
        return {"id": row["id"], **extraction_json(_unreadable(f"{row['path']}: {error.strerror}"))}
    extraction = extract(
        data,
        content_type=row.get("content_type"),
        url=row.get("url"),
        select=_selectors(row, "select"),
        remove=_selectors(row, "remove"),
    )
    return {"id": row["id"], **extraction_json(extraction)}


def _extract_line(row: Mapping[str, Any]) -> JsonRow:
    """As `_extract_row`; what cannot be read of one line is the answer of that line."""
    try:
        return _extract_row(row)
    except InvalidSelector as error:
        return {"id": row["id"], **extraction_json(_unreadable(str(error)))}


def _selectors(row: Mapping[str, Any], key: str) -> tuple[Selector, ...]:
    try:
        return selectors_from_json(row.get(key))
    except NoSelector as error:
        raise InvalidSelector(f"{row['id']}: {key}: {error}") from error


def _not_extracted(row: Mapping[str, Any], reason: str) -> JsonRow:
    return {"id": row["id"], **extraction_json(_unreadable(f"reading it {reason}"))}


def _unreadable(reason: str) -> Extraction:
    return Extraction(outcome="unreadable", reason=reason, text="", words=0)


def _assess_row(row: Mapping[str, Any]) -> JsonRow:
    return {"id": row["id"], **assess(row["before"], row["after"]).as_json()}


def _not_assessed(row: Mapping[str, Any], reason: str) -> JsonRow:
    # Not knowing is told, never passed over in silence.
    return {"id": row["id"], **unassessable(reason).as_json()}


def _objects(lines: Iterable[str], needed: tuple[str, ...], faults: list[str]) -> Iterator[JsonRow]:
    """Yield the objects of *lines*; what is none is added to *faults*, so that it costs no other line its answer."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            faults.append(f"line {number} of the input is no JSON: {error}")
            continue
        if not isinstance(row, dict) or any(key not in row for key in needed):
            faults.append(f"line {number} of the input needs the keys {', '.join(needed)}")
            continue
        yield row


def _tell(faults: Sequence[str]) -> None:
    if not faults:
        return
    more = f"; and {len(faults) - _FAULTS_TOLD} more lines" if len(faults) > _FAULTS_TOLD else ""
    raise ConfigurationError("; ".join(faults[:_FAULTS_TOLD]) + more)
