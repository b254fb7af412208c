"""The commands that look after the store: verify, db, schema."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from monitor.cli.invocation import invocation, talk
from monitor.cli.output import Format, chosen, say, write_json, write_rows
from monitor.config.load import json_schema
from monitor.pipeline import database

EXIT_OK, EXIT_FOUND = 0, 1

_SIZES = {"table": "table", "rows": "rows", "bytes": "bytes", "stored_bytes": "stored"}


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(verify)
    app.command()(schema)
    store = typer.Typer(help="Look after the database.", no_args_is_help=True, rich_markup_mode=None)
    store.command()(upgrade)
    store.command()(stats)
    store.command()(backup)
    app.add_typer(store, name="db")


def verify(context: typer.Context) -> int:
    """Check the whole record: every hash again, every reference. Exits with 1 and names what does not match.

    Example: clausewatch verify
    """
    call = invocation(context)
    with call.store() as store:
        counted, problems = database.verify(store)
    if chosen(call.format, (Format.TABLE, Format.JSON)) is Format.JSON:
        write_json({"checked": counted, "problems": problems})
    else:
        for problem in problems:
            say(problem)
        talk(
            f"checked {', '.join(f'{count} {kind}' for kind, count in counted.items()) or 'an empty database'}"
        )
        talk(f"{len(problems)} do not match" if problems else "everything matches")
    return EXIT_FOUND if problems else EXIT_OK


def schema(context: typer.Context) -> int:
    """Write the JSON Schema of clausewatch.yaml, for editors and other programs.

    Example: clausewatch schema > clausewatch.schema.json
    """
    chosen(invocation(context).format, (Format.TABLE, Format.JSON))
    write_json(json_schema())
    return EXIT_OK


def upgrade(context: typer.Context) -> int:
    """Bring the database to the schema of this version, after a backup of an older SQLite file.

    Every command does this when needed; here it can be done ahead.

    Example: clausewatch db upgrade
    """
    with invocation(context).store(create=True) as store:
        current = database.revision(store)
    talk(f"the database has schema {current}")
    return EXIT_OK


def stats(context: typer.Context) -> int:
    """Count what is stored, and the bytes it takes.

    Example: clausewatch db stats --format json
    """
    call = invocation(context)
    with call.store() as store:
        write_rows(database.stats(store), _SIZES, call.format)
    return EXIT_OK


def backup(
    context: typer.Context,
    target: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="A new file. Default: a dated name here.")
    ] = None,
) -> int:
    """Copy the whole database into one file, also while a run is working.

    Example: clausewatch db backup /backups/clausewatch-monday.db
    """
    chosen_target = target or Path(f"clausewatch-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.backup")
    with invocation(context).store() as store:
        database.back_up(store, chosen_target)
    talk(f"backup written: {chosen_target} ({chosen_target.stat().st_size:,} bytes)")
    return EXIT_OK
