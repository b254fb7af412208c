"""The section of a page that the fragment of a URL names: `https://example.com/legal#privacy`."""

from urllib.parse import unquote, urlsplit

from lxml import etree
from lxml.etree import _Element

from monitor.pipeline.extraction.places import HEADINGS, Interval, Places, keep_only
from monitor.pipeline.extraction.words import count_words

_NAMED = etree.XPath("(//*[@id=$name]|//a[@name=$name])[1]")
_INSIDE_HEADING = etree.XPath(
    "ancestor-or-self::*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5 or self::h6 or @role='heading'][1]"
)
# Elements that hold a section; a paragraph or a mark inside of one only says where a section starts.
_CONTAINER_NAMES = "article aside body dd details div fieldset form html li main ol section table tbody td ul"
_CONTAINERS = frozenset(_CONTAINER_NAMES.split())
_MUCH = 40  # words; less is the heading of a section, a mark beside it, or a tab
_LOWEST = 6  # level of a heading


def section_named(url: str | None) -> str | None:
    """Read the name of a section off *url*; None where the whole page is meant.

    The way of a script through its page (`#/privacy`, `#!privacy`), a text to be marked (`#:~:text=`) and `#top`
    (HTML standard, 7.4.6.4) name no element.
    """
    fragment = urlsplit(url).fragment.partition(":~:")[0] if url else ""
    if not fragment or fragment[0] in "/!" or fragment.lower() == "top":
        return None
    return fragment


def keep_section(root: _Element, fragment: str) -> bool:
    """Take out, in place, all but the section that *fragment* names; false where nothing has this name.

    It is the element of this name where that holds much text; else what stands from it, or from the heading at it, up
    to the next heading of the same or a higher level.
    """
    element = _named(root, fragment)
    if element is None:
        return False
    places = Places(root)
    keep_only(root, places, [_section(root, element, places)])
    return True


def _named(root: _Element, fragment: str) -> _Element | None:
    for name in dict.fromkeys(
        (fragment, unquote(fragment))
    ):  # as browsers look for it: as it is, then decoded
        found: list[_Element] = _NAMED(root, name=name)
        if found:
            return found[0]
    return None


def _section(root: _Element, element: _Element, places: Places) -> Interval:
    inside = _INSIDE_HEADING(element)
    if not inside and element.tag in _CONTAINERS and _words(element) >= _MUCH:
        return places.of(element)
    headings = [(places.of(heading).start, heading) for heading in HEADINGS(root)]
    start = places.of(inside[0] if inside else element).start
    first = next(((place, heading) for place, heading in headings if place >= start), None)
    opens = first is not None and (
        places.of(element).end > first[0] or not places.has_text(Interval(start, first[0]))
    )
    if first is None or not opens:
        end = places.end if first is None else first[0]
        return Interval(start, end)
    end = next(
        (place for place, heading in headings if place > first[0] and _level(heading) <= _level(first[1])),
        places.end,
    )
    return Interval(start, end)


def _level(heading: _Element) -> int:
    if heading.tag[:1] == "h" and heading.tag[1:].isdigit():
        return int(heading.tag[1:])
    level = heading.get("aria-level") or "2"
    return int(level) if level.isdigit() and 1 <= int(level) <= _LOWEST else 2


def _words(element: _Element) -> int:
    return count_words(" ".join(element.itertext()))
