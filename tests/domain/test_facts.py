"""What single sentences state: ages in figures and in words, mechanisms relied on and not, amounts, whose law it is."""

import pytest

from monitor.domain import folding
from monitor.domain.clauses import Clause
from monitor.domain.facts import Statements, ages_in, mechanisms_in, statements


def stated(text: str) -> Statements:
    return statements(Clause(text, tuple(folding.words(text)), "sentence", "", 0, 0))


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("You must be at least eighteen (18) to send tips.", (18,)),
        ("You must be 16 years or older to open an account.", (16,)),
        ("Our shop is not meant for children under the age of thirteen.", (13,)),
        ("Le service est interdit aux moins de seize ans.", (16,)),
        ("Sie müssen mindestens sechzehn Jahre alt sein.", (16,)),
        ("Los menores de dieciséis años no pueden registrarse.", (16,)),
        ("I minori di sedici anni non possono iscriversi.", (16,)),
        ("Wie jonger dan zestien jaar is, kan geen account maken.", (16,)),
        ("Os menores de dezasseis anos não podem inscrever-se.", (16,)),
        ("We answer within eighteen days at least.", ()),
        ("Our shop has been open for sixteen years.", ()),
    ],
)
def test_ages_are_read_in_figures_and_in_words(text: str, ages: tuple[int, ...]) -> None:
    assert ages_in(text) == ages


@pytest.mark.parametrize(
    ("text", "mechanisms"),
    [
        ("For transfers to Chile we rely on the Standard Contractual Clauses.", {"scc"}),
        ("We no longer rely on the Privacy Shield.", set()),
        ("We do not rely on the Privacy Shield but on the Standard Contractual Clauses.", {"scc"}),
        ("Wir stützen uns nicht mehr auf das Privacy Shield, sondern auf Standardvertragsklauseln.", {"scc"}),
        ("Where a country has no adequacy decision, we use binding corporate rules.", {"adequacy", "bcr"}),
    ],
)
def test_a_mechanism_that_is_not_relied_on_is_none(text: str, mechanisms: set[str]) -> None:
    assert mechanisms_in(text) == mechanisms


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("A copy costs 9.00 € or EUR 12.50.", ("9€", "12.50€")),
        ("A copy costs twenty-five euros.", ("25€",)),
        ("Une copie coûte vingt euros.", ("20€",)),
        ("Eine Abschrift kostet fünfzig Euro.", ("50€",)),
        ("A segunda via custa vinte reais.", ("20r$",)),
        ("We pay up to US$ 50, or fifty US dollars.", ("50$", "50$")),
        ("A duplicate costs 40 pounds or 15 CHF.", ("40£", "15chf")),
        ("Read the notice of two pages.", ()),
    ],
)
def test_amounts_are_read_in_figures_and_in_words(text: str, amounts: tuple[str, ...]) -> None:
    assert stated(text).amounts == amounts


def test_a_currency_is_no_country_that_data_go_to() -> None:
    assert stated("We answer for loss up to 50 US dollars.").countries == frozenset()
    assert stated("Data are kept in the US for 50 euros.").countries == {"US"}


@pytest.mark.parametrize(
    ("text", "laws"),
    [
        ("The contract is governed by German law.", {"DE"}),
        ("The contract is governed by the laws of Spain.", {"ES"}),
        ("Es gilt das Recht der Schweiz.", {"CH"}),
        ("Aplica-se a legislação moçambicana.", {"MZ"}),
        ("Sono competenti i tribunali italiani.", {"IT"}),
        ("We sell German tools in Spain.", set()),
    ],
)
def test_the_country_of_a_law_is_read_from_its_name_and_from_an_adjective(text: str, laws: set[str]) -> None:
    assert stated(text).laws == laws
