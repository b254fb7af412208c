"""What people and programs read: rows in the shape of the contract, as plain dictionaries.

Times stay `datetime`; who writes them out decides the form. Order is by sequence, never by clock.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    String,
    and_,
    exists,
    func,
    literal,
    literal_column,
    select,
)
from sqlalchemy import column as sql_column
from sqlalchemy.orm import Session, aliased

from monitor.domain.incident import health
from storage.changes import REASSESSED
from storage.models import (
    AlertRow,
    ChangeRow,
    ClauseChangeRow,
    DeliveryRow,
    DocumentRow,
    FactRow,
    IncidentRow,
    MessageAlertRow,
    MessageRow,
    ReadingRow,
    SourceRow,
    SubscriptionRow,
    VendorRow,
    VersionRow,
    WatchRow,
)
from storage.types import WritableText
from storage.versions import document_id
from storage.views import ALERT_STATE

JsonRow = dict[str, Any]

# A change keeps the number of its first assessment, whatever is found out about it later.
_FIRST = aliased(ChangeRow, name="first")

_CHUNK = 500  # changes whose rows are in memory at once, each with up to 60 clauses

# Single columns: to make objects of whole rows takes ten times as long.
_HISTORY = (
    *(
        VersionRow.number.label("version"),
        VersionRow.seen_at,
        VersionRow.last_seen_before,
        VersionRow.accepted,
    ),
    *(ReadingRow.title, ReadingRow.language, ReadingRow.words, ReadingRow.updated, ReadingRow.effective),
    *(ReadingRow.updated_quote, ReadingRow.effective_quote, ReadingRow.author, ReadingRow.suspect),
    *(ReadingRow.coverage, ReadingRow.text_sha256, ReadingRow.extractor, VersionRow.source_ref),
    *(
        _FIRST.id.label("change"),
        ChangeRow.cause,
        ChangeRow.verdict,
        ChangeRow.severity,
        ChangeRow.summary,
    ),
)


@dataclass(frozen=True, slots=True)
class ChangeFilter:
    """Which changes are asked for; every filter that is set must match."""

    document: Sequence[str] = ()
    vendor: Sequence[str] = ()
    type: Sequence[str] = ()
    tag: Sequence[str] = ()
    category: Sequence[str] = ()
    severity: Sequence[str] = ()
    verdict: Sequence[str] = ()
    cause: Sequence[str] = ()
    since: datetime | None = None
    until: datetime | None = None
    limit: int | None = None  # the last ones
    change: Sequence[int] = ()  # by number
    newly_by: str | None = (
        None  # material by this assessor, when it assessed again what had not been material
    )


def status_rows(session: Session) -> list[JsonRow]:
    """List the watched documents with their health, in the order of the watchlist."""
    counted = (
        select(VersionRow.document_id, func.count().label("versions"))
        .group_by(VersionRow.document_id)
        .subquery()
    )
    rows = session.execute(
        select(DocumentRow, WatchRow, IncidentRow, counted.c.versions)
        .join(WatchRow, WatchRow.document_id == DocumentRow.id)
        .outerjoin(
            IncidentRow, and_(IncidentRow.document_id == DocumentRow.id, IncidentRow.closed_at.is_(None))
        )
        .outerjoin(counted, counted.c.document_id == DocumentRow.id)
        .where(DocumentRow.retired_at.is_(None))
        .order_by(DocumentRow.id)
    )
    return [_status(document, watch, incident, versions or 0) for document, watch, incident, versions in rows]


def history_rows(session: Session, key: str, limit: int | None = None) -> list[JsonRow]:
    """List the last *limit* versions of a document, oldest first, each with what the change to it came to.

    Raises:
        UnknownName: No document has this key.
    """
    rows = session.execute(
        select(literal(key).label("document"), *_HISTORY)
        .join(ReadingRow, ReadingRow.id == VersionRow.reading_id)
        .outerjoin(ChangeRow, and_(ChangeRow.to_version_id == VersionRow.id, _is_newest(ChangeRow)))
        .outerjoin(_FIRST, and_(_FIRST.to_version_id == VersionRow.id, _FIRST.revision == 1))
        .where(VersionRow.document_id == document_id(session, key))
        .order_by(VersionRow.number.desc())
        .limit(limit)
    )
    return [dict(row) for row in rows.mappings()][::-1]


def change_rows(session: Session, wanted: ChangeFilter) -> Iterator[JsonRow]:
    """Yield changes of every verdict and cause that match, in the order in which they were recorded."""
    question = _changes(session, wanted).execution_options(yield_per=_CHUNK)
    parts: Iterable[Sequence[Row[Any]]]
    if wanted.limit is None:
        parts = session.execute(question.order_by(_FIRST.id)).partitions()
    else:
        rows = session.execute(question.order_by(_FIRST.id.desc()).limit(wanted.limit)).all()[::-1]
        parts = (rows[start : start + _CHUNK] for start in range(0, len(rows), _CHUNK))
    for part in parts:
        edits = _edits_of(session, [row.ChangeRow.id for row in part])
        yield from (_change(row, edits.get(row.ChangeRow.id, [])) for row in part)


def alert_rows(session: Session, states: Iterable[str] = ()) -> list[JsonRow]:
    """List alerts, one per change or incident and subscription, each with its deliveries; no *states* means all."""
    state = literal_column(f"({ALERT_STATE})", String)
    a = aliased(AlertRow, name="a")
    rows = session.execute(
        select(a, SubscriptionRow.name, DocumentRow.key, state, _FIRST.id)
        .join(SubscriptionRow, SubscriptionRow.id == a.subscription_id)
        .outerjoin(ChangeRow, ChangeRow.id == a.change_id)
        .outerjoin(_FIRST, and_(_FIRST.to_version_id == ChangeRow.to_version_id, _FIRST.revision == 1))
        .outerjoin(IncidentRow, IncidentRow.id == a.incident_id)
        .outerjoin(
            DocumentRow, DocumentRow.id == func.coalesce(ChangeRow.document_id, IncidentRow.document_id)
        )
        .order_by(a.id)
    ).all()
    chosen = set(states)
    deliveries = _deliveries(session)
    return [
        {
            "alert": alert.id,
            "kind": "change" if alert.change_id is not None else "incident",
            "document": key,
            "subscription": subscription,
            "created_at": alert.created_at,
            "state": said,
            **({"change": number} if alert.change_id is not None else {"incident": alert.incident_id}),
            "reason": alert.muted,
            "deliveries": deliveries.get(alert.id, []),
        }
        for alert, subscription, key, said, number in rows
        if not chosen or said in chosen
    ]


def waiting_deliveries(session: Session) -> list[JsonRow]:
    """List the deliveries that are not over, soonest first."""
    rows = session.scalars(
        select(DeliveryRow)
        .where(DeliveryRow.state.in_(("pending", "sending")))
        .order_by(DeliveryRow.due_at, DeliveryRow.id)
    )
    return [
        {
            "delivery": row.id,
            "message": row.message_id,
            "destination": row.destination,
            "state": row.state,
            "attempts": row.attempts,
            "due_at": row.due_at,
            "held": row.held,
        }
        for row in rows
    ]


def held_deliveries(session: Session) -> int:
    """Count the deliveries that wait for their release after a restore."""
    return session.scalar(select(func.count()).where(DeliveryRow.held.is_(True))) or 0


def _status(document: DocumentRow, watch: WatchRow, incident: IncidentRow | None, versions: int) -> JsonRow:
    return {
        "document": document.key,
        "health": health(
            is_paused=document.paused_at is not None,
            incident=None if incident is None else incident.kind,
            bad_streak=watch.bad_streak,
        ),
        "last_ok": watch.last_ok,
        "last_outcome": watch.last_outcome,
        "reason": "; ".join(filter(None, (watch.last_reason, watch.proposal))) or None,
        "incident": None if incident is None else incident.id,
        "versions": versions,
        "next_due": watch.next_due,
        "schedule": document.schedule,
        "added_at": document.added_at,
    }


def _changes(session: Session, wanted: ChangeFilter) -> Select[Any]:
    before, after = aliased(VersionRow, name="o"), aliased(VersionRow, name="n")
    url = (
        select(SourceRow.url)
        .where(SourceRow.document_id == DocumentRow.id, SourceRow.retired_at.is_(None))
        .order_by(SourceRow.position)
        .limit(1)
        .scalar_subquery()
    )
    question = (
        select(
            *(ChangeRow, DocumentRow, VendorRow, before.number.label("old"), after, url.label("url")),
            _FIRST.id.label("number"),
        )
        .join(_FIRST, and_(_first_version(wanted) == ChangeRow.to_version_id, _FIRST.revision == 1))
        .join(DocumentRow, DocumentRow.id == ChangeRow.document_id)
        .join(VendorRow, VendorRow.id == DocumentRow.vendor_id)
        .join(before, before.id == ChangeRow.from_version_id)
        .join(after, after.id == ChangeRow.to_version_id)
        .where(_is_newest(ChangeRow))
    )
    plain: Mapping[Any, Sequence[Any]] = {
        DocumentRow.key: wanted.document,
        VendorRow.slug: wanted.vendor,
        DocumentRow.type: wanted.type,
        ChangeRow.severity: wanted.severity,
        ChangeRow.verdict: wanted.verdict,
        ChangeRow.cause: wanted.cause,
        _FIRST.id: wanted.change,
    }
    for column, values in plain.items():
        if values:
            question = question.where(column.in_(values))
    if wanted.newly_by is not None:
        question = _newly_by(session, question, wanted.newly_by)
    if wanted.tag:
        question = question.where(_holds_one_of(session, VendorRow.tags, wanted.tag))
    if wanted.category:
        question = question.where(_holds_one_of(session, ChangeRow.categories, wanted.category))
    if wanted.since is not None:
        question = question.where(after.seen_at >= wanted.since)
    if wanted.until is not None:
        question = question.where(after.seen_at < wanted.until)
    return question


def _newly_by(session: Session, question: Select[Any], assessor: str) -> Select[Any]:
    """Keep what *assessor* found material when it assessed again what had not been; with the verdict that it `was`."""
    earlier = aliased(ChangeRow, name="earlier")
    is_earlier = and_(
        earlier.to_version_id == ChangeRow.to_version_id, earlier.revision == ChangeRow.revision - 1
    )
    return (
        question.add_columns(earlier.verdict.label("was"))
        .join(earlier, is_earlier)
        .where(
            ChangeRow.assessor == assessor,
            ChangeRow.verdict == "material",
            earlier.verdict != "material",
            _holds_one_of(session, ChangeRow.marks, [REASSESSED]),
        )
    )


def _first_version(wanted: ChangeFilter) -> ColumnElement[int]:
    """The column that joins first assessments; where the last few of many changes are asked for, not by its index.

    The database then walks back from the newest number and stops, instead of sorting all that match.
    """
    is_broad = not any(
        (wanted.document, wanted.vendor, wanted.tag, wanted.change, wanted.since, wanted.until)
    )
    return (
        _FIRST.to_version_id + 0 if wanted.limit is not None and is_broad else _FIRST.to_version_id.expression
    )


def _is_newest(change: type[ChangeRow]) -> ColumnElement[bool]:
    newer = aliased(ChangeRow, name="newer")
    return ~exists().where(newer.to_version_id == change.to_version_id, newer.revision > change.revision)


def _holds_one_of(session: Session, words: Any, values: Sequence[str]) -> ColumnElement[bool]:
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    unpacked = func.json_each(words) if is_sqlite else func.jsonb_array_elements_text(words)
    word = unpacked.table_valued(sql_column("value", WritableText)).c.value
    return select(word).where(word.in_(values)).exists()


def _change(row: Row[Any], edits: list[JsonRow]) -> JsonRow:
    change: ChangeRow = row.ChangeRow
    after: VersionRow = row.n
    return {
        "change": row.number,
        "document": row.DocumentRow.key,
        "vendor": row.VendorRow.slug,
        "type": row.DocumentRow.type,
        "url": row.url,
        "from_version": row.old,
        "to_version": after.number,
        "seen_at": after.seen_at,
        "last_seen_before": after.last_seen_before,
        "cause": change.cause,
        "verdict": change.verdict,
        "severity": change.severity,
        "categories": change.categories,
        "summary": change.summary,
        "noise": change.noise,
        "changes": edits,
        "marks": change.marks,
        "muted": change.muted,
        "effective_date": change.effective_date,
        "source_ref": after.source_ref,
        "assessor": change.assessor,
        **({"was": row.was} if "was" in row._mapping else {}),
    }


def _edits_of(session: Session, change_ids: Sequence[int]) -> dict[int, list[JsonRow]]:
    found: dict[int, list[JsonRow]] = {}
    facts: dict[int, list[Any]] = {}
    for fact in session.scalars(
        select(FactRow)
        .join(ClauseChangeRow, ClauseChangeRow.id == FactRow.clause_change_id)
        .where(ClauseChangeRow.change_id.in_(change_ids))
        .order_by(FactRow.clause_change_id, FactRow.position)
    ):
        facts.setdefault(fact.clause_change_id, []).append(fact.value)
    for edit in session.scalars(
        select(ClauseChangeRow)
        .where(ClauseChangeRow.change_id.in_(change_ids))
        .order_by(ClauseChangeRow.change_id, ClauseChangeRow.position)
    ):
        found.setdefault(edit.change_id, []).append(
            {
                "category": edit.category,
                "kind": edit.kind,
                "direction": edit.direction,
                "section": edit.section,
                "before": edit.before,
                "after": edit.after,
                "facts": facts.get(edit.id, []),
                "reasons": edit.reasons,
            }
        )
    return found


def _deliveries(session: Session) -> dict[int, list[JsonRow]]:
    found: dict[int, list[JsonRow]] = {}
    rows = session.execute(
        select(MessageAlertRow.alert_id, MessageRow, DeliveryRow)
        .join(MessageRow, MessageRow.id == MessageAlertRow.message_id)
        .join(DeliveryRow, DeliveryRow.message_id == MessageRow.id)
        .order_by(DeliveryRow.id)
    )
    for alert_id, message, delivery in rows:
        found.setdefault(alert_id, []).append(
            {
                "delivery": delivery.id,
                "message": message.id,
                "kind": message.kind,
                "destination": delivery.destination,
                "state": delivery.state,
                "attempts": delivery.attempts,
                "due_at": delivery.due_at,
                "held": delivery.held,
                "sent_at": delivery.sent_at,
                "error": delivery.last_error,
            }
        )
    return found
