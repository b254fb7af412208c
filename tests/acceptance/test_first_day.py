"""The first day with the program: a watchlist, a spreadsheet, a first run, and what can be asked of it."""

import csv
import io
import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from monitor.demo.receiver import Receiver
from tests.acceptance.prompt import Prompt
from tests.acceptance.site import Host, Policy, hosts
from tests.acceptance.world import SCRIPT, Row, World, end_of, policy_at, vendor, wait_until

# The contract, written out: DESIGN section 5, docs/contracts.md.
ASSESSED = {"verdict", "severity", "categories", "summary", "noise", "changes"}
CHANGE = ASSESSED | {
    *(
        "change",
        "document",
        "vendor",
        "type",
        "url",
        "from_version",
        "to_version",
        "seen_at",
        "last_seen_before",
    ),
    *("cause", "effective_date", "source_ref"),
}
EDIT = {"category", "kind", "direction", "section", "before", "after", "facts", "reasons"}
ALERT = {"alert", "kind", "document", "subscription", "created_at", "state", "deliveries"}
STATUS = {"document", "health", "last_ok", "last_outcome", "reason", "incident", "versions", "next_due"}
# What is told beyond it. More may come; nothing may go.
MORE_OF_A_CHANGE = {"marks", "muted", "assessor"}
MORE_OF_AN_ALERT = {"reason"}

TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")

