"""The command line itself: options anywhere, help with an example, one line for a mistake."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from monitor.cli.invocation import Invocation, hoist
from monitor.cli.main import MODULES, build, main

COMMANDS = sorted(
    command for commands in MODULES.values() for command in commands if command not in ("db", "import")
)
GROUPED = ["db upgrade", "db stats", "db backup", "db restore", "import csv"]


def test_shared_options_may_stand_before_and_after_the_command() -> None:
    wanted = ["--config", "a.yaml", "--format=json", "--debug", "changes", "--vendor", "x"]
    assert hoist(["changes", "--config", "a.yaml", "--vendor", "x", "--format=json", "--debug"]) == wanted
    assert hoist(wanted) == wanted


def test_what_follows_two_hyphens_is_left_alone() -> None:
    assert hoist(["extract", "--", "--format", "x"]) == ["extract", "--", "--format", "x"]


@pytest.mark.parametrize("command", COMMANDS + GROUPED)
def test_each_command_has_help_with_an_example(command: str) -> None:
    arguments = [*command.split(), "--help"]
    result = CliRunner().invoke(build(arguments), arguments, obj=Invocation())
    assert result.exit_code == 0
    assert f"Example: clausewatch {command}" in result.output


def test_the_map_of_commands_names_every_command_and_its_module() -> None:
    listed = CliRunner().invoke(build([]), ["--help"], obj=Invocation()).output
    for commands in MODULES.values():
        for command in commands:
            assert f"\n  {command} " in listed


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["run", "--nonsense"],
        ["changes", "--severity", "huge"],
        ["changes", "--since", "soon"],
        ["show"],
        ["crawl", "--all", "--document", "a/terms"],
        ["status", "--format", "xml"],
        ["assess", "one.txt"],
        ["run", "--deadline", "P1M"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_one_line_and_exit_code_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1


def test_assess_answers_each_line_in_order() -> None:
    rows = [
        {"id": "b", "before": "We keep logs for 30 days.", "after": "We keep logs for 90 days."},
        {"id": "a", "before": "Same.", "after": "Same."},
    ]
    program = Path(sys.executable).parent / "clausewatch"
    done = subprocess.run(
        [program, "assess", "--jsonl"],
        input="".join(json.dumps(row) + "\n" for row in rows),
        capture_output=True,
        text=True,
        check=True,
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == ["b", "a"]
    keys = {"id", "verdict", "severity", "categories", "summary", "noise", "changes"}
    assert all(set(answer) == keys for answer in answers)
    assert answers[0]["verdict"] == "material"
    assert answers[1] | {"summary": ""} == {
        "id": "a",
        "verdict": "noise",
        "severity": None,
        "categories": [],
        "summary": "",
        "noise": answers[1]["noise"],
        "changes": [],
    }


def test_extract_answers_for_a_missing_file_and_goes_on(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    clauses = "".join(
        f"<p>We keep your account data for {n} days after you close your account.</p>" for n in range(20)
    )
    page.write_text(
        f"<html lang=en><title>Privacy</title><main><h1>Privacy policy</h1>{clauses}</main></html>"
    )
    feed = [{"id": 1, "path": str(tmp_path / "none.html")}, {"id": 2, "path": str(page)}]
    program = Path(sys.executable).parent / "clausewatch"
    done = subprocess.run(
        [program, "extract", "--jsonl"],
        input="".join(json.dumps(row) + "\n" for row in feed),
        capture_output=True,
        text=True,
        check=True,
    )
    missing, found = (json.loads(line) for line in done.stdout.splitlines())
    assert (missing["outcome"], missing["text"]) == ("unreadable", "")
    assert found["outcome"] == "policy"
    assert set(found) == {"id", "outcome", "reason", "title", "language", "dates", "words", "text"}
    assert "for 19 days" in found["text"]


def test_lines_that_are_no_questions_cost_no_other_line_its_answer(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("We keep your account data. " * 20)
    question = {"path": str(page)}
    lines = [
        json.dumps({"id": "a", **question}),
        "no question",
        json.dumps({"id": "b", "select": "[", **question}),
        "[1]",
        json.dumps({"id": "c", **question}),
    ]
    program = Path(sys.executable).parent / "clausewatch"
    done = subprocess.run(
        [program, "extract", "--jsonl"], input="\n".join(lines), capture_output=True, text=True, check=False
    )
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["a", "b", "c"]
    assert done.returncode == 2
    assert ("line 2 " in done.stderr, "line 4 " in done.stderr, len(done.stderr.splitlines())) == (
        True,
        True,
        1,
    )


def test_a_file_that_is_not_there_is_named_and_the_exit_code_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.txt"
    page.write_text("We keep your account data. " * 20)
    assert main(["extract", str(tmp_path / "none.txt"), str(page)]) == 2
    said = capsys.readouterr()
    assert "none.txt: No such file" in said.err
    assert said.out.startswith("We keep your account data.")
    assert main(["extract", str(page)]) == 0
