"""The state of watching a document: loaded for the decider, written back with what it decided."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from monitor.domain.decide import Candidate, Text
from monitor.domain.vocabulary import Outcome
from storage.models import ReadingRow, SourceRow, VersionRow, WatchRow


@dataclass(frozen=True, slots=True)
class WatchState:
    """Where the watching of a document stands."""

    version: VersionRow | None
    version_reading: ReadingRow | None
    candidate: Candidate | None
    kept_look: int | None
    kept_visible: str | None
    kept_reading: ReadingRow | None
    bad_streak: int
    last_ok: datetime | None


def load_state(session: Session, document_id: int) -> WatchState:
    """Load the state of a document."""
    watch = session.get_one(WatchRow, document_id)
    version = None if watch.version_id is None else session.get_one(VersionRow, watch.version_id)
    return WatchState(
        version=version,
        version_reading=None if version is None else session.get_one(ReadingRow, version.reading_id),
        candidate=_candidate(session, watch),
        kept_look=watch.kept_observation_id,
        kept_visible=watch.kept_visible,
        kept_reading=None
        if watch.kept_reading_id is None
        else session.get_one(ReadingRow, watch.kept_reading_id),
        bad_streak=watch.bad_streak,
        last_ok=watch.last_ok,
    )


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
    is_bad: bool,
    next_due: datetime,
    not_before: datetime | None,
) -> None:
    """Note the newest look: its outcome, the streak of bad ones, and when to look again."""
    watch = session.get_one(WatchRow, document_id)
    watch.last_look, watch.last_outcome, watch.last_reason = at, outcome, reason
    watch.next_due, watch.not_before = next_due, not_before
    if is_bad:
        watch.bad_streak += 1
        watch.bad_since = watch.bad_since or at
    else:
        watch.bad_streak, watch.bad_since, watch.last_ok = 0, None, at


def remember_candidate(session: Session, document_id: int, candidate: Candidate | None) -> None:
    """Note the text that waits for its confirmation or for a person; None forgets it."""
    watch = session.get_one(WatchRow, document_id)
    watch.candidate_kind = None if candidate is None else candidate.kind
    watch.candidate_reading_id = None if candidate is None else candidate.text.reading
    watch.candidate_since = None if candidate is None else candidate.since
    watch.candidate_started = None if candidate is None else candidate.started
    watch.candidate_looks = 0 if candidate is None else candidate.looks
    watch.confirm_failures = 0 if candidate is None else candidate.failures


def remember_kept(
    session: Session, document_id: int, look_id: int | None, visible: str | None, reading_id: int
) -> None:
    """Note the last look whose bytes were kept, and the visible text it showed."""
    watch = session.get_one(WatchRow, document_id)
    watch.kept_observation_id, watch.kept_visible, watch.kept_reading_id = look_id, visible, reading_id


def remember_version(session: Session, document_id: int, version: VersionRow) -> None:
    """Note the newest version."""
    session.get_one(WatchRow, document_id).version_id = version.id


def remember_browser(session: Session, document_id: int, since: datetime | None) -> None:
    """Note that a document shows nothing without its scripts, as seen at *since*; None: it shows all."""
    session.get_one(WatchRow, document_id).browser_since = since


def remember_validators(
    session: Session, source_id: int, etag: str | None, last_modified: str | None
) -> None:
    """Note the validators of an accepted answer, for the next conditional request."""
    source = session.get_one(SourceRow, source_id)
    source.etag, source.last_modified = etag, last_modified


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
