"""The record is checkable: whatever was changed behind its back is named."""

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from monitor.domain.text import identity, substance
from storage import integrity
from storage.engine import Store
from storage.models import BlobRow, DocumentRow, ReadingRow, VersionRow
from storage.sizes import sizes
from tests.storage.filling import NOON, Filling


@pytest.fixture
def filled(store: Store) -> Filling:
    """Two documents; the first one has a history of three versions with their pages."""
    filling = Filling(store)
    with store.write() as session:
        for number in range(3):
            filling.version(session, "example-corp/terms", f"# Terms\n\nEdition {number}.\n" * 40)
        filling.version(session, "example-corp/dpa", "# Processing\n\nWe process.\n" * 40)
        filling.change(session, "example-corp/terms", 2)
        filling.change(session, "example-corp/terms", 3)
    return filling


def problems(store: Store) -> list[str]:
    with store.read() as session:
        return integrity.check(session).problems


def test_an_untouched_record_has_no_problems_and_everything_was_counted(filled: Filling) -> None:
    with filled.store.read() as session:
        found = integrity.check(session)
    assert (found.problems, found.total) == ([], 0)
    assert found.checked == {
        "seals": 16,
        "blobs": 8,
        "readings": 4,
        "versions": 4,
        "changes": 2,
        "alerts": 0,
        "deliveries": 0,
    }


def flip(session: Session, digest: str) -> None:
    data = bytearray(session.get_one(BlobRow, digest).data)
    data[len(data) // 2] ^= 0x10
    session.execute(update(BlobRow).where(BlobRow.sha256 == digest).values(data=bytes(data)))


def test_one_flipped_byte_in_a_text_names_the_version(filled: Filling) -> None:
    with filled.store.write() as session:
        flip(session, digest := filled.text_of(session, "example-corp/dpa", 1))
    (line,) = problems(filled.store)
    assert digest in line
    assert "text of example-corp/dpa version 1" in line


def test_one_flipped_byte_in_a_page_names_the_version(filled: Filling) -> None:
    with filled.store.write() as session:
        flip(session, filled.page_of(session, "example-corp/terms", 3))
    assert ["page of example-corp/terms version 3" in line for line in problems(filled.store)] == [True]


def test_damage_below_a_delta_names_every_version_that_rests_on_it(filled: Filling) -> None:
    with filled.store.write() as session:
        flip(session, filled.text_of(session, "example-corp/terms", 1))
    told = " ".join(problems(filled.store))
    assert "example-corp/terms version 1" in told
    assert "example-corp/dpa" not in told


def test_a_text_exchanged_for_another_one_that_is_stored_is_found(filled: Filling) -> None:
    with filled.store.write() as session:
        other = filled.text_of(session, "example-corp/terms", 1)
        reading = session.scalars(
            select(ReadingRow).join(VersionRow, VersionRow.reading_id == ReadingRow.id)
        ).all()[-1]
        reading.text_sha256 = other
    told = problems(filled.store)
    assert ["marks do not match" in line for line in told] == [False, True]
    assert "reading 4 was altered" in told[0]


def test_a_version_that_was_taken_out_is_found(filled: Filling) -> None:
    with filled.store.write() as session:
        for table in ("fact", "clause_change", "change"):
            session.execute(text(f"DELETE FROM {table}"))
        middle = filled.version_row(session, "example-corp/terms", 2)
        session.delete(middle)
    told = problems(filled.store)
    assert any("example-corp/terms: 2 versions, numbered from 1 to 3" in line for line in told)


def test_a_version_that_no_change_leads_to_is_told(filled: Filling) -> None:
    with filled.store.write() as session:
        filled.version(session, "example-corp/terms", "# Terms\n\nThe last edition.\n")
    assert problems(filled.store) == [
        "example-corp/terms version 4: no change leads to it (the next run assesses it)"
    ]


def test_an_alert_that_nothing_sends_is_told(filled: Filling) -> None:
    with filled.store.write() as session:
        alert = filled.alert(session, change=1)
        filled.alert(session, change=2, muted="flapping")
    assert problems(filled.store) == [f"alert {alert}: no message carries it"]


def test_a_message_that_goes_nowhere_is_told(filled: Filling) -> None:
    with filled.store.write() as session:
        alert = filled.alert(session, change=1)
        message = filled.message(session, alert)
    assert problems(filled.store) == [f"message {message}: no delivery carries it"]


def test_sizes_tell_rows_and_bytes_and_growth(filled: Filling) -> None:
    with filled.store.read() as session:
        found = sizes(session, filled.clock)
    rows = {row["table"]: row for row in found["tables"]}
    assert (rows["version"]["rows"], rows["watch"]["rows"]) == (4, 2)
    assert 0 < rows["blob"]["stored_bytes"] < rows["blob"]["bytes"]
    assert rows["seal"]["disk_bytes"] > 0
    week, month = found["growth"]
    assert (week["looks_per_day"], month["versions_per_day"]) == (0.6, 0.1)
    assert week["stored_bytes_per_day"] > month["stored_bytes_per_day"] > 0
    assert 0 < found["text_bytes_per_version"] < 200
    assert found["bytes_per_look"] > 0


def test_sizes_of_an_empty_store_are_told(store: Store) -> None:
    with store.read() as session:
        found = sizes(session, NOON)
    assert (found["text_bytes_per_version"], found["bytes_per_look"]) == (None, None)


def test_marks_are_those_of_the_stored_texts(filled: Filling) -> None:
    with filled.store.read() as session:
        for row in session.scalars(select(ReadingRow)):
            assert (row.identity, row.substance) == (
                identity(text := filled.load(session, row)),
                substance(text),
            )
        assert session.scalars(select(DocumentRow.added_at)).all() == [NOON, NOON]
