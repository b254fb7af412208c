"""Pages that carry several policies: each document sees its own part, through every step and over the years."""

from dataclasses import replace

import pytest

from monitor.domain.selection import Range
from monitor.domain.watchlist import Source
from tests.monitor.pipeline.world import DAY, LONGER, MINUTE, PARAGRAPHS, URL, Bench, page, watchlist

TERMS = (
    "You may return every plant within fourteen days of its arrival, as long as it still lives and breathes."
)
PART = Range(("from", "Privacy notice"), ("to", "Terms of use"))
WAYS = pytest.mark.parametrize(
    ("url", "select"), [(URL, (PART,)), (f"{URL}#privacy", ())], ids=["range", "fragment"]
)


def legal(*, retention: str = PARAGRAPHS[2], terms: str = TERMS, name: str = "privacy") -> bytes:
    inner = "".join(f"<p>{text}</p>" for text in (*PARAGRAPHS[:2], retention, *PARAGRAPHS[3:]))
    return (
        f"<html lang=en><title>Legal</title><body><main><h2 id={name}>Privacy notice</h2>{inner}"
        f"<h2 id=terms>Terms of use</h2><p>{terms}</p></main></body></html>"
    ).encode()


@WAYS
def test_what_happens_to_the_rest_of_the_page_is_no_news(
    bench: Bench, url: str, select: tuple[Range, ...]
) -> None:
    bench.follow(watchlist(Source(url, select)))
    bench.see(page(legal(), url=url))
    looked = bench.see(page(legal(terms="Nothing can ever be returned."), url=url), after=DAY)
    assert looked.settled.outcome == "unchanged"
    assert bench.observations()[-1].same_as_id is not None  # not even read


@WAYS
def test_what_changes_in_the_part_is_told(bench: Bench, url: str, select: tuple[Range, ...]) -> None:
    bench.follow(watchlist(Source(url, select)))
    for after in (DAY, DAY, 10 * MINUTE):
        body = legal() if not bench.observations() else legal(retention=LONGER)
        bench.see(page(body, url=url), after=after)
    (change,) = bench.changes()
    assert [edit["category"] for edit in change["changes"]] == ["retention"]


@WAYS
def test_a_part_that_is_gone_opens_an_incident_that_names_it(
    bench: Bench, url: str, select: tuple[Range, ...]
) -> None:
    bench.follow(watchlist(Source(url, select)))
    bench.see(page(legal(), url=url))
    gone = legal(name="data").replace(b"Terms of use", b"Rules")
    looked = bench.see(page(gone, url=url), after=DAY)
    assert looked.settled.outcome == "held"
    assert bench.settle(looked) == 1
    assert ("#privacy" if "#" in url else "Terms of use") in (bench.status()["reason"] or "")
    assert len(bench.history()) == 1


def test_a_fragment_that_is_added_later_is_no_change_of_the_vendors(bench: Bench) -> None:
    bench.see(page(legal()))
    bench.follow(watchlist(Source(f"{URL}#privacy")))
    looked = bench.see(page(legal(), url=f"{URL}#privacy"), after=DAY)
    assert looked.settled.outcome == "unchanged"
    assert (len(bench.history()), bench.changes()) == (1, [])


def test_a_redirect_does_not_choose_the_part_that_is_read(bench: Bench) -> None:
    moved = replace(page(legal()), final_url=f"{URL}#terms")
    assert bench.see(moved).settled.outcome == "changed"
    (version,) = bench.history()
    assert version["words"] > 150


def test_rules_with_ranges_survive_the_store(bench: Bench) -> None:
    bench.follow(watchlist(Source(URL, (PART, "main"), (Range(None, ("to", "A")),))))
    (source,) = bench.target().sources
    assert source.select == (PART, "main")
    assert source.remove == (Range(None, ("to", "A")),)
    rules, due = bench.target().rules, bench.source().id
    bench.follow(watchlist(Source(URL, (PART, "main"), (Range(None, ("to", "A")),))))
    assert (bench.target().rules, bench.source().id) == (rules, due)
