import re
from dataclasses import replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.domain.assessment import ClauseChange, Fact
from notifiers.message import ChangeAlert, Format, IncidentAlert, MessageContent, Undelivered, title_of
from notifiers.quoting import sanitize
from notifiers.rendering import render

SEEN = datetime(2026, 3, 1, 8, 15, tzinfo=UTC)
RETENTION = ClauseChange(
    category="retention",
    kind="modified",
    direction="weaker",
    section="Privacy notice › Storage",
    before="We keep account data for 30 days after you leave.",
    after="We keep account data for 12 months after you leave.",
    facts=({"type": "period", "what": "account data", "from": "P30D", "to": "P12M"},),
)
CHANGE = ChangeAlert(
    alert=17,
    change=5,
    vendor="Example Corp",
    document="example-corp/privacy_policy",
    type="privacy_policy",
    url="https://example.com/privacy?a=1&b=2",
    verdict="material",
    severity="high",
    categories=("retention",),
    summary="Keeps account data for 12 months",
    clauses=(RETENTION,),
    from_version=3,
    to_version=4,
    seen_at=SEEN,
    last_seen_before=datetime(2026, 2, 28, 8, 12, tzinfo=UTC),
    effective_date=date(2026, 4, 1),
    marks=("unconfirmed",),
)
INCIDENT = IncidentAlert(
    alert=19,
    incident=3,
    kind="held",
    reason="half of the text is missing",
    detail="“Your rights” is gone",
    opened_at=SEEN,
    vendor="Example Corp",
    document="example-corp/terms",
    type="terms",
    url="https://example.com/terms",
    last_ok=datetime(2026, 2, 27, 8, 0, tzinfo=UTC),
)
ONE = MessageContent(9, "privacy-team", "alert", (CHANGE,))
FORMATS: tuple[Format, ...] = ("text", "markdown", "html")


