"""The wheel holds all of the house and nothing else, and its common top-level names have one owner."""

import importlib.metadata
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = {"crawler", "monitor", "notifiers", "storage"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    tracked = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True
    ).stdout.split(b"\0")
    # A copy of what is tracked: building writes into the source folder, which other tests read at the same time.
    source = folder / "source"
    for name in filter(None, map(os.fsdecode, tracked)):
        if (ROOT / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_bytes((ROOT / name).read_bytes())
    build = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--wheel-dir",
    ]
    subprocess.run([*build, str(folder), str(source)], check=True)
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_the_rooms_and_what_they_read(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.partition("/")[0] for name in names if ".dist-info/" not in name} == ROOMS
    in_checkout = {
        path.relative_to(ROOT).as_posix()
        for room in ROOMS
        for path in (ROOT / room).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert in_checkout - set(names) == set()


def test_the_installed_wheel_works_on_its_own(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    install = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--target",
        str(site),
        str(wheel),
    ]
    subprocess.run(install, check=True)
    environ = {**os.environ, "PYTHONPATH": str(site)}
    call = [
        sys.executable,
        "-c",
        "import sys; from monitor.cli.main import main; sys.exit(main(sys.argv[1:]))",
    ]
    for arguments in (["init"], ["check"], ["run"], ["verify"], ["schema"]):
        done = subprocess.run(
            [*call, *arguments], cwd=tmp_path, env=environ, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
    where = subprocess.run(
        [sys.executable, "-c", "import storage; print(storage.__file__)"],
        cwd=tmp_path,
        env=environ,
        capture_output=True,
        text=True,
        check=True,
    )
    assert where.stdout.startswith(str(site))


def test_each_top_level_name_has_one_owner() -> None:
    owners = importlib.metadata.packages_distributions()
    assert {room: set(owners.get(room, [])) for room in ROOMS} == {room: {"clausewatch"} for room in ROOMS}


def test_a_foreign_package_of_the_same_name_is_named(tmp_path: Path) -> None:
    foreign = tmp_path / "notifiers"
    foreign.mkdir()
    (foreign / "__init__.py").write_text("")
    call = "import sys; from monitor.cli.main import main; sys.exit(main(['--version']))"
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(tmp_path)!r}); {call}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 3
    assert str(foreign) in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_scrapy_finds_the_project_for_developers() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", "list"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout.split() == ["tracked_page"], done.stderr
