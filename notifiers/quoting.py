"""Hostile text made harmless, for each form a message can take. Everything from a page or a watchlist passes here."""

import re
from typing import Final

import nh3

_BREAK: Final = "\u200b"  # zero width space: invisible, and enough to stop a mention or a link from forming

# C0 and C1 controls except tab and newline, line and paragraph separators, and the bidirectional overrides that
# make a text read differently from what it says (CVE-2021-42574).
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")
# "@here", "<!channel>", "<@U123>", "<#C123>", "[text](link)"; not the @ inside an address such as privacy@example.com.
_MENTION: Final = re.compile(r"(?<![\w.])@(?=\w)|<(?=[!@#])|\](?=\()")
_LINK: Final = re.compile(
    r"\b(?:[a-z][a-z0-9+.\-]{1,20}:(?=//)|www(?=\.)|(?:mailto|javascript|data|tel|vbscript):)", re.I
)
# Every punctuation that CommonMark (section 2.4) lets a backslash take the meaning from.
_MARKDOWN: Final = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~&^=:\"'$%/;,?@])")
_MARKDOWN_ACTIVE: Final = re.compile(r"([\\`*_\[\]<>|~&])|(?m:^([ \t]*)([#+\-=>]))|(?m:^([ \t]*\d+)([.)]))")

_TAGS: Final = {
    *(
        "a",
        "body",
        "br",
        "b",
        "del",
        "div",
        "em",
        "h1",
        "h2",
        "h3",
        "hr",
        "html",
        "i",
        "ins",
        "li",
        "ol",
        "p",
    ),
    *("small", "span", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul", "code", "blockquote"),
}
_STYLES: Final = {
    *(
        "background-color",
        "border",
        "border-bottom",
        "border-collapse",
        "border-left",
        "border-radius",
    ),
    *(
        "border-top",
        "color",
        "display",
        "font-family",
        "font-size",
        "font-style",
        "font-weight",
        "letter-spacing",
    ),
    *(
        "line-height",
        "margin",
        "margin-top",
        "margin-bottom",
        "max-width",
        "overflow-wrap",
        "padding",
        "text-align",
    ),
    *("text-decoration", "text-transform", "vertical-align", "white-space", "width", "word-break"),
}


def clean(text: str) -> str:
    """Take out control characters and bidirectional overrides; line ends become newlines."""
    return _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str, limit: int = 200) -> str:
    """Make *text* fit a mail header or a title: one line, no controls, no mention, at most *limit* characters."""
    line = defuse(
        " ".join(clean(text.replace("\r", " ").replace("\u2028", " ").replace("\u2029", " ")).split())
    )
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def defuse(text: str) -> str:
    """Keep the words, but let nobody be called and no link form of itself."""
    return _LINK.sub(
        lambda match: match[0] + _BREAK, _MENTION.sub(lambda match: match[0] + _BREAK, clean(text))
    )


def escape_markdown(text: str) -> str:
    """Write *text* so that Markdown shows it as it stands."""
    return _MARKDOWN_ACTIVE.sub(_escaped, defuse(text))


def sanitize(html: str) -> str:
    """Clean a finished mail: known tags, http and https links, inline styles; nothing remote, nothing that runs."""
    return nh3.clean(
        html,
        tags=_TAGS,
        clean_content_tags={"script", "style", "title"},
        attributes={"*": {"style", "lang"}, "a": {"href"}, "table": {"role", "width"}, "td": {"width"}},
        url_schemes={"http", "https"},
        filter_style_properties=_STYLES,
        link_rel="noopener noreferrer",
    )


def _escaped(match: re.Match[str]) -> str:
    if match[1]:
        return "\\" + match[1]
    if match[3]:
        return f"{match[2]}\\{match[3]}"
    return f"{match[4]}\\{match[5]}"
