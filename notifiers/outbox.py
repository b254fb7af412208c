"""The outbox: claim a delivery, send it, note how it went.

At least once, never silently lost, and each destination apart from the others.
"""

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, and_, exists, or_, select, update
from sqlalchemy.orm import Session, aliased

from monitor.domain.errors import ConfigurationError
from monitor.domain.watchlist import Subscription
from notifiers.channel import SEND_TIMEOUT_S, START_TIMEOUT_S, Channel, ChannelUnusable, DeliveryResult
from notifiers.content import load_message, withdraw
from notifiers.message import MessageContent, Rendered
from notifiers.routing import enqueue_undelivered
from storage.chain import SEALED_BY_HAND, seal
from storage.engine import Store
from storage.models import DeliveryRow
from storage.reports import held_deliveries

log = logging.getLogger(__name__)

# Ten attempts over 46 hours: a mail server that is down from Friday evening to Sunday afternoon loses nothing.
BACK_OFF: Final = (
    *(
        timedelta(minutes=1),
        timedelta(minutes=5),
        timedelta(minutes=15),
        timedelta(hours=1),
        timedelta(hours=3),
    ),
    *(timedelta(hours=6), timedelta(hours=12), timedelta(hours=12), timedelta(hours=12)),
)
MAX_ATTEMPTS: Final = len(BACK_OFF) + 1
# A destination may ask for patience (Retry-After), but not for more than the longest step of our own.
_LONGEST_WAIT: Final = BACK_OFF[-1]
# Longer than start and sending can take together, so a lease never runs out under a living sender.
LEASE: Final = timedelta(seconds=2 * (START_TIMEOUT_S + SEND_TIMEOUT_S) + 60)

Resolver = Callable[[str], str | None]
Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class DeliverySettings:
    """How messages are sent. `allow_private` opens addresses to destinations (`notify.allow_private`)."""

    timezone: str = "UTC"
    allow_private: tuple[str, ...] = ()
    fallback: Subscription | None = None
    workers: int = 4  # destinations at once; sending waits for others, it does not compute
    send_timeout_s: float = SEND_TIMEOUT_S


@dataclass(slots=True)
class DeliverySummary:
    """What one `deliver_due` came to: numbers of deliveries, and the last reason for each destination that failed."""

    sent: int = 0
    failed: int = 0  # will be tried again
    dead: int = 0  # given up
    withdrawn: int = 0  # nobody is left to be told
    held: int = 0  # not tried: restored from a backup, and not released
    problems: dict[str, str] = field(default_factory=dict)

    def add(self, other: "DeliverySummary") -> None:
        """Take in what another destination came to."""
        self.sent += other.sent
        self.failed += other.failed
        self.dead += other.dead
        self.withdrawn += other.withdrawn
        self.problems |= other.problems


@dataclass(frozen=True, slots=True)
class Claim:
    """A delivery that is leased to us, with what it carries now. `attempt` counts from 1."""

    delivery: int
    message: int
    destination: str
    attempt: int
    content: MessageContent


def deliver_due(store: Store, resolve: Resolver, clock: Clock, settings: DeliverySettings) -> DeliverySummary:
    """Send everything that is due, each destination in its own order and apart from the others.

    Safe to call at the same time from several processes: a delivery is leased to one of them.

    Args:
        store: The database.
        resolve: Gives the Apprise URL of a destination by its name; None when there is no such destination. It may
            raise ConfigurationError when the URL cannot be read now (a missing variable or file).
        clock: Gives the aware time.
        settings: How messages are sent.

    Raises:
        StoreUnavailable: The database failed; what was leased returns when its lease runs out.
    """
    with store.read() as session:
        destinations = due_destinations(session, clock())
        summary = DeliverySummary(held=held_deliveries(session))
    if not destinations:
        return summary
    with ThreadPoolExecutor(max_workers=settings.workers, thread_name_prefix="deliver") as pool:
        # All are awaited by the pool before the first error is raised again: one destination never stops another.
        parts = [pool.submit(_Queue(store, resolve, clock, settings, name).run) for name in destinations]
    for part in parts:
        summary.add(part.result())
    return summary


