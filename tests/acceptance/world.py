"""The program as people call it: the console script in a process of its own, a watchlist file, and an inbox."""

import json
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pytest
import yaml
from filelock import FileLock
from sqlalchemy import create_engine, make_url, text

from monitor.demo.program import private_environment
from monitor.demo.receiver import Receiver
from tests.acceptance.site import Host

SCRIPT = Path(sys.executable).parent / "clausewatch"

# Generous: the machines that run tests are busy. Nothing is timed; what takes this long hangs.
TIMEOUT_S = 180

DUE_AGAIN_S = 1.0  # after a look, by the shortest schedule that there is

PSYCOPG = "postgresql+psycopg"

Row = dict[str, Any]
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Finished:
    """What one command said."""

    code: int
    out: str
    err: str

    @property
    def told(self) -> list[str]:
        """What was said to the person, line by line."""
        return self.err.splitlines()

    def json(self) -> Any:
        return json.loads(self.out)


class World:
    """A folder with a watchlist, where the program is called."""

    def __init__(self, folder: Path, database_url: str = "sqlite:///clausewatch.db") -> None:
        self.folder = folder
        self.through: list[str] = []  # the command that starts the program, as somebody else or with less
        self.database_url = database_url
        self.environ = self.private()
        self._over = -DUE_AGAIN_S  # when the last command was, where we waited for its end
        folder.mkdir(exist_ok=True)

    @staticmethod
    def private() -> dict[str, str]:
        """The environment, without what could lead the program astray."""
        return private_environment(os.environ)

    @property
    def file(self) -> Path:
        return self.folder / "clausewatch.yaml"

    @property
    def database(self) -> Path:
        """The file of an SQLite database; a relative one is in the folder of the watchlist."""
        return self.folder / (make_url(self.database_url).database or "")

    def write(
        self,
        hosts: list[Host],
        vendors: list[Row],
        *,
        receiver: Receiver | None = None,
        subscriptions: list[Row] | None = None,
        destinations: Mapping[str, str] | None = None,
        schedule: str = "PT1S",
        **settings: Any,
    ) -> None:
        """Write a watchlist without waiting times whose documents are due at each run."""
        inbox = {} if receiver is None else {"inbox": receiver.destination("inbox")}
        everything = [{"name": "everyone", "to": ["inbox"], "incidents": True, "minor": True}]
        content = {
            "settings": {
                "database_url": self.database_url,
                "contact": "https://watcher.example/contact",
                "confirm_after": "PT0S",
                "fetch": {"delay": 0, "allow_private": [host.address for host in hosts]},
                "notify": {"allow_private": [] if receiver is None else [receiver.address]},
                **settings,
            },
            "defaults": {"schedule": schedule},
            "destinations": {**inbox, **(destinations or {})},
            "vendors": vendors,
            "subscriptions": subscriptions
            if subscriptions is not None
            else (everything if receiver is not None else []),
        }
        self.file.write_text(yaml.safe_dump(content, sort_keys=False, allow_unicode=True), encoding="utf-8")

    def edit(self, **changes: Any) -> None:
        """Replace whole sections of the watchlist."""
        content = yaml.safe_load(self.file.read_text(encoding="utf-8"))
        self.file.write_text(yaml.safe_dump({**content, **changes}, sort_keys=False), encoding="utf-8")

    def start(self, *arguments: str | Path, **environ: str) -> "subprocess.Popen[str]":
        """Start the program; in a session of its own, as under cron. A run finds every document due again."""
        if arguments[:1] == ("run",):
            time.sleep(max(0.0, self._over + DUE_AGAIN_S - time.monotonic()))
        return subprocess.Popen(
            [*self.through, SCRIPT, *map(str, arguments)],
            cwd=self.folder,
            env={**self.environ, **environ},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,
        )

    def call(self, *arguments: str | Path, **environ: str) -> Finished:
        """Run one command to its end, whatever that is."""
        done = end_of(self.start(*arguments, **environ))
        self._over = time.monotonic()
        return done

    def run(self, *arguments: str | Path, code: int = 0) -> Finished:
        """Run one command, which must end with *code*."""
        done = self.call(*(arguments or ("run",)))
        assert done.code == code, f"{arguments} ended with {done.code}\n{done.err}\n{done.out[:2000]}"
        assert "Traceback" not in done.err
        return done

    def rows(self, *arguments: str | Path) -> list[Row]:
        """Run one command that answers with a JSON array."""
        rows: list[Row] = self.run(*arguments, "--format", "json").json()
        return rows

    def status(self, key: str) -> Row:
        (row,) = (row for row in self.rows("status") if row["document"] == key)
        return row

    def sql(self, statement: str, **parameters: Any) -> list[Any]:
        """Ask or tell the database behind the program's back."""
        url = make_url(self.database_url)
        url = (
            url.set(database=str(self.database))
            if url.drivername == "sqlite"
            else url.set(drivername=PSYCOPG)
        )
        engine = create_engine(url)
        try:
            with engine.begin() as connection:
                answer = connection.execute(text(statement), parameters)
                return list(answer) if answer.returns_rows else []
        finally:
            engine.dispose()


def end_of(process: "subprocess.Popen[str]") -> Finished:
    """Wait for the end of a command, and end its whole group if it hangs."""
    try:
        out, err = process.communicate(timeout=TIMEOUT_S)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        out, err = process.communicate()
        raise AssertionError(f"{process.args!r} did not end within {TIMEOUT_S} s\n{err}") from None
    return Finished(process.returncode, out, err)


def once(folders: pytest.TempPathFactory, name: str, make: Callable[[], Made]) -> Made:
    """Make something that several workers need only once for all of them: whoever comes first does, the others read."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID")
    if run is None:
        return make()
    kept = folders.getbasetemp().parent / f"{name}-{run}.pickle"
    with FileLock(f"{kept}.lock"):
        if not kept.exists():
            kept.write_bytes(pickle.dumps(make()))
        made: Made = pickle.loads(kept.read_bytes())
    return made


def vendor(name: str, *documents: Row, **traits: Any) -> Row:
    """Write one vendor of a watchlist."""
    return {"name": name, **traits, "documents": list(documents)}


def policy_at(url: str, **traits: Any) -> Row:
    """Write one privacy policy of a watchlist."""
    return {"type": "privacy_policy", "url": url, **traits}


def one_line(done: Finished, code: int) -> str:
    """Check that a command failed as it should: with this code and one line, and give the line."""
    assert done.code == code, f"exit code {done.code}\n{done.err}{done.out}"
    assert "Traceback" not in done.err
    assert "internal error" not in done.err
    assert len(done.told) == 1, done.err
    assert done.told[0].startswith("clausewatch: ")
    assert done.out == ""
    return done.told[0]


def wait_until(happened: Callable[[], object]) -> None:
    """Wait for something that the program does."""
    deadline = time.monotonic() + TIMEOUT_S
    while not happened():
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.02)
