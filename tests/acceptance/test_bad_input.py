"""What is wrong is told in one clear line, with the right exit code, and nothing is harmed."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from monitor.demo.receiver import Receiver
from tests.acceptance.prompt import Prompt
from tests.acceptance.site import Host, Policy, hosts
from tests.acceptance.world import SCRIPT, Finished, World, policy_at, vendor

USAGE, OPERATIONAL = 2, 3

VENDOR = "vendors: [{name: A, documents: [{type: privacy_policy, url: 'https://a.example/p'}]}]"


@pytest.fixture(scope="module")
def prompt() -> Iterator[Prompt]:
    prompt = Prompt()
    yield prompt
    prompt.close()


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


@pytest.fixture
def host() -> Iterator[Host]:
    with hosts(1) as (host,):
        host.put("/p", Policy().html)
        yield host


@pytest.fixture
def watched(world: World, host: Host) -> World:
    """A watchlist with one document that has its first version."""
    world.write([host], [vendor("Quill", policy_at(host.url("/p")))])
    world.run()
    return world


def one_line(done: Finished, code: int) -> str:
    """Check that a command failed as it should: with this code and one line, and give the line."""
    assert done.code == code, f"exit code {done.code}\n{done.err}{done.out}"
    assert "Traceback" not in done.err
    assert "internal error" not in done.err
    assert len(done.told) == 1, done.err
    assert done.told[0].startswith("clausewatch: ")
    assert done.out == ""
    return done.told[0]


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


# The database


@pytest.mark.parametrize("command", ["run", "status", "deliver"])
def test_a_postgresql_server_that_does_not_answer_is_told_without_the_password(
    prompt: Prompt, world: World, command: str
) -> None:
    world.file.write_text(VENDOR)
    url = "postgresql://watcher:s3cret-pass@127.0.0.1:1/clausewatch"

    line = one_line(prompt.call(world, command, "--database-url", url), OPERATIONAL)

    assert "127.0.0.1" in line
    assert "s3cret-pass" not in line


def test_a_folder_that_does_not_exist_is_told(prompt: Prompt, world: World) -> None:
    world.file.write_text(VENDOR)

    assert "missing" in one_line(
        prompt.call(world, "run", "--database-url", "sqlite:///missing/w.db"), OPERATIONAL
    )


def test_a_database_in_what_is_no_folder_is_told(prompt: Prompt, world: World) -> None:
    world.file.write_text(VENDOR)
    (world.folder / "file").write_text("not a folder")

    one_line(prompt.call(world, "run", "--database-url", "sqlite:///file/w.db"), OPERATIONAL)


@pytest.mark.parametrize("command", ["run", "status"])
def test_a_folder_in_the_place_of_the_database_is_told(prompt: Prompt, world: World, command: str) -> None:
    world.file.write_text(VENDOR)
    world.database.mkdir()

    assert "clausewatch.db" in one_line(prompt.call(world, command), OPERATIONAL)


@pytest.mark.parametrize("command", ["run", "status", "verify", "db backup copy.db"])
def test_a_file_that_is_no_database_is_told_and_left_alone(
    prompt: Prompt, world: World, command: str
) -> None:
    world.file.write_text(VENDOR)
    world.database.write_text("Dear diary, " * 1000)

    line = one_line(prompt.call(world, *command.split()), OPERATIONAL)

    assert "clausewatch.db" in line
    assert world.database.read_text() == "Dear diary, " * 1000


def test_a_database_of_another_program_is_left_alone(prompt: Prompt, world: World) -> None:
    world.file.write_text(VENDOR)
    with closing(sqlite3.connect(world.database)) as other:
        other.execute("CREATE TABLE diary (day TEXT)")
        other.commit()
    before = world.database.read_bytes()

    assert "another program" in one_line(prompt.call(world, "run"), OPERATIONAL)
    assert tables(world.database) == {"diary"}
    assert len(before) == world.database.stat().st_size


def test_a_database_from_a_newer_version_stays_untouched(prompt: Prompt, watched: World) -> None:
    watched.sql("UPDATE alembic_version SET version_num = '9999'")
    with closing(sqlite3.connect(watched.database)) as settle:
        settle.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = watched.database.read_bytes()

    for command in ("run", "status", "verify", "deliver", "db upgrade"):
        assert "9999" in one_line(prompt.call(watched, *command.split()), OPERATIONAL)
    assert watched.database.read_bytes() == before
    assert not list(watched.folder.glob("*.bak"))


def test_reading_without_a_database_names_the_first_step(prompt: Prompt, world: World) -> None:
    world.file.write_text(VENDOR)

    assert "clausewatch run" in one_line(prompt.call(world, "status"), USAGE)
    assert not world.database.exists()


def test_a_database_that_is_held_by_another_program_is_waited_for_but_not_for_ever(watched: World) -> None:
    with closing(sqlite3.connect(watched.database, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        held = watched.start("run")
        other_reader = watched.call("status")
        out, err = held.communicate(timeout=120)
        other.execute("ROLLBACK")

    assert other_reader.code == 0
    assert "locked" in one_line(Finished(held.returncode, out, err), OPERATIONAL)
    watched.run()
    assert watched.run("verify").code == 0


def test_a_database_that_is_freed_in_time_is_worked_on(watched: World) -> None:
    with closing(sqlite3.connect(watched.database, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        waiting = watched.start("run")
        with pytest.raises(subprocess.TimeoutExpired):
            waiting.wait(timeout=5)
        other.execute("ROLLBACK")
    _, err = waiting.communicate(timeout=120)

    assert waiting.returncode == 0, err


def test_a_full_disk_is_told_and_what_was_kept_stays_good(watched: World, host: Host) -> None:
    noise = "".join(f"<p>{os.urandom(200).hex()}</p>" for _ in range(2000))
    host.put("/p", lambda: Policy(retention="We keep it for ten years.").html() + noise)
    size = watched.database.stat().st_size
    # A limit on the size of files is what a full disk looks like to SQLite: writes come back short.
    limited = f"ulimit -f {size // 1024 + 64}; exec {SCRIPT} run"
    done = subprocess.run(
        ["bash", "-c", limited],
        cwd=watched.folder,
        env=watched.environ,
        capture_output=True,
        text=True,
        check=False,
    )

    one_line(Finished(done.returncode, done.stdout, done.stderr), OPERATIONAL)
    assert watched.run("verify").code == 0
    assert watched.status("quill/privacy_policy")["versions"] == 1
    watched.run("crawl", "--all")
    watched.run("verify")


def test_a_read_only_file_system_is_told(watched: World, tmp_path: Path) -> None:
    mounted = tmp_path / "read-only"
    mounted.mkdir()
    shutil.copy(watched.database, mounted / "clausewatch.db")
    unshare = shutil.which("unshare")
    mount = f"mount --bind {mounted} {mounted} && mount -o remount,ro,bind {mounted}"
    if (
        unshare is None
        or subprocess.run([unshare, "-rm", "sh", "-c", mount], capture_output=True, check=False).returncode
    ):
        pytest.skip("needs the right to mount: as root, no permission keeps the program from writing")
    done = subprocess.run(
        [
            unshare,
            "-rm",
            "sh",
            "-c",
            f"{mount} && exec {SCRIPT} run --database-url sqlite:///{mounted}/clausewatch.db",
        ],
        cwd=watched.folder,
        env=watched.environ,
        capture_output=True,
        text=True,
        check=False,
    )

    assert "read-only" in one_line(Finished(done.returncode, done.stdout, done.stderr), OPERATIONAL).lower()


def tables(database: Path) -> set[str]:
    with closing(sqlite3.connect(database)) as connection:
        return {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


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
