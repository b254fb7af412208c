"""What a look writes: one function, one transaction. Nothing here waits, fetches or computes for long."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from monitor.domain.decide import Decision, Failed, Known, NoPolicy, Policy, Seen, Text, decide
from monitor.domain.fetching import Answer, FetchedPage, FramedAnswer
from monitor.domain.incident import NETWORK_REASONS
from monitor.domain.moving import moved_for_good
from monitor.domain.schedule import after_bad_look, next_due
from monitor.domain.vocabulary import Outcome
from monitor.domain.watchlist import Schedule
from monitor.pipeline.answers import Failure
from monitor.pipeline.reading import Read
from storage import looks, state, versions
from storage.models import ObservationRow, ReadingRow, VersionRow
from storage.state import BadLook
from storage.watching import Target

ONLY_CHANGING_LINES = "only lines that change on every look differ"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Rules:
    """The settings that decide what a look comes to."""

    policy: Policy
    timezone: str
    extractor: str


@dataclass(frozen=True, slots=True)
class Look:
    """One finished look: all sources of a document were asked."""

    target: Target
    schedule: Schedule
    answers: tuple[Answer, ...]
    at: datetime
    confirming: bool
    conditional: bool = False  # validators were sent
    frames: tuple[FramedAnswer, ...] = ()  # fetched for pages that have no policy text of their own
    visible: str | None = None  # the visible text of the answers as a hash, where it is known already
    no_browser: str | None = None  # why a page that needs one is not opened in a browser

    @property
    def every_answer(self) -> tuple[Answer, ...]:
        """The answers of the sources, then those of the frames."""
        return (*self.answers, *(frame.answer for frame in self.frames))


@dataclass(frozen=True, slots=True)
class Settled:
    """What a look came to, for the run that made it."""

    outcome: Outcome
    reason: str | None
    version_id: int | None = None  # newest version made by the look, or by looks read again before it
    look_again_at: datetime | None = None
    is_first: bool = False  # the document's first version


@dataclass(frozen=True, slots=True)
class Baseline:
    """The newest version as today's extractor and rules read it."""

    version_id: int
    reading: ReadingRow
    setup: str  # see VersionRow.setup


@dataclass(frozen=True, slots=True)
class Still:
    """Identity and substance of the texts that are held against each other, without lines that change on every look."""

    accepted: tuple[str, str]
    seen: tuple[str, str]
    candidate: tuple[str, str] | None = None


_OUTDATED = Failure(Failed("the sources were changed before it was read"), "failing", None)
DAMAGED = Failure(
    Failed("a stored text of this document is damaged; run `clausewatch verify`"), "failing", None
)


def record_failure(session: Session, look: Look, rules: Rules, failure: Failure) -> Settled:
    """Record a look without usable answer. The first bad answer in a row is kept as evidence, body and all."""
    known = state.load_state(session, look.target.id)
    row = _added(session, look)
    if known.bad_streak == 0:
        looks.keep_snapshots(session, row, look.answers, None, look.frames)
    return _decided(session, look, row, rules, failure.failed, None, failure)


def record_damaged(session: Session, look: Look, rules: Rules) -> Settled:
    """Record that a look cannot be decided about, because what it is to be held against cannot be read."""
    row = looks.newest_undecided(session, look.target.id) or _added(session, look)
    return _decided(session, look, row, rules, DAMAGED.failed, None, DAMAGED)


def record_repeat(
    session: Session,
    look: Look,
    rules: Rules,
    baseline: Baseline | None,
    seen: Seen,
    same_as: int | None,
    still: Still | None = None,
) -> Settled:
    """Record a look that showed what the look *same_as* showed: the last kept one, or (304) the accepted one."""
    row = _added(session, look, same_as=same_as)
    return _decided(session, look, row, rules, seen, baseline, still=still)


def record_same(session: Session, seen: Sequence[tuple[Look, str]], rules: Rules) -> list[Settled | None]:
    """Record looks that show the accepted text just as the last kept look at their document did.

    Nearly every look is one of these, so that many are one transaction, and all their states one question.

    Args:
        session: Committed or rolled back as a whole: a look that is lost is made again.
        seen: Looks at different documents, each with its visible text as a hash.
        rules: See `Rules`.

    Returns:
        What each came to, in their order; None where there is more to find out, and nothing is recorded.
    """
    known = state.load_states(session, [look.target.id for look, _ in seen])
    with session.no_autoflush:
        return [_same(session, look, rules, visible, known[look.target.id]) for look, visible in seen]


