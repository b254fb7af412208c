"""Texts are read and folded in pieces, so that versions can share them; nobody may see where they were cut."""

from hypothesis import example, given
from hypothesis import strategies as st

from monitor.domain import folding
from monitor.domain.markdown import blocks, first_blocks

_LINES = [
    *(
        "\n",
        "\n\n",
        "\n\n",
        " \n",
        "\r\n",
        "\x0b",
        "\u2028",
        " ",
        "\xa0",
        "text ",
        "Title\n",
        "===\n",
        "---\n",
        "* * *\n",
    ),
    *("- ", "-", "* item\n", "+ item\n", "1.", "(a)", "# Heading\n", "**Bold**\n", "**Bold**:", "__Bold__\n"),
    *("| a | b |\n", "|---|---|\n", "  | x |\n"),
]
_WORDS = [
    *(
        "\n\n",
        "\n\n",
        "\n",
        " ",
        "section",
        "sections ",
        "Clause",
        " 1",
        "2.",
        "3 4",
        "1,",
        "000",
        "- ",
        "| ",
        "(a) ",
    ),
    *("[a", "](", "![", "](http://x", "mailto:a@b.c", "MailTo:x", "tel:12", "TEL:9", ")", '"t"', "<b", "r>"),
    *(
        "l'",
        "d´",
        "l‘",
        "´",
        "acces",
        "’s",
        "Ã©",
        "é",
        "â€™",
        "e-",
        "mail",
        "[email protected]",
        " at ",
        "@",
        "\u200b",
    ),
    *("www.", "Www.", "WWW.X.y", "x.y", "://", "&", "&amp;", "amp;", "&#39;", "&#10;", "&lt;", "&gt;"),
]


@example("| a | b |\n|---|---|\n\n| x | y |\n")
@example("-\n\n\n\ntext")
@example("**Bold**\n* item\n")
@given(st.lists(st.sampled_from(_LINES), max_size=14).map("".join))
def test_a_text_has_the_blocks_that_it_has_when_it_is_read_in_one_piece(text: str) -> None:
    assert blocks(text) == first_blocks(text, len(text) + 1)


@example("Www.x.y\n\nwww.x.y", False)
@example("l‘acces\n\nl'acces", False)
@example("see section\n\n3 4", False)
@example("[a\n\nb](mailto:a@b.c)", False)
@example("[a](x\n\n'title')", False)
@example("a [email\n\nprotected]", True)
@given(st.lists(st.sampled_from(_WORDS), max_size=14).map("".join), st.booleans())
def test_a_text_folds_to_the_words_that_it_folds_to_in_one_piece(text: str, masked: bool) -> None:
    assert folding.stream(text, masked=masked) == " ".join(folding.words(text, masked=masked))


def test_the_first_blocks_are_read_alone() -> None:
    assert (
        first_blocks("# Terms\n\nWe keep logs.\n\nWe share.", 2)
        == blocks("# Terms\n\nWe keep logs.\n\nWe share.")[:2]
    )
    assert first_blocks("", 2) == ()
