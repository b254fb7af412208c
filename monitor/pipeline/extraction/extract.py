"""The extraction: bytes of a page in, the text of the policy out. Never raises for any bytes."""

import logging
from collections.abc import Sequence

from monitor.domain.extraction import Extraction
from monitor.domain.selection import Selector
from monitor.pipeline.extraction.decode import decode, sniff
from monitor.pipeline.extraction.docx import UnreadableDocx, docx_to_html
from monitor.pipeline.extraction.finish import finish
from monitor.pipeline.extraction.html_page import read_html
from monitor.pipeline.extraction.parse import TooLarge, parse_html
from monitor.pipeline.extraction.pdf import PdfText, read_pdf
from monitor.pipeline.extraction.plain import read_markdown, read_plain
from monitor.pipeline.extraction.render import render
from monitor.pipeline.extraction.selecting import (
    InvalidSelector,
    NothingSelected,
    apply_selectors,
    check_selector,
)
from monitor.pipeline.extraction.visible import visible_digest
from monitor.pipeline.extraction.walk import Walker
from monitor.pipeline.extraction.words import count_words

__all__ = ["EXTRACTOR", "InvalidSelector", "check_selector", "extract", "visible_digest"]

# Changes whenever the text of some page changes by our doing; stored with every version.
EXTRACTOR = "1"

_FEW_WORDS = 40
_MAX_TEXT_BYTES = 10_000_000
_log = logging.getLogger(__name__)


def extract(
    data: bytes,
    *,
    content_type: str | None = None,
    url: str | None = None,
    select: Sequence[Selector] = (),
    remove: Sequence[Selector] = (),
) -> Extraction:
    """Take the text of the policy out of a page of any kind.

    Args:
        data: The body as served.
        content_type: The header of the answer, if there was one.
        url: Where the page is; link targets are written relative to it. A fragment names the section to read, and
            must be on the page; with *select* it counts for nothing.
        select: What to keep, by CSS or as ranges; each must match something.
        remove: What to leave out; may match nothing.

    Raises:
        InvalidSelector: A selector cannot be read. No bytes raise anything.
    """
    for selector in (*select, *remove):
        check_selector(selector)
    try:
        return _read(data, content_type, url, select, remove)
    except TooLarge:
        return Extraction(
            "unreadable", f"the document is too large to be read ({len(data) // 1_000_000} MB)", "", 0
        )
    # The edge to bytes that strangers chose, read by five parsers: whatever they stumble over is an answer
    # about this page, and must not end the worker that reads the next one.
    except Exception as error:  # noqa: BLE001
        _log.warning("extraction_failed error=%s size=%d", type(error).__name__, len(data))
        return Extraction("unreadable", f"the answer cannot be read ({type(error).__name__})", "", 0)


def _read(
    data: bytes,
    content_type: str | None,
    url: str | None,
    select: Sequence[Selector],
    remove: Sequence[Selector],
) -> Extraction:
    kind = sniff(data, content_type)
    if kind == "html":
        return read_html(decode(data, content_type), url, select, remove)
    if kind in ("markdown", "text"):
        if len(data) > _MAX_TEXT_BYTES:
            raise TooLarge
        text = decode(data, content_type)
        return _of_text(read_markdown(text) if kind == "markdown" else read_plain(text))
    if kind == "pdf":
        return _of_pdf(read_pdf(data))
    if kind == "docx":
        return _of_docx(data, url, select, remove)
    if kind == "empty":
        return Extraction("not_policy", "the answer is empty", "", 0)
    return Extraction("unreadable", f"the answer is {kind}, not a document", "", 0)


def _of_text(text: str, title: str | None = None, suspect: str | None = None) -> Extraction:
    words = count_words(text)
    if words < _FEW_WORDS:
        return Extraction("not_policy", f"the document has only {words} words", text, words, title)
    return finish(text, words, title=title, suspect=suspect)


def _of_pdf(pdf: PdfText) -> Extraction:
    if pdf.problem is not None:
        return Extraction("unreadable", pdf.problem, "", 0)
    return _of_text(pdf.text, pdf.title, pdf.suspect)


def _of_docx(
    data: bytes, url: str | None, select: Sequence[Selector], remove: Sequence[Selector]
) -> Extraction:
    try:
        body = apply_selectors(parse_html(docx_to_html(data)), select, remove)
    except (UnreadableDocx, NothingSelected) as error:
        return Extraction("unreadable", str(error), "", 0)
    return _of_text(render(Walker(url).walk(body).blocks))
