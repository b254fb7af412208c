"""Which looks are made in a browser: those that the watchlist names, and those at pages that scripts fill."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Literal

from monitor.domain.vocabulary import Render
from monitor.pipeline.extraction.gate import NEEDS_SCRIPTS, WITHOUT_SCRIPTS
from monitor.pipeline.reading import Read
from storage.watching import Target

# How a look is made. A trial is one by plain HTTP at a document that needed a browser so far.
Way = Literal["http", "browser", "trial"]

# A site that sends its text again is found out within a month; the trial costs one request.
TRY_PLAIN_AGAIN = timedelta(days=30)


def way_of(target: Target, now: datetime) -> Way:
    """Choose how to look at *target* at *now*."""
    if target.render != "auto":
        return target.render
    if target.browser_since is None:
        return "http"
    # A difference is confirmed, and a held text watched, in the way in which it was found.
    is_settled = not (target.is_pending or target.is_held)
    return "trial" if is_settled and now - target.browser_since >= TRY_PLAIN_AGAIN else "browser"


def wants_browser(render: Render, reason: str | None) -> bool:
    """Whether a page that plain HTTP showed, and that is no policy for *reason*, is to be opened in a browser."""
    return render == "auto" and reason is not None and (NEEDS_SCRIPTS in reason or WITHOUT_SCRIPTS in reason)


def told_why_not(read: Read, no_browser: str | None) -> Read:
    """Add to the reason of a page that needs a browser why it was not opened in one."""
    extraction = read.extraction
    if no_browser is None or not wants_browser("auto", extraction.reason):
        return read
    return replace(read, extraction=replace(extraction, reason=f"{extraction.reason}; {no_browser}"))
