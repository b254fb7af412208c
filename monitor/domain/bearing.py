"""How an edit bears on a category it is filed under: whether it says something of it, and to which side it leans."""

from typing import Final

from monitor.domain.direction import direction_of
from monitor.domain.reading import Reading
from monitor.domain.vocabulary import Category, Direction

_EXCHANGES: Final = ("contact: address or number exchanged", "address:", "fact: another company")
_NAME_WORDS: Final = 12


def bears_on(reading: Reading, category: Category) -> bool:
    """Whether *reading* says something of *category*: it is its first, a fact belongs to it, or its words are there.

    An edit is filed under up to three categories. The further ones may be known from headings or from faint words
    alone, and then nothing in them is urgent.
    """
    seen = reading.topics.seen
    spoken = category in seen.terms or seen.names(category)
    return spoken or category == reading.categories[0] or category in seen.stated


def leaning(reading: Reading, category: Category) -> Direction:
    """Say which way *reading* leans in *category*; a company or an address that gives way to another leans to none."""
    return "neutral" if _exchanges_names(reading) else direction_of(reading, category)


def _exchanges_names(reading: Reading) -> bool:
    edit = reading.edit
    if not edit.is_pair or not any(reason.startswith(_EXCHANGES) for reason in reading.reasons):
        return False
    changed = max(sum(map(len, edit.lost)), sum(map(len, edit.new)))
    return changed <= _NAME_WORDS and not any(reading.turn)
