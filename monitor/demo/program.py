"""Runs the real `clausewatch` command the way a user does: a process of its own, and JSON read from its output."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Row = dict[str, Any]

_TIMEOUT_S = 120  # a run of the demo takes a few seconds; beyond this something hangs
_GRACE_S = 5
_DUE_AGAIN_S = 1.1  # the schedule of the demo's watchlist, PT1S, and a little
_PROXIES = frozenset({"http_proxy", "https_proxy", "all_proxy", "no_proxy"})


class DemoFailed(Exception):
    """The demo cannot go on; its text says why, in a few lines."""


@dataclass(frozen=True, slots=True)
class Finished:
    """What one command said; it ended with exit code 0."""

    stdout: str
    stderr: str


class Program:
    """The console script beside the running interpreter, working in one folder with one watchlist."""

    def __init__(self, folder: Path, script: Path | None = None) -> None:
        # Not resolved: in a virtual environment the interpreter is a link, and the script is beside the link.
        self.script = script or Path(sys.executable).with_name("clausewatch")
        self._folder = folder
        self._environment = private_environment(os.environ)
        self._looked = -_DUE_AGAIN_S  # when the last run or crawl ended, by the monotonic clock

    def run(self, *arguments: str) -> Finished:
        """Run one command to its end; a run finds every document due again.

        Raises:
            DemoFailed: The command is not there, takes too long, or ends with another exit code than 0.
        """
        shown = " ".join(("clausewatch", *arguments))
        if arguments[:1] == ("run",):
            time.sleep(max(0.0, self._looked + _DUE_AGAIN_S - time.monotonic()))
        process = self._start(arguments)
        try:
            stdout, stderr = process.communicate(timeout=_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            raise DemoFailed(f"`{shown}` did not end within {_TIMEOUT_S} seconds") from None
        finally:
            _stop(process)
        if arguments[:1] in (("run",), ("crawl",)):
            self._looked = time.monotonic()
        if process.returncode != 0:
            raise DemoFailed(
                f"`{shown}` ended with exit code {process.returncode}\n{stderr or stdout}".rstrip()
            )
        return Finished(stdout, stderr)

    def rows(self, *arguments: str) -> list[Row]:
        """Run one command with `--format json` and read its array."""
        answer = json.loads(self.run(*arguments, "--format", "json").stdout)
        if not isinstance(answer, list):
            raise DemoFailed(f"`clausewatch {' '.join(arguments)}` did not answer with a JSON array")
        return answer

    def _start(self, arguments: tuple[str, ...]) -> subprocess.Popen[str]:
        try:
            # A session of its own, so that Ctrl-C is passed on once, by us, to it and all its children.
            return subprocess.Popen(  # noqa: S603 -- our own console script, arguments from this package
                [self.script, *arguments],
                cwd=self._folder,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                encoding="utf-8",
                start_new_session=True,
            )
        except OSError as error:
            raise DemoFailed(
                f"cannot start {self.script}: {error.strerror}; run `make install` first"
            ) from error


def private_environment(outer: Mapping[str, str]) -> dict[str, str]:
    """Copy *outer* without the user's Clausewatch settings and proxies, which would lead away from loopback."""
    return {
        name: value
        for name, value in outer.items()
        if not name.startswith("CLAUSEWATCH_") and name.lower() not in _PROXIES
    }


def _stop(process: subprocess.Popen[str]) -> None:
    """End *process* and its children, kindly first; nothing to do when it has ended."""
    if process.poll() is not None:
        return
    os.killpg(process.pid, signal.SIGTERM)
    try:
        process.communicate(timeout=_GRACE_S)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
