"""Numbers in words, in seven languages."""

from functools import cache

from monitor.domain.lexicon import rules


@cache
def numbers() -> dict[str, int]:
    """Give the value of each word; two words of one number stand with a blank between them."""
    merged: dict[str, int] = {}
    for table in rules("facts")["numbers"].values():
        merged.update({word.replace("-", " "): value for word, value in table.items()})
    return merged
