"""One page in one browser: ``python -m crawler.browser_page``, a process of its own that ends with its page.

It reads an order (one line of JSON) from its standard input and writes an answer (one line of JSON, then the bytes of
the page) to its standard output. Its input stays open as long as the crawl lives: at its end everything here ends.
"""

import asyncio
import json
import os
import re
import resource
import shutil
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from playwright.async_api import (
    BrowserContext,
    Error,
    Frame,
    Page,
    Request,
    Response,
    Route,
    async_playwright,
)

from crawler.process_tree import adopt_orphans, end_descendants

# Beside those that Playwright sets itself (no background networking, no component updates, no sync, no first run).
FLAGS = (
    "--disable-domain-reliability",
    "--disable-quic",
    "--dns-prefetch-disable",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    # No name is resolved and no address reached but that of the proxy, which is on 127.0.0.1.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
    "--js-flags=--max-old-space-size=256",
    "--no-pings",
    "--renderer-process-limit=2",
)
BLOCKED = frozenset({"image", "media", "font", "texttrack", "manifest", "ping", "cspreport"})
MAX_REQUESTS = 300  # a policy page asks for some tens of files
MAX_RELOADS = 3  # some pages set a cookie and open themselves again
MAX_FILE_BYTES = 256_000_000
NO_SANDBOX = (
    "no sandbox, for this user may make no user namespaces, and not opened without one; "
    "see docs/operations.md (pages made by scripts), or set render: http"
)

# Settling, in seconds. A page is read when its text stands still: soon where nothing is asked for any more, later where
# a request stays open (a feed, a counter), and latest where there is hardly any text yet.
POLL, QUIET, STEADY, PATIENCE, LONGEST = 0.25, 1.0, 4.0, 5.0, 15.0
FEW_CHARACTERS = 1_000
GROWING = 1.02  # within the last seconds of the longest wait

_LENGTH = "() => document.body ? document.body.innerText.length : 0"
_SIZE = "() => document.documentElement ? document.documentElement.outerHTML.length : 0"
# What components show of their own is no part of the serialised page: put it where a reader sees it.
_FLATTEN = """() => {
  const flatten = (root) => {
    for (const host of root.querySelectorAll('*')) {
      const shadow = host.shadowRoot;
      if (!shadow) continue;
      flatten(shadow);
      for (const slot of shadow.querySelectorAll('slot')) {
        const shown = slot.assignedNodes();
        if (shown.length) slot.replaceWith(...shown);
      }
      host.replaceChildren(...[...shadow.childNodes].filter((node) => node.nodeName !== 'STYLE'));
    }
  };
  flatten(document);
}"""
_NET_ERROR = re.compile(r"net::(ERR_\w+)")
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Told:
    """An answer: *said* is its line of JSON."""

    said: dict[str, Any]
    body: bytes = b""


@dataclass
class _Visit:
    """What is known of the page while it loads."""

    url: str
    moved: asyncio.Future[Told]
    document: Response | None = None
    requests: int = 0
    navigations: int = 0
    open: set[Request] = field(default_factory=set)

    def move(self, status: int, location: str) -> None:
        if not self.moved.done():
            self.moved.set_result(Told({"kind": "moved", "status": status, "location": location}))

    def fail(self, reason: str, detail: str) -> None:
        if not self.moved.done():
            self.moved.set_result(failed(reason, detail))


def failed(reason: str, detail: str) -> Told:
    """Say that there is no page, by a reason of the vocabulary and one line for a person."""
    return Told({"kind": "failed", "reason": reason, "detail": f"browser: {detail}"})


async def render(order: dict[str, Any]) -> Told:
    """Open the page, wait until it stands still, and take it as it stands. The browser is left to `_end`."""
    playwright = await async_playwright().start()
    try:
        browser = await playwright.chromium.launch(
            executable_path=order["executable"],
            chromium_sandbox=order["sandbox"],
            args=list(FLAGS),
            proxy=order["proxy"],
            handle_sigint=False,
            handle_sigterm=False,
            handle_sighup=False,
        )
        context = await browser.new_context(
            user_agent=order["user_agent"],
            locale=order["locale"],
            accept_downloads=False,
            service_workers="block",
        )
        if order["cookies"]:
            await context.add_cookies(order["cookies"])
    except Error as error:
        return _not_started(error)
    try:
        async with asyncio.timeout(order["timeout"]):
            return await _visited(context, order)
    except TimeoutError:
        return failed("timeout", "the scripts of the page did not come to rest within fetch.timeout")
    except Error as error:  # the page or the browser crashed in the middle
        return failed("browser", f"the page ended it ({_first_line(error)})")


