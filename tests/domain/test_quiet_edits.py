"""Edits that must not wake anyone."""

import pytest

from monitor.domain.assess import assess
from tests.domain.planted import FILL, HOSTS, WOKEN, shapes_of, sides
from tests.domain.planted import QUIET as REWORDED
from tests.domain.test_assess import POLICY, POLITIQUE


def swap_sections(text: str) -> str:
    head, *sections = text.split("\n## ")
    return "\n## ".join([head, *reversed(sections)])


QUIET = {
    "curly quotes": POLICY.replace("visit.", "visit (“pages”).").replace("“", '"').replace("”", '"'),
    "no-break spaces": POLICY.replace("30 days", "30\u00a0days").replace("your name", "your\u00a0name"),
    "blank lines": POLICY.replace("\n\n", "\n\n\n"),
    "re-wrapped lines": POLICY.replace("postal address and", "postal\naddress and").replace(
        "at any", "at\nany"
    ),
    "sections reordered": swap_sections(POLICY),
    "numbered headings": POLICY.replace("## What", "## 1. What").replace("## How", "## 2. How"),
    "bold headings": POLICY.replace("## What we collect", "## **What we collect**"),
    "bullets": POLICY.replace("We collect your name", "* We collect your name"),
    "a paragraph twice": POLICY
    + "\nWe keep server logs for 30 days. Billing records are kept for seven years.\n",
    "soft hyphens": POLICY.replace("collect", "col\u00adlect"),
    "zero-width spaces": POLICY.replace("server logs", "server\u200b logs"),
    "upper case headings": POLICY.replace("## Children", "## CHILDREN"),
    "a banner above": "Accept all cookies\n\n" + POLICY,
    "a menu above": "[Home](/) [Shop](/shop) [Help](/help)\n\n" + POLICY,
    "a footer below": POLICY + "\n© 2026 Larkfield Ltd. All rights reserved.\n",
    "a counter": POLICY + "\nUpdated 3 months ago\n",
    "the text twice": POLICY + "\n" + POLICY,
    "an error page": "# Service unavailable\n\nAn unexpected error has occurred. Please try again later.\n",
    "an empty page": "Larkfield\n",
    "the other language": POLITIQUE.replace("Brumelune", "Larkfield"),
    "mojibake": POLICY.replace("visit.", "visit, that’s all.").replace("’", "â€™"),
}
BASE = {
    "curly quotes": POLICY.replace("visit.", "visit (“pages”)."),
    "mojibake": POLICY.replace("visit.", "visit, that’s all."),
}


@pytest.mark.parametrize("name", QUIET)
def test_noise_is_noise_in_both_directions(name: str) -> None:
    before, after = BASE.get(name, POLICY), QUIET[name]
    for found in (assess(before, after), assess(after, before)):
        assert (found.verdict, found.severity, found.categories, found.changes) == ("noise", None, (), ()), (
            found
        )
        assert found.noise


MINOR = {
    "a later date": POLICY.replace("3 March 2025", "5 May 2025"),
    "a typo": POLICY.replace("Billing records", "Biling records"),
    "British spelling": POLICY.replace("We collect", "We honour and collect").replace("honour", "honor"),
    "a synonym": POLICY.replace("We keep server logs", "We retain server logs"),
    "another name of the document": POLICY.replace("# Privacy policy of", "# Privacy notice of"),
}


@pytest.mark.parametrize("name", MINOR)
def test_edits_without_effect_are_minor(name: str) -> None:
    before = POLICY.replace("We collect", "We honour and collect") if name == "British spelling" else POLICY
    found = assess(before, MINOR[name])
    assert (found.verdict, found.severity, found.categories) == ("minor", None, ()), found
    assert found.changes, "a minor change shows its words too: somebody may doubt the judgement"
    assert {change.direction for change in found.changes} == {"neutral"}


LINKED = (
    POLICY + "\nRead [our cookie policy](https://larkfield.example/cookies?utm_source=a&sid=1) as well.\n"
)


def test_tracking_parameters_of_links_are_noise() -> None:
    assert assess(LINKED, LINKED.replace("utm_source=a&sid=1", "utm_source=b&sid=2")).verdict == "noise"


