"""The console script: SIGINT and SIGTERM are taken care of from here until the process is gone.

Imports little, so that this begins early: the program itself is opened when signals are handled.
"""

import atexit
import os
import signal
import sys
import threading
import time
from contextlib import suppress
from types import FrameType
from typing import Literal, NoReturn

SIGNALS = (signal.SIGINT, signal.SIGTERM)
INTERRUPTED = 128  # plus the number of the signal, as shells say it
PATIENCE_S = 2.0  # after an interruption; what sends to a slow destination may take a minute
_SAID = b"clausewatch: interrupted; everything that was finished is kept, the next run goes on\n"


class Stopped(KeyboardInterrupt):
    """SIGINT or SIGTERM came while a command was at work."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.signal = number


class _Process:
    """What a signal does, and how the process ends: never by the signal itself, always with an exit code of ours."""

    def __init__(self) -> None:
        self.phase: Literal["starting", "working", "leaving"] = "starting"
        self.code = 1  # that of Python after a traceback, which --debug lets through
        self.signal: int | None = None  # the first one that came

    def handle(self, number: int, _: FrameType | None) -> None:
        """Stop the command at work; otherwise only note the signal. A second one does not wait."""
        if self.signal is not None or self.code >= INTERRUPTED:
            os._exit(INTERRUPTED + number)
        self.signal = number
        if self.phase == "working":
            raise Stopped(number)
        with suppress(OSError):
            os.write(2, _SAID)
        if self.phase == "starting":
            os._exit(INTERRUPTED + number)

    def work(self) -> None:
        """Do what the command line says."""
        from monitor.cli.main import main

        try:
            self.phase = "working"
            self.code = main(sys.argv[1:])
            self.phase = "leaving"
        except Stopped as interruption:  # between the last line of the command and here
            self.phase = "leaving"
            with suppress(OSError):
                os.write(2, _SAID)
            self.code = INTERRUPTED + interruption.signal

    def end(self) -> None:
        """End the process here and now, with everything written: later on, Python gives signals back."""
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError):
                stream.flush()
        os._exit(self.code if self.signal is None else INTERRUPTED + self.signal)


def run() -> NoReturn:
    """Be the console script."""
    process = _Process()
    # The processes that this one starts would look for modules in the current folder first: a struct.py there, or one
    # that somebody put there, is nothing that a worker may take for Python's own.
    os.environ["PYTHONSAFEPATH"] = "1"
    for number in SIGNALS:
        signal.signal(number, process.handle)
    # What is registered first is called last: all other clean-up is done by then.
    atexit.register(process.end)
    process.work()
    if process.code >= INTERRUPTED and not _threads_end():
        process.end()
    sys.exit(process.code)


def _threads_end() -> bool:
    """Wait a little for other threads; False when one goes on, which a normal exit would wait for."""
    deadline = time.monotonic() + PATIENCE_S
    others = [thread for thread in threading.enumerate() if not thread.daemon]
    for thread in others:
        if thread is not threading.main_thread():
            thread.join(max(0.0, deadline - time.monotonic()))
    return all(thread is threading.main_thread() or not thread.is_alive() for thread in others)


if __name__ == "__main__":
    run()
