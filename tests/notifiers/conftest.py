import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from notifiers.outbox import DeliverySettings, DeliverySummary, deliver_due
from storage.engine import Store, connect
from storage.schema import open_store
from tests.notifiers.world import LOOPBACK, Clock, HttpSink, MailSink, World, closed_at_end

POSTGRES = os.environ.get("CLAUSEWATCH_TEST_POSTGRES_URL")


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "postgresql":
        if POSTGRES is None:
            pytest.skip("CLAUSEWATCH_TEST_POSTGRES_URL is not set")
        wiped = connect(POSTGRES)
        with wiped.engine.begin() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
        wiped.close()
    opened = open_store(
        POSTGRES if request.param == "postgresql" and POSTGRES else f"sqlite:///{tmp_path}/cw.db"
    )
    yield opened
    opened.close()


@pytest.fixture
def world(store: Store) -> World:
    return World(store)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sink() -> Iterator[HttpSink]:
    with closed_at_end(HttpSink()) as opened:
        yield opened


@pytest.fixture
def other_sink() -> Iterator[HttpSink]:
    with closed_at_end(HttpSink()) as opened:
        yield opened


@pytest.fixture
def mail_sink() -> Iterator[MailSink]:
    with closed_at_end(MailSink()) as opened:
        yield opened


@pytest.fixture
def deliver(store: Store, clock: Clock) -> Callable[..., DeliverySummary]:
    """Deliver what is due to the destinations given as name=url, with loopback open to them."""

    def run(settings: DeliverySettings | None = None, **urls: str) -> DeliverySummary:
        return deliver_due(store, urls.get, clock, settings or DeliverySettings(allow_private=LOOPBACK))

    return run
