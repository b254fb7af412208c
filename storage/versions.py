"""Versions: the accepted states of a document, and the readings they are made of."""

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from monitor.domain.decide import Acceptance
from monitor.domain.errors import UnknownName
from storage import blobs
from storage.models import ChangeRow, DocumentRow, ReadingRow, SourceRow, VersionRow

# More of them say nothing new about what a site puts on each.
_SITE_DOCUMENTS = 12


@dataclass(frozen=True, slots=True)
class StoredVersion:
    """A version with its text."""

    id: int
    document_id: int
    document: str
    number: int
    seen_at: datetime
    title: str | None
    language: str | None
    updated: date | None
    effective: date | None
    updated_quote: str | None
    effective_quote: str | None
    author: str | None
    text: str


def add_version(
    session: Session,
    document_id: int,
    reading_id: int,
    *,
    seen_at: datetime,
    last_seen_before: datetime | None,
    accepted: Acceptance,
    setup: str = "",
    address_changed: bool = False,
) -> VersionRow:
    """Number and store the next version of a document."""
    newest = session.scalar(select(func.max(VersionRow.number)).where(VersionRow.document_id == document_id))
    row = VersionRow(
        document_id=document_id,
        number=(newest or 0) + 1,
        reading_id=reading_id,
        seen_at=seen_at,
        last_seen_before=last_seen_before,
        accepted=accepted,
        setup=setup,
        address_changed=address_changed,
    )
    session.add(row)
    session.flush()
    return row


def unassessed(session: Session) -> list[VersionRow]:
    """List the versions, but first ones, that no change leads to yet: assessing them is what comes next."""
    return list(
        session.scalars(
            select(VersionRow)
            .outerjoin(ChangeRow, ChangeRow.to_version_id == VersionRow.id)
            .where(VersionRow.number > 1, ChangeRow.id.is_(None))
            .order_by(VersionRow.id)
        )
    )


def before(session: Session, version: VersionRow) -> VersionRow:
    """Load the version before *version*, which must not be the first."""
    return session.scalars(
        select(VersionRow).where(
            VersionRow.document_id == version.document_id, VersionRow.number == version.number - 1
        )
    ).one()


def substances(session: Session, document_id: int) -> list[tuple[VersionRow, str]]:
    """List the versions of a document with the substance of each, in sequence."""
    rows = session.execute(
        select(VersionRow, ReadingRow.substance)
        .join(ReadingRow, ReadingRow.id == VersionRow.reading_id)
        .where(VersionRow.document_id == document_id)
        .order_by(VersionRow.number)
    )
    return [(version, substance) for version, substance in rows]


def text_of(session: Session, reading: ReadingRow) -> str:
    """Load the text of a reading."""
    return blobs.get_text(session, reading.text_sha256)


def texts_of_site(session: Session, document_id: int) -> list[tuple[str, ...]]:
    """Load the texts of the two newest versions of the vendor's other documents on the hosts of this one.

    A promotion gives way to the next on one document after the other. At most _SITE_DOCUMENTS are looked at.
    """
    rows = session.execute(
        select(SourceRow.document_id, SourceRow.url)
        .join(DocumentRow, DocumentRow.id == SourceRow.document_id)
        .where(
            DocumentRow.vendor_id
            == select(DocumentRow.vendor_id).where(DocumentRow.id == document_id).scalar_subquery(),
            SourceRow.retired_at.is_(None),
        )
        .order_by(SourceRow.document_id)
    ).all()
    hosts = {urlsplit(url).hostname for owner, url in rows if owner == document_id}
    beside = (owner for owner, url in rows if owner != document_id and urlsplit(url).hostname in hosts)
    newest = (
        select(ReadingRow)
        .join(VersionRow, VersionRow.reading_id == ReadingRow.id)
        .order_by(VersionRow.number.desc())
    )
    found = (
        session.scalars(newest.where(VersionRow.document_id == other).limit(2))
        for other in list(dict.fromkeys(beside))[:_SITE_DOCUMENTS]
    )
    return [tuple(text_of(session, reading) for reading in readings) for readings in found]


def load_version(
    session: Session, key: str, number: int | None = None, at: datetime | None = None
) -> StoredVersion:
    """Load a version of the document *key*: by number, as of a moment, or the newest.

    Raises:
        UnknownName: No such document, or it has no such version.
    """
    question = (
        select(VersionRow, ReadingRow)
        .join(ReadingRow, ReadingRow.id == VersionRow.reading_id)
        .where(VersionRow.document_id == document_id(session, key))
        .order_by(VersionRow.number.desc())
        .limit(1)
    )
    if number is not None:
        question = question.where(VersionRow.number == number)
    if at is not None:
        question = question.where(VersionRow.seen_at <= at)
    found = session.execute(question).first()
    if found is None:
        raise UnknownName(f"{key} has no version{_which(number, at)}; see `clausewatch history {key}`")
    version, reading = found
    return StoredVersion(
        id=version.id,
        document_id=version.document_id,
        document=key,
        number=version.number,
        seen_at=version.seen_at,
        title=reading.title,
        language=reading.language,
        updated=reading.updated,
        effective=reading.effective,
        updated_quote=reading.updated_quote,
        effective_quote=reading.effective_quote,
        author=reading.author,
        text=text_of(session, reading),
    )


def document_id(session: Session, key: str) -> int:
    """Find the id of the document *key*, retired ones included.

    Raises:
        UnknownName: No document has this key; the message names a near one.
    """
    found = session.scalar(select(DocumentRow.id).where(DocumentRow.key == key))
    if found is None:
        raise UnknownName(f"no document {key!r}; `clausewatch status` lists them")
    return found


def _which(number: int | None, at: datetime | None) -> str:
    if number is not None:
        return f" {number}"
    return "" if at is None else f" at {at.isoformat()}"
