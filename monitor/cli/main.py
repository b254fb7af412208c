"""The program `clausewatch`: its commands, and what a person is told when something is wrong."""

import importlib
import importlib.util
import os
import signal
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from monitor.cli.invocation import Invocation, hoist, set_up_logging, talk
from monitor.cli.output import Format
from monitor.cli.start import INTERRUPTED
from monitor.domain.errors import ClausewatchError

EXIT_OK, EXIT_FOUND, EXIT_USAGE, EXIT_FAILED = 0, 1, 2, 3

SHARED_HELP = (
    "These options work before and after every command: --config FILE, --database-url URL, "
    "--format table|json|csv|markdown|html, --log-format text|json, --debug."
)

# Which module has which command. Only what a command needs is opened: `extract` shall not wait for the database's
# libraries, nor `status` for the crawler's.
MODULES = {
    "editing": ("init", "add", "check"),
    "importing": ("import",),
    "working": ("run", "crawl", "deliver"),
    "reading": ("status", "history", "show", "diff", "changes", "alerts"),
    "texts": ("assess", "extract"),
    "stating": ("facts",),
    "evaluating": ("evaluate",),
    "reassessing": ("reassess",),
    "desk": ("verify", "schema", "db"),
    "finding": ("discover",),
    "waiting": ("held", "accept", "reject", "pause", "resume"),
}


def build(arguments: Sequence[str]) -> typer.Typer:
    """Make the program, with the commands that *arguments* can mean: one module's, or all of them."""
    app = typer.Typer(
        name="clausewatch",
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        no_args_is_help=True,
        epilog=SHARED_HELP,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(shared)
    named = [module for module, commands in MODULES.items() if set(commands) & set(arguments)]
    for module in named or MODULES:
        importlib.import_module(f"monitor.cli.{module}").register(app)
    return app


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"clausewatch {version('clausewatch')}")  # noqa: T201 - a result
        raise typer.Exit


def shared(
    context: typer.Context,
    config: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The watchlist. Default: CLAUSEWATCH_CONFIG, ./clausewatch.yaml."),
    ] = None,
    database_url: Annotated[
        str | None, typer.Option(metavar="URL", help="The database, whatever the watchlist says.")
    ] = None,
    format: Annotated[Format | None, typer.Option(help="How results are written. Default: table.")] = None,  # noqa: A002
    log_format: Annotated[str, typer.Option(metavar="text|json", help="How the log is written.")] = "text",
    debug: Annotated[bool, typer.Option("--debug", help="Log more, and show tracebacks.")] = False,
    _version: Annotated[
        bool,
        typer.Option("--version", is_eager=True, callback=_show_version, help="Show the version and exit."),
    ] = False,
) -> None:
    """Watch policies, keep every version, and tell the right people when the meaning changes."""
    if log_format not in ("text", "json"):
        raise typer.BadParameter("text or json", param_hint="--log-format")
    set_up_logging(log_format, debug=debug)
    invocation = context.obj
    assert isinstance(invocation, Invocation)
    invocation.config, invocation.database_url = config, database_url
    invocation.format, invocation.debug = format, debug


def main(arguments: Sequence[str]) -> int:
    """Run one command; gives the exit code.

    0 fine, 1 found something, 2 usage or configuration, 3 operational failure; 128 plus the signal when interrupted.
    """
    _speak_utf8()
    if (problem := _foreign_package()) is not None:
        talk(problem)
        return EXIT_FAILED
    invocation = Invocation()
    try:
        ordered = hoist(arguments)
        command = typer.main.get_command(build(ordered))
        # Not command(…): that takes Ctrl-C and a closed pipe for itself, and ends without a word or with a wrong code.
        with command.make_context("clausewatch", ordered, obj=invocation) as context:
            answer = command.invoke(context)
        sys.stdout.flush()
    except typer.Exit as leaving:
        return leaving.exit_code
    except ClausewatchError as error:
        return _told(error, invocation)
    except typer.TyperException as error:
        talk(f"{error.format_message()} (see `clausewatch --help`)")
        return EXIT_USAGE
    except KeyboardInterrupt as interruption:
        talk("interrupted; everything that was finished is kept, the next run goes on")
        return INTERRUPTED + int(getattr(interruption, "signal", signal.SIGINT))
    except BrokenPipeError:
        # Whoever read us (head, less) has enough; what is still in the buffer must not fail again at the exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_OK
    except (
        Exception
    ) as error:  # a bug, at the edge of the process: told in one line, with a traceback if asked for
        if invocation.debug:
            raise
        talk(f"internal error: {type(error).__name__}: {error}; please report it with the output of --debug")
        return EXIT_FAILED
    return answer if isinstance(answer, int) else EXIT_OK


def _told(error: ClausewatchError, invocation: Invocation) -> int:
    if invocation.debug:
        raise error
    for line in str(error).splitlines():
        talk(line)
    return error.exit_code


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        # Under LANG=C, policy text in French must neither crash nor turn into question marks.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]


def _foreign_package() -> str | None:
    """Say which of our top-level packages is another program's: their names are common (decision 0001)."""
    home = Path(__file__).resolve().parents[2]
    for name in ("crawler", "storage", "notifiers"):
        spec = importlib.util.find_spec(name)
        origin = None if spec is None or spec.origin is None else Path(spec.origin).resolve()
        if origin is None or origin.parents[1] != home:
            return (
                f"the package {name!r} at {origin} is not Clausewatch's; "
                "install Clausewatch into an environment of its own (pipx, or python -m venv)"
            )
    return None
