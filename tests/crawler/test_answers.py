"""What the crawler makes of servers that behave well, badly and maliciously: one crawl, one port per behaviour."""

import gzip
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import brotli
import pytest

from monitor.domain.fetching import FetchedPage, FetchFailed, FetchJob, Hop
from monitor.domain.watchlist import FetchSettings
from tests.crawler.replies import chunked, deflated, dripping, endless, in_turn, raw, redirect, refresh
from tests.crawler.sites import Outcome, Plan, Reply, Site, Sites, answer, policy, run, running_sites

MAX_BYTES = 300_000
POLICY = policy()

Pages = Callable[[str], FetchedPage]
Failures = Callable[[str], FetchFailed]


@dataclass
class Case:
    site: Site
    job: FetchJob


ZIPPED = gzip.compress(POLICY)
LATER = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
UNTIL_CLOSE = answer(Content_Length="", Connection="close")

PAGES: dict[str, dict[str, Reply]] = {
    "plain": {"/": answer(POLICY, ETag='"v1"', Set_Cookie="id=1")},
    "not found": {"/": answer(b"gone", "404 Not Found")},
    "forbidden": {"/": answer(b"no", "403 Forbidden")},
    "no content": {"/": b"HTTP/1.1 204 No Content\r\n\r\n"},
    "redirect": {"/": redirect("/a"), "/a": redirect("b?x=1#part", "301 Moved"), "/b?x=1": answer(POLICY)},
    "redirect without address": {"/": answer(b"where?", "302 Found")},
    "redirect circle": {"/": redirect("/a"), "/a": redirect("/")},
    "redirect self": {"/": redirect("/")},
    "redirect chain of ten": {f"/{n or ''}": redirect(f"/{n + 1}") for n in range(10)}
    | {"/10": answer(POLICY)},
    "redirect chain of eleven": {f"/{n or ''}": redirect(f"/{n + 1}") for n in range(11)}
    | {"/11": answer(POLICY)},
    "redirect to file": {"/": redirect("file:///etc/passwd")},
    "redirect to userinfo": {"/": redirect("http://me:secret@127.0.0.1/")},
    "refresh": {"/": refresh("/new"), "/new": answer(POLICY)},
    "refresh of a policy": {"/": refresh("/new", text=POLICY.decode()), "/new": answer(b"other")},
    "refresh after a minute": {"/": refresh("/new", 60), "/new": answer(POLICY)},
    "refresh self": {"/": refresh("/")},
    "refresh circle": {"/": refresh("/a"), "/a": refresh("/")},
    "refresh chain": {f"/{n or ''}": refresh(f"/{n + 1}") for n in range(9)},
    "gzip": {"/": answer(ZIPPED, Content_Encoding="gzip")},
    "gzip twice": {"/": answer(gzip.compress(ZIPPED), Content_Encoding="gzip, gzip")},
    "deflate": {"/": answer(zlib.compress(POLICY), Content_Encoding="deflate")},
    "bare deflate": {"/": answer(deflated(POLICY), Content_Encoding="deflate")},
    "brotli": {"/": answer(brotli.compress(POLICY), Content_Encoding="br")},
    "no encoding": {"/": answer(POLICY, Content_Encoding="utf-8")},
    "gzip cut": {"/": answer(ZIPPED[:-20], Content_Encoding="gzip")},
    "gzip that is none": {"/": answer(POLICY, Content_Encoding="gzip")},
    "gzip bomb": {"/": answer(gzip.compress(b"a" * 50_000_000), Content_Encoding="gzip")},
    "gzip bomb in gzip": {
        "/": answer(gzip.compress(gzip.compress(b"a" * 50_000_000)), Content_Encoding="gzip, gzip")
    },
    "brotli bomb": {"/": answer(brotli.compress(b"a" * 50_000_000), Content_Encoding="br")},
    "too large": {"/": answer(b"x" * (MAX_BYTES + 1))},
    "endless": {"/": endless(UNTIL_CLOSE)},
    "endless headers": {"/": endless(b"HTTP/1.1 200 OK\r\nX: ")},
    "long headers": {
        "/": answer(
            POLICY,
            Content_Security_Policy="x" * 90_000,
            Set_Cookie=f"a={'y' * 60_000}",
            ETag=f'"{"z" * 20_000}"',
        )
    },
    "many headers": {"/": dripping(b"HTTP/1.1 200 OK\r\n", b"X-Fill: y\r\n" * 20_000)},
    "silent": {"/": raw(b"", "hold")},
    "drip of the head": {"/": dripping(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n")},
    "drip of the body": {"/": dripping(answer(Content_Length="100000"), b"x")},
    "stalled body": {"/": raw(answer(Content_Length="1000") + b"half", "hold")},
    "truncated": {"/": raw(answer(Content_Length="1000") + b"half")},
    "truncated chunks": {"/": raw(chunked(b"5\r\nhello\r\n"))},
    "bad chunks": {"/": raw(chunked(b"zz\r\nhello\r\n0\r\n\r\n"))},
    "chunks": {"/": raw(chunked(b"5\r\nhello\r\n", b"0\r\n\r\n"))},
    "conflicting lengths": {
        "/": raw(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 9\r\n\r\nhellohell")
    },
    "longer than declared": {"/": raw(answer(Content_Length="5") + b"hello, and more")},
    "until close": {"/": raw(UNTIL_CLOSE + POLICY)},
    "until reset": {"/": raw(UNTIL_CLOSE + POLICY[:50], "reset", 0.3)},
    "reset": {"/": raw(b"", "reset")},
    "closed": {"/": raw(b"")},
    "no http": {"/": raw(b"SSH-2.0-OpenSSH_9.2\r\n\r\n")},
    "nul bytes": {"/": answer(b"a\x00b", X_Odd="\x00")},
    "500 once": {"/": in_turn(answer(b"", "500 Oops"), answer(POLICY))},
    "500 always": {"/": answer(b"broken", "500 Oops")},
    "503 garbage": {"/": in_turn(answer(b"", "503 Busy", Retry_After="soon"), answer(POLICY))},
    "503 later": {"/": answer(b"later", "503 Busy", Retry_After=LATER)},
    "429 later": {"/": answer(b"slow down", "429 Too Many", Retry_After="120")},
    "429": {"/": answer(b"slow down", "429 Too Many")},
    "robots forbids": {"/robots.txt": answer(b"User-agent: *\nDisallow: /"), "/": answer(POLICY)},
    "robots forbids us": {
        "/robots.txt": answer(b"User-agent: Clausewatch\nDisallow: /"),
        "/": answer(POLICY),
    },
    "robots forbids others": {"/robots.txt": answer(b"User-agent: watch\nDisallow: /"), "/": answer(POLICY)},
    "robots 401": {"/robots.txt": answer(b"", "401 Who"), "/": answer(POLICY)},
    "robots 500": {"/robots.txt": answer(b"", "500 Oops"), "/": answer(POLICY)},
    "robots 503 once": {"/robots.txt": in_turn(answer(b"", "503 Busy"), answer(b"")), "/": answer(POLICY)},
    "robots silent": {"/robots.txt": raw(b"", "hold"), "/": answer(POLICY)},
    "robots truncated": {"/robots.txt": raw(answer(Content_Length="99") + b"User"), "/": answer(POLICY)},
    "robots html": {"/robots.txt": answer(POLICY), "/": answer(POLICY)},
    "robots huge": {
        "/robots.txt": answer(b"User-agent: *\nDisallow: /secret\n" + b"# fill\n" * 400_000),
        "/": answer(POLICY),
    },
    "robots huge forbids": {
        "/robots.txt": answer(b"User-agent: *\nDisallow: /\n" + b"# fill\n" * 400_000),
        "/": answer(POLICY),
    },
    "robots many agents": {
        "/robots.txt": answer(b"".join(b"User-agent: a%d\n" % n for n in range(30_000)) + b"Disallow: /\n"),
        "/": answer(POLICY),
    },
    "robots redirect": {
        "/robots.txt": redirect("/r"),
        "/r": answer(b"User-agent: *\nDisallow: /"),
        "/": answer(POLICY),
    },
    "robots redirect circle": {
        "/robots.txt": redirect("/r"),
        "/r": redirect("/robots.txt"),
        "/": answer(POLICY),
    },
    "robots of the target": {
        "/robots.txt": answer(b"User-agent: *\nDisallow: /private"),
        "/": redirect("/private"),
        "/private": answer(POLICY),
    },
}

CONDITIONAL = b'HTTP/1.1 304 Not Modified\r\nETag: "v1"\r\nContent-Length: 500\r\n\r\n'


@pytest.fixture(scope="module")
def sites() -> Iterator[Sites]:
    with running_sites() as sites:
        yield sites


@pytest.fixture(scope="module")
def cases(sites: Sites) -> dict[str, Case]:
    found = {}
    for number, (name, routes) in enumerate(PAGES.items()):
        site = sites.add(routes)
        found[name] = Case(site, FetchJob(number, f"{site.url}/"))
    site = sites.add({"/": CONDITIONAL})
    job = FetchJob(
        1000, f"{site.url}/", etag='"v1"', last_modified="Mon, 01 Jan 2024 00:00:00 GMT", locale="fr-CA"
    )
    found["not modified"] = Case(site, job)
    found["closed port"] = Case(Site(), FetchJob(1001, "http://127.0.0.1:9/"))
    found["unknown name"] = Case(Site(), FetchJob(1002, "http://no-such-host.invalid/"))
    found["fragment"] = Case(found["plain"].site, FetchJob(1003, f"{found['plain'].site.url}/#sharing"))
    found["429 again"] = Case(found["429 later"].site, FetchJob(1004, found["429 later"].job.url))
    found["robots 500 again"] = Case(found["robots 500"].site, FetchJob(1005, found["robots 500"].job.url))
    return found


@pytest.fixture(scope="module")
def outcome(cases: dict[str, Case]) -> Outcome:
    settings = FetchSettings(
        timeout=2.0,
        max_bytes=MAX_BYTES,
        delay=0.0,
        concurrency=32,
        allow_private=("127.0.0.1",),
        contact="https://example.org/bot",
    )
    return run(Plan([case.job for case in cases.values()], settings))


@pytest.fixture
def page(outcome: Outcome, cases: dict[str, Case]) -> Pages:
    return lambda name: outcome.page(cases[name].job.id)


@pytest.fixture
def failure(outcome: Outcome, cases: dict[str, Case]) -> Failures:
    return lambda name: outcome.failure(cases[name].job.id)


def test_every_job_has_exactly_one_answer_and_nothing_is_printed(
    outcome: Outcome, cases: dict[str, Case]
) -> None:
    assert sorted(answer.job_id for answer in outcome.answers) == sorted(
        case.job.id for case in cases.values()
    )
    assert (outcome.raised, outcome.stdout, outcome.stderr) == (None, "", "")


def test_hostile_answers_leave_memory_and_event_loop_alone(outcome: Outcome) -> None:
    assert outcome.peak_kib < 300_000


def test_a_page_comes_as_it_was_served(page: Pages, cases: dict[str, Case]) -> None:
    plain: FetchedPage = page("plain")
    assert (plain.status, plain.body, plain.hops) == (200, POLICY, ())
    assert plain.url == plain.final_url == cases["plain"].job.url
    assert plain.header("etag") == '"v1"'
    assert plain.fetched_at.tzinfo is UTC


def test_we_say_who_we_are_and_send_no_cookie_and_no_referer(
    outcome: Outcome, cases: dict[str, Case]
) -> None:
    for asked in cases["redirect"].site.asked + cases["plain"].site.asked:
        assert asked.headers["user-agent"].startswith("Clausewatch/")
        assert asked.headers["user-agent"].endswith("(+https://example.org/bot)")
        assert not {"cookie", "referer", "authorization"} & set(asked.headers)


def test_a_conditional_request_carries_validators_and_language(
    outcome: Outcome, cases: dict[str, Case]
) -> None:
    case = cases["not modified"]
    page = outcome.page(case.job.id)
    [asked] = case.site.pages()
    assert (page.status, page.body) == (304, b"")
    assert asked.headers["if-none-match"] == '"v1"'
    assert asked.headers["if-modified-since"] == "Mon, 01 Jan 2024 00:00:00 GMT"
    assert asked.headers["accept-language"] == "fr-CA,fr;q=0.9"
    assert "if-none-match" not in cases["plain"].site.pages()[0].headers


@pytest.mark.parametrize(
    ("name", "status"), [("not found", 404), ("forbidden", 403), ("429", 429), ("no content", 204)]
)
def test_every_status_is_a_page(page: Pages, name: str, status: int) -> None:
    assert page(name).status == status


def test_each_redirect_is_recorded_with_its_absolute_address(page: Pages, cases: dict[str, Case]) -> None:
    url = cases["redirect"].site.url
    assert page("redirect").hops == (Hop(302, f"{url}/a"), Hop(301, f"{url}/b?x=1#part"))
    assert page("redirect").final_url == f"{url}/b?x=1#part"
    assert page("redirect").body == POLICY


def test_a_fragment_is_kept_and_never_sent(page: Pages, cases: dict[str, Case]) -> None:
    assert page("fragment").final_url.endswith("/#sharing")
    assert set(cases["plain"].site.paths) == {"/", "/robots.txt"}


def test_a_redirect_without_address_is_a_page(page: Pages) -> None:
    assert (page("redirect without address").status, page("redirect without address").hops) == (302, ())


def test_ten_redirects_are_followed_and_eleven_are_not(page: Pages, failure: Failures) -> None:
    assert len(page("redirect chain of ten").hops) == 10
    assert failure("redirect chain of eleven").reason == "redirects"


@pytest.mark.parametrize("name", ["redirect circle", "redirect self", "refresh circle", "refresh chain"])
def test_circles_end(failure: Failures, cases: dict[str, Case], name: str) -> None:
    assert failure(name).reason == "redirects"
    assert len(cases[name].site.pages()) <= 4


def test_a_signpost_page_is_followed(page: Pages, cases: dict[str, Case]) -> None:
    assert page("refresh").body == POLICY
    assert page("refresh").hops == (Hop(200, f"{cases['refresh'].site.url}/new"),)


@pytest.mark.parametrize("name", ["refresh of a policy", "refresh after a minute", "refresh self"])
def test_a_refresh_of_a_page_that_is_meant_to_be_read_is_not_followed(page: Pages, name: str) -> None:
    assert page(name).hops == ()


@pytest.mark.parametrize("name", ["gzip", "gzip twice", "deflate", "bare deflate", "brotli", "no encoding"])
def test_content_encodings_are_undone(page: Pages, name: str) -> None:
    assert page(name).body == POLICY


@pytest.mark.parametrize("name", ["gzip bomb", "gzip bomb in gzip", "brotli bomb", "too large", "endless"])
def test_what_is_larger_than_allowed_is_cut_off(failure: Failures, name: str) -> None:
    assert failure(name).reason == "too_large"


@pytest.mark.parametrize(
    "name",
    [
        "gzip cut",
        "gzip that is none",
        "endless headers",
        "many headers",
        "truncated",
        "truncated chunks",
        "bad chunks",
        "conflicting lengths",
        "longer than declared",
        "until reset",
        "no http",
    ],
)
def test_an_answer_that_is_not_provably_whole_is_a_failure(
    failure: Failures, cases: dict[str, Case], name: str
) -> None:
    assert failure(name).reason == "protocol"
    assert len(cases[name].site.pages()) == 1


@pytest.mark.parametrize("name", ["endless headers", "many headers"])
def test_headers_that_are_too_large_are_named(failure: Failures, name: str) -> None:
    assert "headers are larger than 256 KB" in failure(name).detail


@pytest.mark.parametrize(
    ("name", "body"),
    [("chunks", b"hello"), ("long headers", POLICY), ("until close", POLICY), ("nul bytes", b"a\x00b")],
)
def test_odd_but_whole_answers_are_pages(page: Pages, name: str, body: bytes) -> None:
    assert page(name).body == body


@pytest.mark.parametrize(
    ("name", "attempts"),
    [("silent", 2), ("drip of the head", 2), ("drip of the body", 1), ("stalled body", 1)],
)
def test_the_time_limit_is_total(failure: Failures, cases: dict[str, Case], name: str, attempts: int) -> None:
    assert failure(name).reason == "timeout"
    assert len(cases[name].site.pages()) == attempts


@pytest.mark.parametrize("name", ["reset", "closed"])
def test_a_connection_closed_before_an_answer_is_tried_three_times(
    failure: Failures, cases: dict[str, Case], name: str
) -> None:
    assert failure(name).reason == "connect"
    assert len(cases[name].site.pages()) == 3


def test_a_closed_port_and_an_unknown_name_are_told_apart(failure: Failures) -> None:
    assert (failure("closed port").reason, failure("closed port").detail) == (
        "connect",
        "connection: refused",
    )
    assert failure("unknown name").reason == "dns"
    assert failure("unknown name").detail == "DNS: no address for no-such-host.invalid"


def test_redirects_that_leave_the_web_are_refused(failure: Failures) -> None:
    assert failure("redirect to file").reason == "scheme"
    assert failure("redirect to userinfo").reason == "address"
    assert "secret" not in failure("redirect to userinfo").detail


def test_a_transient_server_error_is_asked_again(page: Pages, cases: dict[str, Case]) -> None:
    assert (page("500 once").status, len(cases["500 once"].site.pages())) == (200, 2)
    assert (page("503 garbage").status, len(cases["503 garbage"].site.pages())) == (200, 2)
    assert (page("500 always").status, page("500 always").body) == (500, b"broken")
    assert len(cases["500 always"].site.pages()) == 3


@pytest.mark.parametrize("name", ["503 later", "429 later", "429"])
def test_a_server_that_asks_for_time_is_asked_once(page: Pages, cases: dict[str, Case], name: str) -> None:
    assert page(name).status in (429, 503)
    assert len(cases[name].site.pages()) == 1


def test_a_second_job_for_a_closed_url_gets_the_same_answer_unsent(
    page: Pages, cases: dict[str, Case]
) -> None:
    again: FetchedPage = page("429 again")
    assert (again.status, again.header("retry-after"), again.body) == (429, "120", b"slow down")
    assert len(cases["429 again"].site.pages()) == 1


@pytest.mark.parametrize(
    "name",
    [
        "robots 401",
        "robots html",
        "robots huge",
        "robots forbids others",
        "robots many agents",
        "robots 503 once",
    ],
)
def test_robots_that_do_not_forbid_let_the_page_be_fetched(page: Pages, name: str) -> None:
    assert page(name).body == POLICY


@pytest.mark.parametrize(
    "name",
    [
        "robots forbids",
        "robots forbids us",
        "robots huge forbids",
        "robots redirect",
        "robots redirect circle",
        "robots 500",
        "robots 500 again",
        "robots silent",
        "robots truncated",
    ],
)
def test_robots_that_forbid_or_cannot_be_read_keep_the_page_unfetched(
    failure: Failures, cases: dict[str, Case], name: str
) -> None:
    refused: FetchFailed = failure(name)
    assert refused.reason == "robots"
    assert refused.detail.startswith("robots.txt: ")
    assert "/" not in cases[name].site.paths


def test_robots_are_obeyed_where_a_redirect_leads(failure: Failures, cases: dict[str, Case]) -> None:
    assert failure("robots of the target").reason == "robots"
    assert "/private" not in cases["robots of the target"].site.paths


def test_robots_are_asked_for_once_per_host(outcome: Outcome, cases: dict[str, Case]) -> None:
    assert cases["plain"].site.paths.count("/robots.txt") == 1
    assert cases["robots 500"].site.paths.count("/robots.txt") == 3  # three attempts, for both jobs together


def test_the_detail_of_a_failure_is_one_clear_line(outcome: Outcome) -> None:
    for found in outcome.answers:
        if isinstance(found, FetchFailed):
            assert found.detail.isprintable()
            assert 10 < len(found.detail) < 200


def test_no_process_is_left_waiting(outcome: Outcome) -> None:
    assert outcome.raised is None
