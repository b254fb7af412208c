"""When a document is due again. Pure: the time comes from the caller, the rules of a time zone from the system."""

from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cronsim import CronSim, CronSimError

from monitor.domain.watchlist import Schedule

# How soon to look again after the first and the second bad look in a row; after that the schedule counts.
BACK_OFF: Final[tuple[timedelta, ...]] = (timedelta(hours=1), timedelta(hours=6))

CRON_FIELDS: Final = 5

# Any fixed day does: a cron line is valid or not whatever the date. 2024 is a leap year.
_SOME_DAY: Final = datetime(2024, 1, 1, tzinfo=UTC)


def next_due(schedule: Schedule, last: datetime, timezone: str) -> datetime:
    """Compute when a document is due after the look at *last*, as aware UTC, always later than *last*.

    An interval is elapsed time: P1D is 24 hours, also in the night when clocks change. It is exact, without
    a random share: politeness to a host is the crawler's, which asks one page of a host at a time.

    A cron line is read in *timezone* (IANA name) as Debian's cron reads it: a time that a clock change skips
    runs right after the gap, and one that it repeats runs once.

    Raises:
        ValueError: the moment is naive, *schedule* is no valid cron line, or *timezone* is unknown.
    """
    moment = _utc(last)
    if isinstance(schedule, timedelta):
        return moment + schedule
    return _next_tick(schedule, moment.astimezone(_zone(timezone))).astimezone(UTC)


def after_bad_look(streak: int, schedule: Schedule, now: datetime, timezone: str) -> datetime:
    """Compute when to look again after *streak* bad looks in a row (1 for the first), the last one at *now*.

    One hour, then six, then by the schedule: a short outage is over by then, and a page that stays away is
    not asked more often than a healthy one.

    Raises:
        ValueError: *streak* is below 1, or as `next_due`.
    """
    if streak < 1:
        raise ValueError("a bad look makes a streak of at least 1")
    if streak <= len(BACK_OFF):
        return _utc(now) + BACK_OFF[streak - 1]
    return next_due(schedule, now, timezone)


def check_cron(line: str) -> str | None:
    """Say what is wrong with the cron line *line* (five fields); None when it is fine."""
    if len(line.split()) != CRON_FIELDS:
        return f"it needs five fields (minute hour day month weekday), not {len(line.split())}"
    try:
        _next_tick(line, _SOME_DAY)
    except ValueError as error:
        return str(error)
    return None


def _utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("needs an aware datetime")
    return moment.astimezone(UTC)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except ZoneInfoNotFoundError as error:
        raise ValueError(f"unknown time zone {name!r}") from error


def _next_tick(line: str, after: datetime) -> datetime:
    try:
        # Within an hour that the clock repeats, a tick of its first pass may lie before a moment of the second.
        moment = after.astimezone(UTC)
        return next(tick for tick in CronSim(line, after) if tick.astimezone(UTC) > moment)
    except CronSimError as error:
        raise ValueError(f"{str(error)[:1].lower()}{str(error)[1:]}") from error
    except StopIteration as error:
        raise ValueError("that day never comes") from error
