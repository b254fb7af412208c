"""Large answers that are small on their way: undone one after another, and never waiting for themselves."""

import gzip

import pytest

from monitor.domain.fetching import FetchJob
from monitor.domain.watchlist import FetchSettings
from tests.crawler.sites import Outcome, Plan, answer, policy, run, running_sites

HOSTS = 6
PACKED = gzip.compress(b"<p>We keep your data. " * 900_000, 1)
ROBOTS = gzip.compress(b"User-agent: *\nDisallow: /page\n" + b"# nothing\n" * 1_900_000, 1)


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    """Hosts that stumble, send on, or forbid, with 19 MB each to say so."""
    with running_sites() as sites:
        other = sites.add({"/page": answer(policy())})
        stumbling = answer(PACKED, "503 Service Unavailable", Content_Encoding="gzip")
        away = answer(PACKED, "302 Found", Content_Encoding="gzip", Location=f"{other.url}/page")
        robots = answer(ROBOTS, Content_Encoding="gzip", Content_Type="text/plain")
        asked = [sites.add({"/page": stumbling}) for _ in range(HOSTS)]
        asked += [sites.add({"/page": away}) for _ in range(HOSTS)]
        asked += [sites.add({"/page": answer(policy()), "/robots.txt": robots}) for _ in range(HOSTS)]
        allowed = tuple(f"127.0.0.1:{site.port}" for site in (*asked, other))
        jobs = [FetchJob(number, f"{site.url}/page") for number, site in enumerate(asked)]
        return run(Plan(jobs, FetchSettings(delay=0.0, allow_private=allowed)))


def test_what_is_asked_for_again_or_sends_on_does_not_wait_for_the_room_it_took(outcome: Outcome) -> None:
    assert [outcome.page(number).status for number in range(2 * HOSTS)] == [503] * HOSTS + [200] * HOSTS


def test_the_rules_of_a_large_robots_txt_hold(outcome: Outcome) -> None:
    assert {outcome.failure(number).reason for number in range(2 * HOSTS, 3 * HOSTS)} == {"robots"}
