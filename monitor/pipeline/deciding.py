"""What a person decides at the desk about a document: accept or reject what is held, pause, resume."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy.orm import Session

from monitor.domain.decide import Candidate, accept_by_person
from monitor.domain.errors import OperationalError, UnknownName
from monitor.domain.watchlist import Watchlist
from monitor.pipeline import recording
from monitor.pipeline.assessing import Assessor
from monitor.pipeline.ledger import Ledger
from monitor.pipeline.looking import Observer
from monitor.pipeline.running import now, routing_of
from monitor.pipeline.settling import settle_incidents
from monitor.pipeline.tally import Tally
from monitor.pipeline.visiting import rules_of
from monitor.pipeline.workers import Workers
from storage import changes, incidents, state, waiting, watching
from storage.engine import Store
from storage.models import VersionRow
from storage.waiting import Held

__all__ = ["Accepted", "Held", "accept", "held", "pause", "reject", "resume"]


@dataclass(frozen=True, slots=True)
class Accepted:
    """The version that a held text became, and the change that leads to it."""

    version: int
    change: int | None


def held(store: Store) -> list[Held]:
    """List what waits for a person."""
    with store.read() as session:
        return waiting.held(session)


def accept(store: Store, watchlist: Watchlist, key: str) -> Accepted:
    """Make the text that waits the next version, and assess and tell it as any change.

    Raises:
        UnknownName: There is no such document, or nothing of it can be accepted.
        OperationalError: A run is at work.
    """
    with _alone(store):
        moment = now()
        with store.write() as session:
            document_id, candidate = _waiting(session, key, "accept")
            known = state.load_state(session, document_id)
            target = watching.target_of(session, document_id)
            decision = accept_by_person(candidate)
            version = recording.accept(session, target, decision, moment, known.version, known.last_ok)
            number = version.number
            state.remember_candidate(session, document_id, None)
            state.remember_verdict(session, document_id, "changed", decision.reason, moment)
        _assess(store, watchlist)
        with store.write() as session:
            settle_incidents(session, Tally(), routing_of(watchlist), moment)
            newest = session.get_one(VersionRow, version.id)
            change = changes.newest_change_to(session, newest.id)
            told = None if change is None else changes.number_of(session, change)
        return Accepted(number, told)


def reject(store: Store, watchlist: Watchlist, key: str) -> None:
    """Drop the text that waits; the same text is not brought up again before the next version.

    Raises:
        UnknownName: There is no such document, or nothing of it can be rejected.
        OperationalError: A run is at work.
    """
    with _alone(store), store.write() as session:
        moment = now()
        document_id, candidate = _waiting(session, key, "reject")
        state.remember_candidate(session, document_id, None)
        state.remember_rejected(session, document_id, candidate.text.substance)
        state.remember_verdict(session, document_id, "held", "a person rejected this text", moment)
        settle_incidents(session, Tally(), routing_of(watchlist), moment)


def pause(store: Store, key: str) -> bool:
    """Stop watching a document until it is resumed; False when it was paused already.

    Raises:
        UnknownName: There is no such document.
    """
    with store.write() as session:
        return waiting.pause(session, key, now())


def resume(store: Store, key: str) -> bool:
    """Watch a paused document again; False when it was not paused.

    Raises:
        UnknownName: There is no such document.
    """
    with store.write() as session:
        return waiting.resume(session, key)


@contextmanager
def _alone(store: Store) -> Iterator[None]:
    with store.run_lock() as won:
        if not won:
            raise OperationalError("a run is working on this database; try again when it is over")
        yield


def _waiting(session: Session, key: str, verb: str) -> tuple[int, Candidate]:
    """Find the text of a document that waits."""
    document = waiting.watched_document(session, key)
    known = state.load_state(session, document.id)
    if known.candidate is not None:
        return document.id, known.candidate
    said = incidents.newest_reason(session, document.id)
    what = f"what came is no policy ({said})" if said is not None else "no text of it waits"
    raise UnknownName(f"nothing to {verb} for {key}: {what}; see `clausewatch held`")


def _assess(store: Store, watchlist: Watchlist) -> None:
    ledger, workers = Ledger(store), Workers()
    observer = Observer(ledger, workers, rules_of(watchlist))
    assessor = Assessor(ledger, workers, observer, routing_of(watchlist))
    try:
        asyncio.run(assessor.assess_new(now()))
    finally:
        workers.close()
        ledger.close()
