"""A page that is gone: where else it may be is looked for once, on its own site, and told with the incident."""

import gzip
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from monitor.domain.fetching import Answer, FetchJob
from monitor.domain.watchlist import Document, Source, Vendor, Watchlist
from monitor.pipeline import relocating, searching
from monitor.pipeline.crawling import Crawl
from monitor.pipeline.relocating import Relocation
from monitor.pipeline.settling import settle_incidents
from storage import watching
from storage.models import IncidentRow
from tests.monitor.pipeline.world import DAY, HOUR, KEY, TEAM, URL, Bench, edited, failed, html, page, run

HOME = "https://fernleaf.example/"
NEW = "https://fernleaf.example/legal/privacy-notice"
OTHER = "https://fernleaf.example/privacy-shop"
ROBOTS, SITEMAP = f"{HOME}robots.txt", f"{HOME}sitemap.xml"

Pages = dict[str, bytes]


def home(*links: str) -> bytes:
    listed = "".join(f'<a href="{link}">Privacy policy</a>' for link in links)
    return f"<html><body><p>We sell plants.</p><footer>{listed}</footer></body></html>".encode()


def sitemap(*urls: str, kind: str = "urlset") -> bytes:
    entry = "sitemap" if kind == "sitemapindex" else "url"
    inner = "".join(f"<{entry}><loc>{url}</loc></{entry}>" for url in urls)
    return f'<{kind} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{inner}</{kind}>'.encode()


def serving(pages: Pages) -> Callable[[FetchJob], Answer]:
    def answer(job: FetchJob) -> Answer:
        found = pages.get(job.url)
        return (
            page(b"", status=404, url=job.url, job=job.id)
            if found is None
            else page(found, url=job.url, job=job.id)
        )

    return answer


def watchlist(*documents: Document, homepage: str | None = HOME) -> Watchlist:
    own = Document(KEY, "privacy_policy", (Source(URL),), DAY)
    return Watchlist((Vendor("fernleaf", "Fernleaf", (own, *documents), homepage=homepage),), (TEAM,))


def crawl(bench: Bench, answer: Callable[[FetchJob], Answer], *, dies: bool = False) -> list[str]:
    """Crawl what is due, and settle unless the run *dies* before; gives the addresses that were asked for."""
    with bench.store.read() as session:
        targets = watching.due(session, bench.now)
    relocation = Relocation(bench.ledger, bench.workers, lambda: bench.now)
    until = bench.now + timedelta(hours=1)
    work = Crawl(bench.observer, bench.assessor, targets, lambda: bench.now, until, relocation=relocation)
    asked: list[str] = []

    async def go() -> None:
        async for job in work.jobs():
            asked.append(job.url)
            await work.deliver(replace(answer(job), fetched_at=bench.now))

    run(go())
    if dies:
        return asked
    with bench.store.write() as session:
        settle_incidents(session, work.tally, bench.routing, bench.now)
    return asked


def details(bench: Bench) -> list[str]:
    with bench.store.read() as session:
        return [row.detail for row in session.scalars(select(IncidentRow).order_by(IncidentRow.id))]


@pytest.fixture
def lost(bench: Bench) -> Bench:
    """A document with a version whose page was gone at the last look."""
    bench.follow(watchlist())
    crawl(bench, serving({URL: html()}))
    bench.now += DAY
    assert crawl(bench, serving({HOME: home(NEW), NEW: html()})) == [URL]
    bench.now += HOUR
    return bench


def test_the_link_on_the_home_page_is_proposed_and_shown(lost: Bench) -> None:
    pages = {HOME: home(NEW), NEW: html(), SITEMAP: sitemap(OTHER), OTHER: html()}
    assert crawl(lost, serving(pages)) == [URL, HOME, NEW]
    said = f"its new address is likely {NEW} (linked in the footer of the site)"
    (detail,) = details(lost)
    assert detail.endswith(f"; {said}")
    assert lost.status()["reason"] == f"HTTP 404; {said}"
    assert lost.status()["health"] == "gone"


def test_it_is_looked_for_once_for_each_incident(lost: Bench) -> None:
    pages = {HOME: home(NEW), NEW: html()}
    crawl(lost, serving(pages))
    for _ in range(3):
        lost.now += DAY
        assert crawl(lost, serving(pages)) == [URL]
        assert NEW in (lost.status()["reason"] or "")
    lost.now += DAY
    crawl(lost, serving({**pages, URL: html()}))
    assert lost.status()["reason"] is None
    for after, asked in ((DAY, [URL]), (HOUR, [URL, HOME, NEW])):
        lost.now += after
        assert crawl(lost, serving(pages)) == asked
    assert len(details(lost)) == 2


