"""Changes of invented policies: what must be said of them, in two languages and seven."""

from datetime import date

import pytest

from monitor.domain.assess import ASSESSOR, assess
from monitor.domain.assessment import Assessment, ClauseChange, Context

POLICY = """# Privacy policy of Larkfield

Last updated: 3 March 2025

## What we collect

We collect your name, your postal address and the pages you visit.

## How long we keep data

We keep server logs for 30 days. Billing records are kept for seven years.

## Who we share data with

We do not share your personal data with advertisers.
We share delivery addresses with our carriers.

## Where data is stored

Your data is stored in Ireland and Sweden.

## Children

You must be at least 16 years old to use Larkfield.

## Your rights

You may ask for a copy of your data at any time. Write to privacy@larkfield.example.
"""

POLITIQUE = """# Politique de confidentialité de Brumelune

Dernière mise à jour : 3 mars 2025

## Durée de conservation

Les journaux techniques sont conservés pendant 6 mois.

## Partage des données

Nous ne partageons pas vos données avec des annonceurs.

## Transferts

Vos données sont hébergées en France.

## Vos droits

Vous pouvez demander une copie de vos données à tout moment.
"""


def changed(old: str, new: str, text: str = POLICY) -> Assessment:
    assert old in text
    return assess(text, text.replace(old, new))


def of(found: Assessment, category: str) -> ClauseChange:
    assert found.verdict == "material", found
    assert category in found.categories, found.categories
    return next(change for change in found.changes if change.category == category)


def test_a_longer_retention_period_is_weaker_and_high() -> None:
    found = changed("for 30 days", "for 90 days")
    change = of(found, "retention")
    assert (change.kind, change.direction, found.severity) == ("modified", "weaker", "high")
    assert change.facts[0] == {
        "type": "period",
        "what": change.facts[0]["what"],
        "from": "P30D",
        "to": "P90D",
    }
    assert change.section.endswith("How long we keep data")
    assert change.before == "We keep server logs for 30 days."
    assert change.after == "We keep server logs for 90 days."
    assert change.reasons
    assert "30 days → 90 days" in found.summary


def test_a_shorter_retention_period_is_stronger_and_at_most_medium() -> None:
    found = changed("for 30 days", "for one week")
    change = of(found, "retention")
    assert change.direction == "stronger"
    assert found.severity != "high"
    assert (change.facts[0]["from"], change.facts[0]["to"]) == ("P30D", "P1W")


def test_seven_years_and_7_years_are_the_same() -> None:
    assert changed("seven years", "7 years").verdict == "minor"


def test_twelve_months_and_one_year_are_the_same_period() -> None:
    assert changed("seven years", "84 months").verdict != "material"


@pytest.mark.parametrize(("old", "new"), [("do not share", "share"), ("We do not share", "We may share")])
def test_one_not_less_in_a_sentence_on_sharing_is_high(old: str, new: str) -> None:
    found = changed(old, new)
    assert of(found, "sharing").direction == "weaker"
    assert found.severity == "high"


def test_one_not_more_in_a_sentence_on_sharing_is_stronger() -> None:
    found = changed("We share delivery addresses", "We do not share delivery addresses")
    assert of(found, "sharing").direction == "stronger"
    assert found.severity == "medium"


def test_a_new_country_of_storage_is_a_fact_of_transfer() -> None:
    found = changed("Ireland and Sweden", "Ireland, Sweden and the United States")
    assert {"type": "countries", "added": ["US"], "removed": []} in of(found, "transfer").facts
    assert found.severity == "high"


def test_a_dropped_transfer_mechanism_is_weaker() -> None:
    old = (
        POLICY
        + "\nTransfers to India are protected by standard contractual clauses and binding corporate rules.\n"
    )
    found = assess(old, old.replace(" and binding corporate rules", ""))
    change = of(found, "transfer")
    assert {"type": "mechanism", "added": [], "removed": ["bcr"]} in change.facts
    assert (change.direction, found.severity) == ("weaker", "high")


def test_a_lower_age_is_a_fact() -> None:
    change = of(changed("at least 16 years", "at least 13 years"), "children")
    assert {"type": "age", "from": 16, "to": 13} in change.facts
    assert change.direction == "weaker"


def test_a_new_clause_on_training_of_models_is_ai() -> None:
    found = assess(
        POLICY, POLICY + "\n## Models\n\nWe use your messages to train our machine learning models.\n"
    )
    assert of(found, "ai").kind == "added"
    assert found.severity == "high"


