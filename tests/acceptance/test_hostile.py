"""Every behaviour of a hostile web, seen by the real program: healthy, bad, bad again, healthy, and a real change.

It is seen twice, at the same time: on SQLite look by look, and on PostgreSQL by runs that are killed in between.
"""

import random
import ssl
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
import trustme

from tests.acceptance.hostile import LONGER, TABLE, healthy
from tests.acceptance.killed import kill
from tests.acceptance.memory import MOST_BYTES, end_with_peak
from tests.acceptance.world import Row, World, once, policy_at, vendor, wait_until
from tests.conftest import empty_postgres
from tests.crawler.sites import Sites, answer, running_sites

EPOCHS = ("healthy", "bad", "bad again", "healthy again", "changed")
BAD = EPOCHS[1:3]

# What each database lives through; on PostgreSQL, what is bad changes before it is seen in health again.
LIVED = {"sqlite": EPOCHS, "postgresql": ("healthy", "bad", "bad again", "changed")}
KILLS = {"bad": 2, "changed": 1}  # runs that are killed before the one that may end, on PostgreSQL
PAST = datetime.now(UTC) - timedelta(days=30)


@dataclass
class Story:
    """What the program said after each epoch that it lived through, by document."""

    status: dict[str, dict[str, Row]] = field(default_factory=dict)
    changes: list[Row] = field(default_factory=list)
    alerts: list[Row] = field(default_factory=list)
    incidents: dict[str, list[bool]] = field(default_factory=dict)  # by document: whether each is closed
    canary: list[str] = field(default_factory=list)  # what the forbidden servers were asked for
    undecided: int = 0  # looks that nothing was decided about
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


def contact(world: World) -> str:
    """An address in the User-Agent that tells the worlds apart."""
    return f"https://{world.folder.name}.example/"


class Theatre:
    """One host for each behaviour."""

    def __init__(self, sites: Sites, worlds: dict[str, World]) -> None:
        self.worlds = worlds
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
        for world in worlds.values():
            # Both ask the same hosts at once, as if from two machines: they do not wait for each other's turns.
            world.environ["TMPDIR"] = str(world.folder)
            ours.cert_pem.write_to_path(str(world.folder / "ca.pem"))
            self._write(world)

    def _write(self, world: World) -> None:
        documents = [vendor(slug(name), policy_at(f"{site.url}/p")) for name, site in self.hosts.items()]
        everything = [{"name": "everyone", "to": ["nobody"], "incidents": True}]
        world.write(
            [],
            documents,
            subscriptions=everything,
            destinations={"nobody": "json://nobody.invalid/"},
            contact=contact(world),
            fetch={
                "delay": 0,
                "timeout": 3,
                "max_bytes": 2_000_000,
                "concurrency": 64,
                "ca_file": str(world.folder / "ca.pem"),
                "allow_private": [f"{site.host}:{site.port}" for site in self.hosts.values()],
            },
        )

    def show(self, epoch: str) -> None:
        traits = {"retention": LONGER} if epoch == "changed" else {}
        canary = self.canaries[0]
        for row in TABLE:
            routes = healthy(row.name, **traits)
            if epoch in BAD:
                routes |= row.routes(row.name, f"{canary.host}:{canary.port}")
            self.hosts[row.name].routes = routes
        for name, host in self.tls.items():
            self.hosts[name].routes = healthy(name, **traits)
            (host.bad if epoch in BAD else host.good).configure_cert(host.context)

    def play(self) -> dict[str, Story]:
        told = {database: Story() for database in self.worlds}
        with ThreadPoolExecutor(len(self.worlds)) as pool:
            for epoch in EPOCHS:
                self.show(epoch)
                watching = [
                    pool.submit(self._live_through, epoch, self.worlds[database], story)
                    for database, story in told.items()
                    if epoch in LIVED[database]
                ]
                for watched in watching:
                    watched.result()
            for _ in pool.map(self._ask, told, told.values()):
                pass
        return told

    def _live_through(self, epoch: str, world: World, story: Story) -> None:
        for _ in range(0 if "sqlite" in world.database_url else KILLS.get(epoch, 0)):
            self._killed_crawl(world)
        story.peak = max(story.peak, self._crawl(world))
        story.status[epoch] = {row["document"]: row for row in world.rows("status")}

    def _ask(self, database: str, story: Story) -> None:
        world = self.worlds[database]
        story.changes = world.rows("changes")
        story.alerts = world.rows("alerts")
        rows = world.sql(
            "SELECT document.key, closed_at IS NOT NULL FROM incident "
            "LEFT JOIN document ON document.id = document_id ORDER BY incident.id"
        )
        for document, is_closed in rows:
            story.incidents.setdefault(document or "", []).append(bool(is_closed))
        story.canary = [path for site in self.canaries for path in site.paths]
        story.undecided = world.sql("SELECT count(*) FROM observation WHERE outcome IS NULL")[0][0]
        world.run("verify")

    def _crawl(self, world: World) -> int:
        """Look at all documents; gives the peak memory of the largest process."""
        done, peak = end_with_peak(world.start("crawl", "--all"))
        assert done.code == 0, done.err
        assert "Traceback" not in done.err, done.err
        assert "another run" not in done.err, done.err
        return peak

    def _killed_crawl(self, world: World) -> None:
        """Begin to look at all documents, and be killed after some requests."""
        goal = self._requests(world) + random.randint(1, len(self.hosts))
        process = world.start("crawl", "--all")
        wait_until(lambda: process.poll() is not None or self._requests(world) >= goal)
        assert kill(process)

    def _requests(self, world: World) -> int:
        """Count what the hosts were asked for from this world."""
        agents = [asked.headers.get("user-agent", "") for site in self.hosts.values() for asked in site.asked]
        return sum(contact(world) in agent for agent in agents)


