"""Pages that scripts make: one browser for one page, in processes of its own, behind the guard, and gone afterwards."""

import asyncio
import json
import os
import shutil
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from crawler.browser_proxy import GREETING, FilteringProxy
from crawler.errors import (
    AnswerBroken,
    AnswerTooLarge,
    AttemptTimedOut,
    BrowserFailed,
    FetchError,
    NotConnected,
    TlsFailed,
)
from crawler.guard import AddressGuard
from crawler.process_tree import descendants, end_descendants, memory_of
from crawler.urls import CheckedUrl
from monitor.domain.sending import Values
from monitor.domain.watchlist import FetchSettings

# Debian's names, and what Chromium is called elsewhere.
EXECUTABLES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
INSTALL = (
    "install it with: pip install 'playwright>=1.55' and apt-get install chromium-headless-shell "
    "(or chromium); or set render: http"
)

# A browser with one page takes some 300 MB; so much for all its processes together, and then it is ended.
MEMORY_LIMIT_BYTES = 1024 * 1024 * 1024
WATCH_SECONDS = 0.25
START_SECONDS = 15.0  # for a browser to start on a busy machine, added to the time of an attempt
END_SECONDS = 5.0  # for its processes to clean up
AT_ONCE = max(1, min(4, (os.cpu_count() or 2) // 2))

# Headers that speak of the bytes as sent, which are no longer those that are kept.
_ABOUT_THE_BYTES = frozenset({"content-encoding", "content-length", "content-type", "transfer-encoding"})

_ERRORS: dict[str, type[FetchError]] = {
    error.reason: error
    for error in (AnswerBroken, AnswerTooLarge, AttemptTimedOut, BrowserFailed, NotConnected, TlsFailed)
}


@dataclass(frozen=True, slots=True)
class Rendered:
    """The page as its scripts made it, with the answer that it began with."""

    url: str
    status: int
    headers: tuple[tuple[str, str], ...]  # names in lower case; `content-type` is that of *body*
    body: bytes  # HTML in UTF-8


@dataclass(frozen=True, slots=True)
class Moved:
    """The page sends its visitor elsewhere, by a redirect (3xx) or by a script; nothing was asked there."""

    status: int
    location: str


def find_browser() -> str | None:
    """Find the program on the path."""
    return next(filter(None, map(shutil.which, EXECUTABLES)), None)


def what_is_missing(settings: FetchSettings) -> str | None:
    """Say in one line what keeps pages from being opened in a browser here, and what to do; None where nothing does."""
    if find_spec("playwright") is None or find_browser() is None:
        lacking = "no browser" if find_spec("playwright") else "no support for browsers"
        return f"browser: {lacking} is installed; {INSTALL}"
    if os.geteuid() == 0 and settings.browser_sandbox:
        return (
            "browser: not opened by root, for whom it has no sandbox; run as another user, "
            "or set fetch.browser_sandbox: false where this machine is given to nothing else"
        )
    return None


class Browser:
    """Opens pages for one crawl, a few at a time."""

    def __init__(self, settings: FetchSettings, guard: AddressGuard) -> None:
        self._settings = settings
        self._guard = guard
        self._places = asyncio.Semaphore(AT_ONCE)

    @asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        """Wait until another browser may run; a page waits here before it takes its host's turn."""
        async with self._places:
            yield

    async def open(
        self,
        checked: CheckedUrl,
        user_agent: str,
        language: str | None,
        seconds: float,
        values: Values = Values(),  # noqa: B008 - frozen
    ) -> Rendered | Moved:
        """Open a page within *seconds*, from its request to its standing still.

        The headers in *values* go with the request for the page itself and with no other of its requests: the browser
        would carry them on to wherever a part of the page is redirected. Cookies go to the host of the page.

        Raises:
            FetchError: there is no page; says why. `BrowserFailed` where the browser is missing or was ended.
        """
        if (missing := what_is_missing(self._settings)) is not None:
            raise BrowserFailed(missing)
        proxy = FilteringProxy(self._guard, self._settings.max_bytes, self._settings.proxy)
        port = await proxy.start()
        try:
            with _home() as home:
                await self._trust(home)
                order = {
                    "url": checked.url,
                    "executable": find_browser(),
                    "sandbox": self._settings.browser_sandbox,
                    "user_agent": user_agent,
                    "headers": {name.lower(): value for name, value in values.headers},
                    "cookies": _cookies(checked, values),
                    "locale": language,
                    "timeout": seconds,
                    "max_bytes": self._settings.max_bytes,
                    "home": home,
                    "greeting": GREETING,
                    "proxy": {
                        "server": f"http://127.0.0.1:{port}",
                        "username": proxy.user,
                        "password": proxy.password,
                    },
                }
                said, body = await self._answered(order, home, seconds)
        finally:
            await proxy.close()
        if (refusal := proxy.refusals.get(checked.place)) is not None:
            raise refusal
        if proxy.is_spent:
            raise AnswerTooLarge("browser: the page and its parts are larger than fetch.max_bytes")
        return _understood(said, body)

    async def _answered(
        self, order: dict[str, Any], home: str, seconds: float
    ) -> tuple[dict[str, Any], bytes]:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "crawler.browser_page"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env=_environment(home),
            cwd=home,
            limit=1_000_000,
            start_new_session=True,  # Ctrl-C reaches the whole group; the crawl decides what happens
        )
        watch = asyncio.ensure_future(_overrun(process.pid))
        talk = asyncio.ensure_future(self._talk(process, order))
        try:
            async with asyncio.timeout(seconds + START_SECONDS):
                await asyncio.wait({talk, watch}, return_when=asyncio.FIRST_COMPLETED)
            if not talk.done():
                raise BrowserFailed(
                    f"browser: the page took more than {MEMORY_LIMIT_BYTES // 1024**2} MB of memory"
                )
            return talk.result()
        except TimeoutError as error:
            raise AttemptTimedOut("browser: the page kept it busy beyond fetch.timeout") from error
        finally:
            for task in (talk, watch):
                task.cancel()
            await asyncio.shield(_ended(process))
            await asyncio.gather(talk, watch, return_exceptions=True)

    async def _talk(
        self, process: asyncio.subprocess.Process, order: dict[str, Any]
    ) -> tuple[dict[str, Any], bytes]:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(json.dumps(order).encode() + b"\n")
            await process.stdin.drain()
            said = json.loads(await process.stdout.readline())
        except (OSError, ValueError) as error:
            raise BrowserFailed("browser: it ended without an answer") from error
        body = bytearray()
        while data := await process.stdout.read(65_536):
            body += data
            if len(body) > self._settings.max_bytes:
                raise AnswerTooLarge("browser: the page is larger than fetch.max_bytes")
        return said, bytes(body)

    async def _trust(self, home: str) -> None:
        """Give the browser the authorities of `fetch.ca_file`, in the store where Chromium looks for a user's own."""
        if self._settings.ca_file is None:
            return
        store = Path(home, ".pki", "nssdb")
        store.mkdir(parents=True)
        process = await asyncio.create_subprocess_exec(
            *(
                sys.executable,
                "-m",
                "crawler.browser_trust",
                str(store),
                str(Path(self._settings.ca_file).resolve()),
            ),
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
            env=_environment(home),
            cwd=home,
        )
        _, said = await process.communicate()
        if process.returncode != 0:
            why = said.decode("utf-8", "replace").strip().splitlines() or ["it ended early"]
            raise BrowserFailed(f"browser: fetch.ca_file cannot be handed on to it ({why[-1][:200]})")


def _cookies(checked: CheckedUrl, values: Values) -> list[dict[str, object]]:
    """Write cookies as the browser takes them: for this host and no other, and never from https to http."""
    return [
        {
            "name": name,
            "value": value,
            "domain": checked.host,
            "path": "/",
            "secure": checked.scheme == "https",
            "httpOnly": True,  # for the server; what scripts of a stranger can read, they can pass on
        }
        for name, value in values.cookies
    ]


def _understood(said: dict[str, Any], body: bytes) -> Rendered | Moved:
    if said["kind"] == "moved":
        return Moved(said["status"], said["location"])
    if said["kind"] == "failed":
        raise _ERRORS[said["reason"]](said["detail"])
    kept = tuple((name, value) for name, value in said["headers"] if name not in _ABOUT_THE_BYTES)
    headers = (*kept, ("content-type", "text/html; charset=utf-8"))
    return Rendered(said["url"], said["status"], headers, body)


async def _overrun(pid: int) -> None:
    """Return when the processes below *pid* take too much memory."""
    while await asyncio.to_thread(lambda: memory_of(descendants(pid))) <= MEMORY_LIMIT_BYTES:
        await asyncio.sleep(WATCH_SECONDS)


async def _ended(process: asyncio.subprocess.Process) -> None:
    """End the process with all below it. It does so itself when its input closes; who hangs is killed."""
    assert process.stdin is not None
    process.stdin.close()
    if process.returncode is None:
        await asyncio.to_thread(end_descendants, process.pid)
    with suppress(TimeoutError):
        async with asyncio.timeout(END_SECONDS):
            await process.wait()
            return
    with suppress(ProcessLookupError):
        process.kill()
    await process.wait()


def _environment(home: str) -> dict[str, str]:
    """Give the browser no variable that it does not need: ours may hold secrets."""
    root = str(Path(__file__).parents[1])
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "LANG": "C.UTF-8",
        "HOME": home,
        "TMPDIR": home,
        "PYTHONPATH": root,
    }


@contextmanager
def _home() -> Iterator[str]:
    with TemporaryDirectory(prefix="clausewatch-browser-", ignore_cleanup_errors=True) as home:
        yield home
