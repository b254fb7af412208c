"""What a crawl came to, counted look by look."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from monitor.domain.incident import NETWORK_REASONS, UNASKED_REASONS

if TYPE_CHECKING:  # a run in which nothing is due settles incidents without what looks need
    from monitor.domain.vocabulary import Outcome
    from monitor.pipeline.looking import Concluded
    from storage.watching import Target


@dataclass(slots=True)
class Tally:
    """What a crawl came to so far."""

    outcomes: dict[int, Outcome] = field(default_factory=dict)  # by document; of its newest look
    first_versions: set[int] = field(default_factory=set)  # documents that have one since this crawl
    hosts: set[str] = field(default_factory=set)  # that were asked
    silent_hosts: set[str] = field(default_factory=set)  # gave no HTTP answer in this crawl
    problems: set[str] = field(default_factory=set)  # in what the watchlist wants to be sent

    def add(self, target: Target, concluded: Concluded) -> None:
        """Count one look."""
        self.outcomes[target.id] = concluded.settled.outcome
        if concluded.settled.is_first:
            self.first_versions.add(target.id)
        if concluded.failure == "configuration" and concluded.settled.reason is not None:
            self.problems.add(concluded.settled.reason)
        is_silent = concluded.failure in NETWORK_REASONS
        if concluded.failure not in UNASKED_REASONS:
            self._add_host(urlsplit(target.sources[0].url).netloc, is_silent)

    def _add_host(self, host: str, is_silent: bool) -> None:
        if not is_silent:
            self.silent_hosts.discard(host)
        elif host not in self.hosts:
            self.silent_hosts.add(host)
        self.hosts.add(host)
