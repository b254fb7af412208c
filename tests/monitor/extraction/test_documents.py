import io
import zipfile
from datetime import date

import pytest

from monitor.pipeline.extraction.decode import decode, sniff
from monitor.pipeline.extraction.extract import extract, visible_digest
from tests.monitor.extraction.pages import PARAGRAPHS, body, policy


def pdf(pages: list[list[str]], drawn: str = "") -> bytes:
    """Write a PDF with one line of text under the other, or with what is *drawn*."""
    objects: list[bytes] = [b"<</Type/Catalog/Pages 2 0 R>>"]
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects.append(f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode())
    objects.append(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
    for number, lines in enumerate(pages):
        shown = drawn or " ".join(f"({line}) Tj T*" for line in lines)
        stream = f"BT /F1 9 Tf 14 TL 40 800 Td {shown} ET".encode()
        resources = "/Resources<</Font<</F1 3 0 R>>>>"
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]{resources}/Contents {5 + 2 * number} 0 R>>".encode()
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
    written, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, len(written))
    return written + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + end


def wrapped(paragraph: str) -> list[str]:
    words = paragraph.split()
    return [" ".join(words[:12]), " ".join(words[12:])]


def test_the_lines_of_a_pdf_become_paragraphs_and_page_furniture_stands_once() -> None:
    pages = [["Fernleaf privacy notice", *wrapped(p), f"Page {n} of 6"] for n, p in enumerate(PARAGRAPHS, 1)]
    found = extract(pdf(pages))
    assert found.outcome == "policy"
    assert found.text == "\n\n".join(("Fernleaf privacy notice", *PARAGRAPHS))


def test_what_a_footer_says_on_every_page_is_said_once_at_the_end() -> None:
    pages = [[*wrapped(p), f"Version 2, valid from 1 May 2024  {n}/6"] for n, p in enumerate(PARAGRAPHS, 1)]
    found = extract(pdf(pages))
    assert found.text == "\n\n".join((*PARAGRAPHS, "Version 2, valid from 1 May 2024"))
    assert found.effective == date(2024, 5, 1)


def test_a_page_more_does_not_change_the_furniture() -> None:
    long = [["Fernleaf privacy notice", *wrapped(p), f"Page {n} of 6"] for n, p in enumerate(PARAGRAPHS, 1)]
    short = [
        ["Fernleaf privacy notice", *wrapped(p), f"Page {n} of 5"] for n, p in enumerate(PARAGRAPHS[:5], 1)
    ]
    assert extract(pdf(long)).text == f"{extract(pdf(short)).text}\n\n{PARAGRAPHS[5]}"


def test_two_columns_are_read_one_after_the_other() -> None:
    halves = (PARAGRAPHS[:3], PARAGRAPHS[3:])
    left, right = ([p[n : n + 40] for p in half for n in range(0, len(p), 40)] for half in halves)
    column = " T* ".join(f"({line}) Tj" for line in left) + " ET BT /F1 9 Tf 14 TL 330 800 Td "
    column += " T* ".join(f"({line}) Tj" for line in right)
    found = extract(pdf([[]], column))
    assert "".join(found.text.split()) == "".join("".join(PARAGRAPHS).split())


def test_a_word_parted_at_the_end_of_a_line_is_one_word() -> None:
    lines = [
        "We collect your name and your postal ad-",
        "dress, and we keep both for non-",
        "commercial ends only.",
    ]
    assert "postal address, and" in extract(pdf([[*lines, *wrapped(PARAGRAPHS[2])]])).text


def test_a_pdf_without_text_is_named_as_scanned() -> None:
    found = extract(pdf([[], []]))
    assert (found.outcome, found.reason) == (
        "unreadable",
        "the PDF has 2 pages of pictures and no text: it is scanned",
    )


def test_a_pdf_that_asks_for_a_password_is_named_as_encrypted() -> None:
    whole = pdf([list(PARAGRAPHS)])
    encrypt = (
        b"/Encrypt<</Filter/Standard/V 1/R 2/O("
        + b"x" * 32
        + b")/U("
        + b"y" * 32
        + b")/P -4>>/ID[(a)(a)]/Root"
    )
    found = extract(whole.replace(b"/Root", encrypt))
    assert (found.outcome, found.reason) == ("unreadable", "the PDF is encrypted and asks for a password")


