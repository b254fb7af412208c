"""Frames: a page may show its policy in another page of the same site, or in one written into an attribute."""

import re
from ipaddress import ip_address
from urllib.parse import urldefrag, urljoin, urlsplit

from lxml import etree
from lxml.etree import _Element

from monitor.pipeline.extraction.parse import parse_html

# Pages that show a policy in frames have one; more than a few are trackers, players and maps.
MAX_FRAMES = 3
_WORDS = 60  # a written-in frame that says less is a widget, not a policy
_TAG = re.compile(rb"<i?frame\b", re.I)
_SOURCES = etree.XPath("//iframe[not(@srcdoc)]/@src|//frame/@src", smart_strings=False)
_WRITTEN_IN = etree.XPath("//iframe[@srcdoc]")
_BASE = etree.XPath("string(//base/@href)", smart_strings=False)
# Labels under which countries sell names: example.co.uk and other.co.uk are two sites, a.example.uk is one with b's.
_SHARED_NAMES = "ac asn co com edu gob gouv gov go id info mil ne net nom nic or org web"
_SHARED_LABELS = frozenset(_SHARED_NAMES.split())


def has_frames(data: bytes) -> bool:
    """Whether *data* may be a page with frames; cheap, and never false for one that has some."""
    return _TAG.search(data) is not None


def read_written_in(root: _Element) -> None:
    """Put, in place, what frames hold in their `srcdoc` where they stand."""
    for frame in _WRITTEN_IN(root):
        said = frame.get("srcdoc") or ""
        if len(said.split()) < _WORDS:
            continue
        inner = parse_html(said)
        holder = etree.Element("div")
        for part in list(inner.iterfind("body")) or [inner]:
            part.tag = "div"
            holder.append(part)
        holder.tail = frame.tail
        parent = frame.getparent()
        if parent is not None:
            parent.replace(frame, holder)


def frames_of(root: _Element, url: str | None) -> tuple[str, ...]:
    """List the addresses of the frames of the same site, in the order of the page, at most `MAX_FRAMES`."""
    if not url:
        return ()
    found: dict[str, None] = {}
    base = urljoin(url, str(_BASE(root)).strip())
    for source in _SOURCES(root):
        try:
            target = urldefrag(urljoin(base, str(source).strip())).url
            if urlsplit(target).scheme in ("http", "https") and is_same_site(target, url):
                found[target] = None
        except ValueError:  # an address that no browser could open
            continue
    found.pop(urldefrag(url).url, None)
    return tuple(found)[:MAX_FRAMES]


def is_same_site(one: str, other: str) -> bool:
    """Whether two addresses belong to one site: one host, or hosts of one registrable domain.

    Raises:
        ValueError: One of them is no address.
    """
    first, second = urlsplit(one).hostname, urlsplit(other).hostname
    return first is not None and second is not None and _site(first) == _site(second)


def _site(host: str) -> str:
    try:
        return str(ip_address(host))
    except ValueError:
        pass
    labels = host.rstrip(".").split(".")
    is_shared = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SHARED_LABELS
    return ".".join(labels[-3 if is_shared else -2 :])
