"""When a server asks to be left alone for a while: the header Retry-After (RFC 9110, 10.2.3). Pure."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

LONGEST = timedelta(hours=24)  # an absurd wait must not silence a document for ever


def retry_after(value: str | None, now: datetime) -> datetime | None:
    """Read the header's *value*, seconds or a date.

    Args:
        value: As sent; None when there was none.
        now: Aware; seconds count from here.

    Returns:
        When to ask again, in UTC, between *now* and 24 hours later; None when there is no value or it says nothing.
    """
    value = (value or "").strip()
    if re.fullmatch(r"[0-9]{1,12}", value):
        wait = min(timedelta(seconds=int(value)), LONGEST) if len(value) < 10 else LONGEST
        return (now + wait).astimezone(UTC)
    try:
        until = parsedate_to_datetime(value)
    except (ValueError, TypeError, OverflowError):
        return None
    until = until.replace(tzinfo=UTC) if until.tzinfo is None else until
    return max(now, min(until, now + LONGEST)).astimezone(UTC)
