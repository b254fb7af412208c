"""The look at everything that is due, with the rooms that it takes; not opened where nothing is."""

from collections import Counter
from collections.abc import AsyncIterator, Sequence
from datetime import timedelta

from crawler.browser import what_is_missing
from crawler.runner import Interrupted, crawl
from monitor.domain.decide import Policy
from monitor.domain.fetching import FetchJob
from monitor.domain.watchlist import Watchlist
from monitor.pipeline.assessing import Assessor
from monitor.pipeline.crawling import Crawl, Progress
from monitor.pipeline.extraction.extract import EXTRACTOR
from monitor.pipeline.ledger import Ledger
from monitor.pipeline.looking import Observer
from monitor.pipeline.recording import Rules
from monitor.pipeline.relocating import Relocation
from monitor.pipeline.running import CrawlReport, now, routing_of
from monitor.pipeline.schedules import read_schedule
from monitor.pipeline.settling import settle_incidents
from monitor.pipeline.workers import Workers
from storage import looks, runs, watching
from storage.engine import Store
from storage.watching import Target

# Below this, a host that does not answer says nothing about our own network.
HOSTS_TO_JUDGE = 3


def crawl_targets(
    store: Store, watchlist: Watchlist, targets: Sequence[Target], limit: timedelta, progress: Progress
) -> CrawlReport:
    """Look at *targets*, confirm what differs within *limit*, assess what changed, open and close incidents.

    Work that a run before left undone (it was killed) is finished first. An interruption ends the crawl early and is
    reported, not raised: everything that was concluded is kept, and the rest is due at the next run.
    """
    started = now()
    settings = watchlist.settings
    with store.read() as session:
        known_changes = runs.newest_change(session)
    report = CrawlReport(due=len(targets))
    routing = routing_of(watchlist)
    ledger, workers = Ledger(store), Workers()
    observer = Observer(ledger, workers, rules_of(watchlist))
    assessor = Assessor(ledger, workers, observer, routing)
    no_browser = what_is_missing(settings.fetch)
    sending = {document.key: document.sending for document in watchlist.documents}
    relocation = Relocation(ledger, workers, now)
    work = Crawl(observer, assessor, targets, now, started + limit, progress, no_browser, sending, relocation)
    try:
        crawl(_jobs(store, observer, assessor, work), work.deliver, settings.fetch)
    except Interrupted as interruption:
        report.interrupted = interruption.signal
    finally:
        workers.close()
        ledger.close()
    tally = work.tally
    with store.write() as session:
        report.incidents_opened = settle_incidents(session, tally, routing, now())
        report.verdicts = runs.verdicts_since(session, known_changes)
    # A first version is told apart from a change: nobody is disturbed by it.
    report.outcomes = Counter(
        "new" if document in tally.first_versions and outcome == "changed" else outcome
        for document, outcome in tally.outcomes.items()
    )
    report.problems = sorted(tally.problems)
    report.is_cut_off = len(tally.hosts) >= HOSTS_TO_JUDGE and tally.silent_hosts >= tally.hosts
    report.seconds = (now() - started).total_seconds()
    return report


def rules_of(watchlist: Watchlist) -> Rules:
    """Give the settings that decide what a look comes to."""
    settings = watchlist.settings
    policy = Policy(settings.confirm_after, settings.accept_held_after)
    return Rules(policy, settings.timezone, EXTRACTOR)


async def _jobs(store: Store, observer: Observer, assessor: Assessor, work: Crawl) -> AsyncIterator[FetchJob]:
    await _finish_leftovers(store, observer, assessor)
    async for job in work.jobs():
        yield job


async def _finish_leftovers(store: Store, observer: Observer, assessor: Assessor) -> None:
    with store.read() as session:
        undecided = [
            (row.id, watching.target_of(session, row.document_id)) for row in looks.undecided(session)
        ]
    for look_id, target in undecided:
        await observer.resume(look_id, target, read_schedule(target.schedule))
    await assessor.assess_new(now())