def _not_started(error: Error) -> Told:
    # Named where Chromium makes its sandbox, and gives up rather than go on without.
    if "zygote_host" in str(error):
        return failed("browser", NO_SANDBOX)
    return failed("browser", f"it does not start ({_first_line(error)})")


async def _visited(context: BrowserContext, order: dict[str, Any]) -> Told:
    page = await context.new_page()
    # Whoever stops at answers, as we do for redirects, is given the demand for a password of the proxy as an answer.
    # (Chromium 150.) So the browser learns it before.
    await page.goto(order["greeting"])
    visit = _Visit(order["url"], asyncio.get_running_loop().create_future())
    await _watch(context, page, visit, order["headers"])
    reading = asyncio.ensure_future(_read(page, visit, order))
    await asyncio.wait({reading, visit.moved}, return_when=asyncio.FIRST_COMPLETED)
    return visit.moved.result() if visit.moved.done() else reading.result()


async def _watch(context: BrowserContext, page: Page, visit: _Visit, own: dict[str, str]) -> None:
    async def admit(route: Route) -> None:
        request = route.request
        with suppress(Error):  # the page may be gone meanwhile
            if not _may_ask(request, page.main_frame, visit):
                await route.abort()
            elif own and _navigates(request, page.main_frame):  # whose redirects are not followed here
                await route.continue_(headers={**request.headers, **own})
            else:
                await route.continue_()

    def answered(response: Response) -> None:
        if _navigates(response.request, page.main_frame):
            visit.document = response

    async def close(other: Page) -> None:
        with suppress(Error):
            if other is not page:
                await other.close()

    await context.route("**/*", admit)
    context.on("page", close)
    page.on("response", answered)
    page.on("request", lambda request: visit.open.add(request))
    page.on("requestfinished", lambda request: visit.open.discard(request))
    page.on("requestfailed", lambda request: visit.open.discard(request))
    page.on("crash", lambda _: visit.fail("browser", "the page crashed, or took too much memory"))
    await _stop_at_redirects(context, page, visit)


async def _stop_at_redirects(context: BrowserContext, page: Page, visit: _Visit) -> None:
    """Follow no redirect of the page: where it leads is asked like any page, in turn and by its robots.txt."""
    session = await context.new_cdp_session(page)
    main = (await session.send("Page.getFrameTree"))["frameTree"]["frame"]["id"]

    async def paused(event: dict[str, Any]) -> None:
        headers = {entry["name"].lower(): entry["value"] for entry in event.get("responseHeaders", ())}
        status, location = event.get("responseStatusCode"), headers.get("location", "")
        with suppress(Error):
            if event["frameId"] == main and status in _REDIRECTS and location:
                visit.move(status, location)
                await session.send(
                    "Fetch.failRequest", {"requestId": event["requestId"], "errorReason": "Aborted"}
                )
            else:
                await session.send("Fetch.continueRequest", {"requestId": event["requestId"]})

    session.on("Fetch.requestPaused", lambda event: asyncio.ensure_future(paused(event)))
    pattern = {"urlPattern": "*", "resourceType": "Document", "requestStage": "Response"}
    await session.send("Fetch.enable", {"patterns": [pattern]})


def _navigates(request: Request, main: Frame) -> bool:
    with suppress(Error):  # a window that the page opened has no frame yet
        return request.is_navigation_request() and request.frame is main
    return False


