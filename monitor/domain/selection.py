"""Which part of a page is read: CSS selectors, and ranges between two places of the page.

A selector is text, or a `Range`. In files, in the store and in JSON lines it is a string or an object of strings; both
forms mean the same, and writing what was read gives the same object again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, get_args

StartKey = Literal["from", "startBefore", "startAfter"]
EndKey = Literal["to", "endBefore", "endAfter"]

START_KEYS: Final[tuple[StartKey, ...]] = get_args(StartKey)
END_KEYS: Final[tuple[EndKey, ...]] = get_args(EndKey)

# Keys whose value is the text of a heading; that of all others is a CSS selector.
HEADING_KEYS: Final[frozenset[str]] = frozenset(("from", "to"))


class NoSelector(ValueError):
    """A value is neither a CSS selector nor a range; the text says what is wrong."""


@dataclass(frozen=True, slots=True)
class Range:
    """What stands between two places of a page, in reading order; an end that is None is that of the page.

    `from` is the heading with this text, included; `to` the next one after the start, excluded. The other keys name an
    element by CSS and say on which side of it the range starts or ends.
    """

    start: tuple[StartKey, str] | None
    end: tuple[EndKey, str] | None

    @property
    def ends(self) -> tuple[tuple[str, str], ...]:
        """The ends that are given, as key and value."""
        return tuple(end for end in (self.start, self.end) if end is not None)


Selector = str | Range


def selector_from_json(value: object) -> Selector:
    """Read a selector as files and JSON lines write it. The syntax of CSS is not looked at.

    Raises:
        NoSelector: It is no text and no range.
    """
    if isinstance(value, str):
        return value
    if not isinstance(value, Mapping):
        raise NoSelector("a selector is CSS, or a range such as {from: HEADING, to: HEADING}")
    for key, said in value.items():
        if key not in (*START_KEYS, *END_KEYS):
            raise NoSelector(
                f"unknown key {str(key)!r} in a range; it has {', '.join(START_KEYS + END_KEYS)}"
            )
        if not isinstance(said, str) or not said.strip():
            raise NoSelector(f"{key!r} of a range must be text")
    starts = [(key, value[key]) for key in START_KEYS if key in value]
    ends = [(key, value[key]) for key in END_KEYS if key in value]
    if len(starts) > 1 or len(ends) > 1 or not (starts or ends):
        raise NoSelector(
            f"a range has one of {', '.join(START_KEYS)} and one of {', '.join(END_KEYS)}, or one in all"
        )
    return Range(starts[0] if starts else None, ends[0] if ends else None)


def selectors_from_json(value: object) -> tuple[Selector, ...]:
    """Read one selector, a list of them, or nothing.

    Raises:
        NoSelector: One of them is none.
    """
    if value is None:
        return ()
    many = value if isinstance(value, (list, tuple)) else (value,)
    return tuple(selector_from_json(one) for one in many)


def selectors_as_json(selectors: Iterable[Selector]) -> list[Any]:
    """Write selectors as JSON holds them; a selector of CSS is its text."""
    return [one if isinstance(one, str) else dict(one.ends) for one in selectors]


def written(selector: Selector) -> str:
    """Write a selector for a person."""
    if isinstance(selector, str):
        return repr(selector)
    return "{" + ", ".join(f"{key}: {value!r}" for key, value in selector.ends) + "}"
