"""What is wrong is told in one clear line, with the right exit code, and nothing is harmed."""

import re
import sys

import pytest

from monitor.demo.receiver import Receiver
from tests.acceptance.prompt import Prompt
from tests.acceptance.site import Host, Policy, hosts
from tests.acceptance.world import World, one_line, policy_at, vendor

USAGE, OPERATIONAL = 2, 3

VENDOR = "vendors: [{name: A, documents: [{type: privacy_policy, url: 'https://a.example/p'}]}]"


# The file


@pytest.mark.parametrize(
    ("content", "place", "says"),
    [
        ("vendors: [", "2:1", ""),
        ("vendors:\n  - name: A\n   tags: [x]\n", "3:", ""),
        ("vendors: []\nsubscribers: []\n", "2:1", "did you mean 'subscriptions'"),
        (VENDOR.replace("privacy_policy", "privacy_polcy"), "1:", "did you mean 'privacy_policy'"),
        (VENDOR.replace("https://a.example/p", "ftp://a.example/p"), "1:", "ftp"),
        (VENDOR.replace("https://a.example/p", "https://"), "1:", "host"),
        (
            VENDOR.replace("}]}]", "}, {type: privacy_policy, url: 'https://a.example/q'}]}]"),
            "1:",
            "two documents",
        ),
        (f"settings: {{confirm_after: soon}}\n{VENDOR}", "1:", "duration"),
        (f"settings: {{fetch: {{timout: 3}}}}\n{VENDOR}", "1:", "did you mean 'timeout'"),
        (f"{VENDOR}\nsubscriptions: [{{name: s, to: [nobody]}}]", "2:", "nobody"),
        ("\udcff\udcfe", "1:1", "UTF-8"),
    ],
    ids=lambda value: None if "\n" in value or len(value) > 30 else value or "-",
)
def test_a_mistake_in_the_file_is_told_with_its_place(
    prompt: Prompt, world: World, content: str, place: str, says: str
) -> None:
    world.file.write_bytes(content.encode("utf-8", "surrogateescape"))

    line = one_line(prompt.call(world, "check"), USAGE)

    assert f"clausewatch.yaml:{place}" in line
    assert says in line


def test_a_run_with_a_mistake_in_the_file_touches_nothing(world: World) -> None:
    world.file.write_text("vendors: [{name: A, documents: [{type: x, url: 'https://a.example/'}]}]")

    one_line(world.call("run"), USAGE)

    assert [path.name for path in world.folder.iterdir()] == ["clausewatch.yaml"]


def test_all_mistakes_are_told_at_once_a_line_each(prompt: Prompt, world: World) -> None:
    world.file.write_text(
        "vendors:\n"
        "  - {name: A, documents: [{type: nonsense, url: 'https://a.example/p'}]}\n"
        "  - {nam: B}\n"
        "  - {name: C, documents: [{type: terms, url: 'gopher://c'}]}\n"
    )
    done = prompt.call(world, "check")

    assert done.code == USAGE
    assert {int(found[1]) for line in done.told if (found := re.search(r"yaml:(\d+):", line))} == {2, 3, 4}
    assert all(line.startswith("clausewatch: ") for line in done.told)


@pytest.mark.parametrize("command", ["run", "check", "crawl", "deliver"])
def test_without_a_file_the_way_to_one_is_told(prompt: Prompt, world: World, command: str) -> None:
    assert "clausewatch init" in one_line(prompt.call(world, command), USAGE)
    assert list(world.folder.iterdir()) == []


def test_a_file_that_was_named_and_is_not_there_is_told(prompt: Prompt, world: World) -> None:
    assert "nowhere.yaml" in one_line(prompt.call(world, "check", "--config", "nowhere.yaml"), USAGE)


