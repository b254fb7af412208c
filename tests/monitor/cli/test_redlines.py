"""Redlines as they are written: for terminals, for Markdown, as a page that stands alone, and as JSON."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from monitor.cli.main import main
from monitor.cli.output import Format, write_rows
from monitor.cli.redlines import Redline, write_redline
from monitor.domain.redline import redline
from monitor.pipeline.database import StoredVersion
from storage.schema import open_store
from tests.storage.filling import Filling

BEFORE = "# Terms\n\nWe keep it for 30 days.\n\nWe sell nothing.\n\nOld end.\n"
AFTER = (
    "# Terms\n\nWe keep it for 90 days.\n\nWe sell nothing.\n\n<script>alert(1)</script> & “more”\x1b[31m\n"
)


def version(number: int, text: str) -> StoredVersion:
    return StoredVersion(
        id=number,
        document_id=1,
        document="acorn/terms",
        number=number,
        seen_at=datetime(2026, 3, number, tzinfo=UTC),
        title=None,
        language=None,
        updated=None,
        effective=None,
        updated_quote=None,
        effective_quote=None,
        author=None,
        text=text,
    )


def written(wanted: Format, capsys: pytest.CaptureFixture[str], after: str = AFTER, around: int = 1) -> str:
    line = Redline("acorn/terms", version(1, BEFORE), version(2, after), redline(BEFORE, after))
    write_redline(line, around, wanted)
    return capsys.readouterr().out


def test_a_page_stands_alone_and_runs_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    page = written(Format.HTML, capsys)

    assert page.startswith("<!DOCTYPE html>")
    assert "default-src 'none'" in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; “more”\\x1b[31m" in page
    assert not {"<script", "<img", "<link", "href=", "src=", "\x1b"} & {
        word for word in ("<script", "<img", "<link", "href=", "src=", "\x1b") if word in page
    }


def test_a_page_says_in_words_what_came_and_went(capsys: pytest.CaptureFixture[str]) -> None:
    page = written(Format.HTML, capsys)

    assert '<del><span class="word">[removed: </span>30<span class="word">]</span></del>' in page
    assert '<ins><span class="word">[added: </span>90<span class="word">]</span></ins>' in page
    assert '<div class="label">Changed</div>' in page


def test_signs_mark_edits_where_there_is_no_colour(capsys: pytest.CaptureFixture[str]) -> None:
    assert "We keep it for [-30-]{+90+} days." in written(Format.TABLE, capsys)
    assert "We keep it for ~~30~~**90** days." in written(Format.MARKDOWN, capsys)


def test_json_has_every_block_and_both_texts(capsys: pytest.CaptureFixture[str]) -> None:
    line = json.loads(written(Format.JSON, capsys))
    parts = [part for block in line["blocks"] for part in block["segments"]]

    assert "".join(part["text"] for part in parts if part["kind"] != "removed") == AFTER
    assert (line["from_seen_at"], line["to_seen_at"]) == ("2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z")


@pytest.mark.parametrize("wanted", [Format.TABLE, Format.MARKDOWN, Format.HTML])
def test_equal_texts_are_said_to_be_equal(wanted: Format, capsys: pytest.CaptureFixture[str]) -> None:
    assert "The texts are the same." in written(wanted, capsys, after=BEFORE)


def test_what_lies_far_from_an_edit_is_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    page = written(Format.HTML, capsys, after=BEFORE.replace("Old end", "New end"), around=0)

    assert "We sell nothing" not in page
    assert '<p class="gap">…</p>' in page


def test_cells_of_a_table_are_escaped_in_html(capsys: pytest.CaptureFixture[str]) -> None:
    write_rows([{"a": "<b>&"}], {"a": "A"}, Format.HTML)

    assert "<td>&lt;b&gt;&amp;</td>" in capsys.readouterr().out


def test_a_line_end_is_not_marked_as_one_that_came(capsys: pytest.CaptureFixture[str]) -> None:
    page = written(Format.HTML, capsys, after=f"{AFTER}\n\n## New\n\nWe keep logs.\n")

    assert '## New<span class="word">]</span></ins>' in page


@pytest.mark.parametrize("wanted", [Format.TABLE, Format.MARKDOWN, Format.HTML])
def test_what_is_marked_of_the_change_stands_above_its_words(
    wanted: Format, capsys: pytest.CaptureFixture[str]
) -> None:
    blocks = redline(BEFORE, AFTER)
    before, after = version(1, BEFORE), version(2, AFTER)
    write_redline(Redline("acorn/terms", before, after, blocks, ["silent"], date(2026, 5, 1)), 1, wanted)
    page = capsys.readouterr().out

    assert "marked silent" in page
    assert "holds from 2026-05-01" in page
    assert page.index("marked silent") < page.index("We keep it for")


def test_a_redline_shows_the_marks_of_the_stored_change_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"sqlite:///{tmp_path / 'kept.db'}"
    store = open_store(url)
    filling = Filling(store)
    with store.write() as session:
        for text in (BEFORE, AFTER, BEFORE):
            filling.version(session, "acorn/terms", text)
        filling.change(session, "acorn/terms", 2, marks=("silent",), effective_date=date(2026, 5, 1))
        filling.change(session, "acorn/terms", 3)
    store.close()

    said = []
    for older, newer in (("1", "2"), ("2", "3"), ("1", "3")):
        options = ["--from", older, "--to", newer, "--database-url", url, "--format", "json"]
        assert main(["diff", "acorn/terms", *options]) == 0
        line = json.loads(capsys.readouterr().out)
        said.append((line["marks"], line["effective_date"]))
    assert said == [(["silent"], "2026-05-01"), ([], None), ([], None)]
