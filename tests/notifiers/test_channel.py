import subprocess
import sys
from pathlib import Path

import pytest

from notifiers.channel import LOCAL_SCHEMES, Channel, ChannelUnusable, DeliveryResult
from notifiers.message import Rendered
from tests.notifiers.world import HttpSink, MailSink

HELLO = Rendered("A title", "A body", "text")
ROOT = Path(__file__).resolve().parents[2]


def send(url: str, *allow: str, timeout_s: float = 30.0) -> DeliveryResult:
    try:
        with Channel("dpo", url, allow, timeout_s) as channel:
            return channel.send(7, HELLO)
    except ChannelUnusable as unusable:
        return unusable.result


def test_a_private_address_is_refused_before_anything_is_sent(sink: HttpSink) -> None:
    for host in ("127.0.0.1", "localhost", "127.1", "2130706433", "0.0.0.0", "[::ffff:127.0.0.1]", "[::1]"):
        result = send(f"json://{host}:{sink.port}/hook")
        assert not result.is_sent
        assert result.reason != ""
    assert sink.received == []
    refused = send(sink.url)
    assert refused.reason == (
        f"dpo: it leads to 127.0.0.1:{sink.port}, which is not public; notify.allow_private can open it"
    )
    assert not refused.is_permanent


def test_a_private_address_is_open_when_the_settings_say_so(sink: HttpSink) -> None:
    assert send(sink.url, f"127.0.0.1:{sink.port}") == DeliveryResult(True)
    assert len(sink.received) == 1
    assert not send(sink.url, f"127.0.0.1:{sink.port + 1}").is_sent


def test_a_private_mail_server_is_refused_too(mail_sink: MailSink) -> None:
    assert not send(mail_sink.url).is_sent
    assert mail_sink.received == []
    assert send(mail_sink.url, "127.0.0.0/8").is_sent


def test_a_proxy_on_a_private_address_is_refused_too(sink: HttpSink, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{sink.port}")
    assert not send("json://93.184.215.14/hook").is_sent
    assert sink.received == []


def test_a_redirect_is_not_followed_and_not_taken_for_success(sink: HttpSink, other_sink: HttpSink) -> None:
    sink.answers, sink.headers = [302], {"Location": f"http://127.0.0.1:{other_sink.port}/"}
    assert send(sink.url, "127.0.0.1").reason == "dpo: it answered HTTP 302"
    assert other_sink.received == []


_REBINDING = """
import socket, sys
answers = [[sys.argv[2]], ["127.0.0.1"], ["127.0.0.1"], [sys.argv[2], "127.0.0.1"]]
def lookup(host, port, *rest, **named):
    found = answers.pop(0) if answers else ["127.0.0.1"]
    return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, int(port))) for address in found]
socket.getaddrinfo = lookup
from monitor.domain.address import parse_allowed
from notifiers.guard import AddressRefused, Guard
Guard(parse_allowed([sys.argv[2] + "/32"])).install()
for way in ("create", "name", "raw", "udp"):
    made = socket.socket(socket.AF_INET, socket.SOCK_DGRAM if way == "udp" else socket.SOCK_STREAM)
    made.settimeout(0.2)
    try:
        if way == "create":
            socket.getaddrinfo("rebound.example", sys.argv[1])
            socket.create_connection(("rebound.example", int(sys.argv[1])))
        elif way == "name":
            made.connect(("rebound.example", int(sys.argv[1])))
        elif way == "raw":
            made.connect(("127.0.0.1", int(sys.argv[1])))
        else:
            made.sendto(b"x", ("127.0.0.1", int(sys.argv[1])))
    except AddressRefused:
        print("refused", way)
    made.close()
"""


def test_a_name_that_changes_its_address_after_the_check_leads_nowhere() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _REBINDING, "9", "127.0.0.2"], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        said, _ = process.communicate()
    assert said.split() == ["refused", "create", "refused", "name", "refused", "raw", "refused", "udp"]


