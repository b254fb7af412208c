"""Floors on recorded pages, by the shared scorer; a change that falls below one of them is a loss.

Measured on 2026-11-23 without selectors, on the pages that are not shared by several policies.
"""

import hashlib
import importlib.util
import json
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from rapidfuzz.distance import LCSseq

from monitor.domain.extraction import Extraction
from monitor.pipeline.extraction.extract import extract, visible_digest

SHARED = Path(__file__).parents[3].parent / "shared"
CORPUS = SHARED / "corpus"
SCORER = SHARED / "tools" / "score_extraction.py"
pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(
        not (CORPUS.is_dir() and SCORER.is_file()), reason="the shared corpus is not beside the checkout"
    ),
]
# Tuning looked at one half of the services; both halves have to hold.
HALVES = (0, 1)


class Reading:
    """Every recorded HTML page read once, and scored."""

    def __init__(self) -> None:
        self.scorer = _load_scorer()
        self.metas: dict[str, dict[str, Any]] = {}
        self.found: dict[str, Extraction] = {}
        self.scores: dict[str, dict[str, Any]] = {}
        for folder in sorted((CORPUS / "pages").iterdir()):
            page = folder / "page.html"
            if page.is_file():
                self._read(page, json.loads((folder / "meta.json").read_text("utf-8")))

    def _read(self, page: Path, meta: dict[str, Any]) -> None:
        name = page.parent.name
        self.metas[name] = meta
        found = self.found[name] = extract(page.read_bytes(), url=meta["url"])
        if meta["role"] == "primary" and "shared-page" not in meta["tags"]:
            reference = (page.parent / "reference.md").read_text("utf-8", "replace")
            text = found.text if found.outcome == "policy" else ""
            self.scores[name] = self.scorer.score_page(reference, text)

    def mean(self, figure: str, half: int | None = None) -> float:
        """Return the mean of one figure over all pages, or over half of the services."""
        scores = [s for name, s in self.scores.items() if half in (None, self.half(name))]
        values = [s[figure] for s in scores if s[figure] is not None]
        return float(sum(values) / len(values))

    def half(self, name: str) -> int:
        """Say to which half of the services a page belongs."""
        return hashlib.md5(self.metas[name]["service"].encode(), usedforsecurity=False).digest()[0] % 2

    def words(self, name: str) -> list[str]:
        """Return the words that were found on a page."""
        words: list[str] = self.scorer.words(self.scorer.unmark(self.found[name].text))
        return words

    def pairs(self) -> Iterator[dict[str, Any]]:
        """Go through the pairs of states of one page."""
        for pair in json.loads((CORPUS / "pairs.json").read_text("utf-8")):
            names = (pair["a"], pair["b"])
            if all(n in self.metas and "shared-page" not in self.metas[n]["tags"] for n in names):
                yield pair


def _load_scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("shared_scorer", SCORER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def reading(without_second_opinion: None) -> Reading:
    return Reading()


@pytest.fixture(scope="module")
def without_second_opinion() -> Iterator[None]:
    """Read without the second opinion: it is slow, and it neither adds to the text nor takes from it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("monitor.pipeline.extraction.opinion._MAX_CHARACTERS", 0)
        yield


def test_every_recorded_policy_is_taken_for_one_and_no_wall_or_shell_is(reading: Reading) -> None:
    judged = {name: found.outcome for name, found in reading.found.items()}
    wrong = [n for n, o in judged.items() if (o == "policy") != (reading.metas[n]["role"] != "no-policy")]
    assert wrong == []


@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize(
    ("figure", "floors"),
    [
        ("lcs_recall", (0.9975, 0.997)),
        ("lcs_precision", (0.992, 0.9965)),
        ("heading_line", (0.978, 0.966)),
        ("list_line", (0.999, 0.991)),
        ("cell_text", (0.999, 0.999)),
    ],
)
def test_each_half_of_the_services_keeps_its_figures(
    reading: Reading, figure: str, floors: tuple[float, float], half: int
) -> None:
    assert reading.mean(figure, half) >= floors[half]


def test_the_figures_over_all_services(reading: Reading) -> None:
    assert reading.mean("lcs_recall") >= 0.9975
    assert reading.mean("lcs_precision") >= 0.995


def test_no_more_paragraphs_are_lost(reading: Reading) -> None:
    # All of them are menus and footers that a few references hold.
    assert sum(score["para_lost"] for score in reading.scores.values()) <= 24
    assert sum(score["para_lost"] > 0 for score in reading.scores.values()) <= 9


def test_what_stayed_the_same_reads_the_same(reading: Reading) -> None:
    still = [p for p in reading.pairs() if p["kind"] != "change"]
    assert len(still) == 53
    assert [p["a"] for p in still if reading.words(p["a"]) != reading.words(p["b"])] == []


def test_what_changed_does_not_read_the_same(reading: Reading) -> None:
    changed = [p for p in reading.pairs() if p["kind"] == "change"]
    missed = [p["a"] for p in changed if reading.words(p["a"]) == reading.words(p["b"])]
    assert len(changed) == 38
    assert len(missed) <= 4, missed


def test_what_is_left_out_is_known_on_every_page(reading: Reading) -> None:
    for name, found in reading.found.items():
        if found.coverage is not None:
            assert found.coverage.kept + sum(found.coverage.left_out.values()) == found.coverage.visible, name


def test_every_character_of_a_pdf_is_kept_but_for_what_every_page_repeats() -> None:
    scorer = _load_scorer()
    for page in sorted((CORPUS / "pages").glob("*/page.pdf")):
        meta = json.loads((page.parent / "meta.json").read_text("utf-8"))
        reference = (page.parent / "reference.md").read_text("utf-8", "replace")
        theirs, ours = (
            [c for word in scorer.words(scorer.unmark(text)) for c in word]
            for text in (reference, extract(page.read_bytes(), url=meta["url"]).text)
        )
        common = LCSseq.similarity(theirs, ours)
        assert common >= 0.999 * len(ours), page.parent.name
        # One of the references repeats the header of each page: 2.4 % of its characters.
        assert common >= 0.975 * len(theirs), page.parent.name


def test_the_digest_is_the_same_on_both_reads_of_one_page() -> None:
    for page in sorted((CORPUS / "pages").glob("*/page.html"))[:20]:
        assert visible_digest(page.read_bytes()) == visible_digest(page.read_bytes())
