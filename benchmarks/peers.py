"""Other programs that look at the same pages: Scrapy alone, which only downloads, and urlwatch with its html2text.

urlwatch is no dependency of this project: it is installed into a virtual environment of its own for the time of the
measurement. Without a package index, CLAUSEWATCH_BENCH_URLWATCH names the `urlwatch` of an environment that has it,
and the package `html2text` too.
"""

import os
import subprocess
import sys
import venv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

# Ways of urlwatch to make text of HTML: its default deletes what looks like a tag, scripts stay; the other one parses.
METHODS = ("re", "pyhtml2text")

_SPIDER = """
import sys
from pathlib import Path
import scrapy

class Bare(scrapy.Spider):
    name = "bare"
    custom_settings = {"ROBOTSTXT_OBEY": False, "CONCURRENT_REQUESTS": 16, "CONCURRENT_REQUESTS_PER_DOMAIN": 16,
                       "DOWNLOAD_DELAY": 0, "LOG_ENABLED": False, "TELNETCONSOLE_ENABLED": False}
    start_urls = Path("urls.txt").read_text().split()

    def parse(self, response):
        assert response.status == 200
"""
_SETTINGS = """
display: {new: false, unchanged: false, error: true}
report:
  text: {details: true, footer: false, line_length: 75, minimal: false}
  stdout: {enabled: false, color: false}
"""


@dataclass(frozen=True, slots=True)
class Peer:
    """A command that looks once at all pages, in a folder of its own."""

    name: str
    command: Sequence[str | Path]
    folder: Path
    store: str | None  # what it keeps of its looks


def peers(folder: Path, urls: Sequence[str]) -> list[Peer]:
    """Make ready what can be had here; says on standard error what cannot."""
    found = [_scrapy(folder / "scrapy", urls)]
    program = _urlwatch(folder / "venv")
    if program is None:
        print("urlwatch cannot be installed here: see benchmarks/peers.py", file=sys.stderr)
        return found
    return [*found, *(_watching(folder / method, urls, program, method) for method in METHODS)]


def _scrapy(folder: Path, urls: Sequence[str]) -> Peer:
    folder.mkdir()
    (folder / "bare.py").write_text(_SPIDER)
    (folder / "urls.txt").write_text("\n".join(urls))
    command = (Path(sys.executable).parent / "scrapy", "runspider", "bare.py")
    return Peer("scrapy, download only", command, folder, None)


def _urlwatch(folder: Path) -> Path | None:
    if given := os.environ.get("CLAUSEWATCH_BENCH_URLWATCH"):
        return Path(given)
    venv.create(folder, with_pip=True)
    install = [folder / "bin" / "pip", "install", "--quiet", "urlwatch", "html2text"]
    done = subprocess.run(install, check=False, capture_output=True)
    return folder / "bin" / "urlwatch" if done.returncode == 0 else None


def _watching(folder: Path, urls: Sequence[str], program: Path, method: str) -> Peer:
    folder.mkdir()
    jobs = (f"url: {url}\nfilter: [{{html2text: {{method: {method}}}}}]\n" for url in urls)
    (folder / "urls.yaml").write_text("---\n".join(jobs))
    (folder / "settings.yaml").write_text(_SETTINGS)
    (folder / "hooks.py").write_text("")
    files = ("--urls", "urls.yaml", "--config", "settings.yaml", "--hooks", "hooks.py", "--cache", "cache.db")
    return Peer(f"urlwatch, {method}", (program, *files), folder, "cache.db")
