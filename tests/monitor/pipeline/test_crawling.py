"""A crawl: which looks it makes, when it confirms, and that nothing in it holds up the event loop."""

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count

import pytest

from monitor.domain.decide import Policy
from monitor.domain.fetching import Answer, FetchJob
from monitor.domain.watchlist import Document, Source, Vendor, Watchlist
from monitor.pipeline.crawling import Crawl
from monitor.pipeline.recording import Rules
from storage import blobs, incidents, watching
from storage.engine import Store
from tests.monitor.pipeline.world import (
    DAY,
    HOUR,
    MINUTE,
    NOON,
    PARAGRAPHS,
    TEAM,
    URL,
    Bench,
    edited,
    failed,
    html,
    page,
    run,
    watchlist,
)

Answers = Callable[[FetchJob], Answer]
SECOND = "https://fernleaf.example/more"


def crawl(
    bench: Bench, answer: Answers, *, limit: timedelta = timedelta(hours=1)
) -> tuple[Crawl, list[FetchJob]]:
    """Crawl what is due; the clock moves when nothing else does. Answers come one by one, as jobs are asked for."""
    with bench.store.read() as session:
        targets = watching.due(session, bench.now)

    def clock() -> datetime:
        return bench.now

    work = Crawl(bench.observer, bench.assessor, targets, clock, bench.now + limit)
    asked: list[FetchJob] = []

    async def go() -> None:
        async for job in work.jobs():
            asked.append(job)
            await work.deliver(replace(answer(job), fetched_at=bench.now))

    run(go())
    return work, asked


def always(body: bytes, **other: str) -> Answers:
    return lambda job: page(body, url=job.url, job=job.id, **other)  # type: ignore[arg-type]


@pytest.fixture
def at_once(bench: Bench) -> Bench:
    """Confirms at once, so that no test has to wait."""
    bench.rules = Rules(Policy(timedelta(0), 7 * DAY), "UTC", "1")
    return bench


def follow_many(bench: Bench, number: int) -> None:
    documents = (
        Document(f"v{n}/terms", "terms", (Source(f"https://v{n}.example/terms"),), DAY) for n in range(number)
    )
    vendors = tuple(Vendor(f"v{n}", f"V{n}", (document,)) for n, document in enumerate(documents))
    bench.follow(Watchlist(vendors, (TEAM,)))


def test_what_is_due_is_looked_at_once_and_then_not_before_its_time(bench: Bench) -> None:
    assert len(crawl(bench, always(html()))[1]) == 1
    assert crawl(bench, always(html()))[1] == []
    bench.now = NOON + DAY - MINUTE
    assert crawl(bench, always(html()))[1] == []
    bench.now = NOON + DAY
    assert len(crawl(bench, always(html()))[1]) == 1


def test_a_difference_is_confirmed_in_the_same_crawl_and_assessed(at_once: Bench) -> None:
    crawl(at_once, always(html()))
    at_once.now += DAY
    work, asked = crawl(at_once, always(html(edited())))
    assert len(asked) == 2
    assert set(work.tally.outcomes.values()) == {"changed"}
    assert [row["verdict"] for row in at_once.changes()] == ["material"]


def test_a_confirming_look_after_the_deadline_is_left_to_the_next_run(bench: Bench) -> None:
    crawl(bench, always(html()))
    bench.now += DAY
    assert len(crawl(bench, always(html(edited())), limit=timedelta(minutes=5))[1]) == 1
    assert bench.target().is_pending
    bench.now += 10 * MINUTE
    _, asked = crawl(bench, always(html(edited())))
    assert len(asked) == 1
    assert len(bench.history()) == 2


def test_only_the_confirming_look_asks_without_validators(at_once: Bench) -> None:
    _, (first,) = crawl(at_once, always(html(), etag='"1"'))
    at_once.now += DAY
    _, (second, confirming) = crawl(at_once, always(html(edited()), etag='"2"'))
    at_once.now += DAY
    _, (fourth,) = crawl(at_once, lambda job: page(b"", status=304, job=job.id))
    assert [job.etag for job in (first, second, confirming, fourth)] == [None, '"1"', None, '"2"']
    assert at_once.outcomes() == ["changed", "pending", "changed", "unchanged"]


def test_every_fourth_look_is_unconditional_while_nothing_changes(at_once: Bench) -> None:
    crawl(at_once, always(html(), etag='"1"'))
    asked = []
    for _ in range(5):
        at_once.now += DAY
        _, (job,) = crawl(
            at_once,
            lambda job: page(b"", status=304, job=job.id) if job.etag else page(etag='"1"', job=job.id),
        )
        asked.append(job.etag)
    assert asked == ['"1"', '"1"', '"1"', None, '"1"']


