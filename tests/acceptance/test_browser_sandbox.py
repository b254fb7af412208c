"""Pages made by scripts, watched by a normal user: behind Chromium's sandbox, or not at all."""

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from threading import Event

import pytest

from crawler.browser import find_browser
from crawler.process_tree import descendants
from tests.acceptance.normal_user import NormalUser, normal_user
from tests.acceptance.site import Host, Policy, hosts
from tests.acceptance.world import World, end_of, policy_at, vendor, wait_until

pytestmark = pytest.mark.skipif(
    find_spec("playwright") is None or find_browser() is None,
    reason="no browser: apt-get install chromium-headless-shell",
)

KEY = "quill/privacy_policy"
SHELL = """<html><title>Privacy</title><body><div id=app>Loading</div>
<script>fetch('/text').then(r => r.text()).then(t => { app.innerHTML = t })</script>"""


@pytest.fixture(scope="module")
def user() -> Iterator[NormalUser]:
    try:
        with normal_user() as user:
            yield user
    except LookupError as error:
        pytest.skip(str(error))


@pytest.fixture
def host() -> Iterator[Host]:
    with hosts(1) as (host,):
        host.put("/privacy", SHELL)
        host.put("/text", Policy().html)
        yield host


def scripted(host: Host, folder: Path, through: tuple[str, ...], owner: int, **fetch: object) -> World:
    """A watchlist with one page made by a script, for whoever *through* leads to."""
    world = World(folder)
    world.through = list(through)
    # What is kept by account (the turns of the hosts), and what a browser may leave behind.
    world.environ |= {"TMPDIR": str(folder), "HOME": str(folder)}
    settings = {"delay": 0, "allow_private": [host.address], **fetch}
    world.write([host], [vendor("Quill", policy_at(host.url("/privacy"), render="browser"))], fetch=settings)
    if os.geteuid() == 0:
        os.chown(folder, owner, -1)
    return world


@dataclass(frozen=True, slots=True)
class Seen:
    """What the kernel says of one process."""

    pid: int
    command: str
    user: int
    seccomp: str  # 2: a filter
    capabilities: int
    namespaces: tuple[str, ...]

    @property
    def is_renderer(self) -> bool:
        return "--type=renderer" in self.command


def seen(pid: int) -> Seen:
    folder = Path("/proc", str(pid))
    lines = (folder / "status").read_text().splitlines()
    status = {name: value.split() for name, _, value in (line.partition(":") for line in lines)}
    return Seen(
        pid,
        (folder / "cmdline").read_text().replace("\0", " "),
        int(status["Uid"][1]),
        status["Seccomp"][0],
        int(status["CapEff"][0], 16),
        tuple(str((folder / "ns" / kind).readlink()) for kind in ("user", "pid", "net")),
    )


def family(pid: int) -> list[Seen]:
    """All processes below *pid*, once the renderers among them are ready to work."""
    for _ in range(60):  # the page stands still soon
        found = []
        for below in descendants(pid):
            with suppress(OSError):
                found.append(seen(below))
        pages = [one for one in found if one.is_renderer]
        if pages and all(one.seccomp == "2" for one in pages):
            break
        time.sleep(0.05)
    return found


def test_a_normal_user_reads_the_page_behind_the_sandbox(user: NormalUser, host: Host) -> None:
    if (why := user.may("unshare", "-Ur", "true")) is not None:
        pytest.skip(f"a normal user may make no user namespaces here: {why}")
    is_asked, may_answer = Event(), Event()

    def text() -> str:
        is_asked.set()
        may_answer.wait(60)
        return Policy().html()

    host.put("/text", text)
    world = scripted(host, user.folder / "sandboxed", user.through, user.number)
    process = world.start("run")
    try:
        wait_until(lambda: is_asked.is_set() or process.poll() is not None)
        run, below = seen(process.pid), family(process.pid)
    finally:
        may_answer.set()
        done = end_of(process)

    assert done.code == 0, done.err
    assert {one.user for one in below} == {user.number}
    assert [one.command for one in below if "--no-sandbox" in one.command] == []
    pages = [one for one in below if one.is_renderer]
    assert pages
    for page in pages:
        assert (page.seccomp, page.capabilities) == ("2", 0)
        assert set(page.namespaces).isdisjoint(run.namespaces)
    row = world.status(KEY)
    assert (row["health"], row["versions"]) == ("ok", 1)
    assert [one for one in below if Path("/proc", str(one.pid)).exists()] == []
    assert list(world.folder.glob("clausewatch-browser-*")) == []


def test_where_no_sandbox_can_be_made_the_page_is_not_opened(user: NormalUser, host: Host) -> None:
    world = scripted(host, user.folder / "forbidden", user.without_namespaces(), user.number)
    world.run()

    row = world.status(KEY)
    assert (row["last_outcome"], row["versions"]) == ("failed", 0)
    assert row["reason"].startswith("browser: no sandbox, for this user may make no user namespaces")
    assert host.asked("/privacy") == []


def test_root_opens_no_page_unless_told_to_do_so_without_the_sandbox(user: NormalUser, host: Host) -> None:
    through = () if os.geteuid() == 0 else ("unshare", "-Ur")
    world = scripted(host, user.folder / "root", through, user.number)
    world.run()

    row = world.status(KEY)
    assert (row["last_outcome"], row["versions"]) == ("failed", 0)
    assert row["reason"].startswith("browser: not opened by root")
    assert host.asked("/privacy") == []
