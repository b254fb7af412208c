"""What recorded histories taught: pages around a document, torn links, cut ends, and the small edits that matter."""

import pytest

from monitor.domain.assess import assess
from monitor.domain.assessment import Context

POLICY = """# Privacy Policy

Larkspur Cloud keeps your name and your orders to deliver what you bought.

## Sharing

We share your address with the carriers that deliver your parcels.

## Retention

We keep your orders for ten years, because the law on accounting asks for it.
"""
MENU = """[Shop](https://larkspur.example/shop)

[Plans](https://larkspur.example/plans)

[Devices](https://larkspur.example/devices)

Toggle navigation

Get a voucher of $200 when you switch to Larkspur today and bring a friend along.

[Sign in](https://larkspur.example/in)

"""
FOOTER = """
## Company

[Jobs](https://larkspur.example/jobs?ref=ft_jobs)

[Press](https://larkspur.example/press)

[Advertising](https://larkspur.example/ads?ref=ft_ads)

You are now being directed to a site of another organization.

[Imprint](https://larkspur.example/imprint)
"""


def verdict(before: str, after: str) -> str:
    return assess(before, after).verdict


def edited(old: str, new: str) -> tuple[str, str]:
    assert old in POLICY
    return POLICY, POLICY.replace(old, new)


def listing(*entries: str, heading: str = "Recipients of your data") -> str:
    return f"{POLICY}\n## {heading}\n\nThese are:\n\n" + "\n".join(f"- {entry}" for entry in entries) + "\n"


@pytest.mark.parametrize("around", [MENU + POLICY, POLICY + FOOTER, MENU + POLICY + FOOTER])
def test_menus_and_footers_that_come_or_go_are_no_edit(around: str) -> None:
    assert verdict(POLICY, around) == verdict(around, POLICY) == "noise"


def test_a_last_section_that_comes_is_told_and_so_is_a_table_of_cookies() -> None:
    section = "\n## Advertising\n\nWe sell your address to advertisers.\n\nThey may call you.\n"
    cookies = "\n## Cookies\n\n" + "\n\n".join(
        ["_lark_one", "_lark_two", "_lark_three", "_lark_four", "_lark_5"]
    )
    assert verdict(POLICY, POLICY + section) == "material"
    assert verdict(POLICY, POLICY + cookies) == "material"


@pytest.mark.parametrize(
    "line",
    [
        "Privacy Policy | Larkspur",
        "[Collect your parcel at a shop near you, for free.",
        "Or have it brought for 3 euros](https://larkspur.example/delivery)",
        "Fri, 19 Jun 2026 12:52:18 GMT",
        "A woman at a desk](https://larkspur.example/desk.jpg)",
    ],
)
def test_lines_of_the_page_above_the_title_are_no_edit(line: str) -> None:
    assert verdict(POLICY, f"{line}\n\n{POLICY}") != "material"


def test_labels_in_a_row_without_a_comma_are_no_statement() -> None:
    row = " ".join(f"Sprache{number}" for number in range(30))
    assert verdict(POLICY, f"{POLICY}\n{row}\n") == "noise"


def test_another_page_at_the_address_is_no_edit_and_a_policy_written_anew_is() -> None:
    home = "# Larkspur\n\n" + " ".join(f"gadget{n} colour{n} shiny{n} new{n}." for n in range(40))
    long = POLICY + "\n".join(
        f"\nWe keep record {n} about you to serve you better in case {n}.\n" for n in range(20)
    )
    assert "other_page" in assess(long, home).noise
    anew = "# Privacy Policy\n\n" + "\n\n".join(
        f"We keep record {n} about you and sell it." for n in range(30)
    )
    assert verdict(long, anew) == "material"


def test_the_spelling_of_another_region_is_one_page_in_two_locales() -> None:
    words = ["organisation", "personalised", "behaviour", "recognised", "authorised", "colour"]
    old = POLICY + "".join(
        f"\nWhat is {word} here is described in part {n}.\n" for n, word in enumerate(words)
    )
    new = old
    for word in words:
        new = new.replace(
            word, word.replace("isation", "ization").replace("ised", "ized").replace("our", "or")
        )
    assert assess(old, new).verdict != "material"
    assert "other_region" in assess(old, new.replace("carriers that deliver", "couriers that bring")).noise


@pytest.mark.parametrize("end", ["because the law on", "because the"])
def test_a_text_that_ends_in_mid_sentence_is_cut(end: str) -> None:
    cut = POLICY[: POLICY.index("because")] + end
    more = POLICY + "\n".join(f"\nClause {n} says what we owe you in case {n}.\n" for n in range(8))
    assert "truncated" in assess(more, cut).noise


def test_a_list_that_grows_at_its_end_is_not_cut() -> None:
    old = listing("Ashgrove Mail BV, Netherlands", "Brambling Pay GmbH, Germany")
    assert (
        verdict(old, old + "- Cinder Analytics Inc, USA\n- Dunlin AI Ltd, India\n- Egret LLC\n- Finch SA\n")
        == "material"
    )


