"""The tables: columns and constraints only. Queries live in the other modules of this room.

Three kinds of rows. *What is watched* follows the watchlist file; an entry that vanishes is retired, never deleted.
*The record* is append-only: what was seen, what was decided, what was told. *State* is derived from the record and
may be rewritten. Addresses of people are in none of them: a destination is known by its name.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from monitor.domain.decide import Acceptance, CandidateKind
from monitor.domain.extraction import ExtractionOutcome
from monitor.domain.incident import IncidentKind
from monitor.domain.vocabulary import (
    Category,
    Cause,
    DeliveryState,
    Direction,
    DocumentType,
    Kind,
    Outcome,
    Render,
    Severity,
    Verdict,
)
from storage.base import Base
from storage.types import Sha256, WritableText

_UNDECIDED = text("outcome IS NULL")
_OPEN = text("closed_at IS NULL")


# --- what is watched ---------------------------------------------------------------------------------------------


class VendorRow(Base):
    """An organisation whose policies are watched."""

    __tablename__ = "vendor"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    homepage: Mapped[str | None]
    owner: Mapped[str | None]
    reference: Mapped[str | None]
    tier: Mapped[str | None]
    tags: Mapped[list[Any]] = mapped_column(default=list)
    retired_at: Mapped[datetime | None]


class DocumentRow(Base):
    """One policy of a vendor."""

    __tablename__ = "document"

    id: Mapped[int] = mapped_column(primary_key=True)
    vendor_id: Mapped[int] = mapped_column(ForeignKey("vendor.id", ondelete="RESTRICT"), index=True)
    key: Mapped[str] = mapped_column(unique=True)
    type: Mapped[DocumentType] = mapped_column(WritableText)
    qualifier: Mapped[str | None]
    locale: Mapped[str | None]
    render: Mapped[Render] = mapped_column(WritableText, default="auto")
    sends: Mapped[str] = mapped_column(default="")  # Sending.mark: no value, and nothing to find one by
    schedule: Mapped[str]  # ISO 8601 duration or cron line
    notice_period_days: Mapped[int | None]
    added_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]
    paused_at: Mapped[datetime | None]


class SourceRow(Base):
    """A URL of a document. A changed URL or selector is a new row; the old one is retired."""

    __tablename__ = "source"

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id", ondelete="RESTRICT"), index=True)
    position: Mapped[int]  # from 0, in the order in which the texts are joined
    url: Mapped[str]
    select: Mapped[list[Any]] = mapped_column(default=list)
    remove: Mapped[list[Any]] = mapped_column(default=list)
    follow: Mapped[str | None]  # CSS of a link
    followed: Mapped[str | None]  # the file whose validators these are
    etag: Mapped[str | None]  # validators of the last accepted answer only: a block page must not poison them
    last_modified: Mapped[str | None]
    moved_to: Mapped[str | None]  # where the last accepted answer came from, after permanent redirects alone
    not_modified: Mapped[int] = mapped_column(default=0)  # answers "not modified" in a row
    retired_at: Mapped[datetime | None]


class SubscriptionRow(Base):
    """Who wants to know what, as last read from the watchlist."""

    __tablename__ = "subscription"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    spec: Mapped[dict[str, Any]] = mapped_column(default=dict)
    retired_at: Mapped[datetime | None]


# --- the record: what was seen -----------------------------------------------------------------------------------


class BlobRow(Base):
    """Bytes by their SHA-256, written once: snapshots and texts. Equal bytes are stored once."""

    __tablename__ = "blob"

    sha256: Mapped[str] = mapped_column(Sha256, primary_key=True)
    size: Mapped[int]  # bytes, before compression
    codec: Mapped[int]  # storage.blobs.Codec
    depth: Mapped[int] = mapped_column(default=0)  # deltas to go through to reach a blob that stands alone
    base_sha256: Mapped[str | None] = mapped_column(Sha256, ForeignKey("blob.sha256", ondelete="RESTRICT"))
    data: Mapped[bytes] = mapped_column(LargeBinary)


class ObservationRow(Base):
    """One look at a document: when, what was asked and answered, what was decided.

    `outcome` is null until something is decided about the durable answers; after a crash the next run decides.
    """

    __tablename__ = "observation"
    __table_args__ = (
        Index("ix_observation_document_id_id", "document_id", "id"),
        Index(
            "ix_observation_undecided", "document_id", sqlite_where=_UNDECIDED, postgresql_where=_UNDECIDED
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id", ondelete="RESTRICT"))
    at: Mapped[datetime]
    confirming: Mapped[bool] = mapped_column(default=False)
    outcome: Mapped[Outcome | None] = mapped_column(WritableText)
    reason: Mapped[str | None]
    # The kept look that showed the same visible text; null where this look's own snapshots are kept.
    same_as_id: Mapped[int | None] = mapped_column(ForeignKey("observation.id", ondelete="RESTRICT"))
    answers: Mapped[bytes] = mapped_column(LargeBinary)  # storage.looks.pack_answers


class SnapshotRow(Base):
    """The bytes of one source, or of a frame in it (`framed_by`: position of the page around it), as served."""

    __tablename__ = "snapshot"
    __table_args__ = (UniqueConstraint("observation_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    observation_id: Mapped[int] = mapped_column(ForeignKey("observation.id", ondelete="RESTRICT"))
    position: Mapped[int]
    framed_by: Mapped[int | None]
    url: Mapped[str]
    final_url: Mapped[str]
    status: Mapped[int]
    content_type: Mapped[str | None]
    body_sha256: Mapped[str] = mapped_column(Sha256, ForeignKey("blob.sha256", ondelete="RESTRICT"))


class ReadingRow(Base):
    """What one extractor with one set of rules made of the snapshots of one look; imported texts have no look."""

    __tablename__ = "reading"
    __table_args__ = (UniqueConstraint("observation_id", "extractor", "rules"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    observation_id: Mapped[int | None] = mapped_column(ForeignKey("observation.id", ondelete="RESTRICT"))
    extractor: Mapped[str]
    rules: Mapped[str]  # short hash over the selectors of all sources
    outcome: Mapped[ExtractionOutcome] = mapped_column(WritableText)
    reason: Mapped[str | None]
    suspect: Mapped[str | None]
    title: Mapped[str | None]
    language: Mapped[str | None]
    updated: Mapped[date | None]
    effective: Mapped[date | None]
    updated_quote: Mapped[str | None]  # the line of the text that gives the date
    effective_quote: Mapped[str | None]
    author: Mapped[str | None]
    words: Mapped[int]
    text_sha256: Mapped[str] = mapped_column(Sha256, ForeignKey("blob.sha256", ondelete="RESTRICT"))
    identity: Mapped[str] = mapped_column(Sha256)  # monitor.domain.text.identity
    substance: Mapped[str] = mapped_column(Sha256)  # monitor.domain.text.substance
    visible_sha256: Mapped[str | None] = mapped_column(Sha256)
    coverage: Mapped[dict[str, Any] | None]


class VersionRow(Base):
    """One accepted state of a document. A return to an earlier text is a new row that shares the stored text."""

    __tablename__ = "version"
    __table_args__ = (
        UniqueConstraint("document_id", "number"),
        CheckConstraint("number >= 1", name="number_from_one"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id", ondelete="RESTRICT"))
    number: Mapped[int]  # from 1, no gaps
    reading_id: Mapped[int] = mapped_column(ForeignKey("reading.id", ondelete="RESTRICT"))
    seen_at: Mapped[datetime] = mapped_column(index=True)  # of the first look that showed it
    last_seen_before: Mapped[datetime | None]  # last look that showed the version before
    accepted: Mapped[Acceptance] = mapped_column(WritableText)
    setup: Mapped[str] = mapped_column(default="")  # our own settings that decide what we get: `Target.setup`
    address_changed: Mapped[bool] = mapped_column(default=False)
    source_ref: Mapped[str | None]  # commit of an imported archive


# --- the record: what was decided --------------------------------------------------------------------------------


class ChangeRow(Base):
    """From one version to the next: what it means. A new assessment is a new revision; the old one stays."""

    __tablename__ = "change"
    __table_args__ = (UniqueConstraint("to_version_id", "revision"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id", ondelete="RESTRICT"), index=True)
    from_version_id: Mapped[int] = mapped_column(ForeignKey("version.id", ondelete="RESTRICT"))
    to_version_id: Mapped[int] = mapped_column(ForeignKey("version.id", ondelete="RESTRICT"))
    baseline_reading_id: Mapped[int] = mapped_column(ForeignKey("reading.id", ondelete="RESTRICT"))
    revision: Mapped[int] = mapped_column(default=1)
    cause: Mapped[Cause] = mapped_column(WritableText)
    verdict: Mapped[Verdict] = mapped_column(WritableText)
    severity: Mapped[Severity | None] = mapped_column(WritableText)
    categories: Mapped[list[Any]] = mapped_column(default=list)
    summary: Mapped[str]
    noise: Mapped[list[Any]] = mapped_column(default=list)
    marks: Mapped[list[Any]] = mapped_column(default=list)  # unconfirmed, return, large, unassessed, …
    muted: Mapped[str | None]  # why nobody was told although somebody would have been
    effective_date: Mapped[date | None]
    assessor: Mapped[str]
    created_at: Mapped[datetime]


class ClauseChangeRow(Base):
    """One substantive edit of a change."""

    __tablename__ = "clause_change"
    __table_args__ = (UniqueConstraint("change_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    change_id: Mapped[int] = mapped_column(ForeignKey("change.id", ondelete="RESTRICT"))
    position: Mapped[int]  # from 0, most important first
    category: Mapped[Category] = mapped_column(WritableText)
    kind: Mapped[Kind] = mapped_column(WritableText)
    direction: Mapped[Direction] = mapped_column(WritableText)
    section: Mapped[str]
    before: Mapped[str]
    after: Mapped[str]
    reasons: Mapped[list[Any]] = mapped_column(default=list)


class FactRow(Base):
    """One typed statement of a clause change."""

    __tablename__ = "fact"
    __table_args__ = (UniqueConstraint("clause_change_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    clause_change_id: Mapped[int] = mapped_column(ForeignKey("clause_change.id", ondelete="RESTRICT"))
    position: Mapped[int]
    type: Mapped[str]
    value: Mapped[dict[str, Any]]


class IncidentRow(Base):
    """A document that cannot be watched as it should, or (without document) a whole run: opened once, closed once."""

    __tablename__ = "incident"
    __table_args__ = (
        # At most one open incident a document (an incident of a whole run has no document, and no such bound).
        Index("uq_incident_open", "document_id", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id", ondelete="RESTRICT"))
    kind: Mapped[IncidentKind] = mapped_column(WritableText)
    reason: Mapped[str]
    detail: Mapped[str] = mapped_column(default="")
    opened_at: Mapped[datetime]
    escalated_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    closing: Mapped[str | None]  # how it ended, and what changed meanwhile


# --- the record: what was told -----------------------------------------------------------------------------------


class AlertRow(Base):
    """One change or incident for one subscription. Its state is derived from its deliveries."""

    __tablename__ = "alert"
    __table_args__ = (
        UniqueConstraint("subscription_id", "change_id"),
        UniqueConstraint("subscription_id", "incident_id"),
        CheckConstraint("(change_id IS NULL) <> (incident_id IS NULL)", name="one_subject"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    subscription_id: Mapped[int] = mapped_column(ForeignKey("subscription.id", ondelete="RESTRICT"))
    change_id: Mapped[int | None] = mapped_column(ForeignKey("change.id", ondelete="RESTRICT"), index=True)
    incident_id: Mapped[int | None] = mapped_column(
        ForeignKey("incident.id", ondelete="RESTRICT"), index=True
    )
    created_at: Mapped[datetime]
    muted: Mapped[str | None]  # the reason, where nothing is sent


class MessageRow(Base):
    """One message of one subscription, carrying one or more alerts."""

    __tablename__ = "message"
    __table_args__ = (Index("ix_message_subscription_id_due_at", "subscription_id", "due_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    subscription_id: Mapped[int] = mapped_column(ForeignKey("subscription.id", ondelete="RESTRICT"))
    kind: Mapped[str]  # alert, digest, escalated, closed, undelivered
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]


class MessageAlertRow(Base):
    """Which alerts a message carries, in order."""

    __tablename__ = "message_alert"

    message_id: Mapped[int] = mapped_column(ForeignKey("message.id", ondelete="RESTRICT"), primary_key=True)
    alert_id: Mapped[int] = mapped_column(
        ForeignKey("alert.id", ondelete="RESTRICT"), primary_key=True, index=True
    )


class DeliveryRow(Base):
    """One message to one destination: the outbox. A leased row returns by itself when its lease runs out."""

    __tablename__ = "delivery"
    __table_args__ = (
        UniqueConstraint("message_id", "destination"),
        Index("ix_delivery_state_due_at", "state", "due_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[int] = mapped_column(ForeignKey("message.id", ondelete="RESTRICT"))
    destination: Mapped[str]  # the name, never the address
    state: Mapped[DeliveryState] = mapped_column(WritableText, default="pending")
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime]  # next attempt, or the end of the lease
    held: Mapped[bool] = mapped_column(default=False)  # restored from a backup: waits for `deliver --release`
    last_error: Mapped[str | None]
    sent_at: Mapped[datetime | None]


# --- state -------------------------------------------------------------------------------------------------------


class WatchRow(Base):
    """Where the watching of one document stands. Derived from the record; no alert is ever decided by it alone."""

    __tablename__ = "watch"

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id", ondelete="RESTRICT"), primary_key=True)
    next_due: Mapped[datetime | None] = mapped_column(index=True)  # null: never looked at, due now
    not_before: Mapped[datetime | None]  # an open Retry-After
    bad_streak: Mapped[int] = mapped_column(default=0)
    bad_since: Mapped[datetime | None]
    bad_kind: Mapped[IncidentKind | None] = mapped_column(WritableText)  # of a bad newest look
    unreachable: Mapped[bool] = mapped_column(default=False)  # the newest look got no HTTP answer
    rejected_substance: Mapped[str | None] = mapped_column(Sha256)  # of the text that a person said no to
    last_look: Mapped[datetime | None]
    last_ok: Mapped[datetime | None]
    last_outcome: Mapped[Outcome | None] = mapped_column(WritableText)
    last_reason: Mapped[str | None]
    version_id: Mapped[int | None] = mapped_column(ForeignKey("version.id", ondelete="RESTRICT"))
    kept_observation_id: Mapped[int | None] = mapped_column(ForeignKey("observation.id", ondelete="RESTRICT"))
    kept_visible: Mapped[str | None] = mapped_column(Sha256)  # visible text of the last kept look
    kept_reading_id: Mapped[int | None] = mapped_column(ForeignKey("reading.id", ondelete="RESTRICT"))
    candidate_kind: Mapped[CandidateKind | None] = mapped_column(WritableText)
    candidate_reading_id: Mapped[int | None] = mapped_column(ForeignKey("reading.id", ondelete="RESTRICT"))
    candidate_since: Mapped[datetime | None]  # first look that showed the candidate's text
    candidate_started: Mapped[datetime | None]  # first look that differed, whatever its text
    candidate_looks: Mapped[int] = mapped_column(default=0)
    confirm_failures: Mapped[int] = mapped_column(default=0)
    proposal: Mapped[str | None]  # where a page that is gone may be; "": looked for in vain, null: not yet
    browser_since: Mapped[datetime | None]  # when plain HTTP last lacked what scripts show