# Usage


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("changes", "--since", "yesterday"), "yesterday"),
        (("changes", "--until", "2026-13-01"), "2026-13-01"),
        (("show", "quill/privacy_policy", "--at", "1/3/2026"), "1/3/2026"),
        (("show", "quill/privacy_policy", "--at", "0001-01-01"), "0001"),
        (("changes", "--until", "9999-12-31"), "9999-12-31"),
        (("changes", "--since", "0001-01-01T00:00+01:00"), "0001-01-01"),
        (("status", "--format", "xml"), "xml"),
        (("show", "quill/privacy_policy", "--format", "csv"), "csv"),
        (("--log-format", "xml", "status"), "json"),
        (("changes", "--type", "privacy"), "privacy"),
        (("changes", "--severity", "extreme"), "extreme"),
        (("alerts", "--state", "lost"), "lost"),
        (("history", "quill/terms"), "quill/terms"),
        (("show", "nobody/privacy_policy"), "nobody/privacy_policy"),
        (("show", "quill/privacy_policy", "--version", "7"), "version 7"),
        (("diff", "quill/privacy_policy", "--from", "4"), "version 4"),
        (("diff", "quill/privacy_policy", "--from", "0"), "--from"),
        (("crawl", "--document", "quill/nothing"), "quill/nothing"),
        (("crawl", "--all", "--document", "quill/privacy_policy"), "choose"),
        (("run", "--deadline", "soon"), "soon"),
        (("statsu",), "statsu"),
        (("status", "--chekc"), "--chekc"),
        (("status", "--format"), "--format"),
        (("import", "csv", "nothing.csv"), "nothing.csv"),
        (("assess", "old.md", "new.md"), "old.md"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_wrong_usage_is_told_in_a_line(
    prompt: Prompt, watched_once: World, arguments: tuple[str, ...], says: str
) -> None:
    assert says in one_line(prompt.call(watched_once, *arguments), USAGE)


@pytest.fixture(scope="module")
def watched_once(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A watchlist with one document and its first version, for tests that only read."""
    with hosts(1) as (host,):
        world = World(tmp_path_factory.mktemp("watched"))
        world.write([host], [vendor("Quill", policy_at(host.put("/p", Policy().html)))])
        world.run()
    return world


def test_a_table_without_an_address_is_answered_row_by_row(prompt: Prompt, world: World) -> None:
    (world.folder / "v.csv").write_text(
        "name,type,url\nA,terms,https://a.example/t\nB,terms,\nC,poem,https://c.example\n"
    )

    done = prompt.call(world, "import", "csv", "v.csv", "--format", "json")

    assert done.code == 1
    assert [row["state"] for row in done.json()] == ["added", "error", "error"]
    assert prompt.call(world, "check").code == 0


# The world


def test_retiring_many_documents_needs_to_be_said(world: World, host: Host) -> None:
    documents = [{"type": "other", "qualifier": f"n{n}", "url": host.url("/p")} for n in range(8)]
    world.write([host], [vendor("Quill", *documents)])
    world.run("crawl", "--document", "quill/other.n0")
    world.write([host], [vendor("Quill", *documents[:2])])

    line = one_line(world.call("run"), USAGE)

    assert "6 documents" in line
    assert "--retire" in line
    assert len(world.rows("status")) == 8
    world.run("run", "--retire")
    assert len(world.rows("status")) == 2


def test_a_network_that_is_gone_is_told_with_its_own_exit_code(world: World) -> None:
    with hosts(3) as gone:
        vendors = [vendor(f"V{n}", policy_at(host.url("/p"))) for n, host in enumerate(gone)]
        world.write(list(gone), vendors)
    done = world.call("run")

    assert done.code == OPERATIONAL
    assert "no host gave any HTTP answer" in done.told[-1]
    assert "Traceback" not in done.err
    assert {row["last_outcome"] for row in world.rows("status")} == {"failed"}


def test_two_hosts_that_are_gone_are_incidents_and_no_exit_code(world: World) -> None:
    with hosts(2) as gone:
        world.write(list(gone), [vendor(f"V{n}", policy_at(host.url("/p"))) for n, host in enumerate(gone)])

    world.run()


def test_a_destination_without_its_secret_holds_up_nobody_else(watched: World, host: Host) -> None:
    with Receiver() as receiver:
        watched.write(
            [host],
            [vendor("Quill", policy_at(host.url("/p")))],
            receiver=receiver,
            destinations={"chat": "env:CHAT_URL", "ops": "file:/nowhere/at-all/ops-secret"},
            subscriptions=[{"name": "all", "to": ["chat", "inbox", "ops"]}],
        )
        host.put("/p", Policy(sharing="We sell your personal data, and we share it with advertisers.").html)
        done = watched.run()
        told = "\n".join(done.told)

        assert len(receiver.messages("inbox")) == 1
        assert "destination chat:" in told
        assert "destination ops:" in told
        assert "json://" not in told
        (alert,) = watched.rows("alerts")
        assert {one["destination"]: one["state"] for one in alert["deliveries"]} == {
            "chat": "pending",
            "inbox": "sent",
            "ops": "pending",
        }
        watched.sql(
            "UPDATE delivery SET due_at = created_at FROM message WHERE message.id = message_id AND state = 'pending'"
        )
        again = watched.call("deliver", CHAT_URL=receiver.destination("chat"))

        assert again.code == 0
        assert len(receiver.messages("chat")) == 1
        assert len(receiver.messages("inbox")) == 1


@pytest.mark.parametrize("written", [sys.executable, "/dev/zero"])
def test_an_absurd_watchlist_file_is_refused(prompt: Prompt, world: World, written: str) -> None:
    one_line(prompt.call(world, "check", "--config", written), USAGE)


def test_modules_in_the_current_folder_are_none_of_the_programs(watched: World, host: Host) -> None:
    ran = "import pathlib; pathlib.Path(__file__).with_suffix('.ran').touch()\n"
    for name in (
        "struct",
        "selectors",
        "signal",
        "socket",
        "threading",
        "monitor",
        "storage",
        "crawler",
        "lxml",
    ):
        (watched.folder / f"{name}.py").write_text(ran)
    host.put("/p", Policy(sharing="We sell your personal data, and we share it with advertisers.").html)

    watched.run()

    assert [row["verdict"] for row in watched.rows("changes")] == ["material"]
    assert not list(watched.folder.glob("*.ran"))


def test_a_traceback_that_was_asked_for_is_no_success(world: World) -> None:
    done = world.call("status", "--debug")
    assert done.code == 1
    assert done.told[0].startswith("Traceback")
