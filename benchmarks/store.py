"""What queries cost in a large store, as ratios of 10,000 versions to a million.

    python -m benchmarks store [VERSIONS] [DATABASE_URL]

Fills an empty database with documents of 50 versions, one of which is a long one of 2,000, with change rates as
recorded histories have them: two changes in five are noise, a tenth is material. The long document has real texts;
the others name bytes of the usual size (1,000) that nobody reads. Then it asks what people ask. In-process.
"""

import random
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import Any

from sqlalchemy import insert, text

from storage import blobs, reports, versions
from storage.engine import Store
from storage.models import (
    BlobRow,
    ChangeRow,
    ClauseChangeRow,
    DocumentRow,
    ReadingRow,
    SourceRow,
    VendorRow,
    VersionRow,
)
from storage.reports import ChangeFilter
from storage.schema import open_store

LONG = "vendor-0/terms"
LONG_VERSIONS = 2_000
PER_DOCUMENT = 50
STORED_BYTES = 1_000  # of a version, measured on recorded histories
START = datetime(2012, 1, 1, tzinfo=UTC)
CATEGORIES = ("sharing", "retention", "transfer", "rights", "security", "payment")
Rows = list[dict[str, Any]]


@dataclass(slots=True)
class Made:
    """The rows of one document, by table."""

    readings: Rows
    versions: Rows
    changes: Rows
    edits: Rows
    blobs: Rows


