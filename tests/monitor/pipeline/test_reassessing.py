"""Assessing again after an upgrade: one more assessment, the old one kept, a list instead of alerts."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, text

from monitor.domain.assess import ASSESSOR
from monitor.domain.errors import UnknownName
from monitor.pipeline.reassessing import MUTED, Reassessment, is_older, reassess
from storage import integrity, reports
from storage.changes import FLAPPING
from storage.engine import Store
from storage.models import AlertRow, ChangeRow, MessageRow
from storage.reports import ChangeFilter
from tests.storage.filling import NOON, Filling

KEY, OTHER = "larkfield/privacy_policy", "quill/terms"
POLICY = (
    "# Privacy\n\n## Storage\n\nWe keep server logs for 30 days.\n\n## Sharing\n\nWe never sell your data.\n"
)
LONGER = POLICY.replace("30 days", "12 months")
SOLD = LONGER.replace("We never sell", "We may sell")
DATED = SOLD + "\nLast updated: 1 March 2026\n"
ERROR = "# 503 Service Unavailable\n\nThe server is temporarily unable to service your request.\n"
QUIET: dict[str, Any] = {"verdict": "minor", "severity": None, "categories": (), "changes": ()}
LATER = NOON + timedelta(days=400)


@pytest.fixture
def filled(store: Store) -> Filling:
    """Two documents, assessed by rules 1: what was longer storage and sale is minor there, a new date material."""
    filling = Filling(store)
    with store.write() as session:
        for edition in (POLICY, LONGER, SOLD, DATED):
            filling.version(session, KEY, edition)
        filling.change(session, KEY, 2, **QUIET)
        alert = filling.alert(session, change=filling.change(session, KEY, 3))
        filling.message(session, alert, dpo="sent")
        filling.change(session, KEY, 4)
        for edition in (POLICY, LONGER):
            filling.version(session, OTHER, edition)
        filling.change(session, OTHER, 2, **QUIET)
    return filling


def again(store: Store, **wanted: Any) -> Reassessment:
    is_dry = wanted.pop("is_dry", False)
    return reassess(store, ChangeFilter(**wanted), LATER, is_dry=is_dry)


def listed(store: Store, key: str = KEY) -> list[dict[str, Any]]:
    with store.read() as session:
        return list(reports.change_rows(session, ChangeFilter(document=[key])))


def revisions(store: Store) -> list[tuple[int, str, str]]:
    with store.read() as session:
        rows = session.execute(
            select(ChangeRow.revision, ChangeRow.assessor, ChangeRow.verdict).order_by(ChangeRow.id)
        )
        return [(row.revision, row.assessor, row.verdict) for row in rows]


def counted(store: Store) -> tuple[int, int]:
    with store.read() as session:
        return tuple(
            session.scalar(select(func.count()).select_from(row)) or 0 for row in (AlertRow, MessageRow)
        )  # type: ignore[return-value]


def newly(found: Reassessment) -> Sequence[tuple[str, int, str]]:
    return [(row["document"], row["to_version"], row["was"]) for row in found.newly_material]


def test_a_change_gets_one_more_assessment_and_keeps_its_number(filled: Filling) -> None:
    before = listed(filled.store)
    found = again(filled.store)

    assert found.verdicts == {("minor", "material"): 2, ("material", "material"): 1, ("material", "minor"): 1}
    assert revisions(filled.store)[:4] == [
        (1, "1", "minor"),
        (1, "1", "material"),
        (1, "1", "material"),
        (1, "1", "minor"),
    ]
    after = listed(filled.store)
    assert [row["change"] for row in after] == [row["change"] for row in before] == [1, 2, 3]
    assert [(row["verdict"], row["assessor"]) for row in after] == [
        ("material", ASSESSOR),
        ("material", ASSESSOR),
        ("minor", ASSESSOR),
    ]
    assert after[0]["changes"][0]["facts"] == [
        {"type": "period", "what": "server logs", "from": "P30D", "to": "P12M"}
    ]
    assert "reassessed" in after[0]["marks"]
    with filled.store.read() as session:
        assert session.scalars(text("SELECT assessor FROM v_changes")).all() == [ASSESSOR] * 4
        assert integrity.check(session).problems == []


def test_what_is_newly_material_is_listed_with_its_evidence_and_nobody_is_alerted(filled: Filling) -> None:
    told = counted(filled.store)
    found = again(filled.store)

    assert newly(found) == [(KEY, 2, "minor"), (OTHER, 2, "minor")]
    assert found.newly_material[0]["changes"][0]["after"] == "We keep server logs for 12 months."
    assert counted(filled.store) == told
    news, sold, _ = listed(filled.store)
    assert (news["muted"], sold["muted"]) == (MUTED, None)


def test_a_second_call_writes_nothing_and_lists_the_same(filled: Filling) -> None:
    first = again(filled.store)
    rows = revisions(filled.store)
    second = again(filled.store)

    assert second.verdicts.total() == 0
    assert newly(second) == newly(first)
    assert revisions(filled.store) == rows


def test_an_interrupted_call_is_gone_on_with(filled: Filling) -> None:
    class Interrupted(Exception):
        pass

    def interrupt(_: str) -> None:
        raise Interrupted

    with pytest.raises(Interrupted):
        reassess(filled.store, ChangeFilter(), LATER, interrupt)
    assert len(revisions(filled.store)) == 4 + 3
    found = again(filled.store)

    assert found.verdicts.total() == 1
    assert newly(found) == [(KEY, 2, "minor"), (OTHER, 2, "minor")]
    with filled.store.read() as session:
        assert integrity.check(session).problems == []


def test_a_dry_run_says_the_same_and_writes_nothing(filled: Filling) -> None:
    rows = revisions(filled.store)
    dry = again(filled.store, is_dry=True)

    assert revisions(filled.store) == rows
    wet = again(filled.store)
    assert (dry.verdicts, newly(dry)) == (wet.verdicts, newly(wet))
    assert dry.newly_material[0]["changes"] == wet.newly_material[0]["changes"]
    assert dry.newly_material[0]["change"] == wet.newly_material[0]["change"]


def test_only_what_is_asked_for_is_assessed_again(filled: Filling) -> None:
    assert newly(again(filled.store, document=[OTHER])) == [(OTHER, 2, "minor")]
    assert again(filled.store, since=NOON + timedelta(days=3)).verdicts.total() == 2
    assert newly(again(filled.store)) == [(KEY, 2, "minor"), (OTHER, 2, "minor")]
    with pytest.raises(UnknownName):
        again(filled.store, document=["nobody/terms"])


def test_only_older_rules_and_failed_assessments_count() -> None:
    assert [is_older(said) for said in ("1", ASSESSOR, f"{int(ASSESSOR) + 1}", "none")] == [
        *(True, False, False, True)
    ]


def test_where_two_texts_take_turns_the_newest_waits(store: Store) -> None:
    filling = Filling(store)
    with store.write() as session:
        for edition in (POLICY, LONGER, POLICY, LONGER):
            filling.version(session, KEY, edition)
        filling.change(session, KEY, 2)
        for number in (3, 4):
            filling.change(session, KEY, number, muted=FLAPPING)
    again(store)

    assert [(row["assessor"], row["muted"]) for row in listed(store)] == [
        (ASSESSOR, None),
        (ASSESSOR, FLAPPING),
        ("1", FLAPPING),
    ]


def test_a_damaged_text_is_counted_and_the_others_go_on(filled: Filling) -> None:
    with filled.store.write() as session:
        digest = filled.text_of(session, KEY, 3)
        session.execute(
            text("UPDATE blob SET data = :no WHERE sha256 = :it"), {"no": b"x", "it": bytes.fromhex(digest)}
        )
    found = again(filled.store)

    assert found.failed >= 1
    assert (OTHER, 2, "minor") in newly(found)


def test_an_imported_history_is_judged_in_its_order(store: Store) -> None:
    filling = Filling(store)
    with store.write() as session:
        for number, edition in enumerate((POLICY, ERROR, LONGER), 1):
            filling.version(session, KEY, edition, source_ref=f"{number:040x}").accepted = "imported"
            filling.clock += timedelta(days=30)
        # The old rules took the error page for an edit, and so the next text for another one.
        filling.change(session, KEY, 2, marks=("imported",), muted="imported: observed by a third party")
        filling.change(session, KEY, 3, marks=("imported",), muted="imported: observed by a third party")
    again(store)
    fault, mended = listed(store)

    assert "error_page" in fault["noise"]
    assert [edit["before"] for edit in mended["changes"]] == ["We keep server logs for 30 days."]
    assert mended["marks"] == ["imported", "reassessed"]
    assert mended["muted"] == "imported: observed by a third party"
    with store.read() as session:
        baseline = session.scalar(select(ChangeRow.baseline_reading_id).order_by(ChangeRow.id.desc()))
        assert baseline == filling.version_row(session, KEY, 1).reading_id
