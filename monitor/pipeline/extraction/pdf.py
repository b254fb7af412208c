"""PDF documents: the text of every page, lines joined into paragraphs, page furniture taken out where certain."""

import re
from collections import Counter
from dataclasses import dataclass

from monitor.pipeline.extraction.plain import unwrap
from monitor.pipeline.extraction.words import clean

_MAX_PAGES = 2_000  # the longest policy PDF seen has 100 pages; an endless file stops here and says so
_MAX_CHARACTERS = 10_000_000
_PASSWORD_NEEDED = 4  # FPDF_ERR_PASSWORD, fpdfview.h
_MIN_PAGES_FOR_FURNITURE = 3
_PAGE_NUMBER = re.compile(
    r"(?:page|seite|página|pagina|p\.)?\s*[-–—]?\s*\d{1,4}\s*[-–—]?(?:\s*(?:/|of|sur|von|de|di|van)\s*\d{1,4})?",
    re.I,
)


@dataclass(frozen=True, slots=True)
class PdfText:
    """What a PDF says; `problem` is set when it cannot be read, `suspect` when it was read in part."""

    text: str = ""
    title: str | None = None
    problem: str | None = None
    suspect: str | None = None


def read_pdf(data: bytes) -> PdfText:
    """Read the text of a PDF; scanned, encrypted and broken files are named as such."""
    import pypdfium2 as pdfium  # loads a native library

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code == _PASSWORD_NEEDED:
            return PdfText(problem="the PDF is encrypted and asks for a password")
        return PdfText(problem="the PDF is broken")
    try:
        count = len(document)
        pages, unread = _read_pages(document, min(count, _MAX_PAGES))
        title = str(document.get_metadata_dict().get("Title") or "").strip() or None
    finally:
        document.close()
    if not any(pages):
        return PdfText(problem=_without_text(count, unread))
    left_out = max(count - len(pages), 0) + unread
    suspect = f"{left_out} of {count} pages of the PDF could not be read" if left_out else None
    return PdfText(_join(_without_furniture(pages)), clean(title) if title else None, suspect=suspect)


def _without_text(count: int, unread: int) -> str:
    if not count or unread:
        return "the PDF has no page that can be read"
    return f"the PDF has {count} {'page' if count == 1 else 'pages'} of pictures and no text: it is scanned"


def _read_pages(document: "object", count: int) -> tuple[list[list[str]], int]:
    """Return the lines of each page, and how many pages failed."""
    import pypdfium2 as pdfium

    pages: list[list[str]] = []
    unread = characters = 0
    for number in range(count):
        try:
            page = document[number]  # type: ignore[index]
            text_page = page.get_textpage()
            text = text_page.get_text_bounded()
            text_page.close()
            page.close()
        except pdfium.PdfiumError:
            unread += 1
            continue
        characters += len(text)
        if characters > _MAX_CHARACTERS:
            break
        pages.append(_lines(text))
    return pages, unread


def _lines(text: str) -> list[str]:
    # PDFium writes U+0002 for a hyphen that only parts a word at the end of a line.
    text = re.sub("[\u0002\ufffe]\\s*", "", text)
    lines = (" ".join(clean(line).split()) for line in text.splitlines())
    return [line for line in lines if line]


def _without_furniture(pages: list[list[str]]) -> list[list[str]]:
    """Take the lines that stand at the same edge of nearly every page out of the pages, and page numbers with them.

    Nothing is lost: each such line is kept once, headers before the first page and footers behind the last.
    """
    heads: list[str] = []
    feet: list[str] = []
    # Headers and footers can have several lines: go on while one more is found everywhere.
    while len(pages) >= _MIN_PAGES_FOR_FURNITURE:
        head, below = _cut_edge(pages, 0)
        foot, between = _cut_edge(below, -1)
        if head is None and foot is None:
            break
        heads += [head] if head else []
        feet[:0] = [foot] if foot else []
        pages = between
    return [heads, *pages, feet]


def _cut_edge(pages: list[list[str]], edge: int) -> tuple[str | None, list[list[str]]]:
    """Cut the line at one edge of the pages where it is the same on nearly all; "" where it is a page number."""
    shapes = Counter(_shape(page[edge]) for page in pages if page)
    shape, count = shapes.most_common(1)[0] if shapes else ("", 0)
    if count < max(_MIN_PAGES_FOR_FURNITURE, round(len(pages) * 0.8)):
        return None, pages
    lines = {page[edge] for page in pages if page and _shape(page[edge]) == shape}
    # A number that is the same on every page is none of a page.
    line = lines.pop() if len(lines) == 1 else shape.removesuffix("#").strip()
    cut = [
        (page[1:] if edge == 0 else page[:-1]) if page and _shape(page[edge]) == shape else page
        for page in pages
    ]
    return ("" if line == "#" else line), cut


def _shape(line: str) -> str:
    """Write a line so that the number of its page does not matter; other figures do."""
    if _PAGE_NUMBER.fullmatch(line):
        return "#"
    return re.sub(r"(?:(?<=\s)|^)\d{1,4}(?:\s*/\s*\d{1,4})?$", "#", line)


def _join(pages: list[list[str]]) -> str:
    heads, *middle, feet = pages
    lines = [line for page in middle for line in page]
    return "\n\n".join([*heads, *(unwrap(lines) if lines else []), *feet])
