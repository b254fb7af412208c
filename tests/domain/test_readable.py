"""Text without the marks of Markdown, as quotes and names of facts show it."""

import pytest

from monitor.domain.folding import words
from monitor.domain.markdown import readable


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (r"\_oak\_id | 30 days", "_oak_id | 30 days"),
        ("__oak | 30 days", "__oak | 30 days"),
        ("__bold__, _a_b_ and [_here_](https://x.example)_._", "bold, a_b and here."),
        (r"write to \[email protected\]", "write to email protected"),
        (r"**Name**: \*all\* `_x`", "Name: *all* _x"),
    ],
)
def test_marks_of_markdown_vanish_and_signs_of_names_stay(text: str, said: str) -> None:
    assert readable(text) == said


@pytest.mark.parametrize("text", ["_" * 40_000, "_a " * 20_000, "_a" * 20_000, "_ " * 30_000])
def test_endless_underlining_costs_no_more_than_other_text(text: str) -> None:
    assert readable(text).replace("_", "").replace(" ", "") in ("", "a" * text.count("a"))


def test_a_number_of_a_section_that_a_converter_escaped_is_still_a_number() -> None:
    assert words(r"13\. Warranty of the tools") == words("14. Warranty of the tools")
