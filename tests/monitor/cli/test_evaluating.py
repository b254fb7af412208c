"""The command `evaluate`: a folder of labels becomes figures, and what cannot be used becomes one line each."""

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest

from monitor.cli.main import main
from storage.schema import open_store
from tests.storage.filling import Filling

BEFORE = (
    "# Privacy\n\n## Storage\n\nWe keep server logs for 30 days.\n\n## Sharing\n\nWe never sell your data.\n"
)
LONGER = BEFORE.replace("30 days", "12 months")
DATED = "Last updated: 1 March 2026\n\n" + BEFORE
LABELS = [
    {
        "id": "longer",
        "verdict": "material",
        "severity": "high",
        "categories": ["retention"],
        "changes": [
            {
                "category": "retention",
                "direction": "weaker",
                "after": "We keep server logs for 12 months",
                "fact": {"type": "period", "from": "P30D", "to": "P1Y"},
            }
        ],
        "language": "en",
    },
    {"id": "dated", "verdict": "minor", "language": "en"},
    {"id": "same", "verdict": "material", "severity": "low", "note": "I was sure of it"},
]
PAIRS = [
    {"id": "longer", "before": BEFORE, "after": LONGER, "service": "Larkfield", "stratum": "mine"},
    {"id": "dated", "before": DATED, "after": DATED.replace("1 March", "2 April"), "service": "Quill"},
    {"id": "same", "before": BEFORE, "after": BEFORE, "service": "Ombrelle"},
    {"id": "nobody's", "before": "a", "after": "b"},
]


def written(
    folder: Path, labels: list[Any] = LABELS, pairs: list[Any] = PAIRS, *, packed: bool = False
) -> str:
    lines = "".join(json.dumps(row) + "\n" for row in pairs).encode()
    if packed:
        (folder / "pairs.jsonl.gz").write_bytes(gzip.compress(lines))
    else:
        (folder / "pairs.jsonl").write_bytes(lines)
    (folder / "labels.jsonl").write_text(
        "".join(json.dumps(row) + "\n\n" for row in labels), encoding="utf-8"
    )
    return str(folder)


def result(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    assert main(["evaluate", *arguments, "--format", "json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


@pytest.mark.parametrize("packed", [False, True])
def test_labels_become_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str], packed: bool) -> None:
    found = result(capsys, written(tmp_path, packed=packed))

    assert found["labels"] == 3
    assert (found["alerts"]["precision"], found["alerts"]["recall"]) == (1.0, 0.5)
    assert found["strata"] == {"mine": found["strata"]["mine"]}
    assert found["categories"]["retention"]["f1"] == 1.0
    assert found["high_told"] == {"found": 1, "labelled": 1}
    assert found["edits_cited"] == {"found": 1, "labelled": 1}
    assert found["directions_right"] == {"found": 1, "labelled": 1}
    assert found["facts"] == {"period": {"found": 1, "labelled": 1}}
    assert found["confusion"] == {"material->material": 1, "material->noise": 1, "minor->minor": 1}
    assert "misses" not in found


def test_the_two_halves_make_the_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = written(tmp_path)
    halves = [result(capsys, folder, "--services", half)["labels"] for half in ("odd", "even")]

    assert sum(halves) == 3
    assert 0 not in halves


def test_misses_are_listed_with_the_note_of_the_label(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (miss,) = result(capsys, written(tmp_path), "--misses")["misses"]
    assert (miss["id"], miss["miss"], miss["note"]) == ("same", "not_told", "I was sure of it")

    assert main(["evaluate", str(tmp_path), "--misses"]) == 0
    printed = capsys.readouterr()
    assert (
        "NOT TOLD same\n  labelled: material, low (I was sure of it)\n  assessed: noise: The texts are"
        in printed.out
    )
    assert "1 pairs have no label" in printed.err
    assert printed.out.splitlines()[3].split() == ["alerts", "1.000", "0.500", "0.667", "2", "1", "0", "1"]


@pytest.mark.parametrize(
    ("labels", "pairs", "said"),
    [
        ([*LABELS, {"id": "gone", "verdict": "noise"}], PAIRS, ["labels.jsonl: no pair has the id 'gone'"]),
        ([*LABELS, LABELS[0]], PAIRS, ["labels.jsonl, line 7: the id 'longer' is labelled twice"]),
        (["x", {"id": "a"}], PAIRS, ["line 1: a label is an object", "line 3: verdict is one of"]),
        (
            LABELS,
            [*PAIRS, {"id": "b", "before": 1}],
            ["pairs.jsonl, line 5: a pair has id, before and after"],
        ),
        (LABELS, [*PAIRS, PAIRS[0]], ["pairs.jsonl, line 5: the id 'longer' is there twice"]),
        ([], PAIRS, ["there is no label in it"]),
    ],
)
def test_what_cannot_be_used_is_one_line_each(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], labels: list[Any], pairs: list[Any], said: list[str]
) -> None:
    assert main(["evaluate", written(tmp_path, labels, pairs)]) == 2
    lines = capsys.readouterr().err.splitlines()

    assert len(lines) == len(said)
    for line, part in zip(lines, said, strict=True):
        assert part in line


def test_an_empty_folder_and_broken_files_are_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["evaluate", str(tmp_path)]) == 2
    assert ["labels.jsonl" in line for line in capsys.readouterr().err.splitlines()] == [True, False]
    written(tmp_path)
    (tmp_path / "pairs.jsonl").unlink()
    (tmp_path / "pairs.jsonl.gz").write_bytes(gzip.compress(b"{}" * 4_000)[:30])
    (tmp_path / "labels.jsonl").write_bytes(b'{"id": "a", "verdict": "minor"}\n{"id": \xff}\n')
    assert main(["evaluate", str(tmp_path)]) == 2
    said = capsys.readouterr().err.splitlines()
    assert "labels.jsonl, line 2: no JSON" in said[0]
    assert "pairs.jsonl.gz" in said[1]


