"""One process of the program that answers many command lines, for what is only read and told: starts cost a second.

Run as `python -m tests.acceptance.prompt`: JSON lines in, JSON lines out. `Prompt` is the other end.
"""

import contextlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path

from monitor.cli.main import main
from tests.acceptance.world import Finished, World

ROOT = Path(__file__).parents[2]


class Prompt:
    """Calls the program's own entry, in a process that stays; not for `run` and `crawl`, which a process does once."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.acceptance.prompt"],
            cwd=ROOT,
            env=World.private(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )

    def call(self, world: World, *arguments: str | Path) -> Finished:
        """Call one command in the folder of *world*."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([str(world.folder), *map(str, arguments)]) + "\n")
        self._process.stdin.flush()
        return Finished(*json.loads(self._process.stdout.readline()))

    def close(self) -> None:
        """End the process."""
        self._process.communicate()
        assert self._process.returncode == 0


def _answer(line: str) -> tuple[int, str, str]:
    folder, *arguments = json.loads(line)
    os.chdir(folder)
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(arguments)
    return code, _content(out), _content(err)


def _content(stream: io.TextIOWrapper) -> str:
    stream.flush()
    written = stream.buffer
    assert isinstance(written, io.BytesIO)
    return written.getvalue().decode("utf-8")


if __name__ == "__main__":
    for asked in sys.stdin:
        print(json.dumps(_answer(asked)), flush=True)  # noqa: T201 - the answer
