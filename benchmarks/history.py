"""Import recorded histories with the real command: speed, memory, bytes, and what the changes came to.

Run: python -m benchmarks history FOLDER [DATABASE_URL]; FOLDER holds git bundles, the database must be new.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil
from sqlalchemy import Connection, text

from storage.engine import connect

LASTING_S = 7 * 86_400
YEAR_S = 365.25 * 86_400
PAUSE_S = 0.2


def main(arguments: list[str]) -> None:
    """Import all bundles of a folder into one database, smallest first, and print tables."""
    if not arguments:
        sys.exit("name the folder with the bundles")
    bundles = sorted(Path(arguments[0]).glob("*.bundle"), key=lambda path: path.stat().st_size)
    with tempfile.TemporaryDirectory() as folder:
        url = arguments[1] if len(arguments) > 1 else f"sqlite:///{folder}/history.db"
        print(f"{'bundle':<24}{'versions':>9}{'seconds':>9}{'per s':>7}{'CPU s':>8}{'peak MB':>9}")
        for bundle in bundles:
            import_one(bundle, url)
        store = connect(url)
        with store.engine.connect() as connection:
            print_tables(connection)
            print_restored(connection, bundles, Path(folder))
        store.close()


def import_one(bundle: Path, url: str) -> None:
    command = [
        sys.executable,
        "-m",
        "monitor.cli.start",
        "--database-url",
        url,
        "import",
        "ota-git",
        str(bundle),
    ]
    process = subprocess.Popen([*command, "--format", "json"], stdout=subprocess.PIPE, text=True)
    peak, processor = watched(psutil.Process(process.pid))
    assert process.stdout is not None
    row = json.loads(process.stdout.read())
    process.wait()
    figures = f"{row['versions']:>9,}{row['seconds']:>9.1f}{row['versions_per_second'] or 0:>7.1f}"
    print(f"{bundle.stem:<24}{figures}{processor:>8.1f}{peak / 1e6:>9.0f}", flush=True)
    for one in row["skipped"]:
        print(f"    left out: {one['name']}: {one['reason']} ({one['count']})")


def watched(main: psutil.Process) -> tuple[float, float]:
    """Give the peak of the memory of a process and all its children (PSS, bytes), and their processor seconds."""
    peak, seconds = 0.0, dict[int, float]()
    while main.is_running() and main.status() != psutil.STATUS_ZOMBIE:
        total = 0
        with suppress(psutil.NoSuchProcess):
            for process in [main, *main.children(recursive=True)]:
                with suppress(psutil.NoSuchProcess, psutil.AccessDenied):
                    total += process.memory_full_info().pss
                    times = process.cpu_times()
                    seconds[process.pid] = times.user + times.system
        peak = max(peak, total)
        time.sleep(PAUSE_S)
    return peak, sum(seconds.values())


def print_tables(connection: Connection) -> None:
    def rows(question: str) -> list[Any]:
        return list(connection.execute(text(question)))

    versions, documents = rows("SELECT count(*), count(DISTINCT document_id) FROM version")[0]
    print(f"\nversions {versions:,}, documents {documents:,}")
    stored, plain = rows("SELECT sum(length(data)), sum(size) FROM blob")[0]
    print(
        f"texts: {stored / versions:,.0f} bytes a version stored, {plain / versions:,.0f} before compression"
    )
    print("\nverdict and severity, by cause")
    for row in rows(
        "SELECT cause, verdict, severity, count(*) FROM change GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
    ):
        print(f"  {row[0]:<12}{row[1]:<10}{row[2] or '-':<8}{row[3]:>8,}")
    newest = "NOT EXISTS (SELECT 1 FROM change n WHERE n.to_version_id = c.to_version_id AND n.revision > c.revision)"
    listed = rows(f"SELECT c.verdict, c.noise, c.marks FROM change c WHERE {newest}")
    classes, marks = Counter[str](), Counter[str]()
    for verdict, noise, marked in listed:
        marks.update(mark for mark in as_list(marked) if mark != "imported")
        if verdict == "noise":
            classes[why(as_list(noise))] += 1
    print(f"\nchanges {len(listed):,}; noise by its first class")
    for name, count in classes.most_common():
        print(f"  {name:<20}{count:>8,}")
    print(f"marks: {dict(marks)}")
    print_alerts(connection)


def why(noise: list[str]) -> str:
    """Name the class of noise that decided."""
    return next(
        (name for name in ("restored", "transient", "extraction") if name in noise),
        noise[0] if noise else "-",
    )


def as_list(value: Any) -> list[str]:
    return list(json.loads(value)) if isinstance(value, str) else list(value)


def print_alerts(connection: Connection) -> None:
    """Reckon what a subscriber to everything would have got: material changes that the vendor caused."""
    told = "c.verdict = 'material' AND c.cause IN ('vendor', 'both')"
    alerts = connection.execute(text(f"SELECT count(*) FROM change c WHERE {told}")).scalar_one()
    every = connection.execute(text("SELECT count(*) FROM change")).scalar_one()
    high = connection.execute(
        text(f"SELECT count(*) FROM change c WHERE {told} AND c.severity = 'high'")
    ).scalar_one()
    spans = connection.execute(text("SELECT min(seen_at), max(seen_at) FROM v_versions GROUP BY document"))
    years = sum(seconds(last) - seconds(first) for first, last in spans) / YEAR_S
    print(f"\n{years:,.0f} document-years from first to last version; a document and year:")
    for name, count in (("differences", every), ("alerts", alerts), ("alerts of severity high", high)):
        print(f"  {name:<26}{count:>8,}{count / years:>8.2f}")


def seconds(moment: Any) -> float:
    from datetime import datetime

    return (datetime.fromisoformat(moment) if isinstance(moment, str) else moment).timestamp()


def print_restored(connection: Connection, bundles: list[Path], folder: Path) -> None:
    """Count restored texts in git alone (a blob that its file had before), and what became of them here."""
    became: Counter[str] = Counter()
    for bundle in bundles:
        restored = dict(restored_commits(bundle, folder))
        found = {}
        for commit, verdict, noise, marks in connection.execute(
            text("SELECT source_ref, verdict, noise, marks FROM v_changes WHERE source_ref IS NOT NULL")
        ):
            if commit in restored:
                found[commit] = verdict, as_list(noise), as_list(marks)
        for commit, is_quick in restored.items():
            verdict, noise, marks = found.get(commit, ("missing", [], []))
            said = why(noise) if verdict == "noise" else "return" if "return" in marks else verdict
            said = (
                said
                if said in ("restored", "transient", "return", "missing", "material", "minor")
                else "other noise"
            )
            became[f"{'back within 7 days' if is_quick else 'back later':<20}{said}"] += 1
    print(f"\nrestored texts, counted in git: {sum(became.values()):,}")
    for name, count in sorted(became.items()):
        print(f"  {name:<34}{count:>8,}")


def restored_commits(bundle: Path, folder: Path) -> Iterator[tuple[str, bool]]:
    """Yield commits that bring back a text of their file, and whether it was gone for less than seven days."""
    work = folder / f"{bundle.stem}.git"
    subprocess.run(["git", "clone", "--quiet", "--bare", bundle, work], check=True, stderr=subprocess.DEVNULL)
    options = ["--topo-order", "--reverse", "--raw", "--no-renames", "--no-abbrev"]
    log = subprocess.run(
        ["git", "-C", work, "log", *options, "--format=commit %H %at", *branch(work)],
        check=True,
        capture_output=True,
        text=True,
        errors="replace",
    )
    files: dict[str, list[tuple[int, str, str]]] = {}
    commit, at = "", 0
    for line in log.stdout.splitlines():
        if line.startswith("commit "):
            _, commit, moment = line.split()
            at = int(moment)
        elif line.startswith(":") and line.endswith(".md"):
            said, _, path = line.partition("\t")
            fields = said.split()
            if fields[4] != "D":
                files.setdefault(path, []).append((at, fields[3], commit))
    for records in files.values():
        yield from returns(sorted(records, key=lambda record: record[0]))


def branch(work: Path) -> list[str]:
    listed = subprocess.run(
        ["git", "-C", work, "for-each-ref", "--format=%(refname)"], check=True, capture_output=True, text=True
    )
    return listed.stdout.split()[:1]


def returns(records: list[tuple[int, str, str]]) -> Iterator[tuple[str, bool]]:
    left: dict[str, int] = {}  # when each text was given up
    last = None
    for at, blob, commit in records:
        if blob == last:
            continue
        if last is not None:
            left[last] = at
        if blob in left:
            yield commit, at - left[blob] < LASTING_S
        last = blob


if __name__ == "__main__":
    os.environ.setdefault("PYTHONUNBUFFERED", "1")
    main(sys.argv[1:])
