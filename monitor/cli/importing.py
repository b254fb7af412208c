"""The commands that bring in what others have: `import csv` (watchlists), `import ota-git` (histories)."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, get_args

import typer

from monitor.cli.invocation import invocation, talk
from monitor.cli.moments import read_moment
from monitor.cli.output import Format, chosen, printable, say, write_json, write_rows
from monitor.cli.progress import progress_line
from monitor.config.edit import write_starter
from monitor.config.table import ImportReport, RowState, import_csv

EXIT_OK, EXIT_FOUND = 0, 1

_IMPORTED = {"row": "row", "state": "state", "document": "document", "reason": "reason"}
_NAMED = 20  # of what was left out; all of it with --format json


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    sources = typer.Typer(
        help="Bring in watchlists and histories from elsewhere.", no_args_is_help=True, rich_markup_mode=None
    )
    sources.command("csv")(import_table)
    sources.command("ota-git")(import_history)
    app.add_typer(sources, name="import")


def import_table(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    mapping: Annotated[
        list[str] | None,
        typer.Option(
            "--map", metavar="COLUMN=HEADING", help="For other headings; repeatable: --map name=Supplier."
        ),
    ] = None,
) -> int:
    """Add the vendors of a spreadsheet, saved as CSV, to the watchlist; a second import adds nothing.

    Columns: name, slug, owner, ref, tier, homepage, tags, type, url, locale; every row is answered.

    Example: clausewatch import csv vendors.csv --map name=Supplier --map url="Privacy link"
    """
    call = invocation(context)
    path = call.config
    if path is None:
        path = Path("clausewatch.yaml") if not call.has_config else call.config_path
    if not path.exists():
        write_starter(path)
        talk(f"wrote {path}")
    report = import_csv(file, path, _mapping(mapping or []))
    _write_report(report, call.format)
    return EXIT_FOUND if report.count("error") else EXIT_OK


def import_history(
    context: typer.Context,
    repository: Annotated[
        Path, typer.Argument(metavar="REPOSITORY", help="A work tree, a bare repository, or a bundle.")
    ],
    only: Annotated[
        list[str] | None,
        typer.Option(
            metavar="SERVICE/TYPE", help='Only this document; repeatable: --only "Example/Privacy Policy".'
        ),
    ] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="Only what was recorded from then on.")
    ] = None,
) -> int:
    """Bring in versions that Open Terms Archive recorded in git, and assess each change; nobody is alerted.

    A second import adds what is new in the repository, and an interrupted one is gone on with.

    Example: clausewatch import ota-git contrib-versions.git --only "Example/Privacy Policy" --since 2024-01-01
    """
    from monitor.pipeline.archive.histories import Wanted
    from monitor.pipeline.archive.importing import import_archive

    call = invocation(context)
    wanted_format = chosen(call.format, (Format.TABLE, Format.JSON))
    start = None if since is None else read_moment(since, call.settings.timezone, end_of_day=False)
    wanted = Wanted(tuple(only or ()), start)
    with call.store(create=True) as store, store.import_lock() as is_alone:
        if not is_alone:
            talk("another import is at work on this database; nothing was done")
            return EXIT_OK
        with progress_line() as line:
            report = import_archive(store, repository, wanted, datetime.now(UTC), line.say)
    row = report.as_json()
    if wanted_format is Format.JSON:
        write_json(row)
    else:
        _write_history(row)
    return EXIT_OK


def _write_history(row: dict[str, Any]) -> None:
    """Write what an import came to, one line a figure."""
    nested = ("changes", "noise", "causes")
    for name, value in row.items():
        if name == "skipped":
            continue
        said = ", ".join(f"{count:,} {kind}" for kind, count in value.items()) if name in nested else value
        say(f"{name.replace('_', ' '):<20}  {said or 0 if said is not None else '-'}")
    skipped = row["skipped"]
    for one in skipped[:_NAMED]:
        times = f" ({one['count']} times)" if one["count"] > 1 else ""
        say(f"{'left out':<20}  {printable(one['name'])}: {printable(one['reason'])}{times}")
    if len(skipped) > _NAMED:
        say(f"{'left out':<20}  and {len(skipped) - _NAMED} more; --format json names all")


def _write_report(report: ImportReport, wanted: Format | None) -> None:
    rows = [
        {"row": one.row, "state": one.state, "document": one.key, "reason": one.reason} for one in report.rows
    ]
    write_rows(rows, _IMPORTED, wanted)
    if report.ignored_columns:
        talk(f"columns without meaning here: {', '.join(report.ignored_columns)} (see --map)")
    talk(", ".join(f"{report.count(state)} {state}" for state in get_args(RowState)))


def _mapping(pairs: list[str]) -> dict[str, str]:
    mapping = {}
    for pair in pairs:
        column, equals, heading = pair.partition("=")
        if not equals:
            raise typer.BadParameter(
                f"{pair!r}: write COLUMN=HEADING, like name=Supplier", param_hint="--map"
            )
        mapping[column.strip()] = heading.strip()
    return mapping
