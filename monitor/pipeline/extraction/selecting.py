"""Parts that people name of a page: what to take, what to leave out, and the section that a URL's fragment names."""

from collections.abc import Iterable, Sequence

from cssselect import HTMLTranslator, SelectorError
from lxml import etree, html
from lxml.etree import _Element

from monitor.domain.errors import ConfigurationError
from monitor.domain.selection import HEADING_KEYS, Range, Selector, written
from monitor.pipeline.extraction.places import Interval, Places, find_heading, keep_only
from monitor.pipeline.extraction.section import keep_section, section_named


class InvalidSelector(ConfigurationError):
    """A CSS selector of the watchlist cannot be read."""


class NothingSelected(Exception):
    """What is to be read is not on the page; the text names it. Never leaves the extraction."""


def check_selector(selector: Selector) -> None:
    """Check the syntax of the CSS in a selector.

    Raises:
        InvalidSelector: It cannot be read; the text says why.
    """
    if isinstance(selector, str):
        _compile(selector)
        return
    for key, css in selector.ends:
        if key not in HEADING_KEYS:
            _compile(css)


def chosen_part(
    root: _Element, url: str | None, select: Sequence[Selector], remove: Sequence[Selector]
) -> _Element:
    """Keep the part of a page that people chose, by selectors or, without `select`, by the fragment of its URL.

    Raises:
        NothingSelected: A part that is to be kept is not on the page.
        InvalidSelector: A selector cannot be read.
    """
    fragment = None if select else section_named(url)
    if fragment is not None and not keep_section(root, fragment):
        raise NothingSelected(f"the page has no part named '#{fragment}'")
    return apply_selectors(root, select, remove) if select or remove else root


def apply_selectors(root: _Element, select: Sequence[Selector], remove: Sequence[Selector]) -> _Element:
    """Keep only what *select* names, in document order, without what *remove* names.

    Raises:
        NothingSelected: A selector of *select* matches nothing, or a range of *remove* has a start and no end.
        InvalidSelector: A selector cannot be read.
    """
    for selector in remove:
        _remove(root, selector)
    if not select:
        return root
    if any(isinstance(selector, Range) for selector in select):
        return _keep_ranges(root, select)
    chosen: list[_Element] = []
    for selector in select:
        chosen.extend(_named(root, selector))
    return _gather(root, chosen)


def _remove(root: _Element, selector: Selector) -> None:
    if isinstance(selector, str):
        for element in _compile(selector)(root):
            if element.getparent() is not None:
                _drop(element)
        return
    places = Places(root)
    found = _interval(root, places, selector, is_removed=True)
    if found is not None:
        before, after = Interval(0, found.start), Interval(found.end, places.end)
        keep_only(root, places, (before, after))


def _keep_ranges(root: _Element, select: Sequence[Selector]) -> _Element:
    """Keep intervals of the page and the elements around them; elements named by CSS are intervals, too."""
    places = Places(root)
    kept: list[Interval] = []
    for selector in select:
        if isinstance(selector, Range):
            found = _interval(root, places, selector, is_removed=False)
            if found is None or not places.has_text(found):
                raise _nothing(selector)
            kept.append(found)
        else:
            kept.extend(places.of(element) for element in _named(root, selector))
    keep_only(root, places, kept)
    return root


def _named(root: _Element, selector: Selector) -> list[_Element]:
    assert isinstance(selector, str)
    found: list[_Element] = _compile(selector)(root)
    if not found:
        raise _nothing(selector)
    return found


def _interval(root: _Element, places: Places, wanted: Range, *, is_removed: bool) -> Interval | None:
    """Find a range; None where it does not start or (of one that is kept) does not end on this page.

    A range that is to be removed and never ends would take the rest of the page with it: that is told instead.
    """
    start = _start(root, places, wanted)
    if start is None:
        return None
    end = _end(root, places, wanted, start)
    if end is None and is_removed:
        raise _nothing(wanted)
    return None if end is None else Interval(start, end)


def _start(root: _Element, places: Places, wanted: Range) -> int | None:
    if wanted.start is None:
        return 0
    key, said = wanted.start
    element = next(iter(_at(root, key, said)), None)
    if element is None:
        return None
    return places.of(element).end if key == "startAfter" else places.of(element).start


def _end(root: _Element, places: Places, wanted: Range, start: int) -> int | None:
    if wanted.end is None:
        return places.end
    key, said = wanted.end
    found = (places.of(element) for element in _at(root, key, said))
    if key == "endAfter":
        return next((one.end for one in found if one.end > start), None)
    # The next one after the start: a heading that opens the range does not close it as well.
    opens = wanted.start is not None and wanted.start[0] != "startAfter"
    return next((one.start for one in found if one.start >= start + opens), None)


def _nothing(selector: Selector) -> NothingSelected:
    return NothingSelected(f"the selector {written(selector)} matches nothing")


def _at(root: _Element, key: str, said: str) -> Iterable[_Element]:
    return find_heading(root, said) if key in HEADING_KEYS else _compile(said)(root)


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
