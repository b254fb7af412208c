"""One word of weight that comes or goes alone is told, as a low one; those that say nothing alone wake nobody."""

import pytest

from monitor.domain.assess import assess

PAGE = """# Terms of Brackwater

Our shop is by the river.

## Of orders

We pack parcels in the morning. {clause} The parcels are sent on Mondays.
"""

TOLD = [
    ("We may close your account after a {serious }breach of these terms.", "serious"),
    ("Parcels that you send back are paid by us{ twice}.", "twice"),
    ("Notre équipe répond aux lettres {manuscrites }dans la semaine.", "manuscrites"),
    ("Les personnes {majeures }du foyer choisissent le jour de livraison.", "majeures"),
    ("Pakete werden {persönlich }an der Haustür übergeben.", "persönlich"),
    ("Podemos cerrar la tienda por una avería {grave }del servidor.", "grave"),
    ("Possiamo sospendere gli ordini in caso di violazione {ripetuta }delle regole.", "ripetuta"),
    ("Wij leveren de pakketten {rechtstreeks }bij u aan de deur.", "rechtstreeks"),
    ("Os pacotes são abertos {manualmente }pela nossa equipa.", "manualmente"),
]

EXCHANGED = [
    "Giving your telephone number is {mandatory|optional} at our till.",
    "La réponse à cette enquête est {obligatoire|facultative} pour nos clients.",
    "Die Teilnahme an der Umfrage ist für Sie {freiwillig|verpflichtend}.",
    "We look at the pictures only after a {confirmed|suspected} theft in the hall.",
    "Las grabaciones se miran solo tras un robo {comprobado|sospechado} en la tienda.",
    "Wij zien de {gemiddelde|individuele} cijfers van de leerlingen in het rapport.",
    "Die Adresse des Geräts wird {gekürzt|vollständig} in unser Heft geschrieben.",
    "The shelves of the two shops are {physically|logically} apart in our books.",
    "I pacchetti che {includono|escludono} i giochi sono proposti per primi.",
    "Le livre est prêté {à votre demande|automatiquement} à la bibliothèque voisine.",
    "Als u niet tevreden bent, krijgt u {een terugbetaling|een tegoedbon} van ons.",
    "A ban follows {serious|repeated} trouble in the hall of our shop.",
    "O acesso ao salão fica suspenso de forma {temporária|permanente} nesse caso.",
    "The keys change hands only with the prior {approval|notice} of the tenant.",
    "Die Frist von einem Jahr läuft ab {Kauf|Abholung} des Fahrrads.",
    "Contiamo due anni dalla {registrazione|chiusura} del fascicolo nel nostro archivio.",
]

QUIET = [
    "We pack {simply }what you have ordered in our shop.",
    "You see {the following data: }the day, the hour and the weight of each parcel.",
    "Orders are packed{, however,} by the people of our shop.",
    "The person who packs, {and packed }the order, signs the slip.",
    "Wir packen {daher }jede Bestellung in unserem Laden.",
    "Vous voyez {les données suivantes : }le jour, l'heure et le poids du paquet.",
    "Ve {los siguientes datos: }el día, la hora y el peso del paquete.",
    "Vede {i seguenti dati: }il giorno, l'ora e il peso del pacco.",
    "U ziet {de volgende gegevens: }de dag, het uur en het gewicht van het pakket.",
    "O cliente vê {os seguintes dados: }o dia, a hora e o peso do pacote.",
]


def _sides(line: str) -> tuple[str, str]:
    head, rest = line.split("{")
    word, tail = rest.split("}")
    return PAGE.format(clause=head + word + tail), PAGE.format(clause=head + tail)


@pytest.mark.parametrize("came", [True, False])
@pytest.mark.parametrize(("line", "word"), TOLD)
def test_a_word_of_weight_that_comes_or_goes_alone_is_told(line: str, word: str, came: bool) -> None:
    full, bare = _sides(line)
    found = assess(bare, full) if came else assess(full, bare)
    assert (found.verdict, found.severity) == ("material", "low")
    assert found.changes[0].reasons[0] == f"one word: {word} {'came' if came else 'went'}"


@pytest.mark.parametrize("line", EXCHANGED)
def test_a_word_in_the_place_of_one_that_says_another_thing_is_told(line: str) -> None:
    head, rest = line.split("{")
    words, tail = rest.split("}")
    one, other = (PAGE.format(clause=head + word + tail) for word in words.split("|"))
    for before, after in ((one, other), (other, one)):
        found = assess(before, after)
        assert found.verdict == "material"
        assert any(reason.startswith("extent: ") for reason in found.changes[0].reasons)


@pytest.mark.parametrize("line", QUIET)
def test_a_word_that_says_nothing_alone_wakes_nobody(line: str) -> None:
    full, bare = _sides(line)
    assert assess(bare, full).verdict != "material"
    assert assess(full, bare).verdict != "material"


def test_a_name_inside_a_sentence_is_no_word_of_weight() -> None:
    full, bare = _sides("Parcels are packed in the {Kestrel }hall behind our shop.")
    assert not any(reason.startswith("one word") for c in assess(bare, full).changes for reason in c.reasons)


def test_several_words_are_not_told_as_one() -> None:
    full, bare = _sides("We keep your parcels in the {heated locked }hall behind our shop.")
    assert not any(reason.startswith("one word") for c in assess(bare, full).changes for reason in c.reasons)


def test_many_single_words_under_one_date_do_not_make_it_another_edition() -> None:
    rooms = range(40)
    before, after = (
        "# Terms\n\nLast updated: 3 May 2026\n\n## Rooms\n\n"
        + "\n\n".join(f"The clerk of room {n} answers letters {word}in week {n}." for n in rooms)
        + f"\n\nWe keep your letters for {days} days."
        for word, days in (("handwritten ", 30), ("", 90))
    )
    found = assess(before, after)
    assert found.verdict == "material"
    assert "90 days" in found.summary


@pytest.mark.parametrize(
    "text",
    [
        "Children under {} years may not order without their parents.",
        "Los menores de {} años necesitan el permiso de sus padres.",
    ],
)
def test_an_age_in_words_is_no_period(text: str) -> None:
    number = "sixteen" if text.startswith("Children") else "dieciséis"
    before, after = (PAGE.format(clause=text.format(age)) for age in ("16", number))
    assert assess(before, after).verdict != "material"


@pytest.mark.parametrize(
    ("words", "figures"),
    [
        ("within seventy-two hours", "within 72 hours"),
        ("dans les soixante-douze heures", "dans les 72 heures"),
        ("innerhalb von zweiundsiebzig Stunden", "innerhalb von 72 Stunden"),
        ("en setenta y dos horas", "en 72 horas"),
        ("entro settantadue ore", "entro 72 ore"),
        ("binnen tweeënzeventig uur", "binnen 72 uur"),
        ("no prazo de setenta e duas horas", "no prazo de 72 horas"),
        ("for one hundred and eighty days", "for 180 days"),
    ],
)
def test_a_period_in_words_is_the_one_in_figures(words: str, figures: str) -> None:
    before, after = (PAGE.format(clause=f"Brackwater {period}.") for period in (words, figures))
    assert assess(before, after).verdict != "material"
    assert assess(before, after.replace("72", "96").replace("180", "90")).verdict == "material"
