"""Pages that scripts make, in the real browser, on sites of our own: what is read, refused and left behind."""

import asyncio
import os
import signal
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pytest
import trustme

from crawler.browser import Browser, Moved, Rendered, find_browser, what_is_missing
from crawler.errors import BrowserFailed, TlsFailed
from crawler.guard import AddressGuard
from crawler.urls import check_url
from monitor.domain.address import parse_allowed
from monitor.domain.fetching import FetchedPage, FetchFailed, FetchJob, Hop
from monitor.domain.watchlist import FetchSettings
from tests.crawler.sites import (
    Outcome,
    Plan,
    Reply,
    Site,
    Sites,
    answer,
    finish,
    policy,
    run,
    running_sites,
    started,
)

IS_ROOT = os.geteuid() == 0

needs_browser = pytest.mark.skipif(
    find_spec("playwright") is None or find_browser() is None,
    reason="no browser: apt-get install chromium-headless-shell",
)

POLICY = policy(400)
SHELL = b"""<html><title>Privacy</title><body><img src="/picture.png"><div id=app>Loading</div>
<script>setTimeout(() => fetch('/text').then(r => r.text()).then(t => { app.innerHTML = t }), 300)</script>"""


def scripted(script: str) -> bytes:
    return POLICY + f"<script>{script}</script>".encode()


