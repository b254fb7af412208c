"""Dates and times as people write them on the command line."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import typer

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def read_moment(text: str, timezone: str, *, end_of_day: bool) -> datetime:
    """Read a date or a time that a person wrote; without an offset it is meant in *timezone*.

    Raises:
        typer.BadParameter: It is neither.
    """
    zone = ZoneInfo(timezone)
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=zone)
        if end_of_day and _DAY.fullmatch(text):
            moment += timedelta(days=1)
        return moment.astimezone(UTC)
    # Overflow: the ends of the calendar have no next day, and no time in another zone.
    except (ValueError, OverflowError) as error:
        raise typer.BadParameter(f"{text!r} is no date; write 2026-03-01 or 2026-03-01T12:00") from error


def as_of(text: str, timezone: str) -> datetime:
    """Read the moment of a question "what was said then", whose end counts: of the day, or of the second.

    Times are shown to the second, so the time at which a version was seen, as shown, must find that version.
    """
    moment = read_moment(text, timezone, end_of_day=True)
    if _DAY.fullmatch(text):
        return moment - timedelta(microseconds=1)
    return moment if moment.microsecond else moment.replace(microsecond=999_999)
