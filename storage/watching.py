"""What is watched: which documents are due, and what is asked for them."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urljoin

from sqlalchemy import ColumnElement, Select, exists, or_, select
from sqlalchemy.orm import Session

from monitor.domain.decide import CandidateKind
from monitor.domain.incident import looks_to_open
from monitor.domain.selection import selectors_as_json, selectors_from_json
from monitor.domain.vocabulary import DocumentType, Render
from monitor.domain.watchlist import Source
from storage.models import (
    DocumentRow,
    IncidentRow,
    ReadingRow,
    SourceRow,
    VendorRow,
    WatchRow,
)

# Document, slug of its vendor, kind of the candidate, `browser_since`, and the fields of `Kept`.
_Question = Select[
    DocumentRow, str, CandidateKind | None, datetime | None, str | None, str | None, str | None
]

# Sources of so many documents are asked for by number; for more, all are loaded.
_FEW = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackedSource(Source):
    """A source as stored, with what is known from its last accepted answer."""

    id: int
    etag: str | None
    last_modified: str | None
    moved_to: str | None = None  # where permanent redirects led
    followed: str | None = None  # the linked file whose validators these are
    not_modified: int = 0  # answers "not modified" in a row


@dataclass(frozen=True, slots=True)
class Kept:
    """What the last kept look at a document showed, and who read it, when the crawl began."""

    visible: str  # its visible text as a hash
    extractor: str
    rules: str


@dataclass(frozen=True, slots=True)
class Target:
    """A document that is to be looked at."""

    id: int
    key: str
    vendor: str
    type: DocumentType
    locale: str | None
    schedule: str
    sources: tuple[TrackedSource, ...]
    is_pending: bool  # a difference waits for its confirmation: the next look is the confirming one
    is_held: bool
    render: Render = "auto"
    browser_since: datetime | None = None  # see WatchRow.browser_since
    sends: str = ""  # see DocumentRow.sends
    # To spare questions about the many pages that still show it; nothing is decided by it.
    kept: Kept | None = None

    @property
    def setup(self) -> str:
        """Our own settings that decide what we get; where they differ, texts are not held against each other."""
        browser = "browser" if self.render == "browser" else None
        sends = f"sends:{self.sends}" if self.sends else None
        links = [source.follow for source in self.sources]
        follows = f"follows:{_short_hash(links)}" if any(links) else None
        return " ".join(filter(None, (self.locale, browser, sends, follows)))

    @property
    def rules(self) -> str:
        """A short hash over what decides which part of the pages is read."""
        return _short_hash([_said(source) for source in self.sources])


def _short_hash(said: list[Any]) -> str:
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Lost:
    """Where to look for a document that is gone, and the addresses of its vendor that are watched already."""

    homepage: str
    known: frozenset[str]


def _said(source: TrackedSource) -> list[object]:
    said: list[object] = [selectors_as_json(source.select), selectors_as_json(source.remove)]
    _, _, fragment = source.url.partition("#")
    return [*said, fragment] if fragment and not source.select and not source.follow else said


def due(session: Session, now: datetime) -> list[Target]:
    """List the documents whose time has come, longest overdue first; never-seen ones come first of all."""
    return _targets(
        session,
        _watched(now)
        .where(or_(WatchRow.next_due.is_(None), WatchRow.next_due <= now, _was_looked_at_after(now)))
        .order_by(WatchRow.next_due.asc().nulls_first(), DocumentRow.id),
    )


def all_watched(session: Session, now: datetime, keys: Sequence[str] = ()) -> list[Target]:
    """List watched documents, due or not; an open Retry-After still holds. *keys* picks some, none means all."""
    question = _watched(now).order_by(DocumentRow.id)
    return _targets(session, question.where(DocumentRow.key.in_(keys)) if keys else question)


def unknown_keys(session: Session, keys: Iterable[str]) -> list[str]:
    """Give those of *keys* that name no document that is watched."""
    watched = select(DocumentRow.key).where(DocumentRow.retired_at.is_(None), _has_source())
    known = set(session.scalars(watched))
    return [key for key in keys if key not in known]


def target_of(session: Session, document_id: int) -> Target:
    """Load one document as a target, watched or not."""
    return _targets(session, _documents().where(DocumentRow.id == document_id))[0]


def lost(session: Session, document_id: int) -> Lost | None:
    """Say where to look for a document that is gone; None where it is not, or not for good, or was looked for."""
    watch = session.get_one(WatchRow, document_id)
    looks = looks_to_open("gone", was_ever_good=watch.last_ok is not None)
    if watch.bad_kind != "gone" or watch.bad_streak < looks or watch.proposal is not None:
        return None
    open_incident = select(IncidentRow.id).where(
        IncidentRow.document_id == document_id, IncidentRow.closed_at.is_(None)
    )
    if session.scalar(open_incident) is not None:
        return None  # what it says was told
    vendor = session.get_one(VendorRow, session.get_one(DocumentRow, document_id).vendor_id)
    known = session.execute(
        select(SourceRow.document_id, SourceRow.url)
        .join(DocumentRow, DocumentRow.id == SourceRow.document_id)
        .where(
            DocumentRow.vendor_id == vendor.id,
            DocumentRow.retired_at.is_(None),
            SourceRow.retired_at.is_(None),
        )
        .order_by(SourceRow.position)
    ).all()
    own = [url for owner, url in known if owner == document_id]
    home = vendor.homepage or (urljoin(own[0], "/") if own else None)
    return None if home is None else Lost(home, frozenset(url for _, url in known))


def _documents() -> _Question:
    return (
        select(
            *(DocumentRow, VendorRow.slug, WatchRow.candidate_kind, WatchRow.browser_since),
            *(WatchRow.kept_visible, ReadingRow.extractor, ReadingRow.rules),
        )
        .join(VendorRow, VendorRow.id == DocumentRow.vendor_id)
        .join(WatchRow, WatchRow.document_id == DocumentRow.id)
        .outerjoin(ReadingRow, ReadingRow.id == WatchRow.kept_reading_id)
    )


def _watched(now: datetime) -> _Question:
    return _documents().where(
        DocumentRow.retired_at.is_(None),
        DocumentRow.paused_at.is_(None),
        _has_source(),
        or_(WatchRow.not_before.is_(None), WatchRow.not_before <= now, _was_looked_at_after(now)),
    )


def _has_source() -> ColumnElement[bool]:
    # A document of an imported history has none: there is nothing to look at.
    return exists().where(SourceRow.document_id == DocumentRow.id, SourceRow.retired_at.is_(None))


def _was_looked_at_after(now: datetime) -> ColumnElement[bool]:
    # The clock was ahead then: what was reckoned from it would keep a document unwatched until that time comes.
    return WatchRow.last_look > now


def _targets(session: Session, question: _Question) -> list[Target]:
    rows = session.execute(question).all()
    sources = sources_by_document(session, [row.id for row, *_ in rows] if len(rows) <= _FEW else None)
    return [
        Target(
            id=row.id,
            key=row.key,
            vendor=vendor,
            type=row.type,
            locale=row.locale,
            schedule=row.schedule,
            sources=tuple(_tracked(source) for source in sources.get(row.id, [])),
            is_pending=candidate == "pending",
            is_held=candidate == "held",
            render=row.render,
            browser_since=browser_since,
            sends=row.sends,
            kept=None
            if visible is None or extractor is None or rules is None
            else Kept(visible, extractor, rules),
        )
        for row, vendor, candidate, browser_since, visible, extractor, rules in rows
    ]


def _tracked(row: SourceRow) -> TrackedSource:
    keep, drop = selectors_from_json(row.select), selectors_from_json(row.remove)
    return TrackedSource(
        row.url,
        keep,
        drop,
        row.follow,
        id=row.id,
        etag=row.etag,
        last_modified=row.last_modified,
        moved_to=row.moved_to,
        followed=row.followed,
        not_modified=row.not_modified,
    )


def sources_by_document(
    session: Session, documents: Sequence[int] | None = None
) -> dict[int, list[SourceRow]]:
    """Load the sources that are asked, in their order, by document; None means of all documents."""
    found: dict[int, list[SourceRow]] = {}
    question = (
        select(SourceRow)
        .where(SourceRow.retired_at.is_(None))
        .order_by(SourceRow.document_id, SourceRow.position)
    )
    if documents is not None:
        question = question.where(SourceRow.document_id.in_(documents))
    for row in session.scalars(question):
        found.setdefault(row.document_id, []).append(row)
    return found
