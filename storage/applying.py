"""The watchlist as rows: they are made to say what the file says."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from monitor.domain.durations import format_duration
from monitor.domain.selection import selectors_as_json
from monitor.domain.watchlist import Document, Schedule, Source, Subscription, Vendor, Watchlist
from storage.models import DocumentRow, SourceRow, SubscriptionRow, VendorRow, WatchRow
from storage.watching import sources_by_document

# More retirements than this at once look like a wrong or half-written file.
MOST_RETIRED = 5
MOST_RETIRED_SHARE = 0.05


@dataclass(frozen=True, slots=True)
class Applied:
    """What following the watchlist came to, in documents."""

    added: int = 0
    changed: int = 0
    retired: int = 0
    resumed: int = 0


def apply_watchlist(session: Session, watchlist: Watchlist, now: datetime) -> Applied:
    """Make the rows say what the watchlist says; what vanished from it is retired."""
    counts = Counter[str]()
    vendors = {row.slug: row for row in session.scalars(select(VendorRow))}
    documents = {row.key: row for row in session.scalars(select(DocumentRow))}
    sources = sources_by_document(session)
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
    # Documents of no watchlist were imported.
    still = {row.vendor_id for row in documents.values() if row.retired_at is None}
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


def _ever_watched(session: Session) -> set[int]:
    return set(session.scalars(select(SourceRow.document_id).distinct()))


def _apply_vendor(session: Session, row: VendorRow | None, vendor: Vendor) -> VendorRow:
    is_new = row is None
    if row is None:
        row = VendorRow(slug=vendor.slug)
        session.add(row)
    row.name, row.homepage, row.owner = vendor.name, vendor.homepage, vendor.owner
    row.reference, row.tier, row.retired_at = vendor.reference, vendor.tier, None
    if row.tags != list(vendor.tags):
        row.tags = list(vendor.tags)
    if is_new:
        session.flush()  # its documents need its number
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
    resumed, row.retired_at, row.vendor_id = row.retired_at is not None, None, vendor.id
    if not known:
        row.paused_at = None  # of an imported history, which nobody could look at
    schedule_before, render_before, asked_before = row.schedule, row.render, (row.locale, row.sends)
    _describe(row, document)
    moved = _apply_sources(session, row.id, known, document.sources, now)
    asked = (row.locale, row.sends)
    if asked != asked_before:
        # What the server sent for another language, or for others, says nothing about this one.
        for source in known:
            source.etag = source.last_modified = None
    before = (schedule_before, render_before, asked_before)
    if moved or resumed or (row.schedule, row.render, asked) != before:
        watch = session.get_one(WatchRow, row.id)
        watch.next_due = None  # look now: the time that was set belongs to what was watched before
        if moved or row.render != render_before:
            watch.browser_since = None  # was learnt of another page, or is no longer wanted
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