class Visible(HTMLParser):
    """What a mail program would do with a mail: its text, its tags, where its links lead."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.tags, self.links, self.attributes = "", [], [], set[str]()  # type: ignore[var-annotated]
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        self.text += data


def write(
    content: MessageContent, form: Format = "text", limit: int = 100_000, timezone: str = "Europe/Paris"
) -> str:
    return render(content, form, limit=limit, timezone=timezone).body


def with_clause(before: str, after: str) -> MessageContent:
    clause = replace(RETENTION, before=before, after=after, section=after, facts=())
    return replace(ONE, changes=(replace(CHANGE, clauses=(clause,), summary=after, vendor=after),))


@pytest.mark.parametrize("form", FORMATS)
def test_every_form_says_what_changed_where_when_and_its_number(form: Format) -> None:
    body = write(ONE, form)
    text = Visible(body).text if form == "html" else body.replace("\\", "")
    for said in (
        "Example Corp",
        "privacy policy",
        "Keeps account data for 12 months",
        "Privacy notice › Storage",
        "1 March 2026, 09:15 (Europe/Paris, UTC+01:00)",
        "28 February 2026, 09:12 (Europe/Paris, UTC+01:00)",
        "1 April 2026",
        "Period (account data): 30 days → 12 months",
        "Unconfirmed",
        "weaker protection",
        "https://example.com/privacy?a=1&b=2",
        "clausewatch diff example-corp/privacy_policy --from 3 --to 4",
        "Clausewatch alert 17",
        "Clausewatch message 9",
    ):
        assert said in text
    assert text.count("We keep account data for") == 2


def test_changed_words_are_marked_by_more_than_colour() -> None:
    assert "for [-30 days-] after" in write(ONE, "text")
    assert "for {+12 months+} after" in write(ONE, "text")
    assert "for **12 months** after" in write(ONE, "markdown")
    html = write(ONE, "html")
    assert re.search(r"for <del [^>]*line-through[^>]*>30 days</del> after", html)
    assert re.search(r"for <ins [^>]*underline[^>]*>12 months</ins> after", html)
    assert "Before" in html
    assert "After" in html


def test_every_mark_of_a_change_is_explained() -> None:
    marks = (
        *("unconfirmed", "return", "large change, check", "unassessed", "address_changed"),
        *("silent", "date_only", "announced"),
    )
    body = write(replace(ONE, changes=(replace(CHANGE, marks=marks),)))
    notes = [line for line in body.splitlines() if line.startswith("! ")]
    assert len(notes) == len(marks)
    assert all(len(note) > 40 for note in notes)


def test_an_edit_in_two_categories_is_shown_once() -> None:
    sharing = replace(RETENTION, category="sharing", direction="neutral")
    twice = replace(CHANGE, categories=("sharing", "retention"), clauses=(RETENTION, sharing))
    body = write(replace(ONE, changes=(twice,)))
    assert body.count("Before:") == 1
    assert "retention, sharing, modified, weaker protection" in body


def test_an_edit_is_shown_under_what_the_whole_change_is_about() -> None:
    children = replace(RETENTION, category="children", direction="stronger")
    about = replace(CHANGE, categories=("retention",), clauses=(children, RETENTION))
    assert "* retention, modified, weaker protection" in write(replace(ONE, changes=(about,)))
    about = replace(CHANGE, categories=("sharing",), clauses=(children,))
    assert "* children, modified, stronger protection" in write(replace(ONE, changes=(about,)))


def test_the_same_edit_in_several_places_is_shown_once_and_the_places_are_counted() -> None:
    places = tuple(replace(RETENTION, section=f"Notice › Part {number}") for number in range(3))
    body = write(replace(ONE, changes=(replace(CHANGE, clauses=places),)))
    assert body.count("Before:") == 1
    assert "(Notice › Part 0, and 2 more places)" in body


@pytest.mark.parametrize("form", FORMATS)
def test_only_facts_that_tell_something_alone_are_listed_and_of_many_the_first(form: Format) -> None:
    facts: tuple[Fact, ...] = (
        {"type": "recipients", "added": ["third parties"], "removed": []},
        {"type": "period", "what": "tickets", "from": None, "to": None},
        {"type": "countries", "added": ["CL"], "removed": []},
        {"type": "entity", "from": "Alder GmbH", "to": "Birch Ltd"},
        {"type": "recipients", "added": ["Birch Ltd"], "removed": ["Alder GmbH"]},
        *({"type": "age", "from": 5 + number, "to": 18} for number in range(12)),
    )
    body = write(replace(ONE, changes=(replace(CHANGE, clauses=(replace(RETENTION, facts=facts),)),)), form)
    assert "third parties" not in body
    assert "tickets" not in body
    assert "Chile" not in body
    assert body.count("Birch") == 1
    assert body.count("→ 18") == 9
    assert "3 more facts" in body


def test_far_words_of_a_long_clause_are_left_out_and_the_note_says_how_many() -> None:
    filler = "Some other sentence that has not changed. " * 200
    content = with_clause(filler + "For 30 days. " + filler, filler + "For 12 months. " + filler)
    body = write(content)
    assert "For [-30 days-]. Some other sentence" in body
    assert body.count("[… 1389 words …]") == body.count("[… 1388 words …]") == 2
    assert len(body) < 4000


def test_digests_show_the_most_severe_change_first() -> None:
    low = replace(CHANGE, alert=1, severity="low", vendor="Aaa")
    minor = replace(CHANGE, alert=2, severity=None, verdict="minor", vendor="Aaa", categories=())
    digest = MessageContent(9, "team", "digest", (low, minor, CHANGE), (INCIDENT,))
    assert title_of(digest) == "Clausewatch digest: 3 changes (1 high, 1 low, 1 minor) and 1 incident"
    body = write(digest)
    assert body.index("HIGH:") < body.index("LOW:") < body.index("MINOR:") < body.index("CANNOT BE WATCHED")


@pytest.mark.parametrize("form", FORMATS)
def test_several_incidents_share_one_message(form: Format) -> None:
    walls = tuple(
        replace(INCIDENT, alert=n, incident=n, kind="blocked", document=f"v{n}/terms", detail="")
        for n in range(1, 5)
    )
    content = MessageContent(9, "team", "alert", (), walls)
    assert title_of(content) == "Clausewatch: 4 incidents"
    body = write(content, form)
    assert [n for n in range(1, 5) if f"Clausewatch alert {n}, incident {n}" in body] == [1, 2, 3, 4]


def test_a_held_page_says_what_is_kept_and_since_when() -> None:
    body = write(MessageContent(9, "team", "alert", (), (INCIDENT,)))
    assert "clausewatch show example-corp/terms" in body
    assert "Last good look: 27 February 2026" in body


def test_an_incident_of_a_whole_run_needs_no_document() -> None:
    own = IncidentAlert(4, 4, "own_network", "12 of 20 hosts could not be reached", "", SEEN)
    content = MessageContent(9, "ops", "alert", (), (own,))
    assert title_of(content) == "Clausewatch: own network: 12 of 20 hosts could not be reached"
    for form in FORMATS:
        assert "12 of 20 hosts" in write(content, form)


def test_a_message_about_dead_deliveries_names_destination_and_reason() -> None:
    content = MessageContent(
        9, "ops", "undelivered", (CHANGE,), (), (Undelivered("dpo", "dpo: it answered HTTP 500"),)
    )
    assert title_of(content) == "Clausewatch could not deliver 1 change (1 high) to dpo"
    for form in FORMATS:
        assert "it answered HTTP 500" in write(content, form)


HOSTILE = (
    "<script>alert(1)</script><img src=http://evil.example/x.png onerror=alert(1)> @channel @everyone <!here> <@U123> "
    "[click](https://evil.example/a) <https://evil.example/b> https://evil.example/c www.evil.example "
    "javascript:alert(1) **bold** `code` {{ 7*7 }} {% raw %} </del></div></body> &#64;here \x1b[31m\u202eoverride"
)


@pytest.mark.parametrize("form", FORMATS)
def test_hostile_text_stays_text(form: Format) -> None:
    body = write(with_clause("Old words.", HOSTILE), form)
    assert "{{ 7*7 }}" in body.replace("\\", "")
    for bad in (
        "@channel",
        "@everyone",
        "<!here>",
        "<@U123>",
        "https://evil",
        "www.evil",
        "\x1b",
        "\u202e",
        "](https",
    ):
        assert bad not in body
    assert "javascript:alert" not in body


def test_hostile_text_brings_no_live_node_into_a_mail() -> None:
    seen = Visible(write(with_clause("Old words.", HOSTILE), "html"))
    assert not {"script", "img", "iframe", "link", "object", "form", "style"} & set(seen.tags)
    assert seen.links == ["https://example.com/privacy?a=1&b=2"]
    assert not [name for name in seen.attributes if name.startswith("on")]
    assert seen.text.count("<script>alert(1)</script>") == 4, (
        "summary, vendor, section and clause show it as text"
    )


def test_even_a_template_that_forgot_to_escape_sends_nothing_live() -> None:
    clean = sanitize(
        '<p onclick="x()" style="color:red;background:url(http://evil.example)">a<script>b</script><img src="http://c">'
        '<a href="javascript:d">e</a><a href="https://f.example/">g</a><style>p{}</style></p>'
    )
    assert clean == (
        '<p style="color:red">a<a rel="noopener noreferrer">e</a>'
        '<a href="https://f.example/" rel="noopener noreferrer">g</a></p>'
    )


def test_hostile_markdown_opens_no_link_and_no_mark() -> None:
    body = write(with_clause("", HOSTILE), "markdown")
    assert body.count(r"\[click\]") == body.count("click") == 3
    assert body.count(r"\*\*bold\*\*") == 3
    assert r"\`code\`" in body
    assert r"\&\#64;here" in body or r"\&#64;here" in body


def test_an_address_that_is_no_web_page_becomes_no_link() -> None:
    content = replace(ONE, changes=(replace(CHANGE, url="javascript:alert(1)"),))
    for form in FORMATS:
        assert "alert(1)" not in write(content, form)


@given(st.text(max_size=300))
def test_a_title_is_one_clean_line(text: str) -> None:
    content = replace(ONE, changes=(replace(CHANGE, summary=text, vendor=text),))
    title = title_of(content)
    assert len(title) <= 150
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e]", title)


def test_a_title_cannot_add_a_mail_header() -> None:
    content = replace(ONE, changes=(replace(CHANGE, summary="Hello\r\nBcc: all@example.org\r\n\r\nbody"),))
    assert title_of(content) == "[high] Example Corp, privacy policy: Hello Bcc: all@example.org body"


_texts = st.text(
    st.sampled_from(list("abc dé<>&@[](){}*_`~#!|\\\"'\n./:+-=%$\u200b\u202e漢字"))
    | st.characters(codec="utf-8"),
    max_size=400,
)


@settings(max_examples=150, deadline=None)
@given(_texts, _texts, st.sampled_from(FORMATS), st.integers(60, 3000))
def test_no_text_breaks_a_message_or_its_limit(before: str, after: str, form: Format, limit: int) -> None:
    content = with_clause(before, after)
    body = write(content, form, limit)
    assert len(body) <= limit
    assert "message 9" in body.replace("\\", "")
    if form == "html":
        seen = Visible(body)
        assert not {"script", "img", "iframe"} & set(seen.tags)
        assert set(seen.links) <= {"https://example.com/privacy?a=1&b=2"}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("limit", [40_000, 4_000, 2_000, 1_000, 160])
def test_a_digest_of_many_fits_and_says_what_it_leaves_out(form: Format, limit: int) -> None:
    many = tuple(replace(CHANGE, alert=n, change=n) for n in range(1, 261))
    body = write(MessageContent(9, "team", "digest", many), form, limit)
    assert len(body) <= limit
    assert "clausewatch alerts" in body
    assert "message 9" in body


def test_a_destination_without_titles_gets_the_title_in_the_body() -> None:
    for form in FORMATS:
        rendered = render(ONE, form, limit=5000, timezone="UTC", title_limit=0)
        assert rendered.title == ""
        assert "Keeps account data" in rendered.body.splitlines()[0]
        assert len(rendered.body) <= 5000
