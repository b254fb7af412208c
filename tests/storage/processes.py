"""Other processes on the same database: real ones, because that is what a lock is for."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_HOLDER = """
import sys
from storage.engine import connect
with connect(sys.argv[1]).run_lock() as won:
    print(won, flush=True)
    sys.stdin.readline()
"""


@contextmanager
def holder_of_run_lock(url: str) -> Iterator[subprocess.Popen[str]]:
    """Start a process that takes the run lock and keeps it until it is told, or killed."""
    child = start(_HOLDER, url)
    assert child.stdout is not None
    assert child.stdout.readline() == "True\n"
    try:
        yield child
    finally:
        child.kill()
        child.communicate()


def start(program: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
