"""The command that lists what a document states: facts. A file needs no database, a document no watchlist."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from monitor.cli.invocation import invocation
from monitor.cli.moments import as_of
from monitor.cli.output import Format, chosen, write_rows
from monitor.domain.values import stated
from monitor.pipeline import texts

EXIT_OK = 0

_AS_ABOVE = "(the same)"
_LONGEST = 160  # characters of a clause on a terminal; other forms have it whole
_FACTS = {"type": "type", "what": "what", "value": "value", "section": "section", "clause": "clause"}


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(facts)


def facts(
    context: typer.Context,
    key: Annotated[
        str | None, typer.Argument(metavar="KEY", help="A document, like example-corp/privacy_policy.")
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--file", metavar="PATH", help="A text file instead of a document.")
    ] = None,
    at: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="As of a moment; a day alone means its end, in your time zone."),
    ] = None,
) -> int:
    """List what a document states: periods, countries, recipients, safeguards, ages, legal bases, companies.

    Each stands with its section and the exact clause. Of a document it is the newest version, or the one of --at.

    Example: clausewatch facts example-corp/privacy_policy --at 2026-03-01
    """
    call = invocation(context)
    if (key is None) == (file is None):
        raise typer.BadParameter("name a document, or a file with --file")
    if file is not None:
        if at is not None:
            raise typer.BadParameter("a file has no history; leave --at out")
        about: dict[str, Any] = {"document": None, "version": None}
        text = texts.read_text(file)
    else:
        from monitor.pipeline import database

        moment = None if at is None else as_of(at, call.settings.timezone)
        with call.store() as store:
            found = database.version(store, str(key), None, moment)
        about, text = {"document": found.document, "version": found.number}, found.text
    rows = [{**about, **row} for row in texts.facts_of(text)]
    form = chosen(call.format)
    if form is Format.CSV:
        rows = [{**row, "value": row["to"] if "to" in row else row["added"]} for row in rows]
    elif form is not Format.JSON:
        rows = [{**row, "value": stated(row)} for row in rows]
    write_rows(_for_eyes(rows) if form is Format.TABLE and sys.stdout.isatty() else rows, _FACTS, call.format)
    return EXIT_OK


def _for_eyes(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Shorten clauses, and say once what rows next to each other share: a narrow window shows little at a time."""
    places = [None, *((row["section"], row["clause"]) for row in rows)]
    return [
        {**row, "clause": _AS_ABOVE if (row["section"], row["clause"]) == above else _short(row["clause"])}
        for row, above in zip(rows, places, strict=False)
    ]


def _short(clause: str) -> str:
    return (
        clause
        if len(clause) <= _LONGEST
        else f"{clause[:_LONGEST].rpartition(' ')[0] or clause[:_LONGEST]} …"
    )
