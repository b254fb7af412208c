"""Sources that follow a link: their page is fetched, and the file that it links is the document."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urldefrag, urljoin, urlsplit

from cssselect import HTMLTranslator
from lxml import etree

from monitor.domain.fetching import Answer, FetchedPage, FetchFailed, Hop
from monitor.domain.moving import redirect_doubt
from monitor.domain.watchlist import Source
from monitor.pipeline.answers import failure_in
from monitor.pipeline.extraction.decode import decode
from monitor.pipeline.extraction.parse import parse_html
from monitor.pipeline.workers import Workers, WorkFailed

_BASE = etree.XPath("string(//base/@href)", smart_strings=False)
_LINKS_IN = etree.XPath("descendant-or-self::*[@href]")
_SHOWN = 3  # addresses that a reason quotes


@dataclass(frozen=True, slots=True)
class Linked:
    """Where the link of a page leads; or, without address, why there is no one place."""

    url: str | None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Landing:
    """A page that came, here without its body, and the file that it links."""

    page: FetchedPage
    url: str

    def reached(self, file: Answer) -> Answer:
        """Give *file* as the answer of the source; the page that led to it is the first part of its way."""
        if isinstance(file, FetchFailed):
            return replace(
                file, job_id=self.page.job_id, url=self.page.url, detail=f"linked file: {file.detail}"
            )
        doubt = redirect_doubt(self.url, file.final_url) if 200 <= file.status < 300 else None
        if doubt is not None:
            return _no_file(self.page, f"linked file: {doubt}")
        hops = (*self.page.hops, Hop(self.page.status, self.url), *file.hops)
        return replace(file, job_id=self.page.job_id, url=self.page.url, hops=hops, followed=self.url)


@dataclass(slots=True)
class Followed:
    """What following came to, by the position of the source: files to be fetched, and pages that name none."""

    landings: dict[int, Landing] = field(default_factory=dict)
    failed: dict[int, FetchFailed] = field(default_factory=dict)


async def follow_links(
    workers: Workers, sources: Sequence[Source], answers: Mapping[int, Answer]
) -> Followed:
    """Find the file behind each source that follows a link and whose page came."""
    found = Followed()
    for position, source in enumerate(sources):
        page = answers[position]
        if source.follow is None or failure_in([page], conditional=False) is not None:
            continue
        assert isinstance(page, FetchedPage)
        try:
            content_type = page.header("content-type")
            linked = await workers.run(link_in, page.body, content_type, page.final_url, source.follow)
        except WorkFailed as error:
            linked = Linked(None, f"reading the page {error}")
        if linked.url is not None:
            found.landings[position] = Landing(replace(page, body=b""), linked.url)
        else:
            found.failed[position] = _no_file(page, f"follow: {linked.problem}")
    return found


def link_in(body: bytes, content_type: str | None, url: str, css: str) -> Linked:
    """Find where the elements that *css* matches, or the links in them, lead; all must lead to one file."""
    root = parse_html(decode(body, content_type))
    base = urljoin(url, str(_BASE(root)).strip())
    matches = etree.XPath(HTMLTranslator().css_to_xpath(css))(root)
    hrefs = [str(link.get("href")).strip() for match in matches for link in _LINKS_IN(match)]
    if not hrefs:
        return Linked(None, f"{css!r} matches no link of {url}")
    try:
        targets = list(dict.fromkeys(urldefrag(urljoin(base, href)).url for href in hrefs))
        schemes = {target: urlsplit(target).scheme for target in targets}
    except ValueError:
        return Linked(None, f"{css!r} matches a link that is no address")
    if len(targets) > 1:
        shown = ", ".join(targets[:_SHOWN]) + (", …" if len(targets) > _SHOWN else "")
        return Linked(None, f"{css!r} matches links to {len(targets)} addresses ({shown})")
    if schemes[targets[0]] not in ("http", "https"):
        return Linked(
            None, f"{css!r} leads to {schemes[targets[0]] or 'no'}:, and only http and https are fetched"
        )
    if targets[0] == urldefrag(url).url:
        return Linked(None, f"{css!r} leads back to its own page")
    return Linked(targets[0])


def _no_file(page: FetchedPage, detail: str) -> FetchFailed:
    return FetchFailed(page.job_id, page.url, "link", detail, page.fetched_at)
