"""A source that follows a link: which file is fetched, what of it is recorded, and what is no file."""

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.domain.decide import Policy
from monitor.domain.fetching import Answer, FetchJob, Hop
from monitor.domain.sending import Sending, Sent
from monitor.domain.vocabulary import Render
from monitor.domain.watchlist import Source
from monitor.pipeline.crawling import Crawl
from monitor.pipeline.following import link_in
from storage import looks, watching
from storage.looks import unpack_answers
from tests.monitor.pipeline.test_crawling import crawl
from tests.monitor.pipeline.world import (
    DAY,
    HOUR,
    KEY,
    NOON,
    URL,
    Bench,
    edited,
    failed,
    html,
    page,
    run,
    watchlist,
)

FILE = "https://files.fernleaf.example/dpa-2026-01.pdf"
NEXT = "https://files.fernleaf.example/dpa-2026-02.pdf"
CSS = "main a.dpa"


def landing(*hrefs: str) -> bytes:
    links = "".join(f'<a class=dpa href="{href}">Our notice</a>' for href in hrefs)
    return f"<html><title>Legal</title><body><a href=/>Home</a><main>{links}</main></body></html>".encode()


class Site:
    """A page that links a file, and the file."""

    def __init__(self, file: str = FILE, body: bytes | None = None, etag: str | None = '"1"') -> None:
        self.page = landing(file)
        self.file, self.body, self.etag = file, html() if body is None else body, etag

    def __call__(self, job: FetchJob) -> Answer:
        if job.url == URL:
            return page(self.page, url=URL, job=job.id, etag='"landing"')
        if job.url != self.file:
            return page(b"", status=404, url=job.url, job=job.id)
        if self.etag is not None and job.etag == self.etag:
            return page(b"", status=304, url=job.url, job=job.id)
        return page(self.body, url=job.url, job=job.id, etag=self.etag)


@pytest.fixture
def following(bench: Bench) -> Bench:
    """Follows a link, and confirms at once."""
    bench.rules = replace(bench.rules, policy=Policy(timedelta(0), 7 * DAY))
    bench.follow(watchlist(Source(URL, follow=CSS)))
    return bench


def asked(bench: Bench, site: Site) -> list[tuple[str, str | None]]:
    return [(job.url, job.etag) for job in crawl(bench, site)[1]]


def test_the_file_that_the_page_links_is_the_document(following: Bench) -> None:
    assert asked(following, Site()) == [(URL, None), (FILE, None)]
    assert following.outcomes() == ["changed"]
    (look,) = following.observations()
    (said,) = unpack_answers(look.answers)
    assert (said["url"], said["final_url"], said["hops"]) == (URL, FILE, [[200, FILE]])
    with following.store.read() as session:
        (kept,) = looks.load_snapshots(session, look.id)
    assert (kept.url, kept.final_url, kept.body) == (URL, FILE, html())


def test_an_unchanged_file_is_asked_for_by_its_own_validators(following: Bench) -> None:
    site = Site()
    crawl(following, site)
    following.now += DAY
    assert asked(following, site) == [(URL, None), (FILE, '"1"')]
    assert following.outcomes() == ["changed", "unchanged"]
    assert following.snapshots() == 1


def test_a_new_address_of_the_same_file_is_no_change_and_asks_for_it_in_full(following: Bench) -> None:
    crawl(following, Site())
    following.now += DAY
    assert asked(following, Site(NEXT)) == [(URL, None), (NEXT, None)]
    following.now += DAY
    assert asked(following, Site(NEXT)) == [(URL, None), (NEXT, '"1"')]
    assert following.outcomes() == ["changed", "unchanged", "unchanged"]
    assert (len(following.history()), following.changes()) == (1, [])


def test_a_changed_file_is_confirmed_through_the_page_and_is_no_move(following: Bench) -> None:
    crawl(following, Site())
    following.now += DAY
    site = Site(NEXT, html(edited()), '"2"')
    assert asked(following, site) == [(URL, None), (NEXT, None), (URL, None), (NEXT, None)]
    (change,) = following.changes()
    assert (change["cause"], change["verdict"], change["marks"]) == ("vendor", "material", [])


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (landing(), "follow: 'main a.dpa' matches no link of"),
        (landing(FILE, NEXT), f"follow: 'main a.dpa' matches links to 2 addresses ({FILE}, {NEXT})"),
        (landing("mailto:dpo@fernleaf.example"), "follow: 'main a.dpa' leads to mailto:, and only http"),
        (landing("javascript:open()"), "follow: 'main a.dpa' leads to javascript:, and only http"),
        (landing("file:///etc/passwd"), "follow: 'main a.dpa' leads to file:, and only http"),
        (landing("http://[x"), "follow: 'main a.dpa' matches a link that is no address"),
        (landing("#dpa"), "follow: 'main a.dpa' leads back to its own page"),
        (b"%PDF-1.4 no page", "follow: 'main a.dpa' matches no link of"),
    ],
)
def test_a_page_that_links_no_one_file_is_a_failed_look_with_its_page_as_evidence(
    following: Bench, body: bytes, said: str
) -> None:
    site = Site()
    crawl(following, site)
    site.page = body
    for after in (DAY, HOUR):
        following.now += after
        work, _ = crawl(following, site)
        assert work.tally.silent_hosts == set()
    assert following.outcomes() == ["changed", "failed", "failed"]
    assert (following.status()["reason"] or "").startswith(said)
    assert following.watch().bad_kind == "failing"
    with following.store.read() as session:
        assert [one.body for one in looks.load_snapshots(session, following.observations()[1].id)] == [body]
    site.page = landing(FILE)
    following.now += 6 * HOUR
    crawl(following, site)
    assert following.outcomes()[-1] == "unchanged"
    assert len(following.history()) == 1


