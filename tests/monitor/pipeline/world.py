"""A watched document, answers made by hand, and the real steps behind them: reading, deciding, recording, assessing."""

import asyncio
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import func, select

from monitor.domain.decide import Policy
from monitor.domain.fetching import Answer, FailureReason, FetchedPage, FetchFailed, Hop
from monitor.domain.watchlist import Document, Source, Subscription, Vendor, Watchlist
from monitor.pipeline.assessing import Assessor
from monitor.pipeline.ledger import Ledger
from monitor.pipeline.looking import Concluded, Observer
from monitor.pipeline.recording import Look, Rules
from monitor.pipeline.schedules import read_schedule
from monitor.pipeline.settling import settle_incidents
from monitor.pipeline.tally import Tally
from monitor.pipeline.workers import Workers
from notifiers.routing import Routing
from storage import applying, looks, reports, watching
from storage.engine import Store
from storage.models import DocumentRow, ObservationRow, SnapshotRow, SourceRow, WatchRow
from storage.watching import Target

T = TypeVar("T")

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
KEY = "fernleaf/privacy_policy"
URL = "https://fernleaf.example/privacy"
POLICY = Policy(confirm_after=10 * MINUTE, accept_held_after=7 * DAY)

PARAGRAPHS = (
    "This notice explains what personal data Fernleaf keeps about people who order plants in our shop, and why.",
    "We collect your name, your postal address and the list of plants that you ordered from us.",
    "We keep the data of your account for 30 days after you have closed it, and then we delete it.",
    "Our courier receives your address for the delivery and deletes it after the parcel has arrived.",
    "We do not sell your personal data, and we share it with nobody else unless a court orders us to do so.",
    "Your data are stored on servers in Belgium, which our own staff maintain behind two locked doors.",
    "We use cookies that keep you logged in, and no cookies that follow you to the sites of others.",
    "You may ask for a copy of your data, for its correction or for its deletion by writing to our office in Ghent.",
    "If you are younger than sixteen years, please ask your parents before you create an account with us.",
    "We will tell you by mail about every change of this notice at least one month before it takes effect.",
    "Complaints can be sent to the supervisory authority of the country in which you live or in which you work.",
    "Fernleaf BV is the controller of your personal data, and our data protection officer answers every letter.",
)
LONGER = PARAGRAPHS[2].replace("30 days", "12 months")
THIRD = PARAGRAPHS[2].replace("30 days", "five years")


def edited(*, by: str = LONGER) -> tuple[str, ...]:
    """The policy with another retention period."""
    return (*PARAGRAPHS[:2], by, *PARAGRAPHS[3:])


def html(paragraphs: Sequence[str] = PARAGRAPHS, *, token: str = "", menu: str = "Plants") -> bytes:
    """A page with the policy; *token* is different in the markup only, *menu* in what a visitor sees around it."""
    entries = "".join(f'<li><a href="/p/{number}">{menu} {number}</a></li>' for number in range(8))
    inner = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>Privacy notice | Fernleaf</title>"
        f'<meta name="csrf" content="{token}"></head><body><nav><ul>{entries}</ul></nav><main>'
        f"<h1>Privacy notice</h1>{inner}</main></body></html>"
    ).encode()


def page(
    body: bytes | None = None,
    *,
    status: int = 200,
    url: str = URL,
    etag: str | None = None,
    retry_after: str | None = None,
    at: datetime = NOON,
    job: int = 1,
    hops: tuple[Hop, ...] = (),
) -> FetchedPage:
    said = {"content-type": "text/html; charset=utf-8", "etag": etag, "retry-after": retry_after}
    headers = tuple((name, value) for name, value in said.items() if value is not None)
    final = hops[-1].url if hops else url
    return FetchedPage(job, url, final, status, headers, hops, html() if body is None else body, at)


def failed(
    reason: FailureReason = "timeout", *, url: str = URL, at: datetime = NOON, job: int = 1
) -> FetchFailed:
    return FetchFailed(job, url, reason, f"{reason}: of the test", at)


WALL = b"<html><title>Just a moment</title><body><p>Checking your browser.</p></body></html>"

TEAM = Subscription("privacy-team", ("dpo",), incidents=True)


def watchlist(*sources: Source, **other: Any) -> Watchlist:
    document = Document(KEY, "privacy_policy", sources or (Source(URL),), DAY, **other)
    return Watchlist((Vendor("fernleaf", "Fernleaf", (document,)),), (TEAM,))


