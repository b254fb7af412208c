"""How fast pages are read, as ratios to lxml's own parse of the same pages.

Usage: python benchmarks/extraction.py FOLDER, where FOLDER holds pages (`**/*.html`).
"""

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from lxml import html

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


def main(arguments: list[str]) -> None:
    pages = [path.read_bytes() for path in sorted(Path(arguments[0]).rglob("*.html"))]
    pages = [data for data in pages if data.strip()]
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


if __name__ == "__main__":
    main(sys.argv[1:])
