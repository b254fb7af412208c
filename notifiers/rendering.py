"""Messages written out: the templates, and the search for the fullest form that its destination takes."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, Final
from urllib.parse import quote, urlsplit

from jinja2 import PackageLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from monitor.domain.assessment import ClauseChange
from notifiers.marking import Segment, Side, mark
from notifiers.message import (
    TITLE_LIMIT,
    ChangeAlert,
    Format,
    MessageContent,
    Rendered,
    facts_of,
    level_of,
    most_important_first,
    title_of,
)
from notifiers.phrases import count, day, direction, fact_line, label, moment, short
from notifiers.quoting import clean, defuse, escape_markdown, sanitize

_TEMPLATES: Final[dict[Format, str]] = {
    "text": "message.txt.j2",
    "markdown": "message.md.j2",
    "html": "message.html.j2",
}

# Around the cleaned fragment stands only this constant; nothing from a page comes near a header or a style sheet.
_SHELL: Final = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    '<meta name="color-scheme" content="light"></head>'
    '<body style="margin:0;padding:0;background-color:#f3f4f6">{}</body></html>'
)

NOTES: Final = {
    "unconfirmed": "Unconfirmed: the page could not be looked at a second time, so this was seen only once.",
    "return": "Return: the text went back to an earlier state of this document.",
    "large change, check": "Large change, check: much of the page differs from the version before.",
    "unassessed": "Not assessed: no rules cover the language of this document. Please read the difference.",
    "address_changed": "The address of the document was changed in the watchlist.",
    "silent": "Silent: the text changed, the date that stands on it did not.",
    "date_only": "Date only: the date that stands on the text changed, its words did not.",
    "announced": "Announced: the text names a coming day from which it holds.",
}


@dataclass(frozen=True, slots=True)
class Detail:
    """How much is shown: clauses per change, characters per side of a clause, alerts per message."""

    clauses: int
    characters: int
    alerts: int


# From everything that is worth reading in a message, down to one line an alert.
_LADDER: Final = (
    Detail(15, 3000, 200),
    Detail(15, 1000, 200),
    Detail(8, 500, 200),
    Detail(3, 300, 200),
    Detail(1, 240, 200),
    Detail(0, 0, 200),
    *(Detail(0, 0, alerts) for alerts in (100, 50, 25, 12, 6, 3, 1)),
)


class Safe(str):
    """Text that a filter has already written for its format, and that must not be escaped again."""

    __slots__ = ()


def render(
    content: MessageContent, form: Format, *, limit: int, timezone: str, title_limit: int = TITLE_LIMIT
) -> Rendered:
    """Write a message in its fullest form that has at most *limit* characters.

    What is left out is said, with the command that shows it. Where even one line an alert does not fit, the body is
    cut at a line end (HTML is then sent as plain text in a paragraph, so no tag is ever cut).
    """
    title = title_of(content, min(title_limit, TITLE_LIMIT) if title_limit > 0 else TITLE_LIMIT)
    # Where there is no title, it opens the body; we put it there ourselves, because Apprise would not escape it.
    opening = "" if title_limit > 0 else _opening(title, form)
    room = limit - len(opening)
    for detail in _LADDER:
        body = _write(content, form, detail, timezone)
        if len(body) <= room:
            break
    else:
        body = _cut(_write(content, "text", _LADDER[-1], timezone), form, room, content.id)
    return Rendered(title if title_limit > 0 else "", opening + body, form, level_of(content))


def _opening(title: str, form: Format) -> str:
    return {
        "text": f"{title}\n\n",
        "markdown": f"**{escape_markdown(title)}**\n\n",
        "html": f"<b>{escape(title)}</b><br>",
    }[form]


def _write(content: MessageContent, form: Format, detail: Detail, timezone: str) -> str:
    changes = most_important_first(content.changes)[: detail.alerts]
    incidents = content.incidents[: max(detail.alerts - len(changes), 0)]
    template = _environment(form).get_template(_TEMPLATES[form])
    body = template.render(
        content=content,
        changes=changes,
        incidents=incidents,
        hidden=len(content.changes) + len(content.incidents) - len(changes) - len(incidents),
        notes=_notes,
        clauses=partial(_clauses, detail=detail),
        facts=facts_of,
        moment=partial(moment, timezone=timezone),
    )
    if form == "html":
        return _SHELL.format(sanitize(body))
    return _tidy(body)


@cache
def _environment(form: Format) -> ImmutableSandboxedEnvironment:
    # Every expression of a template goes through `finalize`, so no text can reach a message unescaped by oversight.
    environment = ImmutableSandboxedEnvironment(
        loader=PackageLoader("notifiers"),
        autoescape=form == "html",
        finalize=_FINALIZERS[form],
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "day": day,
        "label": label,
        "direction": direction,
        "short": short,
        "fact": fact_line,
        "marked": _MARKERS[form],
        "count": count,
        "link": _LINKS[form],
        "code": _CODES[form],
    }
    return environment


def _notes(change: ChangeAlert) -> list[str]:
    return [NOTES.get(item, label(item)) for item in change.marks]


@dataclass(frozen=True, slots=True)
class _ShownClause:
    section: str
    categories: list[str]
    kind: str
    direction: str
    before: Side
    after: Side


def _clauses(change: ChangeAlert, detail: Detail) -> tuple[list[_ShownClause], int]:
    """Pick the clauses that are shown, with their words marked, and count the others."""
    joined = list(_joined(change.clauses).values())
    shown = [_shown(_filed(clauses, change), detail.characters) for clauses in joined[: detail.clauses]]
    return shown, len(joined) - len(shown)


def _joined(clauses: tuple[ClauseChange, ...]) -> dict[tuple[str, str], list[ClauseChange]]:
    """Join the entries that show one edit, under several categories or in several places: people read it once."""
    joined: dict[tuple[str, str], list[ClauseChange]] = {}
    for clause in clauses:
        joined.setdefault((clause.before, clause.after), []).append(clause)
    return joined


def _filed(clauses: list[ClauseChange], change: ChangeAlert) -> list[ClauseChange]:
    """Leave out categories that the change as a whole is not about, but for the first: they distract."""
    return [clause for clause in clauses if clause.category in change.categories] or clauses[:1]


def _shown(clauses: list[ClauseChange], characters: int) -> _ShownClause:
    first = clauses[0]
    directions = {clause.direction for clause in clauses}
    before, after = mark(clean(first.before), clean(first.after), characters)
    return _ShownClause(
        section=_places([clause.section for clause in clauses]),
        categories=list(dict.fromkeys(clause.category for clause in clauses)),
        kind=first.kind,
        direction="weaker"
        if "weaker" in directions
        else first.direction,  # the weaker reading wins, as in the verdict
        before=before,
        after=after,
    )


def _places(sections: list[str]) -> str:
    """Name the first section that is one, and count the others."""
    named = list(dict.fromkeys(section for section in sections if section))
    if len(named) < 2:
        return "".join(named)
    return f"{named[0]}, and {count(len(named) - 1, 'more place')}"


def _marked_text(side: Side, opening: str, closing: str) -> Safe:
    return Safe("".join(_around(segment, defuse, opening, closing) for segment in side).strip())


def _marked_markdown(side: Side, _opening: str, _closing: str) -> Safe:
    text = "".join(_around(segment, escape_markdown, "**", "**") for segment in side).strip()
    # A hard break keeps the lines of lists and tables apart; each line stays inside the quotation.
    return Safe("\n".join(f"> {line.strip()}" for line in text.split("\n") if line.strip()))


def _marked_html(side: Side, opening: str, _closing: str) -> Markup:
    tag, style = ("del", _DEL) if opening == "[-" else ("ins", _INS)
    start, end = f'<{tag} style="{style}">', f"</{tag}>"
    return Markup("".join(_around(segment, _html, start, end, _GAP) for segment in side).strip())  # noqa: S704 - every piece is escaped by _html


_DEL: Final = "color:#82071e;background-color:#ffebe9;text-decoration:line-through"
_INS: Final = "color:#0a5224;background-color:#dafbe1;text-decoration:underline"
_GAP: Final = ('<span style="color:#57606a;font-style:italic">', "</span>")


def _html(text: str) -> str:
    return str(escape(defuse(text)))


def _around(
    segment: Segment, write: Callable[[str], str], opening: str, closing: str, gap: tuple[str, str] = ("", "")
) -> str:
    """Write one segment; marks never enclose the blanks at its ends, which Markdown would not take as marks."""
    body = segment.text.strip()
    start = segment.text[: len(segment.text) - len(segment.text.lstrip())]
    end = segment.text[len(segment.text.rstrip()) :] if body else ""
    if segment.kind == "changed" and body:
        # A mark over several lines would be broken by the lines of a quotation.
        marked = "\n".join(
            f"{opening}{write(line)}{closing}" if line.strip() else line for line in body.split("\n")
        )
        return f"{start}{marked}{end}"
    if segment.kind == "gap":
        return f"{gap[0]}{body}{gap[1]}{end}" if gap[0] else f"{body}{end}"
    return f"{start}{write(body)}{end}"


_MARKERS: Final[dict[Format, Callable[[Side, str, str], str]]] = {
    "text": _marked_text,
    "markdown": _marked_markdown,
    "html": _marked_html,
}


def _final_text(value: Any) -> Any:
    return value if isinstance(value, Safe) else defuse(str(value))


def _final_markdown(value: Any) -> Any:
    return value if isinstance(value, Safe) else escape_markdown(str(value))


def _final_html(value: Any) -> Any:
    return value if isinstance(value, Markup) else defuse(str(value))


_FINALIZERS: Final[dict[Format, Callable[[Any], Any]]] = {
    "text": _final_text,
    "markdown": _final_markdown,
    "html": _final_html,
}


def _link_text(url: str) -> Safe:
    return Safe(_safe_url(url))


def _link_markdown(url: str) -> Safe:
    safe = _safe_url(url)
    return Safe(f"<{safe}>") if safe else Safe("")


def _link_html(url: str) -> Markup:
    return Markup('<a href="{0}" style="color:#0550ae">{0}</a>').format(_safe_url(url))


def _safe_url(url: str) -> str:
    """Percent-encode what could end a link early; an address that is not http or https is no link at all."""
    if urlsplit(url).scheme.lower() not in ("http", "https"):
        return ""
    return quote(url, safe="%/:?#@!$&'()*+,;=~-._[]")


def _code_text(text: str) -> Safe:
    return Safe(defuse(text))


def _code_markdown(text: str) -> Safe:
    return Safe(f"`{defuse(text).replace('`', '')}`")


def _code_html(text: str) -> Markup:
    return Markup('<code style="{}">{}</code>').format(_CODE, defuse(text))


_CODE: Final = (
    "font-family:ui-monospace,Menlo,Consolas,monospace;font-size:13px;background-color:#f3f4f6;padding:2px 5px;"
    "border-radius:4px;overflow-wrap:anywhere"
)
_CODES: Final[dict[Format, Callable[[str], str]]] = {
    "text": _code_text,
    "markdown": _code_markdown,
    "html": _code_html,
}
_LINKS: Final[dict[Format, Callable[[str], str]]] = {
    "text": _link_text,
    "markdown": _link_markdown,
    "html": _link_html,
}


def _tidy(body: str) -> str:
    """At most one empty line in a row, none at the ends."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in body.split("\n"))).strip() + "\n"


def _cut(body: str, form: Format, room: int, message: int) -> str:
    """Cut plain text at a line end and write it in *form*; the name of the message stays, whatever else goes."""
    end = f"[…] Clausewatch message {message}: clausewatch alerts"
    for size in range(room - len(end) - 1, 0, -20):
        text = _written(f"{body[:size].rsplit(chr(10), 1)[0].strip()}\n{end}", form)
        if len(text) <= room:
            return text
    return _written(end[: max(room - 7, 1)], form)


def _written(text: str, form: Format) -> str:
    if form == "markdown":
        return escape_markdown(text)
    return f"<p>{escape(text)}</p>" if form == "html" else text
