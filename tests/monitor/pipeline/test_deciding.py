"""The desk: a person accepts or rejects what is held, and pauses what is not to be watched."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from monitor.domain.errors import OperationalError, UnknownName
from monitor.domain.watchlist import Watchlist
from monitor.pipeline import deciding
from storage.models import IncidentRow
from tests.monitor.pipeline.world import (
    DAY,
    KEY,
    PARAGRAPHS,
    WALL,
    Bench,
    edited,
    html,
    page,
    watchlist,
)

SHORT = html(PARAGRAPHS[:7])
WATCHED: Watchlist = watchlist()


@pytest.fixture
def held(bench: Bench) -> Bench:
    """A document with one version whose newest look showed a text without its tail."""
    bench.settle(bench.see(page()))
    assert bench.settle(bench.see(page(SHORT), after=DAY)) == 1
    return bench


def incidents(bench: Bench) -> list[tuple[str, str | None]]:
    with bench.store.read() as session:
        return [(row.kind, row.closing) for row in session.scalars(select(IncidentRow))]


def test_what_is_held_is_shown_beside_what_is_kept(held: Bench) -> None:
    (row,) = deciding.held(held.store)
    assert (row.document, row.kept_version, row.looks, row.since) == (KEY, 1, 1, held.now)
    assert PARAGRAPHS[8] in (row.kept_text or "")
    assert PARAGRAPHS[8] not in (row.text or "")


def test_an_accepted_text_is_a_version_and_is_told_as_any_change(held: Bench) -> None:
    accepted = deciding.accept(held.store, WATCHED, KEY)
    assert accepted.version == 2
    (change,) = held.changes()
    assert change["change"] == accepted.change
    assert held.history()[-1]["accepted"] == "person"
    assert ("change", "pending") in held.alerts()
    assert held.status()["health"] == "ok"
    (incident,) = incidents(held)
    assert incident[1] is not None
    assert change["summary"] in incident[1]
    assert held.see(page(SHORT), after=DAY).settled.outcome == "unchanged"


def test_a_rejected_text_is_not_brought_up_again(held: Bench) -> None:
    deciding.reject(held.store, WATCHED, KEY)
    assert deciding.held(held.store) == []
    for _ in range(4):
        concluded = held.see(page(html(PARAGRAPHS[:7], menu="Seeds")), after=3 * DAY)
        assert concluded.settled.outcome == "held"
        assert held.settle(concluded) == 0
    assert (held.status()["health"], held.status()["versions"]) == ("ok", 1)
    assert incidents(held) == [("held", "a person rejected what was held")]
    assert held.changes() == []


def test_another_text_after_a_rejected_one_is_judged_anew(held: Bench) -> None:
    deciding.reject(held.store, WATCHED, KEY)
    held.settle(held.see(page(html(PARAGRAPHS[:6])), after=DAY))
    assert held.status()["health"] == "held"
    held.accept(html(edited()))
    assert held.see(page(SHORT), after=DAY).settled.outcome == "pending"


def test_a_wall_cannot_be_accepted(bench: Bench) -> None:
    bench.see(page())
    bench.settle(bench.see(page(WALL), after=DAY))
    (row,) = deciding.held(bench.store)
    assert (row.text, row.reason) == (None, "the page asks whether the visitor is a robot")
    with pytest.raises(UnknownName, match="no policy"):
        deciding.accept(bench.store, WATCHED, KEY)
    with pytest.raises(UnknownName, match="no policy"):
        deciding.reject(bench.store, WATCHED, KEY)


def test_nothing_is_decided_while_a_run_is_at_work(held: Bench) -> None:
    with held.store.run_lock(), pytest.raises(OperationalError, match="a run is working"):
        deciding.accept(held.store, WATCHED, KEY)
    assert held.status()["versions"] == 1


def test_a_paused_document_is_not_looked_at_until_it_is_resumed(held: Bench) -> None:
    assert deciding.pause(held.store, KEY)
    assert not deciding.pause(held.store, KEY)
    assert held.status()["health"] == "paused"
    held.follow(WATCHED)
    assert held.due(after=timedelta(days=30)) == []
    assert deciding.resume(held.store, KEY)
    assert not deciding.resume(held.store, KEY)
    assert held.due() == [KEY]
    with pytest.raises(UnknownName, match="no watched document"):
        deciding.pause(held.store, "nobody/terms")