def test_new_arbitration_is_of_disputes_and_weaker() -> None:
    clause = (
        "Any dispute will be resolved by binding arbitration, and you waive your right to a class action."
    )
    found = assess(POLICY, f"{POLICY}\n## Disputes\n\n{clause}\n")
    assert of(found, "disputes").direction == "weaker"
    assert found.severity == "high"


def test_a_right_that_goes_is_weaker() -> None:
    found = changed("You may ask for a copy of your data at any time. ", "")
    assert of(found, "rights").direction == "weaker"


def test_another_contact_address_is_material() -> None:
    assert changed("privacy@larkfield.example", "dpo@larkfield.example").verdict == "material"


def test_a_real_edit_hidden_among_cosmetic_ones_decides() -> None:
    cosmetic = POLICY.replace("##", "###").replace("your", "Your").replace("3 March", "4 March")
    found = assess(POLICY, cosmetic.replace("for 30 days", "for 31 days"))
    assert of(found, "retention").facts[0]["to"] == "P31D"


TABLE = """# Subprocessors of Larkfield

| Name | Purpose | Country |
| --- | --- | --- |
| Quillhost GmbH | hosting | Germany |
| Paperfin Ltd | invoices | Ireland |
| Mailmoth Inc | e-mail | United States |
"""


def test_a_new_row_of_a_table_of_subprocessors_is_cited_alone() -> None:
    found = assess(
        TABLE, TABLE.replace("| Mailmoth", "| Sortwell Pty Ltd | support | Australia |\n| Mailmoth")
    )
    rows = {(change.before, change.after) for change in found.changes}
    assert rows == {("", "Sortwell Pty Ltd | support | Australia")}
    assert found.severity in ("high", "medium")
    change = of(found, "sharing")
    assert "AU" in next(fact for fact in change.facts if fact["type"] == "countries")["added"]


def test_a_subprocessor_that_goes_is_stronger() -> None:
    found = assess(TABLE, TABLE.replace("| Paperfin Ltd | invoices | Ireland |\n", ""))
    assert of(found, "sharing").direction == "stronger"


def test_a_table_in_another_order_or_as_a_list_is_no_edit() -> None:
    lines = TABLE.split("\n")
    lines[4], lines[6] = lines[6], lines[4]
    assert assess(TABLE, "\n".join(lines)).verdict == "noise"
    listed = TABLE.replace("| Name | Purpose | Country |\n| --- | --- | --- |\n", "")
    listed = listed.replace("| Q", "* Q").replace("| P", "* P").replace("| M", "* M").replace(" |", ",")
    assert assess(TABLE, listed).verdict != "material"


FRENCH = [
    ("pendant 6 mois", "pendant deux ans", "retention", "weaker"),
    ("pendant 6 mois", "pendant 30 jours", "retention", "stronger"),
    ("ne partageons pas", "partageons", "sharing", "weaker"),
    ("en France", "en France et aux États-Unis", "transfer", "weaker"),
    ("Vous pouvez demander une copie de vos données à tout moment.", "", "rights", "weaker"),
]


@pytest.mark.parametrize(("old", "new", "category", "direction"), FRENCH)
def test_french_twins(old: str, new: str, category: str, direction: str) -> None:
    assert of(changed(old, new, POLITIQUE), category).direction == direction


OTHERS = [
    ("Wir geben Ihre Daten nicht an Dritte weiter.", "Wir geben Ihre Daten an Dritte weiter.", "sharing"),
    (
        "Protokolle werden nach 30 Tagen gelöscht.",
        "Protokolle werden nach zwölf Monaten gelöscht.",
        "retention",
    ),
    ("No compartimos sus datos con terceros.", "Compartimos sus datos con terceros.", "sharing"),
    ("Los datos se conservan durante dos años.", "Los datos se conservan durante diez años.", "retention"),
    ("Non condividiamo i tuoi dati con terzi.", "Condividiamo i tuoi dati con terzi.", "sharing"),
    ("I dati sono conservati per sei mesi.", "I dati sono conservati per cinque anni.", "retention"),
    ("Wij delen uw gegevens niet met derden.", "Wij delen uw gegevens met derden.", "sharing"),
    ("De gegevens worden twee jaar bewaard.", "De gegevens worden tien jaar bewaard.", "retention"),
    ("Não partilhamos os seus dados com terceiros.", "Partilhamos os seus dados com terceiros.", "sharing"),
    (
        "Os dados são conservados durante seis meses.",
        "Os dados são conservados durante cinco anos.",
        "retention",
    ),
]


