"""The command that finds policies: discover."""

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlsplit

import typer

from monitor.cli.invocation import invocation, talk
from monitor.cli.output import write_rows
from monitor.domain.errors import ConfigurationError

if TYPE_CHECKING:
    from monitor.pipeline.discovering import Proposal, Site

EXIT_OK, EXIT_FOUND = 0, 1

# The first columns are those of `import csv`, which passes over the others.
_COLUMNS = {
    "name": "name",
    "homepage": "homepage",
    "type": "type",
    "url": "url",
    "locale": "locale",
    "confidence": "confidence",
    "found_in": "found in",
    "title": "title",
    "words": "words",
    "reason": "reason",
}


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(discover)


def discover(
    context: typer.Context,
    site: Annotated[str | None, typer.Argument(metavar="[SITE]", help="A domain or home page.")] = None,
    table: Annotated[
        Path | None,
        typer.Option("--csv", metavar="FILE", help="Many sites: a table with the columns name, homepage."),
    ] = None,
) -> int:
    """Find the policies of a vendor by its site: home page, footer, sitemap and usual paths. Nothing is added.

    With --format csv the answer can be reviewed and imported: `clausewatch import csv FILE`.

    Example: clausewatch discover example.com
    """
    if (site is None) == (table is None):
        raise typer.BadParameter("name one site, or a table of sites with --csv")
    from monitor.pipeline.discovering import Site
    from monitor.pipeline.discovering import discover as search

    call = invocation(context)
    sites = [Site(_name(site), _homepage(site))] if site is not None else _sites(table)
    proposals = search(sites, call.settings.fetch)
    write_rows([_row(one) for one in proposals], _COLUMNS, call.format)
    nothing = [one for one in proposals if one.type is None]
    for one in nothing:
        talk(f"{one.site.homepage}: {one.problem}")
    return EXIT_FOUND if nothing else EXIT_OK


def _row(one: "Proposal") -> dict[str, Any]:
    return {
        "name": one.site.name,
        "homepage": one.site.homepage,
        "type": one.type,
        "url": one.url,
        "locale": None,
        "confidence": one.confidence,
        "found_in": one.where,
        "title": one.title,
        "language": one.language,
        "words": one.words,
        "reason": one.problem,
    }


def _sites(table: Path | None) -> "list[Site]":
    from monitor.pipeline.discovering import Site

    assert table is not None
    try:
        with table.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ConfigurationError(f"{table}: cannot be read as CSV ({type(error).__name__})") from error
    found = []
    for number, row in enumerate(rows, 2):
        place = (row.get("homepage") or row.get("site") or row.get("domain") or "").strip()
        if not place:
            raise ConfigurationError(f"{table}, row {number}: needs a homepage (or site, or domain)")
        homepage = _homepage(place)
        found.append(Site((row.get("name") or "").strip() or _name(homepage), homepage))
    return found


def _homepage(site: str) -> str:
    given = site.strip()
    url = given if "://" in given else f"https://{given}"
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        host = None
    if not host or parts.scheme not in ("http", "https"):
        raise ConfigurationError(f"{site!r} is no site; write example.com or https://example.com")
    return url if parts.path else f"{url}/"


def _name(site: str) -> str:
    host = urlsplit(_homepage(site)).hostname or site
    return host.removeprefix("www.")
