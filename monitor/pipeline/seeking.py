"""Where a vendor's policies are: read from its home page, its sitemap and its robots.txt. Runs in a worker process."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urldefrag, urljoin, urlsplit

from lxml import etree

from crawler.decompression import decompress
from crawler.errors import FetchError
from monitor.config.guess import type_of_address
from monitor.domain.slug import slugify
from monitor.domain.vocabulary import DocumentType
from monitor.pipeline.extraction.frames import is_same_site
from monitor.pipeline.extraction.parse import parse_html

# Where sites put their policies when no page links them.
USUAL_PATHS: dict[DocumentType, tuple[str, ...]] = {
    "privacy_policy": ("/privacy", "/privacy-policy", "/legal/privacy"),
    "terms": ("/terms", "/terms-of-service", "/legal/terms"),
    "dpa": ("/dpa", "/legal/dpa"),
    "subprocessors": ("/subprocessors", "/legal/subprocessors"),
    "cookie_policy": ("/cookies", "/cookie-policy", "/legal/cookies"),
}

MAX_PAGE_CHARS = 3_000_000
MAX_SITEMAP_BYTES = 20_000_000
MAX_ADDRESSES = 50_000  # of a sitemap: what the protocol allows in one file
MAX_LINKS = 5_000  # of a page

_LINKS = etree.XPath("//a[@href]")
_FOOTER = etree.XPath(
    "ancestor::footer or ancestor::*[contains(@class, 'footer') or contains(@id, 'footer')]"
)
_BASE = etree.XPath("string(//base/@href)", smart_strings=False)
_SITEMAP_LINE = re.compile(r"(?im)^\s*sitemap\s*:\s*(\S+)")
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """An address that seems to be a policy; *weight* orders the addresses of one type, the likeliest first."""

    url: str
    type: DocumentType
    where: str  # footer, page, sitemap, usual path
    weight: int


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What a sitemap names: pages, and further sitemaps."""

    pages: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()


def policies_in_page(body: bytes, url: str) -> list[Found]:
    """List the links of a page that name a policy by their words or their address, on the same site."""
    root = parse_html(body[:MAX_PAGE_CHARS].decode("utf-8", "replace"))
    base = urljoin(url, str(_BASE(root)).strip())
    found: dict[str, Found] = {}
    for link in _LINKS(root)[:MAX_LINKS]:
        target = _target(base, link.get("href") or "")
        if target is None or not is_same_site(target, url):
            continue
        text = " ".join("".join(link.itertext()).split())[:120]
        by_text, by_address = _type_of_words(text), type_of_address(target)
        kind = by_text or by_address
        if kind is None:
            continue
        in_footer = bool(_FOOTER(link))
        weight = 4 * (by_text == kind) + 2 * (by_address == kind) + in_footer
        one = Found(target, kind, "footer" if in_footer else "page", weight)
        if target not in found or found[target].weight < weight:
            found[target] = one
    return likeliest_first(found.values())


def policies_in_addresses(urls: Iterable[str]) -> list[Found]:
    """List the addresses of a sitemap that name a policy."""
    known = dict.fromkeys(urldefrag(url).url for url in urls)
    found = ((url, type_of_address(url)) for url in known)
    return likeliest_first(Found(url, kind, "sitemap", 2) for url, kind in found if kind is not None)


def likeliest_first(found: Iterable[Found]) -> list[Found]:
    """Order by weight; a short address is more likely the policy than an article about it."""
    return sorted(found, key=lambda one: (-one.weight, one.url.count("/"), len(one.url), one.url))


def read_sitemap(body: bytes, url: str) -> Sitemap:
    """Read a sitemap or an index of sitemaps, of the same site only; what declares entities is not read."""
    try:
        if body[:2] == b"\x1f\x8b":
            body = decompress(body, ["gzip"], MAX_SITEMAP_BYTES)
        if _DOCTYPE.search(body[:4096]) or len(body) > MAX_SITEMAP_BYTES:
            return Sitemap()
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
        )
        root = etree.fromstring(body, parser)
    except (FetchError, etree.XMLSyntaxError, ValueError):
        return Sitemap()
    if root is None:
        return Sitemap()
    named: list[str] = []
    for place in root.iter("{*}loc"):
        target = _target(url, (place.text or "").strip())
        if target is not None and is_same_site(target, url):
            named.append(target)
        if len(named) >= MAX_ADDRESSES:
            break
    if etree.QName(root).localname == "sitemapindex":
        return Sitemap(sitemaps=tuple(named))
    return Sitemap(pages=tuple(named))


def sitemaps_in_robots(body: bytes, url: str) -> tuple[str, ...]:
    """List the sitemaps that a robots.txt names, of the same site."""
    named = _SITEMAP_LINE.findall(body[:512_000].decode("utf-8", "replace"))
    targets = (_target(url, one) for one in named)
    return tuple(target for target in targets if target is not None and is_same_site(target, url))


def _type_of_words(text: str) -> DocumentType | None:
    slug = slugify(text)
    return type_of_address(f"https://x/{slug}") if slug else None


def _target(base: str, href: str) -> str | None:
    try:
        target = urldefrag(urljoin(base, href.strip())).url
        parts = urlsplit(target)
        is_page = parts.scheme in ("http", "https") and parts.hostname is not None
    except ValueError:  # an address that no browser could open
        return None
    return target if is_page and "@" not in parts.netloc else None