@pytest.mark.parametrize(("before", "after", "category"), OTHERS)
def test_denials_and_periods_in_five_more_languages(before: str, after: str, category: str) -> None:
    found = assess(f"# Larkfield\n\n{before}\n", f"# Larkfield\n\n{after}\n")
    assert of(found, category).direction == "weaker"


def test_an_announced_change_is_material_with_its_date() -> None:
    banner = "We are updating our Privacy Policy. The new policy will take effect on 1 June 2026.\n\n"
    found = assess(POLICY, banner + POLICY)
    assert of(found, "change_notice").kind == "added"
    assert found.effective_date == date(2026, 6, 1)


def test_the_document_type_speaks_where_the_words_do_not() -> None:
    before, after = (
        "Nordpine Ltd\n\nAsh & Co\n",
        "Nordpine Ltd, Oslo, hosting of customer files\n\nAsh & Co\n",
    )
    found = assess(before, after + "\nBirch Ltd, Turin, hosting of customer mail\n", Context("subprocessors"))
    assert "sharing" in found.categories


def test_an_unknown_language_is_medium_and_marked() -> None:
    before = "# Zasady\n\nNie udostępniamy danych osobowych nikomu poza naszą firmą bez wyraźnej zgody.\n"
    found = assess(
        before, before + "\nDane przekazujemy partnerom handlowym w celach reklamowych i badawczych.\n"
    )
    assert (found.verdict, found.severity, found.marks) == ("material", "medium", ("unassessed",))


def test_identical_texts_are_noise_without_changes() -> None:
    found = assess(POLICY, POLICY)
    assert (found.verdict, found.severity, found.categories, found.changes) == ("noise", None, (), ())
    assert found.noise == ("identical",)
    assert found.assessor == ASSESSOR


def test_the_json_of_the_contract() -> None:
    row = changed("for 30 days", "for 90 days").as_json()
    assert list(row) == ["verdict", "severity", "categories", "summary", "noise", "changes"]
    assert set(row["changes"][0]) == {
        "category", "kind", "direction", "section", "before", "after", "facts", "reasons",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("We keep your {} data for 30 days.", "We keep your {} data for 90 days."),
        ("Conserviamo i dati di {} per 30 giorni.", "Conserviamo i dati di {} per 90 giorni."),
        (
            "As updated by law, we answer {} requests within 30 days.",
            "As updated by law, we answer {} requests within 45 days.",
        ),
        (
            "The {} plan costs 10 euros per month, as updated.",
            "The {} plan costs 15 euros per month, as updated.",
        ),
    ],
)
@pytest.mark.parametrize("times", [1, 5])
def test_a_figure_that_a_clause_states_is_no_date_and_no_rename_however_often_it_changes(
    before: str, after: str, times: int
) -> None:
    things = ("mail", "shop", "game", "news", "chat")[:times]
    old, new = ("\n\n".join(text.format(thing) for thing in things) for text in (before, after))
    assert assess(old, new).verdict == "material"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Posted 3 days ago", "Posted 4 days ago"),
        ("Publié il y a 3 jours", "Publié il y a 4 jours"),
        (
            "Last updated: 3 May 2024. Your data is safe with us.",
            "Last updated: 4 May 2025. Your data is safe with us.",
        ),
    ],
)
def test_how_long_ago_something_was_is_no_period(before: str, after: str) -> None:
    assert assess(before, after).verdict != "material"


def test_a_new_section_is_told_although_the_date_of_the_document_was_forgotten() -> None:
    before = (
        "# Terms of Tidewater\n\nLast updated: 9 November 2025\n\nTidewater rents kayaks on the river Lenne.\n\n"
        "You pay in advance, and you return the boat before sunset.\n"
    )
    section = "\n\n".join(
        f"Paddle credits of kind {name} expire {days} days after you bought them, and we do not refund them."
        for name, days in zip("abcdefghijklmn", range(20, 160, 10), strict=True)
    )
    said = assess(before, f"{before}\n## Paddle credits\n\n{section}\n")
    assert said.verdict == "material"
    assert said.changes[0].kind == "added"


def test_a_menu_that_came_under_one_dated_edition_is_a_capture() -> None:
    before = (
        "# Terms of Tidewater\n\nLast updated: 9 November 2025\n\nTidewater rents kayaks on the river Lenne.\n\n"
        "You pay in advance, and you return the boat before sunset.\n"
    )
    menu = "\n".join(f"* Kayak {name} in our yard" for name in "abcdefghijklmnop")
    assert assess(before, f"{before}\n{menu}\n").verdict != "material"
