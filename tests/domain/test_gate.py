"""What is held and what is believed, beside the text that was accepted."""

import unicodedata

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from monitor.domain.gate import Glimpse, suspicion

SENTENCES = tuple(
    f"{subject} {verb} {what} for as long as {reason}."
    for subject in ("Our company", "The operator of this site", "Each of our partners")
    for verb in ("keeps", "processes", "may read")
    for what in ("your name and address", "the messages that you send", "data about your orders")
    for reason in ("the law asks for it", "you have an account")
)
POLICY = "\n\n".join(f"## Section {n}\n\n{sentence}" for n, sentence in enumerate(SENTENCES))
LINES = POLICY.split("\n\n")


def doubt(after: str, before: str = POLICY, **other: str) -> str | None:
    return suspicion(Glimpse(before, "en"), Glimpse(after, **{"language": "en", **other}))


def test_the_same_text_is_believed() -> None:
    assert doubt(POLICY) is None


def test_an_inner_section_that_is_gone_is_an_edit() -> None:
    assert doubt("\n\n".join(LINES[:20] + LINES[30:])) is None


def test_a_short_last_section_that_is_gone_is_an_edit() -> None:
    assert doubt("\n\n".join(LINES[:-2])) is None


def test_a_missing_tail_is_held() -> None:
    assert "the last" in (doubt("\n\n".join(LINES[:-14])) or "")


@pytest.mark.parametrize("kept", [1, 9, 30])
def test_a_text_that_breaks_off_inside_its_last_lines_is_held(kept: int) -> None:
    assert "breaks off" in (doubt("\n\n".join([*LINES[:-3], LINES[-3][:kept].rstrip()])) or "")


def test_a_text_that_ends_in_the_heading_of_a_section_that_is_gone_is_held() -> None:
    assert "breaks off" in (doubt("\n\n".join(LINES[:-1])) or "")


def test_a_text_that_breaks_off_inside_its_last_word_is_held() -> None:
    assert "breaks off" in (doubt(POLICY[:-5]) or "")


def test_words_that_the_last_line_alone_lost_are_an_edit() -> None:
    assert doubt(POLICY.removesuffix(" for as long as you have an account.")) is None


def test_a_missing_tail_beside_other_edits_is_an_edit() -> None:
    edited = POLICY.replace("your name and address", "your name, your address and your date of birth")
    assert doubt("\n\n".join(edited.split("\n\n")[:-14])) is None


def test_a_large_share_that_is_missing_without_other_edits_is_held() -> None:
    assert "are missing" in (doubt("\n\n".join(LINES[:10] + LINES[60:])) or "")


