"""Fifty documents whose pages change by a script, a run over them that is killed at random, and what must be there.

The script knows which state of each document the server showed, and which of them it showed through a whole run: these
are versions, each once, in their order. A state that only killed runs could see may be one, once.
"""

import random
import re
import signal
import subprocess
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field

import psutil

from monitor.demo.receiver import Receiver
from storage import versions
from storage.engine import connect
from storage.models import DocumentRow, ReadingRow, VersionRow
from tests.acceptance.site import Host, Policy
from tests.acceptance.world import TIMEOUT_S, World, policy_at, vendor

DOCUMENTS, HOSTS = 50, 10
CHANGING, FAILING = 8, 2  # documents that say something new at each edition, and that fail during an outage

# What a kill may leave behind, by the step that the next run has to take up.
LEFT_BEHIND = {
    "an answer kept, nothing decided": "observation WHERE outcome IS NULL",
    "a difference not yet confirmed": "watch WHERE candidate_kind = 'pending'",
    "a version not yet assessed": "version LEFT JOIN change ON to_version_id = version.id "
    "WHERE number > 1 AND change.id IS NULL",
    "an alert not yet sent": "delivery WHERE state = 'pending'",
    "a message under way": "delivery WHERE state = 'sending'",
}


def kill(process: "subprocess.Popen[str]") -> bool:
    """Kill a command with SIGKILL; False when it was over before. None of its children may live on."""
    family = [*psutil.Process(process.pid).children(recursive=True)] if process.poll() is None else []
    process.kill()
    process.communicate(timeout=TIMEOUT_S)  # returns when the last one that holds its pipes has ended
    _, alive = psutil.wait_procs(family, timeout=TIMEOUT_S)
    assert alive == []
    return process.returncode == -signal.SIGKILL


@dataclass
class Shown:
    """What the server showed of one document: the number of each state, in order."""

    states: list[int] = field(default_factory=list)
    lasting: list[int] = field(default_factory=list)  # those that stood through a whole run
    is_failing: bool = False


class Script:
    """Which document shows what, by chance; the same seed is the same script."""

    def __init__(self, sites: list[Host], chance: random.Random) -> None:
        self.sites = sites
        self.chance = chance
        self.shown = [Shown() for _ in range(DOCUMENTS)]
        self.outages: Counter[int] = Counter()  # by document
        for number in range(DOCUMENTS):
            self._show(number)

    def site(self, number: int) -> Host:
        return self.sites[number % HOSTS]

    def paths(self, number: int) -> list[str]:
        """The sources of a document; one in ten has two."""
        return [f"/{number}/{part}" for part in (range(2) if number % 10 == 1 else (0,))]

    def requests(self) -> int:
        return sum(len(site.requests) for site in self.sites)

    def new_edition(self) -> None:
        """Let some documents say something new; none that fails just now."""
        able = [number for number in range(DOCUMENTS) if not self.shown[number].is_failing]
        for number in self.chance.sample(able, CHANGING):
            self._show(number)

    def outage(self) -> None:
        """Let some documents fail from now on."""
        for number in self.chance.sample(range(DOCUMENTS), FAILING):
            self.shown[number].is_failing = True
            self.outages[number] += 1
            self.site(number).put(self.paths(number)[-1], "<h1>Internal error</h1>", status=500)

    def recovery(self) -> None:
        """Let all that fail show again what they showed before."""
        for number, shown in enumerate(self.shown):
            if shown.is_failing:
                shown.is_failing = False
                self._publish(number)

    def lasted(self) -> None:
        """Note that what is shown now stood through a whole run."""
        for shown in self.shown:
            if not shown.is_failing and shown.lasting[-1:] != shown.states[-1:]:
                shown.lasting.append(shown.states[-1])

    def _show(self, number: int) -> None:
        states = self.shown[number].states
        states.append(len(states) + 2)
        self._publish(number)

    def _publish(self, number: int) -> None:
        years = self.shown[number].states[-1]
        *others, last = self.paths(number)
        policy = Policy(
            vendor=f"Vendor {number}", retention=f"We keep your account records for {years} years."
        )
        for path in others:
            self.site(number).put(path, Policy(vendor=f"Vendor {number}", sections=5).html)
        # Only a page without tokens has an ETag that comes back.
        has_etag = number % 10 == 0
        self.site(number).put(last, policy.html() if has_etag else policy.html, has_etag=has_etag)


