"""The commands that work: apply the watchlist, crawl what is due, settle, deliver. Each step can be run again."""

import logging
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from monitor.config.subscriptions import resolve_destinations
from monitor.domain.errors import ConfigurationError, UnknownName
from monitor.domain.watchlist import Watchlist
from monitor.pipeline.settling import settle_incidents
from monitor.pipeline.tally import Tally
from notifiers import outbox
from notifiers.outbox import DeliverySettings, DeliverySummary, deliver_due
from notifiers.routing import Routing
from storage import applying, looks, reports, versions, watching
from storage.applying import Applied
from storage.engine import Store
from storage.watching import Target

log = logging.getLogger(__name__)

Reporter = Callable[[int, int, datetime | None], None]


def now() -> datetime:
    """Read the clock: the only place below the interfaces where it is read."""
    return datetime.now(UTC)


@dataclass(slots=True)
class CrawlReport:
    """What a crawl came to."""

    due: int = 0
    applied: Applied = field(default_factory=Applied)
    outcomes: Counter[str] = field(default_factory=Counter)
    verdicts: Counter[str] = field(default_factory=Counter)
    incidents_opened: int = 0
    is_cut_off: bool = False  # at least three hosts were asked, and none gave any HTTP answer
    problems: list[str] = field(default_factory=list)  # for whoever runs it; the looks say them as well
    interrupted: int | None = None  # number of the signal
    seconds: float = 0.0

    def as_json(self) -> dict[str, object]:
        """Give the report as it is stored with the run and written with `--format json`."""
        return {
            "due": self.due,
            "added": self.applied.added,
            "retired": self.applied.retired,
            "looks": dict(self.outcomes),
            "changes": dict(self.verdicts),
            "incidents": self.incidents_opened,
            "seconds": round(self.seconds, 3),
        }


@dataclass(frozen=True, slots=True)
class Selection:
    """Which documents a crawl looks at: those that are due, all of them, or some by key."""

    all: bool = False
    keys: tuple[str, ...] = ()


def apply(store: Store, watchlist: Watchlist, *, retire: bool) -> Applied:
    """Make the store follow the watchlist.

    Raises:
        ConfigurationError: Suspiciously many documents would be retired, and *retire* is false.
    """
    with store.write() as session:
        gone, many = applying.would_retire(session, watchlist)
        if many and not retire:
            raise ConfigurationError(
                f"{len(gone)} documents are no longer in the watchlist ({', '.join(gone[:3])}, …); "
                "restore them, or retire them with --retire. Nothing was changed."
            )
        return applying.apply_watchlist(session, watchlist, now())


def choose(store: Store, selection: Selection) -> list[Target]:
    """List the documents to look at now.

    Raises:
        UnknownName: A key names no watched document.
    """
    with store.read() as session:
        if unknown := watching.unknown_keys(session, selection.keys):
            raise UnknownName(f"no watched document {unknown[0]!r}; `clausewatch status` lists them")
        if selection.all or selection.keys:
            return watching.all_watched(session, now(), selection.keys)
        return watching.due(session, now())


def crawl_due(
    store: Store,
    watchlist: Watchlist,
    selection: Selection,
    limit: timedelta,
    *,
    retire: bool,
    progress: Reporter = lambda _done, _all, _until: None,
) -> CrawlReport:
    """Apply the watchlist and look at what is selected; the crawler is not even started when nothing is to be done.

    *progress* is told, in between, how many documents of how many were looked at, and, while the crawl only waits for
    it, when the next confirming look is due.

    Raises:
        ConfigurationError: Suspiciously many documents would be retired, and *retire* is false.
        UnknownName: A selected key names no watched document.
    """
    applied = apply(store, watchlist, retire=retire)
    targets = choose(store, selection)
    report = CrawlReport()
    if targets or has_leftovers(store):
        # Opened here: what it takes is half of what a run costs in which nothing is due.
        from monitor.pipeline.visiting import crawl_targets

        report = crawl_targets(
            store, watchlist, targets, limit, lambda done, until: progress(done, len(targets), until)
        )
    else:  # what a run that died left open, and what lasts
        with store.write() as session:
            report.incidents_opened = settle_incidents(session, Tally(), routing_of(watchlist), now())
    report.applied = applied
    return report


def waiting_deliveries(store: Store) -> list[dict[str, object]]:
    """List the deliveries that are not over, soonest first."""
    with store.read() as session:
        return reports.waiting_deliveries(session)


def has_leftovers(store: Store) -> bool:
    """Whether a run that died left looks undecided or versions unassessed."""
    with store.read() as session:
        return bool(looks.undecided(session) or versions.unassessed(session))


def release(store: Store) -> int:
    """Let go what a restore has held back; counts deliveries."""
    with store.write() as session:
        return outbox.release(session)


def deliver(store: Store, watchlist: Watchlist, environ: Mapping[str, str]) -> DeliverySummary:
    """Send what is due. Destinations are looked up by name now, so a changed address is used at once."""

    def resolve(name: str) -> str | None:
        if name not in watchlist.destinations:
            return None
        return resolve_destinations(watchlist, environ, [name])[name]

    settings = watchlist.settings
    return deliver_due(
        store,
        resolve,
        now,
        DeliverySettings(
            timezone=settings.timezone,
            allow_private=settings.notify_allow_private,
            fallback=watchlist.fallback,
        ),
    )


def routing_of(watchlist: Watchlist) -> Routing:
    """Give who is told what."""
    return Routing(watchlist.subscriptions, watchlist.fallback, watchlist.settings.timezone)
