"""Requests as this room makes them, and what they carry in their meta."""

from typing import Any

from scrapy.http import Request

from crawler.urls import check_url
from monitor.domain.fetching import Hop

# Keys of Request.meta.
JOB = "job"  # FetchJob; absent on requests for robots.txt
HOPS = "hops"  # tuple of Hop
ATTEMPT = "attempt"  # attempts made before this one
SPENT = "spent"  # seconds that this attempt took so far, redirects included
REFRESHES = "refreshes"  # meta refreshes followed so far
IS_ROBOTS = "is_robots"
IN_BROWSER = "in_browser"  # opened in a browser
SENT_ON = "sent_on"  # where a script of the page went
LATENCY = "download_latency"  # Scrapy's: seconds until the head of the answer; set once one came

MAX_ATTEMPTS = 3


def follow(request: Request, location: str, status: int, **meta: Any) -> Request:
    """Make the request for where *request* was sent on to, and record the hop.

    A fragment of the request is inherited when the new address has none (RFC 9110, 10.2.2).

    Raises:
        SchemeRefused, AddressRefused: the address cannot be fetched.
    """
    target = check_url(location, base=request.url)
    _, _, fragment = request.url.partition("#")
    url = target.url if not fragment or "#" in target.url else f"{target.url}#{fragment}"
    hops = (*request.meta.get(HOPS, ()), Hop(status, url))
    return request.replace(
        url=url, meta={**request.meta, **meta, HOPS: hops, "download_slot": target.place}, dont_filter=True
    )


def visited(request: Request) -> set[str]:
    """Collect the addresses asked so far on the way to *request*, without fragments."""
    job = request.meta.get(JOB)
    first = [job.url] if job is not None else []
    return {
        url.partition("#")[0]
        for url in (*first, *(hop.url for hop in request.meta.get(HOPS, ())), request.url)
    }
