"""A run that is asked to end in the middle says so, the next one goes on, nothing is lost and nothing is doubled."""

import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psutil
import pytest

from monitor.demo.receiver import Receiver
from tests.acceptance.site import Host, Policy, around, hosts
from tests.acceptance.world import World, end_of, policy_at, vendor, wait_until

DOCUMENTS, CHANGING = 12, 6


class Watched:
    """Twelve documents at four hosts, of which six say something new whenever a test wants it."""

    def __init__(self, world: World, sites: list[Host], receiver: Receiver) -> None:
        self.world = world
        self.sites = sites
        self.receiver = receiver
        self.edition = 0
        self.publish()
        vendors = [
            vendor(f"V{number}", policy_at(self.site(number).url(f"/{number}")))
            for number in range(DOCUMENTS)
        ]
        world.write(sites, vendors, receiver=receiver)

    def site(self, number: int) -> Host:
        return self.sites[number % len(self.sites)]

    def publish(self) -> None:
        """Give the changing documents their next edition."""
        self.edition += 1
        for number in range(DOCUMENTS):
            edition = self.edition if number < CHANGING else 1
            policy = Policy(
                vendor=f"Vendor {number}", retention=f"We keep your account records for {edition + 1} years."
            )
            self.site(number).put(f"/{number}", policy.html, delay=0.02)

    def count(self, question: str) -> int:
        return int(self.world.sql(f"SELECT count(*) FROM {question}")[0][0])

    def told(self) -> Counter[int]:
        """Count by its number how often each message arrived."""
        found = [
            re.search(r"Clausewatch message (\d+)", message.body)
            for message in self.receiver.messages("inbox")
        ]
        return Counter(int(match[1]) for match in found if match)

    def check(self) -> None:
        """Check that all is there once, after the program has had its time."""
        versions = dict(
            self.world.sql(
                "SELECT document.key, count(*) FROM version JOIN document ON document.id = version.document_id "
                "GROUP BY document.key"
            )
        )
        wanted = {f"v{n}/privacy_policy": self.edition if n < CHANGING else 1 for n in range(DOCUMENTS)}
        assert versions == wanted
        changes = CHANGING * (self.edition - 1)
        assert self.count("change") == changes
        assert self.count("(SELECT DISTINCT to_version_id FROM change) AS x") == changes
        assert (
            self.count("(SELECT DISTINCT change_id FROM alert WHERE change_id IS NOT NULL) AS x") == changes
        )
        assert self.count("alert WHERE change_id IS NOT NULL") == changes
        assert self.count("delivery WHERE state <> 'sent'") == 0
        assert self.count("observation WHERE outcome IS NULL") == 0
        assert self.count("incident") == 0
        attempts = dict(self.world.sql("SELECT message_id, attempts FROM delivery"))
        told = self.told()
        assert set(told) == set(attempts)
        # One that was being sent when the program ended may come a second time, under the same number.
        assert all(told[message] <= attempts[message] for message in told)
        assert sum(times > 1 for times in attempts.values()) <= self.edition


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    with hosts(4) as sites, Receiver() as receiver:
        yield Watched(World(tmp_path / "w"), sites, receiver)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])
def test_a_run_that_is_asked_to_stop_says_so_and_the_next_one_finishes(
    watched: Watched, number: signal.Signals
) -> None:
    world = watched.world
    world.run()
    watched.publish()
    held = watched.site(0)
    before = len(held.requests)
    held.hold.clear()  # this host never answers: the run is in the middle of it
    process = world.start("run")
    wait_until(lambda: len(watched.site(1).requests) > 3 + 3)
    process.send_signal(number)
    done = end_of(process)
    held.hold.set()

    assert before
    assert done.code == 128 + number
    assert "interrupted" in done.told[-1]
    assert "Traceback" not in done.err
    world.run()
    watched.check()
    world.run("verify")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])
