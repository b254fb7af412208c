from datetime import date

import pytest

from monitor.pipeline.extraction.dates import find_dates

MAY = date(2024, 5, 3)


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Last updated: May 3, 2024"),
        ("en", "Last Updated on 3rd May 2024"),
        ("en", "This notice was last revised on the 3 of May 2024."),
        ("en", "Version 3.2, 3 May 2024"),
        ("en", "Last modified 2024-05-03"),
        ("en", "Updated 13/05/2024"),
        ("fr", "Dernière mise à jour : 3 mai 2024"),
        ("fr", "Mise à jour le 03/05/2024"),
        ("de", "Stand: 3. Mai 2024"),
        ("de", "Zuletzt aktualisiert am 03.05.2024"),
        ("es", "Última actualización: 3 de mayo de 2024"),
        ("it", "Ultimo aggiornamento: 3 maggio 2024"),
        ("nl", "Laatst bijgewerkt op 3 mei 2024"),
        ("pt", "Última atualização: 3 de maio de 2024"),
        ("zh", "Updated 2024年5月3日"),
    ],
)
def test_the_day_of_the_update_is_found(language: str, line: str) -> None:
    expected = date(2024, 5, 13) if "13/" in line else MAY
    assert find_dates(f"# Notice\n\n{line}\n\nText.", language).updated == expected


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Effective date: May 3, 2024"),
        ("en", "Effective as of May 3rd, 2024"),
        ("fr", "En vigueur à compter du 3 mai 2024"),
        ("de", "Gültig ab 3. Mai 2024"),
        ("es", "En vigor desde el 3 de mayo de 2024"),
        ("it", "In vigore dal 3 maggio 2024"),
        ("nl", "Van kracht vanaf 3 mei 2024"),
        ("pt", "Em vigor a partir de 3 de maio de 2024"),
    ],
)
def test_the_day_from_which_it_holds_is_found(language: str, line: str) -> None:
    found = find_dates(f"# Notice\n\n{line}\n\nText.", language)
    assert (found.effective, found.updated, found.effective_line) == (MAY, None, line)


def test_one_date_can_be_both() -> None:
    found = find_dates("Last updated and effective on 3 May 2024", "en")
    assert (found.updated, found.effective) == (MAY, MAY)


def test_two_labels_keep_their_own_dates() -> None:
    found = find_dates("Last updated 1 April 2024. Effective 3 May 2024.", "en")
    assert (found.updated, found.effective) == (date(2024, 4, 1), MAY)


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Last updated: 03/05/2024"),  # two days in English
        ("en", "Last updated: 31 June 2024"),
        ("en", "Last updated recently. We were founded in a small town and moved a lot before 3 May 2024"),
        ("en", "We keep updated records for 12 months"),
        ("en", "The Act of 3 May 2024 applies"),
        (None, "Updated 05/03/2024"),
    ],
)
def test_nothing_is_guessed(language: str | None, line: str) -> None:
    found = find_dates(line, language)
    assert (found.updated, found.effective) == (None, None)