def test_a_pdf_cut_in_the_middle_is_unreadable_or_whole() -> None:
    whole = pdf([list(PARAGRAPHS)])
    assert extract(whole[: len(whole) // 3]).outcome == "unreadable"


def test_a_word_document_keeps_headings_and_tables() -> None:
    def paragraph(text: str, style: str = "") -> str:
        properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
        return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"

    row = "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in ("Amberhost", "Ireland"))
    content = paragraph("Privacy notice", "Heading1") + "".join(map(paragraph, PARAGRAPHS))
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    heading = '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>'
    default = '<Default Extension="xml" ContentType="application/xml"/>'
    relation = f'<Relationship Id="r" Type="{office}" Target="word/document.xml"/>'
    table = f"<w:tbl><w:tr>{row}</w:tr></w:tbl>"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{types}">{default}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{relations}">{relation}</Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{namespace}"><w:body>{content}{table}</w:body></w:document>',
        "word/styles.xml": f'<w:styles xmlns:w="{namespace}">{heading}</w:styles>',
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    found = extract(written.getvalue())
    assert found.text.startswith("# Privacy notice\n\n" + PARAGRAPHS[0])
    assert "| Amberhost | Ireland |" in found.text


def test_plain_text_that_was_wrapped_is_joined_again() -> None:
    text = "\n\n".join("\n".join(wrapped(p)) for p in PARAGRAPHS)
    assert extract(text.encode(), content_type="text/plain").text == "\n\n".join(PARAGRAPHS)


def test_markdown_is_kept_line_by_line() -> None:
    text = "# Notice\n\n- one\n- two\n\n" + "\n\n".join(PARAGRAPHS)
    assert extract(text.encode(), content_type="text/markdown; charset=utf-8").text == text


def test_the_digest_of_what_is_not_html_is_that_of_its_bytes() -> None:
    one, two = pdf([["a"]]), pdf([["b"]])
    assert visible_digest(one) != visible_digest(two)


@pytest.mark.parametrize(
    ("data", "content_type"),
    [
        ("Données à caractère privé".encode(), "text/html; charset=iso-8859-1"),  # labelled wrongly
        ("Données à caractère privé".encode("latin-1"), "text/html; charset=iso-8859-1"),
        ("Données à caractère privé".encode("latin-1"), "text/html; charset=utf-8"),  # labelled wrongly
        ("<meta charset=windows-1252>Données à caractère privé".encode("cp1252"), None),
        ("Données à caractère privé".encode("utf-8-sig"), None),
        ("Données à caractère privé".encode("utf-16"), None),
        ("Prix en € : Données à caractère privé".encode("utf-16-le"), None),  # without a mark
        ("Prix en € : Données à caractère privé".encode("utf-16-be"), "text/html; charset=utf-8"),
        (
            "Données à caractère privé".encode().decode("cp1252").encode(),
            "text/html; charset=utf-8",
        ),  # read twice
    ],
)
def test_characters_come_out_right_whatever_the_label_says(data: bytes, content_type: str | None) -> None:
    assert decode(data, content_type).endswith("Données à caractère privé")


def test_a_name_that_looks_like_damage_is_left_alone() -> None:
    assert decode("Ã… and Â§".encode(), None) == "Ã… and Â§"


def test_unseen_characters_do_not_make_another_text() -> None:
    dressed = (
        policy()
        .replace("personal", "per\u00adson\u200bal")
        .replace("data", "\u200edata\u202c")
        .replace(" your", "\u00a0your")
    )
    assert extract(body(dressed)).text == extract(body(policy())).text


@pytest.mark.parametrize(
    ("data", "content_type", "kind"),
    [
        (b"<!doctype html><p>a", "text/plain", "html"),
        (b"Plain words < more words", None, "text"),
        (b'{"a": 1}', "application/json", "data"),
        (b'{"title": "Privacy", "page": "<h2>Who we are</h2><p>We keep your data.</p>"}', None, "data"),
        (b'[{"html": "<div><p>We keep your data.</p></div>"}]\n', "text/html", "data"),
        (b"{% extends base %}<h2>Who we are</h2><p>We keep your data.</p>", "text/html", "html"),
        (b"{\\rtf1\\ansi We keep your data.}", "text/html", "binary"),
        (
            b"MIME-Version: 1.0\r\nContent-Type: text/html;\r\n charset=utf-8\r\n"
            b"Content-Transfer-Encoding: quoted-printable\r\n\r\n<html lang=3D'en'><p>We keep",
            "message/rfc822",
            "binary",
        ),
        (
            b"From: <saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n"
            b"Content-Type: text/html\r\n\r\n<html><p>We keep your data.</p>",
            "text/html",
            "binary",
        ),
        (b"Note: content comes first\n\n<p>Content-Transfer-Encoding: is a header</p>", "text/html", "html"),
        (b"%PDF-1.7", "text/html", "pdf"),
        (bytes(range(32)) * 40, "text/html", "binary"),
        (b"  \n ", None, "empty"),
    ],
)
def test_the_kind_of_a_document_is_told_by_its_bytes_first(
    data: bytes, content_type: str | None, kind: str
) -> None:
    assert sniff(data, content_type) == kind
