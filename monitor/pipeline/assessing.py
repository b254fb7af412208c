"""From a new version to a change and its alerts: compare, assess, and write all of it in one transaction."""

import asyncio
import logging
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from monitor.domain.assess import assess
from monitor.domain.assessment import Assessment, Context
from monitor.domain.decide import Acceptance
from monitor.domain.history import HistoryView, PastVersion, apply_history, view_history
from monitor.domain.vocabulary import Cause
from monitor.pipeline.ledger import Ledger
from monitor.pipeline.looking import Observer
from monitor.pipeline.workers import Workers, WorkFailed
from notifiers.routing import Routing, enqueue_change, enqueue_incident
from storage import changes, versions
from storage.models import IncidentRow, ReadingRow, VersionRow
from storage.watching import Target, target_of

log = logging.getLogger(__name__)

# What is said of a version that was not simply confirmed.
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

    async def _assess(self, version: VersionRow, now: datetime) -> None:
        step = await self._ledger.read(_load_step, version)
        baseline = await self._observer.reread(
            step.before, step.target, step.reading.extractor, step.reading.rules
        )
        old = await self._ledger.read(versions.text_of, baseline.reading)
        new = await self._ledger.read(versions.text_of, step.reading)
        context = Context(document_type=step.target.type, language=step.reading.language, is_trusted=True)
        try:
            assessment = await self._workers.run(assess, old, new, context)
        except WorkFailed as error:
            assessment = _unassessable(str(error))
        assessment = apply_history(assessment, step.history)
        change_id = await self._ledger.write(self._record, step, baseline.reading, assessment, now)
        log.info(
            "change_recorded change=%s document=%s verdict=%s severity=%s",
            change_id,
            step.target.key,
            assessment.verdict,
            assessment.severity,
        )

    def _record(
        self, session: Session, step: Step, baseline: ReadingRow, assessment: Assessment, now: datetime
    ) -> int:
        cause = _cause(step)
        change = changes.add_change(
            session,
            step.before,
            step.after,
            baseline,
            assessment,
            cause=cause,
            marks=_marks(step, assessment),
            muted=_muted(cause, step.history),
            now=now,
        )
        enqueue_change(session, change.id, self._routing, now)
        if step.history.is_flapping and (incident := _open_flapping(session, step, now)) is not None:
            enqueue_incident(session, incident.id, self._routing, now)
        return change.id


def _load_step(session: Session, version: VersionRow) -> Step:
    past = [
        PastVersion(row.number, substance, row.accepted, row.seen_at)
        for row, substance in versions.substances(session, version.document_id)
        if row.number <= version.number
    ]
    return Step(
        before=versions.before(session, version),
        after=version,
        target=target_of(session, version.document_id),
        reading=session.get_one(ReadingRow, version.reading_id),
        history=view_history(past),
    )


def _cause(step: Step) -> Cause:
    return "vendor" if step.before.setup == step.after.setup else "configuration"


def _marks(step: Step, assessment: Assessment) -> list[str]:
    marks = list(assessment.marks)
    if (mark := _MARKS.get(step.after.accepted)) is not None:
        marks.append(mark)
    if step.after.address_changed:
        marks.append("address_changed")
    return marks


def _muted(cause: Cause, history: HistoryView) -> str | None:
    if cause == "configuration":
        return "our own settings changed what the server sends"
    return "flapping" if history.is_flapping else None


def _open_flapping(session: Session, step: Step, now: datetime) -> IncidentRow | None:
    """Open the incident of a document whose text goes back and forth; None where it has an open one already."""
    if changes.open_incident(session, step.after.document_id) is not None:
        return None
    detail = f"version {step.before.number} and version {step.after.number} take turns"
    return changes.add_incident(
        session, step.after.document_id, "flapping", "two texts take turns", detail, now
    )


def _unassessable(reason: str) -> Assessment:
    """A change that cannot be assessed is told, not dropped: a missed clause is worse than noise."""
    return Assessment(
        verdict="material",
        severity="medium",
        categories=("other",),
        summary=f"The text changed; assessing it {reason}",
        noise=(),
        changes=(),
        assessor="none",
        marks=("unassessed",),
    )
