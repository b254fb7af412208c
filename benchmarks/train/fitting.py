"""Small models, fitted by gradient descent with shrinkage: shared weights, and a bias for each category."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[np.float64]]
_STEPS = 600
_RATE = 0.05
_SHRINKAGE = 30.0  # of the weights of verdicts, in labelled changes
_SHRINKAGE_OF_WORDS = 2.0  # in labelled edits


@dataclass
class EditModel:
    """Which category an edit is about: features x, bias of each category, leaning of kinds of document and of words."""

    features: Array  # (features,)
    bias: Array  # (categories,)
    documents: Array  # (kinds, categories)
    words: Array  # (words, categories)

    def likely(self, seen: Array, kinds: Array, words: Array) -> Array:
        """Give likelihoods (edits, categories).

        For *seen* (edits, categories, features), *kinds* (edits, kinds) and *words* (edits, words), 1 by the root of
        how many are known where a word stands in the edit.
        """
        sums = seen @ self.features + self.bias + kinds @ self.documents + words @ self.words
        sums -= sums.max(-1, keepdims=True)
        powers: Array = np.exp(sums)
        return powers / powers.sum(-1, keepdims=True)


def fit_edits(seen: Array, kinds: Array, words: Array, wanted: Array, counts: Array) -> EditModel:
    """Fit the model of edits; *wanted* (edits, categories) sums to 1 for each edit, which counts *counts*."""
    count = counts.sum()
    model = EditModel(
        np.zeros(seen.shape[2]),
        np.zeros(seen.shape[1]),
        np.zeros((kinds.shape[1], seen.shape[1])),
        np.zeros((words.shape[1], seen.shape[1])),
    )

    def slopes() -> list[Array]:
        off = (model.likely(seen, kinds, words) - wanted) * counts[:, None]
        return [
            np.einsum("nk,nkf->f", off, seen) / count + 0.1 * model.features / count,
            off.sum(0) / count + model.bias / count,
            kinds.T @ off / count + 6.0 * model.documents / count,
            words.T @ off / count + _SHRINKAGE_OF_WORDS * model.words / count,
        ]

    _descend([model.features, model.bias, model.documents, model.words], slopes)
    return model


@dataclass
class ChangeModel:
    """Whether a whole change is filed under a category."""

    features: Array
    bias: Array

    def likely(self, seen: Array) -> Array:
        """Give likelihoods (changes, categories) for *seen* (changes, categories, features)."""
        values: Array = 1 / (1 + np.exp(-(seen @ self.features + self.bias)))
        return values


def fit_changes(seen: Array, wanted: Array, counts: Array) -> ChangeModel:
    """Fit the model of changes; *wanted* (changes, categories) is 1 where one is filed so; it counts *counts*."""
    count = counts.sum()
    model = ChangeModel(np.zeros(seen.shape[2]), np.zeros(seen.shape[1]))

    def slopes() -> list[Array]:
        off = (model.likely(seen) - wanted) * counts[:, None]
        return [
            np.einsum("nk,nkf->f", off, seen) / count + 0.5 * model.features / count,
            off.sum(0) / count + 2.0 * model.bias / count,
        ]

    _descend([model.features, model.bias], slopes)
    return model


def fit_logistic(seen: Array, wanted: Array, counts: Array) -> tuple[Array, float]:
    """Fit weights (features,) and a bias to *seen* (rows, features); *wanted* (rows,) is 0 or 1, a row counts *counts*.

    Features are scaled to the same spread for the shrinkage, and the weights scaled back.
    """
    middle, spread = seen.mean(0), seen.std(0) + 1e-9
    scaled = (seen - middle) / spread
    weights, bias = np.zeros(seen.shape[1]), np.zeros(1)

    def slopes() -> list[Array]:
        off = (1 / (1 + np.exp(-(scaled @ weights + bias))) - wanted) * counts
        return [(scaled.T @ off + _SHRINKAGE * weights) / counts.sum(), np.array([off.sum() / counts.sum()])]

    _descend([weights, bias], slopes)
    return weights / spread, float(bias[0] - (weights * middle / spread).sum())


def _descend(weights: list[Array], slopes: Callable[[], list[Array]]) -> None:
    """Adam: the same weights on every run, for nothing in it is drawn by chance."""
    first = [np.zeros_like(weight) for weight in weights]
    second = [np.zeros_like(weight) for weight in weights]
    for step in range(1, _STEPS + 1):
        for at, slope in enumerate(slopes()):
            first[at] = 0.9 * first[at] + 0.1 * slope
            second[at] = 0.999 * second[at] + 0.001 * slope**2
            pace = np.sqrt(second[at] / (1 - 0.999**step)) + 1e-8
            weights[at] -= _RATE * (first[at] / (1 - 0.9**step)) / pace
