"""Histories that somebody else recorded: their documents, versions and changes, written as they are read.

Each call is part of one transaction of the caller's. A version and the change that leads to it are always written
together: a version without its change would be assessed, and told, by the next run.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from monitor.domain.archive import ArchivedDocument
from monitor.domain.assessment import Assessment
from monitor.domain.extraction import Extraction
from monitor.domain.history import PastVersion
from monitor.domain.vocabulary import Cause
from storage import blobs, changes, looks
from storage.models import (
    ChangeRow,
    DocumentRow,
    ObservationRow,
    ReadingRow,
    SourceRow,
    VendorRow,
    VersionRow,
    WatchRow,
)

EXTRACTOR = "archive"  # who read the page is not known; the text is the archive's
MARK = "imported"
MUTED = "imported: observed by a third party"
_SCHEDULE = "P1D"  # of no use until the document is on the watchlist, which brings its own
_SAME = "same text in commit "


@dataclass(frozen=True, slots=True)
class StoredState:
    """An imported version, with what is needed to go on after it."""

    version_id: int
    number: int
    source_ref: str
    seen_at: datetime
    reading_id: int
    text_sha256: str
    substance: str
    language: str | None
    dates: tuple[date | None, date | None]  # updated, effective
    noise: tuple[str, ...]  # of the change that led to it, in its newest revision

    def as_past(self) -> PastVersion:
        """Give it as its history sees it."""
        return PastVersion(self.number, self.substance, "imported", self.seen_at)


@dataclass(frozen=True, slots=True)
class NewState:
    """A version to be written. `reading` is None where the document has a reading of this text: `reading_id`."""

    source_ref: str
    seen_at: datetime
    last_seen_before: datetime | None
    data: bytes
    reading: tuple[Extraction, tuple[str, str]] | None  # with identity and substance
    reading_id: int | None
    change: "NewChange | None"  # None for the first version


@dataclass(frozen=True, slots=True)
class NewChange:
    """What leads to a version. `baseline` is the number of the version it is compared with, if not the one before."""

    cause: Cause
    assessment: Assessment
    marks: tuple[str, ...]
    baseline: int | None = None


def add_vendor(session: Session, document: ArchivedDocument) -> VendorRow:
    """Find the vendor of *document*, or add it under the name of the service."""
    row = session.scalar(select(VendorRow).where(VendorRow.slug == document.vendor))
    if row is None:
        row = VendorRow(slug=document.vendor, name=document.service, tags=[])
        session.add(row)
        session.flush()
    return row


def add_document(
    session: Session, vendor: VendorRow, document: ArchivedDocument, key: str, now: datetime
) -> DocumentRow:
    """Add a document that nobody looks at: it has no source, and is paused until the watchlist gives it one."""
    qualifier = key.partition("/")[2].partition(".")[2] or None
    row = DocumentRow(
        vendor_id=vendor.id,
        key=key,
        type=document.type,
        qualifier=qualifier,
        schedule=_SCHEDULE,
        added_at=now,
        paused_at=now,
    )
    session.add(row)
    session.flush()
    session.add(WatchRow(document_id=row.id))
    session.flush()
    return row


def find_document(session: Session, key: str) -> DocumentRow | None:
    """Find the document *key*."""
    return session.scalar(select(DocumentRow).where(DocumentRow.key == key))


def was_looked_at(session: Session, document_id: int) -> bool:
    """Whether any version of a document is our own: an archive's history cannot come after it."""
    return bool(
        session.scalar(
            select(exists().where(VersionRow.document_id == document_id, VersionRow.source_ref.is_(None)))
        )
    )


def has_source(session: Session, document_id: int) -> bool:
    """Whether a document is watched at an address."""
    return bool(
        session.scalar(
            select(exists().where(SourceRow.document_id == document_id, SourceRow.retired_at.is_(None)))
        )
    )


def load_states(session: Session, document_id: int) -> list[StoredState]:
    """List the imported versions of a document, in sequence."""
    rows = session.execute(
        select(VersionRow, ReadingRow)
        .join(ReadingRow, ReadingRow.id == VersionRow.reading_id)
        .where(VersionRow.document_id == document_id, VersionRow.source_ref.is_not(None))
        .order_by(VersionRow.number)
    ).all()
    noise = {
        change.to_version_id: tuple(change.noise)
        for change in session.scalars(
            select(ChangeRow)
            .where(ChangeRow.document_id == document_id)
            .order_by(ChangeRow.to_version_id, ChangeRow.revision)
        )
    }
    return [
        StoredState(
            version_id=version.id,
            number=version.number,
            source_ref=version.source_ref or "",
            seen_at=version.seen_at,
            reading_id=reading.id,
            text_sha256=reading.text_sha256,
            substance=reading.substance,
            language=reading.language,
            dates=(reading.updated, reading.effective),
            noise=noise.get(version.id, ()),
        )
        for version, reading in rows
    ]


