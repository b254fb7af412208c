"""Processes that belong together by descent: found, weighed and ended as a whole. Linux only (/proc)."""

import ctypes
import os
import signal
from contextlib import suppress
from pathlib import Path
from time import sleep

_PR_SET_CHILD_SUBREAPER = 36  # linux/prctl.h
_PROC = Path("/proc")


def adopt_orphans() -> None:
    """Become the parent of every descendant whose own parent dies, so that none leaves the tree.

    Raises:
        OSError: the system declines.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl")


def descendants(root: int) -> list[int]:
    """List the living processes below *root*, wherever they moved their session or group to."""
    children: dict[int, list[int]] = {}
    for pid, parent in _living():
        children.setdefault(parent, []).append(pid)
    found: list[int] = []
    waiting = [root]
    while waiting:
        below = children.get(waiting.pop(), [])
        found += below
        waiting += below
    return found


def memory_of(pids: list[int]) -> int:
    """Sum the memory that is theirs alone or shared by memory, in bytes: no program text, no files."""
    return sum(map(_memory, pids))


def end_descendants(root: int) -> None:
    """Kill everything below *root*, also what is born meanwhile; *root* has adopted orphans, so none escapes."""
    while pids := descendants(root):
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        sleep(0.01)


def _living() -> list[tuple[int, int]]:
    """List all processes that are no zombies, each with its parent."""
    found = []
    for entry in _PROC.iterdir():
        if not entry.name.isdigit():
            continue
        with suppress(OSError):
            # "pid (name) state parent …": the name may hold anything, so what follows its last bracket counts.
            state, parent = (entry / "stat").read_text("latin-1").rpartition(")")[2].split()[:2]
            if state not in ("Z", "X"):
                found.append((int(entry.name), int(parent)))
    return found


def _memory(pid: int) -> int:
    with suppress(OSError):
        lines = (_PROC / str(pid) / "status").read_text("latin-1").splitlines()
        return 1024 * sum(
            int(line.split()[1]) for line in lines if line.startswith(("RssAnon:", "RssShmem:"))
        )
    return 0
