"""The command `facts`: what a file or a document states, without a watchlist, and of a file without a database."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from monitor.cli.main import main
from storage.schema import open_store
from tests.conftest import ROOT
from tests.storage.filling import Filling

KEY = "larkfield/privacy_policy"
EARLIER = "# Privacy\n\n## Storage\n\nWe keep server logs for 30 days.\n"
LATER = EARLIER.replace("30 days", "12 months")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to call the program in."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CLAUSEWATCH_DATABASE_URL", raising=False)
    return tmp_path


@pytest.fixture
def database_file(folder: Path) -> str:
    """A database with two versions of one document; seen on 2 and 3 March 2026."""
    url = f"sqlite:///{folder / 'kept.db'}"
    store = open_store(url)
    filling = Filling(store)
    with store.write() as session:
        for text in (EARLIER, LATER):
            filling.version(session, KEY, text)
    store.close()
    return url


def rows(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    assert main(["facts", *arguments, "--format", "json"]) == 0
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return found


def in_a_terminal(*arguments: str) -> str:
    """Run the command in a terminal of 80 columns, and give what it shows there."""
    ours, theirs = os.openpty()
    program = f"import sys; from monitor.cli.main import main; sys.exit(main({list(arguments)!r}))"
    ran = subprocess.Popen(
        [sys.executable, "-c", program],
        stdout=theirs,
        env={**os.environ, "COLUMNS": "80", "PYTHONPATH": str(ROOT)},
    )
    os.close(theirs)
    shown = b""
    try:
        while piece := os.read(ours, 4096):
            shown += piece
    except OSError:  # how Linux says that nobody writes any more
        pass
    os.close(ours)
    assert ran.wait() == 0
    return shown.decode("utf-8")


def test_a_file_needs_neither_watchlist_nor_database(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "policy.md").write_text(EARLIER, encoding="utf-8")

    assert rows(capsys, "--file", "policy.md") == [
        {
            "document": None,
            "version": None,
            "type": "period",
            "what": "server logs",
            "from": None,
            "to": "P30D",
            "section": "Privacy › Storage",
            "clause": "We keep server logs for 30 days.",
        }
    ]
    assert [path.name for path in folder.iterdir()] == ["policy.md"]


def test_a_document_states_what_its_newest_version_says(
    database_file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (now,) = rows(capsys, KEY, "--database-url", database_file)
    (then,) = rows(capsys, KEY, "--database-url", database_file, "--at", "2026-03-02")

    assert (now["document"], now["version"], now["to"]) == (KEY, 2, "P12M")
    assert (then["version"], then["to"]) == (1, "P30D")


def test_csv_has_a_value_of_its_own_for_each_fact(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "policy.md").write_text(EARLIER + "\nData goes to India and Japan.\n", encoding="utf-8")
    assert main(["facts", "--file", "policy.md", "--format", "csv"]) == 0
    period, countries = csv.DictReader(io.StringIO(capsys.readouterr().out))

    assert (period["type"], period["value"]) == ("period", "P30D")
    assert (countries["value"], countries["clause"]) == ("IN, JP", "Data goes to India and Japan.")


def test_a_table_has_values_in_words(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "policy.md").write_text(
        EARLIER + "\nData goes to India.\n\nWe keep tickets as long as necessary.\n", encoding="utf-8"
    )
    assert main(["facts", "--file", "policy.md"]) == 0
    shown = capsys.readouterr().out
    assert all(value in shown for value in ("30 days", "India", "no length in numbers"))


def test_in_a_terminal_a_clause_is_shown_once_and_empty_columns_are_left_out(folder: Path) -> None:
    (folder / "policy.md").write_text(
        f"We keep logs and tickets for 30 days in India and Japan{', or elsewhere' * 20}.\n", encoding="utf-8"
    )
    shown = in_a_terminal("facts", "--file", "policy.md")
    assert shown.count("We keep") == 1
    assert "(the same)" in shown
    assert 5 < shown.count("elsewhere") < 15
    assert "…" in shown
    assert "section" not in shown


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "name a document"),
        (["a/terms", "--file", "policy.md"], "name a document"),
        (["--file", "policy.md", "--at", "2026-03-01"], "no history"),
        (["--file", "missing.md"], "missing.md"),
    ],
)
def test_wrong_usage_is_one_line(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert main(["facts", *arguments]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    assert said in lines[0]


def test_an_unknown_document_is_one_line(database_file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["facts", "larkfield/terms", "--database-url", database_file]) == 2
    assert "no document 'larkfield/terms'" in capsys.readouterr().err
