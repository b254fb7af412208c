"""Runs over fifty documents, killed at random and called again: nothing is lost, nothing is doubled, on each database.

CLAUSEWATCH_TEST_KILLS=200 kills more often (many minutes); `--log-cli-level=INFO` tells what the kills hit. A failure
tells its seed: CLAUSEWATCH_TEST_SEED repeats script and aims, though not where in the program a kill falls.
"""

import logging
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.demo.receiver import Receiver
from tests.acceptance.killed import HOSTS, Tortured
from tests.acceptance.site import hosts
from tests.acceptance.world import World

KILLS = int(os.environ.get("CLAUSEWATCH_TEST_KILLS", "3"))
SEED = int(os.environ.get("CLAUSEWATCH_TEST_SEED", time.time_ns() % 1_000_000))
KILLS_IN_A_ROUND = 3

log = logging.getLogger(__name__)


@pytest.fixture
def tortured(tmp_path: Path, database_url: str) -> Iterator[Tortured]:
    with hosts(HOSTS) as sites, Receiver() as receiver:
        yield Tortured(World(tmp_path / "w", database_url), sites, receiver, SEED)


def test_what_killed_runs_leave_is_finished_once_and_whole(tortured: Tortured) -> None:
    log.info("seed %d", SEED)
    started, rounds = time.monotonic(), 0
    while tortured.kills < KILLS:
        if rounds % 4 == 1:
            tortured.script.outage()
        elif rounds % 4 == 3:
            tortured.script.recovery()
        goal = min(KILLS, tortured.kills + KILLS_IN_A_ROUND)
        while tortured.kills < goal:
            tortured.killed_run()
        tortured.whole_run()
        tortured.check()
        rounds += 1
        log.info("%d kills, %.0f s; %s", tortured.kills, time.monotonic() - started, dict(tortured.hit))
    if rounds % 4 == 2:
        tortured.whole_run()  # an outage that has just begun is an incident at its second bad look
    tortured.script.recovery()
    tortured.whole_run()
    tortured.check()
    tortured.check_incidents()

    assert tortured.world.run("verify").told[-1] == "clausewatch: everything matches"
