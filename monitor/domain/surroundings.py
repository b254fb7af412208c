"""What stands around a document on its page: menus above it, footers below it, not captured every time."""

from collections.abc import Sequence
from typing import Final

from monitor.domain.comparison import Comparison
from monitor.domain.markdown import readable
from monitor.domain.reading import Reading
from monitor.domain.sides import Side
from monitor.domain.trivial import is_identifier, is_link_only, is_navigation

# Of what stands in a menu or a footer, most is labels, links and the like; the rest are slogans and small print.
_LEAST_CLAUSES: Final = 5
_LEAST_SHARE: Final = 0.6
_CRUMB_WORDS: Final = 4
_MUCH: Final = 2.0
_TELLING_CHARACTERS: Final = 40  # a shorter line may stand in a menu and in the document


def outside(comparison: Comparison, readings: Sequence[Reading]) -> frozenset[int]:
    """Find the readings (by their place) of clauses that came or went above or below all that the texts share.

    They count as page around the document where most of them are labels and links: a policy's last sections are not.
    """
    found: set[int] = set()
    for side, came in ((comparison.before, False), (comparison.after, True)):
        mine = {
            place: reading.edit.clause.block
            for place, reading in enumerate(readings)
            if not reading.edit.is_pair and (reading.edit.before is None) is came
        }
        one_sided = set(mine.values())
        above, below = _ends(side, one_sided)
        sections = {block.section for number, block in enumerate(side.blocks) if number not in one_sided}
        for region in (above, below):
            inside = [place for place, block in mine.items() if block in region]
            if _is_page([readings[place] for place in inside]):
                found.update(place for place in inside if not _says_much(readings[place], sections))
        found.update(place for place, block in mine.items() if block in above and _is_crumb(readings[place]))
    return frozenset(found)


def _ends(side: Side, one_sided: set[int]) -> tuple[range, range]:
    """Give the blocks above the first one and below the last one that the other text has, too."""
    if not one_sided:
        return range(0), range(0)

    def is_shared(number: int) -> bool:
        return number not in one_sided and len(readable(side.blocks[number].text)) >= _TELLING_CHARACTERS

    count = len(side.blocks)
    first = next(filter(is_shared, range(count)), None)
    if first is None:
        return range(0), range(0)
    last = next(filter(is_shared, reversed(range(count))))
    return range(first), range(last + 1, count)


def _says_much(reading: Reading, sections: set[str]) -> bool:
    """Whether a clause is a statement of weight in a section that both texts have; the last may end in addresses."""
    section = reading.edit.clause.section
    return bool(section) and section in sections and reading.weight >= _MUCH


def _is_crumb(reading: Reading) -> bool:
    """Whether a clause above the text is an entry of the path to the page."""
    clause = reading.edit.clause
    return clause.kind == "item" and not clause.section and len(clause.words) <= _CRUMB_WORDS


def _is_page(readings: Sequence[Reading]) -> bool:
    if len(readings) < _LEAST_CLAUSES or any(_lists(reading) for reading in readings):
        return False
    light = sum(_is_light(reading) for reading in readings)
    return light >= _LEAST_SHARE * len(readings)


def _lists(reading: Reading) -> bool:
    """Whether a clause is an entry of a table or the name of a cookie, which stand in short lines, too."""
    clause = reading.edit.clause
    return clause.kind == "row" or is_identifier(clause.text)


def _is_light(reading: Reading) -> bool:
    clause = reading.edit.clause
    return (
        reading.trivial in ("navigation", "label", "counter", "heading", "banner", "date")
        or is_link_only(clause.text)
        or is_navigation(clause.text, clause.words, clause.section)
    )
