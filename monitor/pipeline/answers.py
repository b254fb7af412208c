"""From the answers of one look to what the decider needs: was there a usable answer at all, and if not, why."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from crawler.retry_after import retry_after
from monitor.domain.decide import Failed
from monitor.domain.fetching import REFUSALS, Answer, FailureReason, FetchedPage, FramedAnswer
from monitor.domain.incident import IncidentKind, kind_of_failure


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a look has no usable answer."""

    failed: Failed
    kind: IncidentKind
    network: FailureReason | None  # where no answer came at all
    not_before: datetime | None = None  # an open Retry-After


def failure_in(
    answers: Sequence[Answer], *, conditional: bool, frames: Sequence[FramedAnswer] = ()
) -> Failure | None:
    """Find the first answer that cannot be used; None when all can. All sources and their frames, or nothing."""
    for number, answer in enumerate(answers, 1):
        failure = _failure(answer, conditional)
        if failure is not None:
            where = f"source {number}: " if len(answers) > 1 else ""
            failed = Failed(where + failure.failed.reason, failure.failed.refused)
            return replace(failure, failed=failed)
    for frame in frames:
        if (failure := _failure(frame.answer, conditional=False)) is not None:
            return replace(failure, failed=replace(failure.failed, reason=f"frame: {failure.failed.reason}"))
    return None


def is_not_modified(answers: Sequence[Answer]) -> bool:
    """Whether the server says that the accepted answer still holds."""
    return all(isinstance(answer, FetchedPage) and answer.status == 304 for answer in answers)


def _failure(answer: Answer, conditional: bool) -> Failure | None:
    if not isinstance(answer, FetchedPage):
        refused = answer.reason in REFUSALS
        return Failure(Failed(answer.detail, refused), kind_of_failure(answer.reason, None), answer.reason)
    if answer.status == 304:
        return None if conditional else _bad_status(answer, "304 to an unconditional request")
    if answer.status == 206:
        return _bad_status(answer, "HTTP 206: a part of the page, and no part was asked for")
    if 200 <= answer.status < 300:
        return None
    return _bad_status(answer, f"HTTP {answer.status}")


def _bad_status(answer: FetchedPage, status: str) -> Failure:
    said = status if answer.followed is None else f"linked file: {status}"
    wait = (
        retry_after(answer.header("retry-after"), answer.fetched_at) if answer.status in (429, 503) else None
    )
    return Failure(Failed(said), kind_of_failure(None, answer.status), None, wait)
