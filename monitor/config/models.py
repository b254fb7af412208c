"""The shape of the watchlist file: its keys, what each may hold, and a sentence on each for editors."""

from datetime import timedelta
from typing import Annotated, Any, ClassVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PlainValidator,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from monitor.config import headers, values
from monitor.domain.selection import Selector
from monitor.domain.vocabulary import (
    CATEGORIES,
    DOCUMENT_TYPES,
    SEVERITIES,
    Category,
    DocumentType,
    Render,
    Severity,
)
from monitor.domain.watchlist import FetchSettings, Settings

_DURATION_SCHEMA = {"type": "string", "format": "duration", "examples": ["PT10M", "PT12H", "P1D", "P2W"]}
_SCHEDULE_SCHEMA = {
    "type": "string",
    "description": "ISO 8601 duration, or a cron line of five fields.",
    "examples": ["P1D", "PT12H", "0 6 * * 1"],
}
_WEB_SCHEMA = {"type": "string", "format": "uri", "pattern": "^https?://"}
_RANGE_ENDS = {
    "from": "Text of the heading that opens the range, included.",
    "startBefore": "CSS of the first element of the range.",
    "startAfter": "CSS of the element that the range comes after.",
    "to": "Text of the next heading after the start, excluded.",
    "endBefore": "CSS of the element that the range ends before.",
    "endAfter": "CSS of the last element of the range.",
}
_SELECTOR_SCHEMA = {
    "anyOf": [
        {"type": "string", "description": "CSS selector."},
        {
            "type": "object",
            "description": "Range between two headings or elements; at most one start and one end.",
            "properties": {key: {"type": "string", "description": said} for key, said in _RANGE_ENDS.items()},
            "additionalProperties": False,
            "minProperties": 1,
        },
    ]
}
_TEXT_SCHEMA = {"type": ["string", "number"]}  # `reference: 4711` needs no quotes


class OneOrMany:
    """Marks a list that may be written as a single value when it has one."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(_as_list, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        many = handler(schema)
        return {"anyOf": [many["items"], many]}


class OrAddress:
    """Marks a source that may be written as its address alone."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(_as_source, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"anyOf": [_WEB_SCHEMA, handler(schema)]}


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, (str, dict)) else value


def _as_source(value: Any) -> Any:
    return {"url": value} if isinstance(value, str) else value


Text = Annotated[str, AfterValidator(values.line), WithJsonSchema(_TEXT_SCHEMA)]
Slug = Annotated[
    str, AfterValidator(values.slug), WithJsonSchema({"type": "string", "pattern": "^[a-z0-9-]+$"})
]
WebAddress = Annotated[str, AfterValidator(values.web_address), WithJsonSchema(_WEB_SCHEMA)]
SecretAddress = Annotated[str, AfterValidator(values.secret_address), WithJsonSchema(_WEB_SCHEMA)]
Selectors = Annotated[
    tuple[Annotated[Selector, PlainValidator(values.selector), WithJsonSchema(_SELECTOR_SCHEMA)], ...],
    OneOrMany(),
]
Duration = Annotated[timedelta, BeforeValidator(values.duration), WithJsonSchema(_DURATION_SCHEMA)]
Span = Annotated[timedelta, BeforeValidator(values.positive_duration), WithJsonSchema(_DURATION_SCHEMA)]
Interval = Annotated[timedelta | str, BeforeValidator(values.schedule), WithJsonSchema(_SCHEDULE_SCHEMA)]
Locale = Annotated[str, AfterValidator(values.language_tag)]
TypeOfDocument = Annotated[DocumentType, BeforeValidator(values.one_of(DOCUMENT_TYPES, "document type"))]
RenderMode = Annotated[Render, BeforeValidator(values.one_of(("auto", "http", "browser"), "render mode"))]
Labels = Annotated[tuple[Text, ...], OneOrMany()]
_SENT_SCHEMA = WithJsonSchema({**_TEXT_SCHEMA, "description": "The value itself, or env:NAME."})
Headers = Annotated[
    dict[
        Annotated[str, AfterValidator(headers.header_name)],
        Annotated[str, AfterValidator(headers.header_value), _SENT_SCHEMA],
    ],
    AfterValidator(headers.named_once),
]
Cookies = dict[
    Annotated[str, AfterValidator(headers.cookie_name)],
    Annotated[str, AfterValidator(headers.cookie_value), _SENT_SCHEMA],
]
UserAgent = Annotated[str, AfterValidator(headers.user_agent)]
Private = Annotated[tuple[Annotated[str, AfterValidator(values.private_address)], ...], OneOrMany()]


