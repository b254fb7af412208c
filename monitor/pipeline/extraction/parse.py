"""From HTML text to an element tree, whatever the markup, in bounded depth."""

import re
from html.parser import HTMLParser

from lxml import etree, html
from lxml.etree import _Element

_MAX_DEPTH = 400  # browsers stop nesting at 512 levels and go on side by side; so do we, a little earlier
# The largest recorded policy page has 2.5 million characters; a tree takes some twenty bytes for each.
_MAX_CHARACTERS = 10_000_000
# The largest recorded policy page has 6,567 tags; an element takes up to a kilobyte as a tree and as blocks.
_MAX_TAGS = 200_000
_SCRIPTS = re.compile(r"<(script|style|svg)\b[^>]*>.*?</\1\s*>|<!--.*?-->", re.I | re.S)
# Browsers read on as if the body went on, whatever follows its end; the parser drops it.
_BODY_END = re.compile(r"</(?:body|html)\s*>", re.I)
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
)
_RAW = frozenset(("script", "style"))
# What never shows as text of the page.
_UNSEEN = (
    "script",
    "style",
    "svg",
    "math",
    "iframe",
    "object",
    "audio",
    "video",
    "canvas",
    "select",
    "datalist",
    "map",
)
_HEAD = frozenset(("base", "link", "meta", "noscript", "template", "title"))
_FALLBACKS = etree.XPath("//noscript|//template|//textarea")
_FALLBACK_WORDS = (
    60  # a fallback that says less is a notice ("please enable JavaScript"); more is the policy itself
)


class TooLarge(Exception):
    """The document is larger than any policy and would not fit in memory as a tree; never leaves the extraction."""


def parse_html(text: str) -> _Element:
    """Parse *text*; the answer always has a root element, however broken the markup.

    Raises:
        TooLarge: There is more markup, scripts apart, than is read.
    """
    if len(text) > _MAX_CHARACTERS:
        text = _SCRIPTS.sub(" ", text)
        if len(text) > _MAX_CHARACTERS:
            raise TooLarge
    if len(text) > _MAX_TAGS and text.count("<") > _MAX_TAGS:
        text = _SCRIPTS.sub(" ", text)
        if text.count("<") > _MAX_TAGS:
            raise TooLarge
    data = _BODY_END.sub("", text.replace("\0", "")).encode("utf-8", "replace")
    parser = html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        root: _Element = html.document_fromstring(data, parser=parser)
    except etree.ParserError:  # nothing in it that is an element or text
        return html.Element("html")
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        return _parse_flat(data.decode("utf-8"))
    return root


def strip_unseen(root: _Element) -> None:
    """Take out, in place, what a reader of the page never sees as text."""
    etree.strip_elements(root, *_UNSEEN, with_tail=False)
    for head in root.findall("head"):
        _empty_into_body(root, head)
        root.remove(head)
    for element in _FALLBACKS(root):
        if len("".join(element.itertext()).split()) < _FALLBACK_WORDS:
            _remove(element)


def _empty_into_body(root: _Element, head: _Element) -> None:
    """Move out of *head* what does not belong there: without a body tag, the parser leaves whole pages in it."""
    astray = [element for element in head if element.tag not in _HEAD]
    if not astray:
        return
    body = root.find("body")
    if body is None:
        body = etree.SubElement(root, "body")
    for position, element in enumerate(astray):
        body.insert(position, element)


def _remove(element: _Element) -> None:
    parent = element.getparent()
    if parent is not None:
        element.drop_tree() if isinstance(element, html.HtmlElement) else parent.remove(element)


class _FlatBuilder(HTMLParser):
    """Builds a tree of bounded depth: elements deeper than the limit become neighbours."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root: _Element = html.Element("html")
        self._open: list[_Element] = [self.root]
        self._last: list[_Element | None] = [None]  # the newest child of each open element
        self._deeper: list[str] = []  # names of open elements below the limit
        self._raw = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _RAW:
            self._raw += 1
            return
        if tag in ("html", "body") or not tag.isalnum():
            return
        element = self._last[-1] = etree.SubElement(self._open[-1], tag)
        for name in ("href", "type", "role"):
            value = next((v for k, v in attrs if k == name), None)
            if value and value.isprintable():
                element.set(name, value)
        if tag in _VOID:
            return
        if len(self._open) < _MAX_DEPTH:
            self._open.append(element)
            self._last.append(None)
        else:
            self._deeper.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _RAW:
            self._raw = max(0, self._raw - 1)
        elif self._deeper:
            if self._deeper[-1] == tag:
                self._deeper.pop()
        elif len(self._open) > 1 and self._open[-1].tag == tag:
            self._open.pop()
            self._last.pop()

    def handle_data(self, data: str) -> None:
        if self._raw or not data:
            return
        parent, last = self._open[-1], self._last[-1]
        if last is not None:
            last.tail = (last.tail or "") + _xml_text(data)
        else:
            parent.text = (parent.text or "") + _xml_text(data)


def _parse_flat(text: str) -> _Element:
    builder = _FlatBuilder()
    builder.feed(text)
    builder.close()
    return builder.root


def _xml_text(text: str) -> str:
    return "".join(c for c in text if c >= " " or c in "\t\n\r").replace("\ufffe", "").replace("\uffff", "")