@dataclass
class Bench:
    """One document under watch. The clock stands still until it is moved."""

    store: Store
    workers: Workers
    now: datetime = NOON
    rules: Rules = field(default_factory=lambda: Rules(POLICY, "UTC", "1"))
    routing: Routing = field(default_factory=lambda: Routing((TEAM,)))

    def __post_init__(self) -> None:
        self.ledger = Ledger(self.store)
        self.follow(watchlist())

    def close(self) -> None:
        self.ledger.close()

    def follow(self, wanted: Watchlist) -> None:
        with self.store.write() as session:
            applying.apply_watchlist(session, wanted, self.now)

    @property
    def observer(self) -> Observer:
        return Observer(self.ledger, self.workers, self.rules)

    @property
    def assessor(self) -> Assessor:
        return Assessor(self.ledger, self.workers, self.observer, self.routing)

    def target(self, key: str = KEY) -> Target:
        with self.store.read() as session:
            row = session.scalars(select(DocumentRow).where(DocumentRow.key == key)).one()
            return watching.target_of(session, row.id)

    def plan(self, *answers: Answer, conditional: bool = False) -> Look:
        return self.plan_for(self.target(), *answers, conditional=conditional)

    def plan_for(self, target: Target, *answers: Answer, conditional: bool = False) -> Look:
        said = tuple(replace(answer, fetched_at=self.now) for answer in answers)
        schedule = read_schedule(target.schedule)
        return Look(target, schedule, said, self.now, target.is_pending, conditional)

    def see(self, *answers: Answer, after: timedelta = timedelta(0), conditional: bool = False) -> Concluded:
        """Look once, *after* the look before, and assess what came of it."""
        self.now += after
        return run(self._see(self.plan(*answers, conditional=conditional)))

    async def _see(self, look: Look) -> Concluded:
        concluded = await self.observer.conclude(look)
        await self.assessor.assess_new(self.now)
        await self.assessor.assess_settled(self.now)
        return concluded

    def settle(self, concluded: Concluded) -> int:
        """Open and close incidents as at the end of a run of this one look."""
        tally = Tally()
        tally.add(self.target(), concluded)
        with self.store.write() as session:
            return settle_incidents(session, tally, self.routing, self.now)

    def due(self, after: timedelta = timedelta(0)) -> list[str]:
        """Name the documents that are due *after* now."""
        with self.store.read() as session:
            return [target.key for target in watching.due(session, self.now + after)]

    def accept(self, *bodies: bytes) -> None:
        """Make each body a version: the first at once, the others seen twice."""
        for body in bodies:
            if self.see(page(body), after=DAY).settled.outcome == "pending":
                assert self.see(page(body), after=10 * MINUTE).settled.outcome == "changed"

    # what is in the store

    def observations(self) -> list[ObservationRow]:
        with self.store.read() as session:
            return list(session.scalars(select(ObservationRow).order_by(ObservationRow.id)))

    def outcomes(self) -> list[str | None]:
        return [row.outcome for row in self.observations()]

    def snapshots(self) -> int:
        with self.store.read() as session:
            return session.scalar(select(func.count()).select_from(SnapshotRow)) or 0

    def watch(self) -> WatchRow:
        with self.store.read() as session:
            return session.get_one(WatchRow, self.target().id)

    def source(self) -> SourceRow:
        with self.store.read() as session:
            return session.scalars(select(SourceRow).where(SourceRow.retired_at.is_(None))).one()

    def history(self) -> list[dict[str, Any]]:
        with self.store.read() as session:
            return reports.history_rows(session, KEY)

    def changes(self) -> list[dict[str, Any]]:
        with self.store.read() as session:
            return list(reports.change_rows(session, reports.ChangeFilter()))

    def alerts(self) -> list[tuple[str, str]]:
        with self.store.read() as session:
            return [(row["kind"], row["state"]) for row in reports.alert_rows(session)]

    def status(self) -> dict[str, Any]:
        with self.store.read() as session:
            (row,) = reports.status_rows(session)
            return row

    def undecided(self) -> list[int]:
        with self.store.read() as session:
            return [row.id for row in looks.undecided(session)]


def run(work: Coroutine[Any, Any, T]) -> T:
    return asyncio.run(work)