def due_destinations(session: Session, now: datetime) -> Sequence[str]:
    """Name the destinations that something is due for, longest waiting first."""
    rows = session.execute(
        select(DeliveryRow.destination).where(_is_due(now)).order_by(DeliveryRow.due_at, DeliveryRow.id)
    )
    return list(dict.fromkeys(name for (name,) in rows))


def claim(session: Session, destination: str, now: datetime) -> Claim | None:
    """Lease the oldest due delivery of a destination; None when nothing is due, or somebody else is at it.

    The lease must be committed before anything is sent. It is also what orders a destination: while it lasts, no
    other delivery of that destination can be leased.
    """
    other = aliased(DeliveryRow)
    busy = exists().where(other.destination == destination, other.state == "sending", other.due_at > now)
    found = session.execute(
        select(DeliveryRow.id, DeliveryRow.message_id, DeliveryRow.attempts)
        .where(DeliveryRow.destination == destination, _is_due(now), ~busy)
        .order_by(DeliveryRow.id)
        .limit(1)
    ).first()
    if found is None:
        return None
    won = session.scalar(
        update(DeliveryRow)
        .where(DeliveryRow.id == found.id, DeliveryRow.attempts == found.attempts, _is_due(now))
        .values(state="sending", attempts=found.attempts + 1, due_at=now + LEASE)
        .returning(DeliveryRow.id)
        .execution_options(synchronize_session=False)
    )
    if won is None:
        return None
    # Read after the lease is ours: what was added to the message until then is told, what comes later is not ours.
    content = load_message(session, found.message_id)
    return Claim(found.id, found.message_id, destination, found.attempts + 1, content)


def record(
    session: Session,
    leased: Claim,
    result: DeliveryResult,
    now: datetime,
    fallback: Subscription | None = None,
) -> str | None:
    """Note how a leased delivery went, and give its new state; None when the lease was lost to somebody else."""
    gives_up = not result.is_sent and (result.is_permanent or leased.attempt >= MAX_ATTEMPTS)
    state = "sent" if result.is_sent else "dead" if gives_up else "pending"
    won = session.scalar(
        update(DeliveryRow)
        .where(
            DeliveryRow.id == leased.delivery,
            DeliveryRow.attempts == leased.attempt,
            DeliveryRow.state == "sending",
        )
        .values(
            state=state,
            last_error=result.reason or None,
            sent_at=now if result.is_sent else None,
            due_at=now if state != "pending" else now + _wait(leased.attempt, result),
        )
        .returning(DeliveryRow.id)
        .execution_options(synchronize_session=False, **{SEALED_BY_HAND: True})
    )
    if won is None:
        return None
    seal(session, session.get_one(DeliveryRow, won))
    if state == "dead":
        enqueue_undelivered(session, leased.message, fallback, now)
    return state


def revive(session: Session, now: datetime, destination: str | None = None) -> int:
    """Make given-up deliveries due again, of one destination or of all, and count them."""
    wanted = DeliveryRow.state == "dead"
    if destination is not None:
        wanted = and_(wanted, DeliveryRow.destination == destination)
    return len(
        session.execute(
            update(DeliveryRow)
            .where(wanted)
            .values(state="pending", attempts=0, due_at=now)
            .returning(DeliveryRow.id)
            .execution_options(synchronize_session=False)
        ).all()
    )


def release(session: Session) -> int:
    """Let the deliveries go that a restore has held back, and count them."""
    held = update(DeliveryRow).where(DeliveryRow.held.is_(True)).values(held=False)
    return len(session.execute(held.returning(DeliveryRow.id)).all())


def _is_due(now: datetime) -> ColumnElement[bool]:
    # A lease that ran out belongs to a sender that died: its delivery is due again.
    return and_(
        or_(DeliveryRow.state == "pending", DeliveryRow.state == "sending"),
        DeliveryRow.due_at <= now,
        DeliveryRow.held.is_(False),
    )


