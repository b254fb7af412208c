"""How a whole crawl behaves: its pace, its hunger for jobs, its end."""

import signal
import time
from collections.abc import Iterator
from itertools import pairwise

import pytest

from monitor.domain.fetching import FetchJob
from monitor.domain.watchlist import FetchSettings
from tests.crawler.sites import Plan, Site, Sites, answer, finish, policy, run, running_sites, started
from tests.crawler.test_answers import raw

OPEN = ("127.0.0.0/8",)

# A pause as the server sees it may look shorter: a first request that was late on a busy machine is nearer to the next.
SEEN = 0.6


@pytest.fixture(scope="module")
def sites() -> Iterator[Sites]:
    with running_sites() as sites:
        yield sites


def serving(sites: Sites, pages: int, **options: object) -> Site:
    return sites.add({f"/{number}": answer(policy()) for number in range(pages)}, **options)


def jobs_of(site: Site, pages: int, first: int = 0) -> list[FetchJob]:
    return [FetchJob(first + number, f"{site.url}/{number}") for number in range(pages)]


def gaps(site: Site) -> list[float]:
    times = [asked.at for asked in site.asked]
    return [later - earlier for earlier, later in pairwise(times)]


def test_a_host_is_asked_one_thing_at_a_time_with_a_pause_and_others_do_not_wait(sites: Sites) -> None:
    hosts = [serving(sites, 4, seconds=0.1) for _ in range(4)]
    jobs = [job for number, host in enumerate(hosts) for job in jobs_of(host, 4, 100 * number)]
    outcome = run(Plan(jobs, FetchSettings(delay=0.4, allow_private=OPEN)))
    assert len(outcome.answers) == 16
    for host in hosts:
        assert host.most_at_once == 1
        assert min(gaps(host)) > 0.4 * SEEN
    # Four hosts, five requests each with at least four pauses: one after another would be 6.4 s of pauses alone.
    spans = [(host.asked[0].at, host.asked[-1].at) for host in hosts]
    assert max(first for first, _ in spans) < min(last for _, last in spans)


def test_a_redirect_to_another_host_waits_for_its_turn_there(sites: Sites) -> None:
    target = serving(sites, 3, seconds=0.2)
    doors = [sites.add({"/": answer(b"", "302 Found", Location=f"{target.url}/{n}")}) for n in range(3)]
    jobs = [FetchJob(number, f"{door.url}/") for number, door in enumerate(doors)]
    outcome = run(Plan(jobs, FetchSettings(delay=0.2, allow_private=OPEN)))
    assert [outcome.page(number).status for number in range(3)] == [200] * 3
    assert target.most_at_once == 1
    assert min(gaps(target)) > 0.2 * SEEN


def test_a_crawl_delay_of_robots_is_kept(sites: Sites) -> None:
    host = serving(sites, 3)
    host.routes["/robots.txt"] = answer(b"User-agent: *\nCrawl-delay: 0.8")
    run(Plan(jobs_of(host, 3), FetchSettings(delay=0.1, allow_private=OPEN)))
    assert len(host.asked) == 4
    assert min(gaps(host)) > 0.8 * SEEN


def test_no_more_requests_are_under_way_than_allowed(sites: Sites) -> None:
    crowd = [0, 0]
    hosts = [serving(sites, 1, seconds=0.1, crowd=crowd) for _ in range(12)]
    jobs = [job for number, host in enumerate(hosts) for job in jobs_of(host, 1, number)]
    outcome = run(Plan(jobs, FetchSettings(delay=0, concurrency=3, allow_private=OPEN)))
    assert len(outcome.answers) == 12
    assert crowd == [0, 3]


def test_one_slow_host_with_many_jobs_starves_nobody(sites: Sites) -> None:
    slow, others = serving(sites, 20, seconds=0.2), [serving(sites, 1) for _ in range(20)]
    jobs = jobs_of(slow, 20) + [job for n, host in enumerate(others) for job in jobs_of(host, 1, 100 + n)]
    outcome = run(Plan(jobs, FetchSettings(delay=0, concurrency=2, allow_private=OPEN)))
    order = [answer.job_id for answer in outcome.answers]
    assert len(order) == 40
    assert max(order.index(100 + number) for number in range(20)) < 32


def test_the_crawl_waits_for_jobs_that_come_late(sites: Sites) -> None:
    host = serving(sites, 3)
    first, second, third = jobs_of(host, 3)
    late = [
        (6.0, second),
        (0.5, third),
    ]  # beyond the five seconds after which Scrapy looks whether it is idle
    outcome = run(Plan([first], FetchSettings(delay=0, allow_private=OPEN), late=late))
    assert [answer.job_id for answer in outcome.answers] == [0, 1, 2]
    assert outcome.raised is None


def test_a_crawl_without_jobs_ends() -> None:
    outcome = run(Plan([], FetchSettings()))
    assert (outcome.answers, outcome.raised, outcome.stdout, outcome.stderr) == ([], None, "", "")


def test_two_thousand_jobs_are_pulled_as_needed_and_answered_once(sites: Sites) -> None:
    hosts = [serving(sites, 100) for _ in range(20)]
    jobs = [FetchJob(100 * n + page, f"{hosts[n].url}/{page}") for page in range(100) for n in range(20)]
    outcome = run(Plan(jobs, FetchSettings(delay=0, concurrency=8, allow_private=OPEN)))
    assert sorted(answer.job_id for answer in outcome.answers) == list(range(2_000))
    assert outcome.most_ahead <= 8 * 8 + 1_000 + 1
    assert outcome.peak_kib < 200_000
    assert all(host.most_at_once == 1 for host in hosts)


