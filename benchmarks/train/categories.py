"""Learn from labelled changes how much each named feature says about the category of an edit and of a whole change.

Figures are taken by cross-validation over services: what a fold is measured on never served to train it.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np

from benchmarks.train.examples import Example, load, planted
from benchmarks.train.fitting import Array, ChangeModel, EditModel, fit_changes, fit_edits
from monitor.domain import filing, topics
from monitor.domain.reading import Reading
from monitor.domain.vocabulary import CATEGORIES, DOCUMENT_TYPES, Category

TARGET: Final = Path("monitor/domain/rules/categories.toml")
FOLDS: Final = 5
KINDS: Final = (*DOCUMENT_TYPES, "unknown")
INVENTED: Final = 1.5  # what an invented change counts beside a real one
FILED: Final = 0.4  # as in rules/weights.toml


def main(folders: list[Path]) -> None:
    """Train on the labelled changes of *folders* and write the weights with their figures."""
    examples = [example for example in load(folders) if example.material]
    invented = planted()
    figures = _cross_validated(examples, invented)
    edits, changes = _fit(examples, invented)
    TARGET.write_text(_written(edits, changes, figures), encoding="utf-8")
    for line in figures:
        print(line)


def fold_of(service: str) -> int:
    """The fold that *service* belongs to, by a hash of its name."""
    return int(hashlib.sha256(service.encode()).hexdigest(), 16) % FOLDS


def _cross_validated(examples: Sequence[Example], invented: Sequence[Example]) -> list[str]:
    right = {1: 0, 2: 0, 3: 0}
    edits = 0
    found: dict[Category, list[int]] = {category: [0, 0, 0] for category in CATEGORIES}
    for fold in range(FOLDS):
        model, of_change = _fit([e for e in examples if fold_of(e.service) != fold], invented)
        for example in (e for e in examples if fold_of(e.service) == fold and e.is_material):
            for place, wanted in example.of_edits.items():
                likely = _likely(model, [example.material[place]], example.kind)[0]
                ranks = np.argsort(-likely, kind="stable")
                edits += 1
                for most in right:
                    right[most] += any(CATEGORIES[rank] in wanted for rank in ranks[:most])
            filed = of_change.likely(_of_change(model, example)[None])[0] >= FILED
            for category, is_filed in zip(CATEGORIES, filed, strict=True):
                is_wanted = category in example.categories
                tally = found[category]
                tally[0] += is_filed and is_wanted
                tally[1] += is_filed and not is_wanted
                tally[2] += is_wanted and not is_filed
    lines = [
        f"{edits} labelled edits of {len({e.service for e in examples})} services, cross-validated over these:"
    ]
    lines += [f"right category among the first {most}: {count / edits:.3f}" for most, count in right.items()]
    lines += [
        f"F1 of {category} in {hit + lost} material changes: {2 * hit / max(1, 2 * hit + wrong + lost):.3f}"
        for category, (hit, wrong, lost) in found.items()
    ]
    return lines


def _fit(examples: Sequence[Example], invented: Sequence[Example]) -> tuple[EditModel, ChangeModel]:
    chosen = [(e, place, wanted) for e in (*examples, *invented) for place, wanted in e.of_edits.items()]
    model = fit_edits(
        np.array([_seen(example.material[place]) for example, place, _ in chosen]),
        np.array([_one_hot(example.kind) for example, _, _ in chosen]),
        np.array([[(c in wanted) / len(wanted) for c in CATEGORIES] for _, _, wanted in chosen]),
        np.array([1.0 if example.service else INVENTED for example, _, _ in chosen]),
    )
    material = [example for example in (*examples, *invented) if example.is_material]
    of_change = fit_changes(
        np.array([_of_change(model, example) for example in material]),
        np.array([[float(c in example.categories) for c in CATEGORIES] for example in material]),
        np.array([1.0 if example.service else INVENTED for example in material]),
    )
    return _rounded(model), of_change


def _rounded(model: EditModel) -> EditModel:
    return EditModel(model.features.round(3), model.bias.round(3), model.documents.round(3))


def _seen(reading: Reading) -> Sequence[Sequence[float]]:
    return reading.topics.seen.rows


def _one_hot(kind: str) -> list[float]:
    return [float(kind == known) for known in KINDS]


def _likely(model: EditModel, readings: Sequence[Reading], kind: str) -> Array:
    kinds = np.array([_one_hot(kind)] * len(readings))
    return model.likely(np.array([_seen(reading) for reading in readings]), kinds)


def _of_change(model: EditModel, example: Example) -> Array:
    likely = _likely(model, example.material, example.kind)
    weights = [reading.weight for reading in example.material]
    return np.array(filing.look_at_all(weights, likely.tolist(), filing.stated_in(example.material)))


def _written(edits: EditModel, changes: ChangeModel, figures: Sequence[str]) -> str:
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
    return "\n".join(lines) + "\n"
