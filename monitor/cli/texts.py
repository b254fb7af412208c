"""The commands that work on texts alone: assess and extract. No watchlist, no database, no network."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from monitor.cli.invocation import invocation
from monitor.cli.output import Format, chosen, printable, say, write_json, write_json_line
from monitor.domain.vocabulary import DOCUMENT_TYPES, DocumentType
from monitor.pipeline import texts

EXIT_OK, EXIT_USAGE = 0, 2


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(assess)
    app.command()(extract)


def assess(
    context: typer.Context,
    before: Annotated[Path | None, typer.Argument(metavar="BEFORE", help="The older text.")] = None,
    after: Annotated[Path | None, typer.Argument(metavar="AFTER", help="The newer text.")] = None,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help='JSON lines from standard input: {"id", "before", "after"}.')
    ] = False,
    type_: Annotated[
        str | None, typer.Option("--type", metavar="TYPE", help="What kind of document it is.")
    ] = None,
    language: Annotated[
        str | None, typer.Option(metavar="CODE", help="ISO 639-1. Default: told by the text.")
    ] = None,
) -> int:
    """Say what changed between two texts, what it means, and whether it matters.

    Example: clausewatch assess old.md new.md --type privacy_policy
    """
    if jsonl:
        if before is not None:
            raise typer.BadParameter("with --jsonl the texts come from standard input")
        _write_lines(texts.assess_lines(_lines()))
        return EXIT_OK
    if before is None or after is None:
        raise typer.BadParameter("name two files, or use --jsonl")
    kind = _document_type(type_)
    assessment = texts.assess_texts(texts.read_text(before), texts.read_text(after), kind, language)
    row = assessment.as_json()
    if chosen(invocation(context).format, (Format.TABLE, Format.JSON)) is Format.JSON:
        write_json(row)
    else:
        _write_assessment(row, assessment.marks)
    return EXIT_OK


def extract(
    context: typer.Context,
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE…", help="Pages: HTML, PDF, DOCX, text.")
    ] = None,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help='JSON lines from standard input: {"id", "path", "url"?, …}.')
    ] = False,
    url: Annotated[
        str | None, typer.Option(metavar="URL", help="Where the page came from; completes its links.")
    ] = None,
    select: Annotated[list[str] | None, typer.Option(metavar="CSS", help="Read only these parts.")] = None,
    remove: Annotated[list[str] | None, typer.Option(metavar="CSS", help="Leave these parts out.")] = None,
) -> int:
    """Take the clean text of a policy out of a page.

    Example: clausewatch extract page.html --url https://example.com/privacy
    """
    if jsonl:
        if files:
            raise typer.BadParameter("with --jsonl the names of the files come from standard input")
        _write_lines(texts.extract_lines(_lines()))
        return EXIT_OK
    if not files:
        raise typer.BadParameter("name at least one file, or use --jsonl")
    asked = [
        {"id": str(file), "path": str(file), "url": url, "select": select, "remove": remove} for file in files
    ]
    rows = texts.extract_files(asked)
    if chosen(invocation(context).format, (Format.TABLE, Format.JSON, Format.MARKDOWN)) is Format.JSON:
        write_json(list(rows))
    else:
        _write_texts(rows)
    # The others are answered all the same.
    return EXIT_OK if all(file.is_file() for file in files) else EXIT_USAGE


def _lines() -> Iterator[str]:
    # Policies are UTF-8 whatever the locale of the terminal says.
    return (line.decode("utf-8", errors="replace") for line in sys.stdin.buffer)


def _write_lines(rows: Iterable[dict[str, Any]]) -> None:
    for row in rows:
        write_json_line(row)


def _write_assessment(row: dict[str, Any], marks: Sequence[str]) -> None:
    said = row["verdict"] + (f", {row['severity']}" if row["severity"] else "")
    say(f"{said}: {printable(row['summary'])}")
    if row["noise"]:
        say(f"noise: {', '.join(row['noise'])}")
    if marks:
        say(f"marks: {', '.join(marks)}")
    for change in row["changes"]:
        say("")
        section = printable(change["section"]) or "(no section)"
        say(f"{change['category']}, {change['kind']}, {change['direction']}: {section}")
        for side, sign in (("before", "-"), ("after", "+")):
            if change[side]:
                say(f"  {sign} {printable(change[side])}")
        for reason in change["reasons"]:
            say(f"    {printable(reason)}")


def _write_texts(rows: Iterable[dict[str, Any]]) -> None:
    for row in rows:
        about = [row["outcome"], row["reason"], row["title"], row["language"], f"{row['words']} words"]
        print(  # noqa: T201 - talk, not result
            f"{row['id']}: {'; '.join(printable(str(part)) for part in about if part)}", file=sys.stderr
        )
        if row["text"]:
            say(printable(row["text"]).rstrip("\n"))


def _document_type(given: str | None) -> DocumentType | None:
    if given is None:
        return None
    found = next((known for known in DOCUMENT_TYPES if known == given), None)
    if found is None:
        raise typer.BadParameter(f"{given!r} is none of {', '.join(DOCUMENT_TYPES)}", param_hint="--type")
    return found
