"""What the acceptance tests of mistakes and broken databases share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.acceptance.prompt import Prompt
from tests.acceptance.site import Host, Policy, hosts
from tests.acceptance.world import World, policy_at, vendor


@pytest.fixture(scope="module")
def prompt() -> Iterator[Prompt]:
    prompt = Prompt()
    yield prompt
    prompt.close()


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


@pytest.fixture
def host() -> Iterator[Host]:
    with hosts(1) as (host,):
        host.put("/p", Policy().html)
        yield host


@pytest.fixture
def watched(world: World, host: Host) -> World:
    """A watchlist with one document that has its first version."""
    world.write([host], [vendor("Quill", policy_at(host.url("/p")))])
    world.run()
    return world