def _may_ask(request: Request, main: Frame, visit: _Visit) -> bool:
    visit.requests += 1
    if visit.requests > MAX_REQUESTS or request.resource_type in BLOCKED:
        return False
    if not request.is_navigation_request():
        return True
    if not _navigates(request, main):
        return _is_framed(request)
    visit.navigations += 1
    is_same = request.url.partition("#")[0] == visit.url.partition("#")[0]
    if visit.navigations == 1 or (is_same and visit.navigations <= MAX_RELOADS):
        return True
    visit.move(200 if visit.document is None else visit.document.status, request.url)
    return False


def _is_framed(request: Request) -> bool:
    with suppress(Error):
        return request.frame.parent_frame is not None
    return False


async def _read(page: Page, visit: _Visit, order: dict[str, Any]) -> Told:
    try:
        await page.goto(order["url"], wait_until="domcontentloaded", timeout=order["timeout"] * 1000)
    except Error as error:
        return await _not_opened(error, visit)
    if visit.document is None:
        return failed("protocol", "the page has no answer of its own")
    if visit.document.ok and not await _settled(page, visit):
        return failed("timeout", f"the page was still growing after {LONGEST:.0f} s")
    if await page.evaluate(_SIZE) > order["max_bytes"]:
        return failed("too_large", "the page is larger than fetch.max_bytes")
    await page.evaluate(_FLATTEN)
    body = (await page.content()).encode("utf-8", "replace")
    said = {
        "kind": "page",
        "url": page.url,
        "status": visit.document.status,
        "headers": [[one["name"].lower(), one["value"]] for one in await visit.document.headers_array()],
    }
    return Told(said, body)


async def _not_opened(error: Error, visit: _Visit) -> Told:
    await asyncio.sleep(POLL)  # a redirect that was stopped is told by itself
    if visit.moved.done():
        return visit.moved.result()
    text = str(error)
    found = _NET_ERROR.search(text)
    code = found[1] if found else ""
    if code.startswith(("ERR_CERT", "ERR_SSL", "ERR_BAD_SSL")):
        return failed("tls", f"the connection could not be secured ({code})")
    if "Download" in text or code == "ERR_ABORTED":
        return failed("protocol", "the address is a file to download, not a page; use render: http")
    if "Timeout" in text:
        return failed("timeout", "the page did not load within fetch.timeout")
    return failed("connect", f"the page does not load ({code or _first_line(error)})")


async def _settled(page: Page, visit: _Visit) -> bool:
    """Wait until the text of the page stands still; false where it grows and grows."""
    begun = changed = monotonic()
    lengths: list[int] = []
    while (now := monotonic()) - begun < LONGEST:
        lengths.append(await page.evaluate(_LENGTH))
        if len(lengths) > 1 and lengths[-1] != lengths[-2]:
            changed = now
        wait = QUIET if not visit.open else STEADY
        if lengths[-1] < FEW_CHARACTERS:
            wait = max(wait, PATIENCE)
        if now - changed >= wait:
            return True
        await asyncio.sleep(POLL)
    recent = lengths[-int(STEADY / POLL) :]
    return recent[-1] <= recent[0] * GROWING


def _first_line(error: Exception) -> str:
    text = str(error).strip() or type(error).__name__
    return text.splitlines()[0][:200]


def _end_with_the_crawl(home: str) -> None:
    """End everything when the crawl closes our input: it is done with us, or it died."""
    while os.read(0, 4096):
        pass
    _end(home)


def _end(home: str) -> None:
    end_descendants(os.getpid())
    with suppress(ChildProcessError):
        while os.waitpid(-1, 0)[0]:
            pass
    shutil.rmtree(home, ignore_errors=True)
    os._exit(0)


def main() -> None:
    """Answer one order, and end with every process that was started for it."""
    adopt_orphans()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MAX_FILE_BYTES, MAX_FILE_BYTES))
    order: dict[str, Any] = json.loads(sys.stdin.buffer.readline())
    threading.Thread(target=_end_with_the_crawl, args=(order["home"],), daemon=True).start()
    try:
        # Not `asyncio.run`, which would wait for what is still under way in a page that is over.
        told = asyncio.new_event_loop().run_until_complete(render(order))
        sys.stdout.buffer.write(json.dumps(told.said).encode() + b"\n" + told.body)
        sys.stdout.buffer.flush()
        os.close(1)
    finally:
        _end(order["home"])


if __name__ == "__main__":
    main()
