"""What a document's own requests say beside what all say: looked up at the last moment, and for its own host only."""

from collections.abc import Mapping
from dataclasses import replace

from scrapy.http import Request

from crawler.errors import NotConfigured
from crawler.requests import JOB
from crawler.urls import check_url
from monitor.domain.errors import ConfigurationError
from monitor.domain.fetching import FetchedPage, FetchJob
from monitor.domain.sending import Values, is_own_host, look_up


def values_of(job: FetchJob, environ: Mapping[str, str]) -> Values:
    """Look up what the requests of *job* say of their own.

    Raises:
        NotConfigured: a variable is not set; says which, and where it is asked for.
    """
    try:
        return look_up(job.sending, environ)
    except ConfigurationError as error:
        raise NotConfigured("; ".join(str(error).splitlines())) from error


def values_for(request: Request, environ: Mapping[str, str]) -> Values:
    """Look up what *request* says of its own: nothing for robots.txt, and nothing for any other host than its source's.

    Raises:
        NotConfigured: as `values_of`.
    """
    job: FetchJob | None = request.meta.get(JOB)
    if job is None or not is_own_host(check_url(job.url).url, request.url):
        return Values()
    return values_of(job, environ)


def with_values(request: Request, values: Values) -> Request:
    """Make the request that is sent. It is a copy: what follows, or logs, *request* never meets the values."""
    if not values.headers and not values.cookies:
        return request
    sent = request.replace()
    for name, value in values.headers:
        sent.headers[name] = value
    if values.cookies:
        sent.headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in values.cookies)
    return sent


def without_values(page: FetchedPage, values: Values) -> FetchedPage:
    """Take the values out of the headers of an answer, as of a cookie that is set again.

    Raises:
        NotConfigured: the page, or an address on the way to it, says one again; it would be kept for good.
    """
    addresses = (page.final_url, *(hop.url for hop in page.hops))
    if (sent := values.repeated_in(page.body, *addresses)) is not None:
        raise NotConfigured(f"{sent.place}: the answer repeats the value of {sent.name!r}, so it is not kept")
    if not values.secrets:
        return page
    headers = tuple((name, values.without_secrets(value)) for name, value in page.headers)
    return replace(page, headers=headers)
