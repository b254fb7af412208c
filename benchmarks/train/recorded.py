"""Labels of recorded changes, kept by the ids of their commits: their texts are read from the bundles they stand in.

`benchmarks/train/labels.jsonl` holds one label a line: collection (name of the bundle), path, the commits before and
after, and the label in the format of `clausewatch evaluate`, but that quotes are places in the texts: [start, end] in
characters, null where there is none.
"""

import gzip
import json
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).with_name("labels.jsonl")
LABEL = ("id", "verdict", "severity", "categories", "changes", "language", "confidence")


def main(folders: list[Path]) -> None:
    """Write pairs and labels, with their texts, into a folder that `evaluate` and the training read."""
    if len(folders) != 2:
        raise SystemExit("name the folder with the bundles, and a folder to write to")
    bundles, target = folders
    target.mkdir(parents=True, exist_ok=True)
    by_collection: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in SOURCE.read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        by_collection[label["collection"]].append(label)
    count = 0
    with (
        gzip.open(target / "pairs.jsonl.gz", "wt", encoding="utf-8") as pairs,
        (target / "labels.jsonl").open("w", encoding="utf-8") as labels,
    ):
        for collection, wanted in sorted(by_collection.items()):
            for pair, label in _expanded(bundles / f"{collection}.bundle", wanted):
                pairs.write(json.dumps(pair, ensure_ascii=False) + "\n")
                labels.write(json.dumps(label, ensure_ascii=False) + "\n")
                count += 1
    print(f"{count} labelled changes in {target}")


def _expanded(bundle: Path, labels: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    with tempfile.TemporaryDirectory() as place:
        subprocess.run(["git", "clone", "--quiet", "--bare", bundle, place], check=True)
        for label in labels:
            before, after = (_text(place, label[side], label["path"]) for side in ("before", "after"))
            service, _, terms = label["path"].removesuffix(".md").partition("/")
            pair = {
                "id": label["id"],
                "stratum": label["id"][0],
                "service": service,
                "terms": terms,
                "commit": label["after"],
                "before": before,
                "after": after,
            }
            quoted = [
                {
                    **change,
                    "before": _quote(before, change["before"]),
                    "after": _quote(after, change["after"]),
                }
                for change in label["changes"]
            ]
            yield pair, {**{name: label[name] for name in LABEL}, "changes": quoted}


def _text(place: str, commit: str, path: str) -> str:
    command = ["git", "-C", place, "show", f"{commit}:{path}"]
    return subprocess.run(command, check=True, capture_output=True).stdout.decode("utf-8", errors="replace")


def _quote(text: str, place: list[int] | None) -> str:
    return "" if place is None else text[place[0] : place[1]]
