"""The command `reassess`: what it prints, and that it works without a watchlist."""

import json
from pathlib import Path

import pytest

from monitor.cli.main import main
from storage.schema import open_store
from tests.storage.filling import Filling

KEY = "larkfield/privacy_policy"
POLICY = "# Privacy\n\n## Storage\n\nWe keep server logs for 30 days.\n"


@pytest.fixture
def database_url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A database in which older rules took a longer period for a minor edit."""
    monkeypatch.chdir(tmp_path)
    url = f"sqlite:///{tmp_path / 'kept.db'}"
    store = open_store(url)
    filling = Filling(store)
    with store.write() as session:
        filling.version(session, KEY, POLICY)
        filling.version(session, KEY, POLICY.replace("30 days", "12 months"))
        filling.change(session, KEY, 2, verdict="minor", severity=None, categories=(), changes=())
    store.close()
    return url


def test_the_report_is_a_table_and_the_sum_is_talk(
    database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["reassess", "--database-url", database_url, "--dry-run"]) == 0
    assert "1 changes would be assessed again" in capsys.readouterr().err
    assert main(["reassess", "--database-url", database_url]) == 0
    printed = capsys.readouterr()
    heading, row = printed.out.splitlines()

    assert heading.split()[:3] == ["change", "seen", "document"]
    assert KEY in row
    assert "minor" in row
    assert "1 minor → material" in printed.err
    assert "1 newly material; nobody is alerted" in printed.err


def test_json_has_the_keys_of_the_contract(database_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reassess", "--database-url", database_url, "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)

    assert set(found) == {"assessor", "reassessed", "verdicts", "failed", "newly_material"}
    assert found["verdicts"] == {"minor->material": 1}
    (row,) = found["newly_material"]
    assert (row["change"], row["was"], row["verdict"], row["document"]) == (1, "minor", "material", KEY)
    assert main(["verify", "--database-url", database_url]) == 0


def test_an_unknown_document_is_one_line(database_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reassess", "--database-url", database_url, "--document", "nobody/terms"]) == 2
    assert "no document 'nobody/terms'" in capsys.readouterr().err


def test_while_an_import_is_at_work_nothing_is_done(
    database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    store = open_store(database_url)
    with store.import_lock() as won:
        assert won
        assert main(["reassess", "--database-url", database_url]) == 0
    store.close()
    assert "nothing was done" in capsys.readouterr().err
