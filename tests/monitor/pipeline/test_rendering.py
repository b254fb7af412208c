"""Which looks are made in a browser, what is remembered of it, and what is said where there is none."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from monitor.domain.decide import Policy
from monitor.domain.fetching import Answer, FetchJob
from monitor.domain.watchlist import Source
from monitor.pipeline.crawling import Crawl
from storage import watching
from storage.looks import unpack_answers
from storage.models import ObservationRow
from tests.monitor.pipeline.world import DAY, Bench, edited, failed, html, page, run, watchlist

SHELL = b"<html><title>Privacy</title><body><div id=root></div><script src=app.js></script></body></html>"
MISSING = "browser: no browser is installed; install it with: apt-get install one"

Answers = Callable[[FetchJob], Answer]


def scripted(job: FetchJob, plain: bytes = SHELL, rendered: bytes | None = None) -> Answer:
    """A page that shows its policy in a browser, and *plain* without."""
    body = (html() if rendered is None else rendered) if job.in_browser else plain
    return replace(page(body, etag='"x"', job=job.id), in_browser=job.in_browser)


def crawl(bench: Bench, answers: Answers, no_browser: str | None = None) -> list[str]:
    """Crawl what is due, and say how each page was asked for."""
    with bench.store.read() as session:
        targets = watching.due(session, bench.now)

    def clock() -> datetime:
        return bench.now

    work = Crawl(
        bench.observer, bench.assessor, targets, clock, bench.now + timedelta(hours=1), no_browser=no_browser
    )
    asked = []

    async def go() -> None:
        async for job in work.jobs():
            asked.append("browser" if job.in_browser else "conditional" if job.etag else "http")
            await work.deliver(replace(answers(job), fetched_at=bench.now))

    run(go())
    return asked


def outcomes(bench: Bench) -> list[str | None]:
    with bench.store.read() as session:
        return [row.outcome for row in session.query(ObservationRow).order_by(ObservationRow.id)]


def test_a_page_without_its_scripts_is_opened_in_a_browser_at_once_and_ever_after(bench: Bench) -> None:
    assert crawl(bench, scripted) == ["http", "browser"]
    assert outcomes(bench) == ["held", "changed"]
    bench.now += DAY
    assert crawl(bench, scripted) == ["browser"]
    assert outcomes(bench) == ["held", "changed", "unchanged"]


def test_the_record_says_which_page_a_browser_opened(bench: Bench) -> None:
    crawl(bench, scripted)
    with bench.store.read() as session:
        rows = session.query(ObservationRow).order_by(ObservationRow.id)
        said = [unpack_answers(row.answers)[0].get("in_browser", False) for row in rows]
    assert said == [False, True]


@pytest.mark.parametrize(
    "plain",
    [
        b"<html><body><p>Loading the page</p><script src=app.js></script></body></html>",
        b"<html><body><p>Please enable JavaScript to read this page.</p></body></html>",
    ],
)
def test_a_page_with_few_words_beside_its_scripts_is_opened_in_a_browser(bench: Bench, plain: bytes) -> None:
    assert crawl(bench, lambda job: scripted(job, plain)) == ["http", "browser"]


def test_a_page_with_its_text_is_never_opened_in_a_browser(bench: Bench) -> None:
    assert crawl(bench, lambda job: scripted(job, html())) == ["http"]


def test_the_watchlist_may_rule_a_browser_out(bench: Bench) -> None:
    bench.follow(watchlist(render="http"))
    assert crawl(bench, scripted) == ["http"]
    assert outcomes(bench) == ["held"]


def test_the_watchlist_may_ask_for_a_browser_always(bench: Bench) -> None:
    bench.follow(watchlist(render="browser"))
    assert crawl(bench, scripted) == ["browser"]
    bench.now += DAY
    assert crawl(bench, scripted) == ["browser"]


def test_without_a_browser_the_reason_says_what_to_install(bench: Bench) -> None:
    assert crawl(bench, scripted, MISSING) == ["http"]
    assert bench.watch().last_reason == f"the page shows no text without scripts; {MISSING}"


def test_a_browser_that_was_installed_later_is_used_at_the_next_look(bench: Bench) -> None:
    crawl(bench, scripted, MISSING)
    bench.now += DAY
    assert crawl(bench, scripted) == ["http", "browser"]
    assert outcomes(bench)[-1] == "changed"


def test_a_browser_that_fails_is_a_failed_look_that_says_why(bench: Bench) -> None:
    def crashing(job: FetchJob) -> Answer:
        return failed("browser", job=job.id) if job.in_browser else scripted(job)

    assert crawl(bench, crashing) == ["http", "browser"]
    assert outcomes(bench) == ["held", "failed"]
    assert bench.watch().last_reason == "browser: of the test"


def test_a_difference_that_a_browser_shows_is_confirmed_in_a_browser(bench: Bench) -> None:
    bench.rules = replace(bench.rules, policy=Policy(timedelta(0), 7 * DAY))
    crawl(bench, scripted)
    bench.now += DAY
    assert crawl(bench, lambda job: scripted(job, rendered=html(edited()))) == ["browser", "browser"]
    assert outcomes(bench)[-2:] == ["pending", "changed"]


def test_plain_http_is_tried_again_after_a_month_and_stays_where_it_shows_the_same_text(bench: Bench) -> None:
    crawl(bench, scripted)
    bench.now += 30 * DAY
    assert crawl(bench, lambda job: scripted(job, html())) == ["http"]
    bench.now += DAY
    assert crawl(bench, lambda job: scripted(job, html()))[0] in ("http", "conditional")
    assert outcomes(bench) == ["held", "changed", "unchanged", "unchanged"]


@pytest.mark.parametrize("plain", [SHELL, html(edited())], ids=["a shell", "another text"])
def test_a_trial_of_plain_http_that_shows_anything_else_is_no_look(bench: Bench, plain: bytes) -> None:
    crawl(bench, scripted)
    bench.now += 30 * DAY
    assert crawl(bench, lambda job: scripted(job, plain)) == ["http", "browser"]
    assert outcomes(bench) == ["held", "changed", "unchanged"]
    bench.now += DAY
    assert crawl(bench, lambda job: scripted(job, plain)) == ["browser"]


def test_what_was_learnt_of_a_page_is_not_held_against_another(bench: Bench) -> None:
    crawl(bench, scripted)
    bench.follow(watchlist(Source("https://fernleaf.example/notice")))
    assert crawl(bench, lambda job: scripted(job, html())) == ["http"]


def test_a_document_that_goes_over_to_a_browser_by_the_watchlist_changes_by_our_doing(bench: Bench) -> None:
    crawl(bench, lambda job: scripted(job, html()))
    assert bench.target().setup == ""
    bench.follow(watchlist(render="browser", locale="fr"))
    assert bench.target().setup == "fr browser"
    assert crawl(bench, scripted) == ["browser"]
