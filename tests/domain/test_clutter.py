"""Lines that change on every look and text that a site shares: left out where texts are compared, and named."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.domain.assessment import Context
from monitor.domain.clutter import Surroundings, assess_apart, changing_places, still, without_site_text

CLAUSES = (
    "# Privacy notice",
    "Marrow & Pine Ltd. sells wooden toys, and this notice says what we do with your personal data.",
    "We collect your name and your address when you order a toy from us.",
    "We keep your order for 6 years because tax law tells us to.",
    "We do not share your data with advertisers.",
    "You may ask for a copy of your data at privacy@marrowpine.example.",
)
ENGLISH = Context("privacy_policy", "en", is_trusted=True)
QUOTES = (
    "Never had a nicer wooden boat, says Una from Galway.",
    "My twins adore the little oak tractor!",
    "Arrived in two days, beautifully wrapped.",
    "Grandpa built the whole farm in one afternoon.",
    "The walnut owl now lives on our window sill.",
)


def text(lines: Sequence[str] = CLAUSES, *, middle: str = "", end: str = "") -> str:
    parts = [*lines[:3], *([middle] if middle else []), *lines[3:], *([end] if end else [])]
    return "\n\n".join(parts) + "\n"


def edited() -> tuple[str, ...]:
    return tuple(line.replace("do not share", "share") for line in CLAUSES)


def test_a_line_that_differs_at_every_look_is_found_and_left_out() -> None:
    looks = [text(middle=quote) for quote in QUOTES[:4]]
    places = changing_places(looks)
    assert len(places) == 1
    assert {still(look, places) for look in looks} == {text()}
    assert still(text(middle=QUOTES[4]), places) == text()


def test_three_looks_show_no_habit() -> None:
    assert changing_places([text(middle=quote) for quote in QUOTES[:3]]) == ()


def test_a_line_that_was_the_same_twice_in_a_row_is_no_such_line() -> None:
    quotes = (*QUOTES[:2], QUOTES[1], *QUOTES[2:])
    assert changing_places([text(middle=quote) for quote in quotes]) == ()


def test_a_line_that_speaks_of_a_subject_of_policies_is_never_left_out() -> None:
    said = ("We share data with A.", "We sell your data.", "Cookies are kept.", "We transfer data to Peru.")
    assert changing_places([text(middle=line) for line in said]) == ()


def test_a_clause_in_the_place_of_a_restless_line_is_seen() -> None:
    places = changing_places([text(middle=quote) for quote in QUOTES[:4]])
    clause = text(middle="We sell your personal data to brokers.")
    assert still(clause, places) == clause


def test_of_a_counter_only_the_figure_that_counts_is_left_out() -> None:
    line = "{} families trust us, and we delete carts after 30 days."
    places = changing_places(
        [text(middle=line.format(number)) for number in ("1,201", "1,207", "1,213", "1,220")]
    )
    assert still(text(middle=line.format("2,000")), places) == text(middle=line.format("#"))
    longer = line.replace("30", "90").format("2,000")
    assert "90 days" in still(text(middle=longer), places)


def test_figures_that_only_take_turns_are_an_edit_that_comes_and_goes() -> None:
    """One of two states may stay: a period that was left out then would never be told."""
    years = [CLAUSES[3], CLAUSES[3].replace("6 years", "9 years")]
    looks = [text((*CLAUSES[:3], years[look % 2], *CLAUSES[4:])) for look in range(6)]
    assert changing_places(looks) == ()


@pytest.mark.parametrize(
    "later",
    [
        CLAUSES[3].replace("6 years", "9 years"),
        CLAUSES[3].replace("tax law tells us to", "we like to look at it"),
    ],
)
def test_a_clause_that_changed_once_beside_a_counter_is_seen(later: str) -> None:
    visitors = (
        "You are visitor 48121.",
        "You are visitor 1133.",
        "You are visitor 60007.",
        "You are visitor 7.",
    )
    old = [text(middle=line) for line in visitors]
    new = [look.replace(CLAUSES[3], later) for look in old]
    looks = (*old, new[1])
    assert len(changing_places(looks)) == 1
    for first, last in ((old[0], new[1]), (old[2], new[3])):
        said = assess_apart(first, last, ENGLISH, Surroundings(looks))
        assert said.noise[0] == "changing_lines"
        assert [(edit.before, edit.after) for edit in said.changes] == [(CLAUSES[3], later)]


def test_the_date_of_the_document_is_never_left_out() -> None:
    dates = [f"Last updated: {day} March 2026" for day in (1, 2, 3, 4)]
    assert changing_places([text(middle=line) for line in dates]) == ()


def test_a_real_edit_among_restless_lines_is_assessed_and_the_lines_are_named() -> None:
    looks = (*(text(middle=quote) for quote in QUOTES[:3]), text(edited(), middle=QUOTES[3]))
    said = assess_apart(looks[0], looks[-1], ENGLISH, Surroundings(looks))
    assert said.verdict == "material"
    assert said.noise[0] == "changing_lines"
    assert [QUOTES[3] in edit.after for edit in said.changes] == [False] * len(said.changes)


def test_restless_lines_alone_are_noise() -> None:
    looks = tuple(text(middle=quote) for quote in QUOTES[:4])
    said = assess_apart(looks[0], looks[-1], ENGLISH, Surroundings(looks))
    assert (said.verdict, said.noise) == ("noise", ("changing_lines",))
    assert said.summary == "Nothing differs but what changes on every look."


PROMOTION, NEXT = "Our spring catalogue is here: forty new animals.", "Win a rocking horse this summer!"


def test_text_that_ends_other_documents_of_the_site_is_left_out_with_what_took_its_place() -> None:
    others = [
        f"# Terms\n\nAll sales are final.\n\n{PROMOTION}\n",
        f"# Imprint\n\nMarrow & Pine\n\n{PROMOTION}\n",
    ]
    before, after = text(end=PROMOTION), text(end=NEXT)
    assert [kept.rstrip() for kept in without_site_text(before, after, [(other,) for other in others])] == [
        text().rstrip()
    ] * 2
    said = assess_apart(before, after, ENGLISH, Surroundings(site=tuple((other,) for other in others)))
    assert (said.verdict, said.noise) == ("noise", ("site_text",))


def test_a_clause_that_other_documents_share_is_no_clutter() -> None:
    clause = "We may share your data with our affiliates."
    others = [f"# Terms\n\n{clause}\n", f"# Cookies\n\n{clause}\n"]
    said = assess_apart(
        text(), text(end=clause), ENGLISH, Surroundings(site=tuple((other,) for other in others))
    )
    assert said.verdict == "material"


def test_a_clause_in_the_place_of_site_text_is_seen() -> None:
    others = [f"# Terms\n\n{PROMOTION}\n", f"# Imprint\n\n{PROMOTION}\n"]
    clause = "We sell your personal data to brokers."
    said = assess_apart(
        text(end=PROMOTION), text(end=clause), ENGLISH, Surroundings(site=tuple((other,) for other in others))
    )
    assert said.verdict == "material"
    assert any(clause in edit.after for edit in said.changes)


def test_what_only_one_other_document_says_is_no_text_of_the_site() -> None:
    others = [f"# Terms\n\n{PROMOTION}\n", "# Imprint\n\nMarrow & Pine\n"]
    before, after = text(end=PROMOTION), text(end=NEXT)
    assert without_site_text(before, after, [(other,) for other in others]) == (before, after)


def test_in_a_language_without_rules_nothing_counts_as_text_of_the_site() -> None:
    others = (f"# A\n\n{PROMOTION}\n", f"# B\n\n{PROMOTION}\n")
    said = assess_apart(
        text(end=PROMOTION),
        text(end=NEXT),
        Context(language="fi"),
        Surroundings(site=tuple((other,) for other in others)),
    )
    assert "site_text" not in said.noise


@given(st.lists(st.sampled_from((*CLAUSES, *QUOTES, "", "- one", "| a | b |")), max_size=12))
def test_nothing_is_left_out_where_nothing_changes(lines: list[str]) -> None:
    shown = "\n\n".join(lines)
    assert changing_places([shown] * 5) == ()
    assert still(shown, ()) == shown


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (0, 2, 1, 3)])
def test_the_text_without_them_is_the_same_whichever_look_it_is_taken_from(order: tuple[int, ...]) -> None:
    looks = [text(middle=QUOTES[number]) for number in order]
    places = changing_places(looks)
    assert len({still(look, places) for look in looks}) == 1