@pytest.mark.parametrize("entry", ["Facebook", "Cyberbullying"])
def test_an_entry_of_one_word_below_a_heading_that_names_a_topic_is_told(entry: str) -> None:
    assert verdict(listing("Carriers", "Banks"), listing("Carriers", "Banks", entry)) == "material"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("You have the option to set a limit.", "You may have the option to set a limit."),
        ("You must subscribe to the plan for teams.", "We request that you subscribe to the plan for teams."),
        (
            "Write to [help@larkspur.example](mailto:help@larkspur.example).",
            "Write to [us](https://larkspur.example/help).",
        ),
        ("Use it with WireGuard or OpenVPN clients.", "Use it with WireGuard clients."),
        ("Larkspur AB is responsible for your data.", "Lark Iron AB is responsible for your data."),
        ("Send claims to Industriestrasse 47, 6300 Zug.", "Send claims to Dammstrasse 16, 6300 Zug."),
        ("Call our office in Seoul: +82 2 6323 8008.", "Call our office in Seoul: +82 2 3483 3276."),
        ("Our ads.", "Our ads. To opt out of ads that we choose [click here](https://larkspur.example/o)."),
        (
            "Larkspur gives it to Oakum, who acts as our data processor.",
            "Larkspur gives it to Elmar, who acts as our data processor.",
        ),
        ("账号", "账号\n\n您的账号所属基本信息将在关联产品中互通展示处理，账号的处罚情况也会保持联动。"),
        ("Logs are deleted after 60 days.", "Logs are deleted after at most 60 days."),
        ("我们可能基于设备信息、日志信息进行推荐。", "我们可能基于账号信息、设备信息、日志信息进行推荐。"),
        ("# Nutzungsbedingungen", "# Nutzungsbedingungen (gültig bis 31. Mai 2023)"),
    ],
)
def test_small_edits_with_effect_are_told(old: str, new: str) -> None:
    assert verdict(f"{POLICY}\n{old}\n", f"{POLICY}\n{new}\n") == "material"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Read [www.lark.example/dpa](https://lark.example/dpa).", "Read [lark.example/dpa](https://lark.example/dpa)."),
        ("Copyright © 2019 Larkspur Inc.", "©2019 Larkspur Inc."),
        ("V Bratislave, dňa 01.07.2021", "V Bratislave, dňa 01.06.2023"),
        ("Ask to be heard (a@lark.example).", "Ask to be heard (a@lark.example(a@lark.example))."),
        ("By e-mail to [email protected];", "By e-mail to [email protected]lark.example;"),
        ("You may stop at anytime.", "You may stop at any time."),
        ("A rule of the law", "A rule of the law 2024 1 0"),
        ("We may close it under Article 15.4 herein.", "We may close it under Article 14.4 herein."),
    ],
)  # fmt: skip
def test_what_the_page_does_to_a_line_is_not_told(old: str, new: str) -> None:
    assert verdict(f"{POLICY}\n{old}\n", f"{POLICY}\n{new}\n") != "material"


def test_a_representative_in_the_last_lines_is_no_footer() -> None:
    contact = f"{POLICY}\n## How to reach us\n\nYou can always write to us at Larkspur Cloud, Hill Street 3, Galway.\n"
    named = """
If you are located in Switzerland, you can also write to the representative of Larkspur:

Larkspur Representative

Meadow House

Brook Lane

3011 Bern

rep@meadow.example
"""
    assert verdict(contact, contact + named) != "noise"


@pytest.mark.parametrize(
    "clause",
    [
        "Our staff is trained in data protection every year.",
        "A customer says that she reads her bills on the train.",
        "Wir schulen und trainieren unsere Mitarbeitenden jedes Jahr.",
    ],
)
def test_people_who_are_trained_are_no_models(clause: str) -> None:
    found = assess(POLICY, f"{POLICY}\n{clause}\n")

    assert "ai" not in found.categories
    assert found.severity != "high"


def test_messages_that_models_are_trained_with_are_urgent() -> None:
    found = assess(POLICY, f"{POLICY}\nWe train our models, and our staff, with your messages.\n")

    assert ("ai" in found.categories, found.severity) == (True, "high")


def test_a_telephone_number_below_its_heading_is_no_date_and_no_counter() -> None:
    office = f"{POLICY}\n## Data protection officer\n\nCall us.\n"
    assert verdict(office, f"{office}\n+44 (20) 4532 2003\n") != "noise"


def test_figures_of_users_that_a_law_has_published_roll_over() -> None:
    line = "The average monthly active recipients in the European Union in the past six months were 840,000."
    assert verdict(POLICY, f"{POLICY}\n{line}\n") != "material"


