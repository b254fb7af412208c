"""The commands that look after the store: verify, db, schema."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from monitor.cli.invocation import held_line, invocation, talk
from monitor.cli.output import Format, chosen, printable, say, write_json, write_rows
from monitor.config.load import json_schema
from monitor.pipeline import database

EXIT_OK, EXIT_FOUND = 0, 1

_SHOWN = 100  # problems that are listed; with --format json up to a thousand
_HEAD = re.compile(r"(\d{1,18}):([0-9a-fA-F]{64})")

_SIZES = {
    "table": "table",
    "rows": "rows",
    "disk_bytes": "on disk",
    "bytes": "bytes",
    "stored_bytes": "compressed",
}


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(verify)
    app.command()(schema)
    store = typer.Typer(help="Look after the database.", no_args_is_help=True, rich_markup_mode=None)
    store.command()(upgrade)
    store.command()(stats)
    store.command()(backup)
    store.command()(restore)
    app.add_typer(store, name="db")


def verify(
    context: typer.Context,
    head: Annotated[
        str | None,
        typer.Option(metavar="NUMBER:HASH", help="A head that an earlier verify printed, kept elsewhere."),
    ] = None,
) -> int:
    """Check the whole record: every hash, every seal, every reference. Exits with 1 and names what does not match.

    Prints the head of the chain. Whoever can write to the database can also seal anew what was changed; a head that
    is kept elsewhere, given with --head, shows that too.

    Example: clausewatch verify
    """
    call, noted = invocation(context), None if head is None else _noted(head)
    with call.store() as store:
        found = database.verify(store, noted)
    if chosen(call.format, (Format.TABLE, Format.JSON)) is Format.JSON:
        write_json(
            {
                "checked": dict(found.checked),
                "problems": found.problems,
                "total": found.total,
                "head": found.head,
                "adopted": found.adopted,
            }
        )
    else:
        _say_findings(found)
    return EXIT_FOUND if found.total else EXIT_OK


def _say_findings(found: database.Findings) -> None:
    for problem in found.problems[:_SHOWN]:
        say(printable(problem))
    if found.total > _SHOWN:
        talk(f"and {found.total - _SHOWN} more")
    talk(f"checked {', '.join(f'{count} {kind}' for kind, count in found.checked.items())}")
    if found.adopted:
        talk(f"the first {found.adopted} records are older than the chain: sealed as they were when it began")
    talk(f"head of the chain: {found.head}")
    talk(f"{found.total} do not match" if found.total else "everything matches")


def _noted(head: str) -> tuple[int, str]:
    if not (found := _HEAD.fullmatch(head.strip())):
        raise typer.BadParameter("write it as verify prints it: NUMBER:HASH", param_hint="--head")
    return int(found[1]), found[2].lower()


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
    """Count what is stored, the bytes it takes, and how fast it grows.

    Example: clausewatch db stats --format json
    """
    call = invocation(context)
    with call.store() as store:
        found = database.stats(store, datetime.now(UTC))
    if chosen(call.format, (Format.TABLE, Format.JSON, Format.CSV)) is Format.JSON:
        write_json(found)
        return EXIT_OK
    write_rows(found["tables"], _SIZES, call.format)
    for row in found["growth"]:
        talk(
            f"last {row['days']} days: {row['looks_per_day']} looks, {row['versions_per_day']} versions and "
            f"{row['stored_bytes_per_day']:,} bytes of pages and texts a day"
        )
    for key, what in (("text_bytes_per_version", "texts, a version"), ("bytes_per_look", "a look")):
        if found[key] is not None:
            talk(f"{what}: {found[key]:,} bytes")
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


def restore(
    context: typer.Context,
    source: Annotated[Path, typer.Argument(metavar="FILE", help="What `db backup` has written.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Give up the data that the database holds now.")
    ] = False,
) -> int:
    """Put a backup in the place of the database, SQLite or PostgreSQL; verified before anything is touched.

    What the backup would still send may have been sent since it was made: it waits for `clausewatch deliver --release`.

    Example: clausewatch db restore /backups/clausewatch-monday.db
    """
    call = invocation(context)
    held = database.restore(call.settings.database_url, source, replace=replace, say=talk)
    talk(f"restored from {source}")
    if held:
        talk(held_line(held))
    return EXIT_OK
