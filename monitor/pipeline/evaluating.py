"""The assessment held against labels: a folder with labels and pairs of texts is read, each pair assessed and counted.

The folder holds `labels.jsonl`, and `pairs.jsonl` or `pairs.jsonl.gz`; docs/evaluation.md describes both.
"""

import gzip
import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from monitor.domain.assess import assess
from monitor.domain.assessment import Assessment, unassessable
from monitor.domain.errors import ConfigurationError
from monitor.domain.labels import InvalidLabel, Label, read_label
from monitor.domain.scoring import Pair, by_service
from monitor.pipeline.batch import in_order

LABELS: Final = "labels.jsonl"
PAIRS: Final = ("pairs.jsonl", "pairs.jsonl.gz")
_PROBLEMS: Final = 20  # that are named; a wrong file has one on each line


@dataclass(frozen=True, slots=True)
class TextPair:
    """Two consecutive texts of a document."""

    id: str
    before: str
    after: str
    service: str  # whose document it is; the id where nobody says
    stratum: str | None


@dataclass(frozen=True, slots=True)
class Corpus:
    """Labels, in the order of their file, and the texts that they are about."""

    labels: tuple[Label, ...]
    texts: Mapping[str, TextPair]  # by id
    unlabelled: int = 0  # pairs that no label is about

    def half(self, half: str | None) -> "Corpus":
        """Give the labels of the `odd` or the `even` half of the services; all of them for None."""
        if half is None:
            return self
        chosen = by_service({one: pair.service for one, pair in self.texts.items()}, half)
        return replace(self, labels=tuple(label for label in self.labels if label.id in chosen))


def load_corpus(folder: Path) -> Corpus:
    """Read a folder of labels and texts.

    Raises:
        ConfigurationError: Something in it cannot be used; the message has one line for each mistake.
    """
    problems: list[str] = []
    labels = _labels(folder / LABELS, problems)
    texts, others = _texts(folder, {label.id for label in labels}, problems)
    if not problems:
        problems += [f"{LABELS}: no pair has the id {one.id!r}" for one in labels if one.id not in texts]
    if not labels and not problems:
        problems.append(f"{folder / LABELS}: there is no label in it")
    if problems:
        raise ConfigurationError("\n".join(_shortened(problems)))
    placed = (replace(label, stratum=label.stratum or texts[label.id].stratum) for label in labels)
    return Corpus(tuple(placed), texts, others)


def evaluate(corpus: Corpus, say: Callable[[str], None] = lambda _: None) -> list[Pair]:
    """Assess what each label is about, on all cores; in the order of the labels. *say* is told how far it is."""
    tasks = [corpus.texts[label.id] for label in corpus.labels]
    pairs: list[Pair] = []
    for label, found in zip(corpus.labels, in_order(_assess, tasks, _not_assessed), strict=True):
        pairs.append(Pair(label, found))
        say(f"{len(pairs)} of {len(tasks)} changes assessed")
    return pairs


def _assess(pair: TextPair) -> Assessment:
    return assess(pair.before, pair.after)


def _not_assessed(_: TextPair, reason: str) -> Assessment:
    return unassessable(reason)


def _labels(path: Path, problems: list[str]) -> list[Label]:
    labels: dict[str, Label] = {}
    for number, row in _rows(path, problems):
        try:
            label = read_label(row)
        except InvalidLabel as error:
            problems.append(f"{path.name}, line {number}: {error}")
            continue
        if label.id in labels:
            problems.append(f"{path.name}, line {number}: the id {label.id!r} is labelled twice")
        labels[label.id] = label
    return list(labels.values())


def _texts(folder: Path, wanted: set[str], problems: list[str]) -> tuple[dict[str, TextPair], int]:
    """Read the texts that are *wanted*, and count the others."""
    path = next((folder / name for name in PAIRS if (folder / name).exists()), folder / PAIRS[0])
    texts: dict[str, TextPair] = {}
    others = 0
    for number, row in _rows(path, problems):
        pair = _pair(row)
        if pair is None:
            problems.append(f"{path.name}, line {number}: a pair has id, before and after")
        elif pair.id in texts:
            problems.append(f"{path.name}, line {number}: the id {pair.id!r} is there twice")
        elif pair.id in wanted:
            texts[pair.id] = pair
        else:
            others += 1
    return texts, others


def _pair(row: object) -> TextPair | None:
    if not isinstance(row, dict):
        return None
    one, before, after = row.get("id"), row.get("before"), row.get("after")
    if not isinstance(one, str | int) or not isinstance(before, str) or not isinstance(after, str):
        return None
    service, stratum = row.get("service"), row.get("stratum")
    return TextPair(str(one), before, after, str(service or one), None if stratum is None else str(stratum))


def _rows(path: Path, problems: list[str]) -> Iterator[tuple[int, Any]]:
    """Yield the lines of a file of JSON lines, with their numbers; what cannot be read is a problem."""
    try:
        with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as lines:
            yield from _read(path.name, lines, problems)
    except (OSError, EOFError, zlib.error) as error:
        problems.append(f"{path}: {getattr(error, 'strerror', None) or error}")


def _read(name: str, lines: Iterable[bytes], problems: list[str]) -> Iterator[tuple[int, Any]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield number, json.loads(line)
        except ValueError as error:
            problems.append(f"{name}, line {number}: no JSON: {error}")


def _shortened(problems: list[str]) -> list[str]:
    left = len(problems) - _PROBLEMS
    return [*problems[:_PROBLEMS], f"and {left} more"] if left > 0 else problems