def test_less_than_half_of_the_text_is_held_whatever_else_changed() -> None:
    assert "instead of" in (doubt("\n\n".join(line + " Really." for line in LINES[: len(LINES) // 3])) or "")


def test_an_empty_text_is_held() -> None:
    assert doubt("") is not None


def test_another_language_is_held() -> None:
    assert doubt(POLICY, language="fr") == "language changed from en to fr"


def test_a_language_that_is_not_known_says_nothing() -> None:
    assert suspicion(Glimpse(POLICY, None), Glimpse(POLICY, "fr")) is None
    assert suspicion(Glimpse(POLICY, "en"), Glimpse(POLICY, None)) is None


def test_the_language_of_a_few_words_says_nothing() -> None:
    assert suspicion(Glimpse("We keep data.", "en"), Glimpse("We keep no data.", "nl")) is None


def test_what_the_extraction_suspects_is_held_unless_the_accepted_text_was_so_already() -> None:
    assert doubt(POLICY, suspect="a frame is missing") == "a frame is missing"
    before, after = Glimpse(POLICY, "en", "a frame is missing"), Glimpse(POLICY, "en", "a frame is missing")
    assert suspicion(before, after) is None


GERMAN = "\n\n".join(
    f"Für {was} erheben wir Ihre persönlichen Angaben, löschen sie später und erklären größere Änderungen."
    for was in ("Käufe", "Verträge", "Prüfungen", "Rückfragen")
)
DAMAGE = {
    "replacement marks": lambda text: text.encode("latin-1").decode("utf-8", "replace"),
    "question marks": lambda text: text.encode("ascii", "replace").decode(),
    "letters dropped": lambda text: text.encode("ascii", "ignore").decode(),
    "references shown": lambda text: text.encode("ascii", "xmlcharrefreplace").decode(),
    "read wrongly twice": lambda text: text.encode().decode("latin-1").encode().decode("cp1252", "replace"),
    "UTF-7": lambda text: text.encode("utf-7").decode(),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_letters_that_are_damaged_all_over_the_text_are_held(name: str) -> None:
    damaged = DAMAGE[name](GERMAN)
    assert "letters are damaged" in (doubt(damaged, GERMAN) or "")
    assert "damaged" not in (doubt(GERMAN, damaged) or "")  # mended


@pytest.mark.parametrize(("said", "read"), [("cp1250", "cp1252"), ("iso8859-2", "latin-1")])
def test_letters_of_another_part_of_europe_are_damaged_where_signs_stand_for_them(
    said: str, read: str
) -> None:
    words = ("Każdy użytkownik może usunąć swoje dane", "Spółka przechowuje umowę tylko pięć miesięcy")
    polish = "\n\n".join(
        f"{line}, a także część {part}." for line in words for part in ("główną", "ścisłą", "dołączoną")
    )
    damaged = polish.encode(said).decode(read, "replace")
    assert "letters are damaged" in (doubt(damaged, polish) or "")
    assert "damaged" not in (doubt(polish, damaged) or "")  # mended


def test_letters_written_another_way_are_an_edit() -> None:
    others = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae"}
    assert doubt(GERMAN.translate(str.maketrans(others)), GERMAN) is None
    assert doubt(unicodedata.normalize("NFD", GERMAN).replace("Käufe", "Kurse"), GERMAN) is None


def test_a_name_with_letters_beyond_ascii_that_goes_is_an_edit() -> None:
    named = f"{POLICY}\n\nWrite to Café Zürich, Malmö, or to our office in Besançon, near Orléans."
    assert doubt(named.replace("Zürich", "Zrich"), named) is None
    assert doubt(f"{POLICY}\n\nWrite to our office in London.", named) is None


@pytest.mark.parametrize(
    "line",
    [
        "**Warning**: include(rights.html): failed to open stream: No such file in **/srv/www/p.php** on line **8**",
        "Notice: Undefined variable $law in C:\\www\\p.php on line 12",
        "\\[an error occurred while processing this directive\\]",
        "Liquid error: Could not find asset snippets/rights",
    ],
)
def test_an_error_of_the_program_that_makes_the_page_is_held(line: str) -> None:
    damaged = POLICY.replace(SENTENCES[4], line)
    assert "error" in (doubt(damaged) or "")
    assert doubt(POLICY, damaged) is None


@pytest.mark.parametrize("blank", ["{{ company }}", "${company}", "undefined", "\\[object Object\\]"])
def test_blanks_that_nobody_filled_in_are_held(blank: str) -> None:
    damaged = POLICY.replace("Our company", blank)
    assert "not filled in" in (doubt(damaged) or "")
    assert doubt(POLICY, damaged) is None
    assert doubt(f"{POLICY}\n\nIn our letters {blank} stands for a name.") is None


@pytest.mark.parametrize(
    "blank",
    [
        "undefined",
        "null years",
        "NaN years",
        "${period}",
        "{{ period }}",
        "{% period %}",
        "\\[PERIOD\\]",
        "%s",
        "%d years",
    ],
)
def test_one_blank_in_the_place_of_words_is_held(blank: str) -> None:
    whole = f"{POLICY}\n\nWe keep your invoices for 10 years, because the law asks for it."
    damaged = whole.replace("10 years", blank)
    assert "not filled in" in (doubt(damaged, whole) or "")
    assert doubt(whole, damaged) is None
    assert doubt(whole.replace("10 years", "12 years"), whole) is None


def test_a_form_may_have_blanks() -> None:
    form = f"{POLICY}\n\nThis agreement begins on \\[DATE\\] and ends after \\[PERIOD\\]."
    assert doubt(form.replace("PERIOD", "TERM"), form) is None
    assert doubt(f"{POLICY}\n\nSuch a clause is null and void.") is None


def test_a_policy_may_warn_of_errors() -> None:
    said = "Warning: errors in our records on line may occur, and we will notice in time."
    assert doubt(f"{POLICY}\n\n{said}") is None


def test_a_text_that_grows_is_believed() -> None:
    assert doubt(POLICY + "\n\n" + "\n\n".join(f"We add clause {n} today." for n in range(50))) is None


def test_a_first_text_of_no_words_is_no_reason_to_hold_the_next() -> None:
    assert doubt(POLICY, before="") is None


@settings(deadline=None)
@given(order=st.permutations(range(len(LINES))))
def test_another_order_is_never_held(order: list[int]) -> None:
    assert doubt("\n\n".join(LINES[number] for number in order)) is None


@settings(deadline=None)
@given(cut=st.integers(0, len(LINES)))
def test_a_text_cut_off_anywhere_is_held_where_fifty_words_are_lost(cut: int) -> None:
    lost = sum(len(line.replace("#", "").split()) for line in LINES[cut:])
    assume(lost >= 50)
    assert doubt("\n\n".join(LINES[:cut])) is not None


@settings(deadline=None)
@given(text=st.text(max_size=300), other=st.text(max_size=300))
def test_any_two_texts_have_an_answer_and_always_the_same(text: str, other: str) -> None:
    before, after = Glimpse(text, "en"), Glimpse(other, "en")
    assert suspicion(before, after) == suspicion(before, after)
    assert suspicion(before, before) is None