def _same(
    session: Session, look: Look, rules: Rules, visible: str, known: state.WatchState
) -> Settled | None:
    version, kept, accepted = known.version, known.kept_reading, known.version_reading
    if version is None or kept is None or accepted is None or visible != known.kept_visible:
        return None
    today = (rules.extractor, look.target.rules)
    if kept.identity != accepted.identity or any((r.extractor, r.rules) != today for r in (kept, accepted)):
        return None
    # Written once, with its outcome: nothing needs its number.
    row = looks.new_look(
        look.target.id, look.every_answer, look.at, confirming=look.confirming, same_as=known.kept_look
    )
    session.add(row)
    baseline = Baseline(version.id, accepted, version.setup)
    return _decided(session, look, row, rules, state.as_text(kept), baseline, known=known)


def keep(session: Session, look: Look) -> int:
    """Make the answers durable, before anything is decided about them; the observation stays undecided."""
    known = state.load_state(session, look.target.id)
    row = _added(session, look)
    looks.keep_snapshots(session, row, look.answers, known.kept_look, look.frames)
    return row.id


def record_reading(
    session: Session,
    look: Look,
    look_id: int,
    rules: Rules,
    baseline: Baseline | None,
    read: Read,
    visible: str | None,
    still: Still | None = None,
) -> Settled:
    """Store what was read in a kept look, and decide."""
    row = session.get_one(ObservationRow, look_id)
    reading = looks.find_reading(session, look_id, rules.extractor, look.target.rules)
    if reading is None:
        reading = looks.add_reading(
            session,
            look_id,
            read.extraction,
            extractor=rules.extractor,
            rules=look.target.rules,
            visible=visible,
            marks=(read.identity, read.substance),
            like=None if baseline is None else baseline.reading.text_sha256,
        )
    state.remember_kept(session, look.target.id, look_id, visible, reading.id)
    return _decided(session, look, row, rules, seen_in(reading, read.suspicion), baseline, still=still)


def record_outdated(session: Session, look: Look, look_id: int, rules: Rules) -> Settled:
    """Record that a kept look, never decided about, was one at sources that are no longer those of the document."""
    row = session.get_one(ObservationRow, look_id)
    return _decided(session, look, row, rules, _OUTDATED.failed, None, _OUTDATED)


def seen_in(reading: ReadingRow, suspicion: str | None) -> Seen:
    """Give a stored reading as the decider knows it."""
    if reading.outcome == "policy":
        return state.as_text(reading, suspicion)
    return NoPolicy(reading.reason or reading.outcome.replace("_", " "))


def _added(session: Session, look: Look, same_as: int | None = None) -> ObservationRow:
    return looks.add_look(
        session, look.target.id, look.every_answer, look.at, confirming=look.confirming, same_as=same_as
    )


def _decided(
    session: Session,
    look: Look,
    row: ObservationRow,
    rules: Rules,
    seen: Seen,
    baseline: Baseline | None,
    failure: Failure | None = None,
    still: Still | None = None,
    known: state.WatchState | None = None,
) -> Settled:
    known = known or state.load_state(session, look.target.id)
    accepted = baseline.reading if baseline is not None else known.version_reading
    before = Known(None if accepted is None else state.as_text(accepted), known.candidate, known.rejected)
    decision = (
        decide(before, seen, look.at, rules.policy)
        if still is None
        else _decide_apart(before, seen, look.at, rules.policy, still)
    )
    row.outcome, row.reason = decision.outcome, decision.reason
    version = None
    if decision.accepted is not None:
        seen_before = None if known.version is None else looks.last_good_before(session, row)
        version = accept(session, look.target, decision, look.at, known.version, seen_before)
    if decision.outcome == "unchanged" and known.version is not None:
        known.version.setup = look.target.setup
    _note_validators(session, look, decision)
    not_before = None if failure is None else failure.not_before
    again = _not_before(decision.look_again_at, not_before)
    state.remember_candidate(session, look.target.id, decision.candidate)
    state.remember_look(
        session,
        look.target.id,
        at=look.at,
        outcome=decision.outcome,
        reason=decision.reason,
        bad=_bad(failure) if decision.is_bad else None,
        next_due=again or _when(look, decision, known.bad_streak, rules.timezone),
        not_before=not_before,
    )
    return Settled(
        decision.outcome,
        decision.reason,
        None if version is None else version.id,
        again,
        is_first=decision.accept == "first",
    )