class Entry(BaseModel):
    """Base of all shapes: unknown keys are mistakes, and nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    label: ClassVar[str]  # what a problem calls it: "unknown key 'urll' in a document"


class SourceEntry(Entry):
    """One page of a document that is spread over several."""

    label: ClassVar[str] = "a source"

    url: WebAddress = Field(description="Address of the page.")
    select: Selectors | None = Field(
        default=None, description="Selectors of the parts to keep, instead of the document's."
    )
    remove: Selectors | None = Field(
        default=None, description="Selectors of parts to drop, instead of the document's."
    )
    follow: Annotated[str, AfterValidator(values.css)] | None = Field(
        default=None, description="CSS of the link whose file is the document, instead of the document's."
    )


class SendingEntry(Entry):
    """What the requests of a document say beside what all requests say."""

    headers: Headers | None = Field(
        default=None,
        description="Headers of its own, sent to the host of the source only: a value, or env:NAME.",
    )
    cookies: Cookies | None = Field(
        default=None, description="Cookies, sent to the host of the source only: a value, or env:NAME."
    )
    user_agent: UserAgent | None = Field(default=None, description="User-Agent instead of ours.")


class DocumentEntry(SendingEntry):
    """One policy of a vendor."""

    label: ClassVar[str] = "a document"
    model_config = ConfigDict(json_schema_extra={"oneOf": [{"required": ["url"]}, {"required": ["urls"]}]})

    type: TypeOfDocument = Field(description="What kind of policy it is.")
    url: WebAddress | None = Field(default=None, description="Address of the page; or give 'urls'.")
    urls: tuple[Annotated[SourceEntry, OrAddress()], ...] = Field(
        default=(),
        description="Addresses of a document in several pages, joined in this order, all or nothing.",
    )
    select: Selectors = Field(
        default=(), description="Parts to keep, by CSS or as ranges; without it the whole page."
    )
    remove: Selectors = Field(default=(), description="Parts to drop, by CSS or as ranges.")
    follow: Annotated[str, AfterValidator(values.css)] | None = Field(
        default=None, description="CSS of the link whose file is the document, as the page links it now."
    )
    qualifier: Annotated[str, AfterValidator(values.qualifier)] | None = Field(
        default=None,
        description="Tells documents of one type apart (locale, region, product): part of the key.",
    )
    key: Annotated[str, AfterValidator(values.document_key)] | None = Field(
        default=None, description="Fixes the key, so that history survives a new vendor name or type."
    )
    locale: Locale | None = Field(
        default=None, description="Language asked for (Accept-Language), for example fr-CA."
    )
    render: RenderMode | None = Field(
        default=None, description="How the page is opened: auto, http or browser."
    )
    schedule: Interval | None = Field(
        default=None, description="How often to look: a duration or a cron line."
    )
    notice_period: Span | None = Field(
        default=None, description="Notice that the contract grants, for example P30D."
    )

    @model_validator(mode="after")
    def _has_addresses_once(self) -> "DocumentEntry":
        if self.url and self.urls:
            raise ValueError("a document has either 'url' or 'urls', not both")
        if not self.url and not self.urls:
            raise ValueError("a document needs 'url' (or 'urls' for several pages)")
        addresses = [source.url for source in self.urls]
        if len(set(addresses)) < len(addresses):
            raise ValueError("'urls' names the same address twice")
        return self


class VendorEntry(Entry):
    """An organisation whose policies are watched."""

    label: ClassVar[str] = "a vendor"

    name: Text = Field(description="Name as people know it.")
    slug: Slug | None = Field(
        default=None, description="Fixes the first part of the document keys; made of the name without it."
    )
    homepage: WebAddress | None = Field(default=None, description="Home page.")
    owner: Text | None = Field(default=None, description="Who looks after this vendor on your side.")
    reference: Text | None = Field(
        default=None, description="Your number for it: contract, supplier, register entry."
    )
    tier: Text | None = Field(default=None, description="How critical it is, in your own words.")
    tags: Labels = Field(default=(), description="Labels to filter subscriptions by.")
    documents: tuple[DocumentEntry, ...] = Field(default=(), description="Policies to watch.")


class SubscriptionEntry(Entry):
    """Who wants to know what. All filters that are given must match."""

    label: ClassVar[str] = "a subscription"

    name: Text = Field(description="Name, unique in the file.")
    to: Annotated[tuple[str, ...], OneOrMany()] = Field(
        min_length=1, description="Names of destinations, or Apprise URLs."
    )
    vendors: Labels = Field(default=(), description="Only these vendors (slug or name).")
    tags: Labels = Field(default=(), description="Only vendors with one of these tags.")
    types: Annotated[tuple[TypeOfDocument, ...], OneOrMany()] = Field(
        default=(), description="Only these document types."
    )
    categories: Annotated[
        tuple[Annotated[Category, BeforeValidator(values.one_of(CATEGORIES, "category"))], ...], OneOrMany()
    ] = Field(default=(), description="Only changes in one of these categories.")
    languages: Annotated[tuple[Annotated[str, AfterValidator(values.language)], ...], OneOrMany()] = Field(
        default=(), description="Only documents in these languages (two letters)."
    )
    min_severity: Annotated[Severity, BeforeValidator(values.one_of(SEVERITIES, "severity"))] = Field(
        default="low", description="The least severity that is told."
    )
    minor: bool = Field(default=False, description="Also tell minor changes, such as rewordings.")
    incidents: bool = Field(default=False, description="Also tell when a document cannot be watched.")
    when: Annotated[str, BeforeValidator(values.when)] = Field(
        default="immediately", description="immediately, daily, weekly, or a cron line."
    )


_FETCH = FetchSettings()
_DEFAULT = Settings()


class FetchEntry(Entry):
    """How pages are fetched."""

    label: ClassVar[str] = "settings.fetch"

    timeout: float = Field(
        default=_FETCH.timeout, gt=0, le=3600, allow_inf_nan=False, description="Seconds in all, per attempt."
    )
    max_bytes: int = Field(
        default=_FETCH.max_bytes, ge=1000, description="Largest page, in bytes after decompression."
    )
    delay: float = Field(
        default=_FETCH.delay,
        ge=0,
        le=3600,
        allow_inf_nan=False,
        description="Seconds between requests to a host.",
    )
    concurrency: int = Field(
        default=_FETCH.concurrency, ge=1, le=1000, description="Hosts asked at the same time."
    )
    allow_private: Private = Field(
        default=(), description="Private addresses that may be opened: 10.0.0.0/8, 127.0.0.1:8800."
    )
    proxy: SecretAddress | None = Field(default=None, description="HTTP proxy.")
    ca_file: Text | None = Field(default=None, description="Extra certificate authorities (PEM file).")
    browser_sandbox: bool = Field(
        default=_FETCH.browser_sandbox,
        description="false opens pages without the browser's sandbox, which root must.",
    )


class NotifyEntry(Entry):
    """How people are told."""

    label: ClassVar[str] = "settings.notify"

    allow_private: Private = Field(
        default=(), description="Private addresses that destinations may use, such as 10.1.2.3:25."
    )


class SettingsEntry(Entry):
    """Settings of this installation; each can also come from an environment variable."""

    label: ClassVar[str] = "settings"

    database_url: Annotated[str, AfterValidator(values.database_url)] = Field(
        default=_DEFAULT.database_url,
        description="Where the history is kept: sqlite:///FILE or postgresql://…",
    )
    contact: Text | None = Field(
        default=None, description="Address that site owners can turn to; goes into the User-Agent."
    )
    timezone: Annotated[str, AfterValidator(values.time_zone)] = Field(
        default=_DEFAULT.timezone,
        description="For cron lines, digests and times shown to people, for example Europe/Paris.",
    )
    confirm_after: Duration = Field(
        default=_DEFAULT.confirm_after, description="How long until a change is looked at again."
    )
    accept_held_after: Span = Field(
        default=_DEFAULT.accept_held_after, description="When a held text that stays is accepted."
    )
    fetch: FetchEntry = Field(default=FetchEntry(), description="How pages are fetched.")
    notify: NotifyEntry = Field(default=NotifyEntry(), description="How people are told.")
    heartbeat_url: SecretAddress | None = Field(
        default=None, description="Asked for after each complete run."
    )
    fallback: Text | None = Field(
        default=None, description="Subscription or destination that gets what would otherwise be lost."
    )


class DefaultsEntry(SendingEntry):
    """What counts for each document that does not say otherwise."""

    label: ClassVar[str] = "defaults"

    schedule: Interval = Field(
        default=timedelta(days=1), description="How often to look: a duration or a cron line."
    )
    locale: Locale | None = Field(default=None, description="Language asked for (Accept-Language).")
    render: RenderMode = Field(default="auto", description="How pages are opened: auto, http or browser.")
    notice_period: Span | None = Field(
        default=None, description="Notice that contracts grant, for example P30D."
    )


class WatchlistEntry(Entry):
    """The whole file."""

    label: ClassVar[str] = "the file"

    settings: SettingsEntry = Field(default=SettingsEntry(), description="Settings of this installation.")
    defaults: DefaultsEntry = Field(default=DefaultsEntry(), description="What counts for each document.")
    destinations: dict[str, Annotated[str, AfterValidator(values.destination)]] = Field(
        default={}, description="Where alerts can go, by name: an Apprise URL, env:NAME or file:/path."
    )
    vendors: tuple[VendorEntry, ...] = Field(default=(), description="What is watched.")
    subscriptions: tuple[SubscriptionEntry, ...] = Field(default=(), description="Who is told.")
