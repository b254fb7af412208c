"""The assessment held against labels: a folder with labels and pairs of texts is read, each pair assessed and counted.

The folder holds `labels.jsonl`, and `pairs.jsonl` or `pairs.jsonl.gz`; docs/evaluation.md describes both. A label may
also name a stored change, which is assessed with its history.
"""

import gzip
import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from sqlalchemy.orm import Session

from monitor.domain.assess import assess
from monitor.domain.assessment import Assessment, unassessable
from monitor.domain.errors import ConfigurationError, UnknownName
from monitor.domain.labels import InvalidLabel, Label, StoredRef, read_label
from monitor.domain.scoring import Pair, by_service
from monitor.pipeline.basis import Basis, Past, judge
from monitor.pipeline.batch import in_order
from storage import changes, versions
from storage.engine import Store
from storage.models import ChangeRow

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

    @property
    def needs_store(self) -> bool:
        """Whether a label is about a stored change."""
        return any(label.stored is not None for label in self.labels)

    def half(self, half: str | None) -> "Corpus":
        """Give the labels of the `odd` or the `even` half of the services; all of them for None."""
        if half is None:
            return self
        chosen = by_service({label.id: self._service(label) for label in self.labels}, half)
        return replace(self, labels=tuple(label for label in self.labels if label.id in chosen))

    def _service(self, label: Label) -> str:
        # Of a stored change it is the vendor: the first part of the key.
        return self.texts[label.id].service if label.stored is None else label.stored.document.split("/")[0]


def load_corpus(folder: Path) -> Corpus:
    """Read a folder of labels and texts.

    Raises:
        ConfigurationError: Something in it cannot be used; the message has one line for each mistake.
    """
    problems: list[str] = []
    labels = _labels(folder / LABELS, problems)
    wanted = {label.id for label in labels if label.stored is None}
    path = next((folder / name for name in PAIRS if (folder / name).exists()), folder / PAIRS[0])
    is_needed = wanted or not labels or path.exists()
    texts, others = _texts(path, wanted, problems) if is_needed else ({}, 0)
    if not problems:
        problems += [
            f"{LABELS}: no pair has the id {one.id!r}" for one in labels if one.id in wanted - set(texts)
        ]
    if not labels and not problems:
        problems.append(f"{folder / LABELS}: there is no label in it")
    if problems:
        raise ConfigurationError("\n".join(_shortened(problems)))
    placed = (
        replace(label, stratum=label.stratum or texts[label.id].stratum) if label.id in texts else label
        for label in labels
    )
    return Corpus(tuple(placed), texts, others)


def evaluate(
    corpus: Corpus, store: Store | None = None, say: Callable[[str], None] = lambda _: None
) -> list[Pair]:
    """Assess what each label is about, on all cores; in the order of the labels.

    Args:
        corpus: What `load_corpus` has read.
        store: Where stored changes are; they are assessed with the history of their document. It may be None where
            no label is about one.
        say: Told how far it is.

    Raises:
        ConfigurationError: Labels name changes that are not stored; the message has one line for each.
    """
    with store.read() if store is not None else nullcontext() as session:
        stored = {} if session is None else _stored(session, corpus)
        tasks = _tasks(session, corpus, stored)
        pairs: list[Pair] = []
        for label, found in zip(corpus.labels, in_order(_assess, tasks, _not_assessed), strict=True):
            pairs.append(Pair(label, found))
            say(f"{len(pairs)} of {len(corpus.labels)} changes assessed")
    return pairs


def _stored(session: Session, corpus: Corpus) -> dict[str, ChangeRow]:
    """Find the changes that labels name, by the id of the label."""
    found: dict[str, ChangeRow] = {}
    problems: list[str] = []
    for label in corpus.labels:
        if label.stored is not None:
            try:
                found[label.id] = _find(session, label.stored)
            except UnknownName as error:
                problems.append(f"{LABELS}, label {label.id!r}: {error}")
    if problems:
        raise ConfigurationError("\n".join(_shortened(problems)))
    return found


def _find(session: Session, wanted: StoredRef) -> ChangeRow:
    document = versions.document_id(session, wanted.document)
    found = changes.find_change(session, document, wanted.to_version, wanted.source_ref)
    which = f"version {wanted.to_version}" if wanted.to_version else f"commit {wanted.source_ref}"
    if found is None:
        raise UnknownName(f"no change of {wanted.document} leads to {which}")
    if wanted.from_version not in (None, found[1]):
        raise UnknownName(
            f"{wanted.document}, {which} was compared with version {found[1]}, not with {wanted.from_version}"
        )
    return found[0]


def _tasks(
    session: Session | None, corpus: Corpus, stored: Mapping[str, ChangeRow]
) -> Iterator[TextPair | Basis]:
    pasts: dict[int, Past] = {}
    for label in corpus.labels:
        if session is None or label.id not in stored:
            yield corpus.texts[label.id]
            continue
        change = stored[label.id]
        if change.document_id not in pasts:
            pasts[change.document_id] = Past(session, change.document_id)
        yield pasts[change.document_id].load(session, change.id).basis


def _assess(task: TextPair | Basis) -> Assessment:
    return judge(task).assessment if isinstance(task, Basis) else assess(task.before, task.after)


def _not_assessed(_: TextPair | Basis, reason: str) -> Assessment:
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


def _texts(path: Path, wanted: set[str], problems: list[str]) -> tuple[dict[str, TextPair], int]:
    """Read the texts that are *wanted*, and count the others."""
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
