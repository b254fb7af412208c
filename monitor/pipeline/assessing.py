"""From a new version to a change and its alerts: compare, assess, and write all of it in one transaction."""

import asyncio
import logging
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from monitor.domain.assessment import Assessment, Context, unassessable
from monitor.domain.clutter import Surroundings, assess_apart
from monitor.domain.dating import without_vendor_marks
from monitor.domain.decide import Acceptance
from monitor.domain.history import LOOKS_TO_SETTLE, HistoryView, PastVersion, apply_history, view_history
from monitor.domain.vocabulary import Cause, DocumentType
from monitor.pipeline.ledger import Ledger
from monitor.pipeline.looking import Observer
from monitor.pipeline.workers import Workers, WorkFailed
from notifiers.routing import Routing, enqueue_change, enqueue_incident
from storage import changes, looks, versions
from storage.blobs import CorruptBlob
from storage.models import IncidentRow, ReadingRow, VersionRow
from storage.watching import Target, target_of

log = logging.getLogger(__name__)

# What is said of a version that was not simply confirmed.
QUOTED = 300  # characters of each text that an incident of flapping quotes
_MARKS: dict[Acceptance, str] = {"unconfirmed": "unconfirmed", "stable": "large change, check"}


@dataclass(frozen=True, slots=True)
class Step:
    """From one version to the next, loaded."""

    before: VersionRow
    after: VersionRow
    target: Target
    reading: ReadingRow  # of the version after
    history: HistoryView


class Assessor:
    """Assesses versions that have no change yet, and tells the outbox."""

    def __init__(self, ledger: Ledger, workers: Workers, observer: Observer, routing: Routing) -> None:
        self._ledger = ledger
        self._workers = workers
        self._observer = observer
        self._routing = routing
        # Looks end in any order and each asks for assessment; a version is assessed once, and after its predecessor.
        self._turn = asyncio.Lock()

    async def assess_new(self, now: datetime) -> int:
        """Assess every version that no change leads to yet, oldest first; answers how many there were.

        A run that died between a version and its change leaves such versions: they are simply next.
        """
        async with self._turn:
            pending = await self._ledger.read(versions.unassessed)
            for version in pending:
                await self._assess(version, now)
        return len(pending)

    async def assess_settled(self, now: datetime) -> int:
        """Assess what is left where two texts took turns and one of them has stayed; answers how many there were.

        The difference is that from the last state that anyone was told of.
        """
        async with self._turn:
            settled = await self._ledger.read(_settled_versions, now)
            for version in settled:
                await self._assess(version, now, is_over=True)
        return len(settled)

    async def _assess(self, version: VersionRow, now: datetime, *, is_over: bool = False) -> None:
        step = await self._ledger.read(_load_step, version, is_over)
        baseline, assessment = await self._assessed(step)
        assessment = apply_history(assessment, step.history)
        change_id = await self._ledger.write(self._record, step, baseline, assessment, now)
        log.info(
            "change_recorded change=%s document=%s verdict=%s severity=%s",
            change_id,
            step.target.key,
            assessment.verdict,
            assessment.severity,
        )

    async def _assessed(self, step: Step) -> tuple[ReadingRow, Assessment]:
        """Compare the two texts; the old one as the rules of the new one read it."""
        before, reading = step.before, step.reading
        baseline = await self._ledger.read(_own_reading, before)
        try:
            baseline = (
                await self._observer.reread(before, step.target, reading.extractor, reading.rules)
            ).reading
            old = await self._ledger.read(versions.text_of, baseline)
            new = await self._ledger.read(versions.text_of, reading)
            context = context_of(step.target.type, reading, before, step.after)
            around = await self._ledger.read(surroundings, step.target.id, reading)
            return baseline, await self._workers.run(assess_apart, old, new, context, around)
        except WorkFailed as error:
            return baseline, unassessable(str(error))
        except CorruptBlob as error:
            log.error("stored_text_damaged document=%s error=%s", step.target.key, error)
            return baseline, unassessable("failed, as a stored text is damaged; run `clausewatch verify`")

    def _record(
        self, session: Session, step: Step, baseline: ReadingRow, assessment: Assessment, now: datetime
    ) -> int:
        cause = _cause(step, baseline)
        change = changes.add_change(
            session,
            step.before,
            step.after,
            baseline,
            assessment,
            cause=cause,
            marks=marks_of(step.after, assessment, cause),
            muted=_muted(step, cause),
            now=now,
            revision=changes.newest_revision(session, step.after.id) + 1,
        )
        enqueue_change(session, change.id, self._routing, now)
        if step.history.is_flapping:
            incident = _open_flapping(session, step.after.document_id, assessment, now)
            if incident is not None:
                enqueue_incident(session, incident.id, self._routing, now)
        return change.id


