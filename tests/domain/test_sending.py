"""What a document sends of its own: looked up, marked, and taken out of what comes back."""

import pytest

from monitor.domain.errors import ConfigurationError
from monitor.domain.sending import NOTHING, Sending, Sent, Values, is_own_host, look_up, sending_to

TOKEN = Sent("Authorization", "env:EXAMPLE_TOKEN", "clausewatch.yaml:12:30")
SECRET = "Bearer 0123456789"


def test_values_come_from_the_environment_or_from_the_file() -> None:
    sending = Sending((TOKEN, Sent("Accept", "text/html")), (Sent("consent", "yes"),))
    values = look_up(sending, {"EXAMPLE_TOKEN": SECRET})
    assert values.headers == (("Authorization", SECRET), ("Accept", "text/html"))
    assert values.cookies == (("consent", "yes"),)
    assert [value for _, value in values.secrets] == [SECRET]


@pytest.mark.parametrize(
    ("environ", "said"),
    [
        ({}, "is not set"),
        ({"EXAMPLE_TOKEN": ""}, "is not set"),
        ({"EXAMPLE_TOKEN": "HUSH\r\nHost: elsewhere"}, "holds what no header can carry"),
        ({"EXAMPLE_TOKEN": "HUSH\n"}, "holds what no header can carry"),
        ({"EXAMPLE_TOKEN": "HUSHé"}, "holds what no header can carry"),
    ],
)
def test_a_variable_that_cannot_be_sent_is_told_with_its_place_and_without_its_value(
    environ: dict[str, str], said: str
) -> None:
    with pytest.raises(ConfigurationError) as caught:
        look_up(Sending((TOKEN,), (Sent("id", "env:OTHER", "clausewatch.yaml:13:9"),)), environ)
    first, second = str(caught.value).splitlines()
    assert first.startswith(
        f"clausewatch.yaml:12:30: 'Authorization': environment variable EXAMPLE_TOKEN {said}"
    )
    assert second == "clausewatch.yaml:13:9: 'id': environment variable OTHER is not set"
    assert "HUSH" not in str(caught.value)


def test_nothing_that_prints_itself_shows_a_value() -> None:
    written = Sent("X-Key", "HUSH1")
    values = look_up(Sending((TOKEN, written)), {"EXAMPLE_TOKEN": "HUSH2"})
    assert "HUSH" not in repr([written, Sending((TOKEN, written)), values])


def test_the_mark_is_that_of_names_and_spelling_and_of_no_secret() -> None:
    marks = [
        sending.mark
        for sending in (
            NOTHING,
            Sending((Sent("Accept", "text/html"),)),
            Sending((Sent("Accept", "application/pdf"),)),
            Sending((Sent("X-Accept", "text/html"),)),
            Sending((), (Sent("Accept", "text/html"),)),
            Sending((Sent("Accept", "env:ACCEPT"),)),
            Sending(user_agent="text/html"),
            Sending((Sent("X-Api-Key", "one"),)),
        )
    ]
    assert marks[0] == ""
    assert len(set(marks)) == len(marks)
    # A secret that is written out, and a place in the file, make no difference; nor does the order of headers.
    assert Sending((Sent("X-Api-Key", "two", "c.yaml:1:1"),)).mark == marks[-1]
    assert Sending((Sent("A", "1"), Sent("b", "2"))).mark == Sending((Sent("B", "2"), Sent("a", "1"))).mark


@pytest.mark.parametrize(
    ("source", "url", "is_own"),
    [
        ("https://a.example/x", "https://a.example/y?z#f", True),
        ("https://a.example/x", "https://a.example:443/y", True),
        ("https://A.example/x", "https://a.EXAMPLE/y", True),
        ("http://a.example/x", "https://a.example/x", True),
        ("https://a.example/x", "http://a.example/x", False),
        ("https://a.example/x", "https://www.a.example/x", False),
        ("https://a.example/x", "https://a.example.evil.example/x", False),
        ("https://a.example/x", "https://a.example@evil.example/x", False),
        ("http://a.example:8080/x", "http://a.example:8081/x", False),
        ("http://a.example:8080/x", "https://a.example/x", False),
        ("https://a.example/x", "https://a.example:x/", False),
        ("", "", False),
    ],
)
def test_a_value_is_for_the_host_of_its_source(source: str, url: str, is_own: bool) -> None:
    assert is_own_host(source, url) is is_own
    sending = Sending((TOKEN,), user_agent="Own/1.0")
    assert sending_to(url, source, sending) == (sending if is_own else Sending(user_agent="Own/1.0"))


def test_what_a_server_sends_back_is_recognised() -> None:
    values = look_up(Sending((TOKEN,)), {"EXAMPLE_TOKEN": SECRET})
    assert values.without_secrets(f"id={SECRET}; Path=/") == "id=[env:EXAMPLE_TOKEN]; Path=/"
    assert values.repeated_in(f"<p>{SECRET}</p>".encode()) == TOKEN
    assert values.repeated_in(b"", "https://a.example/?t=Bearer%200123456789") == TOKEN
    assert values.repeated_in(b"<p>Bearer</p>", "https://a.example/") is None


def test_a_short_value_is_not_looked_for_as_every_page_has_it() -> None:
    values = look_up(Sending((TOKEN,)), {"EXAMPLE_TOKEN": "yes"})
    assert values.repeated_in(b"yes") is None
    assert values.without_secrets("yes") == "yes"
    assert Values().without_secrets("yes") == "yes"
