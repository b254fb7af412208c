"""Real changes that readers labelled: what the assessment finds of them must not sink unseen. Tuned on; no promise."""

from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.world import World

pytestmark = pytest.mark.corpus


@pytest.fixture(scope="module")
def found(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The measures of all labelled changes, taken once by the command that users have."""
    world = World(tmp_path_factory.mktemp("evaluate"))
    measures: dict[str, Any] = world.run("evaluate", corpus / "changes", "--format", "json").json()
    return measures


def test_alerts_keep_their_precision_and_recall(found: dict[str, Any]) -> None:
    assert found["alerts"]["precision"] >= 0.86
    assert found["alerts"]["recall"] >= 0.97
    assert found["strata"]["R"]["precision"] >= 0.83
    assert found["strata"]["R"]["recall"] >= 0.95


def test_what_is_urgent_is_always_told(found: dict[str, Any]) -> None:
    assert found["high_told"]["found"] == found["high_told"]["labelled"] == 34


@pytest.mark.parametrize(("category", "least"), [("sharing", 0.69), ("retention", 0.74), ("transfer", 0.81)])
def test_the_three_main_categories_are_found(found: dict[str, Any], category: str, least: float) -> None:
    assert found["categories"][category]["f1"] >= least


def test_labelled_edits_are_cited_with_their_facts(found: dict[str, Any]) -> None:
    assert found["edits_cited"]["found"] >= 555
    assert found["directions_right"]["found"] >= 375
    assert found["facts"]["period"]["found"] >= 38
    assert found["facts"]["mechanism"]["found"] >= 18