class Tortured:
    """The program over the script's documents, killed and called again."""

    def __init__(self, world: World, sites: list[Host], receiver: Receiver, seed: int) -> None:
        self.world = world
        self.receiver = receiver
        self.chance = random.Random(seed)
        self.script = Script(sites, self.chance)
        self.hit: Counter[str] = Counter()  # how many kills left what behind
        self.kills = 0
        self.whole_run_s = 3.0  # measured at the first one
        self.is_stored = False  # whether a run has made the tables
        vendors = []
        for number in range(DOCUMENTS):
            urls = [self.script.site(number).url(path) for path in self.script.paths(number)]
            document = policy_at(urls[0]) if len(urls) == 1 else {"type": "privacy_policy", "urls": urls}
            vendors.append(vendor(f"V{number}", document))
        world.write(sites, vendors, receiver=receiver)

    def killed_run(self) -> None:
        """Start a run and kill it: after a while, at one of its requests or at one of its messages."""
        aim = self.chance.choice(("time", "request", "message"))
        if self.is_stored and (aim == "message" or self.chance.random() < 0.5):
            self.script.new_edition()
        self._let_hours_pass()
        asked, told = self.script.requests(), self._messages()
        ends = time.monotonic() + TIMEOUT_S
        if aim == "time":
            ends = time.monotonic() + self.chance.uniform(0.1, 1.2) * self.whole_run_s
        wanted_requests = self.chance.randint(1, DOCUMENTS + CHANGING) if aim == "request" else None
        wanted_messages = self.chance.randint(1, CHANGING) if aim == "message" else None
        process = self.world.start("run")
        while process.poll() is None and time.monotonic() < ends:
            if wanted_requests and self.script.requests() >= asked + wanted_requests:
                break
            if wanted_messages and self._messages() >= told + wanted_messages:
                break
            time.sleep(0.005)
        with suppress(subprocess.TimeoutExpired):
            process.wait(self.chance.uniform(0, 0.2))
        if kill(process):
            self.kills += 1
            self._note(has_asked=self.script.requests() > asked, has_told=self._messages() > told)
        else:
            assert process.returncode == 0

    def whole_run(self) -> None:
        """Run to the end; after this, what the server showed meanwhile must be a version."""
        started = time.monotonic()
        self._finished_run()
        self.whole_run_s = time.monotonic() - started
        # A third text takes the place of a difference that a killed run saw; it is looked at again after an hour.
        if self._count(LEFT_BEHIND["a difference not yet confirmed"]):
            self._finished_run()
        self.script.lasted()

    def _finished_run(self) -> None:
        self._let_hours_pass()
        done = self.world.run()
        self.is_stored = True
        assert "another run" not in done.err, done.err

    def check(self) -> None:
        """Check that all is there once."""
        self._check_versions()
        self._check_told()
        for what, question in LEFT_BEHIND.items():
            assert self._count(question) == 0, what
        open_incidents = dict(
            self.world.sql(
                "SELECT document.key, count(*) FROM incident JOIN document ON document.id = document_id "
                "WHERE closed_at IS NULL GROUP BY document.key"
            )
        )
        # A document that has failed once may be without one yet: what is certain is that no other has any.
        failing = {key(n) for n, shown in enumerate(self.script.shown) if shown.is_failing}
        assert set(open_incidents) <= failing
        assert self._count("observation WHERE outcome = 'held'") == 0

    def check_incidents(self) -> None:
        """Check, while nothing fails, that each outage was one incident that is closed."""
        found = self.world.sql(
            "SELECT document.key, count(*) FROM incident LEFT JOIN document ON document.id = document_id "
            "WHERE closed_at IS NOT NULL GROUP BY document.key"
        )
        assert dict(found) == {key(number): times for number, times in self.script.outages.items()}

    def _check_versions(self) -> None:
        texts = self._versions()
        for number, shown in enumerate(self.script.shown):
            found = texts.get(key(number), [])
            assert found == sorted(set(found)), (number, found)
            assert set(shown.lasting) <= set(found) <= set(shown.states), (number, found, shown)
        changes = sum(len(found) - 1 for found in texts.values() if found)
        assert self._count("change") == changes
        assert (
            self._count("change WHERE cause = 'vendor' AND verdict = 'material' AND revision = 1") == changes
        )
        assert self._count("(SELECT DISTINCT to_version_id FROM change) AS x") == changes
        assert self._count("alert WHERE change_id IS NOT NULL") == changes
        assert (
            self._count("(SELECT DISTINCT change_id FROM alert WHERE change_id IS NOT NULL) AS x") == changes
        )

    def _versions(self) -> dict[str, list[int]]:
        """Read the states that the versions of each document say, in their order."""
        store = connect(
            self.world.database_url
            if "postgresql" in self.world.database_url
            else f"sqlite:///{self.world.database}"
        )
        found: dict[str, list[int]] = {}
        with store.read() as session:
            rows = (
                session.query(DocumentRow.key, ReadingRow)
                .join(VersionRow, VersionRow.document_id == DocumentRow.id)
                .join(ReadingRow, ReadingRow.id == VersionRow.reading_id)
                .order_by(VersionRow.document_id, VersionRow.number)
            )
            for document, reading in rows:
                (years,) = re.findall(r"records for (\d+) years", versions.text_of(session, reading))
                found.setdefault(document, []).append(int(years))
        store.close()
        return found

    def _check_told(self) -> None:
        attempts = dict(self.world.sql("SELECT message_id, attempts FROM delivery"))
        bodies: dict[int, list[str]] = {}
        for message in self.receiver.messages("inbox"):
            if match := re.search(r"Clausewatch message (\d+)", message.body):
                bodies.setdefault(int(match[1]), []).append(message.body)
        assert set(bodies) == set(attempts)
        for number, arrived in bodies.items():
            # One that was under way when its sender was killed may come again: the same words, the same number.
            assert len(arrived) <= attempts[number], (number, attempts[number])
            assert len(set(arrived)) == 1, arrived
        assert sum(times - 1 for times in attempts.values()) <= self.hit["a message under way"]

    def _note(self, *, has_asked: bool, has_told: bool) -> None:
        """Count what a kill has left behind."""
        if not has_asked and not has_told:
            self.hit["nothing begun"] += 1
        if has_asked and not has_told:
            self.hit["pages being asked for"] += 1
        if not self.is_stored:
            self.hit["of the first run"] += 1
            return
        for what, question in LEFT_BEHIND.items():
            self.hit[what] += bool(self._count(question))

    def _let_hours_pass(self) -> None:
        """Make everything due that waits for its time: looks after bad ones, and leases of senders that died."""
        if not self.is_stored:
            return
        self.world.sql("UPDATE watch SET next_due = NULL")
        self.world.sql(
            "UPDATE delivery SET due_at = sent.t FROM (SELECT min(created_at) AS t FROM message) AS sent "
            "WHERE state = 'sending'"
        )

    def _messages(self) -> int:
        return len(self.receiver.messages("inbox"))

    def _count(self, question: str) -> int:
        return int(self.world.sql(f"SELECT count(*) FROM {question}")[0][0])


def key(number: int) -> str:
    return f"v{number}/privacy_policy"
