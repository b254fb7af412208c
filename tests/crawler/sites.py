"""Real servers on the loopback that misbehave on purpose, and a crawl in a process of its own."""

import asyncio
import pickle
import ssl
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from monitor.domain.fetching import Answer, FetchedPage, FetchFailed, FetchJob
from monitor.domain.watchlist import FetchSettings

ROOT = Path(__file__).parents[2]


@dataclass
class Asked:
    path: str
    headers: dict[str, str]
    at: float


Reply = bytes | Callable[[Asked, asyncio.StreamWriter], Awaitable[None]]


def answer(body: bytes = b"", status: str = "200 OK", **headers: str) -> bytes:
    """A whole answer; header names are written with underscores."""
    fields = {"Content_Type": "text/html", "Content_Length": str(len(body)), **headers}
    lines = [
        f"HTTP/1.1 {status}",
        *(f"{name.replace('_', '-')}: {value}" for name, value in fields.items() if value),
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def policy(words: int = 150) -> bytes:
    return (
        b"<html><title>Privacy</title><body><p>"
        + b"We keep your data. " * (words // 4)
        + b"</p></body></html>"
    )


@dataclass
class Site:
    """One server on one port: a host of its own for the crawler."""

    routes: dict[str, Reply] = field(default_factory=dict)
    host: str = "127.0.0.1"
    tls: ssl.SSLContext | None = None
    port: int = 0
    asked: list[Asked] = field(default_factory=list)
    connections: int = 0
    at_once: int = 0
    most_at_once: int = 0
    crowd: list[int] | None = (
        None  # requests under way at all sites that share this list, and the most there were
    )
    seconds: float = 0.0  # before each answer
    greeting: bytes = b""  # sent before anything was asked

    @property
    def url(self) -> str:
        return f"{'https' if self.tls else 'http'}://{self.host}:{self.port}"

    @property
    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]

    def pages(self) -> list[Asked]:
        return [asked for asked in self.asked if asked.path != "/robots.txt"]

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        writer.write(self.greeting)
        with suppress(ConnectionError, asyncio.IncompleteReadError, ssl.SSLError, asyncio.CancelledError):
            while await self._answer_one(reader, writer):
                pass
        writer.close()

    async def _answer_one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = {
            name.lower(): value.strip()
            for name, _, value in (line.partition(":") for line in head[1:] if line)
        }
        asked = Asked(head[0].split()[1], headers, time.monotonic())
        self.asked.append(asked)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        crowd = self.crowd if self.crowd is not None else [0, 0]
        crowd[0] += 1
        crowd[1] = max(crowd)
        try:
            await asyncio.sleep(self.seconds)
            reply = self.routes.get(asked.path, answer(b"not here", "404 Not Found"))
            if callable(reply):
                await reply(asked, writer)
                return False
            writer.write(reply)
            await writer.drain()
            return True
        finally:
            self.at_once -= 1
            crowd[0] -= 1


class Sites:
    """Servers in one thread of this process."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self._thread.start()
        self._servers: list[asyncio.Server] = []

    def add(self, routes: dict[str, Reply] | None = None, **options: object) -> Site:
        site = Site(routes or {}, **options)  # type: ignore[arg-type]
        server = self._run(asyncio.start_server(site.handle, site.host, 0, ssl=site.tls))
        site.port = server.sockets[0].getsockname()[1]
        self._servers.append(server)
        return site

    def close(self) -> None:
        for server in self._servers:
            self.loop.call_soon_threadsafe(server.close)
        self._run(self._cancel_all())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join(5)
        self.loop.close()

    async def _cancel_all(self) -> None:
        tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _run(self, coroutine):  # type: ignore[no-untyped-def]
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result(10)


@contextmanager
def running_sites() -> Iterator[Sites]:
    sites = Sites()
    try:
        yield sites
    finally:
        sites.close()


@dataclass
class Plan:
    """What a child process is to crawl; sent to it by pickle."""

    jobs: Sequence[FetchJob]
    settings: FetchSettings
    late: Sequence[tuple[float, FetchJob]] = ()  # seconds to wait before, one after another
    deliver_seconds: float = 0.0
    deliver_fails_at: int | None = None  # job id
    jobs_fail: bool = False
    serial: bool = False  # one delivery at a time
    is_blind: bool = (
        False  # nothing is judged before a request is sent: what is left is the fence at the connection
    )
    browser_memory: int = 600_000_000  # bytes that a page in a browser may take
    retry_waits: tuple[float, float] = (
        0.2,
        0.4,
    )  # shorter than in life, for the patience of who runs the tests


@dataclass
class Outcome:
    answers: list[Answer]
    raised: str | None  # type and text of what crawl() raised
    pulled: int
    most_ahead: int  # jobs pulled and not yet delivered, at most
    seconds: float
    cpu_seconds: float
    peak_kib: int
    longest_block: float  # seconds the event loop did not turn
    stdout: str = ""
    stderr: str = ""

    def of(self, job_id: int) -> Answer:
        [found] = [answer for answer in self.answers if answer.job_id == job_id]
        return found

    def page(self, job_id: int) -> FetchedPage:
        found = self.of(job_id)
        assert isinstance(found, FetchedPage), found
        return found

    def failure(self, job_id: int) -> FetchFailed:
        found = self.of(job_id)
        assert isinstance(found, FetchFailed), found
        return found


@contextmanager
def started(plan: Plan) -> Iterator[tuple[subprocess.Popen[str], Path]]:
    """Start the crawl in a child process; yields it and where its outcome will be."""
    with tempfile.TemporaryDirectory() as folder:
        given, result = Path(folder, "plan"), Path(folder, "outcome")
        given.write_bytes(pickle.dumps(plan))
        command = [sys.executable, "-W", "error", "-m", "tests.crawler.child", str(given), str(result)]
        with subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as process:
            try:
                yield process, result
            finally:
                if process.poll() is None:
                    process.kill()


def finish(process: "subprocess.Popen[str]", result: Path, seconds: float = 60) -> Outcome:
    stdout, stderr = process.communicate(timeout=seconds)
    assert result.exists(), stderr
    outcome: Outcome = pickle.loads(result.read_bytes())
    outcome.stdout, outcome.stderr = stdout, stderr
    return outcome


def run(plan: Plan) -> Outcome:
    with started(plan) as (process, result):
        return finish(process, result)
