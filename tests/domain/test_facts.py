"""What single sentences state: ages in figures and in words, mechanisms that are relied on and those that are not."""

import pytest

from monitor.domain.facts import ages_in, mechanisms_in


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
