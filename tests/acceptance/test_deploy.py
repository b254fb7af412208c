"""The files in deploy/: systemd takes them, they are hardened, and the failure unit really reaches somebody."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from monitor.demo.receiver import Receiver

UNITS = Path(__file__).parents[2] / "deploy" / "systemd"
BIN = "/opt/clausewatch/.venv/bin/"

needs_systemd = pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed: units are not verified"
)


def settings(unit: str) -> dict[str, list[str]]:
    """Read a unit file: all values of each key, whatever its section."""
    found: dict[str, list[str]] = {}
    for line in (UNITS / unit).read_text(encoding="utf-8").splitlines():
        if match := re.fullmatch(r"([A-Za-z]+)=(.*)", line):
            found.setdefault(match[1], []).append(match[2])
    return found


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """Copy the units to a folder, with programs that exist here."""
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in ("clausewatch", "apprise"):
        (programs / name).symlink_to("/bin/true")
    for unit in (*UNITS.glob("*.service"), *UNITS.glob("*.timer")):
        text = unit.read_text(encoding="utf-8").replace(BIN, f"{programs}/")
        (tmp_path / unit.name).write_text(text, encoding="utf-8")
    return tmp_path


def analyze(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["systemd-analyze", "--no-pager", *arguments], capture_output=True, text=True, timeout=60, check=False
    )


@needs_systemd
@pytest.mark.parametrize("unit", ["clausewatch.service", "clausewatch.timer", "clausewatch-failed@.service"])
def test_systemd_takes_every_unit_without_a_word(installed: Path, unit: str) -> None:
    verified = analyze("verify", "--man=no", str(installed / unit))

    assert (verified.returncode, verified.stdout + verified.stderr) == (0, "")


@needs_systemd
def test_a_misspelt_key_would_be_noticed(installed: Path) -> None:
    service = installed / "clausewatch.service"
    service.write_text(service.read_text().replace("ProtectSystem", "ProtectSytem"))

    assert "ProtectSytem" in analyze("verify", "--man=no", str(service)).stderr


@needs_systemd
def test_the_service_is_as_confined_as_systemd_can_tell(installed: Path) -> None:
    # Exposure in tenths: 14 on systemd 252; a service without any hardening has 96.
    rated = analyze("security", "--offline=true", "--threshold=20", str(installed / "clausewatch.service"))

    assert rated.returncode == 0, rated.stdout


@needs_systemd
def test_the_leave_to_open_pages_in_a_browser_opens_little_else(installed: Path) -> None:
    drop_in = installed / "clausewatch.service.d" / "browser.conf"
    drop_in.parent.mkdir()
    shutil.copy(UNITS / "clausewatch-browser.conf", drop_in)
    service = str(installed / "clausewatch.service")
    verified = analyze("verify", "--man=no", service)
    rated = analyze("security", "--offline=true", "--threshold=25", service)  # 21 on systemd 252

    assert (verified.returncode, verified.stdout + verified.stderr) == (0, "")
    assert rated.returncode == 0, rated.stdout
    assert set(re.findall(r"✗ RestrictNamespaces=~(\w+)", rated.stdout)) == {"user", "pid", "net"}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("Type", "oneshot"),
        ("User", "clausewatch"),
        ("StateDirectory", "clausewatch"),
        ("ProtectSystem", "strict"),
        ("ProtectHome", "yes"),
        ("PrivateTmp", "yes"),
        ("NoNewPrivileges", "yes"),
        ("CapabilityBoundingSet", ""),
        ("RestrictAddressFamilies", "AF_UNIX AF_INET AF_INET6"),
        ("SystemCallFilter", "@system-service"),
        ("OnFailure", "clausewatch-failed@%n.service"),
        ("LoadCredential", "destinations:/etc/clausewatch/destinations"),
    ],
)
def test_the_service_keeps_its_confinement(key: str, value: str) -> None:
    assert value in settings("clausewatch.service")[key]


def test_the_service_calls_the_command_that_does_a_whole_run() -> None:
    command = shlex.split(settings("clausewatch.service")["ExecStart"][0])

    assert command == [f"{BIN}clausewatch", "--config", "/etc/clausewatch/clausewatch.yaml", "run"]


def test_the_timer_calls_every_quarter_of_an_hour_and_makes_up_for_what_was_missed() -> None:
    timer = settings("clausewatch.timer")

    assert timer["OnCalendar"] == ["*:0/15"]
    assert timer["Persistent"] == ["true"]
    assert timer["WantedBy"] == ["timers.target"]


def report_failure(folder: Path, apprise_urls: str) -> str:
    """Do what systemd does with the failure unit's commands; answer what the journal gets."""
    (folder / "journalctl").write_text("#!/bin/sh\necho the last words of $2\n")
    (folder / "journalctl").chmod(0o755)
    out = ""
    for command in settings("clausewatch-failed@.service")["ExecStart"]:
        command = command.replace("%i", "clausewatch.service").replace("%H", "watcher").replace("$$", "$")
        done = subprocess.run(
            shlex.split(command.replace(BIN, f"{Path(sys.executable).parent}/")),
            env={"PATH": f"{folder}:/usr/bin:/bin", "HOME": str(folder), "APPRISE_URLS": apprise_urls},
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
        out += done.stdout
    return out


def test_a_failure_is_told_to_the_journal_and_to_whom_the_operator_named(tmp_path: Path) -> None:
    with Receiver() as receiver:
        journal = report_failure(tmp_path, receiver.destination("operator"))
        (message,) = receiver.messages("operator")

    assert journal.startswith("<2>clausewatch.service failed on watcher")  # <2>: priority critical
    assert message.title == "clausewatch.service failed on watcher"
    assert message.body.strip() == "the last words of clausewatch.service"


def test_a_failure_is_told_to_the_journal_when_nobody_is_named(tmp_path: Path) -> None:
    assert "journalctl --unit clausewatch.service" in report_failure(tmp_path, "")
