"""Fills the watchlist file from a spreadsheet: every row is answered, and a second import adds nothing."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from monitor.config.edit import Additions, extend
from monitor.config.guess import type_named, type_of_address
from monitor.config.load import read_text, watchlist_from
from monitor.config.models import DocumentEntry, VendorEntry
from monitor.config.problems import Problem, validate
from monitor.config.tree import parse_tree
from monitor.config.values import did_you_mean
from monitor.config.vendors import document_key
from monitor.domain.errors import ConfigurationError
from monitor.domain.slug import slugify
from monitor.domain.vocabulary import DOCUMENT_TYPES
from monitor.domain.watchlist import Vendor

COLUMNS = ("name", "slug", "owner", "ref", "tier", "homepage", "tags", "type", "url", "locale")

MAX_BYTES = 50_000_000

# What a column is called in the file, where it differs.
_KEYS = {"ref": "reference"}
_VENDOR_COLUMNS = ("name", "slug", "homepage", "owner", "ref", "tier")

RowState = Literal["added", "merged", "already there", "error"]


@dataclass(frozen=True, slots=True)
class RowResult:
    """What became of one row; rows count as a spreadsheet shows them, the headings being row 1."""

    row: int
    state: RowState  # added: with a new vendor; merged: to a vendor that was known
    key: str | None  # of the document; None for an error
    reason: str | None  # of an error, for a person


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of a table, row by row; empty rows are left out."""

    rows: tuple[RowResult, ...]
    ignored_columns: tuple[str, ...]  # headings that mean nothing here

    def count(self, state: RowState) -> int:
        """Count the rows that ended as *state*."""
        return sum(row.state == state for row in self.rows)


def import_csv(path_or_text: Path | str, config: Path, mapping: Mapping[str, str]) -> ImportReport:
    """Add the vendors and documents of a CSV table to the watchlist file at *config*.

    Rows with a mistake are answered and left out; the others are written together, or not at all.

    Args:
        path_or_text: the table: UTF-8, UTF-16 with its mark or Windows-1252; comma, semicolon or tab.
        config: the watchlist file, which must exist and be without mistakes.
        mapping: our column to the heading in the table, for headings of other names.

    Raises:
        ConfigurationError: the table has no column of names or cannot be read, or the file cannot be written.
        WatchlistError: the watchlist file has mistakes, before or with these entries; nothing is written.
    """
    tree = parse_tree(read_text(config), str(config))
    before = watchlist_from(tree, config.parent, {})
    rows, ignored = _rows(_table_text(path_or_text), mapping)
    importer = _Importer(before.vendors)
    results = tuple(importer.take(number, row) for number, row in rows)
    if importer.additions.documents or importer.additions.vendors:
        extend(config, tree, before, importer.additions)
    return ImportReport(results, ignored)


class _RowError(Exception):
    """The row cannot be used; says why."""


@dataclass(slots=True)
class _Known:
    """A vendor of the file or of an earlier row."""

    slug: str
    new: dict[str, Any] | None  # the entry to be written, of a vendor that is not in the file
    addresses: dict[tuple[str, str], str] = field(default_factory=dict)  # (type, URL) to key


class _Importer:
    def __init__(self, vendors: tuple[Vendor, ...]) -> None:
        self.additions = Additions()
        self._vendors: dict[str, _Known] = {}
        self._keys: dict[str, str] = {}  # key to its first address
        self._slug_of_name = {vendor.name: vendor.slug for vendor in vendors}
        for vendor in vendors:
            known = self._vendors[vendor.slug] = _Known(vendor.slug, None)
            for document in vendor.documents:
                self._keys[document.key] = document.sources[0].url
                known.addresses |= {(document.type, source.url): document.key for source in document.sources}

    def take(self, number: int, row: Mapping[str, str]) -> RowResult:
        """Answer one row, and note what it adds."""
        try:
            state, key = self._take(row)
        except _RowError as error:
            return RowResult(number, "error", None, str(error))
        return RowResult(number, state, key, None)

    def _take(self, row: Mapping[str, str]) -> tuple[RowState, str]:
        fields = _vendor_fields(row)
        document = _document_fields(row)
        slug = fields.get("slug") or self._slug_of_name.get(fields["name"]) or slugify(fields["name"])
        if not slug:
            raise _RowError(f"name: {fields['name']!r} has no letter or digit of a-z, 0-9; fill in 'slug'")
        known = self._vendors.get(slug)
        if known:
            present = known.addresses.get((document["type"], document["url"]))
            if present:
                _complete(known, fields)
                return "already there", present
        key = self._free_key(slug, document)
        state: RowState = "merged" if known else "added"
        known = known or self._new_vendor(slug, fields)
        _complete(known, fields)
        self._keys[key] = document["url"]
        known.addresses[document["type"], document["url"]] = key
        if known.new is None:
            self.additions.documents.setdefault(slug, []).append(document)
        else:
            known.new["documents"].append(document)
        return state, key

    def _new_vendor(self, slug: str, fields: dict[str, Any]) -> _Known:
        new = {**fields, "documents": []}
        if slug == slugify(fields["name"]):
            new.pop("slug", None)
        self.additions.vendors.append(new)
        known = self._vendors[slug] = _Known(slug, new)
        return known

    def _free_key(self, slug: str, document: dict[str, Any]) -> str:
        key = document_key(slug, document["type"])
        if key not in self._keys:
            return key
        locale = slugify(document.get("locale", ""))
        qualified = document_key(slug, document["type"], locale)
        if not locale or qualified in self._keys:
            taken = f"{qualified} is watched at {self._keys[qualified]} already"
            raise _RowError(f"{taken}; give each of the rows its own 'locale', or edit the file")
        # Only the later one is qualified, so that the key of the earlier one stays.
        document["qualifier"] = locale
        return qualified