def test_a_page_that_is_being_read_when_all_are_told_to_stop_is_not_blamed(
    tmp_path: Path, number: signal.Signals
) -> None:
    # systemd and a terminal signal every process of a service or a group, those that read pages too.
    world = World(tmp_path)
    clauses = "".join(
        f"<p>We keep record {n} for {n} days and show it to partner {n}.</p>" for n in range(20_000)
    )
    with hosts(1) as (host,):
        world.write([host], [vendor("V", policy_at(host.put("/p", around("Privacy policy", clauses))))])
        process = world.start("run")
        wait_until(lambda: host.asked("/p") or process.poll() is not None)
        time.sleep(0.8)
        os.killpg(process.pid, number)
        done = end_of(process)

        assert done.code == 128 + number, done.err
        assert world.sql("SELECT count(*) FROM incident") == [(0,)]
        assert {outcome for (outcome,) in world.sql("SELECT outcome FROM observation")} <= {"changed", None}
        world.run()
        assert world.status("v/privacy_policy")["versions"] == 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])
def test_a_command_that_waits_for_the_database_can_be_stopped(
    watched: Watched, number: signal.Signals
) -> None:
    world = watched.world
    world.run("db", "upgrade")
    with closing(sqlite3.connect(world.database, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        process = world.start("run")
        wait_until(lambda: process.poll() is not None or has_open(process.pid, world.database))
        time.sleep(0.5)
        process.send_signal(number)
        done = end_of(process)

    assert done.code == 128 + number
    assert [line for line in done.told if "interrupted" in line] == done.told[-1:]
    assert "Traceback" not in done.err


def test_a_delivery_that_hangs_can_be_stopped_and_is_made_up_for(watched: Watched) -> None:
    world = watched.world
    with hosts(1) as (slow,):
        slow.hold.clear()
        world.edit(
            destinations={
                "inbox": watched.receiver.destination("inbox"),
                "slow": f"json://{slow.address}/x",
            },
            subscriptions=[{"name": "everyone", "to": ["slow", "inbox"]}],
        )
        allow = [watched.receiver.address, slow.address]
        world.run("run")
        watched.publish()
        process = world.start("run", CLAUSEWATCH_NOTIFY__ALLOW_PRIVATE=",".join(allow))
        wait_until(lambda: process.poll() is not None or len(watched.receiver.messages("inbox")) == CHANGING)
        process.terminate()
        done = end_of(process)

        assert done.code == 128 + signal.SIGTERM, done.err
        assert "interrupted" in done.told[-1]
    world.run()
    assert set(watched.told().values()) == {1}
    assert len(watched.told()) == CHANGING


# A thread outlives the command, as Python's main thread only ends after it: what it does then is done on the way out.
LATE = """
import atexit, os, signal, sys, threading
def late():
    threading.main_thread().join()
    {then}
threading.Thread(target=late).start()
from monitor.cli.start import run
sys.argv = ["clausewatch", "schema"]
run()
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])
@pytest.mark.parametrize(
    "then",
    ["os.kill(os.getpid(), {n})", "atexit.register(os.kill, os.getpid(), {n})"],
    ids=["while threads end", "while the rest is tidied up"],
)
def test_a_signal_on_the_way_out_is_told_and_gives_its_exit_code(number: signal.Signals, then: str) -> None:
    program = LATE.format(then=then.format(n=int(number)))
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)

    assert done.returncode == 128 + number, done.stderr
    assert "interrupted" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert done.stdout.endswith("}\n")  # what was written is there


def test_no_signal_ends_the_process_by_itself_however_late_it_comes_and_however_many(tmp_path: Path) -> None:
    world = World(tmp_path)
    codes = Counter[int]()
    for attempt in range(12):
        process = world.start("schema")
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(attempt / 2000)
        while process.poll() is None:
            process.send_signal(signal.SIGTERM)
        codes[end_of(process).code] += 1
    assert set(codes) <= {0, 128 + signal.SIGTERM}


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])
def test_a_signal_while_the_program_is_being_opened_ends_it_without_a_word_too_many(
    tmp_path: Path, number: signal.Signals
) -> None:
    process = World(tmp_path).start("schema", PYTHONPROFILEIMPORTTIME="1")
    assert process.stderr is not None
    while not process.stderr.readline().endswith(" typer\n"):
        pass
    process.send_signal(number)
    done = end_of(process)

    assert done.code == 128 + number
    assert [line for line in done.told if not line.startswith("import time:")] == [
        "clausewatch: interrupted; everything that was finished is kept, the next run goes on"
    ]


def has_open(pid: int, file: Path) -> bool:
    try:
        return any(Path(one.path) == file.resolve() for one in psutil.Process(pid).open_files())
    except psutil.NoSuchProcess:
        return False
