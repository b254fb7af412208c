"""Results as people and spreadsheets get them: nothing a page says may act."""

from datetime import UTC, datetime

import pytest

from monitor.cli.output import Format, cell, plain, printable, write_json, write_rows
from monitor.domain.errors import ConfigurationError

COLUMNS = {"name": "Name", "seen_at": "Seen"}


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_a_cell_of_a_csv_file_is_never_a_formula(start: str, capsys: pytest.CaptureFixture[str]) -> None:
    write_rows([{"name": f"{start}HYPERLINK(1)", "seen_at": None}], COLUMNS, Format.CSV)
    assert capsys.readouterr().out.splitlines()[1] == f"'{start}HYPERLINK(1),"


def test_terminal_escapes_are_shown_and_not_obeyed() -> None:
    assert printable("a\x1b[31mb\x07") == "a\\x1b[31mb\\x07"


def test_markdown_cells_carry_no_markup(capsys: pytest.CaptureFixture[str]) -> None:
    write_rows([{"name": "[x](http://evil) | *y*", "seen_at": None}], COLUMNS, Format.MARKDOWN)
    assert capsys.readouterr().out.splitlines()[2] == r"| \[x\](http://evil) \| \*y\* |  |"


def test_times_are_iso_8601_in_utc() -> None:
    assert plain(datetime(2026, 3, 1, 12, 0, 5, 123, tzinfo=UTC)) == "2026-03-01T12:00:05Z"
    assert cell(datetime(2026, 3, 1, 12, 0, 5, 123, tzinfo=UTC)) == "2026-03-01 12:00"


def test_a_table_that_is_not_on_a_terminal_is_neither_cut_nor_wrapped(
    capsys: pytest.CaptureFixture[str],
) -> None:
    write_rows([{"name": "x" * 300, "seen_at": None}], COLUMNS, None)
    assert capsys.readouterr().out.splitlines()[1] == "x" * 300


def test_a_format_that_a_command_cannot_write_is_named() -> None:
    from monitor.cli.output import chosen

    with pytest.raises(ConfigurationError, match="csv"):
        chosen(Format.CSV, (Format.TABLE, Format.JSON))


def test_no_break_spaces_are_blanks_and_no_controls() -> None:
    assert printable("Durée\u00a0: 3\u202fans") == "Durée\u00a0: 3\u202fans"
    assert cell("Durée\u00a0: 3\u202fans") == "Durée : 3 ans"


@pytest.mark.parametrize("count", [0, 1, 2])
def test_rows_that_come_one_by_one_are_one_array(count: int, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [{"name": "one\u2028two\nthree", "seen_at": None, "more": {"a": [], "b": [1, "x"]}}] * count
    write_rows(iter(rows), COLUMNS, Format.JSON)
    written = capsys.readouterr().out
    write_json(rows)
    assert written == capsys.readouterr().out


@pytest.mark.parametrize("form", Format)
def test_rows_that_come_one_by_one_are_written_in_every_format(
    form: Format, capsys: pytest.CaptureFixture[str]
) -> None:
    write_rows(iter([{"name": "first"}, {"name": "second"}]), COLUMNS, form)
    written = capsys.readouterr().out
    assert written.index("first") < written.index("second")
