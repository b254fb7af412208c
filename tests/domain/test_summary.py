"""The one sentence about a change: it says what differs, in plain words, and no more than the clauses do."""

from typing import Any

import pytest

from monitor.domain.assessment import ClauseChange, Fact
from monitor.domain.summary import summarise
from monitor.domain.vocabulary import Category

LONG = (
    "Service providers that help us to understand how our shops, our workshops and our newsletters are found, "
    "to plan deliveries, and to compare our lists with lists of others, such as Hazelgrove{}, may see your data."
)


def clause(
    category: Category, before: str, after: str, *facts: Fact, section: str = "Notice › Who sees it"
) -> ClauseChange:
    kind = "added" if not before else "removed" if not after else "modified"
    return ClauseChange(category, kind, "weaker", section, before, after, facts)  # type: ignore[arg-type]


def period(what: str, old: str | None, new: str | None) -> Fact:
    return {"type": "period", "what": what, "from": old, "to": new}


def listed(kind: str, *added: str, removed: tuple[str, ...] = ()) -> Fact:
    return {"type": kind, "added": list(added), "removed": list(removed)}


def test_a_period_is_told_of_what_is_kept() -> None:
    change = clause("retention", "Logs: 30 days.", "Logs: 90 days.", period("server logs", "P30D", "P90D"))
    assert summarise([change]) == "Retention of server logs: 30 days → 90 days (section “Who sees it”)."


def test_where_only_the_heading_tells_what_is_kept_it_is_not_said_twice() -> None:
    change = clause("retention", "30 days.", "90 days.", period("Who sees it", "P30D", "P90D"))
    assert summarise([change]) == "Retention: 30 days → 90 days (section “Who sees it”)."


def test_where_data_goes_is_told_by_names_of_countries_and_safeguards() -> None:
    change = clause("transfer", "", "To Chile.", listed("countries", "CL"), listed("mechanism", "scc"))
    assert summarise([change]).startswith("Transfers: Chile added; standard contractual clauses added (")


@pytest.mark.parametrize(
    ("category", "fact"),
    [
        ("content", listed("countries", "CL")),
        ("rights", listed("countries", "CL")),
        ("sharing", listed("recipients", "third parties")),
        ("payment", period("invoices", None, "P30D")),
        ("retention", period("", None, "P30D")),
        ("retention", period("Who sees it", None, "P30D")),
        ("legal_basis", {"type": "basis", "from": None, "to": "consent"}),
    ],
)
def test_a_value_that_only_stands_in_a_clause_does_not_take_the_place_of_its_words(
    category: Category, fact: dict[str, Any]
) -> None:
    said = summarise([clause(category, "", "We never sell data to third parties in Chile.", fact)])
    assert "added “We never sell data to third parties in Chile.”" in said


def test_a_company_that_gave_way_to_another_is_told_once() -> None:
    facts = (
        {"type": "entity", "from": "Alder GmbH", "to": "Birch Ltd"},
        listed("recipients", "Birch Ltd", removed=("Alder GmbH",)),
    )
    for category, name in (("controller", "Controller"), ("sharing", "Sharing")):
        said = summarise([clause(category, "Alder GmbH answers.", "Birch Ltd answers.", *facts)])  # type: ignore[arg-type]
        assert said == f"{name}: Alder GmbH → Birch Ltd (section “Who sees it”)."


def test_a_cookie_is_told_with_its_lifetime_and_named_once() -> None:
    facts = (period("hz_id", None, "P13M"), listed("recipients", "hz_id"))
    said = summarise([clause("tracking", "", "hz_id | statistics | 13 months", *facts)])
    assert said.startswith("Tracking: hz_id: 13 months stated (")


def test_of_many_names_the_first_are_told() -> None:
    names = [f"Firm{number} Ltd" for number in range(9)]
    said = summarise([clause("sharing", "", "A list.", listed("recipients", *names))])
    assert "Firm3 Ltd, Firm4 Ltd and 4 more added" in said


def test_of_a_long_clause_the_words_that_differ_are_quoted() -> None:
    said = summarise([clause("sharing", LONG.format(""), LONG.format(" and Thistledown"))])
    assert "such as Hazelgrove, may see your data.” →" in said
    assert "such as Hazelgrove and Thistledown, may see your data.”" in said
    assert "“…" in said
    assert "Service providers" not in said


def test_of_a_long_clause_with_edits_far_apart_the_largest_is_quoted() -> None:
    old = LONG.format("")
    new = old.replace("Service providers", "Providers").replace(
        "may see", "may see, keep and sell on to others"
    )
    assert "keep and sell on to others" in summarise([clause("sharing", old, new)])


def test_a_short_clause_is_quoted_whole() -> None:
    old = "We may tell the couriers who bring the tools to your house your name, your street and your telephone number."
    new = old.replace("telephone number", "door code")
    assert f"“{old}” → “{new}”" in summarise([clause("sharing", old, new)])


def test_a_row_and_a_quotation_are_quoted_without_their_marks() -> None:
    said = summarise([clause("sharing", "", "> ![x](a.png) | **Alder**<br><br>maps<br>| | 3")])
    assert "added “Alder · maps · | 3”" in said


@pytest.mark.parametrize(
    ("section", "said"),
    [
        ("Notice › Sharing › Last updated: 9 November 2021", " (section “Sharing”)."),
        ("Effective April 2, 2024", "."),
        ("", "."),
        ("Notice › 2. Sharing :", " (section “2. Sharing”)."),
        (f"Notice › {'very ' * 20}long", f" (section “{('very ' * 12).strip()} …”)."),
    ],
)
def test_a_section_is_named_by_the_nearest_heading_that_is_a_place(section: str, said: str) -> None:
    assert summarise([clause("sharing", "", "We sell data.", section=section)]).endswith(
        f"“We sell data.”{said}"
    )


def test_further_clauses_are_counted_once_each() -> None:
    first, other = clause("sharing", "", "One."), clause("rights", "", "Two.")
    assert summarise([first, clause("purpose", "", "One."), other]).endswith("; 1 more clause changed.")
    assert summarise([]) == ""
