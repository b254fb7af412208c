"""Word documents (DOCX), by way of HTML: headings, lists and tables survive."""

import re
import zipfile
from io import BytesIO

_MAX_UNPACKED = 60_000_000  # bytes in all; a policy of 100 pages unpacks to 3 MB
_MAX_PART = 25_000_000  # bytes of one XML part: what the parser holds as a tree takes ten times as much
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.I)


class UnreadableDocx(Exception):
    """The file is no Word document that can be read safely; never leaves the extraction."""


def docx_to_html(data: bytes) -> str:
    """Convert a Word document to HTML.

    Raises:
        UnreadableDocx: The file is broken, too large unpacked, or declares entities.
    """
    _check(data)
    import mammoth

    try:
        # Pictures would be written into the HTML as data; only the text is wanted.
        converted = mammoth.convert_to_html(BytesIO(data), convert_image=lambda _: [])
    except (KeyError, OSError, ValueError, AttributeError, IndexError, zipfile.BadZipFile) as error:
        raise UnreadableDocx("the Word document is broken") from error
    return str(converted.value)


def _check(data: bytes) -> None:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            if sum(part.file_size for part in parts) > _MAX_UNPACKED or len(parts) > 5_000:
                raise UnreadableDocx("the Word document is too large once unpacked")
            names = {part.filename for part in parts}
            if "word/document.xml" not in names and "_rels/.rels" not in names:
                raise UnreadableDocx("the archive is no Word document")
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    _check_part(archive, part)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise UnreadableDocx("the Word document is broken or encrypted") from error


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    if part.file_size > _MAX_PART:
        raise UnreadableDocx("the Word document is too large once unpacked")
    with archive.open(part) as stream:
        # Entities can only be declared before the first element.
        if _DOCTYPE.search(stream.read(4096)):
            raise UnreadableDocx("the Word document declares XML entities, as attacks do")