def test_a_statement_put_beside_another_one_is_moved() -> None:
    stands = "Functional cookies are always on and the website cannot be used in a sensible way without them."
    old = f"{POLICY}\nThey cannot be disabled.\n\n{stands}\n"
    assert verdict(old, f"{POLICY}\nThey cannot be disabled.{stands}\n\n{stands}\n") != "material"


@pytest.mark.parametrize(
    ("clause", "value"),
    [
        ("The log of visits is deleted after 15 minutes.", "PT15M"),
        ("Vos points sont supprimés après (30) jours.", "P30D"),
        ("Until the end of the seventh (7th) year we keep the books.", "P7Y"),
        ("Az adatokat 6 hónapig tároljuk.", "P6M"),
        ("Data uchováváme po dobu 60 dnů.", "P60D"),
    ],
)
def test_periods_are_read_in_many_ways_of_writing(clause: str, value: str) -> None:
    facts = [fact for change in assess(POLICY, f"{POLICY}\n{clause}\n").changes for fact in change.facts]
    assert any(fact["type"] == "period" and fact["to"] == value for fact in facts)


def test_a_time_without_a_number_is_a_fact_and_decides_nothing() -> None:
    clause = "We keep your letters for as long as necessary."
    facts = [fact for change in assess(POLICY, f"{POLICY}\n{clause}\n").changes for fact in change.facts]
    assert {"type": "period", "what": "your letters", "from": None, "to": None} in facts


def page_with(*extra: str) -> str:
    clauses = "\n".join(
        f"\nWe keep record {n} about you to serve you better in case {n} comes up.\n" for n in range(40)
    )
    return (
        f"# Privacy Policy\n{clauses}\n"
        + "\n\n".join(extra)
        + "\n\nThis is the last line of the page that all share.\n"
    )


ASIDE = (
    "Gather opinions of your team using voting widget",
    "[Sign in](https://larkspur.example/in)",
    "Search",
    "Menu",
    "[Plans](https://larkspur.example/plans)[Shop](https://larkspur.example/shop)",
)


def test_a_line_among_menus_is_doubted_and_stays_on_record() -> None:
    found = assess(page_with(*ASIDE), page_with())
    assert (found.verdict, found.noise[0]) == ("minor", "doubtful")
    assert found.changes[0].reasons[0] == "unlikely to be an edit of substance"


def test_a_value_that_differs_is_never_doubted() -> None:
    old = page_with("Logs of visits are kept for 30 days", *ASIDE)
    new = page_with("Logs of visits are kept for 90 days")
    assert assess(old, new).verdict == "material"


def test_of_two_accepted_states_nothing_is_doubted() -> None:
    assert assess(page_with(*ASIDE), page_with(), Context(is_trusted=True)).verdict == "material"


@pytest.mark.parametrize(
    ("clause", "said"),
    [
        ("We keep your orders for 10 years and server logs for 30 days.", "Retention of server logs: "),
        ("Nous gardons vos achats pendant 10 ans et vos journaux pendant 30 jours.", "Retention of vos journaux: "),
        ("Server logs are kept for a year, or 30 days in some cases.", "Retention: "),
    ],
)  # fmt: skip
def test_each_period_of_a_sentence_is_told_of_what_it_applies_to(clause: str, said: str) -> None:
    page = f"{POLICY}\n## Retention of data\n\n{clause}\n"
    assert assess(page, page.replace("30", "90")).summary.startswith(f"{said}30 days → 90 days (section")


def test_a_term_counts_as_it_is_written_on_its_own_side() -> None:
    """What only the old clause called "AI" is not looked for in the new one."""
    before = "# Loans\n\nWhether you get a loan is decided by AI.\n"
    (cited, *_) = assess(before, before.replace("by AI", "by our staff")).changes
    assert cited.category == "ai"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Phone: +49 (0) 40 555 10 20", "Phone: +49 (0) 30-55512345"),
        (
            "The controller is Larkspur S.R.L., with its office in Rome, Via Olmo, 38, VAT ID IT 123.",
            "The controller is Larkspur S.R.L., with its office in Rome, Via Pino, 15, VAT ID IT 123.",
        ),
        (
            "Accounts that try to pretend to be a known person in order to defraud are closed.",
            "Accounts that pretend to be a known person, or show a borrowed portrait, in order to defraud are closed.",
        ),
    ],
)
def test_another_number_house_or_act_is_told(before: str, after: str) -> None:
    old, new = (POLICY + f"\n## Contact\n\n{line}\n" for line in (before, after))
    assert assess(old, new).verdict == "material"
    assert assess(new, old).verdict == "material"


def test_a_torn_piece_of_markup_is_no_name_in_a_list() -> None:
    assert assess(POLICY, f'part\\_head%-row">%\n\n{POLICY}').verdict != "material"
    assert assess(POLICY, f"{POLICY}\n## Cookies\n\n- part\\_head\n").verdict == "material"
