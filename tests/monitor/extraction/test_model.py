"""Each block says where it stands and why it is kept or left out; what is left out is counted by reason."""

import pytest
from lxml import html

from monitor.pipeline.extraction.core import CoreFinder
from monitor.pipeline.extraction.extract import extract
from monitor.pipeline.extraction.html_page import read_html
from monitor.pipeline.extraction.model import Block, Page, set_heading_paths, words_left_out
from monitor.pipeline.extraction.opinion import Opinion, compare
from monitor.pipeline.extraction.walk import Walker
from tests.monitor.extraction.pages import FOOTER, MENU, PARAGRAPHS, body, policy

CALL = (
    "<section><div><h3>Grow with us</h3><p>Ten thousand gardens are greener since they met our ferns.</p>"
    '<p><a href="https://fernleaf.example/start">Start now</a></p></div></section>'
)
LONG = policy() + "".join(f"<p>{number}. {p}</p>" for number, p in enumerate(PARAGRAPHS * 5))


def marked(inner: str) -> Page:
    page = Walker("https://fernleaf.example/privacy").walk(
        html.document_fromstring(f"<body>{MENU}{inner}{FOOTER}")
    )
    CoreFinder(page).mark()
    set_heading_paths(page)
    return page


def block(page: Page, start: str) -> Block:
    return next(b for b in page.blocks if b.text.startswith(start))


def test_every_block_says_why_it_is_kept_or_left_out() -> None:
    page = marked(f"<div><main>{LONG}</main>{CALL}</div>")
    assert [b.text for b in page.blocks if not b.why] == []
    assert block(page, PARAGRAPHS[0]).why == "core"
    assert block(page, "[Plants 3]").why == "menu"
    assert block(page, "[Plants 3]").link_share == 1.0
    assert block(page, "Grow with us").why == "promotion"
    assert block(page, "©").why == "footer" or block(page, "©").why == "copyright"


def test_a_section_outside_of_the_container_says_that_it_is_made_like_it() -> None:
    long = "".join(f"<p>{p}</p>" for p in PARAGRAPHS * 6)
    page = marked(f"<div class=part><h1>Notice</h1>{long}</div><div class=part><p>{PARAGRAPHS[5]}</p></div>")
    assert page.blocks[len(page.blocks) - 5].text == PARAGRAPHS[5]
    assert page.blocks[len(page.blocks) - 5].why in ("sibling", "core")


def test_a_block_knows_the_headings_it_stands_under() -> None:
    inner = (
        f"<main><h1>Notice</h1><p>{PARAGRAPHS[0]}</p><h2>Sharing</h2><h3>Couriers</h3><p>{PARAGRAPHS[2]}</p>"
        f"<h2>Rights</h2><p>{PARAGRAPHS[4]}</p></main>"
    )
    page = marked(inner)
    assert block(page, PARAGRAPHS[0]).path == ("Notice",)
    assert block(page, PARAGRAPHS[2]).path == ("Notice", "Sharing", "Couriers")
    assert block(page, PARAGRAPHS[4]).path == ("Notice", "Rights")
    assert block(page, "Rights").path == ("Notice",)


def test_what_is_kept_and_what_is_left_out_add_up_to_what_the_page_shows() -> None:
    coverage = extract(body(f"<div><main>{LONG}</main>{CALL}</div>")).coverage
    assert coverage is not None
    assert coverage.kept + sum(coverage.left_out.values()) == coverage.visible
    assert coverage.left_out["promotion"] == 15
    assert coverage.left_out["menu"] == 20


def test_the_second_opinion_is_noted_on_each_block() -> None:
    page = marked(f"<main>{policy()}</main>")
    assert compare(page, Opinion(text=PARAGRAPHS[1])) == 0
    assert block(page, PARAGRAPHS[1]).is_seconded
    assert not block(page, PARAGRAPHS[2]).is_seconded


@pytest.mark.parametrize("opinion", [Opinion(text=PARAGRAPHS[2]), Opinion()])
def test_running_text_of_the_law_that_was_left_out_counts_as_unexplained(opinion: Opinion) -> None:
    page = marked(f"<main>{policy()}</main>")
    legal = (
        "Our courier receives your personal data, must delete it and shall not disclose it to a third party."
    )
    lost = Block("paragraph", PARAGRAPHS[2] if opinion.text else legal, 18, drop="fringe")
    page.blocks.append(lost)
    assert compare(page, opinion) == 18
    assert words_left_out(page)["fringe"] == 18


def test_a_large_gap_makes_the_page_suspect_instead_of_shorter() -> None:
    # An aside is no policy text by its name in HTML; where it holds as much as this, somebody has to look.
    aside = "".join(
        f"<aside><p>{number}. {text} This is part {number} of what the courier must observe.</p></aside>"
        for number, text in enumerate(PARAGRAPHS * 3)
    )
    page = body(
        f"<div><article>{policy()}{''.join(f'<p>{p}</p>' for p in PARAGRAPHS)}</article>{aside}</div>"
    )
    found = extract(page)
    kept = all(text in found.text for text in PARAGRAPHS)
    assert kept
    assert found.suspect is not None or found.text.count("This is part") == 18


def test_the_author_that_a_page_names_is_told() -> None:
    head = '<title>Privacy notice</title><meta name="author" content="Ada Fernwood">'
    assert extract(body(f"<main>{policy()}</main>", head=head)).author == "Ada Fernwood"
    assert extract(body(f"<main>{policy()}</main>")).author is None


def test_a_selected_part_is_kept_because_it_was_selected() -> None:
    page = body(f"<main id=x>{policy()}</main>").decode()
    found = read_html(page, "https://fernleaf.example/privacy", ["#x"], [])
    assert found.coverage is not None
    assert (found.coverage.left_out, found.coverage.kept) == ({}, found.coverage.visible)
