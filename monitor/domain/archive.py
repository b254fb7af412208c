"""Archives in the form of Open Terms Archive: what their paths and their commits mean here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from monitor.domain.slug import slugify
from monitor.domain.vocabulary import DocumentType

# Types of terms with a counterpart here, by their slug; the names in use today and the older ones of the same thing.
_TYPES: Final[Mapping[str, DocumentType]] = {
    "privacy-policy": "privacy_policy",
    "terms-of-service": "terms",
    "terms-of-use": "terms",
    "data-processor-agreement": "dpa",
    "data-processing-agreement": "dpa",
    "subprocessor-list": "subprocessors",
    "subprocessors": "subprocessors",
    "trackers-policy": "cookie_policy",
    "cookies-policy": "cookie_policy",
    "cookie-policy": "cookie_policy",
    "acceptable-use-policy": "acceptable_use",
    "community-guidelines": "community_guidelines",
    "service-level-agreement": "sla",
    "vulnerability-disclosure-policy": "security",
    "security-policy": "security",
    "developer-terms": "developer_terms",
    "commercial-terms": "commercial_terms",
    "law-enforcement-guidelines": "law_enforcement",
    "imprint": "imprint",
}
_SUFFIX: Final = ".md"
_PART: Final = " #"  # of a document that is kept in parts: "Privacy Policy #children.md"

# Of commits that only read stored pages by other rules: today's subject and the older one, as git writes subjects for
# file names.
_UPGRADES: Final = ("Apply-technical", "Refilter")

# The web has no policies before; git writes 1970 where a date is missing.
_EARLIEST: Final = datetime(1990, 1, 1, tzinfo=UTC)
_CLOCKS_DIFFER: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ArchivedDocument:
    """A document of an archive, with what it is here."""

    service: str
    terms: str  # the type as the archive calls it, with its part
    vendor: str  # slug
    type: DocumentType
    qualifier: str | None

    @property
    def name(self) -> str:
        """The document as people who know the archive write it: "Service/Terms Type"."""
        return f"{self.service}/{self.terms}"

    @property
    def key(self) -> str:
        """The key here."""
        return (
            f"{self.vendor}/{self.type}.{self.qualifier}" if self.qualifier else f"{self.vendor}/{self.type}"
        )


def document_at(path: bytes) -> ArchivedDocument | str:
    """Say which document is recorded at *path*, or why none is."""
    try:
        name = path.decode("utf-8")
    except UnicodeDecodeError:
        return "its name is not UTF-8"
    service, _, file = name.partition("/")
    if not service or "/" in file or not file.endswith(_SUFFIX) or file == _SUFFIX:
        return "not of the form service/terms type.md"
    terms = file.removesuffix(_SUFFIX)
    kind, _, part = terms.partition(_PART)
    vendor, slug, part_slug = slugify(service), slugify(kind), slugify(part)
    if not vendor or not slug or (part and not part_slug):
        return "its name has no letter or digit of a-z, 0-9 to make a key of"
    known = _TYPES.get(slug)
    words = [word for word in ("" if known else slug, part_slug) if word]
    return ArchivedDocument(service, terms, vendor, known or "other", "-".join(words) or None)


def is_upgrade(subject: str) -> bool:
    """Whether a commit with this subject read stored pages by other rules."""
    return subject.startswith(_UPGRADES)


def recorded_at(author_time: int | None, now: datetime) -> datetime | None:
    """Read the time of a record; None where it cannot be one."""
    if author_time is None:
        return None
    try:
        moment = datetime.fromtimestamp(author_time, UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return moment if _EARLIEST <= moment <= now + _CLOCKS_DIFFER else None
