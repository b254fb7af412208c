"""Incidents: which are due to be opened, told again or closed, by what is known of the documents."""

from datetime import datetime

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import Session

from storage.changes import REASSESSED
from storage.models import ChangeRow, DocumentRow, IncidentRow, SourceRow, WatchRow


def bad_without_incident(session: Session) -> list[WatchRow]:
    """List the watched documents whose newest look was bad and that have no open incident, in their order."""
    is_open = exists().where(IncidentRow.document_id == WatchRow.document_id, IncidentRow.closed_at.is_(None))
    return list(
        session.scalars(
            select(WatchRow)
            .join(DocumentRow, DocumentRow.id == WatchRow.document_id)
            .where(
                WatchRow.bad_kind.is_not(None),
                DocumentRow.retired_at.is_(None),
                DocumentRow.paused_at.is_(None),
                ~is_open,
            )
            .order_by(WatchRow.document_id)
        )
    )


def over(session: Session) -> list[tuple[WatchRow, IncidentRow]]:
    """List the open incidents of documents whose newest look was good, or that are no longer watched."""
    rows = session.execute(
        select(WatchRow, IncidentRow)
        .join(
            IncidentRow,
            and_(IncidentRow.document_id == WatchRow.document_id, IncidentRow.closed_at.is_(None)),
        )
        .join(DocumentRow, DocumentRow.id == WatchRow.document_id)
        .where(or_(WatchRow.bad_kind.is_(None), DocumentRow.retired_at.is_not(None)))
        .order_by(IncidentRow.id)
    )
    return [(watch, incident) for watch, incident in rows]


def lasting(session: Session, since: datetime) -> list[IncidentRow]:
    """List the incidents that are open since *since* or longer and were not escalated yet; paused documents rest."""
    return list(
        session.scalars(
            select(IncidentRow)
            .outerjoin(DocumentRow, DocumentRow.id == IncidentRow.document_id)
            .where(
                IncidentRow.closed_at.is_(None),
                IncidentRow.escalated_at.is_(None),
                IncidentRow.opened_at <= since,
                DocumentRow.paused_at.is_(None),
            )
            .order_by(IncidentRow.id)
        )
    )


def changes_since(session: Session, document_id: int, since: datetime) -> list[ChangeRow]:
    """List the changes of a document recorded since *since*, oldest first; not old ones that were assessed again."""
    found = session.scalars(
        select(ChangeRow)
        .where(ChangeRow.document_id == document_id, ChangeRow.created_at >= since)
        .order_by(ChangeRow.id)
    )
    return [change for change in found if REASSESSED not in change.marks]


def newest_reason(session: Session, document_id: int) -> str | None:
    """Give why the newest look at a document was bad; None where it was good."""
    watch = session.get_one(WatchRow, document_id)
    return watch.last_reason if watch.bad_kind is not None else None


def moved_to(session: Session, document_id: int) -> list[str]:
    """List the addresses that the sources of a document had moved to for good when they were last seen."""
    found = session.scalars(
        select(SourceRow.moved_to)
        .where(SourceRow.document_id == document_id, SourceRow.retired_at.is_(None))
        .order_by(SourceRow.position)
    )
    return [url for url in found if url is not None]