LONGER = "Nous conservons les données de votre compte pendant 36 mois après sa clôture — « toujours »."
SHORTER = LONGER.replace("36 mois", "12 mois")


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A watchlist of two documents, of which one has changed, was alerted, and is now gone."""
    world = World(tmp_path_factory.mktemp("day"))
    with hosts(2) as pool, Receiver() as receiver:
        pool[0].put("/p", Policy(vendor="Étoile", retention=SHORTER).html)
        pool[1].put("/p", Policy(vendor="Quill").html)
        vendors = [
            vendor(name, policy_at(host.url("/p")))
            for name, host in zip(("Étoile", "Quill"), pool, strict=True)
        ]
        world.write(pool, vendors, receiver=receiver)
        world.run()
        pool[0].put("/p", Policy(vendor="Étoile", retention=LONGER).html)
        world.run()
        pool[1].put("/p", "<h1>Not found</h1>", status=410)
        world.run()
        world.run("crawl", "--all")
        world.run("deliver")
        yield world


def rows(prompt: Prompt, world: World, *arguments: str) -> list[Row]:
    done = prompt.call(world, *arguments, "--format", "json")
    assert done.code == 0, done.err
    answer: list[Row] = done.json()
    return answer


# From nothing to a watchlist


def test_from_an_empty_folder_to_a_first_run(world: World, host: Host) -> None:
    allow = {"CLAUSEWATCH_FETCH__ALLOW_PRIVATE": host.address, "CLAUSEWATCH_FETCH__DELAY": "0"}
    url = host.put("/legal/privacy-policy", Policy().html)

    assert world.run("init").told == [
        "clausewatch: wrote clausewatch.yaml; next: `clausewatch add URL`, "
        "or `clausewatch import csv FILE`, then `clausewatch run`"
    ]
    assert world.call("init").code == 2
    comments = [line for line in world.file.read_text().splitlines() if line.lstrip().startswith("#")]
    added = world.call("add", url, "--vendor", "Quillbrook Ledger", "--format", "json", **allow)
    assert added.code == 0, added.err
    found = added.json()
    assert (found["document"], found["type"]) == ("quillbrook-ledger/privacy_policy", "privacy_policy")
    assert (found["language"], found["title"]) == ("en", "Privacy policy of Quillbrook Ledger")
    assert found["words"] > 200
    assert {line for line in comments if line.strip() != "#"} <= set(world.file.read_text().splitlines())
    assert world.call("check", **allow).code == 0
    tried = world.call("check", "--fetch", "--format", "json", **allow)
    assert [row["outcome"] for row in tried.json()] == ["policy"]
    assert not (world.folder / "clausewatch.db").exists()
    first = world.call("run", **allow)
    assert first.code == 0
    assert len(host.asked("/legal/privacy-policy")) == 3
    second = world.call("run", **allow)
    assert second.code == 0
    assert len(host.asked("/legal/privacy-policy")) == 3


def test_what_is_no_policy_is_not_added(world: World, host: Host) -> None:
    world.run("init")
    before = world.file.read_text()
    allow = {"CLAUSEWATCH_FETCH__ALLOW_PRIVATE": host.address}
    for path in ("/missing", "/wall"):
        host.put("/wall", "<h1>Sign in</h1><form><input type=password></form>")
        done = world.call("add", host.url(path), "--type", "terms", **allow)
        assert (done.code, len(done.told)) == (2, 1)
    assert world.file.read_text() == before


def test_three_hundred_vendors_come_from_a_spreadsheet_once(prompt: Prompt, world: World) -> None:
    table = "Supplier;Privacy link;Kind;Tags\n" + "".join(
        f'"Vendor {n}, Inc.";https://vendor{n}.example/privacy?a=1;privacy_policy;"crm, eu"\n'
        for n in range(300)
    )
    (world.folder / "vendors.csv").write_bytes(b"\xef\xbb\xbf" + table.replace("\n", "\r\n").encode())
    order = (
        "import",
        "csv",
        "vendors.csv",
        "--map",
        "name=Supplier",
        "--map",
        "url=Privacy link",
        "--map",
        "type=Kind",
    )

    first = prompt.call(world, *order, "--format", "json")
    content = world.file.read_text()
    second = prompt.call(world, *order, "--format", "json")

    assert first.code == second.code == 0, first.err
    assert [row["state"] for row in first.json()] == ["added"] * 300
    assert {row["state"] for row in second.json()} == {"already there"}
    assert world.file.read_text() == content
    assert "300 vendors, 300 documents" in prompt.call(world, "check").err
    assert "Vendor 299, Inc." in content


@pytest.fixture
def host() -> Iterator[Host]:
    with hosts(1) as (host,):
        yield host


# What is answered


def test_a_second_run_does_nothing_new(world: World, host: Host) -> None:
    with Receiver() as receiver:
        world.write([host], [vendor("V", policy_at(host.put("/p", Policy().html)))], receiver=receiver)
        world.run()
        before = world.sql("SELECT count(*) FROM version UNION ALL SELECT count(*) FROM reading")
        done = world.run("--format", "json", "run")

        assert done.json()["looks"] == {"unchanged": 1}
        assert world.sql("SELECT count(*) FROM version UNION ALL SELECT count(*) FROM reading") == before
        assert world.sql("SELECT count(*) FROM alert")[0][0] == 0
        assert receiver.messages("inbox") == []


def test_changes_have_the_keys_of_the_contract(prompt: Prompt, day: World) -> None:
    (change,) = rows(prompt, day, "changes")

    assert set(change) == CHANGE | MORE_OF_A_CHANGE
    assert set(change["changes"][0]) == EDIT
    assert (change["document"], change["vendor"], change["type"]) == (
        "etoile/privacy_policy",
        "etoile",
        "privacy_policy",
    )
    assert (change["from_version"], change["to_version"], change["cause"]) == (1, 2, "vendor")
    assert TIME.fullmatch(change["seen_at"])
    assert TIME.fullmatch(change["last_seen_before"])
    assert change["last_seen_before"] <= change["seen_at"]
    assert change["source_ref"] is None
    assert change["changes"][0]["before"] == SHORTER
    assert change["changes"][0]["after"] == LONGER


def test_alerts_have_the_keys_of_the_contract(prompt: Prompt, day: World) -> None:
    told, gone = rows(prompt, day, "alerts")

    assert set(told) == ALERT | MORE_OF_AN_ALERT | {"change"}
    assert set(gone) == ALERT | MORE_OF_AN_ALERT | {"incident"}
    assert (told["kind"], gone["kind"]) == ("change", "incident")
    assert (told["state"], told["subscription"]) == ("sent", "everyone")
    assert TIME.fullmatch(told["created_at"])
    assert [one["destination"] for one in told["deliveries"]] == ["inbox"]
    assert rows(prompt, day, "alerts", "--state", "sent") == [told, gone]
    assert rows(prompt, day, "alerts", "--state", "dead") == []


def test_status_has_the_keys_of_the_contract(prompt: Prompt, day: World) -> None:
    good, gone = rows(prompt, day, "status")

    assert set(good) == set(gone) == STATUS
    assert (good["document"], good["health"], good["last_outcome"], good["versions"]) == (
        *("etoile/privacy_policy", "ok", "unchanged"),
        2,
    )
    assert (gone["health"], gone["last_outcome"], gone["versions"]) == ("gone", "failed", 1)
    assert good["incident"] is None
    assert isinstance(gone["incident"], int)
    assert all(TIME.fullmatch(row["last_ok"]) and TIME.fullmatch(row["next_due"]) for row in (good, gone))


def test_history_show_and_diff_tell_the_same(prompt: Prompt, day: World) -> None:
    key = "etoile/privacy_policy"
    first, second = rows(prompt, day, "history", key)

    assert (first["version"], second["version"]) == (1, 2)
    assert (first["verdict"], second["verdict"]) == (None, "material")
    old, new = (prompt.call(day, "show", key, "--version", n, "--format", "json").json() for n in ("1", "2"))
    assert SHORTER in old["text"]
    assert LONGER in new["text"]
    assert prompt.call(day, "show", key).out.strip() == new["text"].strip()
    assert prompt.call(day, "show", key, "--at", first["seen_at"]).out.strip() == old["text"].strip()
    assert prompt.call(day, "show", key, "--at", second["seen_at"]).out.strip() == new["text"].strip()
    assert prompt.call(day, "show", key, "--at", "2020-01-01").code == 2
    redline = prompt.call(day, "diff", key)
    assert re.search(r"\[-12-\]\s?\{\+36\+\}|\[-12-\].*\{\+36\+\}", redline.out)
    blocks = prompt.call(day, "diff", key, "--format", "json").json()
    for side, unwanted in ((old, "added"), (new, "removed")):
        rebuilt = "".join(
            piece["text"]
            for block in blocks["blocks"]
            for piece in block["segments"]
            if piece["kind"] != unwanted
        )
        assert rebuilt.split() == side["text"].split()
    assert "~~" in prompt.call(day, "diff", key, "--format", "markdown").out


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        (("--category", "retention"), 1),
        (("--category", "children"), 0),
        (("--verdict", "noise"), 0),
        (("--vendor", "etoile", "--type", "privacy_policy"), 1),
        (("--vendor", "quill"), 0),
        (("--since", "2020-01-01"), 1),
        (("--until", "2020-01-01"), 0),
        (("--only", "quill/privacy_policy", "--only", "etoile/privacy_policy"), 1),
        (("--tag", "crm"), 0),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_changes_can_be_filtered(prompt: Prompt, day: World, filters: tuple[str, ...], count: int) -> None:
    assert len(rows(prompt, day, "changes", *filters)) == count


@pytest.mark.parametrize("command", ["status", "changes", "alerts", "history etoile/privacy_policy"])
def test_every_list_comes_as_table_csv_and_markdown(prompt: Prompt, day: World, command: str) -> None:
    asked = command.split()
    count = len(rows(prompt, day, *asked))
    table, sheet, markdown = (
        prompt.call(day, *asked, "--format", form).out for form in ("table", "csv", "markdown")
    )

    assert len(table.splitlines()) == count + 1
    read = list(csv.DictReader(io.StringIO(sheet)))
    assert len(read) == count
    assert len(markdown.splitlines()) == count + 2
    assert all(line.startswith("| ") for line in markdown.splitlines()[::2])
    assert "\x1b" not in table


def test_options_stand_before_or_after_the_command(prompt: Prompt, day: World, tmp_path: Path) -> None:
    elsewhere = World(tmp_path)
    asked: list[tuple[str, ...]] = [
        ("--config", str(day.file), "--format", "json", "status"),
        ("status", "--config", str(day.file), "--format", "json"),
        ("--format=json", "status", f"--config={day.file}"),
        # Without a watchlist, on the database alone.
        ("status", "--format", "json", "--database-url", f"sqlite:///{day.database}"),
    ]
    answers = [prompt.call(elsewhere, *arguments) for arguments in asked]

    assert [answer.code for answer in answers] == [0] * 4, answers
    assert len({answer.out for answer in answers}) == 1
    for command in (
        "history etoile/privacy_policy",
        "show etoile/privacy_policy",
        "changes",
        "alerts",
        "verify",
    ):
        done = prompt.call(elsewhere, *command.split(), "--database-url", f"sqlite:///{day.database}")
        assert done.code == 0, done.err
    assert list(elsewhere.folder.iterdir()) == []


def test_text_is_utf_8_whatever_the_locale_says(day: World) -> None:
    for environ in ({"LANG": "C", "LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii", "LC_ALL": "POSIX"}):
        done = day.call("show", "etoile/privacy_policy", **environ)
        assert done.code == 0
        assert LONGER in done.out


def test_a_reader_who_has_enough_is_no_error(day: World) -> None:
    pipe = f"set -o pipefail; {SCRIPT} schema | head -n 1; {SCRIPT} changes --format json | true"
    done = subprocess.run(
        ["bash", "-c", pipe], cwd=day.folder, env=day.environ, capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, "{\n", "")


def test_logs_are_json_lines_where_asked_for_and_hold_no_address_of_a_person(day: World) -> None:
    done = day.run("--log-format", "json", "crawl", "--all")
    logged: list[dict[str, Any]] = [json.loads(line) for line in done.told if line.startswith("{")]

    assert logged
    assert all({"at", "level", "logger", "message"} <= set(line) for line in logged)
    assert "json://" not in done.err


# A word of the English subject that is the Italian word for "date".
def test_a_longer_period_for_data_is_no_new_date(prompt: Prompt, world: World) -> None:
    for name, months in (("old.md", 12), ("new.md", 36)):
        (world.folder / name).write_text(f"# Privacy policy\n\nWe keep your data for {months} months.\n")

    row = prompt.call(world, "assess", "old.md", "new.md", "--format", "json").json()

    assert (row["verdict"], row["categories"]) == ("material", ["retention"])


# Two at once


def test_two_runs_at_once_do_not_collide(tmp_path: Path, database_url: str) -> None:
    world = World(tmp_path / "w", database_url)
    with hosts(2) as pool, Receiver() as receiver:
        urls = [pool[n % 2].put(f"/{n}", Policy(vendor=f"V{n}").html, delay=0.2) for n in range(6)]
        world.write(pool, [vendor(f"V{n}", policy_at(url)) for n, url in enumerate(urls)], receiver=receiver)
        world.run()
        for n in range(6):
            pool[n % 2].put(f"/{n}", Policy(vendor=f"V{n}", retention=LONGER).html, delay=0.2)
        started = [world.start("run"), world.start("run"), world.start("deliver")]
        ended = [end_of(process) for process in started]
        world.run("deliver")

        assert [done.code for done in ended] == [0, 0, 0], [done.err for done in ended]
        said = [done.err for done in ended[:2]]
        turned_away = [text for text in said if "another run is working" in text]
        # The second may also come when the first is done already; then it works, and finds nothing new.
        assert len(turned_away) <= 1
        assert [row["versions"] for row in world.rows("status")] == [2] * 6
        assert world.sql("SELECT count(*) FROM change")[0][0] == 6
        assert world.sql("SELECT count(*) FROM delivery WHERE state = 'sent'")[0][0] == 6
        assert len(receiver.messages("inbox")) == 6


def test_a_run_that_finds_another_at_work_says_so_and_leaves(world: World, host: Host) -> None:
    world.write([host], [vendor("V", policy_at(host.put("/p", Policy().html)))])
    host.hold.clear()
    working = world.start("run")
    lock = world.folder / "clausewatch.db.run.lock"
    wait_until(lambda: lock.exists() and world.sql("SELECT count(*) FROM run") == [(1,)])
    other = world.call("run")
    reading = world.run("status")
    host.hold.set()
    done = end_of(working)

    assert (other.code, other.out) == (0, "")
    assert other.told == ["clausewatch: another run is working on this database; nothing to do here"]
    assert "v/privacy_policy" in reading.out
    assert done.code == 0
    assert "1 due" in done.err
    assert world.status("v/privacy_policy")["versions"] == 1
