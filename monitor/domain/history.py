"""What the history of a document says about its changes: returns, restorations, passing states, and flapping."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from monitor.domain.assessment import Assessment
from monitor.domain.decide import Acceptance

# A state that stood shorter than this, and was never quite believed, was a fault and not an edition.
LASTING = timedelta(days=7)
# And one that takes turns with another must have been seen so often before it counts as the one that stays.
LOOKS_TO_SETTLE = 3


@dataclass(frozen=True, slots=True)
class PastVersion:
    """A version as its history sees it."""

    number: int
    substance: str
    accepted: Acceptance
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class HistoryView:
    """What the history adds to an assessment of the newest version."""

    is_restored: bool = False  # back to what was before a fault: noise
    returns_to: int | None = None  # number of the earlier version that says the same
    is_flapping: bool = False
    passes_until: int | None = (
        None  # a short-lived state: number of the version that says again what was before it
    )

    @property
    def explains(self) -> bool:
        """Whether the history alone says what the change is: nothing was edited."""
        return self.is_restored or self.passes_until is not None


def has_settled(stood: timedelta, looks: int) -> bool:
    """Whether a state that took turns with another has stayed: it stood so long, and so many looks showed it."""
    return stood >= LASTING and looks >= LOOKS_TO_SETTLE


def view_history(versions: Sequence[PastVersion], looks: int = 0) -> HistoryView:
    """Look at the versions of a document, oldest first; the last one is the one that is being assessed.

    Args:
        versions: All versions up to that one.
        looks: How many looks showed the version before it unchanged, at least up to LOOKS_TO_SETTLE.
    """
    if len(versions) < 3:
        return HistoryView()
    *earlier, left, newest = versions
    if left.substance == newest.substance:
        return HistoryView()
    same = [version.number for version in earlier if version.substance == newest.substance]
    if not same:
        return HistoryView()
    if _is_doubtful(left) and newest.seen_at - left.seen_at < LASTING:
        return HistoryView(is_restored=True, returns_to=same[-1])
    is_over = has_settled(newest.seen_at - left.seen_at, looks)
    return HistoryView(returns_to=same[-1], is_flapping=_alternates(versions) and not is_over)


def view_archive(versions: Sequence[PastVersion]) -> list[HistoryView]:
    """Look back at a whole history that somebody else recorded, oldest first; one view for each version.

    Nobody held or confirmed these states, but what came after them is known. The text that *stands* is the last one
    that was believed. A state after which it is back within LASTING was never believed, and its end is no edit either.
    Any other state is believed: also one that follows such passing states and stays.
    """
    views = [HistoryView()] if versions else []
    believed = list(versions[:1])
    for at, newest in enumerate(versions[1:], 1):
        standing = believed[-1]
        if newest.substance == versions[at - 1].substance:
            views.append(HistoryView())
        elif newest.substance == standing.substance:
            views.append(HistoryView(is_restored=True, returns_to=_last_same(versions[:at], newest)))
        elif (back := _back_soon(versions[at:], standing.substance)) is not None:
            views.append(HistoryView(passes_until=back))
        else:
            returns_to = _last_same(believed, newest)
            believed.append(newest)
            views.append(HistoryView(returns_to=returns_to, is_flapping=_alternates(believed)))
    return views


def apply_history(assessment: Assessment, view: HistoryView) -> Assessment:
    """Put what the history says into an assessment: restored text is noise, a return is marked."""
    if view.is_restored:
        return replace(
            assessment,
            verdict="noise",
            severity=None,
            categories=(),
            noise=(*assessment.noise, "restored"),
            marks=(),
            summary=f"Restored: says again what version {view.returns_to} said",
        )
    if view.passes_until is not None:
        return replace(
            assessment,
            verdict="noise",
            severity=None,
            categories=(),
            noise=(*assessment.noise, "transient"),
            marks=(),
            summary=f"Short-lived: version {view.passes_until} says again what was before",
        )
    if view.returns_to is not None and assessment.verdict != "noise":
        return replace(assessment, marks=(*assessment.marks, "return"))
    return assessment


def _last_same(earlier: Sequence[PastVersion], version: PastVersion) -> int | None:
    return next((one.number for one in reversed(earlier) if one.substance == version.substance), None)


def _back_soon(versions: Sequence[PastVersion], substance: str) -> int | None:
    """Find the version with this substance that came less than LASTING after the first of *versions*."""
    since = versions[0].seen_at
    for version in versions[1:]:
        if version.seen_at - since >= LASTING:
            return None
        if version.substance == substance:
            return version.number
    return None


def _is_doubtful(version: PastVersion) -> bool:
    return version.accepted in ("unconfirmed", "imported")


def _alternates(versions: Sequence[PastVersion]) -> bool:
    if len(versions) < 4:
        return False
    a, b, c, d = (version.substance for version in versions[-4:])
    return a == c and b == d and a != b
