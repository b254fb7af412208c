"""What the documents promise, checked against the program."""

import json
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import get_args

import pytest

from monitor.cli.main import main
from monitor.domain.vocabulary import (
    ALERT_STATES,
    CATEGORIES,
    DOCUMENT_TYPES,
    Direction,
    Health,
    Outcome,
)
from storage.schema import open_store

ROOT = Path(__file__).parents[2]
CONTRACTS = (ROOT / "docs" / "contracts.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
SCRIPT = Path(sys.executable).with_name("clausewatch")


def view_columns(path: Path) -> dict[str, list[str]]:
    open_store(f"sqlite:///{path}").engine.dispose()
    with closing(sqlite3.connect(path)) as database:
        names = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'view'")]
        return {
            name: [column[1] for column in database.execute(f"PRAGMA table_info({name})")] for name in names
        }


def test_the_views_have_exactly_the_columns_that_are_documented(tmp_path: Path) -> None:
    rows = re.findall(r"^\| `(v_\w+)` \|[^|]*\| (.*) \|$", CONTRACTS, re.MULTILINE)
    documented = {name: re.findall(r"`(\w+)`", columns) for name, columns in rows}

    assert documented == view_columns(tmp_path / "clausewatch.db")


@pytest.mark.parametrize(
    "words",
    [DOCUMENT_TYPES, CATEGORIES, ALERT_STATES, get_args(Health), get_args(Outcome), get_args(Direction)],
    ids=lambda words: words[0],
)
def test_every_word_of_the_vocabulary_is_documented(words: tuple[str, ...]) -> None:
    assert [word for word in words if f"`{word}`" not in CONTRACTS] == []


def commands_of_the_readme() -> Iterator[str]:
    table = README.split("## Commands", 1)[1].split("## ", 1)[0]
    for cell in re.findall(r"^\| (`.*?) \|", table, re.MULTILINE):
        for command in re.findall(r"`([a-z -]+)", cell):
            yield command.strip()


@pytest.mark.parametrize("command", sorted(commands_of_the_readme()))
def test_every_command_of_the_readme_exists(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*command.split(), "--help"]) == 0
    assert f"clausewatch {command}" in capsys.readouterr().out


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", document.read_text(encoding="utf-8"))

    assert [target for target in targets if not (document.parent / target).exists()] == []


def test_examples_of_the_watchlist_are_accepted_by_its_schema(tmp_path: Path) -> None:
    example = re.search(r"```yaml\n(settings:.*?)```", CONTRACTS, re.DOTALL)
    assert example is not None
    watchlist = tmp_path / "clausewatch.yaml"
    watchlist.write_text(example[1].replace("mailto://…", "json://inbox.example"), encoding="utf-8")
    checked = subprocess.run(
        [SCRIPT, "--config", watchlist, "check"], capture_output=True, text=True, timeout=60, check=False
    )

    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_schema_is_json() -> None:
    printed = subprocess.run([SCRIPT, "schema"], capture_output=True, text=True, timeout=60, check=True)

    assert json.loads(printed.stdout)["type"] == "object"