def test_of_many_mistakes_the_first_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", written(tmp_path, ["x"] * 500)]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 21
    assert lines[-1].endswith("and 480 more")


def test_the_examples_of_the_manual_can_be_evaluated(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    manual = (Path(__file__).parents[3] / "docs" / "evaluation.md").read_text(encoding="utf-8")
    labels, pairs = re.findall(r"```json\n(.*?)```", manual, re.DOTALL)[:2]
    (tmp_path / "labels.jsonl").write_text(labels, encoding="utf-8")
    (tmp_path / "pairs.jsonl").write_text(pairs, encoding="utf-8")

    found = result(capsys, str(tmp_path), "--misses")
    assert found["labels"] == 2
    assert found["misses"] == []


KEY = "larkfield/privacy_policy"
COMMIT = "c0ffee" * 6 + "c0ff"


def database(folder: Path) -> str:
    """Store three versions of a document; the second came back after a state that nobody confirmed."""
    url = f"sqlite:///{folder / 'kept.db'}"
    store = open_store(url)
    filling = Filling(store)
    with store.write() as session:
        filling.version(session, KEY, BEFORE)
        filling.version(session, KEY, LONGER).accepted = "unconfirmed"
        filling.version(session, KEY, BEFORE)
        for number in (2, 3):
            filling.change(session, KEY, number)
        filling.version(session, "quill/terms", BEFORE, source_ref="ab" * 20)
        filling.version(session, "quill/terms", LONGER, source_ref=COMMIT)
        filling.change(session, "quill/terms", 2)
    store.close()
    return url


def test_a_label_may_name_a_stored_change(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    labels = [
        {"id": "longer", "document": KEY, "from_version": 1, "to_version": 2, "verdict": "material"},
        {"id": "back", "document": KEY, "to_version": 3, "verdict": "noise"},
        {"id": "commit", "document": "quill/terms", "source_ref": COMMIT, "verdict": "material"},
        {**LABELS[1], "stratum": "texts"},
    ]
    folder = written(tmp_path, labels, PAIRS[1:2])
    options = ["--database-url", database(tmp_path), "--misses"]

    found = result(capsys, folder, *options)
    assert (found["labels"], found["misses"]) == (4, [])
    assert found["verdicts"]["noise"]["right"] == 1
    (tmp_path / "pairs.jsonl").unlink()
    written(tmp_path, labels[:3], [])
    (tmp_path / "pairs.jsonl").unlink()
    halves = [result(capsys, folder, *options, "--services", half)["labels"] for half in ("odd", "even")]
    assert sorted(halves) in ([0, 3], [1, 2])


def test_stored_changes_that_are_not_there_are_one_line_each(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    labels = [
        {"id": "a", "document": "nobody/terms", "to_version": 2, "verdict": "noise"},
        {"id": "b", "document": KEY, "to_version": 9, "verdict": "noise"},
        {"id": "c", "document": KEY, "from_version": 1, "to_version": 3, "verdict": "noise"},
        {"id": "d", "document": "quill/terms", "source_ref": "ab" * 20, "verdict": "noise"},
    ]
    options = ["--database-url", database(tmp_path)]

    assert main(["evaluate", written(tmp_path, labels, []), *options]) == 2
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 4
    assert "label 'a': no document 'nobody/terms'" in said[0]
    assert f"no change of {KEY} leads to version 9" in said[1]
    assert "version 3 was compared with version 2, not with 1" in said[2]
    assert "leads to commit abab" in said[3]
