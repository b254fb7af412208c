"""TLS is verified, and a refusal says why."""

import datetime
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from crawler.session import CrawlSession
from monitor.domain.errors import ConfigurationError
from monitor.domain.fetching import FetchJob
from monitor.domain.watchlist import FetchSettings
from tests.crawler.sites import Outcome, Plan, Reply, Site, Sites, answer, policy, run, running_sites

ROUTES: dict[str, Reply] = {"/": answer(policy())}
PAST = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)


def serving(certificate: trustme.LeafCert, newest: ssl.TLSVersion | None = None) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    if newest is not None:
        context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
        context.maximum_version = newest
        context.set_ciphers("ALL:@SECLEVEL=0")
    certificate.configure_cert(context)
    return context


@pytest.fixture(scope="module")
def sites() -> Iterator[Sites]:
    with running_sites() as sites:
        yield sites


@pytest.fixture(scope="module")
def hosts(sites: Sites) -> dict[str, Site]:
    ours, foreign = AUTHORITIES
    certificates = {
        "good": ours.issue_cert("127.0.0.1"),
        "by name": ours.issue_cert("localhost"),
        "expired": ours.issue_cert("127.0.0.1", not_after=PAST, not_before=PAST - datetime.timedelta(days=9)),
        "wrong host": ours.issue_cert("elsewhere.example"),
        "unknown authority": foreign.issue_cert("127.0.0.1"),
    }
    found = {name: sites.add(dict(ROUTES), tls=serving(leaf)) for name, leaf in certificates.items()}
    with pytest.warns(DeprecationWarning, match="TLSv1_1"):
        found["old protocol"] = sites.add(
            dict(ROUTES), tls=serving(certificates["good"], ssl.TLSVersion.TLSv1_1)
        )
    found["no tls"] = sites.add(greeting=answer(b"plain", "400 Bad Request"))
    return found


AUTHORITIES = (trustme.CA(), trustme.CA())


@pytest.fixture(scope="module")
def outcome(hosts: dict[str, Site], tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    ca_file = tmp_path_factory.mktemp("tls") / "ca.pem"
    AUTHORITIES[0].cert_pem.write_to_path(str(ca_file))
    jobs = [
        FetchJob(number, f"https://{'localhost' if name == 'by name' else '127.0.0.1'}:{site.port}/")
        for number, (name, site) in enumerate(hosts.items())
    ]
    settings = FetchSettings(timeout=5, delay=0, ca_file=str(ca_file), allow_private=("127.0.0.1", "::1"))
    return run(Plan(jobs, settings))


@pytest.mark.parametrize("name", ["good", "by name"])
def test_a_certificate_of_an_added_authority_is_accepted(
    outcome: Outcome, hosts: dict[str, Site], name: str
) -> None:
    assert outcome.page(list(hosts).index(name)).body == policy()


@pytest.mark.parametrize(
    ("name", "detail"),
    [
        ("expired", "TLS: the certificate has expired"),
        ("wrong host", "TLS: the certificate is for another name"),
        ("unknown authority", "TLS: the issuer of the certificate is not trusted or missing from the chain"),
        ("old protocol", "TLS: the server broke off the handshake"),
        ("no tls", "TLS: the server broke off the handshake"),
    ],
)
def test_a_connection_that_cannot_be_verified_is_refused(
    outcome: Outcome, hosts: dict[str, Site], name: str, detail: str
) -> None:
    refused = outcome.failure(list(hosts).index(name))
    assert (refused.reason, refused.detail) == ("tls", detail)
    assert hosts[name].asked == []


def test_a_self_signed_certificate_is_refused(sites: Sites, hosts: dict[str, Site]) -> None:
    site = hosts["good"]
    outcome = run(Plan([FetchJob(1, f"{site.url}/")], FetchSettings(delay=0, allow_private=("127.0.0.1",))))
    assert outcome.failure(1).reason == "tls"


async def nothing() -> None: ...


@pytest.mark.parametrize(
    "settings",
    [
        FetchSettings(ca_file="/no/such/file.pem"),
        FetchSettings(ca_file=__file__),
        FetchSettings(proxy="https://me:marker-secret@proxy.example:3128"),
        FetchSettings(proxy="http://me:marker-secret@proxy.example:port"),
        FetchSettings(allow_private=("localhost",)),
    ],
)
def test_a_setting_that_cannot_be_used_is_told_before_anything_is_fetched(settings: FetchSettings) -> None:
    with pytest.raises(ConfigurationError, match=r"^fetch\.") as caught:
        CrawlSession(iter(()), nothing, settings)  # type: ignore[arg-type]
    assert "marker" not in str(caught.value)
    assert Path(__file__).exists()
