"""Entries of lists of companies: laid out anew they are no change; what is new, gone or other among them is told."""

import random
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.domain.assess import assess
from monitor.domain.assessment import Assessment
from monitor.domain.cells import name_place, pieces
from monitor.domain.clauses import clauses_of
from monitor.domain.facts import statements
from monitor.domain.folding import words
from monitor.domain.markdown import blocks, readable

Row = Sequence[str]
Rows = Sequence[Row]

CODES = ("IE", "DE", "FR", "US", "NL", "SE", "IN", "JP", "CA", "GB")
# Per language: a page, the names of columns, purposes, countries in the order of `CODES`, another purpose.
LANGUAGES = {
    "en": (
        "# Tarnfield Privacy Notice\n\nLast updated: 3 March 2026\n\n## Who receives it\n\n"
        "We do not sell your data.\n\n{}\n\n## How long we keep it\n\nServer logs are deleted after 30 days.\n",
        ("Subprocessor", "Purpose", "Country", "Data", "Website", "Since"),
        ("Hosting", "E-mail delivery", "Usage statistics", "Customer support", "Payments", "Newsletter, surveys"),
        [
            *("Ireland", "Germany", "France", "United States", "Netherlands"),
            *("Sweden", "India", "Japan", "Canada", "United Kingdom"),
        ],
        "Advertising",
    ),
    "fr": (
        "# Politique de confidentialité de Tarnfield\n\n## Destinataires\n\nNous ne vendons pas vos données.\n\n"
        "{}\n\n## Durées de conservation\n\nLes journaux sont supprimés après 30 jours.\n",
        ("Sous-traitant", "Finalité", "Pays", "Données", "Site", "Depuis"),
        ("Hébergement", "Envoi de courriels", "Mesure d’audience", "Assistance", "Paiement", "Lettre, enquêtes"),
        ["Irlande", "Allemagne", "France", "États-Unis", "Pays-Bas", "Suède", "Inde", "Japon", "Canada", "Royaume-Uni"],
        "Publicité ciblée",
    ),
    "de": (
        "# Datenschutzerklärung von Tarnfield\n\n## Empfänger\n\nWir verkaufen Ihre Daten nicht.\n\n"
        "{}\n\n## Speicherdauer\n\nProtokolle werden nach 30 Tagen gelöscht.\n",
        ("Unternehmen", "Zweck", "Land", "Daten", "Website", "Seit"),
        ("Hosting", "Versand von E-Mails", "Nutzungsstatistik", "Kundendienst", "Zahlungen", "Briefe, Umfragen"),
        [
            *("Irland", "Deutschland", "Frankreich", "Vereinigte Staaten", "Niederlande"),
            *("Schweden", "Indien", "Japan", "Kanada", "Vereinigtes Königreich"),
        ],
        "Werbung",
    ),
}  # fmt: skip
NAMES = (
    "Corvane",
    "Meldip",
    "Tarn",
    "Quill & Sons",
    "Zerith",
    "Ombrel",
    "Fenwick",
    "Havlo",
    "Pellin",
    "Drostan",
)
KINDS = ("", " Hosting", " Analytics", " Data", " Mail")
FORMS = (" Ltd", " GmbH", " SAS", " LLC", " Inc.", " B.V.", " Pvt Ltd", "", "", ", Inc.")


def table(rows: Rows, columns: Row, order: Sequence[int] = (), *, has_header: bool = True) -> str:
    places = order or range(len(columns))
    lines = ["| " + " | ".join(row[place] for place in places) + " |" for row in (columns, *rows)]
    return "\n".join([lines[0], "|" + "---|" * len(columns), *lines[1:]] if has_header else lines[1:])


def listed(joint: str) -> Callable[[Rows, Row], str]:
    return lambda rows, _: "\n".join(f"- {joint.join(row)}" for row in rows)


def paragraphs(joint: str) -> Callable[[Rows, Row], str]:
    return lambda rows, _: "\n\n".join(joint.join(row) for row in rows)


