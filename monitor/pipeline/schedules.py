"""Schedules as the store keeps them."""

from monitor.domain.durations import parse_duration
from monitor.domain.watchlist import Schedule


def read_schedule(stored: str) -> Schedule:
    """Read a schedule as the store keeps it: an ISO 8601 duration, or a cron line as it is."""
    return parse_duration(stored) if stored.startswith("P") else stored
