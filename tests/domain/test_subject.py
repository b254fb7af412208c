"""What a period applies to, and which durations are periods at all."""

import pytest

from monitor.domain.clauses import clauses_of
from monitor.domain.facts import statements
from monitor.domain.markdown import blocks

HEADING = "Deposits"


def subjects(clause: str) -> list[tuple[str, str]]:
    found = [
        statements(said).periods
        for number, block in enumerate(blocks(f"# {HEADING}\n\n{clause}\n"))
        if block.kind != "heading"
        for said in clauses_of(block, number)
    ]
    return [(period.what, period.iso) for periods in found for period in periods]


@pytest.mark.parametrize(
    ("clause", "what"),
    [
        ("We keep server logs for 30 days.", "server logs"),
        ("We keep photos only for 30 days.", "photos"),
        ("Server logs are deleted after 30 days.", "Server logs"),
        ("The recordings of our hotline are deleted after 30 days.", "recordings of our hotline"),
        ("Die Protokolle werden nach 30 Tagen gelöscht.", "Protokolle"),
        ("Les journaux sont supprimés après 30 jours.", "journaux"),
        ("If you lend a tool, your deposit is held for 30 days.", "your deposit"),
        ("Once you close your account, we keep its invoices for 30 days.", "its invoices"),
        ("If you lend a tool, we answer within 30 days.", HEADING),
        ("Unless the law says otherwise it is kept for 30 days.", HEADING),
        ("This data is kept for 30 days.", HEADING),
        ("We keep it for 30 days.", HEADING),
        ("Hazelgrove may keep a lost tool for 30 days.", "a lost tool"),
        ("Hazelgrove may end a loan after 30 days.", HEADING),
        ("Changes to the fees won't apply to loans and are announced 30 days before.", HEADING),
        ("You have 30 days to object.", HEADING),
    ],
)
def test_a_period_is_of_the_thing_that_its_sentence_names_or_else_of_its_heading(
    clause: str, what: str
) -> None:
    assert [name for name, _ in subjects(clause)] == [what]


@pytest.mark.parametrize(
    ("row", "what"),
    [
        (r"| Alder Maps | \_alder\_id | 30 days | maps |", "Alder Maps, _alder_id"),
        ("| Alder Maps | NID | 30 days | maps |", "Alder Maps, NID"),
        ("| Alder Maps | Statistics | 30 days | maps |", "Alder Maps"),
        ("| Name<br><br>alder | 30 days |", "Name alder"),
    ],
)
def test_in_a_table_a_period_is_of_its_row(row: str, what: str) -> None:
    assert [
        name for name, _ in subjects(f"| Who | What | How long | Why |\n| --- | --- | --- | --- |\n{row}")
    ] == [what]


@pytest.mark.parametrize(
    ("clause", "periods"),
    [
        ("We charge a one-time fee.", []),
        ("You may ask for a copy twice a year.", []),
        ("The hotline is open 24 hours a day.", ["PT24H"]),
        ("In the past 12 months we have sold nothing.", []),
        ("In the preceding twelve (12) months we have sold nothing.", []),
        ("Tools may be kept for a year.", ["P1Y"]),
        ("Du har 24 timer.", ["PT24H"]),
    ],
)
def test_how_often_and_how_long_ago_are_no_periods(clause: str, periods: list[str]) -> None:
    assert [iso for _, iso in subjects(clause)] == periods


@pytest.mark.parametrize(
    ("text", "companies"),
    [
        ("Write to Hazelgrove Inc., 12 Ash Road, Las Vegas, NV 89109.", ("Hazelgrove Inc",)),
        ("THE TOOLS ARE LENT AS THEY ARE, AND NOT AS NEW, BY HAZELGROVE LTD.", ()),
        ("Hazelgrove AS and Thistledown N.V. are partners.", ("Hazelgrove AS", "Thistledown N.V.")),
    ],
)
def test_a_state_and_words_in_capitals_are_no_companies(text: str, companies: tuple[str, ...]) -> None:
    (block,) = blocks(text)
    (clause,) = clauses_of(block, 0)
    assert statements(clause).entities == companies
