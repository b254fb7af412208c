"""After a crawl: incidents are opened, escalated and closed, and those who asked are told. One transaction.

What is to be done is read from the store, never from the memory of a run: a run that died leaves it to the next one.
"""

import logging
from datetime import datetime

from sqlalchemy.orm import Session

from monitor.domain.incident import ESCALATE_AFTER, is_own_network, looks_to_open
from monitor.pipeline.tally import Tally
from notifiers.routing import Routing, enqueue_closing, enqueue_escalation, enqueue_incident
from storage import changes, incidents, looks
from storage.models import DocumentRow, IncidentRow, ReadingRow, VersionRow, WatchRow

log = logging.getLogger(__name__)


def settle_incidents(session: Session, tally: Tally, routing: Routing, now: datetime) -> int:
    """Open, escalate and close the incidents of all documents; answers how many were opened.

    *tally* is what the crawl that just ended says about the network; one without looks says nothing.
    """
    ours = is_own_network(len(tally.silent_hosts), len(tally.hosts))
    opened = _settle_own_network(session, tally, ours, routing, now)
    for watch, ended in incidents.over(session):
        _close_where_over(session, watch, ended, routing, now)
    news = [
        incident
        for watch in incidents.bad_without_incident(session)
        if (incident := _opened(session, watch, tally, ours, now)) is not None
    ]
    for incident in news:
        enqueue_incident(session, incident.id, routing, now)
    for lasting in incidents.lasting(session, now - ESCALATE_AFTER):
        lasting.escalated_at = now
        enqueue_escalation(session, lasting.id, routing, now)
        log.warning("incident_escalated incident=%s kind=%s", lasting.id, lasting.kind)
    return opened + len(news)


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


def _opened(session: Session, watch: WatchRow, tally: Tally, ours: bool, now: datetime) -> IncidentRow | None:
    """Open an incident where it is time for one."""
    assert watch.bad_kind is not None
    if watch.unreachable and (ours or watch.document_id not in tally.outcomes):
        return None  # told once, as an incident of our own network; or not known whether it was ours
    if watch.bad_streak < looks_to_open(watch.bad_kind, was_ever_good=watch.last_ok is not None):
        return None
    kind, reason = watch.bad_kind, watch.last_reason or watch.bad_kind
    key = session.get_one(DocumentRow, watch.document_id).key
    log.warning("incident_opened document=%s kind=%s reason=%s", key, kind, reason)
    return changes.add_incident(session, watch.document_id, kind, reason, _detail(session, watch), now)


def _close_where_over(
    session: Session, watch: WatchRow, incident: IncidentRow, routing: Routing, now: datetime
) -> None:
    if session.get_one(DocumentRow, watch.document_id).retired_at is not None:
        _close(session, incident, "the document is no longer watched", routing, now)
    elif incident.kind != "flapping" or looks.newest_has_settled(session, watch.document_id, now):
        _close(session, incident, closing_words(session, watch, incident), routing, now)


def closing_words(session: Session, watch: WatchRow, incident: IncidentRow) -> str:
    """Say how an incident ended, and what changed meanwhile."""
    if watch.rejected_substance is not None and watch.last_outcome == "held":
        return "a person rejected what was held"
    found = incidents.changes_since(session, watch.document_id, incident.opened_at)
    if found:
        said = "; ".join(
            f"change {changes.number_of(session, change)}, {change.verdict}: {change.summary}"
            for change in found
        )
        return f"a good look again; meanwhile {said}"
    if watch.last_outcome == "pending":
        return "a good look again; it differs, which waits for its confirmation"
    return "a good look again; the text is the one that was kept"


def _close(session: Session, incident: IncidentRow, closing: str, routing: Routing, now: datetime) -> None:
    changes.close_incident(session, incident, closing, now)
    enqueue_closing(session, incident.id, routing, now)
    log.info("incident_closed incident=%s kind=%s", incident.id, incident.kind)


def _detail(session: Session, watch: WatchRow) -> str:
    """Show what was kept and what was seen instead, in words; of a page that is gone, where it was and may be now."""
    parts = []
    if watch.version_id is not None:
        version = session.get_one(VersionRow, watch.version_id)
        kept = session.get_one(ReadingRow, version.reading_id)
        parts.append(f"kept: version {version.number}, {kept.words} words, {kept.title or 'no title'}")
    if watch.last_outcome == "held" and watch.kept_reading_id is not None:
        seen = session.get_one(ReadingRow, watch.kept_reading_id)
        parts.append(f"seen: {seen.words} words, {seen.title or 'no title'}")
    if watch.bad_kind == "gone":
        parts += [f"it was last seen at {url}" for url in incidents.moved_to(session, watch.document_id)]
        parts += [watch.proposal] if watch.proposal else []
    return "; ".join(parts)
