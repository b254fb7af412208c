"""Incidents: when a document counts as not watched as it should be, and under which name."""

from datetime import timedelta
from typing import Literal

from monitor.domain.fetching import REFUSALS, FailureReason
from monitor.domain.vocabulary import Health

IncidentKind = Literal["held", "failing", "blocked", "gone", "flapping", "own_network"]

# The health that an open incident of a document stands for.
BY_INCIDENT: dict[IncidentKind, Health] = {
    "held": "held",
    "failing": "failing",
    "blocked": "blocked",
    "gone": "gone",
    "flapping": "flapping",
    "own_network": "suspect",
}

# Statuses by which a server says "not you" or "not now": the page exists, we may not read it.
BLOCKING_STATUSES = frozenset({401, 402, 403, 407, 429, 451, 503})
GONE_STATUSES = frozenset({404, 410})

# No HTTP answer came. A failure of these kinds, at many hosts at once, is more likely ours than theirs; a network that
# drops what is sent shows as a timeout.
NETWORK_REASONS: frozenset[FailureReason] = frozenset({"connect", "dns", "proxy", "timeout", "tls"})
# Nothing was asked, or nothing is known of it, so nothing is learnt about the network.
UNASKED_REASONS: frozenset[FailureReason] = frozenset({"address", "browser", "configuration", "scheme"})
OWN_NETWORK_HOSTS = 10
OWN_NETWORK_SHARE = 0.2

# The look at which an incident opens, counted from the first bad one in a row.
LOOKS_TO_OPEN = 2
# An incident that lasts so long is told once more, and to the fallback as well.
ESCALATE_AFTER = timedelta(days=7)


def kind_of_failure(reason: FailureReason | None, status: int | None) -> IncidentKind:
    """Name the incident that a failed look belongs to: *reason* where no answer came, *status* where one did."""
    if status in GONE_STATUSES:
        return "gone"
    if status in BLOCKING_STATUSES or reason in REFUSALS:
        return "blocked"
    return "failing"


def looks_to_open(kind: IncidentKind, *, was_ever_good: bool) -> int:
    """Say at which bad look in a row an incident opens.

    A page that came and is wrong is told at once; so is a new document whose first answer is a refusal or "not found":
    its address is more likely mistaken than its server ill.
    """
    if kind == "held" or (not was_ever_good and kind in ("blocked", "gone")):
        return 1
    return LOOKS_TO_OPEN


def is_own_network(failed_hosts: int, all_hosts: int) -> bool:
    """Whether so many hosts failed by the network in one run that the fault is here."""
    return failed_hosts >= OWN_NETWORK_HOSTS and failed_hosts >= OWN_NETWORK_SHARE * all_hosts


def health(*, is_paused: bool, incident: IncidentKind | None, bad_streak: int) -> Health:
    """Say how a document is doing in one word; *incident* is the kind of the open one."""
    if is_paused:
        return "paused"
    if incident is not None:
        return BY_INCIDENT[incident]
    return "suspect" if bad_streak else "ok"
