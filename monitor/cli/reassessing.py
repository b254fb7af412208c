"""The command that assesses stored changes again after an upgrade: reassess."""

from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from monitor.cli.invocation import invocation, talk
from monitor.cli.moments import read_moment
from monitor.cli.output import Format, chosen, write_json, write_rows
from monitor.cli.progress import progress_line
from monitor.pipeline.database import ChangeFilter
from monitor.pipeline.reassessing import Reassessment
from monitor.pipeline.reassessing import reassess as reassessed

EXIT_OK = 0

_NEWLY = {
    "change": "change",
    "seen_at": "seen",
    "document": "document",
    "to_version": "version",
    "was": "was",
    "severity": "severity",
    "categories": "categories",
    "summary": "summary",
}


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(reassess)


def reassess(
    context: typer.Context,
    document: Annotated[list[str] | None, typer.Option("--document", "--only", metavar="KEY")] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="Only changes seen at this moment or later.")
    ] = None,
    is_dry: Annotated[
        bool, typer.Option("--dry-run", help="Say what would come of it; write nothing.")
    ] = False,
) -> int:
    """Assess stored changes again that older rules have assessed, and list what is material after all.

    Nobody is alerted. The older assessments stay in the record; an interrupted call is gone on with by the next.

    Example: clausewatch reassess --since 2026-01-01
    """
    call = invocation(context)
    wanted_format = chosen(call.format)
    start = None if since is None else read_moment(since, call.settings.timezone, end_of_day=False)
    wanted = ChangeFilter(document=document or (), since=start)
    with call.store() as store, store.import_lock() as is_alone:
        if not is_alone:
            talk("an import, or another reassess, is at work on this database; nothing was done")
            return EXIT_OK
        with progress_line() as line:
            found = reassessed(store, wanted, datetime.now(UTC), line.say, is_dry=is_dry)
    if wanted_format is Format.JSON:
        write_json(found.as_json())
    else:
        write_rows(found.newly_material, _NEWLY, wanted_format)
    _sum_up(found, is_dry=is_dry)
    return EXIT_OK


def _sum_up(found: Reassessment, *, is_dry: bool) -> None:
    row: dict[str, Any] = found.as_json()
    moved = ", ".join(
        f"{count} {was} → {now}" for (was, now), count in sorted(found.verdicts.items()) if was != now
    )
    would = "would be " if is_dry else ""
    talk(
        f"{row['reassessed']} changes {would}assessed again by rules {row['assessor']}"
        + (f": {moved}" if moved else "")
    )
    if found.failed:
        talk(
            f"{found.failed} could not be assessed and keep what they had: a damaged text, or one that takes too long"
        )
    talk(f"{len(found.newly_material)} {would}newly material; nobody is alerted of them")
