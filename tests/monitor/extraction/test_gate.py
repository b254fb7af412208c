import pytest

from monitor.pipeline.extraction.extract import extract
from tests.monitor.extraction.pages import FOOTER, MENU, PARAGRAPHS, body, policy

VENDORS = (
    "Amberhost",
    "Birchmail",
    "Cedarpay",
    "Duskline",
    "Elmtrace",
    "Firlog",
    "Gorsebox",
    "Hazeldesk",
    "Iriscloud",
)


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("", "empty"),
        ("<html><body></body></html>", "empty"),
        ("<html><body><div id=root></div><script src=a.js></script></body></html>", "without scripts"),
        (
            "<html><body><div id=root></div><noscript>You need to enable JavaScript to run this app.</noscript>",
            "scripts",
        ),
        (
            "<title>404 Not Found</title><h1>Not Found</h1><p>The page you asked for is not here.</p>",
            "error page",
        ),
        ("<title>503 Service Unavailable</title><p>Try again later.</p>", "error page"),
        ("<title>Just a moment...</title><p>Checking your browser before you go on.</p>", "robot"),
        (
            "<title>Fernleaf</title><p>Please sign in to go on.</p><input type=text><input type=password>",
            "log in",
        ),
        ('<meta http-equiv="Refresh" content="0; url=/new"><p>One moment.</p>', "redirects to /new"),
        ("<p>This document has moved <a href=/new>here</a>.</p>", "redirects"),
        ('<html><body><iframe src="/legal/privacy.html"></iframe></body></html>', "frames another page"),
        (
            "<div><p>We and our partners use cookies to count visits and to show what fits you.</p>"
            "<button>Accept all cookies</button><button>Reject</button></div>",
            "consent",
        ),
    ],
)
def test_what_came_instead_of_a_policy_is_named(page: str, reason: str) -> None:
    found = extract(page.encode(), content_type="text/html")
    assert found.outcome == "not_policy"
    assert reason in (found.reason or "")


@pytest.mark.parametrize(
    "title",
    [
        "Service momentanément indisponible",
        "Site en maintenance",
        "Une erreur est survenue",
        "Dienst vorübergehend nicht verfügbar",
        "Wartungsarbeiten",
        "Interner Serverfehler",
        "Servicio no disponible temporalmente",
        "Se ha producido un error",
        "Servizio momentaneamente non disponibile",
        "Si è verificato un errore",
        "Deze pagina is tijdelijk niet beschikbaar",
        "Er is een fout opgetreden",
        "Serviço temporariamente indisponível",
        "Em manutenção",
        "Something went wrong",
        "Page unavailable",
    ],
)
@pytest.mark.parametrize(
    "place", ["<title>{}</title><h1>Fernleaf</h1>", "<title>Fernleaf</title><h1>{}</h1>"]
)
def test_an_error_page_says_so_in_its_title_in_seven_languages(title: str, place: str) -> None:
    banner = "<div><p>Wir nutzen Cookies.</p><button>Alle akzeptieren</button><button>Ablehnen</button></div>"
    page = f"{place.format(title)}<p>{title}. 1-800.</p>{banner}"
    found = extract(page.encode(), content_type="text/html; charset=utf-8")
    assert (found.outcome, found.reason) == ("not_policy", f"the page is an error page: {title}")


DATA = (
    "We and our partners process your personal data, such as your IP address, and set cookies for this purpose only. "
    "Your data are deleted after 24 hours, and are not shared with third parties without your consent. "
    "You may withdraw it at any time, and read more of your rights, and of security, in our privacy policy."
)
WALLS = [
    ("Before you continue", "We use cookies and data to deliver and measure our services."),
    (
        "One moment, please",
        "You are in our waiting room. When it is your turn, you will see the page you asked for.",
    ),
    ("Hm", "Something about your browser made us think you were a bot. To regain access, reload the page."),
    (
        "Welcome",
        "To visit our site you must be of legal age in your country. Please enter your date of birth.",
    ),
    ("Cookies are disabled", "Our site needs cookies to work properly, and cannot show you this page."),
    ("Larkmoor", "JavaScript is disabled in your browser. Enable it to read our pages."),
    (
        "Weiterlesen",
        "Weiter mit Werbung lesen oder ein Abo ohne Werbung abschließen: Einwilligen und weiter.",
    ),
    ("Larkmoor", "Vous êtes dans la file d'attente de notre site, qui reçoit beaucoup de visites."),
    ("Larkmoor", "Confirme su edad antes de entrar en la tienda, porque vendemos bebidas con alcohol."),
    (
        "Larkmoor",
        "Usiamo i cookie insieme ai nostri partner: accetta e continua, oppure scegli un abbonamento.",
    ),
    ("Larkmoor", "U staat in de wachtrij van onze winkel, en wij zetten u er zo in."),
    ("Larkmoor", "Os cookies estão desativados no seu navegador, e por isso nada podemos mostrar."),
]


@pytest.mark.parametrize(("title", "said"), WALLS)
def test_what_stands_before_another_page_is_no_policy_however_much_it_speaks_of_data(
    title: str, said: str
) -> None:
    inner = f"<h1>{title}</h1><p>{said}</p>" + f"<p>{DATA}</p>"
    found = extract(body(inner, head=f"<title>{title}</title>"))
    assert (found.outcome, "before another" in (found.reason or "")) == ("not_policy", True)


