"""A watcher as people first build it: fetch, strip the tags, compare. The demo counts what it would have sent."""

from collections.abc import Iterable
from html.parser import HTMLParser
from http.client import HTTPConnection
from urllib.parse import urlsplit

_INVISIBLE = frozenset({"script", "style", "head"})
_TIMEOUT_S = 10


class NaiveWatcher:
    """Remembers the visible words of each page, and calls every difference a change."""

    def __init__(self) -> None:
        self._seen: dict[str, str] = {}

    def look(self, urls: Iterable[str]) -> list[str]:
        """Fetch each of *urls*; list those that differ from the last look. The first look lists none."""
        changed = []
        for url in urls:
            words = visible_words(_fetch(url))
            if self._seen.get(url, words) != words:
                changed.append(url)
            self._seen[url] = words
        return changed


def visible_words(html: str) -> str:
    """Strip the tags of *html*, leave scripts and styles out, and set one space between words."""
    reader = _Words()
    reader.feed(html)
    return " ".join(" ".join(reader.parts).split())


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in _INVISIBLE

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in _INVISIBLE

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(data)


def _fetch(url: str) -> str:
    parts = urlsplit(url)
    connection = HTTPConnection(parts.netloc, timeout=_TIMEOUT_S)
    try:
        connection.request("GET", parts.path)
        return connection.getresponse().read().decode()
    finally:
        connection.close()
