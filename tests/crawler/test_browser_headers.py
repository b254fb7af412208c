"""Headers and cookies of one document in the real browser: which of a page's requests carry them."""

from collections.abc import Iterator

import pytest

from monitor.domain.fetching import FetchJob, Hop
from monitor.domain.sending import Sending, Sent
from monitor.domain.watchlist import FetchSettings
from tests.crawler.sites import Plan, Site, Sites, answer, policy, run, running_sites
from tests.crawler.test_browser import IS_ROOT, needs_browser

SECRET, COOKIE = "Bearer HUSH-0123456789", "HUSH-cookie-0123456789"
SENDING = Sending((Sent("X-Auth", "env:EXAMPLE_TOKEN"),), (Sent("consent", "env:EXAMPLE_COOKIE"),), "Own/1.0")


@pytest.fixture
def sites(monkeypatch: pytest.MonkeyPatch) -> Iterator[Sites]:
    monkeypatch.setenv("EXAMPLE_TOKEN", SECRET)
    monkeypatch.setenv("EXAMPLE_COOKIE", COOKIE)
    with running_sites() as sites:
        yield sites


def crawl(*sites: Site):  # type: ignore[no-untyped-def]
    job = FetchJob(1, f"{sites[0].url}/page", in_browser=True, sending=SENDING)
    allow = tuple(f"127.0.0.1:{site.port}" for site in sites)
    settings = FetchSettings(delay=0.01, allow_private=allow, browser_sandbox=not IS_ROOT)
    return run(Plan([job], settings)).page(1)


def said(site: Site, path: str) -> dict[str, str]:
    (asked,) = (asked.headers for asked in site.asked if asked.path == path)
    return asked


@needs_browser
def test_a_header_goes_with_the_page_alone_and_a_cookie_with_its_parts(sites: Sites) -> None:
    other, site = sites.add({"/part": answer(b"x")}), sites.add()
    there = other.url.replace("127.0.0.1", "localhost")
    parts = ("/text", "/moved", f"{there}/part")
    script = "".join(f"fetch({part!r}, {{mode: 'no-cors'}});" for part in parts)
    site.routes = {
        "/page": answer(policy() + f"<script>{script}</script>".encode()),
        "/text": answer(b"x"),
        "/moved": answer(b"", "302 Found", Location=f"{there}/redirected"),
    }
    found = crawl(site, other)
    assert b"We keep your data." in found.body
    page = said(site, "/page")
    assert (page["x-auth"], page["cookie"], page["user-agent"]) == (
        SECRET,
        f"consent={COOKIE}",
        "Own/1.0",
    )
    assert said(site, "/text")["cookie"] == f"consent={COOKIE}"
    assert "x-auth" not in said(site, "/text")
    for path in ("/part", "/redirected"):
        assert not {"x-auth", "cookie"} & said(other, path).keys()
    assert not {"x-auth", "cookie"} & said(site, "/robots.txt").keys()


@needs_browser
@pytest.mark.parametrize("how", ["redirect", "script"])
def test_a_page_that_sends_its_visitor_to_another_host_sends_none_of_them_there(
    sites: Sites, how: str
) -> None:
    other, site = sites.add({"/away": answer(policy())}), sites.add()
    away = f"{other.url}/away"
    leave = f"<script>location.href = {away!r}</script>".encode()
    moved = answer(b"", "302 Found", Location=away)
    site.routes["/page"] = moved if how == "redirect" else answer(policy() + leave)
    found = crawl(site, other)
    assert found.hops[-1] == Hop(302 if how == "redirect" else 200, away)
    assert said(site, "/page")["x-auth"] == SECRET
    assert not {"x-auth", "cookie"} & said(other, "/away").keys()
    assert said(other, "/away")["user-agent"] == "Own/1.0"
