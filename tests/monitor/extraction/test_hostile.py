import io
import resource
import zipfile

import pytest

from monitor.pipeline.extraction.extract import extract, visible_digest
from tests.monitor.extraction.pages import PARAGRAPHS, body, policy

TEXT = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)


def archive(parts: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in parts.items():
            opened.writestr(name, content)
    return written.getvalue()


def test_a_page_of_thirty_megabytes_is_named_as_too_large() -> None:
    found = extract(b"<html><body>" + b"<p>We collect data.</p>" * 1_500_000)
    assert found.outcome == "unreadable"
    assert found.reason is not None
    assert "too large" in found.reason


@pytest.mark.parametrize("markup", ["<p>a", "<td>a b c", "a<br>", "<div><span>x</span>"])
def test_a_page_of_more_tags_than_any_policy_has_is_named_as_too_large(markup: str) -> None:
    found = extract(f"<h1>Privacy notice</h1>{TEXT}{markup * 210_000}".encode())
    assert (found.outcome, "too large" in (found.reason or "")) == ("unreadable", True)


def test_a_page_made_large_by_its_scripts_is_read() -> None:
    page = f"<script>{'x=1;' * 3_000_000}</script><h1>Privacy notice</h1>{TEXT}".encode()
    assert [p for p in PARAGRAPHS if p not in extract(page).text] == []


def test_reading_a_large_page_takes_bounded_memory() -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    extract(b"<p>We collect personal data under a contract that terminates.</p>" * 120_000)
    grown_megabytes = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert grown_megabytes < 400


def test_as_many_tags_as_are_read_take_bounded_memory() -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = extract(f"<h1>Privacy notice</h1>{TEXT}{'<p>a' * 190_000}".encode())
    grown_megabytes = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert found.outcome == "policy"
    assert grown_megabytes < 400


@pytest.mark.parametrize("depth", [300, 3_000, 30_000])
def test_deep_nesting_loses_nothing(depth: int) -> None:
    page = f"<h1>Privacy notice</h1>{'<div>' * depth}{TEXT}{'</div>' * depth}".encode()
    assert [p for p in PARAGRAPHS if p not in extract(page).text] == []


def test_null_bytes_do_not_cut_a_text_short() -> None:
    damaged = body(policy().replace("personal data", "personal\0 data"))
    assert extract(damaged).text == extract(body(policy())).text


@pytest.mark.parametrize(
    "end", ["</body></html>", "</html>", "</BODY ></HTML>\n<!-- end -->", "</div></body>"]
)
def test_what_follows_an_early_end_of_the_body_is_read_as_browsers_show_it(end: str) -> None:
    first, rest = PARAGRAPHS[:2], PARAGRAPHS[2:]
    shown = ["".join(f"<p>{p}</p>" for p in part) for part in (first, rest)]
    page = f"<html><body><div><h1>Privacy notice</h1>{shown[0]}{end}{shown[1]}</body></html>".encode()
    assert [p for p in PARAGRAPHS if p not in extract(page).text] == []
    assert visible_digest(page) != visible_digest(page.replace(rest[-1].encode(), b"Another clause."))


def test_entities_are_not_expanded() -> None:
    bomb = "".join(f"<!ENTITY a{n + 1} '&a{n};&a{n};&a{n};&a{n};'>" for n in range(30))
    page = (
        f"<!DOCTYPE html [<!ENTITY a0 'aaaaaaaa'>{bomb}]><h1>Privacy notice</h1><p>&a30;</p>{TEXT}".encode()
    )
    assert len(extract(page).text) < 5_000


def test_files_of_this_machine_are_not_read() -> None:
    page = (
        "<?xml version='1.0'?><!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><html><body><p>&x;</p>"
    )
    assert "root:" not in extract(page.encode()).text


def test_random_bytes_called_html_are_no_policy() -> None:
    noise = bytes((n * 7919 + n // 251) % 256 for n in range(50_000))
    assert extract(noise, content_type="text/html").outcome != "policy"
    assert len(visible_digest(noise, content_type="text/html")) == 64


def test_a_zip_bomb_in_a_word_document_is_refused_before_it_is_unpacked() -> None:
    bomb = archive({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w>" + b" " * 70_000_000})
    found = extract(bomb)
    assert (found.outcome, found.reason) == ("unreadable", "the Word document is too large once unpacked")


def test_entities_in_a_word_document_are_refused() -> None:
    hostile = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><w>&a;</w>'
    found = extract(archive({"[Content_Types].xml": b"<Types/>", "word/document.xml": hostile}))
    assert found.outcome == "unreadable"
    assert "entities" in (found.reason or "")


def test_a_deep_word_document_does_not_raise() -> None:
    namespace = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    deep = b"<w:document " + namespace + b"><w:body>" + b"<w:p><w:r>" * 20_000
    assert (
        extract(archive({"[Content_Types].xml": b"<T/>", "word/document.xml": deep})).outcome == "unreadable"
    )


def test_a_pdf_that_contains_itself_does_not_raise() -> None:
    endless = (
        b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[2 0 R]/Count 99999999>>endobj\ntrailer<</Root 1 0 R>>"
    )
    found = extract(endless)
    assert found.outcome == "unreadable"
    assert "PDF" in (found.reason or "")
