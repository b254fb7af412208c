"""Changes and incidents: written here, read by storage.reports."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from monitor.domain.assessment import Assessment, ClauseChange
from monitor.domain.incident import IncidentKind
from monitor.domain.vocabulary import Cause
from storage.models import ChangeRow, ClauseChangeRow, FactRow, IncidentRow, ReadingRow, VersionRow, WatchRow

# Why a change was muted that is one of a document's two states taking turns.
FLAPPING = "flapping"
# The mark of an assessment that was made again by newer rules.
REASSESSED = "reassessed"


def add_change(
    session: Session,
    before: VersionRow,
    after: VersionRow,
    baseline: ReadingRow,
    assessment: Assessment,
    *,
    cause: Cause,
    marks: Sequence[str],
    muted: str | None,
    now: datetime,
    revision: int = 1,
) -> ChangeRow:
    """Store what the step from one version to the next means. *baseline* is the reading that was compared."""
    change = new_change(
        before, after, baseline.id, assessment, cause=cause, marks=marks, muted=muted, now=now
    )
    change.revision = revision
    session.add(change)
    session.flush()
    add_edits(session, [(change.id, assessment.changes)])
    return change


def new_change(
    before: VersionRow,
    after: VersionRow,
    baseline_id: int,
    assessment: Assessment,
    *,
    cause: Cause,
    marks: Sequence[str],
    muted: str | None,
    now: datetime,
) -> ChangeRow:
    """Make the row of a change, in its first revision; its edits follow with `add_edits`."""
    return ChangeRow(
        document_id=after.document_id,
        from_version_id=before.id,
        to_version_id=after.id,
        baseline_reading_id=baseline_id,
        revision=1,
        cause=cause,
        verdict=assessment.verdict,
        severity=assessment.severity,
        categories=list(assessment.categories),
        summary=assessment.summary,
        noise=list(assessment.noise),
        marks=list(marks),
        muted=muted,
        effective_date=assessment.effective_date,
        assessor=assessment.assessor,
        created_at=now,
    )


def add_edits(session: Session, edits: Iterable[tuple[int, Sequence[ClauseChange]]]) -> None:
    """Store the edits of changes, given with the number of each change; few statements, however many they are."""
    rows = [
        (_new_edit(change_id, position, edit), edit)
        for change_id, listed in edits
        for position, edit in enumerate(listed)
    ]
    session.add_all(row for row, _ in rows)
    session.flush()
    session.add_all(
        FactRow(clause_change_id=row.id, position=at, type=fact["type"], value=fact)
        for row, edit in rows
        for at, fact in enumerate(edit.facts)
    )
    session.flush()


def number_of(session: Session, change: ChangeRow) -> int:
    """Give the number that people know a change by: the id of its first assessment."""
    question = select(ChangeRow.id).where(
        ChangeRow.to_version_id == change.to_version_id, ChangeRow.revision == 1
    )
    return session.scalars(question).one()


def newest_revision(session: Session, version_id: int) -> int:
    """Give the number of the newest assessment of the change to a version; 0 where there is none."""
    question = select(func.max(ChangeRow.revision)).where(ChangeRow.to_version_id == version_id)
    return session.scalar(question) or 0


def newest_change_to(session: Session, version_id: int) -> ChangeRow | None:
    """Find the newest assessment of the change to a version."""
    return session.scalar(
        select(ChangeRow)
        .where(ChangeRow.to_version_id == version_id)
        .order_by(ChangeRow.revision.desc())
        .limit(1)
    )


def assessors(session: Session) -> list[str]:
    """List the versions of the rules that any change was assessed by."""
    return list(session.scalars(select(ChangeRow.assessor).distinct().order_by(ChangeRow.assessor)))


def assessed_by(
    session: Session, assessors: Sequence[str], documents: Sequence[int] = (), since: datetime | None = None
) -> list[tuple[int, int]]:
    """List the changes whose newest assessment is by one of *assessors*: ids of document and of the assessment.

    In the order of documents and versions. Where two texts take turns and neither has stayed yet, the newest is left
    out: it is assessed when one of them stays.

    Args:
        session: The session.
        assessors: Versions of the rules.
        documents: Only of these; none means of all.
        since: Only where the newer version was seen then or later.
    """
    newer, newest = aliased(ChangeRow), aliased(VersionRow)
    is_newest_version = ~exists().where(
        newest.document_id == VersionRow.document_id, newest.number > VersionRow.number
    )
    question = (
        select(ChangeRow.document_id, ChangeRow.id)
        .join(VersionRow, VersionRow.id == ChangeRow.to_version_id)
        .where(
            ChangeRow.assessor.in_(assessors),
            ~exists().where(
                newer.to_version_id == ChangeRow.to_version_id, newer.revision > ChangeRow.revision
            ),
            or_(ChangeRow.muted.is_(None), ChangeRow.muted != FLAPPING, ~is_newest_version),
        )
        .order_by(ChangeRow.document_id, VersionRow.number)
    )
    if documents:
        question = question.where(ChangeRow.document_id.in_(documents))
    if since is not None:
        question = question.where(VersionRow.seen_at >= since)
    return [(document, change) for document, change in session.execute(question)]


def find_change(
    session: Session, document_id: int, number: int | None, source_ref: str | None
) -> tuple[ChangeRow, int] | None:
    """Find the newest assessment of a change by the version that it leads to, or by the commit that version is from.

    Returns:
        It, with the number of the version before; None where no change leads to such a version.
    """
    before, after = aliased(VersionRow), aliased(VersionRow)
    question = (
        select(ChangeRow, before.number)
        .join(after, after.id == ChangeRow.to_version_id)
        .join(before, before.id == ChangeRow.from_version_id)
        .where(after.document_id == document_id)
        .order_by(after.number.desc(), ChangeRow.revision.desc())
        .limit(1)
    )
    found = session.execute(
        question.where(after.source_ref == source_ref if number is None else after.number == number)
    ).first()
    return None if found is None else (found[0], found[1])


def last_told(session: Session, version: VersionRow) -> VersionRow:
    """Find the last version before *version*, which is not the first, that people were not kept from for flapping."""
    return session.scalars(
        select(VersionRow)
        .where(
            VersionRow.document_id == version.document_id,
            VersionRow.number < version.number,
            ~_is_quiet(VersionRow.id),
        )
        .order_by(VersionRow.number.desc())
        .limit(1)
    ).one()


def quiet_versions(session: Session) -> list[VersionRow]:
    """List the newest versions of documents that people were kept from for flapping."""
    return list(
        session.scalars(
            select(VersionRow)
            .join(WatchRow, WatchRow.version_id == VersionRow.id)
            .where(_is_quiet(VersionRow.id))
            .order_by(VersionRow.id)
        )
    )


def _is_quiet(version_id: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    newer = aliased(ChangeRow)
    return exists().where(
        ChangeRow.to_version_id == version_id,
        ChangeRow.muted == FLAPPING,
        ~exists().where(newer.to_version_id == ChangeRow.to_version_id, newer.revision > ChangeRow.revision),
    )


def open_incident(session: Session, document_id: int | None) -> IncidentRow | None:
    """Find the open incident of a document; without document, the open one of the whole watcher."""
    return session.scalar(
        select(IncidentRow).where(IncidentRow.document_id == document_id, IncidentRow.closed_at.is_(None))
    )


def add_incident(
    session: Session, document_id: int | None, kind: IncidentKind, reason: str, detail: str, now: datetime
) -> IncidentRow:
    """Open an incident."""
    row = IncidentRow(document_id=document_id, kind=kind, reason=reason, detail=detail, opened_at=now)
    session.add(row)
    session.flush()
    return row


def close_incident(session: Session, incident: IncidentRow, closing: str, now: datetime) -> None:
    """Close an incident, once."""
    incident.closed_at, incident.closing = now, closing
    session.flush()


def _new_edit(change_id: int, position: int, edit: ClauseChange) -> ClauseChangeRow:
    return ClauseChangeRow(
        change_id=change_id,
        position=position,
        category=edit.category,
        kind=edit.kind,
        direction=edit.direction,
        section=edit.section,
        before=edit.before,
        after=edit.after,
        reasons=list(edit.reasons),
    )


def load_change(
    session: Session, change_id: int
) -> tuple[ChangeRow, list[tuple[ClauseChangeRow, list[FactRow]]]]:
    """Load a change with its clause changes and their facts, most important first."""
    change = session.get_one(ChangeRow, change_id)
    edits = session.scalars(
        select(ClauseChangeRow)
        .where(ClauseChangeRow.change_id == change_id)
        .order_by(ClauseChangeRow.position)
    ).all()
    facts: dict[int, list[FactRow]] = {edit.id: [] for edit in edits}
    for fact in session.scalars(
        select(FactRow)
        .where(FactRow.clause_change_id.in_(facts))
        .order_by(FactRow.clause_change_id, FactRow.position)
    ):
        facts[fact.clause_change_id].append(fact)
    return change, [(edit, facts[edit.id]) for edit in edits]
