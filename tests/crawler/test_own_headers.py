"""Headers and cookies of one document, on the wire: where they go, and where they never do."""

from collections.abc import Iterator

import pytest

from monitor.domain.fetching import FetchJob
from monitor.domain.sending import Sending, Sent
from monitor.domain.watchlist import FetchSettings
from tests.crawler.replies import in_turn, redirect
from tests.crawler.sites import Outcome, Plan, Site, Sites, answer, policy, run, running_sites

SECRET, COOKIE = "Bearer HUSH-0123456789", "HUSH-cookie-0123456789"
SENDING = Sending(
    headers=(
        Sent("Authorization", "env:EXAMPLE_TOKEN", "clausewatch.yaml:5:9"),
        Sent("Accept", "text/html"),
    ),
    cookies=(Sent("consent", "env:EXAMPLE_COOKIE", "clausewatch.yaml:6:9"), Sent("lang", "en")),
    user_agent="Example-Agent/1.0",
)


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXAMPLE_TOKEN", SECRET)
    monkeypatch.setenv("EXAMPLE_COOKIE", COOKIE)


@pytest.fixture
def sites() -> Iterator[Sites]:
    with running_sites() as sites:
        yield sites


def fetch(*jobs: FetchJob, sites: list[Site], **settings: object) -> Outcome:
    allow = tuple(f"127.0.0.1:{site.port}" for site in sites)
    outcome = run(Plan(jobs, FetchSettings(delay=0.01, allow_private=allow, **settings)))  # type: ignore[arg-type]
    assert outcome.raised is None
    assert "HUSH" not in outcome.stdout + outcome.stderr + repr(outcome.answers)
    return outcome


def said(site: Site, path: str) -> list[dict[str, str]]:
    return [asked.headers for asked in site.asked if asked.path == path]


def test_they_go_to_the_page_and_not_to_its_robots_txt(sites: Sites) -> None:
    site = sites.add({"/p": answer(policy())})
    job = FetchJob(1, f"{site.url}/p", etag='"1"', locale="fr", sending=SENDING)
    assert fetch(job, sites=[site]).page(1).status == 200
    (asked,) = said(site, "/p")
    assert asked["authorization"] == SECRET
    assert asked["cookie"] == f"consent={COOKIE}; lang=en"
    assert (asked["accept"], asked["user-agent"]) == ("text/html", "Example-Agent/1.0")
    assert (asked["accept-language"], asked["if-none-match"]) == ("fr", '"1"')
    (robots,) = said(site, "/robots.txt")
    assert not {"authorization", "cookie"} & robots.keys()
    assert robots["user-agent"].startswith("Clausewatch/")


def test_a_redirect_to_another_host_takes_none_of_them_along(sites: Sites) -> None:
    other, site = sites.add(), sites.add()
    site.routes["/p"] = redirect(f"{other.url}/away")
    other.routes["/away"] = redirect(f"{site.url}/back")
    site.routes["/back"] = redirect("/on")
    site.routes["/on"] = answer(policy())
    fetch(FetchJob(1, f"{site.url}/p", sending=SENDING), sites=[site, other]).page(1)
    (away,) = said(other, "/away")
    assert not {"authorization", "cookie"} & away.keys()
    assert (away["user-agent"], away["accept"] == "text/html") == ("Example-Agent/1.0", False)
    for path in ("/p", "/back", "/on"):
        (asked,) = said(site, path)
        assert (asked["authorization"], asked["cookie"]) == (SECRET, f"consent={COOKIE}; lang=en")


def test_every_attempt_carries_them_and_another_document_of_the_host_has_its_own(sites: Sites) -> None:
    site = sites.add(
        {"/p": in_turn(answer(b"", "502 Bad Gateway"), answer(policy())), "/q": answer(policy())}
    )
    jobs = FetchJob(1, f"{site.url}/p", sending=SENDING), FetchJob(2, f"{site.url}/q")
    fetch(*jobs, sites=[site])
    assert [asked["authorization"] for asked in said(site, "/p")] == [SECRET, SECRET]
    (plain,) = said(site, "/q")
    assert not {"authorization", "cookie"} & plain.keys()


def test_a_proxy_hears_them_as_the_page_does(sites: Sites) -> None:
    site, proxy = sites.add(), sites.add()
    proxy.routes[f"{site.url}/p"] = answer(policy())
    job = FetchJob(1, f"{site.url}/p", sending=SENDING)
    assert fetch(job, sites=[site], proxy=proxy.url).page(1).status == 200
    (asked,) = said(proxy, f"{site.url}/p")
    assert asked["authorization"] == SECRET


def test_an_unset_variable_is_told_with_its_place_and_nobody_is_asked(
    sites: Sites, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("EXAMPLE_TOKEN")
    site = sites.add({"/p": answer(policy()), "/q": answer(policy())})
    jobs = FetchJob(1, f"{site.url}/p", sending=SENDING), FetchJob(2, f"{site.url}/q")
    outcome = fetch(*jobs, sites=[site])
    failure = outcome.failure(1)
    assert failure.reason == "configuration"
    assert failure.detail == (
        "clausewatch.yaml:5:9: 'Authorization': environment variable EXAMPLE_TOKEN is not set"
    )
    assert outcome.page(2).status == 200
    assert said(site, "/p") == []


def test_what_comes_back_in_headers_is_taken_out_of_the_record(sites: Sites) -> None:
    site = sites.add({"/p": answer(policy(), Set_Cookie=f"consent={COOKIE}; Path=/", X_Got=SECRET)})
    found = fetch(FetchJob(1, f"{site.url}/p", sending=SENDING), sites=[site]).page(1)
    assert found.header("set-cookie") == "consent=[env:EXAMPLE_COOKIE]; Path=/"
    assert found.header("x-got") == "[env:EXAMPLE_TOKEN]"


def test_a_page_that_repeats_a_secret_is_not_kept(sites: Sites) -> None:
    site = sites.add({"/p": answer(policy() + SECRET.encode()), "/q": redirect(f"/r?c={COOKIE}")})
    site.routes[f"/r?c={COOKIE}"] = answer(policy())
    jobs = FetchJob(1, f"{site.url}/p", sending=SENDING), FetchJob(2, f"{site.url}/q", sending=SENDING)
    outcome = fetch(*jobs, sites=[site])
    assert outcome.failure(1).detail == (
        "clausewatch.yaml:5:9: the answer repeats the value of 'Authorization', so it is not kept"
    )
    assert outcome.failure(2).reason == "configuration"
