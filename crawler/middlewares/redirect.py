"""Follow redirects, record each hop, stop at circles."""

from typing import Self

from scrapy.crawler import Crawler
from scrapy.http import Request, Response

from crawler.errors import RedirectsExceeded
from crawler.requests import HOPS, IS_ROBOTS, follow, visited

FOLLOWED = frozenset({301, 302, 303, 307, 308})
ROBOTS_MAX_HOPS = 5  # RFC 9309, 2.3.1.2


class RedirectMiddleware:
    """Turn a redirect into the next request. Its address is checked like any; robots.txt of its host is asked, too."""

    def __init__(self, max_hops: int) -> None:
        self._max_hops = max_hops

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Read the limit from REDIRECT_MAX_TIMES."""
        return cls(crawler.settings.getint("REDIRECT_MAX_TIMES"))

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """Follow, or let an answer without an address pass as a page.

        Raises:
            RedirectsExceeded: one hop too many, or back to an address on the way here.
            SchemeRefused, AddressRefused: the redirect leads where nothing is fetched.
        """
        location = (response.headers.get("Location") or b"").decode("utf-8", "replace").strip()
        if response.status not in FOLLOWED or not location:
            return response
        limit = ROBOTS_MAX_HOPS if request.meta.get(IS_ROBOTS) else self._max_hops
        if len(request.meta.get(HOPS, ())) >= limit:
            raise RedirectsExceeded(f"redirects: more than {limit}")
        following = follow(request, location, response.status)
        if following.url.partition("#")[0] in visited(request):
            raise RedirectsExceeded("redirects: in a circle")
        return following
