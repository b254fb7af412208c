"""What stands around a policy and is none of it, told by what it is made of."""

import pytest

from monitor.pipeline.extraction.extract import extract
from tests.monitor.extraction.pages import MENU, PARAGRAPHS, body, policy

LONG = policy() + "".join(f"<p>{number}. {p}</p>" for number, p in enumerate(PARAGRAPHS * 5))
URL = "https://fernleaf.example/privacy"


def text_of(inner: str) -> str:
    return extract(body(inner), url=URL).text


CALL = '<p><a href="/start">Start now</a></p>'


@pytest.mark.parametrize(
    "after",
    [
        f"<section><h3>Grow with us</h3><p>Our ferns make ten thousand gardens greener each year.</p>{CALL}</section>",
        f"<section><h2>Ready for more green?</h2>{CALL}<p>Easy to grow</p><p>Free delivery</p></section>",
    ],
)
def test_a_call_to_buy_after_the_text_is_left_out(after: str) -> None:
    assert text_of(f"<div><div class=text>{LONG}</div>{after}</div>") == text_of(
        f"<div><div class=text>{LONG}</div></div>"
    )


@pytest.mark.parametrize(
    "after",
    [
        f"<section><h2>Contact</h2><p>Questions about your personal data or this notice? Ask us.</p>{CALL}</section>",
        "<section><h2>Contact</h2><p>Write to privacy@fernleaf.example and we answer within the week.</p></section>",
        f"<section><h2>Earlier texts</h2><p>The notice that held until May 2023 can still be read.</p>{CALL}</section>",
        "<section><h2>Delivery</h2><p>Couriers forget each parcel as soon as it lies on your doorstep.</p></section>",
    ],
    ids=["law", "address", "date", "no call"],
)
def test_a_last_section_in_a_wrapper_of_its_own_is_kept(after: str) -> None:
    last = after.split("<p>")[1].split("</p>")[0]
    assert last in text_of(f"<div><div class=text>{LONG}</div>{after}</div>")


def test_a_footer_without_the_name_is_left_out_though_the_policy_is_short() -> None:
    columns = "".join(
        f"<div><h3>{head}</h3><ul>"
        + "".join(f'<li><a href="https://{site}/{head}{n}">{head} {n}</a></li>' for n in range(5))
        + "</ul></div>"
        for head, site in (
            ("Shops", "fernleaf.example"),
            ("Friends", "mosses.example"),
            ("Press", "p.example"),
        )
    )
    note = "<p>Fernleaf has grown ferns for people who love the shade since the great winter of long ago.</p>"
    imprint = (
        "<p>Fernleaf BV, Moss Lane, Ghent, is the publisher and is liable for the content of this site.</p>"
    )
    page = (
        f"<div><div class=a><h1>Legal notice</h1>{imprint * 4}</div><div class=b>{note}{columns}</div></div>"
    )
    text = text_of(page)
    assert "publisher" in text
    assert "Shops" not in text
    assert "great winter" not in text


def test_a_menu_of_lines_without_links_above_the_title_is_left_out() -> None:
    tabs = "".join(f"<div>{name}</div>" for name in ("Overview", "Terms for users", "Guidelines", "Data"))
    hub = "<header><h1>Fernleaf legal hub</h1><p>All that is to be known.</p></header>"
    page = f"<div>{hub}<div><div class=tabs>{tabs}</div><div class=text>{LONG}</div></div></div>"
    assert text_of(page).startswith("# Privacy notice")


def test_a_date_above_the_title_is_kept_among_such_lines() -> None:
    lines = "".join(
        f"<div>{line}</div>" for line in ("Overview", "Terms for users", "Guidelines", "May 2024")
    )
    page = f"<div><div><div class=lines>{lines}</div><div class=text>{LONG}</div></div></div>"
    assert "May 2024" in text_of(page)


def test_a_word_of_a_change_is_kept_beyond_a_menu() -> None:
    news = "<p>We have updated our privacy notice: couriers now keep your personal data for longer than before.</p>"
    tabs = "".join(f"<div>{name}</div>" for name in ("Overview", "Terms for users", "Guidelines", "Data"))
    page = f"<div>{news}<div><div class=tabs>{tabs}</div><div class=text>{LONG}</div></div></div>"
    assert "couriers now keep" in text_of(page)


def test_a_page_of_a_table_of_contents_alone_is_no_policy() -> None:
    entries = "".join(
        f'<li><a href="#{n}">What we do with personal data, part {n}</a></li>' for n in range(9)
    )
    assert extract(body(f"<main><h1>Privacy policy</h1><ul>{entries}</ul></main>")).outcome == "not_policy"


BANNER = (
    "<div><h1>We value your privacy</h1><p>We and third parties use cookies, to which you may consent, and collect "
    "personal data to measure how our site is used and which ferns are liked, as the cookie policy explains.</p>"
    "<p>You may withdraw your consent at any time, and your data is deleted as the law says it must be.</p>"
    "<p>Cookies that are needed for the site do not store any personal data of our users at all.</p>"
    "<button>Settings</button><button>Reject all</button><button>Accept all cookies</button></div>"
)


BANNERS = [
    "<div><p>We and our partners use cookies to measure visits and to show advertising. You may withdraw your consent "
    "at any time, and read more in our policy.</p><button>Settings</button><button>Accept all</button></div>",
    "<div style='display:none'><div role=dialog><h2>Your choices</h2><p>Necessary cookies keep you signed in, and "
    "store no personal data.</p><p>Advertising cookies build a profile of your interests, and are shared with "
    "partners.</p><button>Save</button><button>Reject All</button></div></div>",
    "<section><p>Wir und unsere Partner verarbeiten Daten mit Cookies, um Werbung zu messen. Die Einwilligung ist "
    "freiwillig.</p><details><summary>Statistik</summary><p>Diese Cookies messen Besuche.</p></details>"
    "<button>Mehr</button><button>Alle ablehnen</button></section>",
]


@pytest.mark.parametrize("banner", BANNERS)
@pytest.mark.parametrize("where", ["{banner}{text}", "{text}{banner}"])
def test_a_consent_banner_without_switches_is_left_out_by_what_its_buttons_say(
    banner: str, where: str
) -> None:
    text = f"<div class=text>{policy()}</div>"
    assert text_of(where.format(banner=banner, text=text)) == text_of(text)


def test_a_policy_with_buttons_of_its_own_to_accept_cookies_loses_nothing() -> None:
    buttons = "<button>Settings</button><button>Accept all</button>"
    found = text_of(
        f"<main>{policy()}<h2>Your choice</h2><p>You may refuse our cookies here.</p>{buttons}</main>"
    )
    assert [p for p in (*PARAGRAPHS, "You may refuse our cookies here.") if p not in found] == []


def test_a_consent_dialog_with_a_title_is_no_policy() -> None:
    assert extract(f"<title>Terms</title>{MENU}{BANNER}".encode()).outcome == "not_policy"


def test_a_short_cookie_policy_under_a_consent_dialog_is_a_policy() -> None:
    short = (
        "<main><h1>Cookie policy</h1><p>We set two cookies. One keeps what is in your basket and is deleted when you "
        "close the browser. The other one counts visits and is deleted after thirty days.</p><p>You may refuse both "
        "in your browser. Questions about this policy are answered by our office in Ghent.</p></main>"
    )
    found = extract(f"<title>Cookies</title>{MENU}{short}{BANNER}".encode())
    assert found.outcome == "policy"
    assert "thirty days" in found.text