SETTING = {
    "blanks behind the marks of lists in a cell": (
        "| Kind | Given to |\n| --- | --- |\n| Your name and your orders | "
        + "<br>".join(["*   • Carriers of parcels"] * 12),
        "| Kind | Given to |\n| --- | --- |\n| Your name and your orders | "
        + "<br>".join(["* • Carriers of parcels"] * 12),
    ),
    "entries that a converter had glued together": (
        "* The parcels we offer to you;The carriers we show to you; andThe shops we put on your list.",
        "* The parcels we offer to you;\n* The carriers we show to you; and\n* The shops we put on your list.",
    ),
    "a blank before an address of mail": (
        "Write to [help@larkfield.example](mailto:%20help@larkfield.example) for help.",
        "Write to [help@larkfield.example](mailto: help@larkfield.example) for help.",
    ),
    "a target that holds the words of a page": (
        "Use it as the [manual](https://larkfield.example/m/"
        + "We%20keep%20it%20for%2030%20days%20(or%20more).%20" * 90
        + ") says.",
        "Use it as the [manual](https://larkfield.example/m) says.",
    ),
    "words of a link that a mask has taken": (
        "Anybody may [contact our office](mailto:%E2%80%8Boffice@larkfield.example) at any time.",
        "Anybody may [\\[email protected\\]](https://larkfield.example/cdn-cgi/l/email-protection) at any time.",
    ),
    "an item glued to what is before its list": (
        "Whatever the law says of it, we are not liable in any way for: "
        "(i) any loss that nobody foresaw when you made the contract;",
        "Whatever the law says of it, we are not liable in any way for:\n\n"
        "(i) any loss that nobody foresaw when you made the contract;",
    ),
    "a sign misread": ("See 17 U.S.C. Â§ 512 for notices.", "See 17 U.S.C. § 512 for notices."),
    "the edition for a country": (
        "You may write to us.",
        "You may write to us.\n\nPortugal, English [Choose your country or region](https://larkfield.example/all)",
    ),
}


@pytest.mark.parametrize("name", SETTING)
def test_how_a_clause_is_set_is_noise_in_both_directions(name: str) -> None:
    before, after = (f"{POLICY}\n## More\n\n{text}\n" for text in SETTING[name])

    assert assess(before, after).verdict == "noise"
    assert assess(after, before).verdict == "noise"


def test_a_table_of_contents_that_comes_or_goes_is_noise() -> None:
    headings = [line.removeprefix("## ") for line in POLICY.splitlines() if line.startswith("## ")]
    entries = "\n".join(f"* [{heading}](#{number})" for number, heading in enumerate(headings))
    listed = POLICY.replace("\n## ", f"\n{entries}\n\n## ", 1)

    for found in (assess(POLICY, listed), assess(listed, POLICY)):
        assert (found.verdict, found.changes) == ("noise", ())


def test_hidden_mail_addresses_are_noise() -> None:
    masked = POLICY.replace(
        "privacy@larkfield.example", "[\\[email protected\\]](/cdn-cgi/l/email-protection#1f2a)"
    )
    assert assess(POLICY, masked).verdict == "noise"
    assert assess(masked, POLICY).verdict == "noise"


def test_a_text_cut_in_mid_sentence_is_truncated() -> None:
    long = POLICY + "\n".join(
        f"\n## Part {n}\n\nWe do a number of things for part {n} alone.\n" for n in range(8)
    )
    cut = long[: long.index("## Part 3") + 40]
    for found in (assess(long, cut), assess(cut, long)):
        assert found.verdict == "noise"
        assert "truncated" in found.noise


def test_an_older_edition_is_noise() -> None:
    older = POLICY.replace("3 March 2025", "4 June 2021").replace("for 30 days", "for 90 days")
    assert "older_edition" in assess(POLICY, older).noise


def test_a_promise_that_goes_is_no_duplicate() -> None:
    found = assess(POLICY, POLICY.replace("We do not share your personal data with advertisers.\n", ""))
    assert found.verdict == "material"
    assert found.severity == "high"


