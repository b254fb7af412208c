"""How fast pages are read, as ratios to lxml's own parse of the same pages.

    python -m benchmarks extraction [FOLDER]

FOLDER holds pages (`**/*.html`); without it, the pages of `benchmarks.crawl` are read.
"""

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from lxml import html

from benchmarks.crawl import corpus_pages, made_pages
from monitor.pipeline.extraction.core import CoreFinder
from monitor.pipeline.extraction.decode import decode
from monitor.pipeline.extraction.extract import extract, visible_digest
from monitor.pipeline.extraction.parse import parse_html, strip_unseen
from monitor.pipeline.extraction.render import render
from monitor.pipeline.extraction.walk import Walker


def text_alone(data: bytes) -> str:
    root = parse_html(decode(data, None))
    strip_unseen(root)
    page = Walker(None).walk(root)
    CoreFinder(page).mark()
    return render(page.blocks)


def parse_alone(data: bytes) -> str:
    return str(html.document_fromstring(data).text_content())


def cpu_milliseconds(work: Callable[[bytes], object], pages: list[bytes]) -> list[float]:
    taken = []
    for data in pages:
        start = time.process_time()
        work(data)
        taken.append((time.process_time() - start) * 1000)
    return sorted(taken)


def pages_in(folder: Path) -> list[bytes]:
    """Load the HTML pages in *folder* and below that are not empty."""
    found = (path.read_bytes() for path in sorted(folder.rglob("*.html")))
    return [data for data in found if data.strip()]


def main(arguments: list[str]) -> None:
    pages = pages_in(Path(arguments[0])) if arguments else corpus_pages() or made_pages(100)
    if not pages:
        sys.exit(f"no page (*.html) in {arguments[0]}")
    extract(pages[0])  # loads what is loaded once
    base = statistics.median(cpu_milliseconds(parse_alone, pages))
    print(f"{len(pages)} pages; parse alone: {base:.1f} ms median")
    for name, work in (
        ("visible digest", visible_digest),
        ("text alone", text_alone),
        ("everything", extract),
    ):
        taken = cpu_milliseconds(work, pages)
        median, high = statistics.median(taken), taken[int(len(taken) * 0.95)]
        print(
            f"{name:15} {median:6.1f} ms median, {high:6.1f} ms at 95 %: {median / base:.1f} times the parse"
        )
