"""Pages that carry several policies: parts by CSS, by ranges between headings or elements, and by fragments."""

from typing import Any

import pytest

from monitor.domain.errors import ConfigurationError
from monitor.domain.extraction import Extraction
from monitor.domain.selection import (
    NoSelector,
    Range,
    selector_from_json,
    selectors_as_json,
    selectors_from_json,
)
from monitor.pipeline.extraction.extract import check_selector, extract, visible_digest

URL = "https://fernleaf.example/legal"
PRIVACY = (
    "We collect your name and your postal address when you order a plant, and nothing else about you.",
    "We keep the data of your account for thirty days after you have closed it, and then we delete it.",
    "Our courier receives your address for the delivery of the parcel and deletes it after it has arrived.",
    "You may ask us at any time for a copy of your personal data, for its correction or for its deletion.",
)
TERMS = (
    "You may return every plant within fourteen days of its arrival, as long as it still lives.",
    "Prices include the tax of the country that the parcel is sent to, and the cost of the packaging.",
    "We are not liable for plants that wither because they were placed too close to a heater.",
    "The law of Belgium governs this agreement, and the courts of Ghent decide about disputes.",
)
COOKIES = (
    "We use one cookie that keeps you logged in, and no cookies that follow you to the sites of others.",
    "You may delete the cookie in your browser whenever you want; you are then logged out of the shop.",
)


