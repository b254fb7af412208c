"""Looks that today's rules can read, and those of their day could not: decided about once more, in their order.

While a selector named nothing, or an extractor could not read a page, every look was held and its bytes were kept.
After the repair these looks are read again, so that what the vendor changed meanwhile becomes versions of its own, each
with the date of the look that showed it first. The record of what was decided on the day stays as it is.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urldefrag

from sqlalchemy.orm import Session

from monitor.domain.decide import Known, Seen, decide
from monitor.domain.gate import Glimpse, suspicion
from monitor.pipeline.kept import kept_pages
from monitor.pipeline.ledger import Ledger
from monitor.pipeline.reading import Read, read
from monitor.pipeline.recording import Baseline, Rules, accept, seen_in
from monitor.pipeline.workers import Workers, WorkFailed
from storage import looks, state, versions
from storage.models import ReadingRow
from storage.watching import Target

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Reread:
    """One look, and what today's rules read in what it showed."""

    at: datetime
    reading_id: int


async def replay(
    ledger: Ledger, workers: Workers, rules: Rules, target: Target, baseline: Baseline | None
) -> int | None:
    """Decide once more about the looks since the last one that showed a text; the id of the newest version made so.

    To be asked for when the newest kept look was unreadable by other rules than today's; afterwards it was read by
    today's. Reading comes first and can be done again; all that is decided is written in one transaction.
    """
    waiting = await ledger.read(_waiting, rules, target, baseline)
    readings: dict[int, int] = {}
    for kept in dict.fromkeys(look.kept_id for look in waiting):
        reading_id = await _read(ledger, workers, rules, target, kept)
        if reading_id is not None:
            readings[kept] = reading_id
    again = [_Reread(look.at, readings[look.kept_id]) for look in waiting if look.kept_id in readings]
    if not again:
        return None
    log.info("replayed document=%s looks=%d", target.key, len(again))
    return await ledger.write(_decide, rules, target, baseline, again)


def _waiting(
    session: Session, rules: Rules, target: Target, baseline: Baseline | None
) -> list[looks.UnreadLook]:
    if baseline is not None and baseline.setup != (target.setup):
        return []  # the pages are those of another language
    asked = [urldefrag(source.url).url for source in target.sources]
    return [
        look
        for look in looks.unread_looks(session, target.id, rules.extractor, target.rules)
        if [urldefrag(url).url for url in looks.urls_asked(session, look.kept_id)] == asked
    ]


async def _read(ledger: Ledger, workers: Workers, rules: Rules, target: Target, kept: int) -> int | None:
    pages = await ledger.read(kept_pages, kept, target)
    try:
        result = await workers.run(read, pages, None)
    except WorkFailed:
        return None
    return await ledger.write(_add_reading, rules, target, kept, result)


def _add_reading(session: Session, rules: Rules, target: Target, kept: int, result: Read) -> int:
    row = looks.find_reading(session, kept, rules.extractor, target.rules) or looks.add_reading(
        session,
        kept,
        result.extraction,
        extractor=rules.extractor,
        rules=target.rules,
        visible=None,
        marks=(result.identity, result.substance),
        like=None,
    )
    return row.id


def _decide(
    session: Session, rules: Rules, target: Target, baseline: Baseline | None, again: Sequence[_Reread]
) -> int | None:
    """Take the looks one by one, as if each were made now; the look after a difference confirms it."""
    known = state.load_state(session, target.id)
    accepted = None if baseline is None else baseline.reading
    candidate, newest, last_seen, made = known.candidate, known.version, None, None
    for look in again:
        reading = session.get_one(ReadingRow, look.reading_id)
        before = None if accepted is None else state.as_text(accepted)
        decision = decide(Known(before, candidate), _seen(session, accepted, reading), look.at, rules.policy)
        candidate = decision.candidate
        if decision.accepted is not None:
            newest = accept(session, target, decision, look.at, newest, last_seen or known.last_ok)
            accepted, made = session.get_one(ReadingRow, newest.reading_id), newest.id
        if decision.outcome in ("changed", "unchanged"):
            last_seen = look.at
    state.remember_candidate(session, target.id, candidate)
    state.remember_kept(session, target.id, known.kept_look, None, again[-1].reading_id)
    return made


def _seen(session: Session, accepted: ReadingRow | None, reading: ReadingRow) -> Seen:
    if accepted is None or reading.outcome != "policy" or accepted.identity == reading.identity:
        return seen_in(reading, None)
    before, after = (
        Glimpse(versions.text_of(session, row), row.language, row.suspect) for row in (accepted, reading)
    )
    return seen_in(reading, suspicion(before, after))
