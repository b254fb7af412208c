"""Whether the record still says what was written: every hash is computed again, every reference is followed."""

from collections import Counter
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from monitor.domain.text import identity, substance
from storage import blobs
from storage.base import Base
from storage.models import (
    AlertRow,
    BlobRow,
    ChangeRow,
    DeliveryRow,
    DocumentRow,
    MessageAlertRow,
    MessageRow,
    ReadingRow,
    SnapshotRow,
    VersionRow,
)

_BATCH = 500
_NAMED = 5  # versions that are named for one damaged blob


def check(session: Session) -> tuple[dict[str, int], list[str]]:
    """Check everything; gives how much was checked, by kind, and a line for each mismatch."""
    counted: Counter[str] = Counter()
    problems: list[str] = []
    for part in (_blobs, _readings, _versions, _changes, _alerts):
        part(session, counted, problems)
    return dict(counted), problems


def sizes(session: Session) -> list[dict[str, Any]]:
    """Count the rows of every table; for blobs also the bytes before and after compression."""
    rows: list[dict[str, Any]] = [
        {"table": name, "rows": session.scalar(select(func.count()).select_from(table))}
        for name, table in sorted(Base.metadata.tables.items())
    ]
    before, after = session.execute(
        select(
            func.coalesce(func.sum(BlobRow.size), 0), func.coalesce(func.sum(func.length(BlobRow.data)), 0)
        )
    ).one()
    for row in rows:
        if row["table"] == "blob":
            row |= {"bytes": int(before), "stored_bytes": int(after)}
    return rows


def _blobs(session: Session, counted: Counter[str], problems: list[str]) -> None:
    for (digest,) in session.execute(select(BlobRow.sha256).order_by(BlobRow.depth)).yield_per(_BATCH):
        counted["blobs"] += 1
        try:
            blobs.get(session, digest)
        except blobs.CorruptBlob:
            problems.append(f"blob {digest}: its bytes do not match its hash{_users(session, digest)}")


def _users(session: Session, digest: str) -> str:
    """Name the versions whose text or page is in a blob, for the person who has to restore it."""
    versions = (
        select(DocumentRow.key, VersionRow.number)
        .join(VersionRow, VersionRow.document_id == DocumentRow.id)
        .join(ReadingRow, ReadingRow.id == VersionRow.reading_id)
        .limit(_NAMED)
    )
    page = versions.join(SnapshotRow, SnapshotRow.observation_id == ReadingRow.observation_id)
    uses = {
        "text": versions.where(ReadingRow.text_sha256 == digest),
        "page": page.where(SnapshotRow.body_sha256 == digest),
    }
    said = [
        f"{use} of {', '.join(f'{key} version {number}' for key, number in names)}"
        for use, question in uses.items()
        if (names := session.execute(question).all())
    ]
    return f" ({'; '.join(said)})" if said else ""


def _readings(session: Session, counted: Counter[str], problems: list[str]) -> None:
    for reading in session.scalars(select(ReadingRow)).yield_per(_BATCH):
        counted["readings"] += 1
        try:
            text = blobs.get_text(session, reading.text_sha256)
        except blobs.CorruptBlob:
            continue  # told with its blob
        if (identity(text), substance(text)) != (reading.identity, reading.substance):
            problems.append(f"reading {reading.id}: its marks do not match its text")


def _versions(session: Session, counted: Counter[str], problems: list[str]) -> None:
    rows = session.execute(
        select(DocumentRow.key, func.count(), func.min(VersionRow.number), func.max(VersionRow.number))
        .join(VersionRow, VersionRow.document_id == DocumentRow.id)
        .group_by(DocumentRow.key)
        .order_by(DocumentRow.key)
    )
    for key, count, first, last in rows:
        counted["versions"] += count
        if first != 1 or last != count:
            problems.append(f"{key}: {count} versions, numbered from {first} to {last}: some are missing")


def _changes(session: Session, counted: Counter[str], problems: list[str]) -> None:
    counted["changes"] = session.scalar(select(func.count()).select_from(ChangeRow)) or 0
    missing = session.execute(
        select(DocumentRow.key, VersionRow.number)
        .join(DocumentRow, DocumentRow.id == VersionRow.document_id)
        .outerjoin(ChangeRow, ChangeRow.to_version_id == VersionRow.id)
        .where(VersionRow.number > 1, ChangeRow.id.is_(None))
    )
    problems += [
        f"{key} version {number}: no change leads to it (the next run assesses it)" for key, number in missing
    ]


def _alerts(session: Session, counted: Counter[str], problems: list[str]) -> None:
    counted["alerts"] = session.scalar(select(func.count()).select_from(AlertRow)) or 0
    counted["deliveries"] = session.scalar(select(func.count()).select_from(DeliveryRow)) or 0
    unsent = session.scalars(
        select(AlertRow.id)
        .outerjoin(MessageAlertRow, MessageAlertRow.alert_id == AlertRow.id)
        .where(AlertRow.muted.is_(None), MessageAlertRow.message_id.is_(None))
    )
    problems += [f"alert {number}: no message carries it" for number in unsent]
    empty = session.scalars(
        select(MessageRow.id)
        .outerjoin(DeliveryRow, DeliveryRow.message_id == MessageRow.id)
        .where(DeliveryRow.id.is_(None))
    )
    problems += [f"message {number}: no delivery carries it" for number in empty]
