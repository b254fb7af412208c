"""After a crawl: incidents are opened and closed, and those who asked are told. One transaction."""

import logging
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from monitor.domain.incident import LOOKS_TO_OPEN, IncidentKind, is_own_network
from monitor.pipeline.crawling import Tally
from notifiers.routing import Routing, enqueue_closing, enqueue_incident
from storage import changes, looks
from storage.models import DocumentRow, IncidentRow, ReadingRow, VersionRow, WatchRow

log = logging.getLogger(__name__)

_CHUNK = 5_000


def settle_incidents(session: Session, tally: Tally, routing: Routing, now: datetime) -> int:
    """Open and close the incidents of the documents that were looked at; answers how many were opened."""
    ours = is_own_network(len(tally.silent_hosts), len(tally.hosts))
    opened = _settle_own_network(session, tally, ours, routing, now)
    news: list[IncidentRow] = []
    for watch in _watches(session, list(tally.outcomes)):
        kind = tally.kinds.get(watch.document_id)
        if kind is None:
            _close_where_over(session, watch, routing, now)
        elif ours and watch.document_id in tally.unreachable:
            continue  # told once, as an incident of our own network
        elif (incident := _opened(session, watch, kind, now)) is not None:
            news.append(incident)
    for incident in news:
        enqueue_incident(session, incident.id, routing, now)
    return opened + len(news)


def _watches(session: Session, document_ids: list[int]) -> Iterator[WatchRow]:
    # A statement takes 32,766 parameters on SQLite; a run may look at more documents.
    for start in range(0, len(document_ids), _CHUNK):
        chunk = document_ids[start : start + _CHUNK]
        yield from session.scalars(select(WatchRow).where(WatchRow.document_id.in_(chunk))).all()


def _settle_own_network(session: Session, tally: Tally, ours: bool, routing: Routing, now: datetime) -> int:
    incident = changes.open_incident(session, None)
    if ours and incident is None:
        reason = f"{len(tally.silent_hosts)} of {len(tally.hosts)} hosts could not be reached"
        detail = "So many at once are more likely our own network, DNS or proxy than theirs."
        incident = changes.add_incident(session, None, "own_network", reason, detail, now)
        enqueue_incident(session, incident.id, routing, now)
        return 1
    if not ours and incident is not None and tally.hosts:
        _close(session, incident, "hosts answer again", routing, now)
    return 0


def _opened(session: Session, watch: WatchRow, kind: IncidentKind, now: datetime) -> IncidentRow | None:
    """Open an incident where it is time for one: at once for a page that came and is wrong, else at the second look."""
    first_needed = 1 if kind == "held" else LOOKS_TO_OPEN
    if watch.bad_streak < first_needed or changes.open_incident(session, watch.document_id) is not None:
        return None
    reason = watch.last_reason or kind
    key = session.get_one(DocumentRow, watch.document_id).key
    log.warning("incident_opened document=%s kind=%s reason=%s", key, kind, reason)
    return changes.add_incident(session, watch.document_id, kind, reason, _detail(session, watch), now)


def _close_where_over(session: Session, watch: WatchRow, routing: Routing, now: datetime) -> None:
    incident = changes.open_incident(session, watch.document_id)
    if incident is None:
        return
    if incident.kind == "flapping" and not looks.newest_has_settled(session, watch.document_id, now):
        return
    _close(session, incident, "a good look again", routing, now)


def _close(session: Session, incident: IncidentRow, closing: str, routing: Routing, now: datetime) -> None:
    changes.close_incident(session, incident, closing, now)
    enqueue_closing(session, incident.id, routing, now)
    log.info("incident_closed incident=%s kind=%s", incident.id, incident.kind)


def _detail(session: Session, watch: WatchRow) -> str:
    """Show what was kept and what was seen instead, in words."""
    parts = []
    if watch.version_id is not None:
        version = session.get_one(VersionRow, watch.version_id)
        kept = session.get_one(ReadingRow, version.reading_id)
        parts.append(f"kept: version {version.number}, {kept.words} words, {kept.title or 'no title'}")
    if watch.last_outcome == "held" and watch.kept_reading_id is not None:
        seen = session.get_one(ReadingRow, watch.kept_reading_id)
        parts.append(f"seen: {seen.words} words, {seen.title or 'no title'}")
    return "; ".join(parts)
