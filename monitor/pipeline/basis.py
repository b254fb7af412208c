"""What a stored change is judged from: its two texts, its document, and what the history around it says.

Loading needs the database; judging is pure and may happen in a worker process. The result is that of today's rules:
what was decided on the day stays in the record.
"""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from monitor.domain.assessment import Assessment, Context
from monitor.domain.clutter import Surroundings, assess_apart
from monitor.domain.history import HistoryView, apply_history, view_archive
from monitor.domain.vocabulary import Cause
from monitor.pipeline.archive.faults import FAULTS, Fault
from monitor.pipeline.archive.judging import Dates, Step, assess_step, unasked
from monitor.pipeline.assessing import context_of, history_of, surroundings
from storage import archive, versions
from storage.models import ChangeRow, ReadingRow, VersionRow
from storage.watching import target_of

# With an archive, cause says whether new rules of reading came with the step.
_UPGRADES: tuple[Cause, ...] = ("extraction", "both")


@dataclass(frozen=True, slots=True)
class Archived:
    """What only changes of imported histories have."""

    dates: tuple[Dates, Dates]
    is_upgrade: bool
    # The last whole text, where the one before is a fault of the archive; the dates that it gives for itself, and the
    # day of its record.
    whole: tuple[str, Dates, date] | None


@dataclass(frozen=True, slots=True)
class Basis:
    """All that the judgement about one stored change rests on."""

    before: str
    after: str
    context: Context
    cause: Cause
    view: HistoryView
    around: Surroundings = Surroundings()  # noqa: RUF009 - frozen
    archived: Archived | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What today's rules say of a stored change."""

    cause: Cause
    assessment: Assessment
    from_whole: bool = False  # compared with the last whole text, not with the one before


def judge(basis: Basis) -> Judgement:
    """Assess a stored change by today's rules, with its history."""
    if basis.archived is not None:
        return _judge_archived(basis, basis.archived)
    found = assess_apart(basis.before, basis.after, basis.context, basis.around)
    return Judgement(basis.cause, apply_history(found, basis.view))


def _judge_archived(basis: Basis, archived: Archived) -> Judgement:
    if basis.view.explains:
        return Judgement(basis.cause, apply_history(unasked(), basis.view))
    if archived.whole is not None:
        cause, found = assess_step(_step(basis, archived, *archived.whole))
        if FAULTS.isdisjoint(found.noise):
            found = replace(found, noise=(*found.noise, "restored"))
            return Judgement(cause, apply_history(found, basis.view), from_whole=True)
    last_seen = basis.context.last_seen_on
    assert last_seen is not None
    cause, found = assess_step(_step(basis, archived, basis.before, archived.dates[0], last_seen))
    return Judgement(cause, apply_history(found, basis.view))


def _step(basis: Basis, archived: Archived, before: str, dates: Dates, last_seen: date) -> Step:
    kind, seen = basis.context.document_type, basis.context.seen_on
    assert kind is not None
    assert seen is not None
    return Step(
        before,
        basis.after,
        kind,
        basis.context.language,
        (dates, archived.dates[1]),
        archived.is_upgrade,
        (seen, last_seen),
    )


@dataclass(frozen=True, slots=True)
class Loaded:
    """A stored change with its basis."""

    change_id: int
    version_id: int  # of the version that it leads to
    number: int  # of that version
    basis: Basis
    whole: int | None = (
        None  # number of the last whole version, where the one before is a fault of the archive
    )


class Past:
    """The history of one document, with which the basis of each of its changes is loaded."""

    def __init__(self, session: Session, document_id: int) -> None:
        self._document_id = document_id
        self._type = target_of(session, document_id).type
        self._states = archive.load_states(session, document_id)
        views = view_archive([state.as_past() for state in self._states])
        self._views = {state.number: view for state, view in zip(self._states, views, strict=True)}
        self._readings = {state.number: state.reading_id for state in self._states}
        self._seen_on = {state.number: state.seen_at.date() for state in self._states}

    def load(self, session: Session, change_id: int) -> Loaded:
        """Load the basis of a change of this document.

        Raises:
            CorruptBlob: A stored text is damaged.
        """
        change = session.get_one(ChangeRow, change_id)
        version = session.get_one(VersionRow, change.to_version_id)
        reading = session.get_one(ReadingRow, version.reading_id)
        if version.source_ref is not None:
            whole = self.whole_before(version.number)
            basis = self._archived(session, change, version, whole)
            return Loaded(change_id, version.id, version.number, basis, whole)
        basis = Basis(
            before=versions.text_of(session, session.get_one(ReadingRow, change.baseline_reading_id)),
            after=versions.text_of(session, reading),
            context=context_of(
                self._type, reading, session.get_one(VersionRow, change.from_version_id), version
            ),
            cause=change.cause,
            view=history_of(session, version),
            around=surroundings(session, self._document_id, reading),
        )
        return Loaded(change_id, version.id, version.number, basis)

    def whole_before(self, number: int) -> int | None:
        """Give the last whole version where the one before version *number* is a fault of the archive."""
        return Fault([state for state in self._states if state.number < number]).whole

    def reading_id(self, number: int) -> int:
        """Give the id of the reading of an imported version."""
        return self._readings[number]

    def note(self, number: int, noise: tuple[str, ...]) -> None:
        """Note what an imported version was judged to be now, for those that follow it."""
        self._states = [
            replace(state, noise=noise) if state.number == number else state for state in self._states
        ]

    def _archived(self, session: Session, change: ChangeRow, version: VersionRow, whole: int | None) -> Basis:
        number = version.number
        left, right = self._read(session, number - 1), self._read(session, number)
        reading = session.get_one(ReadingRow, version.reading_id)
        return Basis(
            before=left[0],
            after=right[0],
            context=context_of(
                self._type, reading, versions.before(session, version), version, is_trusted=False
            ),
            cause=change.cause,
            view=self._views[number],
            archived=Archived(
                dates=(left[1], right[1]),
                is_upgrade=change.cause in _UPGRADES,
                whole=None if whole is None else (*self._read(session, whole), self._seen_on[whole]),
            ),
        )

    def _read(self, session: Session, number: int) -> tuple[str, Dates]:
        reading = session.get_one(ReadingRow, self._readings[number])
        return versions.text_of(session, reading), (reading.updated, reading.effective)