def test_a_hundred_thousand_jobs_of_one_host_are_not_pulled_at_once(sites: Sites) -> None:
    slow = serving(sites, 1, seconds=0.05)
    jobs = [FetchJob(number, f"{slow.url}/0") for number in range(100_000)]
    with started(Plan(jobs, FetchSettings(delay=0, allow_private=OPEN))) as (process, result):
        wait_until(lambda: len(slow.asked) > 10)
        process.send_signal(signal.SIGTERM)
        outcome = finish(process, result)
    assert outcome.pulled <= 1_000 + 200


def test_slow_deliveries_hold_up_the_crawl_and_not_the_event_loop(sites: Sites) -> None:
    hosts = [serving(sites, 10) for _ in range(20)]
    jobs = [FetchJob(10 * n + page, f"{hosts[n].url}/{page}") for page in range(10) for n in range(20)]
    settings = FetchSettings(delay=0, concurrency=2, allow_private=OPEN)
    outcome = run(Plan(jobs, settings, deliver_seconds=0.02, serial=True))
    assert len(outcome.answers) == 200
    # Never more jobs under way than eight per place; what else was pulled waits for its host, as a job.
    assert max_unanswered(outcome.answers, hosts) <= 2 * 8
    assert outcome.longest_block < 1.0


def max_unanswered(answers: list, hosts: list[Site]) -> int:  # type: ignore[type-arg]
    """Pages that had been asked for and not delivered, at most: counted in order of delivery."""
    asked = sorted(page.at for host in hosts for page in host.pages())
    started_at = asked[0]
    spent = [answer.fetched_at.timestamp() for answer in answers]
    offset = spent[0] - started_at
    return max(sum(at + offset < done for at in asked) - number for number, done in enumerate(sorted(spent)))


@pytest.mark.parametrize("fails", ["deliver", "jobs"])
def test_an_error_of_the_caller_stops_the_crawl_and_is_raised(sites: Sites, fails: str) -> None:
    hosts = [serving(sites, 50, seconds=0.05) for _ in range(2)]
    jobs = jobs_of(hosts[0], 50) + jobs_of(hosts[1], 50, 100)
    at = 3 if fails == "deliver" else None
    settings = FetchSettings(delay=0, allow_private=OPEN)
    outcome = run(Plan(jobs, settings, deliver_fails_at=at, jobs_fail=fails == "jobs"))
    assert (
        outcome.raised
        == {
            "deliver": "ValueError: the store is broken",
            "jobs": "LookupError: the source of jobs is broken",
        }[fails]
    )
    assert len(outcome.answers) < 100
    assert outcome.stderr == ""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_crawl_soon_with_what_is_complete(sites: Sites, number: signal.Signals) -> None:
    quick, stuck = serving(sites, 2), sites.add({"/": raw(b"", "hold"), "/robots.txt": answer(b"")})
    jobs = [*jobs_of(quick, 2), FetchJob(50, f"{stuck.url}/"), FetchJob(51, f"{stuck.url}/")]
    late = [(100.0, FetchJob(60, f"{quick.url}/0"))]
    settings = FetchSettings(timeout=60, delay=0, allow_private=OPEN)
    with started(Plan(jobs, settings, late=late)) as (process, result):
        wait_until(lambda: "/" in stuck.paths and len(quick.pages()) == 2)
        time.sleep(0.3)
        process.send_signal(number)
        outcome = finish(process, result, 10)
    assert outcome.raised == f"Interrupted: interrupted by signal {int(number)}"
    assert {answer.job_id for answer in outcome.answers} == {0, 1}
    assert outcome.stderr == ""


def test_a_signal_does_not_wait_for_a_delivery_that_never_ends(sites: Sites) -> None:
    host = serving(sites, 1)
    plan = Plan(jobs_of(host, 1), FetchSettings(delay=0, allow_private=OPEN), deliver_seconds=3_600)
    with started(plan) as (process, result):
        wait_until(lambda: "/0" in host.paths)
        time.sleep(0.3)
        process.send_signal(signal.SIGTERM)
        outcome = finish(process, result, 15)
    assert (outcome.raised, outcome.stderr) == ("Interrupted: interrupted by signal 15", "")


def test_a_process_crawls_only_once() -> None:
    import subprocess
    import sys

    from tests.crawler.sites import ROOT

    code = (
        "from crawler.runner import crawl\n"
        "from monitor.domain.watchlist import FetchSettings\n"
        "async def jobs():\n    return\n    yield\n"
        "crawl(jobs(), print, FetchSettings())\n"
        "try:\n    crawl(jobs(), print, FetchSettings())\n"
        "except RuntimeError as error:\n    print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], cwd=ROOT, capture_output=True, text=True
    )
    assert done.stdout == "one process can crawl only once: start another process for the next crawl\n"
    assert done.stderr == ""


def test_scrapy_finds_the_spider() -> None:
    import subprocess
    import sys

    from tests.crawler.sites import ROOT

    command = [sys.executable, "-W", "error", "-m", "scrapy", "list"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert (done.stdout, done.returncode) == ("tracked_page\n", 0)


def wait_until(is_true, seconds: float = 15) -> None:  # type: ignore[no-untyped-def]
    until = time.monotonic() + seconds
    while not is_true():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.02)
