"""Looks: what was asked and answered (observations), the bytes that are kept (snapshots), and what was read in them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from monitor.domain.extraction import Extraction
from monitor.domain.fetching import Answer, FetchedPage, FramedAnswer
from monitor.domain.history import LOOKS_TO_SETTLE, has_settled
from storage import blobs
from storage.compression import compress, decompress
from storage.models import ObservationRow, ReadingRow, SnapshotRow, VersionRow

# So many looks say whether a page ever keeps still: two days of one that is asked again because it never confirms.
_RESTLESS_LOOKS = 8
_WITH_TEXT = ("changed", "unchanged", "pending")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The bytes of one source as served, loaded."""

    position: int
    framed_by: int | None  # position of the page around a frame; None for a source itself
    url: str
    final_url: str
    content_type: str | None
    body: bytes


@dataclass(frozen=True, slots=True)
class UnreadLook:
    """A look whose answer was read, and was no policy or unreadable by the rules of its day."""

    kept_id: int  # the look whose bytes are kept: this one, or the one that it repeats
    at: datetime


def new_look(
    document_id: int,
    answers: Sequence[Answer],
    at: datetime,
    *,
    confirming: bool,
    same_as: int | None = None,
) -> ObservationRow:
    """Make the row of a look, undecided. *same_as* is the kept look that it repeats."""
    return ObservationRow(
        document_id=document_id,
        at=at,
        confirming=confirming,
        same_as_id=same_as,
        answers=pack_answers(answers),
    )


def add_look(
    session: Session,
    document_id: int,
    answers: Sequence[Answer],
    at: datetime,
    *,
    confirming: bool,
    same_as: int | None = None,
) -> ObservationRow:
    """Record a look, undecided, and give its row with its number."""
    row = new_look(document_id, answers, at, confirming=confirming, same_as=same_as)
    session.add(row)
    session.flush()
    return row


def keep_snapshots(
    session: Session,
    look: ObservationRow,
    answers: Sequence[Answer],
    like: int | None,
    frames: Sequence[FramedAnswer] = (),
) -> None:
    """Store the bodies of *answers* and of *frames*, compressed against those of the look *like* where there is one."""
    bases = {} if like is None else dict(_bodies(session, like))
    kept = [*((None, answer) for answer in answers), *((frame.position, frame.answer) for frame in frames)]
    for position, (framed_by, answer) in enumerate(kept):
        if isinstance(answer, FetchedPage):
            session.add(
                SnapshotRow(
                    observation_id=look.id,
                    position=position,
                    framed_by=framed_by,
                    url=answer.url,
                    final_url=answer.final_url,
                    status=answer.status,
                    content_type=answer.header("content-type"),
                    body_sha256=blobs.put(session, answer.body, bases.get(position)),
                )
            )
    session.flush()


def load_snapshots(session: Session, look_id: int) -> list[Snapshot]:
    """Load the bytes of a kept look, sources in their order and then frames; empty where none were kept."""
    rows = session.scalars(
        select(SnapshotRow).where(SnapshotRow.observation_id == look_id).order_by(SnapshotRow.position)
    )
    return [
        Snapshot(
            row.position,
            row.framed_by,
            row.url,
            row.final_url,
            row.content_type,
            blobs.get(session, row.body_sha256),
        )
        for row in rows
    ]


def add_reading(
    session: Session,
    look_id: int,
    extraction: Extraction,
    *,
    extractor: str,
    rules: str,
    visible: str | None,
    marks: tuple[str, str],
    like: str | None,
) -> ReadingRow:
    """Store what was read. *marks* are identity and substance of the text, *like* the hash of a like text."""
    text = blobs.put_text(session, extraction.text, like)
    row = new_reading(extraction, text, extractor=extractor, rules=rules, marks=marks)
    row.observation_id, row.visible_sha256 = look_id, visible
    session.add(row)
    session.flush()
    return row


