"""Facts that a text states outside of any change: their values, and the clause and section each stands in."""

from monitor.domain.assessment import Fact
from monitor.domain.stated import StatedFact, stated_facts

POLICY = """\
[English (US)](https://larkfield.example/us) [Français (Canada)](https://larkfield.example/ca)

# Larkfield Privacy Notice

The controller of your data is Larkfield Analytics Ltd.

## How long we keep it

We keep server logs for thirty (30) days. Account data is deleted after one year.

## Where data goes

- We transfer data to India under the standard contractual clauses.

## Children

Nobody under 16 may have an account.

## Who receives it

| Recipient | Country |
| --- | --- |
| Quillstone GmbH | Germany |
"""


def of(kind: str, text: str = POLICY) -> list[StatedFact]:
    return [found for found in stated_facts(text) if found.fact["type"] == kind]


def test_a_period_stands_in_to_with_its_unit_as_written() -> None:
    logs, account = of("period")

    assert logs.fact == {"type": "period", "what": "server logs", "from": None, "to": "P30D"}
    assert account.fact["to"] == "P1Y"


def test_a_fact_names_its_section_and_the_exact_clause() -> None:
    (logs, _) = of("period")

    assert logs.section == "Larkfield Privacy Notice › How long we keep it"
    assert logs.clause == "We keep server logs for thirty (30) days."


def test_sets_stand_in_added_and_nothing_is_removed() -> None:
    (mechanism,) = of("mechanism")
    countries: list[Fact] = [found.fact for found in of("countries")]

    assert mechanism.fact == {"type": "mechanism", "added": ["scc"], "removed": []}
    assert countries == [
        {"type": "countries", "added": ["IN"], "removed": []},
        {"type": "countries", "added": ["DE"], "removed": []},
    ]


def test_an_age_and_the_company_that_answers_are_told() -> None:
    assert [found.fact for found in of("age")] == [{"type": "age", "from": None, "to": 16}]
    assert [found.fact["to"] for found in of("entity")] == ["Larkfield Analytics Ltd"]


def test_a_row_of_a_table_is_a_recipient_of_its_own() -> None:
    assert of("recipients")[-1].fact["added"] == ["Quillstone GmbH"]
    assert of("recipients")[-1].clause == "Quillstone GmbH | Germany"


def test_a_menu_of_languages_names_no_country() -> None:
    assert {code for found in of("countries") for code in found.fact["added"]} == {"IN", "DE"}


def test_a_text_without_facts_states_none() -> None:
    assert stated_facts("# Hello\n\nWe like you.\n") == []
    assert stated_facts("") == []


def test_what_a_text_says_twice_in_the_same_words_is_one_fact() -> None:
    clause = "We keep server logs for thirty (30) days."
    assert of("period", POLICY.replace(clause, f"{clause} {clause}")) == of("period")


def test_a_company_in_a_row_is_named_once() -> None:
    text = POLICY.replace("Quillstone GmbH", "Alder Ltd.")
    assert of("recipients", text)[-1].fact["added"] == ["Alder Ltd"]