def test_a_sentence_shortened_by_its_condition_is_no_duplicate() -> None:
    limited = POLICY.replace("We share delivery addresses with our carriers.", "")
    limited += "\nWe share your data with partners only with your consent.\n"
    found = assess(limited, limited.replace("with partners only with your consent", "with partners"))
    assert found.verdict == "material"
    assert found.changes[0].direction == "weaker"


def with_sections(count: int) -> str:
    topics = ["logs", "cookies", "invoices", "parcels", "letters", "calls", "orders"]
    return POLICY + "".join(
        f"\n## {topic.title()} {n}\n\nWe share {topic} of kind {n} with carriers of region {n} for delivery.\n"
        for n in range(count)
        for topic in topics
    )


def test_a_large_part_that_goes_while_the_date_stands_still_is_a_capture() -> None:
    found = assess(with_sections(3), POLICY)
    assert (found.verdict, found.noise[0]) == ("noise", "partial_capture")
    dated = POLICY.replace("3 March 2025", "1 April 2025")
    assert assess(with_sections(3), dated).verdict == "material"


def test_a_large_part_that_comes_is_told_whatever_the_date_says() -> None:
    assert assess(POLICY, with_sections(3)).verdict == "material"


def test_a_small_part_that_comes_while_the_date_stands_still_is_an_edit() -> None:
    assert assess(POLICY, with_sections(1)).verdict == "material"


def test_one_name_replaced_throughout_is_minor() -> None:
    renamed = POLICY.replace("Larkfield", "Finchfield")
    assert (
        assess(POLICY + "\nLarkfield runs the site.\n", renamed + "\nFinchfield runs the site.\n").verdict
        == "minor"
    )


def test_a_new_cookie_in_a_bare_list_of_names_is_material() -> None:
    cookies = "# Cookie policy\n\n## Tracking cookies\n\n\\_quill\\_id\n\nsession\\_token\n"
    found = assess(cookies, cookies + "\n\\_larkfield\\_ads\n")
    assert "tracking" in found.categories


def test_a_heading_of_a_menu_and_a_question_of_a_help_page_are_noise() -> None:
    around = POLICY + "\n## Related articles\n\n[How do I return a parcel?](/help/1)\n"
    assert assess(POLICY, around).verdict != "material"


def test_a_row_of_links_to_other_articles_is_no_part_of_the_document() -> None:
    """Help centres list what else they have below each article, in another order and choice from day to day."""
    before = f"{POLICY}\n\n[Prohibited goods](https://help.example/1)[Delivery without a receipt](https://help.example/2)\n"
    after = f"{POLICY}\n\n[Prohibited goods](https://help.example/1)[Restricted and banned goods](https://help.example/3)\n"
    assert assess(before, after).verdict == "noise"


def test_the_whole_policy_after_a_stub_of_the_same_date_is_no_change() -> None:
    head = (
        "# Privacy at Oakham Mills\n\nEffective date: 14 December 2023\n\n"
        "Oakham Mills grinds flour for bakers in the county.\n"
    )
    rest = "\n\n".join(
        f"Of {name} we keep a record in our {room}, and we share it with nobody but the carrier of the flour."
        for room in ("office", "mill", "barn", "shop", "cellar")
        for name in (
            *("orders", "deliveries", "complaints", "payments", "visits", "letters"),
            *("calls", "returns", "samples", "prices", "names", "towns"),
        )
    )
    assert assess(head, f"{head}\n{rest}\n").verdict == "noise"


def assert_quiet(line: str) -> None:
    head, body = line.split(" | ", 1)
    fill = FILL[head.split()[0]].split("|")
    for shape in shapes_of(line):
        before, after = (HOSTS[shape](side, fill) for side in sides(body))
        assert assess(before, after).verdict != "material", (shape, assess(before, after))
        assert assess(after, before).verdict != "material", (shape, assess(after, before))


@pytest.mark.parametrize("line", REWORDED)
def test_an_edit_without_effect_wakes_nobody_in_any_language(line: str) -> None:
    assert_quiet(line)


@pytest.mark.parametrize("line", WOKEN)
def test_an_edit_without_effect_that_wakes_somebody_is_known(line: str) -> None:
    with pytest.raises(AssertionError):  # when this fails, the line belongs to those above
        assert_quiet(line)
