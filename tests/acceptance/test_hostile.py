"""Every behaviour of a hostile web, seen by the real program: healthy, bad, bad again, healthy, and a real change."""

import ssl
import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import psutil
import pytest
import trustme

from tests.acceptance.hostile import LONGER, TABLE, healthy
from tests.acceptance.world import Row, World, end_of, once, policy_at, vendor
from tests.crawler.sites import Sites, answer, running_sites

MOST_BYTES = 512 * 1024 * 1024
EPOCHS = ("healthy", "bad", "bad again", "healthy again", "changed", "unchanged")
BAD = ("bad", "bad again")
PAST = datetime.now(UTC) - timedelta(days=30)


@dataclass
class Story:
    """What the program said after each epoch, by document."""

    status: dict[str, dict[str, Row]] = field(default_factory=dict)
    changes: list[Row] = field(default_factory=list)
    alerts: list[Row] = field(default_factory=list)
    incidents: dict[str, list[bool]] = field(default_factory=dict)  # by document: whether each is closed
    canary: list[str] = field(default_factory=list)  # what the forbidden servers were asked for
    peak: int = 0  # bytes, of one process

    def of(self, name: str, epoch: str) -> Row:
        return self.status[epoch][key(name)]


@dataclass(frozen=True, slots=True)
class Certified:
    """A TLS host, and the certificate that it shows while it is bad."""

    context: ssl.SSLContext
    good: trustme.LeafCert
    bad: trustme.LeafCert


def slug(name: str) -> str:
    return "".join(char if char.isalnum() else "-" for char in name.lower())


def key(name: str) -> str:
    return f"{slug(name)}/privacy_policy"


class Theatre:
    """One host for each behaviour."""

    def __init__(self, sites: Sites, world: World) -> None:
        self.world = world
        self.hosts = {row.name: sites.add(healthy(row.name)) for row in TABLE}
        self.tls: dict[str, Certified] = {}
        ours, foreign = trustme.CA(), trustme.CA()
        bad = {
            "tls expired": ours.issue_cert("127.0.0.1", not_before=PAST, not_after=PAST + timedelta(days=9)),
            "tls of another host": ours.issue_cert("elsewhere.example"),
            "tls of a stranger": foreign.issue_cert("127.0.0.1"),
        }
        for name, leaf in bad.items():
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.tls[name] = Certified(context, ours.issue_cert("127.0.0.1"), leaf)
            self.tls[name].good.configure_cert(context)
            self.hosts[name] = sites.add(healthy(name), tls=context)
        self.canaries = [
            sites.add({"/": answer(b"secret")}, host=host) for host in ("127.0.0.1", "127.0.0.2")
        ]
        ca_file = world.folder / "ca.pem"
        ours.cert_pem.write_to_path(str(ca_file))
        self._write(ca_file)

    def _write(self, ca_file: object) -> None:
        documents = [vendor(slug(name), policy_at(f"{site.url}/p")) for name, site in self.hosts.items()]
        everything = [{"name": "everyone", "to": ["nobody"], "incidents": True}]
        self.world.write(
            [],
            documents,
            subscriptions=everything,
            destinations={"nobody": "json://nobody.invalid/"},
            fetch={
                "delay": 0,
                "timeout": 3,
                "max_bytes": 2_000_000,
                "concurrency": 64,
                "ca_file": str(ca_file),
                "allow_private": [f"{site.host}:{site.port}" for site in self.hosts.values()],
            },
        )

    def show(self, epoch: str) -> None:
        traits = {"retention": LONGER} if epoch in EPOCHS[4:] else {}
        canary = self.canaries[0]
        for row in TABLE:
            routes = healthy(row.name, **traits)
            if epoch in BAD:
                routes |= row.routes(row.name, f"{canary.host}:{canary.port}")
            self.hosts[row.name].routes = routes
        for name, host in self.tls.items():
            self.hosts[name].routes = healthy(name, **traits)
            (host.bad if epoch in BAD else host.good).configure_cert(host.context)

    def play(self) -> Story:
        told = Story()
        for epoch in EPOCHS:
            self.show(epoch)
            told.peak = max(told.peak, self._crawl())
            told.status[epoch] = {row["document"]: row for row in self.world.rows("status")}
        told.changes = self.world.rows("changes")
        told.alerts = self.world.rows("alerts")
        rows = self.world.sql(
            "SELECT document.key, closed_at IS NOT NULL FROM incident "
            "LEFT JOIN document ON document.id = document_id ORDER BY incident.id"
        )
        for document, is_closed in rows:
            told.incidents.setdefault(document or "", []).append(bool(is_closed))
        told.canary = [path for site in self.canaries for path in site.paths]
        self.world.run("verify")
        return told

    def _crawl(self) -> int:
        """Look at all documents; gives the peak memory of the largest process."""
        process = self.world.start("crawl", "--all")
        peak = [0]
        watcher = threading.Thread(target=_watch, args=(process.pid, peak))
        watcher.start()
        done = end_of(process)
        watcher.join()
        assert done.code == 0, done.err
        assert "Traceback" not in done.err, done.err
        return peak[0]


