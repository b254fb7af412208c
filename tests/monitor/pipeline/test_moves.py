"""Pages that move: recorded and followed, or held where a redirect leads to another page."""

import pytest
from sqlalchemy import select

from monitor.domain.fetching import Hop
from storage.models import IncidentRow
from tests.monitor.pipeline.world import DAY, MINUTE, URL, Bench, edited, html, page

SITE = "https://fernleaf.example"
MOVED = f"{SITE}/legal/privacy-notice"


def test_a_document_that_moved_for_good_keeps_its_history(bench: Bench) -> None:
    bench.see(page())
    moved = (Hop(301, f"{SITE}/legal"), Hop(308, MOVED))
    assert bench.see(page(hops=moved), after=DAY).settled.outcome == "unchanged"
    assert bench.source().moved_to == MOVED
    bench.see(page(html(edited()), hops=moved), after=DAY)
    assert bench.see(page(html(edited()), hops=moved), after=10 * MINUTE).settled.outcome == "changed"
    assert [row["version"] for row in bench.history()] == [1, 2]
    bench.see(page(html(edited())), after=DAY)
    assert bench.source().moved_to is None


def test_a_page_that_is_gone_is_told_with_the_address_that_it_had_moved_to(bench: Bench) -> None:
    bench.settle(bench.see(page(hops=(Hop(301, MOVED),))))
    for _ in range(2):
        bench.settle(bench.see(page(b"", status=404), after=DAY))
    with bench.store.read() as session:
        incident = session.scalars(select(IncidentRow)).one()
    assert incident.kind == "gone"
    assert f"it was last seen at {MOVED}" in incident.detail


@pytest.mark.parametrize(
    ("status", "leads_to", "reason"),
    [
        (302, "/", "redirected to the home page"),
        (301, "/", "redirected to the home page"),
        (302, "/login?next=privacy", "redirected to a log-in page"),
        (302, "/consent", "redirected to a consent page"),
    ],
)
def test_a_redirect_to_another_page_is_held_whatever_it_says(
    bench: Bench, status: int, leads_to: str, reason: str
) -> None:
    bench.see(page())
    away = (Hop(status, SITE + leads_to),)
    for _ in range(2):  # the second look repeats what the first one showed
        settled = bench.see(page(html(edited()), hops=away), after=DAY).settled
        assert (settled.outcome, settled.reason) == ("held", reason)
    assert bench.see(page(), after=DAY).settled.outcome == "unchanged"
    assert bench.changes() == []


def test_the_same_text_at_the_home_page_is_the_same_text(bench: Bench) -> None:
    bench.see(page())
    assert bench.see(page(hops=(Hop(302, f"{SITE}/"),)), after=DAY).settled.outcome == "unchanged"


def test_a_first_look_that_ends_at_a_log_in_makes_no_version(bench: Bench) -> None:
    settled = bench.see(page(hops=(Hop(302, f"{SITE}/sign-in"),))).settled
    assert (settled.outcome, settled.reason) == ("held", "redirected to a log-in page")
    assert bench.status()["versions"] == 0


def test_a_server_that_says_not_modified_for_ever_is_not_believed_for_ever(bench: Bench) -> None:
    bench.see(page(etag='"1"'))
    for count in range(1, 4):
        bench.see(page(b"", status=304, url=URL), after=DAY, conditional=True)
        assert bench.target().sources[0].not_modified == count
    bench.see(page(etag='"1"'), after=DAY)
    assert bench.target().sources[0].not_modified == 0