LAYOUTS: dict[str, Callable[[Rows, Row], str]] = {
    "table": table,
    "table without header": lambda rows, columns: table(rows, columns, has_header=False),
    "name last": lambda rows, columns: table(rows, columns, [*range(1, len(columns)), 0]),
    "reversed": lambda rows, columns: table(rows, columns, range(len(columns))[::-1]),
    "reversed without header": lambda rows, columns: table(
        rows, columns, range(len(columns))[::-1], has_header=False
    ),
    "commas": listed(", "),
    "dashes": listed(" – "),
    "colon": lambda rows, _: "\n".join(f"* **{row[0]}**: {', '.join(row[1:])}" for row in rows),
    "parentheses": lambda rows, _: "\n".join(
        f"- **{row[0]}** ({row[-1]})" + (f": {', '.join(row[1:-1])}" if len(row) > 2 else "") for row in rows
    ),
    "numbered": lambda rows, _: "\n".join(f"{at}. {', '.join(row)}" for at, row in enumerate(rows, 1)),
    "paragraphs": paragraphs(", "),
    "blocks": paragraphs("\n"),
    "single lines": paragraphs("\n\n"),
    "labels": lambda rows, columns: "\n\n".join(
        "\n".join(f"{column}: {cell}" for column, cell in zip(columns, row, strict=True)) for row in rows
    ),
    "nested": lambda rows, _: "\n".join("\n  - ".join((f"- {row[0]}", *row[1:])) for row in rows),
    "headings": lambda rows, _: "\n\n".join(f"### {row[0]}\n\n{', '.join(row[1:])}" for row in rows),
}  # fmt: skip
# Where nothing on either side says which lines belong together.
LOOSE = {"nested", "single lines", "headings"}


class Case:
    """A list of companies in two layouts, with one more company."""

    def __init__(self, seed: int) -> None:
        rng = random.Random(seed)
        self.language = rng.choice(sorted(LANGUAGES))
        self.page, columns, purposes, self.countries, self.other = LANGUAGES[self.language]
        every = [name + kind for name in NAMES for kind in KINDS]
        used = [0, 2] if (count := rng.choice((2, 3, 3, 3, 4, 5, 6))) == 2 else list(range(count))
        self.columns = [columns[place] for place in used]
        self.place = used.index(2)
        self.rows = []
        for name in rng.sample(every, rng.choice((4, 5, 8, 13, 41))):
            full = (name + rng.choice(FORMS), rng.choice(purposes), rng.choice(self.countries))
            more = (rng.choice(("Logs", "IP", "Name, address")), f"{name.split()[0].lower()}.example", "2021")
            self.rows.append([(*full, *more)[place] for place in used])
        self.new = self.rows.pop()
        self.old, self.after = rng.sample(sorted(LAYOUTS), 2)
        self.at = rng.randrange(len(self.rows))

    def text(self, layout: str, rows: Rows) -> str:
        return self.page.format(LAYOUTS[layout](rows, self.columns))

    def turned_into(self, rows: Rows, layout: str | None = None) -> Assessment:
        return assess(self.text(self.old, self.rows), self.text(layout or self.after, rows))

    def with_cell(self, place: int, cell: str) -> Rows:
        rows = [list(row) for row in self.rows]
        rows[self.at][place] = cell
        return rows

    def coded(self, rows: Rows) -> Rows:
        return [
            [CODES[self.countries.index(cell)] if at == self.place else cell for at, cell in enumerate(row)]
            for row in rows
        ]

    @property
    def is_loose(self) -> bool:
        return {self.old, self.after} <= LOOSE

    def __repr__(self) -> str:
        return f"{self.old} → {self.after} ({self.language}): {self.rows} + {self.new}"


CASES = st.integers(0, 1_000_000).map(Case)


@settings(deadline=None, max_examples=60)
@given(CASES)
def test_a_list_that_is_laid_out_anew_or_names_countries_by_codes_is_no_change(case: Case) -> None:
    # A header alone may come or go, which is an edit without effect.
    for rows in (case.rows, case.rows[::-1]):
        found = case.turned_into(rows)
        assert found.verdict != "material"
        assert not any(name in change.after for name, *_ in rows for change in found.changes)
    assert case.turned_into(case.coded(case.rows), case.old).verdict != "material"
    assert case.is_loose or case.turned_into(case.coded(case.rows)).verdict != "material"


@settings(deadline=None, max_examples=60)
@given(CASES)
def test_a_new_company_is_told_first_and_alone_in_any_layout(case: Case) -> None:
    rows = [*case.rows[: case.at], case.new, *case.rows[case.at :]]
    for layout in (case.old, case.after):
        if layout == case.after and case.is_loose:
            continue
        found = case.turned_into(rows, layout)
        assert (found.verdict, found.severity in ("high", "medium")) == ("material", True)
        first = found.changes[0]
        assert (first.category, first.kind, first.direction) == ("sharing", "added", "weaker")
        assert {change.after for change in found.changes} == {first.after}
        assert all(cell in first.after for cell in case.new)
        assert all(cell.rstrip(".") in found.summary for cell in case.new[: case.place + 1]), found.summary
        added = next(fact["added"] for fact in first.facts if fact["type"] == "recipients")
        assert not set(added) & {*case.countries}


