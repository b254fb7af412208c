"""Nothing inside is ever reached: a canary on another loopback address counts what gets through."""

import asyncio
from collections.abc import Iterator

import pytest

from crawler.errors import AddressRefused, FetchError, NameNotResolved
from crawler.guard import AddressGuard, system_addresses
from crawler.urls import check_url
from monitor.domain.address import parse_allowed
from monitor.domain.fetching import FetchJob
from monitor.domain.watchlist import FetchSettings
from tests.crawler.sites import Plan, Site, Sites, answer, policy, run, running_sites

FORMS = [
    "http://127.0.0.2:{port}/",
    "http://localhost:{port}/",
    "http://2130706434:{port}/",
    "http://0x7f000002:{port}/",
    "http://0x7f.0.0.2:{port}/",
    "http://0177.0.0.2:{port}/",
    "http://127.2:{port}/",
    "http://127.0.0.2.:{port}/",
    "http://0:{port}/",
    "http://0.0.0.0:{port}/",
    "http://[::1]:{port}/",
    "http://[::]:{port}/",
    "http://[::ffff:127.0.0.2]:{port}/",
    "http://[::ffff:7f00:2]:{port}/",
    "http://[::127.0.0.2]:{port}/",
    "http://[64:ff9b::7f00:2]:{port}/",
    "http://[2002:7f00:2::]:{port}/",
    "http://[fe80::1%25lo]:{port}/",
    "http://１２７.０.０.２:{port}/",
    "http://127。0。0。2:{port}/",
    "http://①②⑦.⓪.⓪.②:{port}/",
    "http://example.com@127.0.0.2:{port}/",
    "http://127.0.0.2:{port}\\@example.com/",
    "http://example.com\\@127.0.0.2:{port}/",
    "http:\\\\127.0.0.2:{port}/",
    "http:/127.0.0.2:{port}/",
    "http:127.0.0.2:{port}/",
    "//127.0.0.2:{port}/",
    "http://127.0.0.2%3a{port}/",
    "http://127.0.0.2\t:{port}/",
    "http://ⓛocalhost:{port}/",
    "http://169.254.169.254/latest/meta-data/",
    "http://[fd00:ec2::254]/",
    "http://100.100.100.200/",
    "http://10.0.0.1/",
    "file:///etc/passwd",
    "gopher://127.0.0.2:{port}/",
    "data:text/html,hello",
    "ftp://127.0.0.2:{port}/",
    "s3://bucket/key",
    "http://",
    "",
]


@pytest.fixture(scope="module")
def sites() -> Iterator[Sites]:
    with running_sites() as sites:
        yield sites


@pytest.fixture(scope="module")
def canary(sites: Sites) -> Site:
    return sites.add({"/": answer(policy()), "/robots.txt": answer(b"")}, host="127.0.0.2")


def test_no_spelling_of_a_private_address_reaches_it(sites: Sites, canary: Site) -> None:
    lure = sites.add()
    target = canary.url
    lure.routes |= {
        "/302": answer(b"", "302 Found", Location=f"{target}/"),
        "/chain": answer(b"", "302 Found", Location="/302"),
        "/refresh": answer(f'<meta http-equiv="refresh" content="0;url={target}/">'.encode()),
        "/parts": answer(
            f'<iframe src="{target}/"></iframe><img src="{target}/"><link href="{target}/">'.encode()
        ),
    }
    robots = sites.add(
        {"/robots.txt": answer(b"", "302 Found", Location=f"{target}/robots.txt"), "/": answer(b"x")}
    )
    jobs = [FetchJob(number, form.format(port=canary.port)) for number, form in enumerate(FORMS)]
    jobs += [FetchJob(1000 + number, f"{lure.url}{path}") for number, path in enumerate(lure.routes)]
    jobs += [FetchJob(2000, f"{robots.url}/"), FetchJob(2001, f"{target}/")]
    allow = (f"127.0.0.1:{lure.port}", f"127.0.0.1:{robots.port}")
    outcome = run(Plan(jobs, FetchSettings(timeout=5, delay=0, allow_private=allow)))

    assert canary.connections == 0
    assert (outcome.raised, len(outcome.answers), outcome.stderr) == (None, len(jobs), "")
    for number, form in enumerate(FORMS):
        assert outcome.failure(number).reason in ("address", "scheme", "dns"), form
    assert [outcome.failure(number).reason for number in (1000, 1001, 2000, 2001)] == ["address"] * 4
    assert outcome.page(1003).status == 200


def test_the_connection_itself_is_fenced_even_if_nothing_was_judged_before(sites: Sites) -> None:
    inside = sites.add({"/": answer(policy())}, host="127.0.0.2")
    names = ["127.0.0.2", "0x7f000002", "localhost", "[::ffff:127.0.0.2]"]
    jobs = [FetchJob(number, f"http://{name}:{inside.port}/") for number, name in enumerate(names)]
    outcome = run(Plan(jobs, FetchSettings(delay=0), is_blind=True))
    assert [outcome.failure(number).reason for number in range(4)] == ["dns"] * 4
    assert inside.connections == 0


