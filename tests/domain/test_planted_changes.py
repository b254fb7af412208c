"""Material changes planted in texts of several shapes: none may be missed, and each is cited where it stands."""

import re
from collections import Counter
from collections.abc import Iterable

import pytest

from monitor.domain.assess import assess
from monitor.domain.vocabulary import CATEGORIES
from tests.domain.planted import CHANGES, EVERY_CATEGORY, FILL, HOSTS, MISSED, QUIET, shapes_of, sides


def letters(text: str) -> str:
    return re.sub(r"\W", "", text)


def assert_told(line: str, shapes: Iterable[str]) -> None:
    head, body = line.split(" | ", 1)
    language, category, direction, severity = head.split()
    before, after = sides(body)
    fill = FILL[language].split("|")
    for shape in shapes:
        host = HOSTS[shape]
        found = assess(host(before, fill), host(after, fill))
        assert found.verdict == "material", (shape, found)
        assert any(letters(before) in letters(c.before) for c in found.changes), (shape, found)
        assert any(letters(after) in letters(c.after) for c in found.changes), (shape, found)
        if shape != "between headings":
            continue
        assert category in ("?", *found.categories), found
        assert direction in ("?", *(c.direction for c in found.changes if category in ("?", c.category))), (
            found
        )
        assert severity == "?" or (found.severity == "high") == (severity == "high"), found


@pytest.mark.parametrize("line", CHANGES)
def test_a_planted_change_is_material_and_cited_in_every_shape_of_text(line: str) -> None:
    assert_told(line, HOSTS)


@pytest.mark.parametrize("line", EVERY_CATEGORY)
def test_a_planted_change_of_any_category_is_told_in_every_language(line: str) -> None:
    assert_told(line, shapes_of(line))


@pytest.mark.parametrize("line", MISSED)
def test_a_planted_change_that_is_missed_is_known(line: str) -> None:
    with pytest.raises(AssertionError):  # when this fails, the line belongs to those above
        assert_told(line, shapes_of(line))


def test_what_is_undone_leans_the_other_way() -> None:
    reverse = {"weaker": "stronger", "stronger": "weaker"}
    same = []
    for line in EVERY_CATEGORY:
        head, body = line.split(" | ", 1)
        language, category, direction, _ = head.split()
        if direction in reverse and category != "?":
            after, before = sides(body)
            host, fill = HOSTS["between headings"], FILL[language].split("|")
            told = {
                c.direction
                for c in assess(host(before, fill), host(after, fill)).changes
                if c.category == category
            }
            same += [line] if reverse[direction] not in told else []
    # Two clauses that have nothing in common are no edit of one another: what each means alone may be one and the same.
    assert len(same) <= len(EVERY_CATEGORY) * 0.02, same


# Which company runs a site, what a text covers: neither is better or worse for anybody by itself.
UNDIRECTED = ("controller", "scope")


@pytest.mark.parametrize("language", FILL)
def test_changes_of_every_category_are_planted_in_both_directions(language: str) -> None:
    every = [line.split(" | ")[0].split() for line in (*CHANGES, *EVERY_CATEGORY, *MISSED)]
    counted = Counter((head[1], head[2]) for head in every if head[0] == language)
    quiet = Counter(line.split()[1] for line in QUIET if line.startswith(language))
    for category in CATEGORIES:
        ways = ("neutral",) if category in UNDIRECTED else ("weaker", "stronger")
        assert all(counted[category, way] >= 2 for way in ways), (category, counted)
        assert quiet[category], category


CLAUSES = [sides(line.split(" | ", 1)[1]) for line in CHANGES if line.startswith("en ")]
WHOLE = "# Terms of the shop\n\nLast updated: 3 March 2025\n\n## General\n\n{}\n\n## Else\n\n- We answer.\n- We pack.\n"


def quiet(text: str) -> list[str]:
    """Give the same text as other captures and editors write it."""
    return [
        text.replace(" ", "\u00a0"),
        text.replace(". ", ".\n"),
        text.replace("- We", "* We"),
        text.replace("## General", "## 1. GENERAL").replace("## Else", "## 2. ELSE"),
        text.replace("'", "’"),
        text.replace("3 March 2025", "9 June 2026"),
        "Accept all cookies\n\n[Home](/) [Help](/help)\n\n" + text + "\n© 2026 Larkmead\n",
        text + "\n" + text,
        text.replace("# Terms of the shop", "**Terms of the shop**"),
        text.replace("- We answer.\n- We pack.", "- We pack.\n- We answer."),
        re.sub(r"(\w{7,})", r"**\1**", text, count=1),
        text.replace("We pack", "[We pack](https://x.example/?utm_source=b)"),
    ]


@pytest.mark.parametrize("sentence", sorted({clause for pair in CLAUSES for clause in pair if clause}))
def test_the_same_sentence_captured_otherwise_is_never_material(sentence: str) -> None:
    text = WHOLE.format(sentence)
    for other in quiet(text):
        assert assess(text, other).verdict != "material", other
        assert assess(other, text).verdict != "material", other