def _decide_apart(known: Known, seen: Seen, at: datetime, policy: Policy, still: Still) -> Decision:
    """Decide as if the lines that change on every look were not there."""
    accepted = None if known.accepted is None else _marked(known.accepted, still.accepted)
    candidate = known.candidate
    if candidate is not None and still.candidate is not None:
        candidate = replace(candidate, text=_marked(candidate.text, still.candidate))
    marked = _marked(seen, still.seen) if isinstance(seen, Text) else seen
    decision = decide(Known(accepted, candidate, known.rejected), marked, at, policy)
    return replace(decision, reason=ONLY_CHANGING_LINES) if decision.outcome == "unchanged" else decision


def _marked(text: Text, marks: tuple[str, str]) -> Text:
    return replace(text, identity=marks[0], substance=marks[1])


def _bad(failure: Failure | None) -> BadLook:
    if failure is None:
        return BadLook("held")
    return BadLook(failure.kind, failure.network in NETWORK_REASONS)


def _not_before(wanted: datetime | None, bound: datetime | None) -> datetime | None:
    return wanted if wanted is None or bound is None else max(wanted, bound)


def _when(look: Look, decision: Decision, streak: int, timezone: str) -> datetime:
    if decision.is_bad:
        return after_bad_look(streak + 1, look.schedule, look.at, timezone)
    return next_due(look.schedule, look.at, timezone)


def accept(
    session: Session,
    target: Target,
    decision: Decision,
    at: datetime,
    newest: VersionRow | None,
    seen_before: datetime | None,
) -> VersionRow:
    """Make the text that *decision* accepts the next version after *newest*, last seen at *seen_before*."""
    assert decision.accept is not None
    assert decision.accepted is not None
    reading = session.get_one(ReadingRow, decision.accepted.reading)
    version = versions.add_version(
        session,
        target.id,
        reading.id,
        seen_at=decision.since or at,
        last_seen_before=None if newest is None else seen_before,
        accepted=decision.accept,
        setup=target.setup,
        address_changed=newest is not None and _is_elsewhere(session, newest, reading),
    )
    state.remember_version(session, target.id, version)
    return version


def _is_elsewhere(session: Session, newest: VersionRow, reading: ReadingRow) -> bool:
    before = looks.urls_asked(session, session.get_one(ReadingRow, newest.reading_id).observation_id)
    after = looks.urls_asked(session, reading.observation_id)
    return bool(before and after) and before != after  # an imported text has no address


def _note_validators(session: Session, look: Look, decision: Decision) -> None:
    """Keep the validators of an accepted answer; a version without one (resumed, unconfirmed) leaves none."""
    is_accepted = not decision.is_bad and decision.outcome in ("changed", "unchanged")
    if is_accepted:
        _note_moves(session, look)
    # The page around a frame stays as it is while the frame changes, and so does what scripts fill.
    if look.frames or any(isinstance(answer, FetchedPage) and answer.in_browser for answer in look.answers):
        for source in look.target.sources:
            state.remember_validators(session, source.id, None, None)
    elif is_accepted and look.answers:
        for source, answer in zip(look.target.sources, look.answers, strict=True):
            if isinstance(answer, FetchedPage) and answer.status == 304:
                state.remember_not_modified(session, source.id)
            elif isinstance(answer, FetchedPage):
                said = (answer.header("etag"), answer.header("last-modified"), answer.followed)
                # Nearly always none, as before: that needs no row to be loaded.
                if said != (source.etag, source.last_modified, source.followed) or source.not_modified:
                    state.remember_validators(session, source.id, *said)
    elif decision.accept is not None:
        for source in look.target.sources:
            state.remember_validators(session, source.id, None, None)


def _note_moves(session: Session, look: Look) -> None:
    for source, answer in zip(look.target.sources, look.answers, strict=False):
        if isinstance(answer, FetchedPage):
            moved_to = answer.final_url if moved_for_good(answer.hops) else None
            if moved_to != source.moved_to:
                state.remember_move(session, source.id, moved_to)
                log.info("moved document=%s from=%s to=%s", look.target.key, source.url, moved_to)