def new_reading(
    extraction: Extraction, text_sha256: str, *, extractor: str, rules: str, marks: tuple[str, str]
) -> ReadingRow:
    """Make the row of a reading whose text is stored; of no look, until it is given one."""
    coverage = extraction.coverage
    return ReadingRow(
        extractor=extractor,
        rules=rules,
        outcome=extraction.outcome,
        reason=extraction.reason,
        suspect=extraction.suspect,
        title=extraction.title,
        language=extraction.language,
        updated=extraction.updated,
        effective=extraction.effective,
        updated_quote=extraction.updated_quote,
        effective_quote=extraction.effective_quote,
        author=extraction.author,
        words=extraction.words,
        text_sha256=text_sha256,
        identity=marks[0],
        substance=marks[1],
        coverage=None
        if coverage is None
        else {
            "visible": coverage.visible,
            "kept": coverage.kept,
            "unexplained": coverage.unexplained,
            "left_out": dict(coverage.left_out),
        },
    )


def find_reading(session: Session, look_id: int, extractor: str, rules: str) -> ReadingRow | None:
    """Find what this extractor with these rules made of a look."""
    return session.scalar(
        select(ReadingRow).where(
            ReadingRow.observation_id == look_id, ReadingRow.extractor == extractor, ReadingRow.rules == rules
        )
    )


def unread_looks(session: Session, document_id: int, extractor: str, rules: str) -> list[UnreadLook]:
    """List the looks since the last one that showed a text, oldest first, that were read and showed none.

    What *extractor* with *rules* made of them does not count: it is asked for because it may read what others could
    not. Looks without an answer are left out.
    """
    found: list[UnreadLook] = []
    outcomes: dict[int, set[str]] = {}
    rows = session.execute(
        select(ObservationRow.id, ObservationRow.same_as_id, ObservationRow.at)
        .where(ObservationRow.document_id == document_id)
        .order_by(ObservationRow.id.desc())
    )
    for look_id, same_as, at in rows:
        kept = same_as or look_id
        if kept not in outcomes:
            outcomes[kept] = _outcomes_by_others(session, kept, extractor, rules)
        if "policy" in outcomes[kept]:
            break
        if outcomes[kept]:
            found.append(UnreadLook(kept, at))
    return found[::-1]


def _outcomes_by_others(session: Session, kept: int, extractor: str, rules: str) -> set[str]:
    readings = session.scalars(select(ReadingRow).where(ReadingRow.observation_id == kept))
    return {row.outcome for row in readings if (row.extractor, row.rules) != (extractor, rules)}


def restless_texts(
    session: Session, document_id: int, extractor: str, rules: str, until: int | None = None
) -> list[str]:
    """Load the texts of the newest looks at a document, oldest first, where nearly each showed something new.

    Empty where the page keeps still: more than a quarter of its last looks showed what the look before them did.
    *until* is the last look that counts; None for the newest.
    """
    newest = (
        select(ObservationRow.id, ObservationRow.same_as_id)
        .where(ObservationRow.document_id == document_id, ObservationRow.outcome.in_(_WITH_TEXT))
        .order_by(ObservationRow.id.desc())
        .limit(_RESTLESS_LOOKS)
    )
    seen = session.execute(newest if until is None else newest.where(ObservationRow.id <= until)).all()
    own = [look_id for look_id, same_as in seen if same_as is None]
    if 4 * len(own) < 3 * len(seen):
        return []
    readings = session.scalars(
        select(ReadingRow)
        .where(
            ReadingRow.observation_id.in_(own),
            ReadingRow.extractor == extractor,
            ReadingRow.rules == rules,
            ReadingRow.outcome == "policy",
        )
        .order_by(ReadingRow.observation_id)
    )
    return [blobs.get_text(session, reading.text_sha256) for reading in readings]


def undecided(session: Session) -> list[ObservationRow]:
    """List the looks whose answers are durable but about which nothing was decided: a run died there."""
    return list(
        session.scalars(
            select(ObservationRow).where(ObservationRow.outcome.is_(None)).order_by(ObservationRow.id)
        )
    )