def fill(store: Store, count: int) -> None:
    """Put *count* versions into an empty database, with their changes."""
    long = min(LONG_VERSIONS, count // 2)
    documents = 1 + (count - long) // PER_DOCUMENT
    lengths = [long, *[PER_DOCUMENT] * (documents - 1)]
    texts = _real_texts(store, long)
    chance = random.Random(1)
    with store.engine.execution_options(immediate=True).begin() as connection:
        vendors = range(1, documents // 5 + 2)
        _put(
            connection,
            VendorRow,
            ({"id": n, "slug": f"vendor-{n - 1}", "name": f"V{n}", "tags": []} for n in vendors),
        )
        _put(connection, DocumentRow, (_document(n) for n in range(1, documents + 1)))
        _put(
            connection,
            SourceRow,
            (
                {"document_id": n, "position": 0, "url": f"https://v.example/{n}", "select": [], "remove": []}
                for n in range(1, documents + 1)
            ),
        )
        first = 1
        for group in _batched(enumerate(lengths, start=1), 100):
            made = Made([], [], [], [], [])
            for document, length in group:
                _make(made, chance, document, first, length, texts if document == 1 else None)
                first += length
            for row, rows in (
                (BlobRow, made.blobs),
                (ReadingRow, made.readings),
                (VersionRow, made.versions),
                (ChangeRow, made.changes),
                (ClauseChangeRow, made.edits),
            ):
                _put(connection, row, rows)
    with store.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(text("ANALYZE"))


def _batched(rows: Iterable[Any], most: int) -> Iterator[list[Any]]:
    left = iter(rows)
    while part := list(islice(left, most)):
        yield part


def _put(connection: Any, row: Any, rows: Any) -> None:
    for part in _batched(rows, 5_000):
        connection.execute(insert(row.__table__), part)


def _document(number: int) -> dict[str, Any]:
    kind = ("terms", "privacy_policy", "dpa", "cookie_policy", "subprocessors")[(number - 1) % 5]
    return {
        "id": number,
        "vendor_id": (number - 1) // 5 + 1,
        "key": f"vendor-{(number - 1) // 5}/{kind}",
        "type": kind,
        "schedule": "P1D",
        "added_at": START,
    }


def _real_texts(store: Store, count: int) -> list[str]:
    lines = [f"{number}. We keep data of kind {number * 7919} for {number} days.\n" for number in range(800)]
    digests: list[str] = []
    with store.write() as session:
        for number in range(count):
            lines[number % 800] = f"{number}. We share data of kind {number * 31} with {number} partners.\n"
            digests.append(blobs.put_text(session, "".join(lines), digests[-1] if digests else None))
    return digests


def _make(
    made: Made, chance: random.Random, document: int, first: int, length: int, texts: list[str] | None
) -> None:
    for number in range(length):
        row = first + number
        seen = START + timedelta(hours=100_000 * number / length + document % 1000)
        digest = texts[number] if texts else chance.randbytes(32).hex()
        if not texts:
            made.blobs.append(
                {
                    "sha256": digest,
                    "size": 50_000,
                    "codec": 1,
                    "depth": 0,
                    "data": chance.randbytes(STORED_BYTES),
                }
            )
        marks = {"text_sha256": digest, "identity": digest, "substance": digest}
        made.readings.append(
            {
                "id": row,
                "extractor": "1",
                "rules": "",
                "outcome": "policy",
                "title": "Terms",
                "language": "en",
            }
            | {"words": 8_000, **marks}
        )
        made.versions.append(
            {"id": row, "document_id": document, "number": number + 1, "reading_id": row, "seen_at": seen}
            | {"accepted": "confirmed"}
        )
        if number:
            _change(made, chance, document, row, seen)


def _change(made: Made, chance: random.Random, document: int, row: int, seen: datetime) -> None:
    rate = chance.random()
    verdict = "noise" if rate < 0.4 else "minor" if rate < 0.9 else "material"
    category = chance.choice(CATEGORIES)
    is_material = verdict == "material"
    made.changes.append(
        {"id": row, "document_id": document, "from_version_id": row - 1, "to_version_id": row, "revision": 1}
        | {"baseline_reading_id": row - 1, "cause": "vendor", "verdict": verdict, "noise": [], "marks": []}
        | {"severity": chance.choice(("high", "medium", "low")) if is_material else None}
        | {"categories": [category] if is_material else [], "summary": "Says more", "assessor": "1"}
        | {"created_at": seen}
    )
    for position in range(3 if is_material else 0):
        made.edits.append(
            {"change_id": row, "position": position, "category": category, "kind": "modified", "reasons": []}
            | {
                "direction": "weaker",
                "section": "Use",
                "before": "We keep it. " * 20,
                "after": "We sell it. " * 20,
            }
        )


def questions() -> dict[str, Callable[[Any], object]]:
    """Give what is asked, by name; each takes a session."""
    asked: dict[str, ChangeFilter] = {
        "changes, last 100": ChangeFilter(limit=100),
        "changes, one document": ChangeFilter(document=(LONG,), limit=100),
        "changes, material retention": ChangeFilter(
            verdict=("material",), category=("retention",), limit=100
        ),
        "changes, vendor": ChangeFilter(vendor=("vendor-3",), limit=100),
        "changes, high since": ChangeFilter(
            severity=("high",), since=START + timedelta(days=4_000), limit=100
        ),
        "changes, one day": ChangeFilter(
            since=START + timedelta(days=1_000), until=START + timedelta(days=1_001), limit=100
        ),
    }
    return {
        "show --at": lambda session: versions.load_version(session, LONG, at=START + timedelta(days=2_000)),
        "history, 50 versions": lambda session: reports.history_rows(session, "vendor-0/dpa"),
        "history, 2,000 versions": lambda session: reports.history_rows(session, LONG),
    } | {
        name: lambda session, wanted=wanted: list(reports.change_rows(session, wanted))
        for name, wanted in asked.items()
    }


def ask(store: Store) -> dict[str, float]:
    """Give the median milliseconds of each question, of seven."""
    found = {}
    for name, question in questions().items():
        times = []
        for _ in range(7):
            start = perf_counter()
            with store.read() as session:
                question(session)
            times.append(1000 * (perf_counter() - start))
        found[name] = sorted(times)[3]
    return found


def measure(url: str, count: int) -> dict[str, float]:
    """Fill the database at *url* and ask."""
    store = open_store(url)
    start = perf_counter()
    fill(store, count)
    print(f"{count:,} versions filled in {perf_counter() - start:.0f} s", flush=True)
    try:
        return ask(store)
    finally:
        store.close()


def _places(arguments: list[str]) -> Iterator[tuple[int, str]]:
    most = int(arguments[0]) if arguments else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        for count in (max(100, most // 100), most):
            given = (
                arguments[1] + f"_{count}"
                if len(arguments) > 1
                else f"sqlite:///{Path(folder) / str(count)}.db"
            )
            yield count, given
            if "sqlite" in given:
                print(
                    f"{Path(given.removeprefix('sqlite:///')).stat().st_size / count:,.0f} bytes per version"
                )


def main(arguments: list[str]) -> None:
    """Measure and print; a given URL is the beginning of those of two empty databases, NAME_SIZE."""
    small, large = [measure(url, count) for count, url in _places(arguments)]
    for name, cost in large.items():
        print(f"{name:30} {small[name]:8.2f} ms {cost:8.2f} ms {cost / small[name]:6.2f} x")


if __name__ == "__main__":
    main(sys.argv[1:])