def test_an_exception_opens_its_address_and_port_only(sites: Sites, canary: Site) -> None:
    other = sites.add({"/": answer(policy())}, host="127.0.0.2")
    jobs = [FetchJob(1, f"{canary.url}/"), FetchJob(2, f"{other.url}/")]
    outcome = run(Plan(jobs, FetchSettings(delay=0, allow_private=(f"127.0.0.2:{canary.port}",))))
    assert outcome.page(1).status == 200
    assert outcome.failure(2).reason == "address"
    assert other.connections == 0


def test_through_a_proxy_the_target_is_judged_first(sites: Sites, canary: Site) -> None:
    before = canary.connections
    proxy = sites.add()
    proxy.routes |= {f"{canary.url}/robots.txt": answer(b""), "http://127.0.0.1:1/": answer(b"")}
    jobs = [FetchJob(1, f"{canary.url}/"), FetchJob(2, f"https://127.0.0.2:{canary.port}/")]
    outcome = run(Plan(jobs, FetchSettings(delay=0, proxy=proxy.url)))
    assert [outcome.failure(number).reason for number in (1, 2)] == ["address", "address"]
    assert (proxy.connections, canary.connections) == (0, before)


def test_a_page_is_fetched_through_the_proxy_with_its_password(sites: Sites) -> None:
    target = "http://127.0.0.1:9"  # nothing listens there: the proxy answers for it
    proxy = sites.add({f"{target}/": answer(policy()), f"{target}/robots.txt": answer(b"")})
    address = proxy.url.replace("http://", "http://user:marker-secret@")
    jobs = [FetchJob(1, f"{target}/"), FetchJob(2, "https://127.0.0.1:9/")]
    outcome = run(Plan(jobs, FetchSettings(delay=0, proxy=address, allow_private=("127.0.0.1",))))
    assert outcome.page(1).body == policy()
    assert {
        asked.headers["proxy-authorization"] for asked in proxy.asked if asked.path.startswith("http")
    } == {"Basic dXNlcjptYXJrZXItc2VjcmV0"}
    assert outcome.failure(2).reason == "proxy"  # it declined to open a tunnel
    assert "marker" not in outcome.stderr + outcome.failure(2).detail


def test_a_proxy_that_is_not_there_is_named_as_the_cause() -> None:
    settings = FetchSettings(delay=0, proxy="http://127.0.0.1:9", allow_private=("127.0.0.1",))
    jobs = [FetchJob(1, "http://127.0.0.1:8/"), FetchJob(2, "https://127.0.0.1:8/")]
    outcome = run(Plan(jobs, settings))
    assert [outcome.failure(number).reason for number in (1, 2)] == ["proxy", "proxy"]


def resolving(*answers: list[str]) -> AddressGuard:
    left = list(answers)

    async def resolve(_: str) -> list[str]:
        return left.pop(0)

    return AddressGuard(resolve=resolve)


def test_one_forbidden_address_among_good_ones_refuses_the_host() -> None:
    guard = resolving(["93.184.216.34", "127.0.0.2"])
    with pytest.raises(AddressRefused):
        asyncio.run(guard.addresses("two-faced.example", 80))


def test_a_name_that_is_pointed_elsewhere_later_is_judged_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crawler.guard.REMEMBER_SECONDS", 0.0)
    guard = resolving(["93.184.216.34"], ["127.0.0.2"])
    assert asyncio.run(guard.addresses("rebinding.example", 80)) == ["93.184.216.34"]
    with pytest.raises(AddressRefused):
        asyncio.run(guard.addresses("rebinding.example", 80))


def test_between_judging_and_connecting_the_answer_stays_the_same() -> None:
    guard = resolving(["93.184.216.34"], ["127.0.0.2"])
    both = [asyncio.run(guard.addresses("rebinding.example", 80)) for _ in range(2)]
    assert both == [["93.184.216.34"], ["93.184.216.34"]]


def test_a_name_without_addresses_is_not_resolved() -> None:
    with pytest.raises(NameNotResolved):
        asyncio.run(resolving([]).addresses("empty.example", 80))


def test_an_overlong_name_is_a_failure_and_no_crash() -> None:
    with pytest.raises(NameNotResolved):
        asyncio.run(system_addresses("a" * 70 + ".example"))


def test_exceptions_apply_to_the_judged_address() -> None:
    guard = AddressGuard(parse_allowed(["127.0.0.0/8"]), resolve=resolving(["127.0.0.2"])._resolve)
    assert asyncio.run(guard.addresses("internal.example", 80)) == ["127.0.0.2"]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://Example.COM/Privacy?a=1#b", "https://example.com/Privacy?a=1#b"),
        ("https://bücher.example/datenschutz", "https://xn--bcher-kva.example/datenschutz"),
        ("https://straße.example/", "https://xn--strae-oqa.example/"),
        ("https://example.com/p\\q", "https://example.com/p/q"),
        ("https://example.com:443/", "https://example.com:443/"),
        ("https://example.com", "https://example.com"),
        ("https://example.com/%7Euser/é", "https://example.com/%7Euser/%C3%A9"),
        ("https://[2606:2800:220:1::1]/x", "https://[2606:2800:220:1::1]/x"),
    ],
)
def test_a_url_is_sent_in_one_form(url: str, expected: str) -> None:
    assert check_url(url).url == expected


@pytest.mark.parametrize(
    "url", ["https://a:b@example.com/", "https://example.com:99999/", "https:///x", "https://a..b/"]
)
def test_a_misleading_url_is_refused(url: str) -> None:
    with pytest.raises(FetchError):
        check_url(url)
