"""The state of an alert, derived from its deliveries whenever somebody asks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from monitor.domain.vocabulary import AlertState
from storage.models import AlertRow, DeliveryRow, MessageAlertRow, MessageRow


@dataclass(frozen=True, slots=True)
class DeliveryFacts:
    """What the state of an alert depends on, of one of its deliveries."""

    kind: str  # of the message: alert, digest, closed, undelivered
    state: str
    attempts: int


def state_of(muted: str | None, deliveries: Iterable[DeliveryFacts]) -> AlertState:
    """Say where an alert stands.

    `dead` when a destination was given up, even if others were reached: somebody was meant to know and does not.
    `digest` while it waits for the time of its digest; `pending` while any destination is still tried. Messages that
    a fallback gets about it, and those that say an incident is over, do not count.
    """
    if muted is not None:
        return "muted"
    own = [item for item in deliveries if item.kind in ("alert", "digest")]
    waiting = [item for item in own if item.state in ("pending", "sending")]
    if waiting:
        is_untried = all(item.kind == "digest" and item.attempts == 0 for item in waiting)
        return "digest" if is_untried else "pending"
    if not own:
        return "pending"
    return "dead" if any(item.state == "dead" for item in own) else "sent"


def alert_states(session: Session, alert_ids: Sequence[int]) -> dict[int, AlertState]:
    """Derive the states of several alerts at once, by their ids."""
    muted = dict(
        session.execute(select(AlertRow.id, AlertRow.muted).where(AlertRow.id.in_(alert_ids))).tuples()
    )
    deliveries: dict[int, list[DeliveryFacts]] = {alert_id: [] for alert_id in muted}
    rows = session.execute(
        select(MessageAlertRow.alert_id, MessageRow.kind, DeliveryRow.state, DeliveryRow.attempts)
        .join(MessageRow, MessageRow.id == MessageAlertRow.message_id)
        .join(DeliveryRow, DeliveryRow.message_id == MessageRow.id)
        .where(MessageAlertRow.alert_id.in_(alert_ids))
    )
    for alert_id, kind, state, attempts in rows:
        deliveries[alert_id].append(DeliveryFacts(kind, state, attempts))
    return {alert_id: state_of(muted[alert_id], found) for alert_id, found in deliveries.items()}
