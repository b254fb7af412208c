"""What is watched, and who wants to know: the watchlist as data, whatever file it came from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from monitor.domain.selection import Selector
from monitor.domain.sending import NOTHING, Sending
from monitor.domain.vocabulary import Category, DocumentType, Render, Severity

# "P1D" as timedelta, or a cron line of five fields as text, read in the settings' time zone.
Schedule = timedelta | str


@dataclass(frozen=True, slots=True)
class Source:
    """A URL of a document. Empty tuples mean the whole page, nothing removed.

    A fragment of the URL names the section that is read, unless `select` does. With `follow`, the file that the page
    links there is what is read.
    """

    url: str
    select: tuple[Selector, ...] = ()
    remove: tuple[Selector, ...] = ()
    follow: str | None = None  # CSS of a link


@dataclass(frozen=True, slots=True)
class Document:
    """One policy of a vendor. Several sources are joined in order, all or nothing."""

    key: str  # "vendor-slug/type" or "vendor-slug/type.qualifier", or what `key:` says
    type: DocumentType
    sources: tuple[Source, ...]
    schedule: Schedule
    qualifier: str | None = None
    locale: str | None = None  # BCP 47, sent as Accept-Language
    render: Render = "auto"
    notice_period: timedelta | None = None
    sending: Sending = NOTHING


@dataclass(frozen=True, slots=True)
class Vendor:
    """An organisation whose policies are watched."""

    slug: str
    name: str
    documents: tuple[Document, ...]
    homepage: str | None = None
    owner: str | None = None
    reference: str | None = None
    tier: str | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Subscription:
    """Who wants to know what. Every filter that is not empty must match.

    `when` is "immediately", "daily", "weekly" or a cron line of five fields.
    """

    name: str
    to: tuple[str, ...]  # names of destinations; an inline Apprise URL has a generated name
    vendors: tuple[str, ...] = ()  # slugs
    tags: tuple[str, ...] = ()
    types: tuple[DocumentType, ...] = ()
    categories: tuple[Category, ...] = ()
    languages: tuple[str, ...] = ()  # ISO 639-1
    min_severity: Severity = "low"
    minor: bool = False
    incidents: bool = False
    when: str = "immediately"


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """How pages are fetched. A host is host and port; one request per host at a time, always."""

    timeout: float = 30.0  # seconds in all, per attempt
    max_bytes: int = 20_000_000  # of the decompressed body
    delay: float = 1.0  # seconds between two requests to one host
    concurrency: int = 16  # over all hosts
    allow_private: tuple[str, ...] = ()  # "127.0.0.1:8800", "10.0.0.0/8": exceptions from the address guard
    proxy: str | None = None
    ca_file: str | None = None
    contact: str | None = None  # goes into the User-Agent
    browser_sandbox: bool = True  # false lets root open pages in a browser, without its sandbox


@dataclass(frozen=True, slots=True)
class Settings:
    """The `settings` of the watchlist file, environment variables applied."""

    database_url: str = "sqlite:///clausewatch.db"
    timezone: str = "UTC"
    confirm_after: timedelta = timedelta(minutes=10)
    accept_held_after: timedelta = timedelta(days=7)
    fetch: FetchSettings = FetchSettings()
    notify_allow_private: tuple[str, ...] = ()
    heartbeat_url: str | None = None
    fallback: str | None = None  # name of a subscription, or of a destination: see Watchlist.fallback


@dataclass(frozen=True, slots=True)
class Watchlist:
    """A whole watchlist file.

    `destinations` maps names to references: an Apprise URL, "env:NAME" or "file:/path". They are or lead to
    secrets: never stored, never logged, and looked up only by what delivers.
    """

    vendors: tuple[Vendor, ...] = ()
    subscriptions: tuple[Subscription, ...] = ()
    destinations: Mapping[str, str] = field(default_factory=dict)
    settings: Settings = Settings()

    @property
    def documents(self) -> tuple[Document, ...]:
        """All documents, in the order of the file."""
        return tuple(document for vendor in self.vendors for document in vendor.documents)

    @property
    def fallback(self) -> Subscription | None:
        """Who gets what would otherwise be lost; None when the settings name nobody.

        A fallback that names a destination is a subscription of its own, which is not among `subscriptions`
        and therefore gets nothing else.
        """
        name = self.settings.fallback
        if name is None:
            return None
        named = next((subscription for subscription in self.subscriptions if subscription.name == name), None)
        return named or Subscription(name=name, to=(name,), incidents=True)
