"""From a change or an incident to alerts, messages and deliveries: all written in the caller's transaction."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from monitor.domain.matching import ChangeFacts, IncidentFacts, digest_due, matches
from monitor.domain.watchlist import Subscription
from notifiers.message import MessageKind
from storage.models import (
    AlertRow,
    ChangeRow,
    ClauseChangeRow,
    DeliveryRow,
    DocumentRow,
    IncidentRow,
    MessageAlertRow,
    MessageRow,
    ReadingRow,
    SubscriptionRow,
    VendorRow,
    VersionRow,
)


@dataclass(frozen=True, slots=True)
class Routing:
    """Who is told: all subscriptions, who gets what would be lost, and the zone of digests."""

    subscriptions: tuple[Subscription, ...]
    fallback: Subscription | None = None  # need not be one of the others
    timezone: str = "UTC"


def enqueue_change(session: Session, change_id: int, routing: Routing, now: datetime) -> list[int]:
    """Write the alerts of a change, and what sends them. Safe to call again: nobody is told twice.

    A change that is muted, or that the vendor did not make, gets its alerts too, muted with the reason. A high change
    that no subscription asks for goes to the fallback.

    Returns:
        Ids of the alerts written, in the order of the subscriptions.
    """
    change = session.get_one(ChangeRow, change_id)
    facts = _change_facts(session, change)
    wanted = [item for item in routing.subscriptions if matches(item, facts)]
    if "return" in change.marks:
        told = _told_since(session, change)
        wanted = [item for item in routing.subscriptions if item in wanted or item.name in told]
    fallback = routing.fallback
    if not wanted and change.severity == "high" and fallback is not None:
        wanted = [fallback]
    muted = _reason_to_mute(change)
    return [
        alert_id
        for item in wanted
        if (alert_id := _alert(session, item, routing, now, muted, change_id=change_id)) is not None
    ]


def enqueue_incident(session: Session, incident_id: int, routing: Routing, now: datetime) -> list[int]:
    """Write the alerts of an incident that was opened; one of a whole run also goes to the fallback.

    Incidents that are not sent yet share one message for each subscription.

    Returns:
        Ids of the alerts written, in the order of the subscriptions.
    """
    incident = session.get_one(IncidentRow, incident_id)
    facts = _incident_facts(session, incident)
    wanted = [item for item in routing.subscriptions if matches(item, facts)]
    fallback = routing.fallback
    if incident.document_id is None and fallback is not None and fallback not in wanted:
        wanted.append(fallback)
    return [
        alert_id
        for item in wanted
        if (alert_id := _alert(session, item, routing, now, None, incident_id=incident_id)) is not None
    ]


def enqueue_closing(session: Session, incident_id: int, routing: Routing, now: datetime) -> int:
    """Tell everyone who was told of an incident that it is over, and count them.

    Where the first message has not left yet, it will say both, and no second one is written.
    """
    told = 0
    for alert, subscription in _told_of_incident(session, incident_id, routing):
        messages = _messages_about(session, alert.id)
        was_closed = len(messages) > 1
        if not was_closed and not _are_still_here(session, messages):
            _carry(session, alert, subscription, routing, now, kind="closed")
            told += 1
    return told


def enqueue_escalation(session: Session, incident_id: int, routing: Routing, now: datetime) -> None:
    """Tell everyone who was told of an incident that it lasts, at once; the fallback hears of it now, if not before."""
    for alert, subscription in _told_of_incident(session, incident_id, routing):
        if not _are_still_here(session, _messages_about(session, alert.id)):
            _carry(session, alert, subscription, routing, now, kind="escalated")
    if routing.fallback is not None:
        _alert(session, routing.fallback, routing, now, None, incident_id=incident_id)


def _told_of_incident(
    session: Session, incident_id: int, routing: Routing
) -> list[tuple[AlertRow, Subscription]]:
    current = {item.name: item for item in routing.subscriptions}
    if routing.fallback is not None:
        current.setdefault(routing.fallback.name, routing.fallback)
    rows = session.execute(
        select(AlertRow, SubscriptionRow.name)
        .join(SubscriptionRow, SubscriptionRow.id == AlertRow.subscription_id)
        .where(AlertRow.incident_id == incident_id, AlertRow.muted.is_(None))
        .order_by(AlertRow.id)
    ).all()
    return [(alert, current[name]) for alert, name in rows if name in current]


def enqueue_undelivered(
    session: Session, message_id: int, fallback: Subscription | None, now: datetime
) -> bool:
    """Tell the fallback, once for each alert, that a message was given up; False when nobody can be told.

    A message about an undelivered message that is given up itself ends there.
    """
    message = session.get_one(MessageRow, message_id)
    if fallback is None or message.kind == "undelivered":
        return False
    given_up = set(
        session.scalars(
            select(DeliveryRow.destination).where(
                DeliveryRow.message_id == message_id, DeliveryRow.state == "dead"
            )
        )
    )
    destinations = [name for name in fallback.to if name not in given_up]
    alert_ids = session.scalars(
        select(MessageAlertRow.alert_id).where(MessageAlertRow.message_id == message_id)
    ).all()
    if not destinations or not alert_ids:
        return False
    home = subscription_id(session, fallback.name)
    # Two destinations can be given up at the same moment; one after the other, they share one message.
    session.execute(
        select(SubscriptionRow.id).where(SubscriptionRow.id == home).with_for_update(key_share=True)
    )
    target = _open_message(session, home, "undelivered", None) or _message(
        session, home, "undelivered", now, now
    )
    _address(session, target, destinations)
    for alert_id in alert_ids:
        _put(session, target, alert_id)
    return True


def subscription_id(session: Session, name: str) -> int:
    """Find the row of a subscription, or make it: an alert must not wait for the watchlist to be applied."""
    found = session.scalar(select(SubscriptionRow.id).where(SubscriptionRow.name == name))
    if found is not None:
        return found
    try:
        with session.begin_nested():
            session.add(SubscriptionRow(name=name, spec={}))
    except IntegrityError:
        pass  # another process made it at the same moment, and has committed it: that was what we waited for
    return session.scalars(select(SubscriptionRow.id).where(SubscriptionRow.name == name)).one()


def _change_facts(session: Session, change: ChangeRow) -> ChangeFacts:
    document = session.get_one(DocumentRow, change.document_id)
    vendor = session.get_one(VendorRow, document.vendor_id)
    version = session.get_one(VersionRow, change.to_version_id)
    # A clause may be cited under a subject that the change as a whole is not filed under: whoever asked for it is told.
    cited = (
        session.scalars(select(ClauseChangeRow.category).where(ClauseChangeRow.change_id == change.id))
        if change.verdict == "material"
        else ()
    )
    return ChangeFacts(
        vendor=vendor.slug,
        tags=tuple(vendor.tags),
        type=document.type,
        verdict=change.verdict,
        severity=change.severity,
        categories=tuple(dict.fromkeys((*change.categories, *cited))),
        language=session.get_one(ReadingRow, version.reading_id).language,
        marks=tuple(change.marks),
    )


def _incident_facts(session: Session, incident: IncidentRow) -> IncidentFacts:
    if incident.document_id is None:
        return IncidentFacts()
    document = session.get_one(DocumentRow, incident.document_id)
    vendor = session.get_one(VendorRow, document.vendor_id)
    return IncidentFacts(vendor.slug, tuple(vendor.tags), document.type)


def _reason_to_mute(change: ChangeRow) -> str | None:
    if change.muted is not None:
        return change.muted
    # Re-extraction and new settings never alert: the vendor changed nothing.
    return None if change.cause in ("vendor", "both") else f"cause is {change.cause}, not the vendor"


def _told_since(session: Session, change: ChangeRow) -> set[str]:
    """Name the subscriptions that were told of the changes which this return takes back."""
    after = session.get_one(VersionRow, change.to_version_id)
    substance = session.get_one(ReadingRow, after.reading_id).substance
    left_at = session.scalar(
        select(func.max(VersionRow.number))
        .join(ReadingRow, ReadingRow.id == VersionRow.reading_id)
        .where(
            VersionRow.document_id == change.document_id,
            VersionRow.number < after.number,
            ReadingRow.substance == substance,
        )
    )
    return set(
        session.scalars(
            select(SubscriptionRow.name)
            .join(AlertRow, AlertRow.subscription_id == SubscriptionRow.id)
            .join(ChangeRow, ChangeRow.id == AlertRow.change_id)
            .join(VersionRow, VersionRow.id == ChangeRow.to_version_id)
            .where(
                ChangeRow.document_id == change.document_id,
                AlertRow.muted.is_(None),
                VersionRow.number < after.number,
                # Where the earlier state is not in the record (older than the first version), the last change counts.
                VersionRow.number > (left_at if left_at is not None else after.number - 2),
            )
        )
    )


def _alert(
    session: Session,
    subscription: Subscription,
    routing: Routing,
    now: datetime,
    muted: str | None,
    change_id: int | None = None,
    incident_id: int | None = None,
) -> int | None:
    home = subscription_id(session, subscription.name)
    subject = (
        AlertRow.change_id == change_id if change_id is not None else AlertRow.incident_id == incident_id
    )
    if session.scalar(select(AlertRow.id).where(AlertRow.subscription_id == home, subject)) is not None:
        return None
    alert = AlertRow(
        subscription_id=home, change_id=change_id, incident_id=incident_id, created_at=now, muted=muted
    )
    session.add(alert)
    session.flush()
    if muted is None:
        _carry(session, alert, subscription, routing, now, kind="alert")
    return alert.id


def _carry(
    session: Session,
    alert: AlertRow,
    subscription: Subscription,
    routing: Routing,
    now: datetime,
    kind: MessageKind,
) -> None:
    """Put an alert into a message: the open digest, a message of incidents that still waits, or a new one."""
    due = None if kind == "escalated" else digest_due(subscription.when, now, routing.timezone)
    if due is not None:
        kind = "digest"
    # One message a change: a ticket each. Incidents often come many at once, by one cause, and are read together.
    shares = kind != "alert" or alert.incident_id is not None
    found = _open_message(session, alert.subscription_id, kind, due) if shares else None
    message = found or _message(session, alert.subscription_id, kind, now, due or now)
    _address(session, message, subscription.to)
    _put(session, message, alert.id)


def _message(session: Session, home: int, kind: MessageKind, now: datetime, due: datetime) -> MessageRow:
    message = MessageRow(subscription_id=home, kind=kind, created_at=now, due_at=due)
    session.add(message)
    session.flush()
    return message


def _open_message(session: Session, home: int, kind: MessageKind, due: datetime | None) -> MessageRow | None:
    """Find a message that no destination has been tried with yet, and keep it from being claimed until commit."""
    waiting = (
        select(MessageRow)
        .join(DeliveryRow, DeliveryRow.message_id == MessageRow.id)
        .where(
            MessageRow.subscription_id == home,
            MessageRow.kind == kind,
            DeliveryRow.state == "pending",
            DeliveryRow.attempts == 0,
            DeliveryRow.held.is_(False),
        )
        .order_by(MessageRow.id.desc())
        .limit(1)
    )
    if due is not None:
        waiting = waiting.where(MessageRow.due_at == due)
    if kind == "alert":
        waiting = waiting.where(
            MessageRow.id.in_(
                select(MessageAlertRow.message_id)
                .join(AlertRow, AlertRow.id == MessageAlertRow.alert_id)
                .where(AlertRow.incident_id.is_not(None))
            )
        )
    message = session.scalar(waiting)
    return message if message is not None and _hold(session, message.id) else None


def _hold(session: Session, message_id: int) -> bool:
    """Lock the deliveries of a message by an update that changes nothing; False when one was claimed before."""
    held = session.execute(
        update(DeliveryRow)
        .where(
            DeliveryRow.message_id == message_id,
            DeliveryRow.state == "pending",
            DeliveryRow.attempts == 0,
            DeliveryRow.held.is_(False),
        )
        .values(attempts=0)
        .returning(DeliveryRow.id)
        .execution_options(synchronize_session=False)
    ).all()
    total = session.scalar(select(func.count()).where(DeliveryRow.message_id == message_id))
    return bool(held) and len(held) == total


def _messages_about(session: Session, alert_id: int) -> list[int]:
    """List the messages that tell its own subscription of an alert: the first, and for incidents the closing one."""
    return list(
        session.scalars(
            select(MessageAlertRow.message_id)
            .join(MessageRow, MessageRow.id == MessageAlertRow.message_id)
            .where(MessageAlertRow.alert_id == alert_id, MessageRow.kind.not_in(("undelivered", "escalated")))
        )
    )


def _are_still_here(session: Session, message_ids: list[int]) -> bool:
    """Whether none of the messages has left for any destination."""
    return bool(message_ids) and all(_hold(session, message_id) for message_id in message_ids)


def _address(session: Session, message: MessageRow, destinations: Iterable[str]) -> None:
    known = set(session.scalars(select(DeliveryRow.destination).where(DeliveryRow.message_id == message.id)))
    for name in dict.fromkeys(destinations):
        if name not in known:
            session.add(DeliveryRow(message_id=message.id, destination=name, due_at=message.due_at))
    session.flush()


def _put(session: Session, message: MessageRow, alert_id: int) -> None:
    if session.get(MessageAlertRow, (message.id, alert_id)) is None:
        session.add(MessageAlertRow(message_id=message.id, alert_id=alert_id))
        session.flush()
