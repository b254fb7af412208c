"""Labelled changes as examples: which edits their quotes stand in, and what is seen in these."""

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from multiprocessing import Pool
from pathlib import Path
from typing import Any

from monitor.domain.assess import readings_of
from monitor.domain.language import language_of
from monitor.domain.reading import Reading
from monitor.domain.vocabulary import CATEGORIES, Category
from monitor.domain.wording import words_of
from tests.domain.planted import FILL, HOSTS, PLANTED, sides

_WORD = re.compile(r"\w+")
_INSIDE = re.compile(r"(?<=[a-zà-ÿ,] )[^\W\d_]+")  # of a sentence
_QUOTED = 0.6  # share of a quote's words that stand in the clause


@dataclass(frozen=True)
class Example:
    """One labelled change, with its substantive edits, heaviest first."""

    service: str
    kind: str  # of the document; "unknown" where nothing tells
    material: list[Reading]
    is_material: bool
    categories: frozenset[Category]
    of_edits: dict[int, Counter[Category]]  # place in `material`: categories of the quotes found there
    quoted: frozenset[tuple[int, Category]]  # every place that a quote of a category is found at
    capital: Counter[str]  # words of the edits: how often in mid-sentence with a capital
    small: Counter[str]  # and how often without


def load(folders: Iterable[Path]) -> list[Example]:
    """Read labelled changes in the format of `clausewatch evaluate`."""
    with Pool() as pool:
        return list(pool.imap(_example, _labelled(folders), chunksize=8))


def planted_sides() -> Iterator[tuple[str, str]]:
    """Yield the invented changes of the tests as two texts, each in two kinds of text, by turns."""
    hosts = list(HOSTS.values())
    for number, line in enumerate(PLANTED.strip().splitlines()):
        head, body = line.split(" | ", 1)
        for host in (hosts[number % len(hosts)], hosts[(number + 2) % len(hosts)]):
            before, after = (host(side, FILL[head.split()[0]].split("|")) for side in sides(body))
            yield before, after


def planted() -> list[Example]:
    """Read the invented changes of the tests: short, of all categories and languages, and true by construction."""
    examples: list[Example] = []
    for line in PLANTED.strip().splitlines():
        head, body = line.split(" | ", 1)
        language, category, *_ = head.split()
        host = HOSTS["between headings"]
        before, after = (host(side, FILL[language].split("|")) for side in sides(body))
        kind, readings = readings_of(before, after)
        material = [reading for reading in readings if reading.is_substantive]
        if category != "?" and material:
            named = next(known for known in CATEGORIES if known == category)
            of_edits = {0: Counter({named: 1})}
            quoted = frozenset({(0, named)})
            examples.append(
                Example(
                    "",
                    kind or "unknown",
                    material,
                    True,
                    frozenset({named}),
                    of_edits,
                    quoted,
                    Counter(),
                    Counter(),
                )
            )
    return examples


def _labelled(folders: Iterable[Path]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for folder in folders:
        with gzip.open(folder / "pairs.jsonl.gz", "rt", encoding="utf-8") as lines:
            pairs = {pair["id"]: pair for pair in map(json.loads, lines)}
        for line in (folder / "labels.jsonl").read_text(encoding="utf-8").splitlines():
            label = json.loads(line)
            yield pairs[label["id"]], label


def _example(labelled: tuple[dict[str, Any], dict[str, Any]]) -> Example:
    pair, label = labelled
    kind, readings = readings_of(pair["before"], pair["after"])
    material = sorted((r for r in readings if r.is_substantive), key=lambda reading: -reading.weight)
    of_edits: dict[int, Counter[Category]] = {}
    everywhere: set[tuple[int, Category]] = set()
    for quoted in label["changes"]:
        fits = [(_fit(quoted, reading), -place) for place, reading in enumerate(material)]
        best, place = max(fits, default=(0.0, 0))
        if best >= _QUOTED:
            of_edits.setdefault(-place, Counter())[quoted["category"]] += 1
        everywhere.update((-place, quoted["category"]) for fit, place in fits if fit >= _QUOTED)
    capital, small = _capitals(pair["after"], material)
    return Example(
        pair["service"],
        kind or "unknown",
        material,
        label["verdict"] == "material",
        frozenset(label["categories"]),
        of_edits,
        frozenset(everywhere),
        capital,
        small,
    )


def _capitals(text: str, material: Iterable[Reading]) -> tuple[Counter[str], Counter[str]]:
    """Count words of the edits in mid-sentence, with a capital and without; none of German, where nouns have one."""
    capital: Counter[str] = Counter()
    small: Counter[str] = Counter()
    asked = {word for reading in material for words in words_of(reading.edit) for word in words}
    if language_of(text.casefold().split()[:5000]) == "de":
        return capital, small
    for word in _INSIDE.findall(text):
        if word.casefold() in asked:
            (capital if word[0].isupper() else small)[word.casefold()] += 1
    return capital, small


def _fit(quoted: Mapping[str, str], reading: Reading) -> float:
    """The share of the quote's words in the clause; of clauses that hold it whole, the shortest fits best."""
    clause = reading.edit.after if quoted["after"] else reading.edit.before
    if clause is None:
        return 0.0
    words = Counter(_WORD.findall((quoted["after"] or quoted["before"]).lower()))
    stated = Counter(_WORD.findall(clause.text.lower())[:120])
    share = (words & stated).total() / max(1, words.total())
    return share - len(clause.text) * 1e-6 if share >= _QUOTED else 0.0
