"""Looks that show nothing new are recorded together, and each as if it were alone."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import delete, event

from monitor.domain.errors import StoreUnavailable
from monitor.domain.fetching import Answer
from monitor.domain.watchlist import Document, Source, Vendor, Watchlist
from monitor.pipeline.looking import Concluded, Observer
from monitor.pipeline.workers import Workers
from storage import integrity
from storage.chain import ChainRow
from tests.monitor.pipeline.world import DAY, Bench, edited, html, page

URLS = [f"https://fernleaf.example/{name}" for name in ("privacy", "terms", "cookies")]
KEYS = [f"fernleaf/{kind}" for kind in ("privacy_policy", "terms", "cookie_policy")]


@pytest.fixture
def three(bench: Bench) -> Bench:
    """Three documents with a first version each."""
    kinds = ("privacy_policy", "terms", "cookie_policy")
    documents = tuple(
        Document(key, kind, (Source(url),), DAY) for key, kind, url in zip(KEYS, kinds, URLS, strict=True)
    )
    bench.follow(Watchlist((Vendor("fernleaf", "Fernleaf", documents),)))
    outcomes = [look.settled.outcome for look in see_all(bench, *(page(url=url) for url in URLS))]
    assert outcomes == ["changed"] * 3
    return bench


def see_all(bench: Bench, *answers: Answer) -> list[Concluded]:
    """Look at all three documents at the same time."""
    bench.now += DAY
    looks = [bench.plan_for(bench.target(key), answer) for key, answer in zip(KEYS, answers, strict=True)]
    workers = Workers(1)  # those of the bench are waited for in other event loops
    observer = Observer(bench.ledger, workers, bench.rules)

    async def conclude() -> list[Concluded]:
        return list(await asyncio.gather(*map(observer.conclude, looks)))

    try:
        return asyncio.run(conclude())
    finally:
        workers.close()


@contextmanager
def commits(bench: Bench) -> Iterator[list[object]]:
    """List the transactions that are written meanwhile."""
    seen: list[object] = []

    def note(connection: object) -> None:
        seen.append(connection)

    event.listen(bench.store.engine, "commit", note)
    yield seen
    event.remove(bench.store.engine, "commit", note)


def test_looks_that_show_nothing_new_are_one_transaction(three: Bench) -> None:
    with commits(three) as seen:
        found = see_all(three, *(page(html(token="b"), url=url) for url in URLS))
    assert [look.settled.outcome for look in found] == ["unchanged"] * 3
    assert len(seen) == 1
    first, later = three.observations()[:3], three.observations()[3:]
    assert {row.document_id: row.same_as_id for row in later} == {row.document_id: row.id for row in first}
    with three.store.read() as session:
        assert integrity.check(session).problems == []


def test_a_look_that_shows_something_new_goes_its_own_way_beside_them(three: Bench) -> None:
    changed = html(edited())
    found = see_all(three, page(url=URLS[0]), page(changed, url=URLS[1]), page(url=URLS[2]))
    assert [look.settled.outcome for look in found] == ["unchanged", "pending", "unchanged"]
    assert three.target(KEYS[1]).is_pending
    assert sorted(three.outcomes()[3:], key=str) == ["pending", "unchanged", "unchanged"]


def test_what_cannot_be_written_is_told_to_every_look(three: Bench) -> None:
    with three.store.write() as session:
        session.execute(delete(ChainRow))
    with pytest.raises(StoreUnavailable):
        see_all(three, *(page(url=url) for url in URLS))
    assert len(three.observations()) == 3


def test_more_looks_than_are_waited_for_are_all_recorded(
    three: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("monitor.pipeline.repeats.MOST", 2)
    found = see_all(three, *(page(url=url) for url in URLS))
    assert [look.settled.outcome for look in found] == ["unchanged"] * 3
