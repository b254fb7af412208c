"""The demo as people see it: a process, its words on a terminal, and its exit code; and the site beneath it."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import psutil
import pytest
from filelock import FileLock

from monitor.demo.findings import Evidence, alerts_received, problems_at_rest, problems_at_the_end
from monitor.demo.naive import NaiveWatcher, visible_words
from monitor.demo.receiver import Message
from monitor.demo.site import DemoSite, policy_html
from monitor.demo.stories import POLICIES, VENDORS, DemoPolicy

ROOT = Path(__file__).parents[2]
DEMO = [sys.executable, "-m", "monitor.demo"]
TIMEOUT_S = 300  # generous: machines that run tests are busy


def environment(**extra: str) -> dict[str, str]:
    return {**os.environ, "COLUMNS": "200", "PYTHONIOENCODING": "utf-8", **extra}


@pytest.fixture(scope="session")
def shown(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the demo prints when it is not on a terminal; it must have ended well."""
    # Run once, also when the tests are spread over several workers.
    kept = (
        tmp_path_factory.getbasetemp().parent
        / f"demo-{os.environ.get('PYTEST_XDIST_TESTRUNUID', os.getpid())}.txt"
    )
    with FileLock(f"{kept}.lock"):
        if not kept.exists():
            kept.write_text(run_demo(), encoding="utf-8")
    return " ".join(re.sub(r"[│╭╮╰╯─]", " ", kept.read_text(encoding="utf-8")).split())