def _vendor_fields(row: Mapping[str, str]) -> dict[str, Any]:
    if not row.get("name"):
        raise _RowError("name: is empty")
    fields: dict[str, Any] = {_KEYS.get(c, c): row[c] for c in _VENDOR_COLUMNS if row.get(c)}
    tags = [tag.strip() for tag in row.get("tags", "").replace("|", ",").replace(";", ",").split(",")]
    if any(tags):
        fields["tags"] = list(dict.fromkeys(tag for tag in tags if tag))
    _refuse(validate(VendorEntry, fields)[1])
    return fields


def _document_fields(row: Mapping[str, str]) -> dict[str, Any]:
    url = row.get("url", "")
    if not url:
        what = "only a home page, and that is not watched" if row.get("homepage") else "no address"
        raise _RowError(f"url: {what}; fill in the address of one policy, and one row for each policy")
    document = {"type": _type(row.get("type", ""), url), "url": url}
    if row.get("locale"):
        document["locale"] = row["locale"].replace("_", "-")
    _refuse(validate(DocumentEntry, document)[1])
    return document


def _type(named: str, url: str) -> str:
    if named:
        kind = type_named(named)
        if not kind:
            hint = did_you_mean(slugify(named).replace("-", "_"), DOCUMENT_TYPES)
            raise _RowError(
                f"type: unknown document type {named!r}{hint or '; known: ' + ', '.join(DOCUMENT_TYPES)}"
            )
        return kind
    guessed = type_of_address(url)
    if not guessed:
        raise _RowError(
            f"type: is empty, and the address does not name one; known: {', '.join(DOCUMENT_TYPES)}"
        )
    return guessed


def _refuse(problems: list[Problem]) -> None:
    if problems:
        columns = {key: column for column, key in _KEYS.items()}
        step = str(problems[0].steps[0]) if problems[0].steps else "row"
        raise _RowError(f"{columns.get(step, step)}: {problems[0].message}")


def _complete(known: _Known, fields: Mapping[str, Any]) -> None:
    # Spreadsheets often fill in a vendor's own columns in one of its rows only. The file's own entries stay.
    if known.new is None:
        return
    documents = known.new.pop("documents")
    tags = [*known.new.get("tags", []), *fields.get("tags", [])]
    known.new |= {key: value for key, value in fields.items() if key not in known.new and key != "slug"}
    if tags:
        known.new["tags"] = list(dict.fromkeys(tags))
    known.new["documents"] = documents


def _table_text(path_or_text: Path | str) -> str:
    if isinstance(path_or_text, str):
        return path_or_text.removeprefix("\ufeff")
    try:
        with path_or_text.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise ConfigurationError(f"{path_or_text}: {error.strerror}") from error
    if len(content) > MAX_BYTES:
        raise ConfigurationError(f"{path_or_text}: larger than {MAX_BYTES // 1_000_000} MB")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):  # "Unicode text" of spreadsheet programs
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _rows(text: str, mapping: Mapping[str, str]) -> tuple[list[tuple[int, dict[str, str]]], tuple[str, ...]]:
    records = list(_records(text))
    if not records:
        raise ConfigurationError(
            "the table is empty; its first row must hold the headings, such as name, type, url"
        )
    (_, headings), *rest = records
    columns, ignored = _columns(headings, mapping)
    rows = []
    for number, record in rest:
        cells = {column: record[at].strip() for column, at in columns.items() if at < len(record)}
        if any(cell.strip() for cell in record):
            rows.append((number, cells))
    return rows, ignored


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        separator, text = first.strip()[4], rest  # written by Excel so that it can read its own files
    else:
        separator = _separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    number = 0
    try:
        for record in reader:
            number += 1
            if any(cell.strip() for cell in record):
                yield number, record
    except csv.Error as error:
        raise ConfigurationError(f"row {number + 1} of the table cannot be read: {error}") from error


def _separator(text: str) -> str:
    # The headings decide: they hold no sentences with commas, unlike what csv.Sniffer looks at.
    heading = next((line for line in text.splitlines() if line.strip()), "")
    return max(",;\t", key=heading.count)


def _columns(headings: list[str], mapping: Mapping[str, str]) -> tuple[dict[str, int], tuple[str, ...]]:
    places: dict[str, int] = {}
    for at, heading in enumerate(headings):
        places.setdefault(_folded(heading), at)
    columns: dict[str, int] = {}
    for column, heading in mapping.items():
        if column not in COLUMNS:
            raise ConfigurationError(f"unknown column {column!r}{did_you_mean(column, COLUMNS)}")
        if _folded(heading) not in places:
            shown = ", ".join(heading.strip() for heading in headings)
            raise ConfigurationError(f"the table has no heading {heading!r}; it has: {shown}")
        columns[column] = places[_folded(heading)]
    for column in COLUMNS:
        found = places.get(column, places.get(_KEYS.get(column, column)))
        if column not in columns and found is not None and found not in columns.values():
            columns[column] = found
    if "name" not in columns:
        shown = ", ".join(heading.strip() for heading in headings)
        raise ConfigurationError(f"the table has no heading 'name'; it has: {shown}; use --map name=HEADING")
    ignored = [
        heading.strip()
        for at, heading in enumerate(headings)
        if at not in columns.values() and heading.strip()
    ]
    return columns, tuple(ignored)


def _folded(heading: str) -> str:
    return " ".join(heading.split()).casefold()