def test_a_run_that_dies_after_the_search_leaves_its_finding_to_the_next_one(lost: Bench) -> None:
    pages = {HOME: home(NEW), NEW: html()}
    assert crawl(lost, serving(pages), dies=True) == [URL, HOME, NEW]
    lost.now += DAY
    assert crawl(lost, serving(pages)) == [URL]
    assert f"likely {NEW}" in details(lost)[0]


def test_in_vain_it_is_looked_for_once_as_well(lost: Bench) -> None:
    assert crawl(lost, serving({HOME: home()})) == [URL, HOME, SITEMAP, ROBOTS]
    lost.now += DAY
    assert crawl(lost, serving({HOME: home()})) == [URL]
    assert "likely" not in details(lost)[0]
    assert lost.status()["reason"] == "HTTP 404"


def test_where_the_home_page_shows_nothing_the_sitemaps_do(lost: Bench) -> None:
    index, part = f"{HOME}maps/index.xml", f"{HOME}maps/part.xml.gz"
    pages = {
        HOME: home(),
        ROBOTS: f"User-agent: *\nSitemap: {index}\nSitemap: https://elsewhere.example/s.xml\n".encode(),
        index: sitemap(part, "https://elsewhere.example/t.xml", kind="sitemapindex"),
        part: gzip.compress(sitemap(NEW, f"{HOME}plants", "https://elsewhere.example/privacy")),
        NEW: html(),
    }
    assert crawl(lost, serving(pages)) == [URL, HOME, SITEMAP, ROBOTS, index, part, NEW]
    assert f"likely {NEW} (named in the sitemap)" in details(lost)[0]


def test_what_is_no_policy_another_type_or_watched_already_is_not_proposed(lost: Bench) -> None:
    shop = Document("fernleaf/privacy_policy.shop", "privacy_policy", (Source(OTHER),), 365 * DAY, "shop")
    lost.follow(watchlist(shop))
    crawl(lost, serving({OTHER: html(edited())}))
    lost.now += 2 * DAY
    pages = {
        HOME: home(OTHER, URL, NEW),
        NEW: b"<p>Welcome</p>",
        SITEMAP: sitemap(f"{HOME}terms"),
        OTHER: html(),
    }
    asked = crawl(lost, serving({**pages, URL: html()}))
    for after in (DAY, HOUR):
        lost.now += after
        asked = crawl(lost, serving(pages))
    assert asked == [URL, HOME, NEW, SITEMAP, ROBOTS]
    assert "likely" not in details(lost)[-1]


def test_sitemaps_are_bounded(lost: Bench) -> None:
    parts = [f"{HOME}map-{n}.xml" for n in range(30)]
    pages = {HOME: home(), SITEMAP: sitemap(*parts, kind="sitemapindex"), **dict.fromkeys(parts, sitemap())}
    assert len(crawl(lost, serving(pages))) == 4 + searching.MAX_SITEMAPS


def test_a_search_that_takes_too_long_asks_for_nothing_more(lost: Bench) -> None:
    def slow(job: FetchJob) -> Answer:
        if job.url == HOME:
            lost.now += relocating.LONGEST + timedelta(seconds=1)
        return serving({HOME: home(NEW), NEW: html()})(job)

    assert crawl(lost, slow) == [URL, HOME]
    assert lost.watch().proposal == ""


def test_without_a_home_page_the_host_of_the_page_is_asked(bench: Bench) -> None:
    bench.follow(watchlist(homepage=None))
    assert crawl(bench, serving({HOME: home(NEW), NEW: html()})) == [URL, HOME, NEW]
    assert "likely" in details(bench)[0]


@pytest.mark.parametrize(
    "answer",
    [
        lambda job: failed("timeout", url=job.url, job=job.id),
        lambda job: page(b"", status=503, url=job.url, job=job.id),
    ],
)
def test_a_page_that_only_fails_is_not_looked_for(bench: Bench, answer: Callable[[FetchJob], Answer]) -> None:
    bench.follow(watchlist())
    for _ in range(3):
        assert crawl(bench, answer) == [URL]
        bench.now += DAY


def test_the_home_page_of_a_site_that_is_gone_altogether_ends_the_search(lost: Bench) -> None:
    def gone(job: FetchJob) -> Answer:
        return serving({})(job) if job.url == URL else failed("connect", url=job.url, job=job.id)

    assert crawl(lost, gone) == [URL, HOME, SITEMAP, ROBOTS]
    assert lost.watch().proposal == ""