def _watch(pid: int, peak: list[int]) -> None:
    try:
        run = psutil.Process(pid)
        while run.is_running() and run.status() != psutil.STATUS_ZOMBIE:
            for one in (run, *run.children(recursive=True)):
                peak[0] = max(peak[0], one.memory_info().rss)
            time.sleep(0.05)
    except psutil.NoSuchProcess:
        return


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    def play() -> Story:
        with running_sites() as sites:
            return Theatre(sites, World(tmp_path_factory.mktemp("hostile") / "w")).play()

    return once(tmp_path_factory, "hostile", play)


def names(*, is_quiet: bool) -> list[str]:
    found = [row.name for row in TABLE if row.is_quiet is is_quiet]
    return found if is_quiet else [*found, "tls expired", "tls of another host", "tls of a stranger"]


def test_there_are_enough_behaviours_with_names_of_their_own() -> None:
    assert len({slug(row.name) for row in TABLE}) == len(TABLE) >= 120


@pytest.mark.parametrize("name", names(is_quiet=False))
def test_what_is_bad_is_an_incident_that_opens_once_and_closes_once(story: Story, name: str) -> None:
    assert story.of(name, "bad again")["incident"] is not None, story.of(name, "bad again")
    assert story.of(name, "healthy again")["incident"] is None, story.of(name, "healthy again")
    assert story.incidents[key(name)] == [True]


@pytest.mark.parametrize("name", names(is_quiet=True))
def test_the_same_policy_in_another_dress_is_not_noticed(story: Story, name: str) -> None:
    assert [story.of(name, epoch)["last_outcome"] for epoch in BAD] == ["unchanged"] * 2, story.of(
        name, "bad"
    )
    assert key(name) not in story.incidents


@pytest.mark.parametrize("name", [*names(is_quiet=False), *names(is_quiet=True)])
def test_only_the_real_change_is_a_version_and_it_is_alerted_once(story: Story, name: str) -> None:
    assert [story.of(name, epoch)["versions"] for epoch in EPOCHS] == [1, 1, 1, 1, 2, 2]
    (change,) = (row for row in story.changes if row["document"] == key(name))
    assert (change["verdict"], change["cause"]) == ("material", "vendor")
    told = [row for row in story.alerts if row["document"] == key(name) and row["kind"] == "change"]
    assert [row["change"] for row in told] == [change["change"]]


def test_nobody_was_led_to_a_forbidden_address(story: Story) -> None:
    assert story.canary == []


def test_no_process_took_more_memory_than_it_may(story: Story) -> None:
    assert story.peak < MOST_BYTES


def test_so_many_failures_were_not_taken_for_our_own_network(story: Story) -> None:
    assert "" not in story.incidents