@pytest.fixture(scope="module")
def stories(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Story]:
    def play() -> dict[str, Story]:
        server = request.getfixturevalue("postgres_server")
        folder = tmp_path_factory.mktemp("hostile")
        with running_sites() as sites, empty_postgres(server) as url:
            worlds = {"sqlite": World(folder / "sqlite"), "postgresql": World(folder / "postgresql", url)}
            return Theatre(sites, worlds).play()

    return once(tmp_path_factory, "hostile", play)


@pytest.fixture(scope="module", params=list(LIVED))
def story(request: pytest.FixtureRequest, stories: dict[str, Story]) -> Story:
    return stories[request.param]


def names(*, is_quiet: bool) -> list[str]:
    found = [row.name for row in TABLE if row.is_quiet is is_quiet]
    return found if is_quiet else [*found, "tls expired", "tls of another host", "tls of a stranger"]


def test_there_are_enough_behaviours_with_names_of_their_own() -> None:
    assert len({slug(row.name) for row in TABLE}) == len(TABLE) >= 120


@pytest.mark.parametrize("name", names(is_quiet=False))
def test_what_is_bad_is_an_incident_that_opens_once_and_closes_once(story: Story, name: str) -> None:
    assert story.of(name, "bad again")["incident"] is not None, story.of(name, "bad again")
    for epoch in story.status.keys() - BAD:
        assert story.of(name, epoch)["incident"] is None, (epoch, story.of(name, epoch))
    assert story.incidents[key(name)] == [True]


@pytest.mark.parametrize("name", names(is_quiet=True))
def test_the_same_policy_in_another_dress_is_not_noticed(story: Story, name: str) -> None:
    assert [story.of(name, epoch)["last_outcome"] for epoch in BAD] == ["unchanged"] * 2, story.of(
        name, "bad"
    )
    assert key(name) not in story.incidents


@pytest.mark.parametrize("name", [*names(is_quiet=False), *names(is_quiet=True)])
def test_only_the_real_change_is_a_version_and_it_is_alerted_once(story: Story, name: str) -> None:
    versions = {epoch: story.of(name, epoch)["versions"] for epoch in story.status}
    assert versions == {epoch: 2 if epoch == "changed" else 1 for epoch in story.status}
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


def test_no_look_was_left_undecided(story: Story) -> None:
    assert story.undecided == 0
