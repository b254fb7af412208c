"""Every write of a look with a change fails once: nothing is half-written, and the next run ends in the same state."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

import pytest
from sqlalchemy import event, select, text
from sqlalchemy.exc import OperationalError

from monitor.domain.errors import StoreUnavailable
from monitor.domain.watchlist import Document, Source, Vendor, Watchlist
from monitor.pipeline.workers import Workers
from storage import integrity, looks, watching
from storage.engine import Store
from storage.models import AlertRow, ChangeRow, DeliveryRow, MessageAlertRow, ObservationRow, VersionRow
from tests.monitor.pipeline.world import DAY, MINUTE, TEAM, Bench, edited, html, page, run

WRITES = ("INSERT", "UPDATE", "DELETE")


@contextmanager
def failing_at(store: Store, number: int) -> Iterator[list[bool]]:
    """Make write *number* from now on (statement or commit) fail as a full disk does; tells whether it was reached."""
    seen, fired = count(1), [False]

    def one_more() -> None:
        if next(seen) == number:
            fired[0] = True
            raise OperationalError("write", None, sqlite3.OperationalError("database or disk is full"))

    def before_statement(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.lstrip().startswith(WRITES):
            one_more()

    def before_commit(_connection: Any) -> None:
        one_more()

    event.listen(store.engine, "before_cursor_execute", before_statement)
    event.listen(store.engine, "commit", before_commit)
    try:
        yield fired
    finally:
        event.remove(store.engine, "before_cursor_execute", before_statement)
        event.remove(store.engine, "commit", before_commit)


class Sweep:
    """Documents one after the other, each watched from its first text to a change."""

    def __init__(self, bench: Bench, most: int) -> None:
        self.bench = bench
        names = [f"v{number}" for number in range(most)]
        vendors = tuple(
            Vendor(
                name,
                name,
                (Document(f"{name}/terms", "terms", (Source(f"https://{name}.example"),), DAY),),
            )
            for name in names
        )
        bench.follow(Watchlist(vendors, (TEAM,)))

    def look(self, number: int, body: bytes) -> None:
        bench = self.bench
        bench.now += 10 * MINUTE
        target = bench.target(f"v{number}/terms")
        answer = page(body, url=target.sources[0].url)
        run(bench._see(bench.plan_for(target, answer)))

    def finish_leftovers(self) -> None:
        bench = self.bench

        async def finish() -> None:
            with bench.store.read() as session:
                rows = [
                    (row.id, watching.target_of(session, row.document_id)) for row in looks.undecided(session)
                ]
            for look_id, target in rows:
                await bench.observer.resume(look_id, target, DAY)
            await bench.assessor.assess_new(bench.now)

        asyncio.run(finish())

    def state(self, number: int) -> dict[str, Any]:
        """What people see of a document: texts, changes, who is told."""
        with self.bench.store.read() as session:
            document = self.bench.target(f"v{number}/terms").id
            changes = session.scalars(select(ChangeRow).where(ChangeRow.document_id == document)).all()
            alerts = session.scalars(
                select(AlertRow.id).where(AlertRow.change_id.in_([row.id for row in changes]))
            ).all()
            deliveries = session.scalars(
                select(DeliveryRow.destination)
                .join(MessageAlertRow, MessageAlertRow.message_id == DeliveryRow.message_id)
                .where(MessageAlertRow.alert_id.in_(alerts))
            ).all()
            numbers = session.scalars(
                select(VersionRow.number)
                .where(VersionRow.document_id == document)
                .order_by(VersionRow.number)
            ).all()
            return {
                "versions": numbers,
                "changes": [(row.verdict, row.severity, row.revision) for row in changes],
                "alerts": len(alerts),
                "deliveries": deliveries,
            }

    def is_clean(self, number: int) -> None:
        """Nothing half-written: references hold, decided looks and versions agree, changes have their alerts."""
        store = self.bench.store
        with store.read() as session:
            problems = integrity.check(session).problems
            assert [line for line in problems if "no change leads to it" not in line] == []
            if store.is_sqlite:
                assert session.execute(text("PRAGMA foreign_key_check")).all() == []
            document = self.bench.target(f"v{number}/terms").id
            changed = session.scalars(
                select(ObservationRow.id).where(
                    ObservationRow.document_id == document, ObservationRow.outcome == "changed"
                )
            ).all()
        state = self.state(number)
        assert len(state["versions"]) == len(changed)
        assert state["alerts"] == len(state["deliveries"]) == len(state["changes"])


MOST = 120


def test_after_any_failed_write_nothing_is_half_written_and_the_next_run_ends_the_same(
    store: Store, workers: Workers
) -> None:
    bench = Bench(store, workers)
    sweep = Sweep(bench, MOST)
    expected = {
        "versions": [1, 2],
        "changes": [("material", "high", 1)],
        "alerts": 1,
        "deliveries": ["dpo"],
    }
    failures = 0
    for number in range(MOST):
        sweep.look(number, html())
        with failing_at(store, number + 1) as fired:
            try:
                sweep.look(number, html(edited()))
                sweep.look(number, html(edited()))
            except StoreUnavailable:
                assert fired[0]
        failures += fired[0]
        sweep.is_clean(number)
        sweep.finish_leftovers()
        for _ in range(2):
            if len(sweep.state(number)["versions"]) < 2:
                sweep.look(number, html(edited()))
        state = sweep.state(number)
        assert state == expected | {"changes": [(*state["changes"][0][:2], 1)]}, f"write {number + 1}"
        if not fired[0]:
            break
    else:
        pytest.fail(f"more than {MOST} writes for one change")
    assert failures > 15
    bench.close()
