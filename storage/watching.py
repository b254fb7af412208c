"""What is watched: the watchlist as rows, and which documents are due."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urljoin

from sqlalchemy import ColumnElement, Select, exists, or_, select
from sqlalchemy.orm import Session

from monitor.domain.decide import CandidateKind
from monitor.domain.durations import format_duration
from monitor.domain.incident import looks_to_open
from monitor.domain.selection import selectors_as_json, selectors_from_json
from monitor.domain.vocabulary import DocumentType, Render
from monitor.domain.watchlist import Document, Schedule, Source, Subscription, Vendor, Watchlist
from storage.models import (
    DocumentRow,
    IncidentRow,
    ReadingRow,
    SourceRow,
    SubscriptionRow,
    VendorRow,
    WatchRow,
)

# More retirements than this at once look like a wrong or half-written file.
MOST_RETIRED = 5
MOST_RETIRED_SHARE = 0.05

# Document, slug of its vendor, kind of the candidate, `browser_since`, and the fields of `Kept`.
_Question = Select[
    DocumentRow, str, CandidateKind | None, datetime | None, str | None, str | None, str | None
]

# Sources of so many documents are asked for by number; for more, all are loaded.
_FEW = 100


@dataclass(frozen=True, slots=True)
class Applied:
    """What following the watchlist came to, in documents."""

    added: int = 0
    changed: int = 0
    retired: int = 0
    resumed: int = 0


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
    kept: Kept | None = (
        None  # to spare questions about the many pages that still show it; nothing is decided by it
    )

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


def apply_watchlist(session: Session, watchlist: Watchlist, now: datetime) -> Applied:
    """Make the rows say what the watchlist says; what vanished from it is retired."""
    counts = Counter[str]()
    vendors = {row.slug: row for row in session.scalars(select(VendorRow))}
    documents = {row.key: row for row in session.scalars(select(DocumentRow))}
    sources = _sources_by_document(session)
    for vendor in watchlist.vendors:
        vendor_row = _apply_vendor(session, vendors.get(vendor.slug), vendor)
        for document in vendor.documents:
            row = documents.get(document.key)
            known = sources.get(row.id, []) if row is not None else []
            counts[_apply_document(session, row, known, vendor_row, document, now)] += 1
    counts["retired"] = len(gone := _gone(session, watchlist, documents.values()))
    for row in gone:
        row.retired_at = now
    kept = {vendor.slug for vendor in watchlist.vendors}
    still = {
        row.vendor_id for row in documents.values() if row.retired_at is None
    }  # imported: of no watchlist
    for slug, vendor_row in vendors.items():
        if slug not in kept and vendor_row.id not in still and vendor_row.retired_at is None:
            vendor_row.retired_at = now
    _apply_subscriptions(session, watchlist.subscriptions, now)
    return Applied(counts["added"], counts["changed"], counts["retired"], counts["resumed"])


def would_retire(session: Session, watchlist: Watchlist) -> tuple[list[str], bool]:
    """List the keys of the documents that applying would retire, and whether they are suspiciously many."""
    rows = session.scalars(select(DocumentRow)).all()
    gone = sorted(row.key for row in _gone(session, watchlist, rows))
    watched = _ever_watched(session)
    active = sum(row.retired_at is None and row.id in watched for row in rows)
    return gone, len(gone) > MOST_RETIRED and len(gone) > MOST_RETIRED_SHARE * active


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


def _ever_watched(session: Session) -> set[int]:
    return set(session.scalars(select(SourceRow.document_id).distinct()))


def _was_looked_at_after(now: datetime) -> ColumnElement[bool]:
    # The clock was ahead then: what was reckoned from it would keep a document unwatched until that time comes.
    return WatchRow.last_look > now


def _targets(session: Session, question: _Question) -> list[Target]:
    rows = session.execute(question).all()
    sources = _sources_by_document(session, [row.id for row, *_ in rows] if len(rows) <= _FEW else None)
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


def _sources_by_document(
    session: Session, documents: Sequence[int] | None = None
) -> dict[int, list[SourceRow]]:
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


def _apply_vendor(session: Session, row: VendorRow | None, vendor: Vendor) -> VendorRow:
    if row is None:
        row = VendorRow(slug=vendor.slug)
        session.add(row)
    row.name, row.homepage, row.owner = vendor.name, vendor.homepage, vendor.owner
    row.reference, row.tier, row.retired_at = vendor.reference, vendor.tier, None
    if row.tags != list(vendor.tags):
        row.tags = list(vendor.tags)
    session.flush()
    return row


def _apply_document(
    session: Session,
    row: DocumentRow | None,
    known: list[SourceRow],
    vendor: VendorRow,
    document: Document,
    now: datetime,
) -> str:
    """Add or update one document; answers what was done: added, changed, resumed or same."""
    if row is None:
        row = DocumentRow(key=document.key, vendor_id=vendor.id, added_at=now)
        _describe(row, document)
        session.add(row)
        session.flush()
        session.add(WatchRow(document_id=row.id))
        _apply_sources(session, row.id, [], document.sources, now)
        return "added"
    watch = session.get_one(WatchRow, row.id)
    resumed, row.retired_at, row.vendor_id = row.retired_at is not None, None, vendor.id
    if not known:
        row.paused_at = None  # of an imported history, which nobody could look at
    schedule_before, render_before, asked_before = row.schedule, row.render, (row.locale, row.sends)
    _describe(row, document)
    moved = _apply_sources(session, row.id, known, document.sources, now)
    asked = (row.locale, row.sends)
    if asked != asked_before:
        for (
            source
        ) in known:  # what the server sent for another language, or for others, says nothing about this one
            source.etag = source.last_modified = None
    if moved or row.render != render_before:
        watch.browser_since = None  # was learnt of another page, or is no longer wanted
    before = (schedule_before, render_before, asked_before)
    if moved or resumed or (row.schedule, row.render, asked) != before:
        watch.next_due = None  # look now: the time that was set belongs to what was watched before
    if resumed:
        return "resumed"
    return "changed" if moved else "same"


def _describe(row: DocumentRow, document: Document) -> None:
    row.type, row.qualifier, row.locale, row.render = (
        document.type,
        document.qualifier,
        document.locale,
        document.render,
    )
    row.sends = document.sending.mark
    row.schedule = schedule_text(document.schedule)
    row.notice_period_days = None if document.notice_period is None else document.notice_period.days


def schedule_text(schedule: Schedule) -> str:
    """Write a schedule as the store keeps it: an ISO 8601 duration or a cron line."""
    return format_duration(schedule) if isinstance(schedule, timedelta) else schedule


def _apply_sources(
    session: Session, document_id: int, known: list[SourceRow], wanted: tuple[Source, ...], now: datetime
) -> bool:
    """Replace the sources where they differ; an unchanged one keeps its row and its validators."""
    rules = [
        (one.url, selectors_as_json(one.select), selectors_as_json(one.remove), one.follow) for one in wanted
    ]
    if rules == [(row.url, row.select, row.remove, row.follow) for row in known]:
        return False
    for row in known:
        row.retired_at = now
    for position, (url, keep, drop, follow) in enumerate(rules):
        session.add(
            SourceRow(
                document_id=document_id, position=position, url=url, select=keep, remove=drop, follow=follow
            )
        )
    session.flush()
    return True


def _gone(session: Session, watchlist: Watchlist, rows: Iterable[DocumentRow]) -> list[DocumentRow]:
    kept = {document.key for document in watchlist.documents}
    gone = [row for row in rows if row.key not in kept and row.retired_at is None]
    watched = _ever_watched(session) if gone else set()
    return [row for row in gone if row.id in watched]


def _apply_subscriptions(session: Session, subscriptions: Iterable[Subscription], now: datetime) -> None:
    rows = {row.name: row for row in session.scalars(select(SubscriptionRow))}
    wanted = {subscription.name: subscription for subscription in subscriptions}
    for name, subscription in wanted.items():
        row = rows.get(name)
        if row is None:
            session.add(row := SubscriptionRow(name=name))
        spec = json.loads(json.dumps(asdict(subscription)))
        if row.spec != spec:
            row.spec = spec
        row.retired_at = None
    for name, row in rows.items():
        if name not in wanted and row.retired_at is None:
            row.retired_at = now
    session.flush()
