"""What decided, in words that a reader of policies understands; and which way an edit leans, how urgent it is."""

import pytest

from monitor.domain.assess import assess
from monitor.domain.assessment import ClauseChange
from monitor.domain.lexicon import in_words

PAGE = """\
# Hazelgrove Privacy Notice

Hazelgrove lends garden tools to its neighbours.

## How we share data

{sharing}

## Your rights

{rights}

## Who we are

{owner}
"""
SHARING = "We share your address with couriers who bring the tools."
RIGHTS = "You can ask us at any time for a copy of your data."
OWNER = "Hazelgrove GmbH, Ahornweg 3, is the controller of your data."


def changes(sharing: str = SHARING, rights: str = RIGHTS, owner: str = OWNER) -> tuple[ClauseChange, ...]:
    old = PAGE.format(sharing=SHARING, rights=RIGHTS, owner=OWNER)
    return assess(old, PAGE.format(sharing=sharing, rights=rights, owner=owner)).changes


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        (["collect*", "collects", "parental"], "collects, parental"),
        (["suspend*"], "suspend…"),
        (["ad", "ads", "use"], "ads, use"),
        (["transfer* * outside"], "transfer… … outside"),
        (["a1", "b1", "c1", "d1"], "a1, b1, c1"),
        ([], ""),
    ],
)
def test_terms_are_written_as_words(terms: list[str], said: str) -> None:
    assert in_words(terms) == said


def test_words_that_only_came_are_named_and_those_left_out_are_shown() -> None:
    (first, *_) = changes(
        SHARING.replace("couriers", "couriers, printers, insurers, florists, bakers, grocers, tailors")
    )
    assert "words only came: printers insurers florists bakers grocers tailors" in first.reasons


def test_no_reason_shows_the_signs_of_a_term_list() -> None:
    found = changes("We sell your address to advertisers and analytics providers.", "We decide alone.", OWNER)
    said = [reason for change in found for reason in change.reasons]
    assert said
    assert not any("*" in reason or "differs differ" in reason for reason in said)


def test_an_address_that_gave_way_to_another_leans_to_no_side() -> None:
    rights = "You can object to what we do with your data by writing to dpo@hazelgrove-inc.example."
    old = PAGE.format(sharing=SHARING, rights=rights, owner=OWNER)
    found = assess(old, old.replace("hazelgrove-inc.example", "hazelgrove.example"))
    assert found.verdict == "material"
    assert {change.direction for change in found.changes} == {"neutral"}


def test_a_clause_that_goes_is_urgent_as_a_right_only_where_it_is_about_rights_first() -> None:
    now = PAGE.format(sharing=SHARING, rights=RIGHTS, owner=OWNER)
    ads = (
        "We use cookies of advertising partners to show you ads unless you opt out of them in your settings."
    )
    complaint = "You have the right to complain to the supervisory authority of your country."
    assert assess(now.replace(SHARING, f"{SHARING} {ads}"), now).severity == "medium"
    assert assess(now.replace(RIGHTS, f"{RIGHTS} {complaint}"), now).severity == "high"


def test_what_explains_a_change_away_is_a_sentence_with_names_of_languages() -> None:
    english = PAGE.format(sharing=SHARING, rights=RIGHTS, owner=OWNER)
    german = (
        "# Datenschutzhinweise von Hazelgrove\n\nHazelgrove verleiht Werkzeuge an die Nachbarn.\n\n"
        "## Wie wir Daten teilen\n\n"
        "Wir teilen Ihre Anschrift mit den Boten, die Ihnen das Werkzeug bringen.\n\n## Ihre Rechte\n\n"
        "Sie können uns jederzeit um eine Kopie der Daten bitten, die wir über Sie haben.\n"
    )
    assert assess(english, german).summary == "The text was in English and is in German."
