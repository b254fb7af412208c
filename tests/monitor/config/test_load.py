"""Reading a watchlist that is right."""

from datetime import timedelta
from pathlib import Path

import pytest

from monitor.config.load import find_config, load_watchlist
from monitor.domain.errors import ConfigurationError, WatchlistError
from monitor.domain.selection import Range
from monitor.domain.watchlist import Source
from tests.monitor.config.conftest import Read

FULL = """\
settings:
  database_url: sqlite:///history.db
  contact: https://watch.example/bot
  timezone: Europe/Paris
  confirm_after: PT0S
  accept_held_after: P1W
  fetch: {timeout: 12.5, max_bytes: 5000000, delay: 0, concurrency: 4, proxy: null, ca_file: extra.pem,
          allow_private: ["127.0.0.1:8800", 10.0.0.0/8, "[::1]:80"]}
  notify: {allow_private: "10.1.2.3:25"}
  heartbeat_url: null
  fallback: ops
defaults: {schedule: P1D, locale: fr-CA, notice_period: P30D, headers: {Accept: text/html}, user_agent: Own/1.0}
destinations: {dpo: "mailto://mail.example", chat: "env:CHAT_URL", ops: "file:secrets/ops"}
vendors:
  - name: Nordwind Logistik
    homepage: https://nordwind.example
    owner: Procurement
    reference: 0012
    tier: 1
    tags: [crm, 2024]
    documents:
      - {type: privacy_policy, url: https://nordwind.example/privacy}
      - {type: subprocessors, url: https://nordwind.example/sub, select: main, remove: [.promo, "#top"],
         render: http, locale: no, schedule: PT12H, notice_period: P14D}
      - type: terms
        select: article
        urls: [https://nordwind.example/t/1, {url: https://nordwind.example/t/2, select: "#b", follow: a.pdf}]
      - {type: privacy_policy, qualifier: fr-FR, url: https://nordwind.example/fr, schedule: "0 6 * * 1-5"}
  - name: Søster & Co
    slug: old-name
    documents:
      - {key: older-name/terms, type: commercial_terms, url: "http://soster.example:8080/?a=b#c",
         headers: {Authorization: "env:SOSTER_TOKEN"}, cookies: {consent: yes}}
subscriptions:
  - name: privacy-team
    to: [dpo, chat]
    vendors: [old-name, Nordwind Logistik]
    tags: crm
    categories: [sharing, retention]
    types: [privacy_policy]
    languages: [en, fr]
    min_severity: medium
    minor: yes
    incidents: true
    when: 0 7 * * *
"""


def test_every_key_of_a_file_arrives_in_the_watchlist(read: Read, tmp_path: Path):
    watchlist = read(FULL)

    settings = watchlist.settings
    assert settings.database_url == f"sqlite:///{tmp_path}/history.db"
    assert settings.timezone == "Europe/Paris"
    assert (settings.confirm_after, settings.accept_held_after) == (timedelta(0), timedelta(days=7))
    assert settings.fetch.timeout == 12.5
    assert settings.fetch.contact == "https://watch.example/bot"
    assert settings.fetch.ca_file == str(tmp_path / "extra.pem")
    assert settings.fetch.allow_private == ("127.0.0.1:8800", "10.0.0.0/8", "[::1]:80")
    assert settings.notify_allow_private == ("10.1.2.3:25",)
    nordwind, soster = watchlist.vendors
    assert (nordwind.slug, nordwind.reference, nordwind.tier, nordwind.tags) == (
        "nordwind-logistik", "0012", "1", ("crm", "2024"),
    )  # fmt: skip
    assert [document.key for document in watchlist.documents] == [
        "nordwind-logistik/privacy_policy",
        "nordwind-logistik/subprocessors",
        "nordwind-logistik/terms",
        "nordwind-logistik/privacy_policy.fr-fr",
        "older-name/terms",
    ]
    assert soster.slug == "old-name"
    (subscription,) = watchlist.subscriptions
    assert subscription.vendors == ("old-name", "nordwind-logistik")
    assert subscription.tags == ("crm",)
    assert subscription.minor
    assert subscription.when == "0 7 * * *"


def test_a_document_takes_defaults_for_what_it_does_not_say(read: Read):
    privacy, subprocessors, terms, french, _ = read(FULL).documents

    assert (privacy.schedule, privacy.locale, privacy.render) == (timedelta(days=1), "fr-CA", "auto")
    assert privacy.notice_period == timedelta(days=30)
    assert (subprocessors.schedule, subprocessors.locale) == (timedelta(hours=12), "no")
    assert subprocessors.sources[0] == Source("https://nordwind.example/sub", ("main",), (".promo", "#top"))
    assert subprocessors.notice_period == timedelta(days=14)
    assert terms.sources == (
        Source("https://nordwind.example/t/1", ("article",)),
        Source("https://nordwind.example/t/2", ("#b",), follow="a.pdf"),
    )
    assert french.schedule == "0 6 * * 1-5"