def newest_undecided(session: Session, document_id: int) -> ObservationRow | None:
    """Find the look at a document about which nothing was decided yet; None where there is none."""
    return session.scalar(
        select(ObservationRow)
        .where(ObservationRow.document_id == document_id, ObservationRow.outcome.is_(None))
        .order_by(ObservationRow.id.desc())
        .limit(1)
    )


def last_good_before(session: Session, look: ObservationRow) -> datetime | None:
    """Find when the newest version was last seen before *look*; None where it never was."""
    return session.scalar(
        select(ObservationRow.at)
        .where(
            ObservationRow.document_id == look.document_id,
            ObservationRow.id < look.id,
            ObservationRow.outcome.in_(("changed", "unchanged")),
        )
        .order_by(ObservationRow.id.desc())
        .limit(1)
    )


def good_looks(session: Session, document_id: int, since: datetime, until: datetime, most: int) -> int:
    """Count the looks after *since*, up to *until*, that showed the newest version unchanged; counts to *most*."""
    found = session.scalars(
        select(ObservationRow.id)
        .where(
            ObservationRow.document_id == document_id,
            ObservationRow.outcome == "unchanged",
            ObservationRow.at > since,
            ObservationRow.at <= until,
        )
        .limit(most)
    )
    return len(found.all())


def newest_has_settled(session: Session, document_id: int, now: datetime) -> bool:
    """Whether the newest version of a document has stood so long, and was seen so often, that it stays."""
    seen_at = session.scalars(
        select(VersionRow.seen_at)
        .where(VersionRow.document_id == document_id)
        .order_by(VersionRow.number.desc())
        .limit(1)
    ).one()
    return has_settled(now - seen_at, good_looks(session, document_id, seen_at, now, LOOKS_TO_SETTLE))


def urls_asked(session: Session, look_id: int | None) -> list[str]:
    """List the addresses of the sources whose answers are kept of a look, in their order; frames are none."""
    return list(
        session.scalars(
            select(SnapshotRow.url)
            .where(SnapshotRow.observation_id == look_id, SnapshotRow.framed_by.is_(None))
            .order_by(SnapshotRow.position)
        )
    )


def final_urls(session: Session, look_id: int | None) -> list[str]:
    """List the addresses that the sources of a kept look were answered from, in their order."""
    return list(
        session.scalars(
            select(SnapshotRow.final_url)
            .where(SnapshotRow.observation_id == look_id, SnapshotRow.framed_by.is_(None))
            .order_by(SnapshotRow.position)
        )
    )


def pack_answers(answers: Sequence[Answer]) -> bytes:
    """Write what was answered, without the bodies, as compressed JSON."""
    said = [_described(answer) for answer in answers]
    # Plain ASCII: what a server says may hold code points that have no UTF-8.
    return compress(json.dumps(said, separators=(",", ":")).encode())


def unpack_answers(packed: bytes) -> list[dict[str, Any]]:
    """Read what `pack_answers` wrote."""
    answers: list[dict[str, Any]] = json.loads(decompress(packed))
    return answers


def _described(answer: Answer) -> dict[str, Any]:
    if isinstance(answer, FetchedPage):
        return {
            "url": answer.url,
            "final_url": answer.final_url,
            "status": answer.status,
            "hops": [[hop.status, hop.url] for hop in answer.hops],
            "headers": [list(pair) for pair in answer.headers],
            "bytes": len(answer.body),
            "sha256": blobs.sha256(answer.body),
            **({"in_browser": True} if answer.in_browser else {}),
        }
    return {"url": answer.url, "failure": answer.reason, "detail": answer.detail}


def _bodies(session: Session, look_id: int) -> list[tuple[int, str]]:
    rows = session.execute(
        select(SnapshotRow.position, SnapshotRow.body_sha256).where(SnapshotRow.observation_id == look_id)
    )
    return [(position, digest) for position, digest in rows]
