"""What the store takes: rows and bytes."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.base import Base
from storage.models import BlobRow


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
