"""The `vendors` of the file: slugs, document keys, and defaults applied."""

from collections.abc import Iterator
from typing import Any

from monitor.config.models import DefaultsEntry, DocumentEntry, SourceEntry, VendorEntry
from monitor.config.problems import Findings
from monitor.config.tree import Steps
from monitor.domain.sending import Sending, Sent
from monitor.domain.slug import slugify
from monitor.domain.watchlist import Document, Source, Vendor


def document_key(vendor_slug: str, document_type: str, qualifier: str | None = None) -> str:
    """Make the key of a document. It depends on its own entry only, so it stays when others come and go."""
    return f"{vendor_slug}/{document_type}.{qualifier}" if qualifier else f"{vendor_slug}/{document_type}"


def read_vendors(data: list[Any], defaults: DefaultsEntry, findings: Findings) -> tuple[Vendor, ...]:
    """Read all vendors; mistakes, collisions of slugs and of keys included, go to *findings*."""
    return tuple(_VendorReader(defaults, findings).read(data))


class _VendorReader:
    def __init__(self, defaults: DefaultsEntry, findings: Findings) -> None:
        self.defaults = defaults
        self.findings = findings
        self._slugs: dict[str, tuple[str, Steps]] = {}
        self._keys: dict[str, Steps] = {}

    def read(self, data: list[Any]) -> Iterator[Vendor]:
        for number, item in enumerate(data):
            steps: Steps = ["vendors", number]
            fields = dict(item) if isinstance(item, dict) else item
            listed = fields.pop("documents", []) if isinstance(fields, dict) else []
            entry = self.findings.read(VendorEntry, fields, steps)
            # Also of a vendor with a mistake: all problems of the file are told at once.
            slug = self._slug(fields, steps) if isinstance(fields, dict) else None
            documents = list(self._documents(listed, slug, [*steps, "documents"]))
            if entry and slug:
                yield Vendor(
                    slug=slug,
                    name=entry.name,
                    documents=tuple(documents),
                    homepage=entry.homepage,
                    owner=entry.owner,
                    reference=entry.reference,
                    tier=entry.tier,
                    tags=entry.tags,
                )

    def _slug(self, fields: dict[str, Any], steps: Steps) -> str | None:
        name, slug = fields.get("name"), fields.get("slug")
        if not isinstance(name, str) or not name.strip() or not isinstance(slug, str | None):
            return None
        slug = slug or slugify(name)
        if not slug:
            message = f"vendor {name!r} has no letter or digit of a-z, 0-9 to make a slug of; add 'slug:'"
            self.findings.add([*steps, "name"], message)
            return None
        first_name, first_steps = self._slugs.setdefault(slug, (name, steps))
        if first_steps is steps:
            return slug
        place = self.findings.tree.place(first_steps)
        message = (
            f"vendors {first_name!r} ({place}) and {name!r} have the same slug {slug!r}; "
            "join them, or give one of them another 'slug:'"
        )
        self.findings.add([*steps, "slug" if "slug" in fields else "name"], message)
        return None

    def _documents(self, data: Any, slug: str | None, steps: Steps) -> Iterator[Document]:
        for number, item in enumerate(self.findings.items(data, steps)):
            place = [*steps, number]
            entry = self.findings.read(DocumentEntry, item, place)
            if entry and (slug or entry.key):
                yield self._document(entry, slug or "", place)

    def _document(self, entry: DocumentEntry, slug: str, steps: Steps) -> Document:
        key = entry.key or document_key(slug, entry.type, entry.qualifier)
        first = self._keys.setdefault(key, steps)
        if first is not steps:
            message = (
                f"two documents have the key {key!r}, the other one in {self.findings.tree.place(first)}; "
                "add 'qualifier:' (a locale, region or product) to one of them, or 'key:'"
            )
            self.findings.add(steps, message)
        return Document(
            key=key,
            type=entry.type,
            sources=_sources(entry),
            schedule=entry.schedule or self.defaults.schedule,
            qualifier=entry.qualifier,
            locale=entry.locale or self.defaults.locale,
            render=entry.render or self.defaults.render,
            notice_period=entry.notice_period or self.defaults.notice_period,
            sending=self._sending(entry, steps),
        )

    def _sending(self, entry: DocumentEntry, steps: Steps) -> Sending:
        return Sending(
            self._sent("headers", entry.headers, self.defaults.headers, steps),
            self._sent("cookies", entry.cookies, self.defaults.cookies, steps),
            entry.user_agent or self.defaults.user_agent,
        )

    def _sent(
        self, key: str, own: dict[str, str] | None, default: dict[str, str] | None, steps: Steps
    ) -> tuple[Sent, ...]:
        """Give what a document sends, with the place of each value; its own replaces that of the defaults."""
        found, at = (default or {}, ["defaults"]) if own is None else (own, steps)
        return tuple(
            Sent(name, said, self.findings.tree.whole_place([*at, key, name])) for name, said in found.items()
        )


def _sources(entry: DocumentEntry) -> tuple[Source, ...]:
    pages = entry.urls or (SourceEntry(url=entry.url or ""),)
    return tuple(
        Source(
            page.url,
            entry.select if page.select is None else page.select,
            entry.remove if page.remove is None else page.remove,
            page.follow or entry.follow,
        )
        for page in pages
    )
