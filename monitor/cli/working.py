"""The commands that work: run, crawl, deliver. Heavy rooms (Scrapy, Apprise) are opened only here, when needed."""

import time
from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from monitor.cli.invocation import Invocation, held_line, invocation, talk
from monitor.cli.output import Format, chosen, write_json, write_rows
from monitor.cli.progress import progress_line
from monitor.domain.durations import parse_duration
from monitor.pipeline.database import begin_run, end_run

if TYPE_CHECKING:
    from monitor.pipeline.running import CrawlReport
    from notifiers.outbox import DeliverySummary

EXIT_OK, EXIT_FAILED = 0, 3

DEADLINE = "PT1H"

Retire = Annotated[
    bool, typer.Option("--retire", help="Retire many documents at once that left the watchlist.")
]
Deadline = Annotated[
    str, typer.Option(metavar="DURATION", help="How long to wait, at most, for confirming looks to fall due.")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only say what would be done.")]
Keys = Annotated[list[str] | None, typer.Option("--document", "--only", metavar="KEY", help="Repeatable.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(run)
    app.command()(crawl)
    app.command()(deliver)


def run(context: typer.Context, retire: Retire = False, deadline: Deadline = DEADLINE) -> int:
    """Do everything that is due: apply the watchlist, look, confirm, assess, tell.

    For cron and systemd, every 15 minutes; schedules decide what is due. Two at once do not collide: one works, the
    other says so.

    Example: clausewatch run
    """
    call = invocation(context)
    return _locked(
        call, "run", retire=retire, deadline=deadline, everything=False, keys=(), then_deliver=True
    )


def crawl(
    context: typer.Context,
    due: Annotated[bool, typer.Option("--due", help="What is due by its schedule (the default).")] = False,
    everything: Annotated[bool, typer.Option("--all", help="Every document, due or not.")] = False,
    document: Keys = None,
    retire: Retire = False,
    deadline: Deadline = DEADLINE,
    dry_run: DryRun = False,
) -> int:
    """Do the first half of a run: look, confirm, assess and write alerts; send nothing.

    --all and --document override schedules and our own waiting after bad looks, never a Retry-After.

    Example: clausewatch crawl --document example-corp/privacy_policy
    """
    if sum((due, everything, bool(document))) > 1:
        raise typer.BadParameter("choose one of --due, --all, --document")
    call = invocation(context)
    keys = tuple(document or ())
    if dry_run:
        return _say_what_is_due(call, everything, keys)
    return _locked(
        call, "crawl", retire=retire, deadline=deadline, everything=everything, keys=keys, then_deliver=False
    )


def deliver(
    context: typer.Context,
    dry_run: DryRun = False,
    release: Annotated[
        bool, typer.Option("--release", help="Send what a restore has held back, too.")
    ] = False,
) -> int:
    """Do the second half of a run: send the alerts that are due.

    Example: clausewatch deliver --dry-run
    """
    from monitor.pipeline import running

    call = invocation(context)
    if dry_run:
        with call.store() as store:
            rows = running.waiting_deliveries(store)
        columns = {
            "delivery": "delivery",
            "destination": "destination",
            "message": "message",
            "due_at": "due",
            "held": "held",
        }
        write_rows(rows, columns, call.format)
        return EXIT_OK
    watchlist = call.watchlist  # every mistake in the file is told before anything is touched
    with call.store(create=True) as store:
        started = time.monotonic()
        if release:
            talk(f"released: {running.release(store)} deliveries")
        summary = running.deliver(store, watchlist, call.environ)
        _sum_up(call, "deliver", None, summary, time.monotonic() - started)
    return EXIT_OK


def _locked(
    call: Invocation,
    command: str,
    *,
    retire: bool,
    deadline: str,
    everything: bool,
    keys: tuple[str, ...],
    then_deliver: bool,
) -> int:
    limit = _duration(deadline)
    watchlist = call.watchlist  # every mistake in the file is told before anything is touched
    with call.store(create=True) as store, store.run_lock() as won:
        if not won:
            talk("another run is working on this database; nothing to do here")
            return EXIT_OK
        from monitor.pipeline import running

        started = time.monotonic()
        run_id = begin_run(store, command, running.now())
        selection = running.Selection(everything, keys)
        with progress_line() as line:
            report = running.crawl_due(store, watchlist, selection, limit, retire=retire, progress=line.show)
        sent = None
        if then_deliver and report.interrupted is None:
            sent = running.deliver(store, watchlist, call.environ)
        end_run(store, run_id, _as_json(report, sent), running.now())
        _sum_up(call, command, report, sent, time.monotonic() - started)
        return _exit_code(report, watchlist.settings.heartbeat_url if then_deliver else None)


def _exit_code(report: "CrawlReport", heartbeat: str | None) -> int:
    if report.interrupted is not None:
        talk("interrupted; everything that was finished is kept, the next run goes on")
        return 128 + report.interrupted
    if report.is_cut_off:
        talk("no host gave any HTTP answer; is this machine on the network?")
        return EXIT_FAILED
    if heartbeat is not None:
        from monitor.pipeline.heartbeat import beat

        beat(heartbeat)
    return EXIT_OK


def _say_what_is_due(call: Invocation, everything: bool, keys: tuple[str, ...]) -> int:
    from monitor.pipeline import running

    with call.store() as store:
        targets = running.choose(store, running.Selection(everything, keys))
    rows = [{"document": target.key, "url": target.sources[0].url} for target in targets]
    write_rows(rows, {"document": "document", "url": "url"}, call.format)
    return EXIT_OK


def _sum_up(
    call: Invocation,
    command: str,
    report: "CrawlReport | None",
    sent: "DeliverySummary | None",
    seconds: float,
) -> None:
    """Write the one summary line of a run; as an object on standard output with `--format json`."""
    if chosen(call.format, (Format.TABLE, Format.JSON)) is Format.JSON:
        write_json({"command": command, **_as_json(report, sent)})
        return
    parts = []
    if report is not None:
        parts.append(f"{report.due} due, looked: {_counted(report.outcomes)}")
        parts.append(f"changes: {_counted(report.verdicts)}")
        if report.incidents_opened:
            parts.append(f"incidents opened: {report.incidents_opened}")
    if sent is not None:
        parts.append(
            f"delivered: {sent.sent}"
            + (f", failed: {sent.failed + sent.dead}" if sent.failed + sent.dead else "")
        )
    talk(f"{command}: {'; '.join(parts)}; {seconds:.1f} s")
    for problem in report.problems if report is not None else ():
        talk(problem)
    if sent is not None:
        if sent.held:
            talk(held_line(sent.held))
        for name, reason in sorted(sent.problems.items()):
            talk(f"destination {name}: {reason}")


def _as_json(report: "CrawlReport | None", sent: "DeliverySummary | None") -> dict[str, Any]:
    row: dict[str, Any] = {} if report is None else dict(report.as_json())
    if sent is not None:
        row["deliveries"] = {"sent": sent.sent, "failed": sent.failed, "dead": sent.dead}
    return row


def _counted(counts: Mapping[str, int]) -> str:
    said = [f"{count} {name}" for name, count in sorted(counts.items()) if count]
    return ", ".join(said) if said else "none"


def _duration(text: str) -> timedelta:
    try:
        return parse_duration(text)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--deadline") from error
