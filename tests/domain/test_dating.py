"""What the dates on two texts say about a change: only what stands on a date line of its own, and only what is sure."""

from datetime import date

import pytest

from monitor.domain.assess import assess
from monitor.domain.assessment import Assessment, Context
from monitor.domain.clutter import Surroundings, assess_apart
from monitor.domain.dating import stamps
from monitor.domain.history import HistoryView, apply_history

BODY = "## Storage\n\nWe keep server logs for 30 days.\n\n## Sharing\n\nWe never sell your data.\n"
LONGER = BODY.replace("30 days", "12 months")
SEEN = Context(seen_on=date(2026, 6, 10), last_seen_on=date(2026, 6, 9))


def dated(line: str, body: str = BODY) -> str:
    return f"# Privacy policy\n\n{line}\n\n{body}"


def changed(before: str, after: str, context: Context = SEEN) -> Assessment:
    return assess(before, after, context)


@pytest.mark.parametrize(
    ("line", "role", "value"),
    [
        ("Last updated: 3 March 2026", "updated", date(2026, 3, 3)),
        ("**Last Updated:** March 3, 2026", "updated", date(2026, 3, 3)),
        ("*This Privacy Policy was last updated on 3 March 2026.*", "updated", date(2026, 3, 3)),
        ("Effective Date: 2026-03-03", "effective", date(2026, 3, 3)),
        ("(Effective as of March 3, 2026)", "effective", date(2026, 3, 3)),
        ("3 March 2026 (effective date)", "effective", date(2026, 3, 3)),
        ("Dernière mise à jour : 3 mars 2026", "updated", date(2026, 3, 3)),
        ("En vigueur le 3 mars 2026", "effective", date(2026, 3, 3)),
        ("Stand: 3. März 2026", "updated", date(2026, 3, 3)),
        ("Última actualización: 3 de marzo de 2026", "updated", date(2026, 3, 3)),
        ("Ultimo aggiornamento: 3 marzo 2026", "updated", date(2026, 3, 3)),
        ("Laatst bijgewerkt: 3 maart 2026", "updated", date(2026, 3, 3)),
        ("Última atualização: 3 de março de 2026", "updated", date(2026, 3, 3)),
    ],
)
def test_a_date_line_is_read(line: str, role: str, value: date) -> None:
    (stamp,) = stamps(dated(line))

    assert (stamp.role, stamp.value) == (role, value)


def test_a_line_may_give_both_dates() -> None:
    found = stamps("Last updated: 3 March 2026. Effective: 1 May 2026\n")

    assert {(stamp.role, stamp.value) for stamp in found} == {
        ("updated", date(2026, 3, 3)),
        ("effective", date(2026, 5, 1)),
    }


@pytest.mark.parametrize(
    "line",
    [
        "The clauses of the Commission, as amended on 3 March 2026, apply to transfers to our processors there.",
        "If you joined before 3 March 2026, the earlier terms remain in effect for you until your plan ends.",
        "Last updated: March 2026",
        "© 2026 Larkfield. All rights reserved.",
        "3 March 2026",
        "Last updated: 31 February 2026",
    ],
)
def test_running_text_and_half_a_date_are_not_believed(line: str) -> None:
    assert stamps(dated(line)) == frozenset()


def test_a_text_that_changed_under_its_old_date_is_silent() -> None:
    line = "Last updated: 3 March 2026"

    assert changed(dated(line), dated(line, LONGER)).marks == ("silent",)
    assert changed(dated(line), dated("Last updated: 9 June 2026", LONGER)).marks == ()
    assert changed(dated("Hello"), dated("Hello", LONGER)).marks == ()


@pytest.mark.parametrize(
    ("day", "is_silent"),
    [
        ("1 June 2026", True),
        ("7 June 2026", True),
        ("8 June 2026", False),
        ("9 June 2026", False),
        ("1 July 2026", False),
    ],
)
def test_a_date_that_may_be_that_of_the_edit_is_not_silent(day: str, is_silent: bool) -> None:
    found = changed(dated(f"Last updated: {day}"), dated(f"Last updated: {day}", LONGER))

    assert ("silent" in found.marks) is is_silent


