"""The made store of the benchmark is one that every question finds something in, on both databases."""

from benchmarks.store import LONG, fill, questions
from storage import reports
from storage.engine import Store


def test_a_made_store_answers_every_question(store: Store) -> None:
    fill(store, 400)
    with store.read() as session:
        assert len(reports.history_rows(session, LONG)) == 200
        for question in questions().values():
            question(session)
        pages = reports.change_rows(session, reports.ChangeFilter(document=(LONG,), limit=10))
        assert [row["to_version"] for row in pages] == list(range(191, 201))
