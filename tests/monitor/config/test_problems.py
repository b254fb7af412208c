"""Every mistake in a file is told, with its place and what was probably meant."""

from pathlib import Path

import pytest

from monitor.config.load import load_watchlist
from monitor.domain.errors import WatchlistError
from tests.monitor.config.conftest import Complain

VENDOR = "vendors:\n  - name: Acme\n    tags: [crm]\n    documents:\n      - {type: terms, "
URL = "url: https://acme.example/t"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("settngs: {}", "1:1: unknown key 'settngs' in the file; did you mean 'settings'?"),
        (VENDOR + "urll: https://x.example}", "5:23: unknown key 'urll' in a document; did you mean 'url'?"),
        ("vendors:\n  - name: A\n    ref: 12", "3:5: unknown key 'ref' in a vendor; did you mean 'reference'?"),
        ("vendors:\n  - homepage: https://x.example", "2:5: a vendor needs 'name'"),
        ("vendors:\n  - name:\n", "2:5: a vendor needs 'name'"),
        ("vendors:\n  - name: ''\n", "2:11: must not be empty"),
        ("vendors: {name: A}", "1:10: expected a list, found keys with values"),
        ("vendors: [A]", "1:11: expected keys with values, found text"),
        ("vendors:\n  -\n", "2:4: expected keys with values, found nothing"),
        ("vendors:\n  - name: [A]\n", "2:11: expected text, found a list"),
        ("vendors:\n  - name: 日本\n", "2:11: vendor '日本' has no letter or digit"),
        ("vendors:\n  - {name: A, slug: A B}\n",
         "2:21: 'A B' is no slug (a-z, 0-9, single hyphens between); did you mean 'a-b'?"),
        ("vendors:\n  - name: Acme\n  - name: ACME!\n",
         "3:11: vendors 'Acme' (line 2) and 'ACME!' have the same slug 'acme'"),
        (VENDOR + "}", "5:9: a document needs 'url'"),
        (VENDOR + URL + ", urls: [https://x.example]}", "5:9: a document has either 'url' or 'urls', not both"),
        (VENDOR + "urls: [https://x.example, https://x.example]}", "5:9: 'urls' names the same address twice"),
        (VENDOR + "url: ftp://x.example}", "5:28: scheme 'ftp' is not fetched"),
        (VENDOR + "url: x.example/terms}", "5:28: a URL must start with https:// or http://"),
        (VENDOR + "url: 'https://x.example/a b'}", "5:28: a URL cannot contain spaces"),
        (VENDOR + "url: 'https:///a'}", "5:28: the URL names no valid host"),
        (VENDOR + "url: 'https://x.example:80a/'}", "5:28: the URL names no valid host"),
        (VENDOR + "url: 'https://me:secret@x.example/'}", "5:28: a URL must not contain credentials"),
        (VENDOR + URL + ", select: 'div >'}", "5:60: CSS selector 'div >'"),
        (VENDOR + URL + ", select: {form: Terms}}", "5:60: unknown key 'form' in a range; it has from, startBefore"),
        (VENDOR + URL + ", select: {from: A, startAfter: b}}", "5:60: a range has one of from, startBefore"),
        (VENDOR + URL + ", remove: [nav, {to: ''}]}", "5:66: 'to' of a range must be text"),
        (VENDOR + URL + ", select: {endAfter: 'div >'}}", "5:60: CSS selector 'div >'"),
        (VENDOR + URL + ", select: [[a]]}", "5:61: a selector is CSS, or a range such as"),
        (VENDOR + URL + ", remove: [nav, //p]}", "5:66: CSS selector '//p'"),
        (VENDOR + URL + ", remove: 'p::text'}", "5:60: CSS selector 'p::text' has a pseudo-element"),
        (VENDOR + URL + ", remove: 'p:foo'}", "5:60: CSS selector 'p:foo': The pseudo-class :foo is unknown"),
        (VENDOR + URL + ", notice_period: P1M}", "5:67: 'P1M': months and years have no fixed length; use days"),
        (VENDOR + URL + ", notice_period: P1Y}", "5:67: 'P1Y': months and years have no fixed length; use days"),
        (VENDOR + URL + ", schedule: 3600}", "5:62: '3600' is no ISO 8601 duration"),
        (VENDOR + URL + ", schedule: -P1D}", "5:62: '-P1D': a duration cannot be negative"),
        (VENDOR + URL + ", schedule: PT0S}", "5:62: 'PT0S' must be longer than zero"),
        (VENDOR + URL + ", schedule: P99999999999D}", "5:62: 'P99999999999D' is longer than 3650 days"),
        (VENDOR + URL + ", schedule: 61 6 * * *}", "5:62: '61 6 * * *' is no cron line: bad minute"),
        (VENDOR + URL + ", schedule: 0 6 * *}", "5:62: '0 6 * *' is no cron line: it needs five fields"),
        (VENDOR + URL + ", locale: en_GB}",
         "5:60: 'en_GB' is no language tag such as 'en' or 'fr-CA'; did you mean 'en-GB'?"),
        (VENDOR + URL + ", render: chrome}", "5:60: unknown render mode 'chrome'; known: auto, http, browser"),
        (VENDOR + URL + ", follow: 'a >'}", "5:60: CSS selector 'a >'"),
        (VENDOR + URL + ", follow: 'a::attr(href)'}", "5:60: CSS selector 'a::attr(href)'"),
        (VENDOR + URL + ", follow: [a]}", "5:60: expected text, found a list"),
        (VENDOR + "urls: [{url: https://x.example, follow: ''}]}", "5:63: CSS selector ''"),
        (VENDOR + URL + ", headers: {Host: x}}", "5:62: header 'Host' belongs to the connection and cannot be set"),
        (VENDOR + URL + ", headers: {Proxy-Authorization: x}}", "5:62: header 'Proxy-Authorization' belongs to the c"),
        (VENDOR + URL + ", headers: {cookie: x}}", "5:62: header 'cookie' has a key of its own: write 'cookies'"),
        (VENDOR + URL + ", headers: {If-None-Match: x}}", "5:62: header 'If-None-Match' is sent by Clausewatch itself"),
        (VENDOR + URL + ", headers: {X Y: z}}", "5:62: 'X Y' is no name of a header"),
        (VENDOR + URL + ", headers: {Accept: 'env:1x'}}", "5:70: env: must be followed by the name of an environment"),
        (VENDOR + URL + ", headers: {Accept: 'ä'}}", "5:70: the value of a header is one line of ASCII text"),
        (VENDOR + URL + ", headers: {Accept: [a]}}", "5:70: expected text, found a list"),
        (VENDOR + URL + ", headers: {Accept: a, accept: b}}", "5:61: 'Accept' and 'accept' are one header"),
        (VENDOR + URL + ", headers: [Accept]}", "5:61: expected keys with values, found a list"),
        (VENDOR + URL + ", cookies: {a b: c}}", "5:62: 'a b' is no name of a cookie"),
        (VENDOR + URL + ", cookies: {a: 'b; c'}}", "5:65: the value of a cookie has no ';' and no space"),
        (VENDOR + URL + ", user_agent: ''}", "5:64: must be one line of ASCII text, not empty"),
        (VENDOR + URL + ", user_agent: 'env:AGENT'}", "5:64: is no secret and is written as it is sent"),
        (VENDOR + URL + ", header: {Accept: a}}", "5:52: unknown key 'header' in a document; did you mean 'headers'?"),
        ("defaults:\n  headers: {TE: x}\n", "2:13: header 'TE' belongs to the connection and cannot be set"),
        (VENDOR + URL + ", key: Acme}", "5:57: 'Acme' is no document key"),
        ("vendors:\n  - name: A\n    documents:\n      - {type: privacy, url: https://x.example}",
         "4:16: unknown document type 'privacy'; did you mean 'privacy_policy'?"),
        ("subscriptions:\n  - {name: a, to: []}", "2:19: must not be empty"),
        ("subscriptions:\n  - {name: a}", "2:5: a subscription needs 'to'"),
        ("destinations: {ops: 'json://x.example'}\nsubscriptions:\n  - {name: a, to: opps}",
         "3:19: unknown destination 'opps'; did you mean 'ops'?"),
        ("settings: {timezone: Europe/Pari}", "1:22: unknown time zone 'Europe/Pari'; did you mean 'Europe/Paris'?"),
        ("settings: {timezone: Europe}", "1:22: unknown time zone 'Europe'"),
        ("settings: {confirm_after: ten minutes}", "1:27: 'ten minutes' is no ISO 8601 duration"),
        ("settings: {fallback: opps}\nsubscriptions: [{name: ops, to: 'json://x.example'}]",
         "1:22: 'fallback' names no subscription or destination: 'opps'; did you mean 'ops'?"),
        ("settings: {fetch: {timeout: fast}}", "1:29: expected a number, found text"),
        ("settings: {fetch: {timeout: inf}}", "1:29: expected a number, found text"),
        ("settings: {fetch: {timeout: 0}}", "1:29: must be more than 0"),
        ("settings: {fetch: {concurrency: 1.5}}", "1:33: expected a whole number, found text"),
        ("settings: {fetch: {max_byte: 5}}",
         "1:20: unknown key 'max_byte' in settings.fetch; did you mean 'max_bytes'"),
        ("settings: {fetch: {allow_private: [localhost]}}", "1:36: 'localhost' is no address or network"),
        ("settings: {fetch: {allow_private: '10.0.0.1:99999'}}",
         "1:35: '10.0.0.1:99999': a port is between 1 and 65535"),
        ("settings: {contact: \"a\\nb\"}", "1:21: must be one line of printable text"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_place(complain: Complain, text: str, problem: str):
    problems = complain(text)

    assert len(problems) == 1, problems
    assert problems[0].startswith(problem)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("vendors: [acmee]", "8:15: no vendor 'acmee' in this file; did you mean 'acme'?"),
        ("tags: [crn]", "8:12: no vendor has the tag 'crn'; did you mean 'crm'?"),
        ("types: term", "8:12: unknown document type 'term'; did you mean 'terms'?"),
        ("categories: [share]", "8:18: unknown category 'share'; did you mean 'sharing'?"),
        ("min_severity: higher", "8:19: unknown severity 'higher'; did you mean 'high'?"),
        ("languages: [english]", "8:17: 'english' is no two-letter language code"),
        ("minor: perhaps", "8:12: expected true or false, found text"),
        ("when: hourly", "8:11: 'hourly' is not immediately, daily, weekly or a cron line of five fields"),
    ],
)
def test_a_filter_that_can_never_match_is_told(complain: Complain, line: str, problem: str):
    text = f"{VENDOR}{URL}}}\nsubscriptions:\n  - name: team\n    {line}\n    to: 'json://x.example'\n"

    (found,) = complain(text)

    assert found.startswith(problem)


