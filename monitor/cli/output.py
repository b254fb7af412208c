"""Writing results: tables for people, JSON, CSV, Markdown and HTML for others. Always UTF-8, on standard output."""

import csv
import html
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from monitor.domain.errors import ConfigurationError

Row = Mapping[str, Any]


class Format(StrEnum):
    """How a result is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"
    HTML = "html"


# Blanks that are not "printable" and do nothing: French sets no-break ones before every colon.
_HARMLESS = "\n\t\u00a0\u202f\u2009"

TABULAR = (Format.TABLE, Format.JSON, Format.CSV, Format.MARKDOWN, Format.HTML)


_STYLE = (
    "body{font:16px/1.55 Georgia,serif;color:#1a1a1a;background:#fff;max-width:50rem;margin:2rem auto;padding:0 1rem}"
    "h1{font-size:1.3rem;overflow-wrap:anywhere}h2{font-size:.85rem;color:#555;font-weight:normal;margin:0}"
    "table{border-collapse:collapse}th,td{text-align:left;vertical-align:top;padding:.2rem .8rem .2rem 0}"
    "td{border-top:1px solid #ddd}"
    "section{border-left:4px solid #ccc;padding:.2rem 0 .2rem 1rem;margin:1rem 0}"
    "section.added{border-color:#1a7f37}section.removed{border-color:#b42318}section.modified{border-color:#8a6100}"
    ".text{white-space:pre-wrap;overflow-wrap:anywhere;margin:.2rem 0}"
    ".label{font:bold .75rem/1.4 sans-serif;text-transform:uppercase;letter-spacing:.05em}"
    "ins{background:#dafbe1;text-decoration:underline}del{background:#ffe3e0;text-decoration:line-through}"
    "del+ins{margin-left:.2em}"
    ".word{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}"
    ".gap{color:#707070}"
    ":root{color-scheme:light dark}"
    "@media (prefers-color-scheme:dark){body{color:#e4e4e4;background:#17191c}h2,.gap{color:#a8a8a8}"
    "td{border-color:#44484d}section{border-color:#555}section.added{border-color:#3fb950}"
    "section.removed{border-color:#ff7b72}section.modified{border-color:#d29922}"
    "ins{background:#12432a}del{background:#5c1f1c}}"
)


def chosen(wanted: Format | None, allowed: Sequence[Format] = TABULAR) -> Format:
    """Give the format to write in; a table where none was asked for.

    Raises:
        ConfigurationError: This command cannot write the format.
    """
    if wanted is None:
        return Format.TABLE
    if wanted not in allowed:
        raise ConfigurationError(f"--format {wanted}: this command writes {', '.join(allowed)}")
    return wanted


def write_rows(rows: Iterable[Row], columns: Mapping[str, str], wanted: Format | None) -> None:
    """Write rows as they come: whole objects as JSON, the named columns (key: heading) in the other formats."""
    match chosen(wanted):
        case Format.JSON:
            _write_array(rows)
        case Format.CSV:
            _write_csv(rows, columns)
        case Format.MARKDOWN:
            _write_markdown(rows, columns)
        case Format.HTML:
            _write_html(rows, columns)
        case _:
            _write_table(rows, columns)


def write_json(value: Any) -> None:
    """Write one JSON value, indented for a person who looks."""
    say(json.dumps(value, ensure_ascii=False, indent=2, default=plain))


def _write_array(rows: Iterable[Row]) -> None:
    """Write what `write_json` writes of a list, without having all of it in memory."""
    opening = "["
    for row in rows:
        said = json.dumps([row], ensure_ascii=False, indent=2, default=plain)
        sys.stdout.write(opening + said[1:-2])
        opening = ","
    say("[]" if opening == "[" else "\n]")


def write_json_line(value: Any) -> None:
    """Write one JSON object as one line.

    Letters beyond ASCII are escaped: clauses contain line separators (U+2028) that some readers break lines at.
    """
    say(json.dumps(value, default=plain))


def say(text: str) -> None:
    """Write text, as it is."""
    sys.stdout.write(text + "\n")


def plain(value: Any) -> Any:
    """Turn what JSON does not know into what the contract says: times as ISO 8601 in UTC.

    Raises:
        TypeError: The value has no form in JSON.
    """
    if isinstance(value, datetime):
        return iso_time(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no JSON form")


def iso_time(value: datetime) -> str:
    """Write a time as ISO 8601 in UTC, to the second."""
    return value.astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")


def cell(value: Any) -> str:
    """Write a value for one cell of a table."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC):%Y-%m-%d %H:%M}"
    if isinstance(value, list | tuple):
        return ", ".join(map(cell, value))
    return " ".join(printable(str(value)).split())


def printable(text: str) -> str:
    """Make control characters visible, so that no page can move the cursor or colour the terminal."""
    return "".join(
        char if char.isprintable() or char in _HARMLESS else f"\\x{ord(char):02x}" for char in text
    )


def _write_table(rows: Iterable[Row], columns: Mapping[str, str]) -> None:
    if sys.stdout.isatty():
        _write_rich_table(rows, columns)
        return
    for line in _aligned([[cell(row.get(key)) for key in columns] for row in rows], list(columns.values())):
        say(line)


def _aligned(cells: list[list[str]], headings: list[str]) -> Iterable[str]:
    """Line the columns up with two spaces between; nothing is wrapped or cut, so that grep and cut work."""
    table = [headings, *cells]
    widths = [max(len(row[column]) for row in table) for column in range(len(headings))]
    for row in table:
        yield "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip()


def _write_rich_table(rows: Iterable[Row], columns: Mapping[str, str]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    rows = list(rows)
    # A column in which nothing stands only takes room from the others.
    columns = {
        key: name for key, name in columns.items() if not rows or any(cell(row.get(key)) for row in rows)
    }
    for key, heading in columns.items():
        # A key that is broken over two lines cannot be copied into the next command.
        table.add_column(heading, overflow="fold", no_wrap=key in ("document", "seen_at"))
    for row in rows:
        table.add_row(*(Text(cell(row.get(key))) for key in columns))
    Console().print(table)


def _write_csv(rows: Iterable[Row], columns: Mapping[str, str]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_harmless(cell(row.get(key))) for key in columns])


def _harmless(text: str) -> str:
    # A spreadsheet takes such a cell for a formula (OWASP, CSV injection); an apostrophe makes it text.
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def write_page(title: str, body: str) -> None:
    """Write an HTML page that stands alone: no script, nothing fetched. *body* is HTML, with all text escaped."""
    say(
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{html.escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n<h1>{html.escape(title)}</h1>\n{body}\n</body>\n</html>"
    )


def _write_html(rows: Iterable[Row], columns: Mapping[str, str]) -> None:
    head = "".join(f'<th scope="col">{html.escape(heading)}</th>' for heading in columns.values())
    lines = (
        "<tr>" + "".join(f"<td>{html.escape(cell(row.get(key)))}</td>" for key in columns) + "</tr>"
        for row in rows
    )
    write_page("Clausewatch", "\n".join((f"<table>\n<thead><tr>{head}</tr></thead>", *lines, "</table>")))


def _write_markdown(rows: Iterable[Row], columns: Mapping[str, str]) -> None:
    say("| " + " | ".join(columns.values()) + " |")
    say("|" + " --- |" * len(columns))
    for row in rows:
        say("| " + " | ".join(_markdown(cell(row.get(key))) for key in columns) + " |")


def _markdown(text: str) -> str:
    for char in "\\`*_[]<>|":
        text = text.replace(char, "\\" + char)
    return text
