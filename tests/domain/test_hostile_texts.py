"""Texts made to cost time: each of these once took, or would naively take, minutes. They end, within bounds."""

from collections.abc import Callable

import pytest

from monitor.domain.assess import assess

Texts = tuple[str, str]
SHAPES: dict[str, Callable[[], Texts]] = {
    "short lines repeated": lambda: ("We keep it.\n" * 20_000, "We keep it not.\n" * 20_000),
    "short lines, all unlike": lambda: (_lines("keep", 12_000), _lines("sell", 12_000)),
    "nothing but digits": lambda: ("1" * 200_000, "2" * 200_000),
    "digits and dots": lambda: ("1." * 80_000, "2," * 200_000),
    "brackets never closed": lambda: ("[" * 200_000, "[" * 200_001 + "a"),
    "targets never closed": lambda: ("](a" * 50_000, "](b" * 50_000),
    "tags never closed": lambda: ("<a " * 150_000, "<b " * 150_000),
    "stars": lambda: ("* " * 150_000, "* " * 150_001),
    "bars": lambda: ("| " * 150_000, "| a" * 150_000),
    "blanks of no width": lambda: ("\u200b\u00a0" * 150_000, "\u200b \u00a0a" * 150_000),
    "addresses": lambda: (_addresses("b"), _addresses("c")),
    "one line full of terms": lambda: ("the rights of third party authors " * 20_000, "x " * 50_000),
    "one word": lambda: ("x" * 1_000_000, "y" * 1_000_000),
}


def _lines(verb: str, count: int) -> str:
    return "\n\n".join(f"We {verb} {number}." for number in range(count))


def _addresses(host: str) -> str:
    return " ".join(f"a{number}@{host}{number}.example" for number in range(15_000))


@pytest.mark.parametrize("shape", SHAPES)
def test_a_hostile_text_is_assessed_within_bounds(shape: str) -> None:
    before, after = SHAPES[shape]()
    said = assess(before, after)
    assert len(said.changes) <= 60


def test_a_word_with_a_meaning_of_its_own_is_no_rename_however_often_it_is_exchanged() -> None:
    """Sharing that becomes sale throughout is not one matter of style."""
    before = "# Privacy\n\nWe share your address with partners.\n\nWe share your number with banks.\n"
    said = assess(before, before.replace("We share", "We sell"))
    assert said.verdict == "material"
    assert said.categories[0] == "sharing"
