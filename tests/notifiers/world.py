"""What the tests of this room stand on: a filled store, a clock that is moved by hand, and real receivers."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, TypeVar

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope
from sqlalchemy import select
from sqlalchemy.orm import Session

from monitor.domain.assessment import Assessment, ClauseChange
from monitor.domain.vocabulary import Cause, Severity
from storage import blobs
from storage.changes import add_change, add_incident
from storage.engine import Store
from storage.models import (
    AlertRow,
    DeliveryRow,
    DocumentRow,
    MessageAlertRow,
    MessageRow,
    ObservationRow,
    ReadingRow,
    SourceRow,
    VendorRow,
    VersionRow,
)
from storage.versions import add_version

AnySink = TypeVar("AnySink", "HttpSink", "MailSink")

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
LOOPBACK = ("127.0.0.0/8", "::1")

RETENTION = ClauseChange(
    category="retention",
    kind="modified",
    direction="weaker",
    section="Privacy notice › Storage",
    before="We keep account data for 30 days.",
    after="We keep account data for 12 months.",
    facts=({"type": "period", "what": "account data", "from": "P30D", "to": "P12M"},),
    reasons=("period grew",),
)


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self, now: datetime = NOON) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)


@dataclass
class World:
    """A store with one vendor, to which documents, changes and incidents are added."""

    store: Store
    documents: dict[str, int] = field(default_factory=dict)

    def document(self, session: Session, key: str = "example-corp/privacy_policy") -> int:
        if key in self.documents:
            return self.documents[key]
        slug, _, kind = key.partition("/")
        vendor = session.scalar(select(VendorRow).where(VendorRow.slug == slug))
        if vendor is None:
            vendor = VendorRow(slug=slug, name=slug.replace("-", " ").title(), tags=["crm"])
            session.add(vendor)
            session.flush()
        row = DocumentRow(vendor_id=vendor.id, key=key, type=kind, schedule="P1D", added_at=NOON)
        session.add(row)
        session.flush()
        session.add(SourceRow(document_id=row.id, position=0, url=f"https://{slug}.example/{kind}"))
        session.flush()
        self.version(session, row.id, "first text")
        self.documents[key] = row.id
        return row.id

    def version(
        self, session: Session, document_id: int, text: str, language: str | None = "en"
    ) -> VersionRow:
        sha256 = blobs.put_text(session, text)
        reading = ReadingRow(
            extractor="1",
            rules="",
            outcome="policy",
            words=len(text.split()),
            text_sha256=sha256,
            identity=sha256,
            substance=sha256,
            language=language,
        )
        session.add(reading)
        session.flush()
        return add_version(
            session,
            document_id,
            reading.id,
            seen_at=NOON,
            last_seen_before=NOON - timedelta(days=1),
            accepted="confirmed",
        )

    def change(
        self,
        session: Session,
        key: str = "example-corp/privacy_policy",
        *,
        text: str = "second text",
        severity: Severity | None = "high",
        clauses: tuple[ClauseChange, ...] = (RETENTION,),
        cause: Cause = "vendor",
        marks: tuple[str, ...] = (),
        muted: str | None = None,
        summary: str = "Keeps account data for 12 months",
        language: str | None = "en",
    ) -> int:
        document_id = self.document(session, key)
        before = session.scalars(
            select(VersionRow).where(VersionRow.document_id == document_id).order_by(VersionRow.number.desc())
        ).first()
        assert before is not None
        after = self.version(session, document_id, text, language)
        assessment = Assessment(
            verdict="material" if severity else "minor",
            severity=severity,
            categories=tuple(clause.category for clause in clauses) if severity else (),
            summary=summary,
            noise=(),
            changes=clauses,
            assessor="1",
        )
        baseline = session.get_one(ReadingRow, before.reading_id)
        return add_change(
            session, before, after, baseline, assessment, cause=cause, marks=marks, muted=muted, now=NOON
        ).id

    def incident(
        self, session: Session, key: str | None = "example-corp/terms", kind: Any = "blocked"
    ) -> int:
        document_id = None if key is None else self.document(session, key)
        return add_incident(session, document_id, kind, "the server answers 403", "", NOON).id

    def good_look(self, session: Session, key: str, at: datetime) -> None:
        session.add(
            ObservationRow(document_id=self.document(session, key), at=at, outcome="unchanged", answers=b"")
        )
        session.flush()

    def deliveries(self) -> list[DeliveryRow]:
        with self.store.read() as session:
            return list(session.scalars(select(DeliveryRow).order_by(DeliveryRow.id)))

    def messages(self) -> list[tuple[str, list[int]]]:
        """Kind of each message with the alerts it carries."""
        with self.store.read() as session:
            carried: dict[int, list[int]] = {}
            for message_id, alert_id in session.execute(
                select(MessageAlertRow.message_id, MessageAlertRow.alert_id).order_by(
                    MessageAlertRow.alert_id
                )
            ):
                carried.setdefault(message_id, []).append(alert_id)
            rows = session.scalars(select(MessageRow).order_by(MessageRow.id))
            return [(row.kind, carried.get(row.id, [])) for row in rows]

    def alerts(self) -> list[AlertRow]:
        with self.store.read() as session:
            return list(session.scalars(select(AlertRow).order_by(AlertRow.id)))


class HttpSink:
    """A webhook: counts what arrives, and answers as told: a status, "drop" (no answer), or seconds to wait first."""

    def __init__(self) -> None:
        self.received: list[dict[str, Any]] = []
        self.answers: list[int | str | float] = []  # used up in order, then 200
        self.headers: dict[str, str] = {}
        self.path = ""
        sink = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                sink.path = self.path
                body = self.rfile.read(int(self.headers["Content-Length"]))
                sink.received.append(json.loads(body))
                answer = sink.answers.pop(0) if sink.answers else 200
                if isinstance(answer, float):
                    time.sleep(answer)
                    answer = 200
                if answer == "drop":
                    self.close_connection = True
                    return
                self.send_response(int(answer))
                for name, value in sink.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", "0")
                self.end_headers()

            do_GET = do_POST

            def log_message(self, *args: Any) -> None:
                return

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self._server.server_port
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()

    @property
    def url(self) -> str:
        return f"json://127.0.0.1:{self.port}/hook"

    @property
    def titles(self) -> list[str]:
        return [str(message["title"]) for message in self.received]

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _EphemeralController(Controller):
    """Takes whatever port the system gives, which the controller itself does not support."""

    def _trigger_server(self) -> None:
        assert self.server is not None
        self.port = self.server.sockets[0].getsockname()[1]  # type: ignore[attr-defined]
        super()._trigger_server()


class MailSink:
    """A mail server that takes everything."""

    def __init__(self) -> None:
        self.received: list[EmailMessage] = []
        sink = self

        class Handler:
            async def handle_DATA(self, _server: SMTP, _session: object, envelope: Envelope) -> str:
                assert isinstance(envelope.content, bytes)
                sink.received.append(BytesParser(policy=default).parsebytes(envelope.content))  # type: ignore[arg-type]
                return "250 taken"

        self._controller = _EphemeralController(Handler(), hostname="127.0.0.1", port=0)
        self._controller.start()
        self.port: int = self._controller.port

    @property
    def url(self) -> str:
        return f"mailto://127.0.0.1:{self.port}?mode=insecure&from=watch@example.org&to=dpo@example.org"

    def close(self) -> None:
        self._controller.stop()


@contextmanager
def closed_at_end(sink: "AnySink") -> Iterator["AnySink"]:
    try:
        yield sink
    finally:
        sink.close()