def test_a_date_that_is_gone_or_stands_in_a_sentence_proves_nothing() -> None:
    line = "Last updated: 3 March 2026"

    assert changed(dated(line), dated("", LONGER)).marks == ()
    sentence = "As we said when these rules were last updated on 3 March 2026, nothing of what you wrote to us is lost."
    assert changed(dated(sentence), dated(sentence, LONGER)).marks == ()


def test_without_effect_nothing_is_silent() -> None:
    line = "Last updated: 3 March 2026"
    found = changed(dated(line), dated(line, BODY.replace("never sell", "do never sell")))

    assert found.verdict == "minor"
    assert found.marks == ()


def test_a_new_date_alone_is_said() -> None:
    before = dated("Last updated: 3 March 2026")

    found = changed(before, dated("Last updated: 9 June 2026"))
    assert (found.verdict, found.marks) == ("minor", ("date_only",))
    both = changed(before, dated("Last updated: 9 June 2026", BODY.replace("server logs", "serverlogs")))
    assert both.marks == ()
    moved = BODY.split("\n\n## Sharing")
    turned = f"## Sharing{moved[1]}\n{moved[0]}\n"
    assert changed(before, dated("Last updated: 9 June 2026", turned)).marks == ()


def test_an_older_date_is_no_new_one() -> None:
    found = changed(dated("Last updated: 3 March 2026"), dated("Last updated: 3 March 2025"))

    assert "date_only" not in found.marks


def test_a_coming_day_on_a_date_line_is_announced() -> None:
    before = dated("Effective date: 1 May 2025")
    found = changed(before, dated("Effective date: 1 August 2026", LONGER))

    assert (found.effective_date, found.marks) == (date(2026, 8, 1), ("announced",))
    past = changed(before, dated("Effective date: 1 June 2026", LONGER))
    assert (past.effective_date, past.marks) == (date(2026, 6, 1), ())
    same = changed(dated("Effective date: 1 August 2026"), dated("Effective date: 1 August 2026", LONGER))
    assert (same.effective_date, same.marks) == (None, ())


def test_a_banner_that_names_its_day_is_announced() -> None:
    banner = "We are updating our privacy policy. The changes will take effect on 1 August 2026."
    found = changed(dated("Last updated: 3 March 2026"), f"{banner}\n\n{dated('Last updated: 3 March 2026')}")

    assert found.effective_date == date(2026, 8, 1)
    assert "announced" in found.marks
    assert "change_notice" in found.categories


def test_a_day_that_has_come_and_one_of_an_unknown_time_are_not_announced() -> None:
    before, after = dated("Effective: 1 May 2025"), dated("Effective: 1 August 2026", LONGER)

    assert changed(before, after, Context(seen_on=date(2026, 8, 1))).marks == ()
    assert changed(before, after, Context(seen_on=date(2026, 7, 31))).marks == ()
    assert changed(before, after, Context()).marks == ()


def test_a_date_that_can_be_read_two_ways_is_not_announced_but_stays_the_same() -> None:
    line = "Effective: 03/08/2026"

    assert changed(dated("Effective: 1 May 2025"), dated(line, LONGER)).effective_date is None
    assert changed(dated("Effective: 03/04/2025"), dated("Effective: 03/04/2025", LONGER)).marks == (
        "silent",
    )


def test_noise_and_restored_texts_are_not_marked() -> None:
    line = "Last updated: 3 March 2026"
    found = assess_apart(dated(line), dated(line, LONGER), SEEN, Surroundings())

    assert found.marks == ("silent",)
    assert apply_history(found, HistoryView(is_restored=True, returns_to=1)).marks == ()
    assert changed(dated(line), dated(line)).marks == ()
