"""The visible text of a document as one hash: while it stays, nothing else has to run."""

import hashlib
from collections.abc import Sequence

from lxml import etree
from lxml.etree import _Element

from monitor.domain.selection import Selector
from monitor.pipeline.extraction.decode import decode, sniff
from monitor.pipeline.extraction.frames import read_written_in
from monitor.pipeline.extraction.parse import TooLarge, parse_html, strip_unseen
from monitor.pipeline.extraction.selecting import InvalidSelector, NothingSelected, chosen_part


def visible_digest(
    data: bytes,
    *,
    content_type: str | None = None,
    url: str | None = None,
    select: Sequence[Selector] = (),
    remove: Sequence[Selector] = (),
) -> str:
    """Hash the visible text of a document (SHA-256, hex); of anything that is not HTML, its bytes.

    White space, markup and unseen elements do not count.
    """
    if sniff(data, content_type) != "html":
        return hashlib.sha256(data).hexdigest()
    try:
        shown = _shown(data, content_type, url, select, remove)
    except TooLarge:
        return hashlib.sha256(data).hexdigest()
    # What follows the closing tag of the document, a script often, is the tail of its root.
    text = etree.tostring(shown, method="text", encoding="unicode", with_tail=False)
    return hashlib.sha256("".join(text.split()).encode("utf-8", "replace")).hexdigest()


def _shown(
    data: bytes,
    content_type: str | None,
    url: str | None,
    select: Sequence[Selector],
    remove: Sequence[Selector],
) -> _Element:
    root = _seen(data, content_type)
    try:
        return chosen_part(root, url, select, remove)
    except (NothingSelected, InvalidSelector):
        # Selecting changes the tree: what the page shows without the selectors is read from a new one.
        return _seen(data, content_type)


def _seen(data: bytes, content_type: str | None) -> _Element:
    root = parse_html(decode(data, content_type))
    read_written_in(root)
    strip_unseen(root)
    return root
