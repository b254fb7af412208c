"""A policy in a frame: fetched with the page around it, kept with the look, and read in its place."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from monitor.domain.decide import Policy
from monitor.domain.fetching import Answer, FetchJob
from monitor.domain.watchlist import Source
from storage import looks
from tests.monitor.pipeline.test_crawling import crawl
from tests.monitor.pipeline.world import DAY, URL, Bench, edited, failed, html, page, run, watchlist

FRAME = "https://fernleaf.example/frame.html"
AROUND = (
    b"<html lang=en><title>Privacy notice | Fernleaf</title><body><nav><a href=/>Shop</a></nav>"
    b"<h1>Privacy notice</h1><iframe src=/frame.html></iframe></body></html>"
)
Site = dict[str, bytes]


def serve(site: Site, **headers: str) -> Callable[[FetchJob], Answer]:
    def answer(job: FetchJob) -> Answer:
        if job.url not in site:
            return failed("timeout", url=job.url, job=job.id)
        return page(site[job.url], url=job.url, job=job.id, **headers)

    return answer


def framed(body: bytes) -> Site:
    return {URL: AROUND, FRAME: body}


def test_the_frame_is_fetched_and_read_in_place_of_the_page_around_it(bench: Bench) -> None:
    _, asked = crawl(bench, serve(framed(html())))
    assert [job.url for job in asked] == [URL, FRAME]
    (version,) = bench.history()
    assert version["words"] > 150
    assert bench.outcomes() == ["changed"]


def test_the_frame_is_kept_with_the_look_and_its_own_frames_are_not_asked_for(bench: Bench) -> None:
    inner = html().replace(b"<main>", b"<main><iframe src=/deeper.html></iframe>")
    _, asked = crawl(bench, serve(framed(inner)))
    assert len(asked) == 2
    with bench.store.read() as session:
        kept = looks.load_snapshots(session, bench.observations()[0].id)
    assert [(one.position, one.framed_by, one.url) for one in kept] == [(0, None, URL), (1, 0, FRAME)]
    assert kept[1].body == inner


def test_a_change_in_the_frame_is_confirmed_through_the_frame_and_told(bench: Bench) -> None:
    bench.rules = replace(bench.rules, policy=Policy(timedelta(0), 7 * DAY))
    crawl(bench, serve(framed(html())))
    bench.now += DAY
    _, asked = crawl(bench, serve(framed(html(edited()))))
    assert [job.url for job in asked] == [URL, FRAME, URL, FRAME]
    (change,) = bench.changes()
    assert (change["cause"], [edit["category"] for edit in change["changes"]]) == ("vendor", ["retention"])


def test_the_page_around_a_frame_is_never_asked_for_conditionally(bench: Bench) -> None:
    crawl(bench, serve(framed(html()), etag='"1"'))
    assert bench.source().etag is None
    bench.now += DAY
    _, asked = crawl(bench, serve(framed(html()), etag='"1"'))
    assert [job.etag for job in asked] == [None, None]
    assert bench.observations()[-1].same_as_id is not None


def test_a_frame_that_does_not_come_makes_the_look_fail_and_loses_nothing(bench: Bench) -> None:
    crawl(bench, serve(framed(html())))
    bench.now += DAY
    crawl(bench, serve({URL: AROUND}))
    assert bench.outcomes() == ["changed", "failed"]
    assert (bench.status()["reason"] or "").startswith("frame: ")
    assert len(bench.history()) == 1


def test_a_frame_without_policy_is_told_with_the_page_around_it(bench: Bench) -> None:
    crawl(bench, serve(framed(b"<p>Loading</p>")))
    assert bench.outcomes() == ["held"]
    assert "in its frame" in (bench.status()["reason"] or "")


def test_a_framed_policy_is_read_again_from_what_was_kept(bench: Bench) -> None:
    crawl(bench, serve(framed(html())))
    bench.rules = replace(bench.rules, extractor="2")
    bench.now += DAY
    crawl(bench, serve(framed(html(token="b"))))
    assert bench.outcomes() == ["changed", "unchanged"]
    baseline = run(bench.observer.baseline(bench.target()))
    assert baseline is not None
    assert baseline.reading.extractor == "2"


def test_one_source_of_several_may_be_framed(bench: Bench) -> None:
    second = "https://fernleaf.example/second"
    bench.follow(watchlist(Source(second), Source(URL)))
    bench.now += DAY
    _, asked = crawl(bench, serve({second: html(), **framed(html(edited()))}))
    assert [job.url for job in asked] == [second, URL, FRAME]
    with bench.store.read() as session:
        kept = looks.load_snapshots(session, bench.observations()[0].id)
    assert [(one.position, one.framed_by) for one in kept] == [(0, None), (1, None), (2, 1)]
    assert bench.outcomes() == ["changed"]
