"""The demo site: a loopback server for each invented vendor, with pages that differ on every request.

Tests use it too. What is published, and what changes, is data in `monitor.demo.stories`.
"""

import re
import secrets
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import resources
from threading import Thread
from types import TracebackType
from typing import Self

from jinja2 import Environment, PackageLoader, StrictUndefined

from monitor.demo.stories import POLICIES, DemoPolicy, DemoVendor

LOOPBACK = "127.0.0.1"

_ROBOTS = "User-agent: *\nDisallow: /account/\n"


@dataclass(frozen=True, slots=True)
class _Page:
    """A policy page in its present state: a layout, and the policy as HTML inside it."""

    layout: str
    title: str
    policy: str


class DemoSite:
    """Serves `policies`, each vendor on a port of its own, from entering the context to leaving it.

    Every answer carries fresh tokens, asset names, counters and promotions, in the markup and in plain sight.
    """

    def __init__(self, policies: Sequence[DemoPolicy] = POLICIES) -> None:
        self.policies = tuple(policies)
        self.requests: Counter[str] = Counter()  # looks at each policy, by document key
        self._templates = _environment()
        self._pages = {policy.key: _first_state(policy) for policy in self.policies}
        vendors = dict.fromkeys(policy.vendor for policy in self.policies)
        self._servers = {vendor: _VendorServer(self, vendor) for vendor in vendors}

    def __enter__(self) -> Self:
        for server in self._servers.values():
            Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for server in self._servers.values():
            server.shutdown()
            server.server_close()

    @property
    def addresses(self) -> tuple[str, ...]:
        """Each vendor's "127.0.0.1:port", as the address guard's exceptions are written."""
        return tuple(server.address for server in self._servers.values())

    def origin(self, vendor: DemoVendor) -> str:
        """Give the scheme, host and port of *vendor*."""
        return f"http://{self._servers[vendor].address}"

    def url(self, policy: DemoPolicy) -> str:
        """Give the address at which *policy* is published, in every state."""
        return f"{self.origin(policy.vendor)}{policy.path}"

    def move_on(self) -> None:
        """Let every story happen: each page is in its second state from the next request on."""
        self._pages = {policy.key: _second_state(policy) for policy in self.policies}

    def render(self, policy: DemoPolicy) -> str:
        """Write *policy*'s page as it is served now, with tokens that no other answer has."""
        page = self._pages[policy.key]
        return self._templates.get_template(page.layout).render(title=page.title, policy=page.policy)


class _VendorServer(ThreadingHTTPServer):
    """One vendor's host: a policy at each of its paths, robots.txt, and 404 for the rest."""

    daemon_threads = True

    def __init__(self, site: DemoSite, vendor: DemoVendor) -> None:
        super().__init__((LOOPBACK, 0), _Handler)
        self.site = site
        self.paths = {policy.path: policy for policy in site.policies if policy.vendor == vendor}

    @property
    def address(self) -> str:
        return f"{LOOPBACK}:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _VendorServer

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        policy = self.server.paths.get(path)
        if path == "/robots.txt":
            self._answer(200, "text/plain", _ROBOTS)
        elif policy is None:
            self._answer(404, "text/html", "<h1>Not found</h1>")
        else:
            self.server.site.requests[policy.key] += 1
            self._answer(200, "text/html", self.server.site.render(policy))

    def _answer(self, status: int, content_type: str, text: str) -> None:
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", f"{content_type}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Set-Cookie", f"session={secrets.token_hex(16)}; Path=/; HttpOnly")
        self.send_header("X-Request-Id", secrets.token_hex(8))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the base class named it
        """Stay silent: the terminal belongs to the demo."""


def policy_html(policy: DemoPolicy) -> str:
    """Read the fragment of *policy* in its first state."""
    return _read(policy.fragment)


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("monitor.demo", "pages"), autoescape=True, undefined=StrictUndefined
    )
    environment.globals.update(token=_token, number=_number, pick=_pick)
    return environment


def _token(length: int = 24) -> str:
    return secrets.token_hex(length)[:length]


def _number(low: int, high: int) -> int:
    return low + secrets.randbelow(high - low)


def _pick(*choices: str) -> str:
    return secrets.choice(choices)


def _first_state(policy: DemoPolicy) -> _Page:
    html = policy_html(policy)
    return _Page(policy.layout, _title(html), html)


def _second_state(policy: DemoPolicy) -> _Page:
    page, story = _first_state(policy), policy.story
    for edit in story.edits:
        if page.policy.count(edit.before) != 1:
            raise ValueError(f"{policy.key}: {edit.before!r} must occur exactly once")
        page = replace(page, policy=page.policy.replace(edit.before, edit.after))
    if story.fragment is not None:
        html = _read(story.fragment)
        page = replace(page, policy=html, title=_title(html))
    if story.layout is not None:
        page = replace(page, layout=story.layout, policy=_redesigned(page.policy))
    return page


def _redesigned(html: str) -> str:
    """Write the same words in other markup: wrapped sections, classes everywhere, headings with anchors."""
    blocks = re.split(r"(?=<h2>)", html)
    sections = [
        f'<section class="c-section" id="s{number}"><div class="c-section__body">{block}</div></section>'
        for number, block in enumerate(blocks)
    ]
    html = "\n".join(sections)
    html = html.replace("<p>", '<p class="t-body t-body--m"><span>').replace("</p>", "</span></p>")
    html = html.replace("<li>", '<li class="t-item"><div>').replace("</li>", "</div></li>")
    return html.replace("<h2>", '<h2 class="t-title">').replace("<h1>", '<h1 class="t-display">')


def _title(html: str) -> str:
    found = re.search(r"<h1>(.*?)</h1>", html)
    if found is None:
        raise ValueError("a page of the demo has no h1")
    return found[1]


def _read(name: str) -> str:
    return (resources.files("monitor.demo") / "pages" / name).read_text(encoding="utf-8")
