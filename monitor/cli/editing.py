"""The commands that write and check the watchlist file: init, add, check."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlsplit

import typer

from monitor.cli.invocation import invocation, talk
from monitor.cli.output import Format, chosen, printable, say, write_json, write_rows
from monitor.config.edit import add_document, write_starter
from monitor.config.guess import type_named, type_of_address
from monitor.domain.errors import ConfigurationError
from monitor.domain.vocabulary import DOCUMENT_TYPES, DocumentType
from monitor.domain.watchlist import Document, Source

if TYPE_CHECKING:
    from monitor.pipeline.trying import Tried

EXIT_OK, EXIT_FOUND = 0, 1

_TRIED = {
    "document": "document",
    "outcome": "outcome",
    "words": "words",
    "language": "language",
    "title": "title",
    "reason": "reason",
}


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(init)
    app.command()(add)
    app.command()(check)


def init(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="Default: here.")] = Path(),
) -> int:
    """Write a commented clausewatch.yaml to begin with.

    Example: clausewatch init
    """
    target = folder / "clausewatch.yaml"
    if target.exists():
        raise ConfigurationError(f"{target} exists already; edit it, or name another folder")
    write_starter(target)
    talk(
        f"wrote {target}; next: `clausewatch add URL`, or `clausewatch import csv FILE`, then `clausewatch run`"
    )
    return EXIT_OK


def add(
    context: typer.Context,
    url: Annotated[str, typer.Argument(metavar="URL")],
    vendor: Annotated[str | None, typer.Option(metavar="NAME", help="Default: the name of the site.")] = None,
    type_: Annotated[
        str | None, typer.Option("--type", metavar="TYPE", help="Default: told by the address or the title.")
    ] = None,
) -> int:
    """Look at a page, say what it is, and add it to the watchlist, whose comments stay.

    Example: clausewatch add https://example.com/privacy --vendor "Example Corp"
    """
    from monitor.pipeline.trying import try_documents

    call = invocation(context)
    given = None if type_ is None else _document_type(type_)
    fetch = call.watchlist.settings.fetch
    document = Document(key="", type=given or "other", sources=(Source(url),), schedule="")
    tried = try_documents([document], fetch)[0]
    if tried.extraction is None or tried.problem is not None:
        raise ConfigurationError(f"{url}: {tried.problem}; nothing was added")
    kind = given or _guessed_type(url, tried.extraction.title)
    name = vendor or _site_name(url)
    added = add_document(call.config_path, name, {"type": kind, "url": url}, homepage=_homepage(url))
    row = {**_tried_row(tried), "document": added.key, "vendor": name, "type": kind, "url": url}
    if chosen(call.format, (Format.TABLE, Format.JSON)) is Format.JSON:
        write_json(row)
    else:
        found = tried.extraction
        about = (
            found.title or "no title",
            kind,
            found.language or "unknown language",
            f"{found.words} words",
        )
        say(f"{added.key}: {'; '.join(printable(part) for part in about)}")
        talk(f"added to {call.config_path}")
    return EXIT_OK


def check(
    context: typer.Context,
    fetch: Annotated[
        bool, typer.Option("--fetch", help="Try every source once, and show what would be kept.")
    ] = False,
) -> int:
    """Check the watchlist file; every mistake is told with its line and column.

    Example: clausewatch check --fetch
    """
    call = invocation(context)
    watchlist = call.watchlist
    if not fetch:
        counts = f"{len(watchlist.vendors)} vendors, {len(watchlist.documents)} documents"
        talk(f"{call.config_path}: no mistakes; {counts}, {len(watchlist.subscriptions)} subscriptions")
        return EXIT_OK
    from monitor.pipeline.trying import try_documents

    tried = try_documents(watchlist.documents, watchlist.settings.fetch)
    write_rows([_tried_row(one) for one in tried], _TRIED, call.format)
    return EXIT_FOUND if any(one.problem is not None for one in tried) else EXIT_OK


def _tried_row(tried: "Tried") -> dict[str, Any]:
    found = tried.extraction
    return {
        "document": tried.document.key,
        "outcome": "failed" if found is None else found.outcome,
        "reason": tried.problem,
        "title": None if found is None else found.title,
        "language": None if found is None else found.language,
        "words": None if found is None else found.words,
        "updated": None if found is None else found.updated,
    }


def _document_type(given: str) -> DocumentType:
    found = type_named(given)
    if found is None:
        raise typer.BadParameter(f"{given!r} is none of {', '.join(DOCUMENT_TYPES)}", param_hint="--type")
    return found


def _guessed_type(url: str, title: str | None) -> DocumentType:
    found = type_of_address(url) or (type_of_address(f"https://x/{title}") if title else None)
    if found is None:
        raise ConfigurationError(f"{url}: cannot tell what kind of document this is; say it with --type")
    return found


def _site_name(url: str) -> str:
    host = urlsplit(url).hostname or url
    return host.removeprefix("www.")


def _homepage(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
