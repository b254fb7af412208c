"""How far a run is, on one line of a terminal; silent everywhere else."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from monitor.cli.output import printable

_CLEAR = "\r\x1b[K"


class ProgressLine:
    """A line on standard error that is written over again and again, where that is a terminal."""

    def __init__(self) -> None:
        self._is_shown = sys.stderr.isatty()

    def show(self, done: int, planned: int, until: datetime | None) -> None:
        """Say how many documents were looked at, and what is waited for."""
        said = f"looked at {min(done, planned)} of {planned}"
        if until is not None:
            said += f"; waiting until {until.astimezone():%H:%M:%S} to look again at what differed (Ctrl-C: next run)"
        self.say(said)

    def say(self, text: str) -> None:
        """Say how far it is, in other words."""
        if self._is_shown:
            sys.stderr.write(f"{_CLEAR}{printable(text)[: _columns() - 1]}")
            sys.stderr.flush()

    def clear(self) -> None:
        """Take the line away, so that what comes next stands alone."""
        if self._is_shown:
            sys.stderr.write(_CLEAR)
            sys.stderr.flush()


def _columns() -> int:
    # A line that is wrapped cannot be taken back.
    return shutil.get_terminal_size().columns


@contextmanager
def progress_line() -> Iterator[ProgressLine]:
    """Show a progress line while something works."""
    line = ProgressLine()
    try:
        yield line
    finally:
        line.clear()