def test_two_documents_with_one_key_name_both_places(complain: Complain):
    text = f"{VENDOR}{URL}}}\n      - {{type: terms, url: https://acme.example/u}}\n"

    (problem,) = complain(text)

    assert problem.startswith(
        "6:9: two documents have the key 'acme/terms', the other one in line 5; add 'qualifier:'"
    )


def test_a_key_given_by_hand_collides_too(complain: Complain):
    text = f"{VENDOR}{URL}}}\n  - name: B\n    documents:\n      - {{key: acme/terms, type: terms, url: https://b.example}}\n"

    assert "two documents have the key 'acme/terms'" in complain(text)[0]


def test_two_subscriptions_with_one_name_are_told(complain: Complain):
    text = "subscriptions:\n  - {name: a, to: 'json://x.example'}\n  - {name: a, to: 'json://x.example'}\n"

    assert complain(text) == ["3:12: two subscriptions are named 'a', the other in line 2"]


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file(complain: Complain):
    text = (
        "settings: {timezone: Nowhere}\nvendors:\n  - name: Acme\n    ref: 1\n    documents:\n"
        "      - {type: term, url: https://x.example}\n      - {type: dpa, urll: https://x.example}\n"
        "  - name: acme\nsubscriptions:\n  - {name: a, to: nobody, vendors: [acme]}\nbogus: 1\n"
    )

    problems = complain(text)

    assert [int(problem.split(":")[0]) for problem in problems] == [1, 4, 6, 7, 8, 10, 11]