_ONE_BAD_ANSWER = """
import socket
answers = ["127.0.0.2", "127.0.0.1"]
socket.getaddrinfo = lambda *asked, **named: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, 9)) for a in answers]
from monitor.domain.address import parse_allowed
from notifiers.guard import AddressRefused, Guard
Guard(parse_allowed(["127.0.0.2/32"])).install()
try:
    socket.getaddrinfo("mixed.example", 9)
except AddressRefused:
    print("refused")
"""


def test_one_forbidden_answer_among_good_ones_spoils_the_name() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _ONE_BAD_ANSWER], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["refused"]


_STARTING = """
import os, subprocess
from notifiers.guard import AddressRefused, Guard
Guard(()).install()
for start, *given in (
    (subprocess.run, ["true"]),
    (os.system, "true"),
    (os.posix_spawn, "/bin/true", ["true"], {}),
):
    try:
        start(*given)
        print("started")
    except AddressRefused:
        print("refused")
"""


def test_a_sending_process_starts_no_program() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _STARTING], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["refused"] * 3


@pytest.mark.parametrize("scheme", sorted(LOCAL_SCHEMES))
def test_schemes_that_act_on_this_machine_are_refused(scheme: str) -> None:
    result = send(f"{scheme}://")
    assert result.is_permanent
    assert result.reason == f"dpo: {scheme}:// acts on this machine and is not used"


@pytest.mark.parametrize(
    "url", ["nosuch://secret", "secret", "", "json://", "mailto://", "file:///etc/passwd", "slack://x"]
)
def test_an_address_that_cannot_be_used_is_a_permanent_failure(url: str) -> None:
    result = send(url)
    assert not result.is_sent
    assert result.is_permanent
    assert result.reason == "dpo: its address is no Apprise URL that can be used"


def test_optional_in_an_address_does_not_turn_failure_into_success(sink: HttpSink) -> None:
    sink.answers = [500]
    assert not send(f"{sink.url}?optional=yes", "127.0.0.1").is_sent


def test_retries_in_an_address_are_left_to_the_outbox(sink: HttpSink) -> None:
    sink.answers = [500, 500, 500]
    send(f"{sink.url}?retry=2&wait=0.01", "127.0.0.1")
    assert len(sink.received) == 1


def test_a_receiver_that_takes_six_seconds_is_waited_for(sink: HttpSink) -> None:
    sink.answers = [6.0]
    assert send(sink.url, "127.0.0.1").is_sent


def test_a_webhook_that_is_gone_for_good_is_a_permanent_failure(sink: HttpSink) -> None:
    sink.answers = [410, 404]
    assert send(sink.url, "127.0.0.1").is_permanent
    assert not send(sink.url, "127.0.0.1").is_permanent


def test_nothing_is_left_running_after_a_deadline(sink: HttpSink) -> None:
    sink.answers = [20.0]
    with Channel("dpo", sink.url, ("127.0.0.1",), 0.5) as channel:
        assert channel.send(7, HELLO).reason == "dpo: no answer within 0.5 seconds"
        assert not channel.is_open


@pytest.mark.parametrize(
    ("url", "form"),
    [
        ("json://93.184.215.14/", "text"),
        ("json://93.184.215.14/?format=markdown", "markdown"),
        ("mailto://u:p@example.com", "html"),
        ("mailto://u:p@example.com?format=text", "text"),
        ("slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/", "markdown"),
        ("discord://4174216298/JHMHI8qBe7bk2ZwO5U711o3dV_js", "markdown"),
        ("tgram://123456789:abcdefg_hijklmnop/12315544/", "markdown"),
        ("ntfy://topic", "text"),
    ],
)
def test_each_destination_is_written_to_in_the_form_it_reads_best(url: str, form: str) -> None:
    with Channel("dpo", url) as channel:
        assert channel.traits.format == form
        assert channel.traits.body_limit >= 1000
