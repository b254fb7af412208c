"""A policy in a file that a page links, from a real server to the change that people see."""

from collections.abc import Iterator

import pytest

from tests.acceptance.site import Host, Policy, hosts
from tests.acceptance.world import World, policy_at, vendor
from tests.monitor.extraction.test_documents import pdf, wrapped

POLICY = Policy()


def file(policy: Policy) -> bytes:
    return pdf(
        [
            [heading, *(line for text in texts for line in wrapped(text))]
            for heading, texts in policy.paragraphs()
        ]
    )


def legal(url: str) -> str:
    return f'<html><body><h1>Legal</h1><p><a href="/">Home</a> <a class="dpa" href="{url}">DPA</a></p></body></html>'


@pytest.fixture
def files() -> Iterator[Host]:
    """Another host, where the files are."""
    with hosts(1) as (files,):
        yield files


def test_a_linked_file_is_watched_wherever_it_lies(world: World, host: Host, files: Host) -> None:
    there = files.put("/dpa-1.pdf", file(POLICY), content_type="application/pdf", has_etag=True)
    host.put("/legal", legal(there))
    world.write([host, files], [vendor("Quill", policy_at(host.url("/legal"), follow="a.dpa"))])
    world.run()
    world.run("crawl", "--all")
    assert [request.status for request in files.asked("/dpa-1.pdf")] == [200, 304]
    (row,) = world.rows("check", "--fetch")
    assert (row["outcome"], row["reason"]) == ("policy", None)

    edited = Policy(retention="We keep your account data for 12 years after you close your account.")
    there = files.put("/dpa-2.pdf", file(edited), content_type="application/pdf")
    host.put("/legal", legal(there))
    world.run("crawl", "--all")
    (change,) = world.rows("changes")
    assert (change["verdict"], change["url"], change["cause"]) == ("material", host.url("/legal"), "vendor")
    assert len(files.asked("/robots.txt")) >= 1


def test_a_forbidden_file_is_not_asked_for(world: World, host: Host, files: Host) -> None:
    host.put("/legal", legal(files.put("/dpa.pdf", file(POLICY), content_type="application/pdf")))
    world.write([host], [vendor("Quill", policy_at(host.url("/legal"), follow="a.dpa"))])
    world.run()
    row = world.status("quill/privacy_policy")
    assert (row["last_outcome"], row["reason"].startswith("linked file: address")) == ("refused", True)
    assert files.requests == []


def test_robots_txt_of_the_host_of_the_file_is_obeyed(world: World, host: Host, files: Host) -> None:
    files.put("/robots.txt", "User-agent: *\nDisallow: /dpa", content_type="text/plain")
    host.put("/legal", legal(files.put("/dpa.pdf", file(POLICY), content_type="application/pdf")))
    world.write([host, files], [vendor("Quill", policy_at(host.url("/legal"), follow="a.dpa"))])
    world.run()
    row = world.status("quill/privacy_policy")
    assert (row["last_outcome"], row["reason"]) == ("refused", "linked file: robots.txt: forbids this page")
    assert files.asked("/dpa.pdf") == []