def _wait(attempt: int, result: DeliveryResult) -> timedelta:
    ours = BACK_OFF[min(attempt, len(BACK_OFF)) - 1]
    return max(ours, min(timedelta(seconds=result.retry_after_s or 0), _LONGEST_WAIT))


class _Queue:
    """The due deliveries of one destination, sent one after the other over one channel."""

    def __init__(
        self, store: Store, resolve: Resolver, clock: Clock, settings: DeliverySettings, destination: str
    ) -> None:
        self._store = store
        self._resolve = resolve
        self._clock = clock
        self._settings = settings
        self._destination = destination
        self._channel: Channel | None = None
        self._down: DeliveryResult | None = None  # set once the destination cannot be reached

    def run(self) -> DeliverySummary:
        summary = DeliverySummary()
        try:
            while (leased := self._claim()) is not None:
                self._note(summary, leased, self._attempt(leased))
        finally:
            self._close()
        return summary

    def _claim(self) -> Claim | None:
        with self._store.write() as session:
            return claim(session, self._destination, self._clock())

    def _note(self, summary: DeliverySummary, leased: Claim, result: DeliveryResult | None) -> None:
        with self._store.write() as session:
            if result is None:
                withdraw(session, leased.message)
                result = DeliveryResult(False, "nobody is left to be told", is_permanent=True)
                record(session, leased, result, self._clock())
                summary.withdrawn += 1
                return
            state = record(session, leased, result, self._clock(), self._settings.fallback)
        if state == "sent":
            summary.sent += 1
        elif state is not None:
            summary.dead += state == "dead"
            summary.failed += state == "pending"
            summary.problems[self._destination] = result.reason
        log.info(
            "delivery_%s delivery=%d message=%d attempt=%d",
            state,
            leased.delivery,
            leased.message,
            leased.attempt,
        )

    def _attempt(self, leased: Claim) -> DeliveryResult | None:
        """Send one delivery; None when nothing is left to tell."""
        if not leased.content.changes and not leased.content.incidents:
            return None
        if leased.attempt > MAX_ATTEMPTS:
            return DeliveryResult(
                False, f"{self._destination}: the last attempts never ended", is_permanent=True
            )
        if self._down is not None:
            return self._down  # the whole destination is down: the others wait with the first, in order
        try:
            channel = self._open()
        except ChannelUnusable as unusable:
            self._down = unusable.result
            return unusable.result
        rendered = self._render(leased, channel)
        if rendered is None:
            return DeliveryResult(False, f"{self._destination}: the message could not be written")
        result = channel.send(leased.message, rendered)
        if result.is_unreachable:
            self._down = result
        return result

    def _open(self) -> Channel:
        if self._channel is not None and self._channel.is_open:
            return self._channel
        self._close()
        try:
            url = self._resolve(self._destination)
        except ConfigurationError:
            # Its text may quote what it could not read, so it is not repeated here.
            unreadable = DeliveryResult(
                False, f"{self._destination}: its address cannot be read from the settings"
            )
            raise ChannelUnusable(unreadable) from None
        if url is None:
            reason = f"{self._destination}: no destination has this name"
            raise ChannelUnusable(DeliveryResult(False, reason, is_permanent=True))
        settings = self._settings
        self._channel = Channel(self._destination, url, settings.allow_private, settings.send_timeout_s)
        return self._channel

    def _render(self, leased: Claim, channel: Channel) -> Rendered | None:
        from notifiers.rendering import render  # with its templates: most runs have nothing to say

        traits = channel.traits
        try:
            return render(
                leased.content,
                traits.format,
                limit=traits.body_limit,
                title_limit=traits.title_limit,
                timezone=self._settings.timezone,
            )
        except Exception:
            # The edge of the loop: one message that cannot be written must not stop the others. It is tried again,
            # given up after the last attempt, and told to the fallback like any other.
            log.exception("message_unwritten message=%d", leased.message)
            return None

    def _close(self) -> None:
        if self._channel is not None:
            self._channel.close()
            self._channel = None
