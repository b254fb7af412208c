"""Pages as large as may be, from many hosts at once: no process takes more memory than it may."""

import gzip
from collections import Counter
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

import pytest

from tests.acceptance.memory import MOST_BYTES, end_with_peak
from tests.acceptance.site import hosts
from tests.acceptance.world import World, policy_at, vendor

HOSTS = 24
LARGEST = 20_000_000  # the default of fetch.max_bytes
PARAGRAPH = b"<p>We keep your account data for as long as the law asks of us, and no longer than that.</p>\n"
TEXT = b"<html><title>Privacy policy</title><body>" + PARAGRAPH * (LARGEST // len(PARAGRAPH) - 1)
GZIP = (("Content-Encoding", "gzip"),)
PACKED = gzip.compress(TEXT, 1)
TOO_LARGE_TO_READ = "the document is too large to be read (19 MB)"
BOMBED = "answer: larger than 20000000 bytes once decompressed"


@dataclass(frozen=True, slots=True)
class Large:
    body: bytes
    headers: tuple[tuple[str, str], ...]
    reason: str


PLAIN = Large(TEXT, (), TOO_LARGE_TO_READ)
SMALL_ON_ITS_WAY = Large(PACKED, GZIP, TOO_LARGE_TO_READ)
BOMB = Large(gzip.compress(TEXT * 10, 1), GZIP, BOMBED)


@pytest.mark.parametrize(
    "kinds", [(PLAIN,), (SMALL_ON_ITS_WAY, SMALL_ON_ITS_WAY, BOMB)], ids=["plain", "packed"]
)
def test_the_largest_pages_of_many_hosts_at_once_stay_within_the_memory(
    kinds: tuple[Large, ...], tmp_path: Path
) -> None:
    world = World(tmp_path)
    expected: Counter[str] = Counter()
    with hosts(HOSTS) as pool:
        documents = []
        for host, kind in zip(pool, cycle(kinds), strict=False):
            url = host.put("/p", kind.body, headers=kind.headers)
            documents.append(vendor(f"v{len(documents)}", policy_at(url)))
            expected[kind.reason] += 1
        world.write(pool, documents)
        done, peak = end_with_peak(world.start("crawl", "--all"))

    assert done.code == 0, done.err
    assert Counter(row["reason"] for row in world.rows("status")) == expected
    assert peak < MOST_BYTES, f"{peak // 1024**2} MB"


def test_documents_of_large_parts_stay_within_the_memory(tmp_path: Path) -> None:
    world = World(tmp_path)
    frames = "".join(f'<iframe src="/frame{number}.html"></iframe>' for number in range(3))
    with hosts(20) as pool:
        documents = []
        for host in pool:
            for number in range(3):
                host.put(f"/frame{number}.html", PACKED, headers=GZIP)
            url = host.put("/p", f"<html><title>Privacy policy</title><body>{frames}")
            documents.append(vendor(f"v{len(documents)}", policy_at(url)))
        world.write(pool, documents)
        done, peak = end_with_peak(world.start("crawl", "--all"))

    assert done.code == 0, done.err
    reasons = {row["reason"] for row in world.rows("status")}
    assert reasons == {"frame: answer: the document has more than 50 MB in all its parts"}
    assert peak < MOST_BYTES, f"{peak // 1024**2} MB"
