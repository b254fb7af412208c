"""Whether the record still says what was written: every hash is computed again, every reference is followed."""

from __future__ import annotations

from array import array
from bisect import bisect_left

from sqlalchemy import ColumnElement, exists, func, select, text
from sqlalchemy.orm import Session

from monitor.domain.text import identity, substance
from storage import blobs
from storage.base import Base
from storage.chain_check import check_chain
from storage.findings import Findings
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


def check(session: Session, noted: tuple[int, str] | None = None) -> Findings:
    """Check everything.

    Args:
        session: One consistent state of the database.
        noted: Number and hash of a seal that was written down elsewhere (`Findings.head` of an earlier check).
    """
    findings = Findings()
    if _is_torn(session, findings):
        return findings  # what else would be said of a file that SQLite itself cannot walk through is not reliable
    _references(session, findings)
    check_chain(session.connection(), findings, noted)
    _blobs(session, findings)
    for part in (_versions, _changes, _alerts):
        part(session, findings)
    return findings


def _is_torn(session: Session, findings: Findings) -> bool:
    if session.get_bind().dialect.name != "sqlite":
        return False
    said = [line for (line,) in session.execute(text("PRAGMA integrity_check(100)")) if line != "ok"]
    for line in said:
        findings.add(f"the database file is damaged: {line}; restore a backup")
    return bool(said)


def _references(session: Session, findings: Findings) -> None:
    """Find rows that refer to nothing: what the database itself prevents, unless somebody has told it not to."""
    for table in Base.metadata.sorted_tables:
        for reference in sorted(table.foreign_keys, key=lambda one: one.parent.name):
            target = reference.column.table.alias("target")
            is_missing: ColumnElement[bool] = ~exists().where(
                target.c[reference.column.name] == reference.parent
            )
            question = select(*table.primary_key).where(reference.parent.is_not(None), is_missing)
            for key in session.execute(question).yield_per(_BATCH):
                findings.add(
                    f"{table.name} {', '.join(map(str, key))}: the {reference.column.table.name} that its "
                    f"{reference.parent.name} names is gone"
                )


def _blobs(session: Session, findings: Findings) -> None:
    """Read every blob: first those that are used, in the order in which they rest on each other, then what is left."""
    reader, good = blobs.Reader(session), array("Q")
    _readings(session, findings, reader, good)
    _snapshots(session, reader, good)
    known = array("Q", sorted(good))
    for (digest,) in session.execute(select(BlobRow.sha256).order_by(BlobRow.sha256)).yield_per(_BATCH):
        findings.checked["blobs"] += 1
        at = bisect_left(known, _short(digest))
        is_good = at < len(known) and known[at] == _short(digest)
        if not is_good and _read(reader, digest, good) is None:
            findings.add(f"blob {digest}: its bytes do not match its hash{_users(session, digest)}")


def _readings(session: Session, findings: Findings, reader: blobs.Reader, good: array[int]) -> None:
    row = ReadingRow
    question = select(row.id, row.text_sha256, row.identity, row.substance).order_by(row.id)
    for number, digest, *marks in session.execute(question).yield_per(_BATCH):
        findings.checked["readings"] += 1
        data = _read(reader, digest, good)
        if data is None:
            continue  # told with its blob
        said = data.decode(errors="surrogatepass")
        if [identity(said), substance(said)] != marks:
            findings.add(f"reading {number}: its marks do not match its text")


def _snapshots(session: Session, reader: blobs.Reader, good: array[int]) -> None:
    question = select(SnapshotRow.body_sha256).order_by(SnapshotRow.id)
    for (digest,) in session.execute(question).yield_per(_BATCH):
        _read(reader, digest, good)


def _read(reader: blobs.Reader, digest: str, good: array[int]) -> bytes | None:
    """Read a blob; what is *good* is noted by the first eight bytes of its hash, to save room."""
    try:
        data = reader.get(digest)
    except blobs.CorruptBlob:
        return None
    good.append(_short(digest))
    return data


def _short(digest: str) -> int:
    return int(digest[:16], 16)


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


def _versions(session: Session, findings: Findings) -> None:
    rows = session.execute(
        select(DocumentRow.key, func.count(), func.min(VersionRow.number), func.max(VersionRow.number))
        .join(VersionRow, VersionRow.document_id == DocumentRow.id)
        .group_by(DocumentRow.key)
        .order_by(DocumentRow.key)
    )
    for key, count, first, last in rows:
        findings.checked["versions"] += count
        if first != 1 or last != count:
            findings.add(f"{key}: {count} versions, numbered from {first} to {last}: some are missing")


def _changes(session: Session, findings: Findings) -> None:
    findings.checked["changes"] = session.scalar(select(func.count()).select_from(ChangeRow)) or 0
    missing = session.execute(
        select(DocumentRow.key, VersionRow.number)
        .join(DocumentRow, DocumentRow.id == VersionRow.document_id)
        .outerjoin(ChangeRow, ChangeRow.to_version_id == VersionRow.id)
        .where(VersionRow.number > 1, ChangeRow.id.is_(None))
    )
    for key, number in missing:
        findings.add(f"{key} version {number}: no change leads to it (the next run assesses it)")


def _alerts(session: Session, findings: Findings) -> None:
    findings.checked["alerts"] = session.scalar(select(func.count()).select_from(AlertRow)) or 0
    findings.checked["deliveries"] = session.scalar(select(func.count()).select_from(DeliveryRow)) or 0
    unsent = session.scalars(
        select(AlertRow.id)
        .outerjoin(MessageAlertRow, MessageAlertRow.alert_id == AlertRow.id)
        .where(AlertRow.muted.is_(None), MessageAlertRow.message_id.is_(None))
    )
    for number in unsent:
        findings.add(f"alert {number}: no message carries it")
    empty = session.scalars(
        select(MessageRow.id)
        .outerjoin(DeliveryRow, DeliveryRow.message_id == MessageRow.id)
        .where(DeliveryRow.id.is_(None))
    )
    for number in empty:
        findings.add(f"message {number}: no delivery carries it")
