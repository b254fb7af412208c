"""What the store takes: rows and bytes by table, what a version and a look cost, and how fast it grows."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Float, cast, func, select, text, union
from sqlalchemy.orm import Session

from storage.base import Base
from storage.models import BlobRow, ObservationRow, ReadingRow, SnapshotRow, VersionRow

GROWTH_DAYS = (7, 30)

JsonRow = dict[str, Any]


def sizes(session: Session, now: datetime) -> JsonRow:
    """Measure the store.

    Gives `tables` (rows, bytes on disk with indexes where the database says; for blobs also the bytes before and after
    compression), `growth` over the last days by the time of looks, `text_bytes_per_version` (compressed) and
    `bytes_per_look` (with indexes and seals). What cannot be told is None.
    """
    disk = _on_disk(session)
    tables = [_table(session, name, disk.get(name)) for name in sorted(Base.metadata.tables)]
    return {
        "tables": tables,
        "growth": [_growth(session, now, days) for days in GROWTH_DAYS],
        "text_bytes_per_version": _text_bytes_per_version(session),
        "bytes_per_look": _bytes_per_look(tables),
    }


def _table(session: Session, name: str, disk: int | None) -> JsonRow:
    table = Base.metadata.tables[name]
    row: JsonRow = {
        "table": name,
        "rows": session.scalar(select(func.count()).select_from(table)),
        "disk_bytes": disk,
    }
    if table is BlobRow.__table__:
        before, after = session.execute(select(_total(BlobRow.size), _total(func.length(BlobRow.data)))).one()
        row |= {"bytes": int(before), "stored_bytes": int(after)}
    return row


def _total(column: Any) -> Any:
    return func.coalesce(func.sum(column), 0)


def _on_disk(session: Session) -> dict[str, int]:
    """Ask the database what each table takes with its indexes; empty where it does not know."""
    if session.get_bind().dialect.name == "postgresql":
        question = "SELECT relname, pg_total_relation_size(oid) FROM pg_class WHERE relkind = 'r'"
    elif session.scalar(text("SELECT count(*) FROM pragma_module_list WHERE name = 'dbstat'")):
        question = (
            "SELECT m.tbl_name, sum(s.pgsize) FROM dbstat s JOIN sqlite_master m ON m.name = s.name "
            "WHERE s.aggregate = 1 GROUP BY m.tbl_name"
        )
    else:
        return {}
    return {name: int(size) for name, size in session.execute(text(question))}


def _growth(session: Session, now: datetime, days: int) -> JsonRow:
    """Count looks and versions a day, and the compressed bytes of what they kept; a text seen again counts again."""
    since = now - timedelta(days=days)
    recent = select(ObservationRow.id).where(ObservationRow.at >= since)
    kept = union(
        select(SnapshotRow.body_sha256).where(SnapshotRow.observation_id.in_(recent)),
        select(ReadingRow.text_sha256).where(ReadingRow.observation_id.in_(recent)),
    ).subquery()
    looks = session.scalar(select(func.count()).where(ObservationRow.at >= since)) or 0
    versions = session.scalar(select(func.count()).where(VersionRow.seen_at >= since)) or 0
    stored = session.scalar(select(_total(func.length(BlobRow.data))).where(BlobRow.sha256.in_(select(kept))))
    return {
        "days": days,
        "looks_per_day": round(looks / days, 1),
        "versions_per_day": round(versions / days, 1),
        "stored_bytes_per_day": round((stored or 0) / days),
    }


def _text_bytes_per_version(session: Session) -> int | None:
    texts = select(ReadingRow.text_sha256).join(VersionRow, VersionRow.reading_id == ReadingRow.id)
    stored = session.scalar(
        select(cast(_total(func.length(BlobRow.data)), Float)).where(BlobRow.sha256.in_(texts))
    )
    versions = session.scalar(select(func.count()).select_from(VersionRow))
    return round((stored or 0) / versions) if versions else None


def _bytes_per_look(tables: list[JsonRow]) -> int | None:
    by_name = {row["table"]: row for row in tables}
    costs = [by_name[name]["disk_bytes"] for name in ("observation", "seal")]
    counts = [by_name[name]["rows"] for name in ("observation", "seal")]
    if None in costs or 0 in counts:
        return None
    per_look: float = sum(cost / count for cost, count in zip(costs, counts, strict=True))
    return round(per_look)
