"""Follow a meta refresh where the page is nothing but a signpost."""

import re
from html import unescape
from typing import Self

from scrapy.crawler import Crawler
from scrapy.http import Request, Response

from crawler.errors import FetchError, RedirectsExceeded
from crawler.requests import HOPS, IN_BROWSER, IS_ROBOTS, REFRESHES, SENT_ON, follow, visited

MAX_REFRESHES = 3
MAX_DELAY_SECONDS = 10  # a page that is shown for longer is meant to be read

# A signpost says "you are being redirected, click here"; sixty words of it are a lot, and no policy.
SIGNPOST_WORDS = 60
SIGNPOST_BYTES = 65_536

# Each pattern stops at the next "<", and what is hidden is cut out by searching forward only: a page of 64 KB of
# unclosed tags must not take seconds.
_META = re.compile(rb"<meta\b[^<>]{0,1000}>", re.IGNORECASE)
_IS_REFRESH = re.compile(rb"http-equiv\s*=\s*[\"']?\s*refresh\b", re.IGNORECASE)
_CONTENT = re.compile(rb"content\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
_TARGET = re.compile(r"\s*(\d{1,6})(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?[\"']?([^\"']+)", re.IGNORECASE)
_HIDDEN = re.compile(rb"<!--|<(script|style|noscript|template)\b")
_TAG = re.compile(rb"<[^<>]*>")


class RefreshMiddleware:
    """Follow a short-delay refresh of a page with hardly any text; a page with text is the page."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build it; there is nothing to set."""
        return cls()

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """Follow the refresh, or let the page pass; a target that may not be fetched makes it a page as well.

        Raises:
            RedirectsExceeded: one refresh too many, or back to an address on the way here.
            SchemeRefused, AddressRefused: a script of the page leads where nothing is fetched.
        """
        if request.meta.get(IS_ROBOTS) or not 200 <= response.status < 300:
            return response
        # A browser follows a refresh itself, and tells where to.
        sent_on = request.meta.pop(SENT_ON, None)
        target = sent_on if request.meta.get(IN_BROWSER) else refresh_target(response.body)
        if target is None:
            return response
        count = request.meta.get(REFRESHES, 0)
        try:
            following = follow(request, target, response.status, **{REFRESHES: count + 1})
        except FetchError:
            if sent_on is not None:  # what a script leaves behind is no page
                raise
            return response
        address = following.url.partition("#")[0]
        if sent_on is None and address == request.url.partition("#")[0]:  # a page that reloads itself
            return response
        if count >= MAX_REFRESHES or address in visited(request) or len(request.meta.get(HOPS, ())) >= 10:
            raise RedirectsExceeded("redirects: the pages send on to each other by meta refresh")
        return following


def refresh_target(body: bytes) -> str | None:
    """Find where *body*, as served, sends its reader on to: None when it is a page of its own."""
    if len(body) > SIGNPOST_BYTES:
        return None
    lowered = body.lower()
    if b"http-equiv" not in lowered or b"refresh" not in lowered:
        return None
    shown = _without_hidden(body, lowered)
    if len(_TAG.sub(b" ", shown).split()) > SIGNPOST_WORDS:
        return None
    return next(filter(None, map(_target, _META.findall(shown))), None)


def _target(tag: bytes) -> str | None:
    content = _CONTENT.search(tag) if _IS_REFRESH.search(tag) else None
    if content is None:
        return None
    value = next(group for group in content.groups() if group is not None)
    found = _TARGET.match(unescape(value.decode("utf-8", "replace")))
    return found[2].strip() if found and int(found[1]) <= MAX_DELAY_SECONDS else None


def _without_hidden(body: bytes, lowered: bytes) -> bytes:
    """Cut out comments and the elements whose content is not shown; an unclosed one hides the rest."""
    shown, at = [], 0
    while opening := _HIDDEN.search(lowered, at):
        shown.append(body[at : opening.start()])
        closing = b"-->" if opening[1] is None else b"</" + opening[1] + b">"
        end = lowered.find(closing, opening.end())
        if end < 0:
            return b" ".join(shown)
        at = end + len(closing)
    return b" ".join((*shown, body[at:]))
