"""What waits for a person: held texts, rejected and paused documents."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from monitor.domain.errors import UnknownName
from storage import versions
from storage.models import DocumentRow, ReadingRow, VersionRow, WatchRow


@dataclass(frozen=True, slots=True)
class Held:
    """A document whose newest look was held; without `text`, what came is no policy and cannot be accepted."""

    document: str
    reason: str | None
    since: datetime | None
    looks: int
    words: int | None
    kept_version: int | None
    kept_words: int | None
    text: str | None
    kept_text: str | None


def held(session: Session) -> list[Held]:
    """List what is held, in the order of the watchlist."""
    rows = session.execute(
        select(DocumentRow, WatchRow)
        .join(WatchRow, WatchRow.document_id == DocumentRow.id)
        .where(
            DocumentRow.retired_at.is_(None),
            (WatchRow.candidate_kind == "held") | (WatchRow.bad_kind == "held"),
        )
        .order_by(DocumentRow.id)
    )
    return [_held(session, document, watch) for document, watch in rows]


def watched_document(session: Session, key: str) -> DocumentRow:
    """Load the watched document *key*.

    Raises:
        UnknownName: There is none.
    """
    row = session.scalar(select(DocumentRow).where(DocumentRow.key == key, DocumentRow.retired_at.is_(None)))
    if row is None:
        raise UnknownName(f"no watched document {key!r}; `clausewatch status` lists them")
    return row


def pause(session: Session, key: str, now: datetime) -> bool:
    """Stop watching a document until it is resumed; False when it was paused already.

    Raises:
        UnknownName: There is no such document.
    """
    row = watched_document(session, key)
    was_watched = row.paused_at is None
    if was_watched:
        row.paused_at = now
    return was_watched


def resume(session: Session, key: str) -> bool:
    """Watch a paused document again, from the next run on; False when it was not paused.

    Raises:
        UnknownName: There is no such document.
    """
    row = watched_document(session, key)
    was_paused = row.paused_at is not None
    if was_paused:
        row.paused_at = None
        session.get_one(WatchRow, row.id).next_due = None
    return was_paused


def _held(session: Session, document: DocumentRow, watch: WatchRow) -> Held:
    kept = None if watch.version_id is None else session.get_one(VersionRow, watch.version_id)
    kept_reading = None if kept is None else session.get_one(ReadingRow, kept.reading_id)
    waits = watch.candidate_kind == "held" and watch.candidate_reading_id is not None
    reading = session.get_one(ReadingRow, watch.candidate_reading_id) if waits else None
    return Held(
        document=document.key,
        reason=watch.last_reason,
        since=watch.candidate_since if waits else watch.bad_since,
        looks=watch.candidate_looks if waits else watch.bad_streak,
        words=None if reading is None else reading.words,
        kept_version=None if kept is None else kept.number,
        kept_words=None if kept_reading is None else kept_reading.words,
        text=None if reading is None else versions.text_of(session, reading),
        kept_text=None if kept_reading is None else versions.text_of(session, kept_reading),
    )
