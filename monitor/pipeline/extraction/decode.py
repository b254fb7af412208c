"""From bytes to characters: what kind of document it is, and in which encoding it really is."""

import re
from itertools import islice
from typing import Literal

from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom

ContentKind = Literal["html", "pdf", "docx", "markdown", "text", "data", "binary", "empty"]

_HEAD = 4096  # bytes looked at to tell the kind; browsers sniff in less (MIME Sniffing Standard, 1445 bytes)
_HTML_START = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|div|p|h[1-6]|script|article|section)[\s>/]", re.I
)
_ANY_TAG = re.compile(rb"</?[a-z][a-z0-9]*[\s>/]", re.I)
# UTF-8 that was read as Windows-1252 and written as UTF-8 again: a lead byte and its followers as letters.
_MOJIBAKE = re.compile(
    "(?:[\u00c2-\u00df][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2022\u2026\u2030\u2039"
    "\u203a\u20ac\u2122]|[\u00e0-\u00ef][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2022"
    "\u2026\u2030\u2039\u203a\u20ac\u2122]{2})+"
)
# As they stand in the bytes, and in one search: to look for each takes eight times as long, in the text thirty times.
_MOJIBAKE_LEADS = re.compile("|".join(("Ã", "Â", "â€", "Ð", "Å", "ã€", "ï¼")).encode())
# Documents that are written in plain characters, and are not text before a program has read them.
_WRAPPED = re.compile(
    rb"\s*(?:\{\\rtf\d|%!PS-|(?:[!-9;-~]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){0,60}?"
    rb"(?:mime-version|content-transfer-encoding):)",
    re.I,
)
_JSON_START = re.compile(rb'(?:\xef\xbb\xbf)?\s*(?:\{\s*"(?:[^"\\\r\n]|\\.)*"\s*:|\[\s*(?:[{"\[]))')
_CONTROLS = bytes((*range(1, 9), 11, *range(14, 27), *range(28, 32)))
# Text in Latin letters has few bytes beyond ASCII; in any other script most of them are.
_WESTERN_SHARE = 0.2
_MOJIBAKE_FLOOR = 3  # fewer can be a quotation or a name; a page that is read wrongly has many


def sniff(data: bytes, content_type: str | None) -> ContentKind:
    """Tell the kind of a document by its first bytes, then by what the server called it."""
    head = data[:_HEAD]
    if not data.strip():
        return "empty"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return "docx" if b"word/" in data or b"[Content_Types].xml" in head else "binary"
    media = (content_type or "").partition(";")[0].strip().lower()
    if read_bom(head)[0] is None and _looks_binary(head):
        return "binary"
    narrow = head.replace(b"\0", b"")
    if _WRAPPED.match(narrow):
        return "binary"
    if _is_json(data):
        return "data"
    if _HTML_START.search(narrow):
        return "html"
    if media in ("text/markdown", "text/x-markdown"):
        return "markdown"
    if media.endswith(("/json", "+json", "javascript")) or media in ("text/csv", "text/css"):
        return "data"
    if media in ("text/html", "application/xhtml+xml") or _ANY_TAG.search(narrow):
        return "html"
    return "text"


def _is_json(data: bytes) -> bool:
    """Whether *data* is JSON, whatever the pages that it quotes look like; not parsed, which may take any memory."""
    return _JSON_START.match(data[:_HEAD]) is not None and data[-_HEAD:].rstrip().endswith((b"}", b"]"))


def decode(data: bytes, content_type: str | None) -> str:
    """Decode *data* as a browser would, but believe the bytes where the label cannot be true."""
    encoding, bom = read_bom(data)
    if encoding is not None and bom is not None:
        return data[len(bom) :].decode(encoding, "replace")
    if b"\0" in data[:_HEAD] and _is_wide(data[:_HEAD]):
        # Latin letters in UTF-16 without a mark: every other byte is a null, in which half tells the order.
        return data.decode("utf-16-le" if data[1:2] == b"\0" else "utf-16-be", "replace")
    try:
        # A text that is valid UTF-8 and not plain ASCII is UTF-8, whatever its label says.
        text = data.decode("utf-8")
        # All letters that damage begins with have this byte in UTF-8; to count it costs next to nothing.
        return repair_mojibake(text) if _has_leads(data) else text
    except UnicodeDecodeError as error:
        declared = http_content_type_encoding(content_type) or html_body_declared_encoding(data[:_HEAD])
        if declared in (None, "utf-8") and error.end >= len(data) - 3:
            return data.decode("utf-8", "replace")
    if declared not in (None, "utf-8"):
        return data.decode(declared, "replace")
    return _guess(data, declared)


def _has_leads(data: bytes) -> bool:
    if data.count(b"\xc3") < _MOJIBAKE_FLOOR:
        return False
    return sum(1 for _ in islice(_MOJIBAKE_LEADS.finditer(data), _MOJIBAKE_FLOOR)) == _MOJIBAKE_FLOOR


def repair_mojibake(text: str) -> str:
    """Undo one wrong reading of UTF-8 as Windows-1252, where it is beyond doubt."""
    if text.isascii() or sum(1 for _ in _MOJIBAKE.finditer(text)) < _MOJIBAKE_FLOOR:
        return text
    return _MOJIBAKE.sub(lambda match: _reread(match[0]), text)


def _reread(run: str) -> str:
    try:
        return b"".join(_byte(char) for char in run).decode("utf-8")
    except UnicodeError:
        return run


def _byte(char: str) -> bytes:
    # C1 controls stand for the five bytes that Windows-1252 leaves undefined.
    return char.encode("latin-1") if ord(char) < 256 else char.encode("cp1252")


def _guess(data: bytes, declared: str | None) -> str:
    if declared == "utf-8" and data.decode("utf-8", "replace").count("\ufffd") * 1000 < len(data):
        return data.decode("utf-8", "replace")
    sample = data[:200_000]
    if sum(byte > 127 for byte in sample) < _WESTERN_SHARE * len(sample):
        return data.decode("cp1252", "replace")
    from charset_normalizer import from_bytes  # slow to load, rarely needed

    best = from_bytes(sample).best()
    return data.decode(best.encoding if best is not None else "cp1252", "replace")


def _looks_binary(head: bytes) -> bool:
    controls = len(head) - len(head.translate(None, _CONTROLS))
    nulls = head.count(0)
    # A few null bytes are found in damaged text; UTF-16 without a mark has one in two.
    return controls * 20 > len(head) or (nulls * 10 > len(head) and not _is_wide(head))


def _is_wide(head: bytes) -> bool:
    evens, odds = head[::2].count(0), head[1::2].count(0)
    return max(evens, odds) * 4 > len(head) // 2 * 3 and min(evens, odds) * 20 < len(head)
