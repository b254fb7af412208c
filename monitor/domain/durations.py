"""ISO 8601 durations of exact length (weeks, days and smaller), as the store keeps schedules."""

import re
from contextlib import suppress
from datetime import timedelta

_DURATION = re.compile(
    r"P(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
    r"(?:T(?=\d)(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+)S)?)?",
    re.ASCII,
)


def format_duration(duration: timedelta) -> str:
    """Write a duration of whole seconds, e.g. "P1D" or "PT10M"; zero is "PT0S"."""
    minutes, seconds = divmod(int(duration.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    clock = "".join(f"{n}{unit}" for n, unit in ((hours, "H"), (minutes, "M"), (seconds, "S")) if n)
    date = f"{days}D" if days else ""
    return f"P{date}{'T' + clock if clock else ''}" if date or clock else "PT0S"


def parse_duration(text: str) -> timedelta:
    """Read what `format_duration` writes, and weeks.

    Raises:
        ValueError: The text is no such duration (months and years have no exact length).
    """
    match = _DURATION.fullmatch(text)
    if match is not None and any(match.groups()):
        with suppress(OverflowError):
            return timedelta(**{unit: int(count) for unit, count in match.groupdict(default="0").items()})
    raise ValueError(f"{text!r} is no duration of weeks, days, hours, minutes or seconds, like P1D or PT12H")
