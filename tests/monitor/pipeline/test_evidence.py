"""What was read beside the text: the lines of dates, what was left out and why, pages that may be incomplete."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from monitor.domain.fetching import FetchedPage
from monitor.domain.watchlist import Source
from tests.acceptance.site import hosts
from tests.acceptance.world import World, policy_at, vendor
from tests.monitor.extraction.pages import FOOTER, MENU, body, policy
from tests.monitor.extraction.test_documents import pdf
from tests.monitor.pipeline.world import DAY, LONGER, MINUTE, PARAGRAPHS, URL, Bench, html, page, watchlist

DATED = "Last updated: 3 March 2026"
VALID = "This notice is effective as of 1 May 2026."


def dated(line: str = DATED, *more: str) -> bytes:
    return html((line, *more, *PARAGRAPHS))


def test_a_version_quotes_the_lines_that_give_its_dates(bench: Bench) -> None:
    bench.see(page(dated(DATED, VALID)))
    (row,) = bench.history()
    assert (row["updated"], row["updated_quote"]) == (date(2026, 3, 3), DATED)
    assert (row["effective"], row["effective_quote"]) == (date(2026, 5, 1), VALID)


def test_of_several_sources_the_latest_date_is_given_with_its_own_line(bench: Bench) -> None:
    second = "https://fernleaf.example/second"
    bench.follow(watchlist(Source(URL), Source(second)))
    later = DATED.replace("3 March", "9 April")
    bench.see(page(dated()), page(dated(later), url=second, job=2))
    (row,) = bench.history()
    assert (row["updated"], row["updated_quote"]) == (date(2026, 4, 9), later)


def test_what_was_left_out_of_a_version_is_counted_by_reason_and_adds_up(bench: Bench) -> None:
    bench.see(page(body(f"<main>{policy()}</main>")))
    (row,) = bench.history()
    coverage = row["coverage"]
    assert coverage["left_out"]
    assert coverage["kept"] + sum(coverage["left_out"].values()) == coverage["visible"]
    assert coverage["unexplained"] == 0
    assert row["suspect"] is None


def test_the_program_shows_quotes_and_coverage(tmp_path: Path) -> None:
    world = World(tmp_path / "watch")
    with hosts(1) as (host,):
        url = host.put(
            "/privacy", f"<html><body>{MENU}<main>{policy()}<p>{DATED}</p></main>{FOOTER}".encode()
        )
        world.write([host], [vendor("Fernleaf", policy_at(url))])
        world.run()
    (row,) = world.rows("history", "fernleaf/privacy_policy")
    assert row["updated_quote"] == DATED
    assert row["coverage"]["left_out"]
    shown: dict[str, Any] = json.loads(world.run("show", "fernleaf/privacy_policy", "--format", "json").out)
    assert shown["quotes"] == {"updated": DATED, "effective": None}
    assert shown["dates"]["updated"] == "2026-03-03"


def partly_broken(lines: list[str]) -> bytes:
    """A PDF of two pages whose second one cannot be read."""
    return pdf([lines, ["Annex"]]).replace(b"Kids[4 0 R 6 0 R]", b"Kids[4 0 R 9 0 R]")


def as_pdf(body: bytes) -> FetchedPage:
    return replace(page(body), headers=(("content-type", "application/pdf"),))


def test_a_page_that_became_suspect_is_held_and_becomes_no_version_by_a_second_look(bench: Bench) -> None:
    lines = [text for text in PARAGRAPHS if "'" not in text]
    assert bench.see(as_pdf(pdf([lines, ["Annex"]]))).settled.outcome == "changed"
    broken = as_pdf(partly_broken([*lines[:2], LONGER, *lines[3:]]))
    for after in (DAY, 10 * MINUTE):
        looked = bench.see(broken, after=after)
        assert looked.settled.outcome == "held"
        bench.settle(looked)
    assert bench.history()[0]["suspect"] is None
    assert (len(bench.history()), bench.changes()) == (1, [])
    assert "of 2 pages of the PDF could not be read" in bench.status()["reason"]
    assert [kind for kind, _ in bench.alerts()] == ["incident"]


def test_a_page_that_was_always_suspect_is_watched_all_the_same(bench: Bench) -> None:
    lines = [text for text in PARAGRAPHS if "'" not in text]
    bench.see(as_pdf(partly_broken(lines)))
    assert "of 2 pages of the PDF could not be read" in bench.history()[0]["suspect"]
    edited = as_pdf(partly_broken([*lines[:2], LONGER, *lines[3:]]))
    outcomes = [bench.see(edited, after=after).settled.outcome for after in (DAY, 10 * MINUTE)]
    assert outcomes == ["pending", "changed"]
