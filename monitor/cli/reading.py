"""The commands that read: status, history, show, diff, changes, alerts. They change nothing but the schema's age."""

from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from monitor.cli.invocation import held_line, invocation, talk
from monitor.cli.moments import as_of, read_moment
from monitor.cli.output import Format, chosen, printable, say, write_json, write_rows
from monitor.cli.redlines import Redline, write_redline
from monitor.domain.redline import redline
from monitor.domain.schedule import next_due
from monitor.domain.vocabulary import (
    ALERT_STATES,
    CATEGORIES,
    CAUSES,
    DOCUMENT_TYPES,
    SEVERITIES,
    VERDICTS,
)
from monitor.pipeline import database
from monitor.pipeline.schedules import read_schedule

EXIT_OK, EXIT_FOUND = 0, 1

# A watcher is overdue when it misses twice the time that a document's schedule gives it.
OVERDUE_SCHEDULES = 2

Key = Annotated[str, typer.Argument(metavar="KEY", help="A document, like example-corp/privacy_policy.")]

_STATUS = {
    "document": "document",
    "health": "health",
    "last_outcome": "last look",
    "last_ok": "last good look",
    "next_due": "next due",
    "versions": "versions",
    "reason": "reason",
}
_HISTORY = {
    "version": "version",
    "seen_at": "seen",
    "words": "words",
    "updated": "dated",
    "verdict": "verdict",
    "severity": "severity",
    "summary": "summary",
}
_CHANGES = {
    "change": "change",
    "seen_at": "seen",
    "document": "document",
    "to_version": "version",
    "verdict": "verdict",
    "severity": "severity",
    "categories": "categories",
    "marks": "marks",
    "effective_date": "holds from",
    "summary": "summary",
}
_ALERTS = {
    "alert": "alert",
    "created_at": "created",
    "kind": "kind",
    "document": "document",
    "subscription": "subscription",
    "state": "state",
    "sent_to": "deliveries",
}


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    for command in (status, history, show, diff, changes, alerts):
        app.command()(command)


def status(
    context: typer.Context,
    check: Annotated[
        bool, typer.Option("--check", help="Exit with 1 when anything is overdue by twice its schedule.")
    ] = False,
) -> int:
    """Show how each document is doing: last good look, health, open incident, next due.

    Example: clausewatch status --check
    """
    call = invocation(context)
    with call.store() as store:
        rows, held = database.status(store), database.held_deliveries(store)
    late = [row for row in rows if _is_overdue(row, datetime.now(UTC), call.settings.timezone)]
    shown = [
        {key: value for key, value in row.items() if key not in ("schedule", "added_at")} for row in rows
    ]
    write_rows(shown, _STATUS, call.format)
    if held:
        talk(held_line(held))
    if check and late:
        talk(f"overdue: {', '.join(row['document'] for row in late)}; is `clausewatch run` still called?")
        return EXIT_FOUND
    return EXIT_OK


def history(
    context: typer.Context,
    key: Key,
    limit: Annotated[int | None, typer.Option(min=1, metavar="N", help="Only the N newest.")] = None,
) -> int:
    """List the versions of a document, oldest first, each with what the change to it came to.

    Example: clausewatch history example-corp/privacy_policy --limit 20
    """
    call = invocation(context)
    with call.store() as store:
        write_rows(database.history(store, key, limit), _HISTORY, call.format)
    return EXIT_OK


def show(
    context: typer.Context,
    key: Key,
    version: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="By number. Default: the newest.")
    ] = None,
    at: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="As of a moment; a day alone means its end, in your time zone."),
    ] = None,
) -> int:
    """Show the text of a version.

    Example: clausewatch show example-corp/privacy_policy --at 2026-03-01
    """
    call = invocation(context)
    if version is not None and at is not None:
        raise typer.BadParameter("choose --version or --at")
    moment = None if at is None else as_of(at, call.settings.timezone)
    with call.store() as store:
        found = database.version(store, key, version, moment)
    if chosen(call.format, (Format.TABLE, Format.JSON, Format.MARKDOWN)) is Format.JSON:
        write_json(
            {
                "document": key,
                "version": found.number,
                "seen_at": found.seen_at,
                "title": found.title,
                "language": found.language,
                "author": found.author,
                "dates": {"updated": found.updated, "effective": found.effective},
                "quotes": {"updated": found.updated_quote, "effective": found.effective_quote},
                "text": found.text,
            }
        )
    else:
        say(printable(found.text).rstrip("\n"))
    return EXIT_OK