def test_a_file_that_does_not_come_is_told_as_such(following: Bench) -> None:
    crawl(following, Site())
    for answer, said in (
        (lambda job: page(b"", status=404, url=job.url, job=job.id), "linked file: HTTP 404"),
        (lambda job: failed("address", url=job.url, job=job.id), "linked file: address: of the test"),
        (
            lambda job: page(
                html(), url=job.url, job=job.id, hops=(Hop(302, "https://fernleaf.example/login"),)
            ),
            "linked file: redirected to a log-in page",
        ),
    ):
        following.now += DAY
        site = Site()
        crawl(following, lambda job, site=site, answer=answer: site(job) if job.url == URL else answer(job))  # type: ignore[misc]
        assert following.status()["reason"] == said
    assert following.status()["last_outcome"] == "failed"


def test_a_page_that_does_not_come_asks_for_no_file(following: Bench) -> None:
    _, jobs = crawl(following, lambda job: page(b"", status=404, url=job.url, job=job.id))
    assert [job.url for job in jobs] == [URL]
    assert following.status()["reason"] == "HTTP 404"


def test_to_follow_a_link_is_a_setting_of_ours(bench: Bench) -> None:
    bench.rules = replace(bench.rules, policy=Policy(timedelta(0), 7 * DAY))
    crawl(bench, lambda job: page(html(), url=job.url, job=job.id))
    bench.follow(watchlist(Source(URL, follow=CSS)))
    assert asked(bench, Site(body=html(edited()))) == [(URL, None), (FILE, None)] * 2
    (change,) = bench.changes()
    assert change["cause"] == "configuration"
    before = bench.target().setup
    bench.follow(watchlist(Source(URL, follow="a.other")))
    assert bench.target().setup != before


@pytest.mark.parametrize(
    ("render", "ways"), [("browser", [True, False]), ("auto", [False]), ("http", [False])]
)
def test_a_browser_opens_the_page_and_never_the_file(
    following: Bench, render: Render, ways: list[bool]
) -> None:
    following.follow(watchlist(Source(URL, follow=CSS), render=render))

    def scripted(job: FetchJob) -> Answer:
        shell = b"<html><body><div id=root></div><script src=app.js></script></body></html>"
        return page(shell, url=URL, job=job.id) if job.url == URL and not job.in_browser else Site()(job)

    assert [job.in_browser for job in crawl(following, scripted)[1]] == ways
    assert following.outcomes() == ["changed" if render == "browser" else "failed"]


def test_several_sources_may_follow_and_are_joined(following: Bench) -> None:
    following.follow(watchlist(Source("https://fernleaf.example/terms"), Source(URL, follow=CSS)))
    site = Site()
    _, jobs = crawl(
        following, lambda job: page(html(), url=job.url, job=job.id) if "terms" in job.url else site(job)
    )
    assert [job.url for job in jobs] == ["https://fernleaf.example/terms", URL, FILE]
    assert following.outcomes() == ["changed"]


def test_own_headers_go_to_a_file_of_the_same_host_only(bench: Bench) -> None:
    sending = Sending((Sent("X-Key", "k"),), user_agent="Own/1.0")
    for file in (FILE, "https://fernleaf.example/dpa.pdf"):
        bench.follow(watchlist(Source(URL, follow=CSS), sending=sending))
        bench.now += DAY
        with bench.store.read() as session:
            targets = watching.due(session, bench.now)
        work = Crawl(bench.observer, bench.assessor, targets, lambda: NOON, bench.now, sending={KEY: sending})
        said: list[Sending] = []

        async def go(work: Crawl = work, file: str = file, said: list[Sending] = said) -> None:
            async for job in work.jobs():
                said.append(job.sending)
                await work.deliver(replace(Site(file)(job), fetched_at=bench.now))

        run(go())
        assert said == [sending, Sending(user_agent="Own/1.0") if file == FILE else sending]


def test_a_link_is_found_in_what_matches_and_by_the_base_of_the_page() -> None:
    body = b"<base href=/files/><div class=card><p>DPA</p><a href='dpa.pdf#page=2'>PDF</a><a href=dpa.pdf>2</a></div>"
    found = link_in(body, "text/html", "https://a.example/legal/", "div.card")
    assert (found.url, found.problem) == ("https://a.example/files/dpa.pdf", None)