def run_demo() -> str:
    # Settings and proxies of the user must not lead it astray.
    astray = environment(CLAUSEWATCH_DATABASE_URL="sqlite:////nowhere/x.db", HTTP_PROXY="http://127.0.0.1:9")
    done = subprocess.run(
        DEMO, cwd=ROOT, env=astray, capture_output=True, encoding="utf-8", timeout=TIMEOUT_S, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def part(shown: str, begin: str, end: str) -> str:
    return shown.split(begin, 1)[1].split(end, 1)[0]


def received(shown: str) -> str:
    return part(shown, "What the privacy team received", "The first of these messages in full")


@pytest.mark.parametrize(
    ("category", "before", "after"),
    [
        ("retention", "for 90 days and then erase them.", "for 24 months and then erase them."),
        (
            "sharing",
            "We do not share the contents of your customer records with advertising partners.",
            "We do share the contents of your customer records with advertising partners.",
        ),
        ("transfer", "depuis la France et le Portugal.", "depuis la France, le Portugal et la Tunisie."),
        ("sharing", "", "Vellichor Insights Inc."),
    ],
)
def test_the_subscriber_reads_what_changed_word_for_word(
    shown: str, category: str, before: str, after: str
) -> None:
    cards = received(shown)

    assert re.search(rf"category [a-z, ]*\b{category}\b", cards)
    assert before in cards
    assert after in cards


def test_four_alerts_arrive_and_no_other(shown: str) -> None:
    assert "through Apprise: 4 alerts" in shown
    assert received(shown).count("arrived as:") == 4


def test_a_message_is_shown_as_it_came_over_the_wire(shown: str) -> None:
    full = part(shown, "The first of these messages in full", "What the operations team received")

    assert "Larkfield Mail" in full
    assert "connection logs" in full


@pytest.mark.parametrize("silent", ["Conditions générales", "Terms of service", "recieve", "indisponible"])
def test_redesign_typo_and_error_page_are_no_alerts(shown: str, silent: str) -> None:
    assert silent not in received(shown)


def test_what_was_not_alerted_is_told_with_the_reason(shown: str) -> None:
    quiet = part(shown, "What nobody in the privacy team was disturbed for", "Watch your own vendors")

    assert "corrects a spelling mistake minor, told to nobody:" in quiet
    assert "version 1 stays, operations were told" in quiet
    assert "a watcher that compares the words of the page 7 7" in quiet
    assert "Clausewatch, to the privacy team 0 4" in quiet


def test_the_demo_ends_with_the_commands_for_ones_own_vendors(shown: str) -> None:
    ending = shown.split("Watch your own vendors", 1)[1]

    assert [
        word for word in ("clausewatch init", "clausewatch add", "clausewatch run") if word in ending
    ] == [
        "clausewatch init",
        "clausewatch add",
        "clausewatch run",
    ]


def test_output_to_a_file_has_no_terminal_codes(shown: str) -> None:
    assert "\x1b" not in shown


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_demo_leaves_nothing_behind(tmp_path: Path, sent: signal.Signals) -> None:
    with subprocess.Popen(
        DEMO, cwd=ROOT, env=environment(TMPDIR=str(tmp_path)), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as demo:
        child = first_child(demo.pid)
        demo.send_signal(sent)
        demo.communicate(timeout=TIMEOUT_S)

    assert demo.returncode == 128 + sent
    psutil.wait_procs([child], timeout=TIMEOUT_S)  # it may still be at its last words
    assert not child.is_running() or child.status() == psutil.STATUS_ZOMBIE
    assert list(tmp_path.glob("clausewatch-demo-*")) == []


def first_child(pid: int) -> psutil.Process:
    """Wait until the demo has started the program."""
    deadline = time.monotonic() + TIMEOUT_S
    while time.monotonic() < deadline:
        if children := psutil.Process(pid).children():
            return children[0]
        time.sleep(0.05)
    raise AssertionError("the demo started no program")


# The site


@pytest.fixture
def site() -> Iterator[DemoSite]:
    with DemoSite() as running:
        yield running


def fetch(site: DemoSite, policy: DemoPolicy) -> tuple[int, str]:
    connection = HTTPConnection(site.origin(policy.vendor).removeprefix("http://"), timeout=10)
    try:
        connection.request("GET", policy.path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def test_the_site_has_one_story_of_each_kind_and_four_that_matter() -> None:
    endings = sorted(policy.story.ending for policy in POLICIES)

    assert endings == ["alert", "alert", "alert", "alert", "kept", "minor", "same"]
    assert {policy.vendor for policy in POLICIES} == set(VENDORS)
    assert "fr" in {policy.locale for policy in POLICIES}


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.key)
def test_no_two_answers_of_a_page_are_alike(site: DemoSite, policy: DemoPolicy) -> None:
    (status, first), (_, second) = fetch(site, policy), fetch(site, policy)

    assert status == 200
    assert first != second
    assert visible_words(policy_html(policy)) in visible_words(first)


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.key)
def test_a_policy_has_the_length_of_real_ones(policy: DemoPolicy) -> None:
    assert 400 <= len(visible_words(policy_html(policy)).split()) <= 1200


def test_a_naive_watcher_cries_wolf_at_every_page(site: DemoSite) -> None:
    naive, urls = NaiveWatcher(), [site.url(policy) for policy in POLICIES]

    assert naive.look(urls) == []
    assert naive.look(urls) == urls


def test_the_redesign_changes_the_markup_and_not_a_word(site: DemoSite) -> None:
    (policy,) = (policy for policy in POLICIES if policy.story.ending == "same")
    words = visible_words(policy_html(policy))
    site.move_on()
    page = fetch(site, policy)[1]

    assert words in visible_words(page)
    assert policy_html(policy) not in page


def test_the_error_page_says_that_all_is_well(site: DemoSite) -> None:
    (policy,) = (policy for policy in POLICIES if policy.story.ending == "kept")
    site.move_on()
    status, page = fetch(site, policy)

    assert status == 200
    assert "indisponible" in page


# The judgement, which must be able to fail


def evidence(**changed: Any) -> Evidence:
    """Write down the rows and messages of a demo that went well, with some of them replaced."""
    status, changes, alerts, messages = [], [], [], []
    for number, policy in enumerate(POLICIES):
        story = policy.story
        bad = story.ending == "kept"
        incident = 1 if bad else None
        status.append({"document": policy.key, "versions": 1, "health": "ok", "incident": incident})
        if story.ending not in ("alert", "minor"):
            continue
        quote = {
            "section": "",
            "category": story.category,
            "before": f"old {number}",
            "after": f"new {number}",
        }
        changes.append(
            {
                "change": number,
                "document": policy.key,
                "from_version": 1,
                "verdict": "minor" if story.ending == "minor" else "material",
                "categories": [story.category],
                "changes": [quote],
            }
        )
        if story.ending == "alert":
            alerts.append(
                {
                    "subscription": "privacy-team",
                    "kind": "change",
                    "change": number,
                    "document": policy.key,
                }
            )
            messages.append(Message("privacy", "title", f"[-old-] {number}\n{{+new+}} {number}"))
    outage = [Message("operations", "title", "body")]
    parts = {
        "status": status,
        "changes": changes,
        "alerts": alerts,
        "privacy": messages,
        "operations": outage,
    }
    return Evidence(**{**parts, **changed})


def test_a_demo_that_went_well_has_no_problems() -> None:
    assert problems_at_the_end(evidence(), POLICIES) == []
    assert len(alerts_received(evidence(), POLICIES)) == 4


def test_an_alert_that_is_recorded_but_did_not_arrive_is_a_problem() -> None:
    problems = problems_at_the_end(evidence(privacy=evidence().privacy[1:]), POLICIES)

    assert problems == ["larkfield-mail/privacy_policy: 0 alerts arrived instead of 1"]


def test_an_alert_under_another_category_is_a_problem() -> None:
    changes = [{**row, "categories": ["security"]} for row in evidence().changes]

    assert len(problems_at_the_end(evidence(changes=changes), POLICIES)) == 4


def test_an_edit_seen_in_the_redesign_is_a_problem() -> None:
    wrong = {"change": 90, "document": "larkfield-mail/terms", "from_version": 1, "verdict": "minor"}
    problems = problems_at_the_end(evidence(changes=[*evidence().changes, wrong]), POLICIES)

    assert problems == ["larkfield-mail/terms: the same words were taken for an edit"]


def test_an_error_page_that_nobody_hears_of_is_a_problem() -> None:
    problems = problems_at_the_end(evidence(operations=[]), POLICIES)

    assert problems == ["ombrelle-paie/terms: nobody was told that the page is broken"]


def test_a_message_while_nothing_has_changed_is_a_problem() -> None:
    problems = problems_at_rest(evidence().status, POLICIES, [Message("privacy", "Surprise", "")])

    assert problems == ["the inbox holds “Surprise” although nothing has changed"]


def test_a_policy_without_a_first_version_is_a_problem() -> None:
    row = {"document": POLICIES[0].key, "versions": 0, "last_outcome": "failed", "reason": "timeout"}
    problems = problems_at_rest([row, *evidence().status[1:]], POLICIES, [])

    assert problems == ["larkfield-mail/privacy_policy has 0 versions instead of 1 (failed: timeout)"]
