"""CSS selectors that people give for a page: what to take, what to leave out."""

from collections.abc import Sequence

from cssselect import HTMLTranslator, SelectorError
from lxml import etree, html
from lxml.etree import _Element

from monitor.domain.errors import ConfigurationError


class InvalidSelector(ConfigurationError):
    """A CSS selector of the watchlist cannot be read."""


class NothingSelected(Exception):
    """A selector matches nothing on the page; never leaves the extraction."""

    def __init__(self, selector: str) -> None:
        super().__init__(selector)
        self.selector = selector


def check_selector(css: str) -> None:
    """Check the syntax of a CSS selector.

    Raises:
        InvalidSelector: It cannot be read; the text says why.
    """
    _compile(css)


def apply_selectors(root: _Element, select: Sequence[str], remove: Sequence[str]) -> _Element:
    """Keep only what *select* names, in document order, without what *remove* names.

    Raises:
        NothingSelected: A selector of *select* matches nothing.
        InvalidSelector: A selector cannot be read.
    """
    for css in remove:
        for element in _compile(css)(root):
            if element.getparent() is not None:
                _drop(element)
    if not select:
        return root
    chosen: list[_Element] = []
    for css in select:
        found = _compile(css)(root)
        if not found:
            raise NothingSelected(css)
        chosen.extend(found)
    return _gather(root, chosen)


def _compile(css: str) -> etree.XPath:
    try:
        return etree.XPath(HTMLTranslator().css_to_xpath(css))
    except (SelectorError, etree.XPathError) as error:
        raise InvalidSelector(f"the selector {css!r} cannot be read: {error}") from error


def _gather(root: _Element, chosen: list[_Element]) -> _Element:
    """Put the chosen elements under one new root, each once, in document order."""
    wanted = set(chosen)
    order = [element for element in root.iter() if element in wanted]
    top = html.Element("html")
    for element in order:
        if not any(ancestor in wanted for ancestor in element.iterancestors()):
            top.append(_detached(element))
    return top


def _detached(element: _Element) -> _Element:
    element.tail = None
    return element


def _drop(element: _Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    tail, previous = element.tail, element.getprevious()
    if tail:
        if previous is not None:
            previous.tail = (previous.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
    parent.remove(element)