def test_a_vendor_with_a_mistake_is_still_known_to_subscriptions(complain: Complain):
    text = "vendors: [{name: Acme, tags: crm, ref: 1}]\n"
    text += "subscriptions: [{name: a, to: 'json://x', vendors: acme, tags: crm}]"

    assert len(complain(text)) == 1


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: 1\nb: [1, 2\nc: 3", "3:2: not valid YAML: while parsing a flow sequence that starts in line 2"),
        ("settings:\n\ttimezone: UTC", "2:1: not valid YAML"),
        ("vendors: *docs", "1:10: no anchor '&docs'"),
        ("vendors: &v [*v]", "1:14: no anchor '&v'"),
        ("- a", "1:1: expected keys such as 'vendors:'"),
        ("just text", "1:1: expected keys such as 'vendors:'"),
        ("vendors: !!python/object/apply:os.getcwd []", "1:10: YAML tag"),
        ("vendors:\n---\nvendors:", "2:1: a second YAML document"),
        ("? [a]\n: b", "1:3: a key must be plain text"),
        ("vendors: \0", "1:10: a control character (U+0000)"),
        ("vendors:\nsettings:\nvendors:", "3:1: key 'vendors' is given twice; the first is in line 1"),
        ("vendors: " + "[" * 20_000, "1:49: nested more than 40 levels deep"),
    ],
)
def test_broken_yaml_is_told_with_its_place(complain: Complain, text: str, problem: str):
    assert complain(text)[0].startswith(problem)


def test_a_bomb_of_aliases_is_refused_before_it_unfolds(complain: Complain):
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]

    assert "more than 1,000,000 values" in complain("\n".join(lines))[0]


def test_no_secret_is_repeated_in_a_mistake(tmp_path: Path):
    path = tmp_path / "c.yaml"
    path.write_text(
        "settings:\n  database_url: postgres://me:HUSH1@db/x\n  heartbeat_url: hush://HUSH2\n"
        "  fetch: {proxy: 'socks5://me:HUSH3@proxy'}\n"
        "destinations:\n  a: 'mailto:HUSH4@x.example'\n  b: [HUSH5]\n  c: 'env:1 HUSH6'\n"
        "subscriptions:\n  - {name: x, to: ['mailto:HUSH7@x.example']}\n"
        "vendors:\n  - {name: V, homepage: 'https://me:HUSH8@x.example', documents: [\n"
        "    {type: dpa, url: 'https://x.example', headers: {A: ' HUSH10', B: [HUSH11]}, cookies: {C: 'HUSH 12'}}]}\n"
    )
    environ = {"CLAUSEWATCH_DATABASE_URL": "", "CLAUSEWATCH_FETCH__PROXY": "HUSH9"}

    with pytest.raises(WatchlistError) as caught:
        load_watchlist(path, environ)

    assert len(caught.value.problems) == 11
    assert "HUSH" not in str(caught.value)
