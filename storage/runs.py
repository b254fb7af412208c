"""Runs: when one was made and what it came to. State, not record: nothing is decided by it."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base
from storage.changes import REASSESSED
from storage.models import ChangeRow


class RunRow(Base):
    """One `run` or `crawl`: when, and what it came to."""

    __tablename__ = "run"

    id: Mapped[int] = mapped_column(primary_key=True)
    command: Mapped[str]
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    summary: Mapped[dict[str, Any] | None]


def begin_run(session: Session, command: str, now: datetime) -> int:
    """Note that a run begins; answers its id."""
    row = RunRow(command=command, started_at=now)
    session.add(row)
    session.flush()
    return row.id


def end_run(session: Session, run_id: int, summary: Mapping[str, Any], now: datetime) -> None:
    """Note that a run ended by itself, and what it came to; a killed run keeps no end."""
    row = session.get_one(RunRow, run_id)
    row.finished_at, row.summary = now, dict(summary)


def newest_change(session: Session) -> int:
    """Give the id of the newest change; 0 where there is none."""
    return session.scalar(select(func.max(ChangeRow.id))) or 0


def verdicts_since(session: Session, change_id: int) -> Counter[str]:
    """Count the changes after *change_id* by verdict; old ones that were assessed again meanwhile are none."""
    rows = session.execute(select(ChangeRow.verdict, ChangeRow.marks).where(ChangeRow.id > change_id))
    return Counter(verdict for verdict, marks in rows if REASSESSED not in marks)
