"""Clauses that say the same of the same company, and those that only look like it."""

import pytest

from monitor.domain.assess import assess

PAGE = """# Brackwater {title}

Our shop is by the river.

## Of data

We pack parcels in the morning. {clause} The parcels are sent on Mondays.
"""


def page(clause: str, title: str = "Privacy Notice") -> str:
    return PAGE.format(title=title, clause=clause)


BY_NAME = [
    ("We do not sell your data.", "Brackwater does not sell your data."),
    ("We do not sell your data.", "Our company does not sell your data."),
    ("We encrypt all of your files.", "Brackwater encrypts all of your files."),
    ("We have never sold our lists.", "Brackwater has never sold its lists."),
    ("We may share your data with partners.", "Brackwater may share your data with partners."),
    ("Nous ne vendons pas vos données.", "Brackwater ne vend pas vos données."),
    ("Nous ne vendons pas vos données.", "Notre société ne vend pas vos données."),
    ("Wir verkaufen Ihre Daten nicht.", "Brackwater verkauft Ihre Daten nicht."),
    ("Ihre Daten verkaufen wir nicht.", "Ihre Daten verkauft Brackwater nicht."),
    ("No vendemos sus datos.", "Brackwater no vende sus datos."),
    ("Non vendiamo i suoi dati.", "Brackwater non vende i suoi dati."),
    ("Wij verkopen uw gegevens niet.", "Brackwater verkoopt uw gegevens niet."),
    ("Não vendemos os seus dados.", "A Brackwater não vende os seus dados."),
    ("Não vendemos os seus dados.", "A nossa empresa não vende os seus dados."),
]


@pytest.mark.parametrize(("ours", "named"), BY_NAME)
def test_a_company_that_speaks_of_itself_by_its_name_changes_nothing(ours: str, named: str) -> None:
    assert assess(page(ours), page(named)).verdict == "minor"
    assert assess(page(named), page(ours)).verdict == "minor"


def test_a_company_is_known_by_the_words_that_say_whom_we_are() -> None:
    told = "Fenwright Tools Ltd (“we”) runs this shop. {}"
    before, after = (
        told.format(s) for s in ("We do not sell data.", "Fenwright Tools Ltd does not sell data.")
    )

    assert assess(before, after).verdict == "minor"


OTHERS = [
    ("We do not sell your data.", "Calder Lists does not sell your data."),
    ("We do not sell your data.", "Our partners do not sell your data."),
    ("We do not sell your data.", "Brackwater sells your data."),
    ("We delete your data in June.", "Brackwater may delete your data in June."),
    ("We encrypt all backups.", "All backups are encrypted by our partners."),
    ("We encrypt all backups.", "All backups may be encrypted by us."),
    ("We encrypt all backups.", "All backups are not encrypted by us."),
    ("We keep invoices for ten years.", "Invoices are kept for eleven years."),
    ("We follow the Data Act.", "We follow the Data Act (GDPR)."),
]


@pytest.mark.parametrize(("before", "after"), OTHERS)
def test_another_company_or_another_promise_is_told(before: str, after: str) -> None:
    assert assess(page(before), page(after)).verdict == "material"
    assert assess(page(after), page(before)).verdict == "material"


def test_two_sentences_in_one_are_told_where_one_of_them_changed() -> None:
    apart = "Server logs are deleted after 30 days. Invoices are kept for ten years."

    joined = assess(
        page(apart), page("Server logs are deleted after 30 days and invoices are kept for ten years.")
    )
    changed = assess(
        page(apart), page("Server logs are deleted after 60 days and invoices are kept for ten years.")
    )

    assert joined.verdict == "noise"
    assert (changed.verdict, changed.severity) == ("material", "high")


BLOCK = "# Brackwater\n\n## Of data\n\nOur shop is by the river.\n\n{}\n\nWe pack parcels in the morning.\n"
LISTS = [
    (
        "We collect:\n\n- your name and postal address\n- your payment history\n- the type of device you use\n",
        "We collect your name and postal address, your payment history, and the type of device you use.",
    ),
    (
        "Nous recueillons :\n\n- votre nom\n- votre adresse postale\n- l'historique de vos paiements\n",
        "Nous recueillons votre nom, votre adresse postale et l'historique de vos paiements.",
    ),
    (
        "Wir erheben:\n\n- Ihren Namen\n- Ihre Anschrift\n- die Art Ihres Geräts\n",
        "Wir erheben Ihren Namen, Ihre Anschrift und die Art Ihres Geräts.",
    ),
]


@pytest.mark.parametrize(("listed", "said"), LISTS)
def test_a_list_that_became_a_sentence_says_the_same(listed: str, said: str) -> None:
    assert assess(BLOCK.format(listed), BLOCK.format(said)).verdict == "noise"
    assert assess(BLOCK.format(said), BLOCK.format(listed)).verdict == "noise"


@pytest.mark.parametrize(("listed", "said"), LISTS)
def test_an_entry_that_is_lost_where_a_list_became_a_sentence_is_told(listed: str, said: str) -> None:
    lines = listed.splitlines()
    fewer = BLOCK.format("\n".join([*lines[:3], *lines[4:]]))
    assert assess(BLOCK.format(said), fewer).verdict == "material"
    assert assess(fewer, BLOCK.format(said)).verdict == "material"


WARES = [
    "We sell umbrellas in Brighton every Tuesday.",
    "We sell bicycles in Leeds on Saturdays.",
    "Nous vendons des parapluies à Lyon le samedi.",
    "Wir verkaufen Fahrräder in Kassel am Samstag.",
    "Vendemos paraguas en Burgos los sábados.",
    "Vendiamo ombrelli a Siena il sabato.",
    "Wij verkopen paraplu's in Delft op zaterdag.",
    "Vendemos guarda-chuvas em Braga aos sábados.",
]


@pytest.mark.parametrize("sentence", WARES)
def test_a_sale_of_wares_is_no_sale_of_data(sentence: str) -> None:
    around = "# Brackwater\n\nOur shop is by the river.\n\n## About us\n\nWe pack parcels. {}\n"

    found = assess(around.format(""), around.format(sentence))

    assert found.severity != "high"
    assert "sharing" not in found.categories


@pytest.mark.parametrize("sentence", ["We sell it to partners.", "We do not sell.", "We sell your data."])
def test_a_sale_of_what_is_not_named_may_be_one_of_data(sentence: str) -> None:
    assert "sharing" in assess(page(""), page(sentence)).categories


def test_a_new_company_in_a_list_is_told_though_its_task_is_a_word_of_menus() -> None:
    listed = "# Brackwater\n\n## Subprocessors\n\n- Corvane Ltd, hosting, Ireland\n- Meldip GmbH, e-mail, Germany\n"

    found = assess(listed, listed + "- Zerith Data Ltd, support, India\n")

    assert found.verdict == "material"


NOT_URGENT = [
    ("", "Once you have left us we will permanently erase all your data, unless the law forbids it."),
    (
        "Hollis makes no promise that a trial will ever be a service, and reserves the right to end it without notice.",
        "",
    ),
    (
        "Service client, Quai 5, 20095 Hambourg, Alemagne, courrier@brackwater.example",
        "Service client, Quai 5, 20095 Hambourg, Allemagne, courrier@brackwater.example",
    ),
    ("You may not store anything on our servers that infringes the copyright of others in Canada.", ""),
]


@pytest.mark.parametrize(("before", "after"), NOT_URGENT)
def test_words_of_urgent_clauses_in_others_are_not_urgent(before: str, after: str) -> None:
    assert assess(page(before), page(after)).severity != "high"
