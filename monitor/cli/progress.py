"""How far a run is, on one line of a terminal; silent everywhere else."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

_CLEAR = "\r\x1b[K"


class ProgressLine:
    """A line on standard error that is written over again and again, where that is a terminal."""

    def __init__(self) -> None:
        self._is_shown = sys.stderr.isatty()

    def show(self, done: int, planned: int, until: datetime | None) -> None:
        """Say how many documents were looked at, and what is waited for."""
        if not self._is_shown:
            return
        said = f"looked at {min(done, planned)} of {planned}"
        if until is not None:
            said += f"; waiting until {until.astimezone():%H:%M:%S} to look again at what differed (Ctrl-C: next run)"
        sys.stderr.write(f"{_CLEAR}{said}")
        sys.stderr.flush()

    def clear(self) -> None:
        """Take the line away, so that what comes next stands alone."""
        if self._is_shown:
            sys.stderr.write(_CLEAR)
            sys.stderr.flush()


@contextmanager
def progress_line() -> Iterator[ProgressLine]:
    """Show a progress line while something works."""
    line = ProgressLine()
    try:
        yield line
    finally:
        line.clear()
