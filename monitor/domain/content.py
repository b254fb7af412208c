"""How many words of weight an edit changes."""

from collections import Counter

from monitor.domain.comparison import Edit
from monitor.domain.trivial import light_words


def content_of(edit: Edit) -> int:
    """Count the content words that differ: those of the side that has more of them."""
    return max(went_and_came(edit))


def went_and_came(edit: Edit) -> tuple[int, int]:
    """Count the content words that went and those that came; what only moved did neither."""
    light = light_words()
    lost = Counter(word for run in edit.lost for word in run if word not in light)
    new = Counter(word for run in edit.new for word in run if word not in light)
    return (lost - new).total(), (new - lost).total()
