"""Turns across processes, and hosts that refuse everywhere."""

import asyncio
import subprocess
import sys
from pathlib import Path

from scrapy.http import Request, Response

from crawler.middlewares.closed_urls import ClosedUrlsMiddleware
from crawler.requests import IS_ROBOTS
from crawler.turns import SharedTurns

HOLDER = """
import asyncio, sys
from pathlib import Path
from crawler.turns import SharedTurns

async def hold():
    async with SharedTurns(Path(sys.argv[1])).turn("a:80", 0.0):
        print("held", flush=True)
        sys.stdin.readline()

asyncio.run(hold())
"""


async def _takes(folder: Path, host: str, pause: float = 0.0) -> bool:
    try:
        async with asyncio.timeout(0.3), SharedTurns(folder).turn(host, pause):
            return True
    except TimeoutError:
        return False


def test_a_host_that_another_process_asks_is_waited_for_until_that_process_dies(tmp_path: Path) -> None:
    folder = tmp_path / "turns"
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert holder.stdout is not None
    holder.stdout.readline()
    assert not asyncio.run(_takes(folder, "a:80"))
    assert asyncio.run(_takes(folder, "b:80"))
    holder.kill()
    holder.communicate()
    assert asyncio.run(_takes(folder, "a:80"))


def test_the_pause_between_two_requests_holds_across_processes(tmp_path: Path) -> None:
    assert asyncio.run(_takes(tmp_path, "a:80", 60.0))
    assert not asyncio.run(_takes(tmp_path, "a:80", 60.0))


def test_a_folder_of_somebody_else_is_not_used(tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (tmp_path / "link").symlink_to(theirs)
    assert asyncio.run(_takes(tmp_path / "link", "a:80"))
    assert list(theirs.iterdir()) == []


class Host:
    """What the middleware sees of one host."""

    def __init__(self) -> None:
        self.middleware = ClosedUrlsMiddleware()

    def answers(self, path: str, status: int, **headers: str) -> None:
        request = self._request(path)
        self.middleware.process_response(request, Response(request.url, status=status, headers=headers))

    def is_closed(self, path: str) -> bool:
        return self.middleware.process_request(self._request(path)) is not None

    @staticmethod
    def _request(path: str) -> Request:
        meta = {IS_ROBOTS: True} if path == "/robots.txt" else {}
        return Request(f"http://host.example{path}", meta=meta)


def test_a_host_is_left_alone_when_three_of_its_urls_refuse() -> None:
    host = Host()
    for path in ("/1", "/1", "/2"):
        host.answers(path, 429)
    assert not host.is_closed("/4")
    host.answers("/3", 503)
    assert host.is_closed("/4")
    assert not host.is_closed("/robots.txt")


def test_a_good_answer_in_between_speaks_for_the_host() -> None:
    host = Host()
    host.answers("/1", 429)
    host.answers("/2", 429, **{"Retry-After": "60"})
    host.answers("/good", 200)
    host.answers("/3", 429)
    assert not host.is_closed("/4")
    assert host.is_closed("/2")
    host.answers("/robots.txt", 429)
    host.answers("/5", 404)
    assert not host.is_closed("/4")