def test_a_held_page_is_watched_without_validators(bench: Bench) -> None:
    crawl(bench, always(html(), etag='"1"'))
    bench.now += DAY
    crawl(bench, always(html(PARAGRAPHS[:6]), etag='"2"'))
    bench.now += HOUR
    _, (again,) = crawl(bench, always(html(PARAGRAPHS[:6])))
    assert again.etag is None
    assert bench.watch().candidate_looks == 2


def test_several_sources_are_asked_for_without_validators_and_concluded_together(bench: Bench) -> None:
    bench.follow(watchlist(Source(URL), Source(SECOND)))
    answers = {URL: html(PARAGRAPHS[:6]), SECOND: html(PARAGRAPHS[6:])}
    _, asked = crawl(bench, lambda job: page(answers[job.url], url=job.url, job=job.id, etag='"1"'))
    assert [job.url for job in asked] == [URL, SECOND]
    bench.now += DAY
    _, asked = crawl(bench, lambda job: page(answers[job.url], url=job.url, job=job.id))
    assert [job.etag for job in asked] == [None, None]
    assert bench.outcomes() == ["changed", "unchanged"]


def test_the_locale_goes_with_the_question(bench: Bench) -> None:
    bench.follow(watchlist(locale="fr"))
    _, (job,) = crawl(bench, always(html()))
    assert job.locale == "fr"


def test_answers_may_come_in_any_order(at_once: Bench) -> None:
    follow_many(at_once, 6)
    with at_once.store.read() as session:
        targets = watching.due(session, at_once.now)
    work = Crawl(at_once.observer, at_once.assessor, targets, lambda: at_once.now, at_once.now + HOUR)

    async def go() -> None:
        waiting: list[FetchJob] = []
        source = work.jobs()
        for _ in range(6):
            waiting.append(await anext(source))
        await asyncio.gather(
            *(work.deliver(page(html(), url=job.url, job=job.id)) for job in reversed(waiting))
        )
        assert [job async for job in source] == []

    run(go())
    assert list(work.tally.outcomes.values()) == ["changed"] * 6


def test_jobs_are_made_only_as_they_are_asked_for(bench: Bench) -> None:
    follow_many(bench, 50)
    taken = count()

    def targets() -> Sequence[watching.Target]:
        with bench.store.read() as session:
            return watching.due(session, bench.now)

    lazily = (target for target in targets() if next(taken) >= 0)
    work = Crawl(bench.observer, bench.assessor, lazily, lambda: bench.now, bench.now + HOUR)

    async def go() -> None:
        source = work.jobs()
        for _ in range(3):
            await anext(source)
        assert isinstance(source, AsyncGenerator)
        await source.aclose()

    run(go())
    assert next(taken) == 3


def test_looks_that_fail_are_counted_by_host(bench: Bench) -> None:
    follow_many(bench, 4)

    def answer(job: FetchJob) -> Answer:
        if "v0" in job.url:
            return page(html(), url=job.url, job=job.id)
        return failed("dns" if "v1" in job.url else "robots" if "v2" in job.url else "address", job=job.id)

    work, _ = crawl(bench, answer)
    assert work.tally.hosts == {"v0.example", "v1.example", "v2.example"}
    assert work.tally.silent_hosts == {"v1.example"}
    with bench.store.read() as session:
        assert [row.bad_kind for row in incidents.bad_without_incident(session)] == [
            "failing",
            "blocked",
            "blocked",
        ]


def test_nothing_slow_runs_on_the_event_loop(at_once: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """The loop is the reactor: database, compression, hashing of pages and parsing happen elsewhere."""
    main = threading.get_ident()
    on_loop: list[str] = []

    def watched(name: str, real: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object, **named: object) -> object:
            if threading.get_ident() == main:
                on_loop.append(name)
            return real(*arguments, **named)

        return call

    with at_once.store.read() as session:
        targets = watching.due(session, at_once.now)
    for place, name in ((Store, "read"), (Store, "write"), (blobs, "put"), (blobs, "get"), (blobs, "sha256")):
        monkeypatch.setattr(place, name, watched(name, getattr(place, name)))
    bodies = iter((html(), html(edited()), html(edited())))
    for _ in range(2):
        work = Crawl(at_once.observer, at_once.assessor, targets, lambda: at_once.now, at_once.now + HOUR)

        async def go(work: Crawl = work) -> None:
            async for job in work.jobs():
                await work.deliver(page(next(bodies), url=job.url, job=job.id, at=at_once.now))

        run(go())
        at_once.now += DAY
    assert on_loop == []
    monkeypatch.undo()
    assert len(at_once.changes()) == 1
