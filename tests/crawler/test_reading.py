"""The pure readers: compression, robots.txt, Retry-After, meta refresh."""

import gzip
import random
import zlib
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.decompression import decompress, zstd
from crawler.errors import AnswerBroken, AnswerTooLarge
from crawler.middlewares.refresh import refresh_target
from crawler.retry_after import retry_after
from crawler.robots import RobotsRules
from crawler.settings import user_agent

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)

ENCODERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstd.compress,
}


@given(st.binary(max_size=5_000), st.lists(st.sampled_from(sorted(ENCODERS)), max_size=3))
def test_what_was_encoded_comes_back(body: bytes, encodings: list[str]) -> None:
    encoded = body
    for name in encodings:
        encoded = ENCODERS[name](encoded)
    assert decompress(encoded, encodings, 10_000) == body


@given(st.sampled_from(sorted(ENCODERS)), st.integers(min_value=1, max_value=60))
def test_an_encoding_that_ends_early_is_never_a_shorter_text(name: str, missing: int) -> None:
    encoded = ENCODERS[name](bytes(range(256)) * 40)
    with pytest.raises(AnswerBroken):
        decompress(encoded[:-missing], [name], 1_000_000)


@given(st.sampled_from(sorted(ENCODERS)), st.binary(min_size=1, max_size=200))
def test_damage_is_an_answer_that_is_broken_and_nothing_else(name: str, noise: bytes) -> None:
    with suppress(AnswerBroken, AnswerTooLarge):
        decompress(noise, [name], 1_000)


@pytest.mark.parametrize("name", sorted(ENCODERS))
def test_the_limit_is_exact(name: str) -> None:
    encoded = ENCODERS[name](b"a" * 200_000)
    assert len(decompress(encoded, [name], 200_000)) == 200_000
    with pytest.raises(AnswerTooLarge):
        decompress(encoded, [name], 199_999)


@pytest.mark.parametrize("name", sorted(ENCODERS))
def test_a_body_that_does_not_shrink_comes_back_whole(name: str) -> None:
    body = random.Random(1).randbytes(1_000_000)
    assert decompress(ENCODERS[name](body), [name], 1_000_000) == body


def test_members_and_frames_in_a_row_are_one_body() -> None:
    assert decompress(gzip.compress(b"a") + gzip.compress(b"b") + b"\0\0", ["gzip"], 10) == b"ab"
    assert decompress(zstd.compress(b"a") + zstd.compress(b"b"), ["zstd"], 10) == b"ab"


@pytest.mark.parametrize("name", ["gzip", "zstd"])
@pytest.mark.parametrize("body", [b"", b"ab"])
def test_an_answer_in_many_tiny_parts_is_refused_and_keeps_nobody_waiting(name: str, body: bytes) -> None:
    part = ENCODERS[name](body)
    with pytest.raises(AnswerBroken, match="too many parts"):
        decompress(part * 2_000, [name], 20_000_000)
    assert decompress(part * 900, [name], 20_000_000) == body * 900


def test_four_layers_are_refused() -> None:
    with pytest.raises(AnswerBroken):
        decompress(b"x", ["gzip"] * 4, 10)


