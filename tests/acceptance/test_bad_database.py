"""A database that cannot be used: told in one clear line, waited for as long as makes sense, and never harmed."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from tests.acceptance.prompt import Prompt
from tests.acceptance.site import Host, Policy
from tests.acceptance.world import SCRIPT, Finished, World, one_line

USAGE, OPERATIONAL = 2, 3

VENDOR = "vendors: [{name: A, documents: [{type: privacy_policy, url: 'https://a.example/p'}]}]"


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