@pytest.mark.parametrize(
    "text", ["", "# nothing yet\n", "vendors:\nsubscriptions: null\nsettings: ~\n", "{}", "---\n"]
)
def test_an_empty_file_watches_nothing(read: Read, text: str):
    assert read(text).documents == ()


def test_a_key_does_not_depend_on_other_documents(read: Read):
    one = "vendors:\n  - name: A\n    documents:\n      - {type: terms, url: https://a.example/t}\n"
    more = one + "      - {type: terms, qualifier: fr, url: https://a.example/fr}\n"

    assert read(one).documents[0] == read(more).documents[0]


def test_byte_order_mark_and_windows_line_ends_are_read(tmp_path: Path):
    path = tmp_path / "c.yaml"
    path.write_bytes(b"\xef\xbb\xbfvendors:\r\n  - name: A\r\n")

    assert load_watchlist(path, {}).vendors[0].name == "A"


def test_a_part_of_a_page_may_be_a_range_between_headings_or_elements(read: Read):
    watchlist = read(
        """
vendors:
  - name: Nordwind
    documents:
      - type: terms
        url: https://nordwind.example/legal#terms
        select: [main, {from: "Terms of use", endBefore: footer}]
        remove: {startBefore: "#faq"}
"""
    )
    (source,) = watchlist.documents[0].sources
    assert source.url == "https://nordwind.example/legal#terms"
    assert source.select == ("main", Range(("from", "Terms of use"), ("endBefore", "footer")))
    assert source.remove == (Range(("startBefore", "#faq"), None),)


def test_anchors_save_writing_a_selector_twice(read: Read):
    text = (
        "vendors:\n  - name: A\n    documents:\n"
        "      - {type: terms, url: https://a.example/t, remove: &noise [nav, .ad]}\n"
        "      - {type: dpa, url: https://a.example/d, remove: *noise}\n"
    )

    assert read(text).documents[1].sources[0].remove == ("nav", ".ad")


def test_an_inline_address_becomes_a_destination_with_a_stable_name(read: Read):
    text = (
        "subscriptions:\n  - {name: a, to: ['mailto://me:pw@mail.example', 'mailto://me:pw@mail.example']}\n"
    )

    first, second = read(text), read(text)

    (name,) = first.subscriptions[0].to
    assert name.startswith("mailto-")
    assert "pw" not in name
    assert first.destinations == second.destinations == {name: "mailto://me:pw@mail.example"}


def test_a_fallback_may_be_a_subscription_or_a_destination(read: Read):
    base = "destinations: {ops: 'json://ops.example'}\nsubscriptions:\n  - {name: team, to: ops}\nsettings: {fallback: "

    assert read(base + "team}").fallback == read(base + "team}").subscriptions[0]
    by_destination = read(base + "ops}")
    assert by_destination.fallback is not None
    assert by_destination.fallback.to == ("ops",)
    assert by_destination.fallback not in by_destination.subscriptions
    assert read("").fallback is None


def test_the_file_is_the_given_one_then_the_variable_then_the_one_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    assert find_config(None, {}) is None
    Path("clausewatch.yaml").touch()

    assert find_config(None, {}) == Path("clausewatch.yaml")
    assert find_config(None, {"CLAUSEWATCH_CONFIG": "/etc/c.yaml"}) == Path("/etc/c.yaml")
    assert find_config(Path("mine.yaml"), {"CLAUSEWATCH_CONFIG": "/etc/c.yaml"}) == Path("mine.yaml")


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path):
    with pytest.raises(ConfigurationError, match="clausewatch init"):
        load_watchlist(tmp_path / "none.yaml", {})
    with pytest.raises(ConfigurationError, match="directory"):
        load_watchlist(tmp_path, {})
    latin = tmp_path / "latin.yaml"
    latin.write_bytes("vendors:\n  - name: Société\n".encode("latin-1"))
    with pytest.raises(WatchlistError, match=r"latin\.yaml:2:15: not UTF-8"):
        load_watchlist(latin, {})
    huge = tmp_path / "huge.yaml"
    huge.write_bytes(b"#" * 10_000_001)
    with pytest.raises(ConfigurationError, match="larger than 10 MB"):
        load_watchlist(huge, {})


def test_headers_and_cookies_are_read_with_their_places_and_not_looked_up(read: Read, tmp_path: Path):
    first, *_, last = read(FULL).documents

    assert [(sent.name, sent.said, sent.variable) for sent in first.sending.headers] == [
        ("Accept", "text/html", None)
    ]
    assert (first.sending.cookies, first.sending.user_agent) == ((), "Own/1.0")
    (authorization,) = last.sending.headers
    assert (authorization.name, authorization.variable) == ("Authorization", "SOSTER_TOKEN")
    assert authorization.place == f"{tmp_path / 'clausewatch.yaml'}:33:35"
    assert [(sent.name, sent.said) for sent in last.sending.cookies] == [("consent", "yes")]
    assert last.sending.user_agent == "Own/1.0"
