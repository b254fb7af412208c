"""What every command has: the options that work before and after it, the watchlist, the database, the output."""

import logging
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from monitor.cli.output import Format
from monitor.domain.errors import ConfigurationError
from monitor.domain.watchlist import Settings, Watchlist

if TYPE_CHECKING:
    from monitor.pipeline.database import Store

# Options that may stand anywhere on the line, with whether they take a value.
SHARED_OPTIONS: Mapping[str, bool] = {
    "--config": True,
    "--database-url": True,
    "--format": True,
    "--log-format": True,
    "--debug": False,
}


@dataclass
class Invocation:
    """One call of the program."""

    config: Path | None = None
    database_url: str | None = None
    format: Format | None = None
    debug: bool = False
    environ: Mapping[str, str] = field(default_factory=lambda: os.environ)

    @cached_property
    def config_path(self) -> Path:
        """The watchlist file.

        Raises:
            ConfigurationError: There is none.
        """
        path = self._found_config
        if path is None:
            raise ConfigurationError(
                "no clausewatch.yaml here; `clausewatch init` writes one, or name one with --config"
            )
        return path

    @property
    def has_config(self) -> bool:
        """Whether a watchlist file was named or is here."""
        return self._found_config is not None

    @cached_property
    def _found_config(self) -> Path | None:
        from monitor.config.load import find_config

        return find_config(self.config, self.environ)

    @cached_property
    def watchlist(self) -> Watchlist:
        """The watchlist.

        Raises:
            ConfigurationError: There is no file, or it has mistakes.
        """
        from monitor.config.load import load_watchlist

        return load_watchlist(self.config_path, self._settings_environ)

    @cached_property
    def settings(self) -> Settings:
        """The settings; also without a watchlist file.

        Raises:
            ConfigurationError: They have mistakes.
        """
        if "watchlist" in vars(self):
            return self.watchlist.settings  # read already, from the same file
        from monitor.config.load import load_settings

        return load_settings(self._found_config, self._settings_environ)

    @property
    def _settings_environ(self) -> Mapping[str, str]:
        # The option is the environment variable, but stronger: one rule for both, relative paths from here.
        if self.database_url is None:
            return self.environ
        return {**self.environ, "CLAUSEWATCH_DATABASE_URL": self.database_url}

    @contextmanager
    def store(self, *, create: bool = False) -> "Iterator[Store]":
        """Open the database; *create* makes one that does not exist yet.

        Raises:
            ClausewatchError: It cannot be opened.
        """
        from monitor.pipeline.database import open_store

        store = open_store(self.settings.database_url, create=create, say=talk)
        try:
            yield store
        finally:
            store.close()


def invocation(context: typer.Context) -> Invocation:
    """Give the call that a command belongs to."""
    found = context.find_root().obj
    assert isinstance(found, Invocation)
    return found


def talk(line: str) -> None:
    """Say something to the person at the terminal; results go to standard output instead."""
    print(f"clausewatch: {line}", file=sys.stderr)  # noqa: T201 - standard error is where talk belongs


def held_line(count: int) -> str:
    """Say that restored deliveries wait for a person."""
    return (
        f"{count} restored deliveries are held back, as they may have been sent since the backup; "
        "`clausewatch deliver --release` sends them"
    )


def hoist(arguments: Sequence[str]) -> list[str]:
    """Move the shared options to the front, where the program reads them, wherever they were written."""
    front: list[str] = []
    rest: list[str] = []
    remaining = iter(arguments)
    for argument in remaining:
        name, equals, _ = argument.partition("=")
        if argument == "--":
            rest += [argument, *remaining]
        elif name not in SHARED_OPTIONS:
            rest.append(argument)
        else:
            front.append(argument)
            if SHARED_OPTIONS[name] and not equals and (value := next(remaining, None)) is not None:
                front.append(value)
    return front + rest


def set_up_logging(log_format: str, *, debug: bool) -> None:
    """Send the log to standard error: warnings as text, or everything of note as JSON lines for a collector."""
    from monitor.cli.logs import JsonFormatter, TextFormatter

    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter() if log_format == "json" else TextFormatter())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    for room in ("crawler", "monitor", "notifiers", "storage"):
        level = logging.DEBUG if debug else logging.INFO if log_format == "json" else logging.WARNING
        logging.getLogger(room).setLevel(level)
