"""Learn from labelled changes how much the features of a whole change say about whether it is one of substance.

Only changes that the rules find material are learned from. Figures are taken by cross-validation over services.
"""

from collections.abc import Sequence
from multiprocessing import Pool
from pathlib import Path
from typing import Any, Final

import numpy as np

from benchmarks.train.examples import _labelled, planted_sides
from benchmarks.train.fitting import Array, fit_logistic
from benchmarks.train.folds import FOLDS, fold_of
from monitor.domain.assess import rules_alone
from monitor.domain.doubt import FEATURES, is_beyond_doubt, look_at_change

TARGET: Final = Path("monitor/domain/rules/verdict.toml")
INVENTED: Final = 0.15  # what an invented change, which is always one of substance, counts beside a real one
LIKELY: Final = 0.35  # as in rules/weights.toml

Row = tuple[str, bool, bool, tuple[float, ...]]  # service, material by label, beyond doubt, features


def main(folders: list[Path]) -> None:
    """Train on the labelled changes of *folders* and write the weights with their figures."""
    with Pool() as pool:
        found = [row for row in pool.imap(_row, list(_labelled(folders)), chunksize=8) if row is not None]
        invented = [
            row for row in pool.imap(_invented, list(planted_sides()), chunksize=8) if row is not None
        ]
    figures = _cross_validated(found, invented)
    weights, bias = _fit(found, invented)
    lines = [
        "# How likely a change is one of substance. Learned by `python -m benchmarks.train verdicts`.",
        *(f"# {line}" for line in figures),
        "",
        f"bias = {bias:.4f}",
        "",
        "[features]",
        *(f"{name} = {value:.4f}" for name, value in zip(FEATURES, weights, strict=True)),
    ]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(figures))


def _row(labelled: tuple[dict[str, Any], dict[str, Any]]) -> Row | None:
    pair, label = labelled
    return _features(pair["service"], label["verdict"] == "material", pair["before"], pair["after"])


def _invented(sides: tuple[str, str]) -> Row | None:
    return _features("", True, *sides)


def _features(service: str, is_material: bool, before: str, after: str) -> Row | None:
    found = rules_alone(before, after)
    if found is None:
        return None
    comparison, readings = found
    return service, is_material, is_beyond_doubt(readings), look_at_change(comparison, readings)


def _fit(rows: Sequence[Row], invented: Sequence[Row]) -> tuple[Array, float]:
    every = [*rows, *invented]
    return fit_logistic(
        np.array([features for *_, features in every]),
        np.array([float(is_material) for _, is_material, *_ in every]),
        np.array([1.0] * len(rows) + [INVENTED] * len(invented)),
    )


def _cross_validated(rows: Sequence[Row], invented: Sequence[Row]) -> list[str]:
    kept = right = lost = 0
    for fold in range(FOLDS):
        weights, bias = _fit([row for row in rows if fold_of(row[0]) != fold], invented)
        for _, is_material, is_sure, features in (row for row in rows if fold_of(row[0]) == fold):
            is_told = is_sure or 1 / (1 + np.exp(-(np.array(features) @ weights + bias))) >= LIKELY
            kept += is_told
            right += is_told and is_material
            lost += is_material and not is_told
    material = sum(is_material for _, is_material, *_ in rows)
    return [
        f"{len(rows)} changes that the rules tell, {material} of them material: precision {material / len(rows):.3f};",
        f"with doubt, cross-validated over services: precision {right / kept:.3f}, {lost} material ones lost",
    ]
