"""What a stored message carries, read back at the moment it is sent: the state then counts, not when it was queued."""

from dataclasses import replace
from datetime import datetime
from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from monitor.domain.assessment import ClauseChange
from notifiers.message import ChangeAlert, IncidentAlert, MessageContent, MessageKind, Undelivered
from storage.changes import load_change, number_of
from storage.models import (
    AlertRow,
    DeliveryRow,
    DocumentRow,
    IncidentRow,
    MessageAlertRow,
    MessageRow,
    ObservationRow,
    SourceRow,
    SubscriptionRow,
    VendorRow,
    VersionRow,
)

# Looks that showed the document; the others say nothing about it.
_GOOD = ("changed", "unchanged", "pending")


def load_message(session: Session, message_id: int) -> MessageContent:
    """Load a message as it should be told now; alerts that were muted since are left out, so it may be empty."""
    message = session.get_one(MessageRow, message_id)
    subscription = session.get_one(SubscriptionRow, message.subscription_id)
    carried = _carried(session, message_id)
    told = [] if subscription.retired_at is not None else [alert for alert in carried if alert.muted is None]
    return MessageContent(
        id=message.id,
        subscription=subscription.name,
        kind=cast(MessageKind, message.kind),
        changes=tuple(
            _change(session, alert.id, alert.change_id) for alert in told if alert.change_id is not None
        ),
        incidents=tuple(
            _incident(session, alert.id, alert.incident_id) for alert in told if alert.incident_id is not None
        ),
        undelivered=_undelivered(session, [alert.id for alert in told])
        if message.kind == "undelivered"
        else (),
    )


def withdraw(session: Session, message_id: int) -> None:
    """Note on the alerts of a message that nobody is left to be told, because the subscription was removed."""
    for alert in _carried(session, message_id):
        alert.muted = alert.muted or "the subscription was removed before it was told"


def _carried(session: Session, message_id: int) -> list[AlertRow]:
    return list(
        session.scalars(
            select(AlertRow)
            .join(MessageAlertRow, MessageAlertRow.alert_id == AlertRow.id)
            .where(MessageAlertRow.message_id == message_id)
            .order_by(AlertRow.id)
        )
    )


def _change(session: Session, alert_id: int, change_id: int) -> ChangeAlert:
    change, edits = load_change(session, change_id)
    document, vendor, url = _document(session, change.document_id)
    before, after = (session.get_one(VersionRow, at) for at in (change.from_version_id, change.to_version_id))
    return ChangeAlert(
        alert=alert_id,
        change=number_of(session, change),
        vendor=vendor.name,
        document=document.key,
        type=document.type,
        url=url,
        verdict=change.verdict,
        severity=change.severity,
        categories=tuple(change.categories),
        summary=change.summary,
        clauses=tuple(
            ClauseChange(
                category=edit.category,
                kind=edit.kind,
                direction=edit.direction,
                section=edit.section,
                before=edit.before,
                after=edit.after,
                facts=tuple(fact.value for fact in facts),
                reasons=tuple(edit.reasons),
            )
            for edit, facts in edits
        ),
        from_version=before.number,
        to_version=after.number,
        seen_at=after.seen_at,
        last_seen_before=after.last_seen_before,
        effective_date=change.effective_date,
        marks=tuple(change.marks),
    )


def _incident(session: Session, alert_id: int, incident_id: int) -> IncidentAlert:
    row = session.get_one(IncidentRow, incident_id)
    incident = IncidentAlert(
        alert=alert_id,
        incident=incident_id,
        kind=row.kind,
        reason=row.reason,
        detail=row.detail,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        closing=row.closing,
    )
    if row.document_id is None:
        return incident
    document, vendor, url = _document(session, row.document_id)
    return replace(
        incident,
        vendor=vendor.name,
        document=document.key,
        type=document.type,
        url=url,
        last_ok=_last_good_look(session, row.document_id, row.opened_at),
    )


def _document(session: Session, document_id: int) -> tuple[DocumentRow, VendorRow, str]:
    document = session.get_one(DocumentRow, document_id)
    url = session.scalar(
        select(SourceRow.url)
        .where(SourceRow.document_id == document_id)
        # Of a retired document the last known address is still better than none.
        .order_by(SourceRow.retired_at.is_not(None), SourceRow.position, SourceRow.id.desc())
        .limit(1)
    )
    return document, session.get_one(VendorRow, document.vendor_id), url or ""


def _last_good_look(session: Session, document_id: int, before: datetime) -> datetime | None:
    return session.scalar(
        select(ObservationRow.at)
        .where(
            ObservationRow.document_id == document_id,
            ObservationRow.at < before,
            ObservationRow.outcome.in_(_GOOD),
        )
        .order_by(ObservationRow.id.desc())
        .limit(1)
    )


def _undelivered(session: Session, alert_ids: list[int]) -> tuple[Undelivered, ...]:
    rows = session.execute(
        select(DeliveryRow.destination, DeliveryRow.last_error)
        .join(MessageRow, MessageRow.id == DeliveryRow.message_id)
        .join(MessageAlertRow, MessageAlertRow.message_id == MessageRow.id)
        .where(
            MessageAlertRow.alert_id.in_(alert_ids),
            DeliveryRow.state == "dead",
            MessageRow.kind != "undelivered",
        )
        .distinct()
        .order_by(DeliveryRow.destination)
    )
    return tuple(Undelivered(destination, error or "no reason was noted") for destination, error in rows)