def paragraphs(texts: tuple[str, ...]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def legal(*, sections: bool = False) -> bytes:
    parts = (
        ("privacy", "Privacy policy", PRIVACY),
        ("terms", "2. Terms of use", TERMS),
        ("cookies", "Cookies", COOKIES),
    )
    inner = "".join(
        f"<section id={name}><h2>{title}</h2>{paragraphs(texts)}</section>"
        if sections
        else f"<h2 id={name}>{title}</h2>{paragraphs(texts)}<h3>More on it</h3><p>{title} ends here, as it must.</p>"
        for name, title, texts in parts
    )
    menu = "".join(f"<li><a href='#{name}'>{title}</a></li>" for name, title, _ in parts)
    return (
        "<html><head><title>Legal | Fernleaf</title></head><body><nav><ul>"
        f"<li><a href=/>Shop</a></li></ul></nav><main><h1>Legal</h1><ul id=toc>{menu}</ul>{inner}</main>"
        "<footer><ul><li><a href=/a>About</a></li><li><a href=/b>Jobs</a></li></ul></footer></body></html>"
    ).encode()


def read(*select: Any, remove: Any = None, data: bytes | None = None, url: str = URL) -> Extraction:
    return extract(
        legal() if data is None else data,
        url=url,
        select=selectors_from_json(list(select)),
        remove=selectors_from_json(remove),
    )


def holds(text: str) -> list[str]:
    said = (("privacy", PRIVACY), ("terms", TERMS), ("cookies", COOKIES))
    return [name for name, texts in said if all(one in text for one in texts)]


def says_nothing_of(text: str, *others: tuple[str, ...]) -> bool:
    return not any(one in text for texts in others for one in texts)


@pytest.mark.parametrize(
    ("selector", "kept"),
    [
        ({"from": "Privacy policy", "to": "Terms of use"}, ["privacy"]),
        ({"from": "PRIVACY  policy:", "to": "2. terms of use"}, ["privacy"]),
        ({"from": "Terms of use"}, ["terms", "cookies"]),
        ({"to": "Cookies"}, ["privacy", "terms"]),
        ({"startBefore": "#terms", "endBefore": "#cookies"}, ["terms"]),
        ({"startAfter": "#privacy", "endAfter": "p:nth-of-type(4)"}, ["privacy"]),
        ({"from": "Terms of use", "endBefore": "#cookies"}, ["terms"]),
        ({"startBefore": "#cookies", "endAfter": "body"}, ["cookies"]),
    ],
)
def test_a_range_takes_what_stands_between_its_ends_and_nothing_else(
    selector: dict[str, str], kept: list[str]
) -> None:
    found = read(selector)
    assert found.outcome == "policy"
    assert holds(found.text) == kept
    others = {"privacy": PRIVACY, "terms": TERMS, "cookies": COOKIES}
    assert says_nothing_of(found.text, *(texts for name, texts in others.items() if name not in kept))


def test_the_heading_that_opens_a_range_is_in_it_and_the_one_that_ends_it_is_not() -> None:
    text = read({"from": "Privacy policy", "to": "Terms of use"}).text
    assert text.startswith("## Privacy policy")
    assert "Terms of use" not in text


def test_an_element_that_starts_after_it_is_not_in_the_range_but_the_text_behind_it_is() -> None:
    data = f"<div><h2>Privacy</h2><b id=x>Draft</b> of words behind the mark. {paragraphs(PRIVACY)}</div>".encode()
    text = read({"startAfter": "#x"}, data=data).text
    assert "Draft" not in text
    assert text.startswith("of words behind the mark.")


def test_several_parts_come_in_the_order_of_the_page_and_each_once() -> None:
    text = read("#cookies + p", {"from": "Privacy policy", "to": "Terms of use"}, "#privacy").text
    assert text.index(PRIVACY[0]) < text.index(COOKIES[0])
    assert text.count("Privacy policy ends here") == 1
    assert COOKIES[1] not in text


def test_a_range_is_removed_before_anything_is_selected() -> None:
    found = read("main", remove=[{"from": "Terms of use", "to": "Cookies"}, "#toc"])
    assert holds(found.text) == ["privacy", "cookies"]


def test_lists_and_tables_that_a_range_cuts_through_keep_their_shape() -> None:
    rows = "".join(f"<tr><td>Host {n}</td><td>Belgium and its provinces</td></tr>" for n in range(6))
    data = f"<h2>A</h2><table>{rows}<tr id=end><td>Z</td><td>Z</td></tr></table>".encode()
    text = read({"from": "A", "endBefore": "#end"}, data=data).text
    assert "| Host 5 | Belgium and its provinces |" in text
    assert "Z" not in text


@pytest.mark.parametrize(
    ("selector", "named"),
    [
        ({"from": "Refunds"}, "Refunds"),
        ({"from": "Privacy policy", "to": "Refunds"}, "Refunds"),
        ({"from": "Terms of use", "to": "Privacy policy"}, "Privacy policy"),
        ({"startBefore": "#gone"}, "#gone"),
        ({"startBefore": "#cookies", "endBefore": "#terms"}, "#terms"),
        ("#gone", "#gone"),
    ],
)
def test_a_part_that_is_not_on_the_page_is_named_and_nothing_is_read(selector: Any, named: str) -> None:
    found = read(selector)
    assert (found.outcome, found.text) == ("unreadable", "")
    assert named in (found.reason or "")
    assert "matches nothing" in (found.reason or "")


def test_one_part_that_is_missing_among_several_is_enough_to_read_nothing() -> None:
    assert read("#privacy", {"from": "Refunds"}).outcome == "unreadable"


def test_what_is_to_be_removed_may_be_absent_but_may_not_run_to_the_end_of_the_page() -> None:
    assert read("main", remove=[{"from": "Summer sale", "to": "Cookies"}, ".promo"]).outcome == "policy"
    found = read("main", remove=[{"from": "Terms of use", "to": "Refunds"}])
    assert found.outcome == "unreadable"
    assert "Refunds" in (found.reason or "")


def test_the_first_of_two_equal_headings_counts_and_for_an_end_the_first_after_the_start() -> None:
    data = (
        f"<h2>Privacy</h2>{paragraphs(PRIVACY)}<h2>Terms</h2>{paragraphs(TERMS)}"
        f"<h2>Privacy</h2>{paragraphs(COOKIES)}<h2>Terms</h2>"
    ).encode()
    assert holds(read({"from": "Privacy", "to": "Privacy"}, data=data).text) == ["privacy", "terms"]
    assert holds(read({"from": "Terms", "to": "Terms"}, data=data).text) == ["terms", "cookies"]


def test_a_bold_line_is_a_heading_where_the_page_has_no_other() -> None:
    data = f"<p><b>Privacy</b></p>{paragraphs(PRIVACY)}<p><b>Terms</b></p>{paragraphs(TERMS)}".encode()
    assert holds(read({"from": "Privacy", "to": "Terms"}, data=data).text) == ["privacy"]


def test_the_digest_of_a_part_does_not_see_the_rest_of_the_page() -> None:
    other = legal().replace(b"fourteen days", b"two days")
    select = selectors_from_json({"from": "Privacy policy", "to": "Terms of use"})
    assert visible_digest(legal(), select=select) == visible_digest(other, select=select)
    assert visible_digest(legal(), url=f"{URL}#privacy") == visible_digest(other, url=f"{URL}#privacy")
    assert visible_digest(legal(), url=f"{URL}#terms") != visible_digest(other, url=f"{URL}#terms")


# --- fragments ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sections", [False, True], ids=["headings", "containers"])
@pytest.mark.parametrize("name", ["privacy", "terms", "cookies"])
def test_a_fragment_takes_its_section_up_to_the_next_heading_of_its_level(name: str, sections: bool) -> None:
    found = read(data=legal(sections=sections), url=f"{URL}#{name}")
    assert found.outcome == "policy"
    assert holds(found.text) == [name]
    assert "Jobs" not in found.text
    assert ("ends here, as it must" in found.text) is not sections


@pytest.mark.parametrize(
    "mark",
    [
        "<a name=here></a><h2>Terms</h2>",
        "<h2><a id=here></a>Terms</h2>",
        "<h2><span><b id=here>Terms</b></span></h2>",
        "<div id=here><h2>Terms</h2></div>",
        "<div role=heading aria-level=2 id=here>Terms</div>",
        "<p id=here></p><div><h2>Terms</h2></div>",
    ],
)
def test_a_mark_at_a_heading_names_its_section(mark: str) -> None:
    data = (
        f"<main><h1>Legal</h1><h2>Privacy</h2>{paragraphs(PRIVACY)}{mark}{paragraphs(TERMS)}<h3>More</h3>"
        f"<p>This belongs to the terms as well.</p><h2>Cookies</h2>{paragraphs(COOKIES)}</main>"
    ).encode()
    text = read(data=data, url=f"{URL}#here").text
    assert holds(text) == ["terms"]
    assert text.startswith("## Terms")
    assert "belongs to the terms as well" in text


def test_a_mark_within_the_text_names_what_stands_from_there_to_the_next_heading() -> None:
    data = f"<h2>A</h2><p>Before the mark.</p><p id=here>{' '.join(PRIVACY)}</p><h2>B</h2>{paragraphs(TERMS)}".encode()
    text = read(data=data, url=f"{URL}#here").text
    assert holds(text) == ["privacy"]
    assert "Before the mark" not in text


def test_a_fragment_may_be_percent_encoded() -> None:
    data = f"<h2 id='données'>Privacy</h2>{paragraphs(PRIVACY)}<h2>B</h2>{paragraphs(TERMS)}".encode()
    assert holds(read(data=data, url=f"{URL}#donn%C3%A9es").text) == ["privacy"]


def test_a_fragment_that_names_nothing_is_told_and_nothing_is_read() -> None:
    found = read(url=f"{URL}#refunds")
    assert (found.outcome, found.text) == ("unreadable", "")
    assert "#refunds" in (found.reason or "")


@pytest.mark.parametrize("fragment", ["", "top", "/privacy", "!privacy", ":~:text=name"])
def test_a_fragment_that_names_no_element_leaves_the_page_whole(fragment: str) -> None:
    assert holds(read(url=f"{URL}#{fragment}").text) == ["privacy", "terms", "cookies"]


def test_what_is_selected_by_hand_wins_over_the_fragment() -> None:
    assert holds(read({"from": "Cookies"}, url=f"{URL}#privacy").text) == ["cookies"]


# --- as data -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "value",
    ["main", {"from": "A"}, {"to": "B"}, {"from": "A", "to": "B"}, {"startAfter": "#a", "endAfter": ".b"}],
)
def test_a_selector_that_is_read_is_written_as_it_was(value: Any) -> None:
    assert selectors_as_json(selectors_from_json(value)) == [value]
    assert selectors_from_json([value, value]) == (selector_from_json(value),) * 2


@pytest.mark.parametrize(
    "value",
    [3, None, {}, {"form": "A"}, {"from": ""}, {"from": 3}, {"from": "A", "startBefore": "b"}, ["a"]],
)
def test_what_is_no_selector_is_refused(value: Any) -> None:
    with pytest.raises(NoSelector):
        selector_from_json(value)


def test_the_css_of_a_range_is_checked_and_its_headings_are_not() -> None:
    check_selector(Range(("from", "Terms ["), None))
    with pytest.raises(ConfigurationError, match=r"div\["):
        check_selector(Range(("startAfter", "div["), None))
