"""What a run costs: CPU and bytes on disk per page, and memory, for first, unchanged and changed looks; and beside it,
what an unchanged look costs other programs in the same run.

    python -m benchmarks crawl [PAGES]

Serves the pages of the corpus beside the checkout (or pages of its own making) from loopback, with tokens that differ
on every request, and runs the real command. CPU is user and system time of the command with all its children, memory
the largest sum of their proportional set sizes (PSS). Where more pages are asked for than there are, all come again.
"""

import ctypes
import itertools
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import perf_counter

import psutil

from benchmarks.peers import Peer, peers

ROOT = Path(__file__).parent.parent
CORPUS = ROOT.parent / "shared" / "corpus" / "pages"
CHANGED_SHARE = 0.07


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run cost."""

    seconds: float
    cpu_seconds: float
    bytes_added: int
    peak_bytes: int  # PSS of all processes


def corpus_pages() -> list[bytes]:
    """Load the HTML pages of the corpus; empty where it is not at hand."""
    return [path.read_bytes() for path in sorted(CORPUS.glob("*/page.html")) if path.stat().st_size > 5_000]


def made_pages(count: int) -> list[bytes]:
    """Make policy-like pages of about 60 KB, of words without meaning."""
    chance = random.Random(7)
    words = [
        "we",
        "collect",
        "personal",
        "data",
        "and",
        "share",
        "it",
        "with",
        "partners",
        "to",
        "provide",
        "services",
    ]
    pages = []
    for number in range(count):
        sections = "".join(
            f"<h2>{section}. About this</h2>"
            + "".join(f"<p>{' '.join(chance.choices(words, k=60)).capitalize()}.</p>" for _ in range(12))
            for section in range(1, 16)
        )
        menu = "".join(f'<li><a href="/{item}">Menu entry {item}</a></li>' for item in range(60))
        pages.append(
            f"<html lang=en><title>Privacy policy {number}</title><nav><ul>{menu}</ul></nav>"
            f"<main><h1>Privacy policy</h1>{sections}</main></html>".encode()
        )
    return pages


class Site:
    """Serves page N at /N, with tokens of its own in every answer; some pages change when told to."""

    def __init__(self, pages: list[bytes]) -> None:
        self.pages = pages
        self.has_changed = False
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                body = site.body(self.path)
                self.send_response(200 if body else 404)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def host(self) -> str:
        """Host and port."""
        return f"127.0.0.1:{self.server.server_port}"

    def body(self, path: str) -> bytes:
        """Give the page at *path* with fresh tokens."""
        if not path[1:].isdigit() or int(path[1:]) >= len(self.pages):
            return b""
        number = int(path[1:])
        token = os.urandom(12).hex().encode()
        page = re.sub(
            rb"<body([^>]*)>", rb'<body\1 data-request="' + token + rb'">', self.pages[number], count=1
        )
        page += b"<script>window.nonce = '" + token + b"'</script><!-- " + token + b" -->"
        if self.has_changed and number % round(1 / CHANGED_SHARE) == 0:
            page = page.replace(b"</p>", b" We may share it with advertising partners.</p>", 1)
        return page


def write_watchlist(folder: Path, sites: list[Site]) -> None:
    """Write a watchlist of all pages: one vendor each, hosts in turn."""
    hosts = ", ".join(f'"{site.host}"' for site in sites)
    lines = [
        "settings:",
        "  confirm_after: PT0S",
        f"  fetch: {{delay: 0, concurrency: 16, allow_private: [{hosts}]}}",
        "vendors:",
    ]
    for site_number, site in enumerate(sites):
        for number in range(len(site.pages)):
            lines += [
                f"  - name: vendor {site_number} {number}",
                f"    documents: [{{type: privacy_policy, url: 'http://{site.host}/{number}'}}]",
            ]
    (folder / "clausewatch.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def crawl_all(folder: Path) -> Cost:
    """Run the command over everything, and say what it cost."""
    program = Path(sys.executable).parent / "clausewatch"
    return cost_of([program, "crawl", "--all"], folder, lambda: stored_bytes(folder))


def look_of(peer: Peer) -> Cost:
    """Let another program look at everything, and say what it cost."""

    def size() -> int:
        file = peer.folder / peer.store if peer.store else None
        return file.stat().st_size if file and file.exists() else 0

    return cost_of(peer.command, peer.folder, size)


def cost_of(command: Sequence[str | Path], folder: Path, size: Callable[[], int]) -> Cost:
    """Run one command in *folder*, all its processes included; *size* measures what it keeps."""
    kept = size()
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), perf_counter()
    with watched_memory() as peak:
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    seconds = perf_counter() - start
    reap_orphans()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(seconds, cpu, size() - kept, peak[0])


@contextmanager
def watched_memory() -> Iterator[list[int]]:
    """Follow the PSS of all our children together; the list holds the largest sum so far."""
    peak, is_over = [0], threading.Event()

    def watch() -> None:
        while not is_over.wait(0.2):
            family = psutil.Process().children(recursive=True)
            peak[0] = max(peak[0], sum(map(proportional_bytes, family)))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield peak
    finally:
        is_over.set()
        watcher.join()


def proportional_bytes(process: psutil.Process) -> int:
    """Give the PSS of one process; 0 where it has ended."""
    try:
        return int(process.memory_full_info().pss)
    except psutil.Error:
        return 0


def adopt_orphans() -> None:
    """Become the parent of what the command leaves behind, so that the processor time of its workers is counted."""
    pr_set_child_subreaper = 36  # <linux/prctl.h>
    ctypes.CDLL(None, use_errno=True).prctl(pr_set_child_subreaper, 1, 0, 0, 0)


def reap_orphans() -> None:
    """Wait for every process that is left."""
    try:
        while True:
            os.wait()
    except ChildProcessError:
        return


def stored_bytes(folder: Path) -> int:
    """Give the size of the database with its journal."""
    return sum(path.stat().st_size for path in folder.glob("clausewatch.db*"))


def main(arguments: list[str]) -> None:
    """Measure and print."""
    adopt_orphans()
    wanted = int(arguments[0]) if arguments else 200
    known = corpus_pages() or made_pages(wanted)
    pages = list(itertools.islice(itertools.cycle(known), wanted))
    sites = [Site(pages[start::8]) for start in range(8)]
    urls = [f"http://{site.host}/{number}" for site in sites for number in range(len(site.pages))]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_watchlist(folder, sites)
        looks = {"first look": crawl_all(folder)}
        others = peers(folder, urls)
        for peer in others:
            look_of(peer)  # its first look
        looks["unchanged"] = crawl_all(folder)
        theirs = {peer.name: look_of(peer) for peer in others}
        looks["unchanged again"] = crawl_all(folder)
        for site in sites:
            site.has_changed = True
        looks[f"{CHANGED_SHARE:.0%} changed"] = crawl_all(folder)
    median = sorted(map(len, pages))[len(pages) // 2]
    print(f"{len(pages)} pages, median {median:,} bytes, 8 hosts")
    # Before and after the others: what the machine does meanwhile meets both.
    base = (looks["unchanged"].cpu_seconds + looks["unchanged again"].cpu_seconds) / 2
    report(looks | {f"unchanged: {name}": cost for name, cost in theirs.items()}, base, len(pages))


def report(looks: dict[str, Cost], base: float, pages: int) -> None:
    """Print one line for each look; *base* is the CPU of our unchanged one, in seconds."""
    for name, cost in looks.items():
        cpu, ratio = 1000 * cost.cpu_seconds / pages, cost.cpu_seconds / base
        print(
            f"{name:32} {pages / cost.cpu_seconds:7.1f} pages/CPU s {cpu:7.1f} ms CPU/page"
            f" {ratio:5.2f} x unchanged {cost.bytes_added / pages:9,.0f} bytes/page"
            f" {cost.peak_bytes / 1e6:6.0f} MB PSS"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
