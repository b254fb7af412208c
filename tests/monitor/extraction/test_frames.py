"""Policies that a page shows in a frame: written in, or another page of the same site."""

from html import escape

import pytest

from monitor.pipeline.extraction.extract import extract, visible_digest
from monitor.pipeline.extraction.frames import is_same_site
from tests.monitor.extraction.pages import PARAGRAPHS, body, policy

URL = "https://www.fernleaf.example/privacy"


def frames(inner: str, *, url: str | None = URL) -> tuple[str, ...]:
    return extract(body(inner), url=url).frames


def test_a_policy_that_is_written_into_a_frame_is_read_where_it_stands() -> None:
    inner = f"<html><body>{policy()}</body></html>"
    found = extract(body(f'<main><iframe srcdoc="{escape(inner)}"></iframe></main>'), url=URL)
    assert found.outcome == "policy"
    assert [text for text in PARAGRAPHS if text not in found.text] == []
    assert found.frames == ()


def test_what_changes_in_a_written_in_frame_is_seen() -> None:
    def page(text: str) -> bytes:
        return body(f'<main><iframe srcdoc="{escape(text)}"></iframe></main>')

    assert visible_digest(page(policy())) == visible_digest(page(f"<div>{policy()}</div>"))
    assert visible_digest(page(policy())) != visible_digest(page(policy().replace("five years", "ten years")))


def test_a_small_written_in_frame_is_a_widget_and_not_read() -> None:
    found = extract(
        body(f'<main>{policy()}<iframe srcdoc="&lt;p&gt;Rate us!&lt;/p&gt;"></iframe></main>'), url=URL
    )
    assert "Rate us" not in found.text


@pytest.mark.parametrize(
    ("source", "address"),
    [
        ("/legal.html", "https://www.fernleaf.example/legal.html"),
        ("legal.html#part", "https://www.fernleaf.example/legal.html"),
        ("https://legal.fernleaf.example/p?lang=en", "https://legal.fernleaf.example/p?lang=en"),
        ("//fernleaf.example/legal", "https://fernleaf.example/legal"),
    ],
)
def test_a_page_without_text_of_its_own_names_the_frame_of_its_site(source: str, address: str) -> None:
    assert frames(f'<h1>Privacy</h1><iframe src="{source}"></iframe>') == (address,)


@pytest.mark.parametrize(
    "source",
    [
        "https://tracker.example/x",
        "about:blank",
        "javascript:void(0)",
        "data:text/html,hello",
        "https://[broken",
        "mailto:a@fernleaf.example",
        "",
        "/privacy",
    ],
)
def test_frames_of_other_sites_and_what_is_no_page_are_not_named(source: str) -> None:
    assert frames(f'<h1>Privacy</h1><iframe src="{source}"></iframe>') == ()


def test_a_page_with_a_policy_of_its_own_names_no_frame() -> None:
    assert frames(f'<main>{policy()}</main><iframe src="/more.html"></iframe>') == ()


def test_three_frames_are_read_at_most_and_each_once() -> None:
    sources = ["/a", "/a", "/b", "/c", "/d"]
    inner = "".join(f'<iframe src="{source}"></iframe>' for source in sources)
    assert [url[-2:] for url in frames(inner)] == ["/a", "/b", "/c"]


def test_frames_follow_the_base_of_their_page_and_need_its_address() -> None:
    inner = '<base href="/docs/"><iframe src="legal.html"></iframe>'
    assert frames(inner) == ("https://www.fernleaf.example/docs/legal.html",)
    assert frames(inner, url=None) == ()


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("a.example.com", "b.example.com", True),
        ("example.com", "www.example.com", True),
        ("example.co.uk", "other.co.uk", False),
        ("www.example.co.uk", "legal.example.co.uk", True),
        ("example.com", "example.org", False),
        ("127.0.0.1", "127.0.0.1", True),
        ("127.0.0.1", "10.0.0.1", False),
        ("[::1]", "[::2]", False),
    ],
)
def test_hosts_are_one_site_when_they_share_the_domain_that_somebody_registered(
    one: str, other: str, is_same: bool
) -> None:
    assert is_same_site(f"https://{one}/a", f"http://{other}/b") is is_same
