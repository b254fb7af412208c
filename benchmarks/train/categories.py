"""Learn from labelled changes how much each named feature says about the category of an edit and of a whole change.

Three models stand on each other: which category an edit is about; what a whole change is filed under; which edits are
cited first. The second and third learn from what the first says of services that it never saw. Figures are taken by
cross-validation over services: what a fold is measured on never served to train it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from multiprocessing import Pool
from pathlib import Path
from typing import Final

import numpy as np

from benchmarks.train.examples import Example, load, planted
from benchmarks.train.fitting import Array, ChangeModel, EditModel, fit_changes, fit_edits, fit_logistic
from benchmarks.train.folds import FOLDS, fold_of
from monitor.domain import filing, topics
from monitor.domain.lexicon import weight
from monitor.domain.reading import Reading
from monitor.domain.topics import Topics
from monitor.domain.vocabulary import CATEGORIES, DOCUMENT_TYPES, Category
from monitor.domain.wording import PLACES, words_of

TARGET: Final = Path("monitor/domain/rules/categories.toml")
LEANINGS: Final = Path("monitor/domain/rules/leanings.tsv")
KINDS: Final = (*DOCUMENT_TYPES, "unknown")
INVENTED: Final = 0.5  # what an invented change counts beside a real one
LEAST_EDITS: Final = 8  # that a word stands in
LEAST_SERVICES: Final = 6  # of these
PROPER: Final = 0.7  # share of capitals in mid-sentence that makes a word a name
LEAST_LEANING: Final = 0.05
MOST_CITED: Final = 60  # as in an assessment
SCORED: Final = 15  # entries that whoever scores reads

Word = tuple[int, str]  # place in PLACES, word
About = tuple[EditModel, dict[Word, int]]  # what edits are about, with the words that the model knows
Folds = frozenset[int]


@dataclass
class Models:
    """What is learned, with the words that it knows."""

    edits: EditModel
    vocabulary: dict[Word, int]
    changes: ChangeModel
    entries: tuple[Array, float]


def main(folders: list[Path]) -> None:
    """Train on the labelled changes of *folders* and write the weights with their figures."""
    examples = [example for example in load(folders) if example.material]
    invented = planted()
    about = _fit_all(examples, invented)
    figures = _cross_validated(examples, invented, about)
    models = _fit(examples, invented, about, frozenset())
    LEANINGS.write_text(_leanings(models), encoding="utf-8")
    TARGET.write_text(_written(models, figures), encoding="utf-8")
    for line in figures:
        print(line)


def _fit_all(examples: Sequence[Example], invented: Sequence[Example]) -> dict[Folds, About]:
    """Fit models of edits without any one fold, without any two, and with all."""
    left_out = [frozenset(folds) for size in range(3) for folds in combinations(range(FOLDS), size)]
    jobs = [([e for e in examples if fold_of(e.service) not in folds], invented) for folds in left_out]
    with Pool() as pool:
        return dict(zip(left_out, pool.starmap(_fit_edits, jobs, chunksize=1), strict=True))


def _cross_validated(
    examples: Sequence[Example], invented: Sequence[Example], about: dict[Folds, About]
) -> list[str]:
    right = {1: 0, 2: 0, 3: 0}
    edits = cited = quotes = 0
    found: dict[Category, list[int]] = {category: [0, 0, 0] for category in CATEGORIES}
    for fold in range(FOLDS):
        models = _fit(examples, invented, about, frozenset({fold}))
        for example in (e for e in examples if fold_of(e.service) == fold and e.is_material):
            likely = _likely(models.edits, models.vocabulary, example)
            for place, wanted in example.of_edits.items():
                ranks = np.argsort(-likely[place], kind="stable")
                edits += 1
                for most in right:
                    right[most] += any(CATEGORIES[rank] in wanted for rank in ranks[:most])
            of_change = models.changes.likely(_of_change(example, likely)[None])[0]
            for category, is_filed in zip(CATEGORIES, of_change >= weight("topics", "filed"), strict=True):
                is_wanted = category in example.categories
                tally = found[category]
                tally[0] += is_filed and is_wanted
                tally[1] += is_filed and not is_wanted
                tally[2] += is_wanted and not is_filed
            first = _cited(example, likely, of_change, models.entries)[:SCORED]
            quotes += sum(sum(wanted.values()) for wanted in example.of_edits.values())
            cited += sum(
                sum(count for category, count in wanted.items() if (place, category) in first)
                for place, wanted in example.of_edits.items()
            )
    lines = [
        f"{edits} labelled edits of {len({e.service for e in examples})} services, cross-validated over these:"
    ]
    lines += [f"right category among the first {most}: {count / edits:.3f}" for most, count in right.items()]
    lines += [f"cited among the first {SCORED} with the right category: {cited / quotes:.3f}"]
    lines += [
        f"F1 of {category} in {hit + lost} material changes: {2 * hit / max(1, 2 * hit + wrong + lost):.3f}"
        for category, (hit, wrong, lost) in found.items()
    ]
    return lines


def _fit(
    examples: Sequence[Example], invented: Sequence[Example], about: dict[Folds, About], left_out: Folds
) -> Models:
    """Fit all models on the folds that are not *left_out*; what is said of an edit is said without its own fold."""
    model, vocabulary = about[left_out]
    material = [
        (example, _likely(*about[left_out | {fold_of(example.service)}], example))
        for example in examples
        if example.is_material and fold_of(example.service) not in left_out
    ]
    material += [(example, _likely(model, vocabulary, example)) for example in invented]
    of_change = [_of_change(example, likely) for example, likely in material]
    changes = fit_changes(
        np.array(of_change),
        np.array([[float(c in example.categories) for c in CATEGORIES] for example, _ in material]),
        np.array([1.0 if example.service else INVENTED for example, _ in material]),
    )
    return Models(model, vocabulary, changes, _fit_entries(material, changes))


def _fit_edits(examples: Sequence[Example], invented: Sequence[Example]) -> tuple[EditModel, dict[Word, int]]:
    chosen = [(e, place, wanted) for e in (*examples, *invented) for place, wanted in e.of_edits.items()]
    vocabulary = _vocabulary(examples)
    model = fit_edits(
        np.array([_seen(example.material[place]) for example, place, _ in chosen]),
        np.array([_one_hot(example.kind) for example, _, _ in chosen]),
        np.array([_spoken(example.material[place], vocabulary) for example, place, _ in chosen]),
        np.array([[wanted[c] / sum(wanted.values()) for c in CATEGORIES] for _, _, wanted in chosen]),
        np.array([1.0 if example.service else INVENTED for example, _, _ in chosen]),
    )
    return _rounded(model), vocabulary


def _vocabulary(examples: Sequence[Example]) -> dict[Word, int]:
    """Number the words that stand in edits of several services, names left out."""
    edits: Counter[Word] = Counter()
    services: defaultdict[Word, set[str]] = defaultdict(set)
    capital: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for example in examples:
        capital.update(example.capital)
        small.update(example.small)
        for place in example.of_edits:
            for word in _words(example.material[place]):
                edits[word] += 1
                services[word].add(example.service)
    kept = sorted(
        word
        for word, count in edits.items()
        if count >= LEAST_EDITS
        and len(services[word]) >= LEAST_SERVICES
        and capital[word[1]] < PROPER * max(1, capital[word[1]] + small[word[1]])
    )
    return {word: number for number, word in enumerate(kept)}


def _words(reading: Reading) -> Iterator[Word]:
    for place, words in enumerate(words_of(reading.edit)):
        for word in words:
            yield place, word


def _spoken(reading: Reading, vocabulary: dict[Word, int]) -> Array:
    row = np.zeros(len(vocabulary))
    known = [word for word in _words(reading) if word in vocabulary]
    counts = Counter(place for place, _ in known)
    for word in known:
        row[vocabulary[word]] = counts[word[0]] ** -0.5
    return row


def _rounded(model: EditModel) -> EditModel:
    words = np.where(abs(model.words) >= LEAST_LEANING, model.words.round(2), 0.0)
    return EditModel(model.features.round(3), model.bias.round(3), model.documents.round(3), words)


def _seen(reading: Reading) -> Sequence[Sequence[float]]:
    return reading.topics.seen.rows


def _one_hot(kind: str) -> list[float]:
    return [float(kind == known) for known in KINDS]


def _likely(model: EditModel, vocabulary: dict[Word, int], example: Example) -> Array:
    return model.likely(
        np.array([_seen(reading) for reading in example.material]),
        np.array([_one_hot(example.kind)] * len(example.material)),
        np.array([_spoken(reading, vocabulary) for reading in example.material]),
    )


def _of_change(example: Example, likely: Array) -> Array:
    weights = [reading.weight for reading in example.material]
    return np.array(filing.look_at_all(weights, likely.tolist(), filing.stated_in(example.material)))


def _fit_entries(material: Sequence[tuple[Example, Array]], changes: ChangeModel) -> tuple[Array, float]:
    """Learn which entries are those that a reader cited, each alike."""
    rows: list[tuple[float, ...]] = []
    wanted: list[float] = []
    for example, likely in material:
        if not example.service:
            continue
        of_change = changes.likely(_of_change(example, likely)[None])[0]
        entries = list(_entries(example, likely, of_change))
        rows += [seen for *_, seen in entries]
        wanted += [float((place, category) in example.quoted) for place, category, _ in entries]
    return fit_logistic(np.array(rows), np.array(wanted), np.ones(len(rows)))


def _entries(
    example: Example, likely: Array, of_change: Array
) -> Iterator[tuple[int, Category, tuple[float, ...]]]:
    filed = dict(zip(CATEGORIES, of_change.tolist(), strict=True))
    for place, reading in enumerate(example.material[:MOST_CITED]):
        scores = sorted(zip(CATEGORIES, likely[place].tolist(), strict=True), key=lambda item: -item[1])
        told = Topics(tuple(scores), reading.topics.seen)
        for category in topics.chosen(told):
            yield (
                place,
                category,
                filing.look_at_entry(reading, place, told.likelihood(category), filed[category]),
            )


def _cited(
    example: Example, likely: Array, of_change: Array, model: tuple[Array, float]
) -> list[tuple[int, Category]]:
    weights, bias = model
    worth = [
        (1 / (1 + float(np.exp(-(np.array(seen) @ weights + bias)))), (place, category))
        for place, category, seen in _entries(example, likely, of_change)
    ]
    return [
        (place, category) for place, category in filing.in_order(worth, MOST_CITED, lambda entry: entry[1])
    ]


def _leanings(models: Models) -> str:
    lines = [
        "# Learned by `python -m benchmarks.train categories` from labelled edits; not written by hand. Where a word",
        "# of an edit stands, the word, and how it leans to or from categories. Names are left out.",
    ]
    for (place, word), number in sorted(models.vocabulary.items()):
        row = models.edits.words[number]
        kept = [f"{c} {value:.2f}" for c, value in zip(CATEGORIES, row, strict=True) if value]
        lines.append("\t".join([PLACES[place], word, *kept]))
    return "\n".join(lines) + "\n"


def _written(models: Models, figures: Sequence[str]) -> str:
    edits, changes = models.edits, models.changes
    lines = [
        "# What an edit is about. Learned by `python -m benchmarks.train categories`; not written by hand.",
        *(f"# {line}" for line in figures),
        "",
        "[edit.features]",
        *(f"{name} = {value:.3f}" for name, value in zip(topics.FEATURES, edits.features, strict=True)),
        "",
        "[edit.bias]",
        *(f"{name} = {value:.3f}" for name, value in zip(CATEGORIES, edits.bias, strict=True)),
    ]
    for kind, row in zip(KINDS, edits.documents, strict=True):
        telling = [
            f"{c} = {value:.3f}" for c, value in zip(CATEGORIES, row, strict=True) if abs(value) >= 0.05
        ]
        lines += ["", f"[edit.documents.{kind}]", *telling]
    lines += ["", "[change.features]"]
    lines += [f"{name} = {value:.3f}" for name, value in zip(filing.FEATURES, changes.features, strict=True)]
    lines += ["", "[change.bias]"]
    lines += [f"{name} = {value:.3f}" for name, value in zip(CATEGORIES, changes.bias, strict=True)]
    weights, bias = models.entries
    lines += ["", "[entry]", f"bias = {bias:.3f}", "", "[entry.features]"]
    lines += [f"{name} = {value:.3f}" for name, value in zip(filing.ENTRY_FEATURES, weights, strict=True)]
    return "\n".join(lines) + "\n"
