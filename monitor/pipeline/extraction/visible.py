"""The visible text of a document as one hash: while it stays, nothing else has to run."""

import hashlib
from collections.abc import Sequence

from lxml import etree

from monitor.pipeline.extraction.decode import decode, sniff
from monitor.pipeline.extraction.parse import parse_html, strip_unseen
from monitor.pipeline.extraction.selecting import InvalidSelector, NothingSelected, apply_selectors

_TEXTS = etree.XPath("//text()", smart_strings=False)


def digest_of_visible_text(
    data: bytes, content_type: str | None, select: Sequence[str], remove: Sequence[str]
) -> str:
    """Hash what the document shows; white space, markup and unseen elements do not count."""
    if sniff(data, content_type) != "html":
        return hashlib.sha256(data).hexdigest()
    root = parse_html(decode(data, content_type))
    strip_unseen(root)
    if select or remove:
        try:
            root = apply_selectors(root, select, remove)
        except (NothingSelected, InvalidSelector):
            root = parse_html(decode(data, content_type))
    text = " ".join(_TEXTS(root))
    return hashlib.sha256(" ".join(text.split()).encode("utf-8", "replace")).hexdigest()