@settings(deadline=None, max_examples=60)
@given(CASES)
def test_a_company_that_goes_or_gives_way_and_another_country_or_purpose_are_told(case: Case) -> None:
    gone = case.rows[case.at]
    found = case.turned_into([row for row in case.rows if row is not gone])
    assert found.verdict == "material"
    assert case.is_loose or any(gone[0] in c.before for c in found.changes if c.category == "sharing")
    country = next(name for name in case.countries if name != gone[case.place])
    found = case.turned_into(case.with_cell(case.place, country))
    if case.is_loose:
        return
    assert found.verdict == "material"
    assert any(country in change.after for change in found.changes)
    found = case.turned_into(case.with_cell(0, "Wexcombe Insight SA"))
    assert any("Wexcombe Insight SA" in c.after for c in found.changes if c.category == "sharing")
    if case.place > 1:
        found = case.turned_into(case.with_cell(1, case.other))
        assert found.verdict == "material"
        assert any(case.other in change.after for change in found.changes)


def test_sentences_with_the_same_words_in_another_order_are_not_the_same() -> None:
    text = "# Notice\n\n## Who receives it\n\nCouriers, and not banks, see your address.\n"
    assert assess(text, text.replace("Couriers, and not banks", "Banks, and not couriers")).verdict != "noise"
    row = "# Notice\n\n| Banks | not your name | Spain |\n| --- | --- | --- |\n| Shops | not your name | Spain |\n"
    assert (
        assess(row, row.replace("| Shops | not your name |", "| not Shops | your name |")).verdict != "noise"
    )


def test_an_address_behind_a_label_is_part_of_an_entry() -> None:
    text = "# Notice\n\n- Corvane Ltd, [write](mailto:a@corvane.example)\n- Tarn Ltd, Spain\n"
    assert assess(text, text.replace("mailto:a@", "mailto:b@")).verdict == "material"


def test_a_postal_address_is_no_entry() -> None:
    address = "Corvane Ltd\n12 High Street\nDublin\nIreland"
    text = "# Notice\n\nWe answer your letters.\n\n{}\n\nWe keep them for a year in our archive.\n"
    changes = assess(text.format(address), text.format(address.replace("12 High", "7 Low"))).changes
    assert [change.after for change in changes[:1]] == ["Corvane Ltd\n7 Low Street"]


@pytest.mark.parametrize("entity", ["&amp;", "&#38;", "&#x26;", "&amp;amp;"])
def test_an_entity_is_the_character_that_it_stands_for(entity: str) -> None:
    text = "# Notice\n\n## Who receives it\n\n| Company | Country |\n| --- | --- |\n| Quill & Sons LLC | Japan |\n"
    found = assess(text, text.replace("&", entity))
    assert (found.verdict, found.changes) == ("noise", ())
    assert readable(f"Quill {entity} Sons") == "Quill & Sons"


def test_what_only_looks_like_an_entity_stays() -> None:
    assert words("AT&T, ?a=1&copy=2, R&D; x &foo; y") == [
        "at",
        "t",
        "a",
        "1",
        "copy",
        "2",
        "r",
        "d",
        "x",
        "foo",
        "y",
    ]
    assert words("caf&eacute; l&#39;acc&egrave;s") == ["café", "l", "accès"]


@pytest.mark.parametrize(
    ("row", "header", "name"),
    [
        (("France", "Tarn SAS", "Statistics"), (), "Tarn SAS"),
        (("Statistics", "Tarn SAS", "France"), (), "Tarn SAS"),
        (("FR", "Tarn", "Statistics"), ("Country", "Name", "Purpose"), "Tarn"),
        (("Statistik", "Tarn", "Paris"), ("Zweck", "Anbieter", "Sitz"), "Tarn"),
        (("Tarn", "Fenwick SAS", "Statistics"), (), "Tarn"),
        (("hz_id", "Tarn SAS", "2 years"), ("Cookie", "Provider", "Lifetime"), "hz_id"),
    ],
)
def test_a_row_is_named_by_its_company_wherever_it_stands(row: Row, header: Row, name: str) -> None:
    assert row[name_place(row, header)] == name


def test_a_country_is_no_recipient_and_a_code_in_a_cell_is_a_country() -> None:
    text = table([("FR", "Tarn SAS", "IT"), ("Spain", "Havlo", "Mail")], ("Country", "Company", "Purpose"))
    stated = [
        statements(clause)
        for number, block in enumerate(blocks(text))
        for clause in clauses_of(block, number)
    ]
    assert [said.recipients for said in stated] == [set(), {"Tarn SAS"}, {"Havlo"}]
    assert [said.countries for said in stated] == [set(), {"FR"}, {"ES"}]


def test_a_line_is_cut_into_what_cells_would_hold() -> None:
    assert pieces("**Quill & Sons, Inc.** (Japan): support, chat") == [
        "Quill & Sons, Inc.",
        "Japan",
        "support",
        "chat",
    ]
    assert pieces("Name: Tarn A/S\nCountry: Denmark") == ["Tarn A/S", "Denmark"]