def after(seconds: float, body: bytes) -> Reply:
    async def reply(_: object, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(seconds)
        writer.write(answer(body, Connection="close"))
        await writer.drain()

    return reply


class Canary:
    """Listens on one port of the loopback, TCP and UDP, and counts whoever knocks."""

    def __init__(self) -> None:
        self.tcp = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.tcp.getsockname()[1]
        self.udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.udp.bind(("127.0.0.1", self.port))

    @property
    def knocks(self) -> int:
        found = 0
        for heard in (self.tcp, self.udp):
            heard.setblocking(False)
            try:
                _ = heard.accept() if heard is self.tcp else heard.recv(10)
                found += 1
            except BlockingIOError:
                pass
        return found

    def close(self) -> None:
        self.tcp.close()
        self.udp.close()


def knocking(port: int) -> bytes:
    """A page that tries every way it knows to a port that it must not reach."""
    there = f"http://127.0.0.1:{port}"
    return scripted(f"""
      for (const host of ['127.0.0.1', 'localhost', '0.0.0.0', '2130706433', '[::ffff:127.0.0.1]', '127.1']) {{
        const to = `http://${{host}}:{port}/`;
        fetch(to).catch(() => 0); fetch(to, {{mode: 'no-cors'}}).catch(() => 0);
        new WebSocket(to.replace('http', 'ws')); new EventSource(to); navigator.sendBeacon(to, 'x');
        const frame = document.createElement('iframe'); frame.src = to; document.body.append(frame);
        const file = document.createElement('script'); file.src = to; document.body.append(file);
        for (const rel of ['preconnect', 'dns-prefetch', 'prefetch', 'stylesheet', 'prerender', 'modulepreload']) {{
          const link = document.createElement('link'); link.rel = rel; link.href = to; document.head.append(link);
        }}
        try {{
          const line = new RTCPeerConnection({{iceServers: [
            {{urls: `stun:${{host}}:{port}`}},
            {{urls: `turn:${{host}}:{port}?transport=tcp`, username: 'x', credential: 'x'}}]}});
          line.createDataChannel('x'); line.createOffer().then(o => line.setLocalDescription(o));
        }} catch (e) {{}}
        try {{ new WebTransport(`https://${{host}}:{port}/`); }} catch (e) {{}}
      }}
      window.open('{there}/window');
      new Worker(URL.createObjectURL(new Blob(["fetch('{there}/worker').catch(() => 0)"])));
      const form = document.createElement('form'); form.action = '{there}/form'; form.target = 'other';
      document.body.append(form); form.submit();
    """)


RESTLESS = ("endless", "busy")


class Cases:
    """One site per behaviour, and the crawl of them all."""

    def __init__(self, sites: Sites, canary: Canary) -> None:
        self.sites: dict[str, Site] = {}
        self.canary = canary
        away = f"http://127.0.0.1:{canary.port}/"
        endless = "setInterval(() => document.body.append('more and more '.repeat(200)), 50)"
        hog = "const kept = []; setInterval(() => kept.push(new Uint8Array(3e7).fill(1)), 5)"
        self._add(sites, "late text", SHELL, {"/text": after(1.0, POLICY)})
        self._add(
            sites,
            "component",
            (
                b"<html><body><x-policy></x-policy><script>document.querySelector('x-policy')"
                b".attachShadow({mode: 'open'}).innerHTML = '<p>In a component. '.repeat(120)</script>"
            ),
        )
        self._add(sites, "knocks", knocking(canary.port))
        self._add(sites, "redirects away", answer(b"", "302 Found", Location=away))
        self._add(sites, "script goes away", scripted(f"location.href = '{away}'"))
        self._add(
            sites,
            "redirects",
            answer(b"", "301 Moved Permanently", Location="/second"),
            {"/second": answer(scripted("location.replace('/third')")), "/third": answer(POLICY)},
        )
        self._add(sites, "download", answer(POLICY, Content_Disposition="attachment; filename=x.html"))
        self._add(
            sites,
            "dialogs",
            scripted(
                "alert('a'); confirm('b'); prompt('c'); onbeforeunload = () => 'stay'; document.body.append('after')"
            ),
        )
        self._add(sites, "endless", scripted(endless))
        self._add(sites, "busy", scripted("setTimeout(() => { while (true); }, 0)"))
        self._add(sites, "hog", scripted(hog))
        self._add(sites, "gone", answer(POLICY, "404 Not Found"))
        self._add(
            sites,
            "forbidden",
            POLICY,
            {"/robots.txt": answer(b"User-agent: *\nDisallow: /page", Content_Type="text/plain")},
        )
        self._add(sites, "huge", scripted("document.body.append('x'.repeat(500000))"))
        self._add(sites, "greedy", scripted("fetch('/big')"), {"/big": answer(b"x" * 500_000)})
        self._add(sites, "reloads", scripted("location.reload()"))

    def _add(self, sites: Sites, name: str, page: bytes, routes: dict[str, Reply] | None = None) -> None:
        reply = page if page.startswith(b"HTTP/") else answer(page)
        self.sites[name] = sites.add({"/page": reply, **(routes or {})})

    def plan(self, *names: str, timeout: float = 30) -> Plan:
        """The jobs of the cases *names*, or of all others but those that never come to rest."""
        chosen = names or [name for name in self.sites if name not in RESTLESS]
        jobs = [
            FetchJob(
                list(self.sites).index(name), f"{self.sites[name].url}/page", locale="fr-CA", in_browser=True
            )
            for name in chosen
        ]
        return Plan(jobs, self.settings(timeout))

    def settings(self, timeout: float = 30) -> FetchSettings:
        return FetchSettings(
            timeout=timeout,
            max_bytes=300_000,
            delay=0.01,
            allow_private=tuple(f"127.0.0.1:{site.port}" for site in self.sites.values()),
            browser_sandbox=not IS_ROOT,
            contact="https://bench.example/bot",
        )


@dataclass
class Crawled:
    cases: Cases
    outcome: Outcome
    restless: Outcome
    folder: Path  # where the browsers had their files

    def page(self, name: str) -> FetchedPage:
        return self._outcome(name).page(list(self.cases.sites).index(name))

    def failure(self, name: str) -> FetchFailed:
        return self._outcome(name).failure(list(self.cases.sites).index(name))

    def _outcome(self, name: str) -> Outcome:
        return self.restless if name in RESTLESS else self.outcome


def command_of(pid: int) -> bytes:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""


def processes_in(folder: Path) -> list[int]:
    """The living processes that have their home, or their files, in *folder*."""
    mark, found = str(folder).encode(), []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        with suppress(OSError):
            said = (entry / "cmdline").read_bytes() + b" HOME=" + bytes((entry / "cwd").readlink())
            if mark in said and b"tests.crawler.child" not in said:
                found.append(int(entry.name))
    return found


def wait_until(holds: Callable[[], bool]) -> None:
    for _ in range(600):
        if holds():
            return
        time.sleep(0.05)
    raise AssertionError("it never came to hold")


def open_page(site: Site, ca_file: str | None = None) -> Rendered | Moved:
    allow = (f"127.0.0.1:{site.port}",)
    settings = FetchSettings(allow_private=allow, ca_file=ca_file, browser_sandbox=not IS_ROOT)

    async def go() -> Rendered | Moved:
        browser = Browser(settings, AddressGuard(parse_allowed(allow)))
        return await browser.open(check_url(f"{site.url}/page"), "Clausewatch/test", None, 20)

    return asyncio.run(go())


@pytest.fixture(scope="module")
def cases() -> Iterator[Cases]:
    with running_sites() as sites:
        canary = Canary()
        yield Cases(sites, canary)
        canary.close()


@pytest.fixture(scope="module")
def crawled(cases: Cases, tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    """One crawl of all pages that come to rest, and a short one of those that do not."""
    folder = tmp_path_factory.mktemp("browser")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TMPDIR", str(folder))
        return Crawled(cases, run(cases.plan()), run(cases.plan(*RESTLESS, timeout=3)), folder)


@needs_browser
def test_a_text_that_comes_later_is_part_of_the_page(crawled: Crawled) -> None:
    found = crawled.page("late text")
    assert b"We keep your data." in found.body
    assert b"Loading" not in found.body.partition(b"<script")[0]
    assert (found.status, found.in_browser) == (200, True)
    assert found.final_url == f"{crawled.cases.sites['late text'].url}/page"
    assert found.header("content-type") == "text/html; charset=utf-8"
    assert found.header("content-length") is None


@needs_browser
def test_the_browser_says_who_it_is_and_in_which_language_it_asks(crawled: Crawled) -> None:
    asked = crawled.cases.sites["late text"].pages()[0]
    assert asked.headers["user-agent"].startswith("Clausewatch/")
    assert "bench.example" in asked.headers["user-agent"]
    assert asked.headers["accept-language"].startswith("fr-CA")


@needs_browser
def test_pictures_are_not_asked_for(crawled: Crawled) -> None:
    assert crawled.cases.sites["late text"].paths == ["/robots.txt", "/page", "/text"]


@needs_browser
def test_what_a_component_shows_is_part_of_the_page(crawled: Crawled) -> None:
    assert b"<x-policy><p>In a component." in crawled.page("component").body


@needs_browser
def test_no_way_of_a_page_leads_to_a_forbidden_address(crawled: Crawled) -> None:
    assert b"We keep your data." in crawled.page("knocks").body
    assert crawled.cases.canary.knocks == 0


@needs_browser
@pytest.mark.parametrize("name", ["redirects away", "script goes away"])
def test_a_page_that_sends_its_visitor_to_a_forbidden_address_is_refused(crawled: Crawled, name: str) -> None:
    assert crawled.failure(name).reason == "address"


@needs_browser
def test_redirects_and_scripts_that_go_elsewhere_are_recorded_as_hops(crawled: Crawled) -> None:
    found, url = crawled.page("redirects"), crawled.cases.sites["redirects"].url
    assert found.hops == (Hop(301, f"{url}/second"), Hop(200, f"{url}/third"))
    assert found.final_url == f"{url}/third"


@needs_browser
@pytest.mark.parametrize(
    ("name", "reason", "said"),
    [
        ("download", "protocol", "a file to download"),
        ("endless", "timeout", "did not come to rest"),
        ("busy", "timeout", "did not come to rest"),
        ("hog", "browser", "memory"),
        ("forbidden", "robots", "forbids this page"),
        ("huge", "too_large", "larger than fetch.max_bytes"),
        ("greedy", "too_large", "the page and its parts"),
        ("reloads", "redirects", "send on to each other"),
    ],
)
def test_a_page_that_is_none_is_a_failure_that_says_why(
    crawled: Crawled, name: str, reason: str, said: str
) -> None:
    failed = crawled.failure(name)
    assert (failed.reason, said in failed.detail) == (reason, True), failed


@needs_browser
def test_dialogs_hold_nothing_up(crawled: Crawled) -> None:
    assert b">after</body>" in crawled.page("dialogs").body


@needs_browser
def test_the_status_of_the_page_is_that_of_its_answer(crawled: Crawled) -> None:
    assert crawled.page("gone").status == 404


@needs_browser
def test_a_page_that_robots_txt_forbids_is_not_opened(crawled: Crawled) -> None:
    assert crawled.cases.sites["forbidden"].paths == ["/robots.txt"]


@needs_browser
def test_nothing_is_left_behind(crawled: Crawled) -> None:
    assert processes_in(crawled.folder) == []
    # What stays are the turns of the hosts, which crawls of one account share.
    assert [path.name for path in crawled.folder.iterdir()] == [f"clausewatch-{os.getuid()}"]


@needs_browser
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_no_process_outlives_a_crawl_that_is_ended(
    cases: Cases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with started(cases.plan("busy")) as (process, _):
        wait_until(lambda: len(processes_in(tmp_path)) > 3)
        process.send_signal(number)
        process.wait(30)
        wait_until(lambda: processes_in(tmp_path) == [])
        wait_until(lambda: not list(tmp_path.glob("clausewatch-browser-*")))


@needs_browser
def test_no_process_outlives_the_one_that_watches_over_them(
    cases: Cases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with started(cases.plan("busy")) as (process, result):
        wait_until(lambda: len(processes_in(tmp_path)) > 3)
        [page] = [pid for pid in processes_in(tmp_path) if b"crawler.browser_page" in command_of(pid)]
        os.kill(page, signal.SIGKILL)
        outcome = finish(process, result)
        assert outcome.answers[0].reason == "browser"  # type: ignore[union-attr]
        wait_until(lambda: processes_in(tmp_path) == [])


@needs_browser
def test_the_browser_trusts_the_authorities_of_the_settings(tmp_path: Path) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    with running_sites() as sites:
        site = sites.add({"/page": answer(POLICY)}, tls=context)
        opened = open_page(site, ca_file=str(tmp_path / "ca.pem"))
        assert b"We keep your data." in opened.body  # type: ignore[union-attr]
        with pytest.raises(TlsFailed, match="ERR_CERT_AUTHORITY_INVALID"):
            open_page(site)


def test_what_is_missing_is_told_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crawler.browser.EXECUTABLES", ("no-such-browser",))
    with (
        running_sites() as sites,
        pytest.raises(BrowserFailed, match="apt-get install chromium-headless-shell"),
    ):
        open_page(sites.add())


@needs_browser
def test_root_needs_leave_to_open_pages_without_the_sandbox(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert "fetch.browser_sandbox: false" in (what_is_missing(FetchSettings()) or "")
    assert what_is_missing(FetchSettings(browser_sandbox=False)) is None


@needs_browser
def test_authorities_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    file = tmp_path / "ca.pem"
    file.write_text("-----BEGIN CERTIFICATE-----\nTm90aGluZw==\n-----END CERTIFICATE-----\n")
    with (
        running_sites() as sites,
        pytest.raises(BrowserFailed, match=r"ca_file .*certificate cannot be read"),
    ):
        open_page(sites.add({"/page": answer(POLICY)}), ca_file=str(file))
