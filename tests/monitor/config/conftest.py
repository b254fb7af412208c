"""What the tests of the watchlist file share."""

from collections.abc import Callable
from pathlib import Path

import pytest

from monitor.config.load import load_watchlist
from monitor.domain.errors import WatchlistError
from monitor.domain.watchlist import Watchlist

Read = Callable[[str], Watchlist]
Complain = Callable[[str], list[str]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Write a text to a file and load it."""

    def load(text: str) -> Watchlist:
        path = tmp_path / "clausewatch.yaml"
        path.write_text(text, encoding="utf-8")
        return load_watchlist(path, {})

    return load


@pytest.fixture
def complain(tmp_path: Path, read: Read) -> Complain:
    """Load a text that has mistakes; give its problems as "line:column: message"."""

    def problems(text: str) -> list[str]:
        with pytest.raises(WatchlistError) as caught:
            read(text)
        return [
            problem.removeprefix(f"{tmp_path / 'clausewatch.yaml'}:") for problem in caught.value.problems
        ]

    return problems
