"""The made store of the benchmark is one that every question finds something in, on both databases."""

from sqlalchemy import select

from benchmarks.store import LONG, fill, questions
from storage import reports
from storage.engine import Store
from storage.models import ChangeRow
from storage.reports import _CHUNK


def test_a_made_store_answers_every_question(store: Store) -> None:
    fill(store, 800)
    with store.read() as session:
        assert len(reports.history_rows(session, LONG)) == 400
        for question in questions().values():
            question(session)
        every = [row["change"] for row in reports.change_rows(session, reports.ChangeFilter())]
        assert every == list(session.scalars(select(ChangeRow.id).order_by(ChangeRow.id)))
        assert len(every) > _CHUNK
        pages = reports.change_rows(session, reports.ChangeFilter(document=(LONG,), limit=10))
        assert [row["to_version"] for row in pages] == list(range(391, 401))