def diff(
    context: typer.Context,
    key: Key,
    older: Annotated[
        int | None, typer.Option("--from", min=1, metavar="N", help="Default: the one before.")
    ] = None,
    newer: Annotated[
        int | None, typer.Option("--to", min=1, metavar="N", help="Default: the newest.")
    ] = None,
    context_blocks: Annotated[
        int, typer.Option("--context", min=0, help="Unchanged blocks shown around.")
    ] = 1,
) -> int:
    """Show a redline of two versions: what was removed in [-…-], what was added in {+…+}, coloured on a terminal.

    With --format html it is a page that stands alone; markdown and json are for others.

    Example: clausewatch diff example-corp/privacy_policy --from 3 --to 5 --format html > redline.html
    """
    call = invocation(context)
    wanted = chosen(call.format, (Format.TABLE, Format.JSON, Format.MARKDOWN, Format.HTML))
    with call.store() as store:
        after = database.version(store, key, newer)
        before = database.version(store, key, older if older is not None else max(1, after.number - 1))
        said = database.change_between(store, key, before.number, after.number)
    line = Redline(key, before, after, redline(before.text, after.text), **said)
    write_redline(line, context_blocks, wanted)
    return EXIT_OK


def changes(
    context: typer.Context,
    document: Annotated[list[str] | None, typer.Option("--document", "--only", metavar="KEY")] = None,
    vendor: Annotated[list[str] | None, typer.Option(metavar="SLUG")] = None,
    type_: Annotated[list[str] | None, typer.Option("--type", metavar="TYPE")] = None,
    tag: Annotated[list[str] | None, typer.Option(metavar="TAG")] = None,
    category: Annotated[list[str] | None, typer.Option(metavar="CATEGORY")] = None,
    severity: Annotated[list[str] | None, typer.Option(metavar="high|medium|low")] = None,
    verdict: Annotated[list[str] | None, typer.Option(metavar="material|minor|noise")] = None,
    cause: Annotated[list[str] | None, typer.Option(metavar="|".join(CAUSES))] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Seen at this moment or later.")] = None,
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="Seen before; a day alone is included.")
    ] = None,
    limit: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Only the N that were recorded last.")
    ] = None,
) -> int:
    """List changes; without filters all of them, every verdict and cause. Every filter may be repeated.

    Example: clausewatch changes --category sharing --since 2026-01-01
    """
    call = invocation(context)
    zone = call.settings.timezone
    wanted = database.ChangeFilter(
        document=document or (),
        vendor=vendor or (),
        type=_known(type_, DOCUMENT_TYPES, "--type"),
        tag=tag or (),
        category=_known(category, CATEGORIES, "--category"),
        severity=_known(severity, SEVERITIES, "--severity"),
        verdict=_known(verdict, VERDICTS, "--verdict"),
        cause=_known(cause, CAUSES, "--cause"),
        limit=limit,
        since=None if since is None else read_moment(since, zone, end_of_day=False),
        until=None if until is None else read_moment(until, zone, end_of_day=True),
    )
    with call.store() as store:
        write_rows(database.changes(store, wanted), _CHANGES, call.format)
    return EXIT_OK


def alerts(
    context: typer.Context,
    state: Annotated[
        list[str] | None, typer.Option(metavar="STATE", help=f"{', '.join(ALERT_STATES)}.")
    ] = None,
) -> int:
    """List alerts, all states by default, with each delivery.

    Example: clausewatch alerts --state pending --state dead
    """
    call = invocation(context)
    with call.store() as store:
        rows = database.alerts(store, _known(state, ALERT_STATES, "--state"))
    if chosen(call.format) is not Format.JSON:
        rows = [
            {
                **row,
                "sent_to": [
                    f"{one['destination']} ({'held back' if one['held'] else one['state']})"
                    for one in row["deliveries"]
                ],
            }
            for row in rows
        ]
    write_rows(rows, _ALERTS, call.format)
    return EXIT_OK


def _known(values: list[str] | None, allowed: tuple[str, ...], option: str) -> list[str]:
    for value in values or ():
        if value not in allowed:
            raise typer.BadParameter(f"{value!r} is none of {', '.join(allowed)}", param_hint=option)
    return values or []


def _is_overdue(row: dict[str, Any], now: datetime, timezone: str) -> bool:
    if row["health"] == "paused":
        return False
    since = row["next_due"] or row["added_at"]
    for _ in range(OVERDUE_SCHEDULES):
        since = next_due(read_schedule(row["schedule"]), since, timezone)
    return bool(since < now)
