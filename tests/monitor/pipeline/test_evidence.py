"""What was read beside the text: the lines of dates, what was left out and why, pages that may be incomplete."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from monitor.domain.watchlist import Source
from tests.acceptance.site import hosts
from tests.acceptance.world import World, policy_at, vendor
from tests.monitor.extraction.pages import FOOTER, MENU, body, policy
from tests.monitor.pipeline.world import PARAGRAPHS, URL, Bench, html, page, watchlist

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
