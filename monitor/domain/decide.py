"""What one look at a document means: the pure decider between a look and a version.

Nothing here knows a database or a clock. The caller says what is known (`Known`), what was seen (a `Failed`, a
`NoPolicy` or a `Text`) and when; the answer (`Decision`) says what to record and what to do next.
The rules are those of docs/design.md, "From a look to a version".
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from monitor.domain.vocabulary import Outcome

# After this long a difference that never confirmed goes out all the same, marked: never stay silent.
UNCONFIRMED_AFTER = timedelta(days=2)
# Waits after a first and a second confirming look that failed or showed a third text; later ones keep the second.
CONFIRM_AGAIN = (timedelta(hours=1), timedelta(hours=6))
# A held text must have been seen so often, unchanged, before its stability says that it is the vendor's own.
HELD_LOOKS = 3

CandidateKind = Literal["pending", "held"]
Acceptance = Literal["first", "confirmed", "unconfirmed", "stable", "person", "imported"]


@dataclass(frozen=True, slots=True)
class Text:
    """A readable, policy-like text that was seen. `suspicion`: why it may not be the whole policy, or None."""

    reading: int  # id of the stored reading
    identity: str
    substance: str
    suspicion: str | None = None


@dataclass(frozen=True, slots=True)
class Failed:
    """No usable answer: not fetched, refused, or an HTTP error."""

    reason: str
    refused: bool = False


@dataclass(frozen=True, slots=True)
class NoPolicy:
    """An answer that is no policy (wall, error page, empty) or cannot be read."""

    reason: str


Seen = Text | Failed | NoPolicy


@dataclass(frozen=True, slots=True)
class Candidate:
    """A text that is not a version yet: pending its confirmation, or held for stability or a person."""

    kind: CandidateKind
    text: Text
    since: datetime  # first look that showed this text
    started: datetime  # first look that differed from the accepted text, whatever it showed
    looks: int = 1
    failures: int = 0  # confirming looks that did not confirm


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a document before the look."""

    accepted: Text | None  # the newest version, read with today's extractor and rules
    candidate: Candidate | None = None
    rejected: str | None = None  # substance of the text that a person said no to


@dataclass(frozen=True, slots=True)
class Policy:
    """The two settings that the rules need."""

    confirm_after: timedelta
    accept_held_after: timedelta


@dataclass(frozen=True, slots=True)
class Decision:
    """What to record and what to do next.

    `accept` names how the text of `accepted` became a version, which was first seen at `since`; `look_again_at`
    asks for a confirming look.
    A bad look (`is_bad`) is one after which the document is not known to be as it was.
    """

    outcome: Outcome
    reason: str | None = None
    candidate: Candidate | None = None
    accept: Acceptance | None = None
    accepted: Text | None = None
    since: datetime | None = None
    is_bad: bool = False
    look_again_at: datetime | None = None


def decide(known: Known, seen: Seen, at: datetime, policy: Policy) -> Decision:
    """Decide what a look means; the same input always gives the same answer."""
    if isinstance(seen, Failed):
        return _without_text(known, "refused" if seen.refused else "failed", seen.reason, at)
    if isinstance(seen, NoPolicy):
        return _without_text(known, "held", seen.reason, at)
    if known.accepted is None:
        return Decision("changed", "first version", accept="first", accepted=seen, since=at)
    if seen.identity == known.accepted.identity:
        return Decision("unchanged", _why_unchanged(known))
    if seen.substance == known.rejected:
        return Decision("held", "a person rejected this text")
    if seen.suspicion is not None:
        return _suspicious(known, seen, seen.suspicion, at, policy)
    return _different(known, seen, at, policy)


def accept_by_person(candidate: Candidate) -> Decision:
    """Decide that the text that waits is the vendor's, because a person says so."""
    return Decision(
        "changed",
        "accepted by a person",
        accept="person",
        accepted=candidate.text,
        since=candidate.since,
    )


def _why_unchanged(known: Known) -> str | None:
    return "transient" if known.candidate is not None and known.candidate.kind == "pending" else None


def _without_text(known: Known, outcome: Outcome, reason: str, at: datetime) -> Decision:
    """A bad look leaves what is known as it was, but a difference waits for its confirmation only so long."""
    candidate = known.candidate
    if candidate is None or candidate.kind == "held":
        return Decision(outcome, reason, candidate=candidate, is_bad=True)
    if at - candidate.started >= UNCONFIRMED_AFTER:
        accepted, since = candidate.text, candidate.since
        return Decision(outcome, reason, accept="unconfirmed", accepted=accepted, since=since, is_bad=True)
    waiting, again = _postponed(candidate, at)
    return Decision(outcome, reason, candidate=waiting, is_bad=True, look_again_at=again)


def _suspicious(known: Known, seen: Text, suspicion: str, at: datetime, policy: Policy) -> Decision:
    candidate = known.candidate
    if candidate is not None and candidate.kind == "pending":
        return _without_text(known, "held", suspicion, at)
    if candidate is None or not _says_the_same(candidate.text, seen):
        return Decision("held", suspicion, candidate=Candidate("held", seen, at, at), is_bad=True)
    held = replace(candidate, looks=candidate.looks + 1, text=seen)
    if held.looks >= HELD_LOOKS and at - held.since >= policy.accept_held_after:
        reason = f"stable: {suspicion}"
        return Decision("changed", reason, accept="stable", accepted=seen, since=held.since)
    return Decision("held", suspicion, candidate=held, is_bad=True)


def _different(known: Known, seen: Text, at: datetime, policy: Policy) -> Decision:
    candidate = known.candidate
    if candidate is None or candidate.kind == "held":
        fresh = Candidate("pending", seen, at, at)
        return Decision("pending", "differs", candidate=fresh, look_again_at=at + policy.confirm_after)
    if _says_the_same(candidate.text, seen):
        return Decision("changed", accept="confirmed", accepted=seen, since=candidate.since)
    if at - candidate.started >= UNCONFIRMED_AFTER:
        return Decision("changed", "never the same twice", accept="unconfirmed", accepted=seen, since=at)
    waiting, again = _postponed(replace(candidate, text=seen, since=at, looks=1), at)
    return Decision("pending", "differs again", candidate=waiting, look_again_at=again)


def _says_the_same(one: Text, other: Text) -> bool:
    return one.identity == other.identity or one.substance == other.substance


def _postponed(candidate: Candidate, at: datetime) -> tuple[Candidate, datetime]:
    wait = CONFIRM_AGAIN[min(candidate.failures, len(CONFIRM_AGAIN) - 1)]
    return replace(candidate, failures=candidate.failures + 1), at + wait
