"""How much memory the program takes, as the kernel has noted it."""

import subprocess
import threading
import time
from pathlib import Path

import psutil

from tests.acceptance.world import Finished, end_of

MOST_BYTES = 512 * 1024 * 1024  # of one process


def end_with_peak(process: "subprocess.Popen[str]") -> tuple[Finished, int]:
    """Wait for the end of a command; with the most bytes that one process of its family had at any time."""
    peak = [0]
    watcher = threading.Thread(target=_watch, args=(process.pid, peak))
    watcher.start()
    done = end_of(process)
    watcher.join()
    return done, peak[0]


def _watch(pid: int, peak: list[int]) -> None:
    """Follow the most memory that one process of a family took, as its kernel has noted it."""
    try:
        run = psutil.Process(pid)
        while run.is_running() and run.status() != psutil.STATUS_ZOMBIE:
            for one in (run, *run.children(recursive=True)):
                peak[0] = max(peak[0], _high_water(one.pid))
            time.sleep(0.2)
    except psutil.NoSuchProcess:
        return


def _high_water(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:")), 0)
