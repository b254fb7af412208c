"""A store filled by hand: documents, versions with their pages, changes, alerts and what carries them."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from monitor.domain.assessment import Assessment, ClauseChange
from monitor.domain.extraction import Extraction
from monitor.domain.fetching import FetchedPage
from monitor.domain.text import identity, substance, word_count
from storage import blobs, changes, looks, versions
from storage.engine import Store
from storage.models import (
    AlertRow,
    DeliveryRow,
    DocumentRow,
    MessageAlertRow,
    MessageRow,
    ReadingRow,
    SnapshotRow,
    SourceRow,
    SubscriptionRow,
    VendorRow,
    VersionRow,
    WatchRow,
)

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)

# Takes a database back to what it was before the hash chain.
BEFORE_THE_CHAIN = (
    "DROP TABLE seal",
    "DROP TABLE chain",
    "DROP INDEX ix_version_seen_at",
    "ALTER TABLE delivery DROP COLUMN held",
    *(
        f"ALTER TABLE watch DROP COLUMN {name}"
        for name in ("rejected_substance", "bad_kind", "unreachable", "browser_since", "proposal")
    ),
    *(
        f"ALTER TABLE source DROP COLUMN {name}"
        for name in ("moved_to", "not_modified", "follow", "followed")
    ),
    "ALTER TABLE document DROP COLUMN sends",
    "ALTER TABLE incident DROP COLUMN escalated_at",
    "UPDATE alembic_version SET version_num = '0001'",
)

EDIT = ClauseChange(
    category="retention",
    kind="modified",
    direction="weaker",
    section="Storage",
    before="We keep it for 30 days.",
    after="We keep it for 12 months.",
    facts=({"type": "period", "what": "it", "from": "P30D", "to": "P12M"},),
    reasons=("period grew",),
)


def assessment(**other: Any) -> Assessment:
    said: dict[str, Any] = {
        "verdict": "material",
        "severity": "high",
        "categories": ("retention",),
        "summary": "Keeps it for 12 months",
        "noise": (),
        "changes": (EDIT,),
        "assessor": "1",
    }
    return Assessment(**(said | other))


def page(url: str, body: bytes, at: datetime = NOON) -> FetchedPage:
    return FetchedPage(1, url, url, 200, (("content-type", "text/html"),), (), body, at)


@dataclass
class Filling:
    """Adds rows as the program would write them, one day apart."""

    store: Store
    clock: datetime = NOON
    _documents: dict[str, int] = field(default_factory=dict)

    def document(self, session: Session, key: str, **other: Any) -> int:
        if key in self._documents:
            return self._documents[key]
        slug, _, kind = key.partition("/")
        vendor = session.scalar(select(VendorRow).where(VendorRow.slug == slug))
        if vendor is None:
            vendor = VendorRow(slug=slug, name=slug.title(), tags=other.pop("tags", []))
            session.add(vendor)
            session.flush()
        row = DocumentRow(
            vendor_id=vendor.id, key=key, type=kind.partition(".")[0], schedule="P1D", added_at=NOON, **other
        )
        session.add(row)
        session.flush()
        session.add(SourceRow(document_id=row.id, position=0, url=f"https://{slug}.example/{kind}"))
        session.add(WatchRow(document_id=row.id))
        session.flush()
        self._documents[key] = row.id
        return row.id

    def version(self, session: Session, key: str, text: str, *, source_ref: str | None = None) -> VersionRow:
        document = self.document(session, key)
        self.clock += timedelta(days=1)
        answers = [page(f"https://{key}", b"<html>" + text.encode(), self.clock)]
        look = looks.add_look(session, document, answers, self.clock, confirming=False)
        look.outcome = "changed"
        looks.keep_snapshots(session, look, answers, None)
        newest = session.scalar(
            select(ReadingRow.text_sha256)
            .join(VersionRow, VersionRow.reading_id == ReadingRow.id)
            .where(VersionRow.document_id == document)
            .order_by(VersionRow.number.desc())
            .limit(1)
        )
        reading = looks.add_reading(
            session,
            look.id,
            Extraction("policy", None, text, word_count(text), title="Terms", language="en"),
            extractor="1",
            rules="r",
            visible=None,
            marks=(identity(text), substance(text)),
            like=newest,
        )
        row = versions.add_version(
            session,
            document,
            reading.id,
            seen_at=self.clock,
            last_seen_before=None if newest is None else self.clock - timedelta(days=1),
            accepted="first" if newest is None else "confirmed",
        )
        row.source_ref = source_ref
        session.get_one(WatchRow, document).version_id = row.id
        return row

    def change(self, session: Session, key: str, to: int, **other: Any) -> int:
        before, after = self.version_row(session, key, to - 1), self.version_row(session, key, to)
        how: dict[str, Any] = {"cause": "vendor", "marks": (), "muted": None, "now": self.clock}
        how |= {name: other.pop(name) for name in ("cause", "marks", "muted", "revision") if name in other}
        return changes.add_change(
            session,
            before,
            after,
            session.get_one(ReadingRow, before.reading_id),
            assessment(**other),
            **how,
        ).id

    def version_row(self, session: Session, key: str, number: int) -> VersionRow:
        return session.scalars(
            select(VersionRow).where(
                VersionRow.document_id == self._documents[key], VersionRow.number == number
            )
        ).one()

    def text_of(self, session: Session, key: str, number: int) -> str:
        return session.get_one(ReadingRow, self.version_row(session, key, number).reading_id).text_sha256

    def page_of(self, session: Session, key: str, number: int) -> str:
        reading = session.get_one(ReadingRow, self.version_row(session, key, number).reading_id)
        return session.scalars(
            select(SnapshotRow.body_sha256).where(SnapshotRow.observation_id == reading.observation_id)
        ).one()

    def load(self, session: Session, reading: ReadingRow) -> str:
        return blobs.get_text(session, reading.text_sha256)

    def subscription(self, session: Session, name: str) -> int:
        row = session.scalar(select(SubscriptionRow).where(SubscriptionRow.name == name))
        if row is None:
            session.add(row := SubscriptionRow(name=name, spec={}))
            session.flush()
        return row.id

    def alert(
        self,
        session: Session,
        *,
        change: int | None = None,
        incident: int | None = None,
        muted: str | None = None,
        subscription: str = "privacy-team",
    ) -> int:
        row = AlertRow(
            subscription_id=self.subscription(session, subscription),
            change_id=change,
            incident_id=incident,
            created_at=self.clock,
            muted=muted,
        )
        session.add(row)
        session.flush()
        return row.id

    def message(self, session: Session, *alerts: int, kind: str = "alert", **deliveries: Any) -> int:
        """Add a message about *alerts*; *deliveries* are state, or (state, attempts), by destination."""
        home = session.get_one(AlertRow, alerts[0]).subscription_id
        row = MessageRow(subscription_id=home, kind=kind, created_at=self.clock, due_at=self.clock)
        session.add(row)
        session.flush()
        session.add_all(MessageAlertRow(message_id=row.id, alert_id=alert) for alert in alerts)
        for destination, said in deliveries.items():
            state, attempts = said if isinstance(said, tuple) else (said, 0)
            session.add(
                DeliveryRow(
                    message_id=row.id,
                    destination=destination,
                    state=state,
                    attempts=attempts,
                    due_at=self.clock,
                )
            )
        session.flush()
        return row.id
