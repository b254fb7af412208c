"""What is asked of the crawler, and what it answers. No answer at all and a bad answer are different things."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from monitor.domain.sending import NOTHING, Sending

# Why there was no HTTP answer. `robots`, `scheme`, `address` and `configuration` are our own doing: nothing was sent.
FailureReason = Literal[
    "address",  # the host resolves to an address that the guard forbids
    "browser",  # there is none to open the page with, or it did not survive it
    "configuration",  # what it is to be asked with is not at hand, or came back in the answer
    "connect",  # refused, unreachable, reset before an answer
    "dns",
    "link",  # the page came, and links no file, or several
    "protocol",  # contradictory, malformed or truncated answer: a partial body is a failure, never a text
    "proxy",
    "redirects",  # too many, or in a circle
    "robots",
    "scheme",  # not http or https
    "timeout",
    "tls",
    "too_large",
]

REFUSALS: frozenset[FailureReason] = frozenset({"address", "robots", "scheme", "tls"})


@dataclass(frozen=True, slots=True)
class FetchJob:
    """One URL to be fetched. *id* is chosen by the caller and comes back with the answer."""

    id: int
    url: str
    etag: str | None = None  # validators of an accepted answer; None asks unconditionally
    last_modified: str | None = None
    locale: str | None = None  # sent as Accept-Language
    in_browser: bool = False  # the page is opened in a browser, and taken as its scripts made it
    sending: Sending = NOTHING  # looked up when the request is made; goes to the host of `url` only


@dataclass(frozen=True, slots=True)
class Hop:
    """One redirect on the way: the status, and the address it pointed to."""

    status: int
    url: str


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """An HTTP answer of any status, 304, 404 and 503 included; the body as served, content encoding undone.

    Where a browser opened the page, the body is what its scripts made of it, as HTML in UTF-8, and `content-type` says
    so; status and all other headers are those of the page itself.
    """

    job_id: int
    url: str  # as asked
    final_url: str
    status: int
    headers: tuple[tuple[str, str], ...]  # names in lower case, in the order received
    hops: tuple[Hop, ...]
    body: bytes
    fetched_at: datetime  # aware UTC
    in_browser: bool = False
    followed: str | None = None  # the file that the page at `url` linked, where this is its answer

    def header(self, name: str) -> str | None:
        """Find the first value of the header *name* (lower case)."""
        return next((value for key, value in self.headers if key == name), None)


@dataclass(frozen=True, slots=True)
class FetchFailed:
    """No usable HTTP answer came, or none was asked for. *detail* is one line for a person."""

    job_id: int
    url: str
    reason: FailureReason
    detail: str
    fetched_at: datetime  # aware UTC


Answer = FetchedPage | FetchFailed


@dataclass(frozen=True, slots=True)
class FramedAnswer:
    """The answer to a frame, asked for because the page around it shows its policy there."""

    position: int  # of the source that is the page around it
    answer: Answer
