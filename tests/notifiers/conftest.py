from collections.abc import Callable, Iterator

import pytest

from notifiers.outbox import DeliverySettings, DeliverySummary, deliver_due
from storage.engine import Store
from tests.notifiers.world import LOOPBACK, Clock, HttpSink, MailSink, World, closed_at_end


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
