from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.pipeline.workers import Workers
from storage.engine import Store
from storage.schema import open_store
from tests.monitor.pipeline.world import Bench


@pytest.fixture(scope="session")
def workers() -> Iterator[Workers]:
    """Real worker processes, started once: starting them takes longer than what they do here."""
    workers = Workers(1)
    yield workers
    workers.close()


@pytest.fixture
def sqlite_store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(f"sqlite:///{tmp_path}/clausewatch.db")
    yield store
    store.close()


@pytest.fixture
def bench(sqlite_store: Store, workers: Workers) -> Iterator[Bench]:
    """A watched document that was never looked at."""
    bench = Bench(sqlite_store, workers)
    yield bench
    bench.close()
