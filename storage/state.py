"""The state of watching a document: loaded for the decider, written back with what it decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, aliased

from monitor.domain.decide import Candidate, Text
from monitor.domain.incident import IncidentKind
from monitor.domain.vocabulary import Outcome
from storage.models import ReadingRow, SourceRow, VersionRow, WatchRow

# One question, written once: it is asked at every look, and to write it takes longer than to answer it.
_KEPT = aliased(ReadingRow)
_STATE = (
    select(WatchRow, VersionRow, ReadingRow, _KEPT)
    .outerjoin(VersionRow, VersionRow.id == WatchRow.version_id)
    .outerjoin(ReadingRow, ReadingRow.id == VersionRow.reading_id)
    .outerjoin(_KEPT, _KEPT.id == WatchRow.kept_reading_id)
    .where(WatchRow.document_id.in_(bindparam("documents", expanding=True)))
)


@dataclass(frozen=True, slots=True)
class BadLook:
    """Why a look was bad: the incident it belongs to, and whether no HTTP answer came at all."""

    kind: IncidentKind
    is_unreachable: bool = False


@dataclass(frozen=True, slots=True)
class WatchState:
    """Where the watching of a document stands."""

    watch: WatchRow  # held on to: what is noted of the look is written into it, without loading it again
    version: VersionRow | None
    version_reading: ReadingRow | None
    candidate: Candidate | None
    kept_look: int | None
    kept_visible: str | None
    kept_reading: ReadingRow | None
    bad_streak: int
    last_ok: datetime | None
    rejected: str | None  # substance of the text that a person said no to


def load_state(session: Session, document_id: int) -> WatchState:
    """Load the state of a document."""
    return load_states(session, [document_id])[document_id]


def load_states(session: Session, document_ids: Sequence[int]) -> dict[int, WatchState]:
    """Load the states of some documents, by document."""
    return {
        watch.document_id: WatchState(
            watch=watch,
            version=version,
            version_reading=version_reading,
            candidate=_candidate(session, watch),
            kept_look=watch.kept_observation_id,
            kept_visible=watch.kept_visible,
            kept_reading=kept_reading,
            bad_streak=watch.bad_streak,
            last_ok=watch.last_ok,
            rejected=watch.rejected_substance,
        )
        for watch, version, version_reading, kept_reading in session.execute(
            _STATE, {"documents": list(document_ids)}
        ).all()
    }


def as_text(reading: ReadingRow, suspicion: str | None = None) -> Text:
    """Give a reading as the decider knows it."""
    return Text(reading.id, reading.identity, reading.substance, suspicion)


def remember_look(
    session: Session,
    document_id: int,
    *,
    at: datetime,
    outcome: Outcome,
    reason: str | None,
    bad: BadLook | None,
    next_due: datetime,
    not_before: datetime | None,
) -> None:
    """Note the newest look: its outcome, the streak of bad ones, and when to look again."""
    watch = session.get_one(WatchRow, document_id)
    watch.last_look, watch.last_outcome, watch.last_reason = at, outcome, reason
    watch.next_due, watch.not_before = next_due, not_before
    watch.bad_kind = None if bad is None else bad.kind
    watch.unreachable = bad is not None and bad.is_unreachable
    if bad is not None:
        watch.bad_streak += 1
        watch.bad_since = watch.bad_since or at
    else:
        watch.bad_streak, watch.bad_since, watch.last_ok, watch.proposal = 0, None, at, None


def remember_candidate(session: Session, document_id: int, candidate: Candidate | None) -> None:
    """Note the text that waits for its confirmation or for a person; None forgets it."""
    watch = session.get_one(WatchRow, document_id)
    watch.candidate_kind = None if candidate is None else candidate.kind
    watch.candidate_reading_id = None if candidate is None else candidate.text.reading
    watch.candidate_since = None if candidate is None else candidate.since
    watch.candidate_started = None if candidate is None else candidate.started
    watch.candidate_looks = 0 if candidate is None else candidate.looks
    watch.confirm_failures = 0 if candidate is None else candidate.failures


def remember_rejected(session: Session, document_id: int, substance: str) -> None:
    """Note what a person said no to: the same text is not brought up again."""
    session.get_one(WatchRow, document_id).rejected_substance = substance


def remember_verdict(
    session: Session, document_id: int, outcome: Outcome, reason: str | None, at: datetime
) -> None:
    """Note what a person decided about the newest look; it is no longer a bad one."""
    watch = session.get_one(WatchRow, document_id)
    watch.last_outcome, watch.last_reason, watch.last_ok = outcome, reason, at
    watch.bad_streak, watch.bad_since, watch.bad_kind, watch.next_due = 0, None, None, at


def remember_kept(
    session: Session, document_id: int, look_id: int | None, visible: str | None, reading_id: int
) -> None:
    """Note the last look whose bytes were kept, and the visible text it showed."""
    watch = session.get_one(WatchRow, document_id)
    watch.kept_observation_id, watch.kept_visible, watch.kept_reading_id = look_id, visible, reading_id


def remember_version(session: Session, document_id: int, version: VersionRow) -> None:
    """Note the newest version. What a person rejected before it was rejected beside another text."""
    watch = session.get_one(WatchRow, document_id)
    watch.version_id, watch.rejected_substance = version.id, None


def remember_proposal(session: Session, document_id: int, proposal: str) -> None:
    """Note where a page that is gone may be now, in words; "" that it was looked for in vain."""
    session.get_one(WatchRow, document_id).proposal = proposal


def remember_browser(session: Session, document_id: int, since: datetime | None) -> None:
    """Note that a document shows nothing without its scripts, as seen at *since*; None: it shows all."""
    session.get_one(WatchRow, document_id).browser_since = since


def remember_validators(
    session: Session,
    source_id: int,
    etag: str | None,
    last_modified: str | None,
    followed: str | None = None,
) -> None:
    """Note the validators of an accepted answer, for the next conditional request; *followed*: of a linked file."""
    source = session.get_one(SourceRow, source_id)
    source.followed = followed
    source.etag, source.last_modified, source.not_modified = etag, last_modified, 0


def remember_not_modified(session: Session, source_id: int) -> None:
    """Count an answer "not modified"."""
    session.get_one(SourceRow, source_id).not_modified += 1


def remember_move(session: Session, source_id: int, moved_to: str | None) -> None:
    """Note where permanent redirects led to an accepted answer; None where none did."""
    session.get_one(SourceRow, source_id).moved_to = moved_to


def _candidate(session: Session, watch: WatchRow) -> Candidate | None:
    if watch.candidate_kind is None or watch.candidate_reading_id is None:
        return None
    assert watch.candidate_since is not None
    assert watch.candidate_started is not None
    reading = session.get_one(ReadingRow, watch.candidate_reading_id)
    return Candidate(
        kind=watch.candidate_kind,
        text=as_text(reading),
        since=watch.candidate_since,
        started=watch.candidate_started,
        looks=watch.candidate_looks,
        failures=watch.confirm_failures,
    )