@pytest.mark.parametrize(("title", "said"), WALLS[:5])
def test_a_policy_may_say_what_such_pages_say(title: str, said: str) -> None:
    long = f"<h1>{title}</h1><p>{said}</p>" + "".join(f"<p>{p}</p>" for p in PARAGRAPHS) * 3
    assert extract(body(long, head=f"<title>{title}</title>")).outcome == "policy"
    if title != "Cookies are disabled" and title != "Before you continue":
        short = f"<h1>Privacy notice</h1><p>{said}</p><p>{DATA}</p>" + f"<p>{PARAGRAPHS[0]}</p>"
        assert extract(body(short)).outcome == "policy"


def test_a_short_policy_about_maintenance_is_a_policy() -> None:
    text = policy().replace("Privacy notice", "Maintenance and support terms")
    assert (
        extract(f"<title>Maintenance and support terms</title><main>{text}</main>".encode()).outcome
        == "policy"
    )


@pytest.mark.parametrize("title", ["Privacy policy", "Datenschutzerklärung", "Politique de confidentialité"])
def test_sixty_words_under_a_heading_that_names_a_policy_are_one(title: str) -> None:
    few = "".join(f"<p>{p}</p>" for p in PARAGRAPHS[1:4])
    assert extract(body(f"<div><h1>{title}</h1>{few}</div>")).outcome == "policy"
    assert extract(f"<h1>{title}</h1>{few}".encode(), content_type="text/html").outcome == "policy"


def test_a_shop_page_under_the_menus_of_a_policy_is_no_policy() -> None:
    shop = "".join(
        f"<div><h3>Fern {n}</h3><p>A green plant that likes the shade and wants water twice a week, sent home.</p>"
        "<button>Buy</button></div>"
        for n in range(12)
    )
    assert extract(f"<title>Privacy</title>{MENU}{shop}{FOOTER}".encode()).outcome == "not_policy"


@pytest.mark.parametrize(
    "sentence",
    [
        "We use cookies to keep you logged in; you may accept all cookies or reject them in your browser.",
        "When you log in with a password, we record the time; forgotten passwords are reset by mail.",
        "An error page such as 404 Not Found or 503 Service Unavailable is logged with your address for nine days.",
        "To protect our users against robots we ask to verify you are a human before you may write a review.",
        "If JavaScript is disabled in your browser, or must be enabled for some pages, your rights stay the same.",
    ],
)
def test_a_policy_that_talks_of_walls_and_errors_is_a_policy(sentence: str) -> None:
    found = extract(body(f"<main>{policy()}<p>{sentence}</p></main>"))
    assert (found.outcome, found.reason) == ("policy", None)
    assert sentence in found.text


@pytest.mark.parametrize(
    "register",
    [
        "<table><tr><th>Name</th><th>Task</th></tr>"
        + "".join(f"<tr><td>{v}</td><td>keeps our files</td></tr>" for v in VENDORS)
        + "</table>",
        "<ul>"
        + "".join(f'<li><a href="https://{v.lower()}.example/">{v}</a>, keeps files</li>' for v in VENDORS)
        + "</ul>",
        "<ul>" + "".join(f"<li>{v} GmbH, Vienna</li>" for v in VENDORS) + "</ul>",
        "<div>" + "".join(f"<div><h3>{v}</h3><p>keeps our files</p></div>" for v in VENDORS) + "</div>",
    ],
    ids=["table", "links", "list", "cards"],
)
def test_a_list_of_subprocessors_is_a_policy_and_loses_no_name(register: str) -> None:
    found = extract(body(f"<div><h1>Subprocessors</h1>{register}</div>"), url="https://fernleaf.example/sub")
    assert found.outcome == "policy"
    assert [v for v in VENDORS if v not in found.text] == []
    assert "Plants 3" not in found.text


def test_an_imprint_is_a_policy() -> None:
    imprint = (
        "<h1>Impressum</h1><p>Angaben gemäß § 5 DDG</p><p>Farnblatt GmbH<br>Hauptstraße 1<br>04109 Leipzig</p>"
        "<p>Vertreten durch die Geschäftsführerin Erika Beispiel</p>"
        "<p>Registergericht: Amtsgericht Leipzig, HRB 12345</p>"
        "<p>Umsatzsteuer-Identifikationsnummer nach § 27a Umsatzsteuergesetz: DE000000000</p>"
        "<p>Verantwortlich für den Inhalt nach § 18 Absatz 2 MStV ist Erika Beispiel, Anschrift wie oben angegeben.</p>"
        "<p>Wir haften für die eigenen Inhalte dieser Seiten nach den allgemeinen Gesetzen, nicht jedoch für fremde, "
        "auf die wir durch Verweise den Zugang zur Nutzung vermitteln, soweit keine Rechtsverletzung bekannt war.</p>"
    )
    assert extract(body(f"<main>{imprint}</main>")).outcome == "policy"


def test_a_policy_in_a_language_without_known_words_is_a_policy() -> None:
    sentence = (
        "Gromadzimy imię, nazwisko, adres pocztowy oraz listę roślin zamówionych w naszym sklepie od lat."
    )
    page = body("<main><h1>Polityka</h1>" + f"<p>{sentence}</p>" * 10 + "</main>")
    assert (extract(page).outcome, extract(page).language) == ("policy", "pl")


def test_what_a_person_selected_needs_no_evidence() -> None:
    page = body(
        f"{policy()}<div id=x>Fernleaf Ltd, 1 Moss Lane, Ghent, Belgium, company number nine eight seven six.</div>"
    )
    assert extract(page, select=["#x"]).outcome == "policy"


def test_a_known_text_that_was_left_out_makes_the_page_suspect_or_is_kept() -> None:
    found = extract(body(f"<main>{policy()}</main>"))
    assert found.suspect is None
    assert found.coverage is not None
    assert found.coverage.kept == found.words <= found.coverage.visible
    assert PARAGRAPHS[0] in found.text