def _own_reading(session: Session, version: VersionRow) -> ReadingRow:
    return session.get_one(ReadingRow, version.reading_id)


def _settled_versions(session: Session, now: datetime) -> list[VersionRow]:
    return [
        version
        for version in changes.quiet_versions(session)
        if looks.newest_has_settled(session, version.document_id, now)
    ]


def _load_step(session: Session, version: VersionRow, is_over: bool) -> Step:
    """Load what is compared. *is_over*: the version was one of two that took turns, and it is the one that stayed."""
    history = history_of(session, version)
    if is_over:
        history = replace(history, is_flapping=False)
    # While two texts take turns, each is compared with the other; what is told is compared with what was told last.
    before = versions.before(session, version) if history.is_flapping else changes.last_told(session, version)
    return Step(
        before=before,
        after=version,
        target=target_of(session, version.document_id),
        reading=session.get_one(ReadingRow, version.reading_id),
        history=history,
    )


def surroundings(session: Session, document_id: int, reading: ReadingRow) -> Surroundings:
    """Load what tells clutter from the document: its looks up to that of *reading*, other documents of its site."""
    look = reading.observation_id
    shown = (
        []
        if look is None
        else looks.restless_texts(session, document_id, reading.extractor, reading.rules, until=look)
    )
    return Surroundings(tuple(shown), tuple(versions.texts_of_site(session, document_id)))


def history_of(session: Session, version: VersionRow) -> HistoryView:
    """Look at what led up to *version*, which must not be the first."""
    left = versions.before(session, version)
    seen = looks.good_looks(session, version.document_id, left.seen_at, version.seen_at, most=LOOKS_TO_SETTLE)
    past = [
        PastVersion(row.number, substance, row.accepted, row.seen_at)
        for row, substance in versions.substances(session, version.document_id)
        if row.number <= version.number
    ]
    return view_history(past, seen)


def _cause(step: Step, baseline: ReadingRow) -> Cause:
    if step.before.setup != step.after.setup:
        return "configuration"
    # The old page cannot be read by the new rules: what they read differently cannot be told from what was edited.
    is_reread = (baseline.extractor, baseline.rules) == (step.reading.extractor, step.reading.rules)
    return "vendor" if is_reread else "both"


def context_of(
    kind: DocumentType, reading: ReadingRow, before: VersionRow, after: VersionRow, *, is_trusted: bool = True
) -> Context:
    """Give what is known of the step from one version to another, beside their texts."""
    # Of a version that is not the one right before, only its beginning is known for sure.
    is_next = after.number == before.number + 1
    last_seen = after.last_seen_before if is_next and after.last_seen_before is not None else before.seen_at
    return Context(kind, reading.language, is_trusted, after.seen_at.date(), last_seen.date())


def marks_of(version: VersionRow, assessment: Assessment, cause: Cause) -> list[str]:
    """List the marks of the change to *version*: those of its assessment, and how the version was accepted."""
    marks = list(assessment.marks) if cause == "vendor" else without_vendor_marks(assessment.marks)
    if (mark := _MARKS.get(version.accepted)) is not None:
        marks.append(mark)
    if version.address_changed:
        marks.append("address_changed")
    return marks


def _muted(step: Step, cause: Cause) -> str | None:
    if cause == "configuration":
        return "our own settings changed what the server sends"
    if step.before.source_ref is not None:
        # As a first look disturbs nobody: who recorded the version before read the page in another way.
        return "first look after an imported history"
    return changes.FLAPPING if step.history.is_flapping else None


def _open_flapping(
    session: Session, document_id: int, assessment: Assessment, now: datetime
) -> IncidentRow | None:
    """Open the incident of a document whose text goes back and forth; None where it has an open one already."""
    if changes.open_incident(session, document_id) is not None:
        return None
    said = [_shortened(text) for edit in assessment.changes[:1] for text in (edit.before, edit.after) if text]
    detail = " ⇄ ".join(said) or assessment.summary
    return changes.add_incident(session, document_id, "flapping", "two texts take turns", detail, now)


def _shortened(text: str) -> str:
    return text if len(text) <= QUOTED else f"{text[:QUOTED].rstrip()}…"
