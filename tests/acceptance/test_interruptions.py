"""A run that is ended in the middle, kindly or not: the next one goes on, nothing is lost and nothing is doubled."""

import os
import random
import re
import signal
import sqlite3
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import psutil
import pytest

from monitor.demo.receiver import Receiver
from tests.acceptance.site import Host, Policy, around, hosts
from tests.acceptance.world import TIMEOUT_S, World, end_of, policy_at, vendor, wait_until

DOCUMENTS, CHANGING = 12, 6

# How often a run is killed. CLAUSEWATCH_TEST_KILLS=200 looks longer; where a kill falls differs each time.
KILLS = {"sqlite": int(os.environ.get("CLAUSEWATCH_TEST_KILLS", "4"))}
KILLS["postgresql"] = max(1, KILLS["sqlite"] // 3)


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

    def let_leases_run_out(self) -> None:
        """A delivery that was under way when its sender died is sent again, but only after its lease."""
        self.world.sql(
            "UPDATE delivery SET due_at = sent.t FROM (SELECT min(created_at) AS t FROM message) AS sent "
            "WHERE state = 'sending'"
        )

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
        # One that was being sent when the program was killed may come a second time, under the same number.
        assert all(told[message] <= attempts[message] for message in told)
        assert sum(times > 1 for times in attempts.values()) <= self.edition


@pytest.fixture
def watched(tmp_path: Path, database_url: str) -> Iterator[Watched]:
    with hosts(4) as sites, Receiver() as receiver:
        yield Watched(World(tmp_path / "w", database_url), sites, receiver)


@pytest.fixture
def watched_here(tmp_path: Path) -> Iterator[Watched]:
    """The same, on SQLite alone."""
    with hosts(4) as sites, Receiver() as receiver:
        yield Watched(World(tmp_path / "w"), sites, receiver)


def kill(process: "subprocess.Popen[str]", after_s: float) -> bool:
    """Kill a command with SIGKILL; False when it was over before. None of its children may live on."""
    with suppress(subprocess.TimeoutExpired):
        process.wait(after_s)
    family = [*psutil.Process(process.pid).children(recursive=True)] if process.poll() is None else []
    process.kill()
    process.communicate(timeout=TIMEOUT_S)  # returns when the last one that holds its pipes has ended
    _, alive = psutil.wait_procs(family, timeout=TIMEOUT_S)
    assert alive == []
    return process.returncode == -signal.SIGKILL


def test_a_killed_run_is_finished_by_the_next_one(watched: Watched, request: pytest.FixtureRequest) -> None:
    world = watched.world
    started = time.monotonic()
    world.run()
    whole_run = time.monotonic() - started
    watched.check()
    killed = 0
    for _ in range(KILLS[request.node.callspec.params["database_url"]]):
        watched.publish()
        # Not from the very start: nothing of ours happens while Python starts.
        killed += kill(world.start("run"), random.uniform(0.2, 1.3) * whole_run)
        world.run()
        if watched.count("delivery WHERE state = 'sending'"):
            watched.let_leases_run_out()
            world.run("deliver")
        watched.check()
    assert killed
    assert world.run("verify").told[-1] == "clausewatch: everything matches"


def test_a_first_run_that_is_killed_again_and_again_gets_there(watched_here: Watched) -> None:
    for after_s in (0.4, 0.9, 1.4):
        kill(watched_here.world.start("run"), after_s)
    watched_here.world.run()

    watched_here.check()
    watched_here.world.run("verify")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])
def test_a_run_that_is_asked_to_stop_says_so_and_the_next_one_finishes(
    watched_here: Watched, number: signal.Signals
) -> None:
    world = watched_here.world
    world.run()
    watched_here.publish()
    held = watched_here.site(0)
    before = len(held.requests)
    held.hold.clear()  # this host never answers: the run is in the middle of it
    process = world.start("run")
    wait_until(lambda: len(watched_here.site(1).requests) > 3 + 3)
    process.send_signal(number)
    done = end_of(process)
    held.hold.set()

    assert before
    assert done.code == 128 + number
    assert "interrupted" in done.told[-1]
    assert "Traceback" not in done.err
    world.run()
    watched_here.check()
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
    watched_here: Watched, number: signal.Signals
) -> None:
    world = watched_here.world
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


def test_a_delivery_that_hangs_can_be_stopped_and_is_made_up_for(watched_here: Watched) -> None:
    world = watched_here.world
    with hosts(1) as (slow,):
        slow.hold.clear()
        world.edit(
            destinations={
                "inbox": watched_here.receiver.destination("inbox"),
                "slow": f"json://{slow.address}/x",
            },
            subscriptions=[{"name": "everyone", "to": ["slow", "inbox"]}],
        )
        allow = [watched_here.receiver.address, slow.address]
        world.run("run")
        watched_here.publish()
        process = world.start("run", CLAUSEWATCH_NOTIFY__ALLOW_PRIVATE=",".join(allow))
        wait_until(
            lambda: process.poll() is not None or len(watched_here.receiver.messages("inbox")) == CHANGING
        )
        process.terminate()
        done = end_of(process)

        assert done.code == 128 + signal.SIGTERM, done.err
        assert "interrupted" in done.told[-1]
    world.run()
    assert set(watched_here.told().values()) == {1}
    assert len(watched_here.told()) == CHANGING


def has_open(pid: int, file: Path) -> bool:
    try:
        return any(Path(one.path) == file.resolve() for one in psutil.Process(pid).open_files())
    except psutil.NoSuchProcess:
        return False