@pytest.mark.parametrize(
    ("text", "path", "is_allowed"),
    [
        ("", "/", True),
        ("User-agent: *\nDisallow: /p", "/p/x", False),
        ("User-agent: *\nDisallow: /p\nAllow: /p/x", "/p/x", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: clausewatch\nDisallow:", "/p", True),
        ("User-agent: Clausewatch/1.0\nDisallow: /", "/p", False),
        ("User-agent: other\nUser-agent: CLAUSEWATCH\nDisallow: /", "/p", False),
        ("User-agent: claus\nDisallow: /", "/p", True),
        ("User-agent: other\nDisallow: /", "/p", True),
        ("User-agent: *\rDisallow: /p", "/p", False),
        ("\ufeffUser-agent: *\nDisallow: /", "/p", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf?x", True),
        ("<html>\n<body>Disallow: /</body>", "/p", True),
    ],
)
def test_robots_are_read_per_rfc_9309(text: str, path: str, is_allowed: bool) -> None:
    assert RobotsRules.read(text.encode()).allows(f"https://example.com{path}") is is_allowed


@pytest.mark.parametrize(
    ("value", "delay"), [("2", 2.0), ("0.5", 0.5), ("86400", 60.0), ("-1", 0.0), ("soon", 0.0), ("nan", 0.0)]
)
def test_a_crawl_delay_is_between_nothing_and_a_minute(value: str, delay: float) -> None:
    assert RobotsRules.read(f"User-agent: *\nCrawl-delay: {value}".encode()).delay == delay


def test_rules_beyond_the_parse_limit_are_not_read() -> None:
    text = b"User-agent: *\nDisallow: /near\n" + b"#" * 512_000 + b"\nDisallow: /far\n"
    rules = RobotsRules.read(text)
    assert (rules.allows("https://a.example/near"), rules.allows("https://a.example/far")) == (False, True)


@given(st.binary(max_size=400))
def test_no_robots_file_is_too_odd_to_read(body: bytes) -> None:
    RobotsRules.read(body).allows("https://example.com/privacy")


@pytest.mark.parametrize(
    ("value", "wait"),
    [
        ("0", timedelta(0)),
        (" 120 ", timedelta(minutes=2)),
        ("99999999999", timedelta(hours=24)),
        ("Sun, 01 Mar 2026 13:00:00 GMT", timedelta(hours=1)),
        ("Sun, 01 Mar 2026 13:00:00", timedelta(hours=1)),
        ("Sun, 01 Mar 2026 13:00:00 +0100", timedelta(0)),
        ("Sun, 01 Mar 2099 13:00:00 GMT", timedelta(hours=24)),
        ("Sun, 01 Mar 1999 13:00:00 GMT", timedelta(0)),
    ],
)
def test_retry_after_is_read_in_both_forms_and_capped(value: str, wait: timedelta) -> None:
    assert retry_after(value, NOW) == NOW + wait


@pytest.mark.parametrize("value", [None, "", "soon", "-5", "1.5", "1e3", "٣", "Sun, 99 Foo", "\x00"])
def test_a_retry_after_that_says_nothing_is_ignored(value: str | None) -> None:
    assert retry_after(value, NOW) is None


@given(st.text(max_size=60))
def test_a_retry_after_never_reaches_beyond_a_day(value: str) -> None:
    until = retry_after(value, NOW)
    assert until is None or NOW <= until <= NOW + timedelta(hours=24)


@pytest.mark.parametrize(
    ("html", "target"),
    [
        ('<meta http-equiv="refresh" content="0; url=/new">', "/new"),
        (
            "<META HTTP-EQUIV=Refresh CONTENT='3;URL=https://a.example/b?c=1&amp;d=2'>",
            "https://a.example/b?c=1&d=2",
        ),
        ("<meta content=\"0;url='/quoted'\" http-equiv='refresh'>", "/quoted"),
        ('<meta http-equiv="refresh" content="5">', None),
        ('<meta http-equiv="refresh" content="60; url=/new">', None),
        ('<meta name="description" content="refresh; url=/new">', None),
        ('<!-- <meta http-equiv="refresh" content="0; url=/new"> -->', None),
        ('<noscript><meta http-equiv="refresh" content="0; url=/js"></noscript>', None),
        ('<script>"<meta http-equiv=refresh content=0;url=/x>"</script>', None),
        ('<meta http-equiv="refresh" content="0; url=/new"><p>' + "word " * 100, None),
        ('<meta http-equiv="refresh" content="0; url=/new"><script>' + "word " * 100 + "</script>", "/new"),
        ("refreshing news", None),
    ],
)
def test_only_a_signpost_sends_on(html: str, target: str | None) -> None:
    assert refresh_target(html.encode()) == target


@pytest.mark.parametrize(
    "html",
    [
        "<meta " * 10_000 + "refresh",
        "<!--" * 16_000 + "refresh",
        "<script" * 9_000 + "refresh",
        "<" * 65_000 + "refresh",
    ],
)
def test_pages_of_unclosed_tags_are_no_signposts(html: str) -> None:
    assert refresh_target((html + ' http-equiv="refresh"').encode()) is None


@pytest.mark.parametrize(
    ("contact", "ending"),
    [
        (None, ""),
        ("https://example.org/bot", " (+https://example.org/bot)"),
        ("me@example.org\r\nX: y", " (+me@example.orgX: y)"),
    ],
)
def test_the_user_agent_names_the_contact_and_cannot_be_used_to_add_headers(
    contact: str | None, ending: str
) -> None:
    agent = user_agent(contact)
    assert agent.startswith("Clausewatch/")
    assert agent.partition(" ")[2] == ending.strip()
