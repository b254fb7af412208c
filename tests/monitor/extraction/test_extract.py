import pytest

from monitor.pipeline.extraction.extract import InvalidSelector, check_selector, extract, visible_digest
from tests.monitor.extraction.pages import FOOTER, MENU, PARAGRAPHS, body, policy

PLAIN = "\n\n".join(["# Privacy notice", *PARAGRAPHS])


def test_menu_and_footer_are_left_out_and_the_policy_is_whole() -> None:
    found = extract(body(f"<main>{policy()}</main>"))
    assert (found.outcome, found.reason, found.text) == ("policy", None, PLAIN)


@pytest.mark.parametrize(
    "name", ["hidden-xs", "cookie-policy", "share", "sharing", "scroll", "banner", "nav", "footer", "comment"]
)
def test_a_section_is_never_lost_for_the_name_of_its_wrapper(name: str) -> None:
    wrapped = f'<div class="{name}" id="{name}" aria-hidden="true"><h2>More</h2><p>{PARAGRAPHS[3]}</p></div>'
    assert PARAGRAPHS[3] in extract(body(f"<div>{policy()}{wrapped}</div>")).text


@pytest.mark.parametrize(
    "inner",
    [
        "".join(
            f"<details><summary>Part</summary><div hidden><p>{p}</p></div></details>" for p in PARAGRAPHS
        ),
        "".join(f"<section class=s{n}><div><p>{p}</p></div></section>" for n, p in enumerate(PARAGRAPHS)),
        "".join(
            f"<input type=checkbox id=c{n}><label for=c{n}>{p}</label>" for n, p in enumerate(PARAGRAPHS)
        ),
        "<div>" + "<br><br>".join(PARAGRAPHS) + "</div>",
        "<dl>" + "".join(f"<dt>Part</dt><dd>{p}</dd>" for p in PARAGRAPHS) + "</dl>",
        "".join(f"<p>{p}" for p in PARAGRAPHS),
        "<div>" * 600 + "".join(f"<p>{p}</p>" for p in PARAGRAPHS) + "</div>" * 600,
        "<div>" * 10_000 + "".join(f"<p>{p}</p>" for p in PARAGRAPHS) + "</div>" * 10_000,
        "<noscript>" + "".join(f"<p>{p}</p>" for p in PARAGRAPHS) + "</noscript>",
        "<template>" + "".join(f"<p>{p}</p>" for p in PARAGRAPHS) + "</template>",
        "<table role=presentation><tr><td>"
        + "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
        + "</td></tr></table>",
        "<div role=tabpanel style='display:none'>"
        + "".join(f"<span><p>{p}</p></span>" for p in PARAGRAPHS)
        + "</div>",
    ],
    ids=[
        "details",
        "siblings",
        "labels",
        "breaks",
        "definitions",
        "unclosed",
        "deep",
        "very-deep",
        "noscript",
        "template",
        "layout",
        "tabs",
    ],
)
def test_every_way_to_set_a_policy_gives_all_of_it(inner: str) -> None:
    found = extract(body(f"<h1>Privacy notice</h1>{inner}"))
    assert found.outcome == "policy"
    assert [p for p in PARAGRAPHS if p not in found.text] == []
    assert "Plants 3" not in found.text


def test_a_selector_takes_exactly_what_it_names() -> None:
    page = body(
        f"<div id=a><p>{PARAGRAPHS[0]}</p></div><div id=b>{policy()}<p class=promo>Ten percent off!</p></div>"
    )
    assert extract(page, select=["#b"], remove=[".promo"]).text == PLAIN


def test_a_selector_that_matches_nothing_is_named() -> None:
    found = extract(body(policy()), select=["#gone"])
    assert found.outcome == "unreadable"
    assert found.reason is not None
    assert "#gone" in found.reason


def test_a_selector_with_wrong_syntax_is_an_error_of_the_watchlist() -> None:
    check_selector("main > .a:not(.b)")
    with pytest.raises(InvalidSelector, match=r"div\["):
        check_selector("div[")


def test_tokens_and_markup_do_not_change_the_digest_but_a_word_does() -> None:
    one = body(
        f"<main class=a1><input type=hidden value=t1><script nonce=x>var a=1</script>{policy()}</main>"
    )
    two = body(
        f"<main class=b2>\n<input type=hidden value=t2><script nonce=y>var a=2</script><!-- 9 -->{policy()}</main>"
    )
    three = body(f"<main class=a1>{policy()}</main>".replace("five years", "nine years"))
    assert visible_digest(one) == visible_digest(two)
    assert visible_digest(one) != visible_digest(three)


@pytest.mark.parametrize(
    "data", [b"", b"\0\0\0", b"\x89PNG\r\n\x1a\n" + bytes(400), b"%PDF-1.7 nothing", b"PK\x03\x04word/", b"<"]
)
def test_no_bytes_raise(data: bytes) -> None:
    found = extract(data)
    assert found.outcome != "policy"
    assert found.reason
    assert "\n" not in found.reason


def test_a_page_of_menu_and_footer_alone_is_no_policy() -> None:
    page = f"<html><body>{MENU}<div>Loading</div>{FOOTER}</body></html>".encode()
    assert extract(page).outcome == "not_policy"


def test_a_script_behind_the_end_of_the_document_is_not_shown() -> None:
    page = "<html><body><p>We keep data.</p></body></html><script>{}</script><!-- {} -->"
    assert visible_digest(page.format("a", "a").encode()) == visible_digest(page.format("b", "b").encode())
