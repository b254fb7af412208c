"""The commands of the desk: held, accept, reject, pause, resume."""

from typing import Annotated, Any

import typer

from monitor.cli.invocation import invocation, talk
from monitor.cli.output import Format, chosen, iso_time, say, write_json, write_rows
from monitor.cli.redlines import redline_json, write_blocks
from monitor.domain.redline import redline
from monitor.pipeline import deciding
from monitor.pipeline.deciding import Held

EXIT_OK = 0

Key = Annotated[str, typer.Argument(metavar="KEY", help="A document, like example-corp/privacy_policy.")]

_HELD = {
    "document": "document",
    "since": "since",
    "looks": "looks",
    "kept_words": "words kept",
    "words": "words seen",
    "reason": "reason",
}


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    for command in (held, accept, reject, pause, resume):
        app.command()(command)


def held(context: typer.Context) -> int:
    """Show what waits for a person, and how it differs from what is kept.

    Example: clausewatch held
    """
    call = invocation(context)
    with call.store() as store:
        found = deciding.held(store)
    wanted = chosen(call.format)
    if wanted is Format.JSON:
        write_json([{**_row(one), "difference": _difference(one)} for one in found])
        return EXIT_OK
    write_rows([_row(one) for one in found], _HELD, call.format)
    if wanted is not Format.CSV:
        for one in found:
            _write_difference(one, is_markdown=wanted is Format.MARKDOWN)
    return EXIT_OK


def accept(context: typer.Context, key: Key) -> int:
    """Accept the text that is held: it becomes the next version, and whoever asked is told of the change.

    Example: clausewatch accept example-corp/privacy_policy
    """
    call = invocation(context)
    watchlist = call.watchlist
    with call.store() as store:
        accepted = deciding.accept(store, watchlist, key)
    row = {"document": key, "version": accepted.version, "change": accepted.change}
    _answer(call.format, row, f"{key}: accepted as version {accepted.version}")
    return EXIT_OK


def reject(context: typer.Context, key: Key) -> int:
    """Reject the text that is held: the kept version stays, and the same text is not brought up again.

    Example: clausewatch reject example-corp/privacy_policy
    """
    call = invocation(context)
    watchlist = call.watchlist
    with call.store() as store:
        deciding.reject(store, watchlist, key)
    _answer(call.format, {"document": key, "rejected": True}, f"{key}: rejected; the kept version stays")
    return EXIT_OK


def pause(context: typer.Context, key: Key) -> int:
    """Stop watching a document until it is resumed.

    Example: clausewatch pause example-corp/privacy_policy
    """
    call = invocation(context)
    with call.store() as store:
        was_watched = deciding.pause(store, key)
    said = f"{key}: paused" if was_watched else f"{key}: was paused already"
    _answer(call.format, {"document": key, "paused": True}, said)
    return EXIT_OK


def resume(context: typer.Context, key: Key) -> int:
    """Watch a paused document again, from the next run on.

    Example: clausewatch resume example-corp/privacy_policy
    """
    call = invocation(context)
    with call.store() as store:
        was_paused = deciding.resume(store, key)
    said = f"{key}: watched again, due now" if was_paused else f"{key}: was not paused"
    _answer(call.format, {"document": key, "paused": False}, said)
    return EXIT_OK


def _answer(wanted: Format | None, row: dict[str, Any], said: str) -> None:
    if chosen(wanted, (Format.TABLE, Format.JSON)) is Format.JSON:
        write_json(row)
    else:
        talk(said)


def _row(one: Held) -> dict[str, Any]:
    return {
        "document": one.document,
        "reason": one.reason,
        "since": one.since,
        "looks": one.looks,
        "words": one.words,
        "kept_version": one.kept_version,
        "kept_words": one.kept_words,
        "acceptable": one.text is not None,
    }


def _difference(one: Held) -> list[dict[str, Any]]:
    if one.text is None or one.kept_text is None:
        return []
    return redline_json(tuple(block for block in redline(one.kept_text, one.text) if block.kind != "equal"))


def _write_difference(one: Held, *, is_markdown: bool) -> None:
    say("")
    if one.text is None:
        say(f"{one.document}: what came is no policy and cannot be accepted ({one.reason})")
        return
    seen = "" if one.since is None else f", seen since {iso_time(one.since)}"
    say(f"{one.document}: version {one.kept_version} against what is held{seen}")
    write_blocks(redline(one.kept_text or "", one.text), 0, is_markdown=is_markdown)