def write_states(
    session: Session, document_id: int, before: StoredState | None, states: Sequence[NewState], now: datetime
) -> list[StoredState]:
    """Write versions that follow *before*, each with its change; answers them as stored."""
    readings = _write_readings(session, None if before is None else before.text_sha256, states)
    number = 0 if before is None else before.number
    versions = [
        VersionRow(
            document_id=document_id,
            number=number + at,
            reading_id=reading.id,
            seen_at=state.seen_at,
            last_seen_before=state.last_seen_before,
            accepted="imported",
            source_ref=state.source_ref,
        )
        for at, (state, reading) in enumerate(zip(states, readings, strict=True), 1)
    ]
    session.add_all(versions)
    session.flush()
    _write_changes(session, before, states, versions, now)
    session.get_one(WatchRow, document_id).version_id = versions[-1].id
    session.flush()
    return [
        StoredState(
            version_id=version.id,
            number=version.number,
            source_ref=state.source_ref,
            seen_at=state.seen_at,
            reading_id=reading.id,
            text_sha256=reading.text_sha256,
            substance=reading.substance,
            language=reading.language,
            dates=(reading.updated, reading.effective),
            noise=() if state.change is None else state.change.assessment.noise,
        )
        for state, version, reading in zip(states, versions, readings, strict=True)
    ]


def _write_readings(session: Session, like: str | None, states: Sequence[NewState]) -> list[ReadingRow]:
    rows: list[ReadingRow] = []
    made: dict[str, ReadingRow] = {}
    writer = blobs.Writer(session)
    for state in states:
        if state.reading_id is not None:
            row = session.get_one(ReadingRow, state.reading_id)
        elif (digest := blobs.sha256(state.data)) in made:
            row = made[digest]
        else:
            assert state.reading is not None
            extraction, marks = state.reading
            text = writer.put(state.data, like)
            row = looks.new_reading(extraction, text, extractor=EXTRACTOR, rules="", marks=marks)
            made[digest] = row
            session.add(row)
        like = row.text_sha256
        rows.append(row)
    session.flush()
    return rows


def _write_changes(
    session: Session,
    before: StoredState | None,
    states: Sequence[NewState],
    versions: Sequence[VersionRow],
    now: datetime,
) -> None:
    last = None if before is None else session.get_one(VersionRow, before.version_id)
    rows: list[tuple[ChangeRow, Assessment]] = []
    new = {version.number: version.reading_id for version in versions}
    for state, version in zip(states, versions, strict=True):
        if last is not None:
            assert state.change is not None
            number = state.change.baseline or last.number
            baseline = new.get(number) or _reading_of(session, version.document_id, number)
            rows.append((_new_change(last, version, baseline, state.change, now), state.change.assessment))
        last = version
    session.add_all(row for row, _ in rows)
    session.flush()
    changes.add_edits(session, [(row.id, assessment.changes) for row, assessment in rows])


def _reading_of(session: Session, document_id: int, number: int) -> int:
    return session.scalars(
        select(VersionRow.reading_id).where(
            VersionRow.document_id == document_id, VersionRow.number == number
        )
    ).one()


def _new_change(
    before: VersionRow, after: VersionRow, baseline: int, change: NewChange, now: datetime
) -> ChangeRow:
    return changes.new_change(
        before,
        after,
        baseline,
        change.assessment,
        cause=change.cause,
        marks=(*change.marks, MARK),
        muted=MUTED,
        now=now,
    )


def revise_change(session: Session, state: StoredState, assessment: Assessment, now: datetime) -> None:
    """Write a new revision of the change to a stored version: what came later shows it in another light."""
    old = session.scalars(
        select(ChangeRow)
        .where(ChangeRow.to_version_id == state.version_id)
        .order_by(ChangeRow.revision.desc())
        .limit(1)
    ).one()
    before, after = (session.get_one(VersionRow, one) for one in (old.from_version_id, old.to_version_id))
    row = _new_change(before, after, old.baseline_reading_id, NewChange(old.cause, assessment, ()), now)
    row.revision = old.revision + 1
    session.add(row)
    session.flush()


def note_repeats(session: Session, document_id: int, repeats: Sequence[tuple[str, datetime]]) -> int:
    """Note commits, with their times, that recorded the text before them once more; answers how many were new."""
    if not repeats:
        return 0
    known = set(
        session.scalars(
            select(ObservationRow.reason).where(
                ObservationRow.document_id == document_id,
                ObservationRow.reason.in_([_SAME + commit for commit, _ in repeats]),
            )
        )
    )
    rows = [
        ObservationRow(
            document_id=document_id,
            at=at,
            outcome="unchanged",
            reason=_SAME + commit,
            answers=looks.pack_answers([]),
        )
        for commit, at in repeats
        if _SAME + commit not in known
    ]
    session.add_all(rows)
    session.flush()
    return len(rows)


def retire_document(session: Session, document_id: int, at: datetime) -> None:
    """Retire a document that the archive has given up, unless it is watched."""
    row = session.get_one(DocumentRow, document_id)
    if row.retired_at is None and not has_source(session, document_id):
        row.retired_at = at
        session.flush()
