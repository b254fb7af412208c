"""Stored changes judged anew: from what is stored, and with what the history of the document says."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from monitor.pipeline.basis import Judgement, Past, judge
from storage import changes
from storage.engine import Store
from tests.storage.filling import Filling

KEY = "larkfield/privacy_policy"
POLICY = (
    "# Privacy\n\n## Storage\n\nWe keep server logs for 30 days.\n\n## Sharing\n\nWe never sell your data.\n"
)
LONGER = POLICY.replace("30 days", "12 months")
SOLD = POLICY.replace("We never sell", "We may sell")
ERROR = "# 503 Service Unavailable\n\nThe server is temporarily unable to service your request.\n"


def stored(
    store: Store, *texts: str, imported: bool = False, **accepted: str
) -> tuple[Filling, list[Judgement]]:
    """Store versions with a change to each, and judge each change anew."""
    filling = Filling(store)
    with store.write() as session:
        for number, text in enumerate(texts, 1):
            version = filling.version(session, KEY, text, source_ref=f"{number:040x}" if imported else None)
            version.accepted = "imported" if imported else accepted.get(f"v{number}", version.accepted)
            if number > 1:
                noise = ("error_page",) if text == ERROR else ()
                filling.change(session, KEY, number, noise=noise)
    with store.read() as session:
        return filling, [judged(session, filling, number) for number in range(2, len(texts) + 1)]


def judged(session: Session, filling: Filling, number: int) -> Judgement:
    version = filling.version_row(session, KEY, number)
    change = changes.newest_change_to(session, version.id)
    assert change is not None
    return judge(Past(session, version.document_id).load(session, change.id).basis)


def test_a_change_is_judged_by_todays_rules_whatever_is_stored(store: Store) -> None:
    _, (longer, sold) = stored(store, POLICY, LONGER, LONGER.replace("never", "may"))

    assert (longer.assessment.verdict, longer.assessment.categories[0]) == ("material", "retention")
    assert sold.assessment.categories[0] == "sharing"
    assert longer.cause == "vendor"


def test_what_comes_back_after_an_unconfirmed_state_is_restored(store: Store) -> None:
    _, (_, back) = stored(store, POLICY, SOLD, POLICY, v2="unconfirmed")

    assert (back.assessment.verdict, back.assessment.noise[-1]) == ("noise", "restored")


def test_what_comes_back_after_a_lasting_state_is_a_return(store: Store) -> None:
    _, (_, back) = stored(store, POLICY, SOLD, POLICY)

    assert back.assessment.verdict == "material"
    assert "return" in back.assessment.marks


def test_a_short_lived_state_of_an_archive_is_noise_by_what_came_after_it(store: Store) -> None:
    _, (passing, back) = stored(store, POLICY, SOLD, POLICY, imported=True)

    assert passing.assessment.noise == ("transient",)
    assert back.assessment.noise == ("restored",)


def test_after_a_fault_of_an_archive_the_last_whole_text_counts(store: Store) -> None:
    filling, (fault, mended) = stored(store, POLICY, ERROR, LONGER, imported=True)

    assert "error_page" in fault.assessment.noise
    assert mended.from_whole
    assert [edit.before for edit in mended.assessment.changes][:1] == ["We keep server logs for 30 days."]
    with store.write() as session:
        past = Past(session, filling.document(session, KEY))
        assert past.whole_before(3) == 1
        past.note(2, ())
        assert past.whole_before(3) is None


@pytest.mark.parametrize("cause", ["extraction", "both"])
def test_new_rules_of_an_archive_stay_the_cause_unless_something_was_edited(store: Store, cause: str) -> None:
    filling = Filling(store)
    with store.write() as session:
        for number, text in enumerate((POLICY, POLICY + "\n[Jobs](https://larkfield.example/jobs)\n"), 1):
            filling.version(session, KEY, text, source_ref=f"{number:040x}").accepted = "imported"
            filling.clock += timedelta(days=30)
        filling.change(session, KEY, 2, cause=cause)
        again = judged(session, filling, 2)

    assert (again.cause, again.assessment.verdict) == ("extraction", "noise")


def test_what_the_dates_of_a_stored_text_say_is_held_against_its_looks(store: Store) -> None:
    # The versions are seen on 2, 3, … March 2026, each last seen on the day before the next.
    line = "\nLast updated: {} 2026\n"
    old, fresh = (POLICY + line.format(day) for day in ("20 February", "3 March"))
    filling, (silent, unsure) = stored(store, old, old.replace("30 days", "12 months"), fresh)

    assert "silent" in silent.assessment.marks
    assert "silent" not in unsure.assessment.marks
    with store.write() as session:
        again = filling.version(session, KEY, fresh.replace("never sell", "may sell"))
        filling.change(session, KEY, 4)
        assert "silent" not in judged(session, filling, 4).assessment.marks
        again.last_seen_before = filling.clock + timedelta(days=5)
        session.flush()
        assert "silent" in judged(session, filling, 4).assessment.marks


def test_changes_of_an_archive_are_marked_by_the_days_of_its_records(store: Store) -> None:
    line = "\nEffective date: {} 2026\n"
    _, (coming, silent) = stored(
        store, POLICY + line.format("1 January"), POLICY + line.format("1 May"), SOLD, imported=True
    )

    assert coming.assessment.marks == ("date_only", "announced")
    assert silent.assessment.marks == ()
