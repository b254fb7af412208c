"""Floors on recorded pages, measured on 2026-11-23; a change that falls below one of them is a loss."""

import json
import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from monitor.pipeline.extraction.extract import extract, visible_digest

CORPUS = Path(__file__).parents[3].parent / "shared" / "corpus"
pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not CORPUS.is_dir(), reason="the shared corpus is not beside the checkout"),
]


def words(text: str) -> list[str]:
    plain = re.sub(r"\]\((?:[^()\s]|\([^()]*\))*\)|<br\s*/?>|\\(?=\W)|[*_]{2}", " ", text)
    return re.findall(r"\w+", unicodedata.normalize("NFKC", plain).lower())


def pages(role: str) -> list[tuple[dict[str, Any], Path]]:
    found = []
    for path in sorted((CORPUS / "pages").glob("*/meta.json")):
        meta = json.loads(path.read_text("utf-8"))
        if meta["role"] == role and (path.parent / "page.html").is_file():
            found.append((meta, path.parent))
    return found


def test_no_recorded_policy_is_turned_away() -> None:
    turned_away = [
        meta["id"]
        for role in ("primary", "pair-earlier", "pair-later")
        for meta, folder in pages(role)
        if extract((folder / "page.html").read_bytes(), url=meta["url"]).outcome != "policy"
    ]
    assert turned_away == []


def test_every_recorded_wall_and_shell_is_turned_away() -> None:
    let_in = [
        meta["id"]
        for meta, folder in pages("no-policy")
        if extract((folder / "page.html").read_bytes(), url=meta["url"]).outcome == "policy"
    ]
    assert let_in == []


def test_words_are_kept_and_clutter_is_left_out() -> None:
    recall, precision = [], []
    for meta, folder in pages("primary"):
        if "shared-page" in meta["tags"]:
            continue
        ours = Counter(words(extract((folder / "page.html").read_bytes(), url=meta["url"]).text))
        theirs = Counter(words((folder / "reference.md").read_text("utf-8", "replace")))
        common = sum((ours & theirs).values())
        recall.append(common / max(1, sum(theirs.values())))
        precision.append(common / max(1, sum(ours.values())))
    assert sum(recall) / len(recall) >= 0.9935
    assert sum(precision) / len(precision) >= 0.985


def test_what_stayed_the_same_reads_the_same() -> None:
    pairs = json.loads((CORPUS / "pairs.json").read_text("utf-8"))
    metas = {
        meta["id"]: (meta, folder)
        for role in ("primary", "pair-earlier", "pair-later")
        for meta, folder in pages(role)
    }
    changed = []
    for pair in pairs:
        if pair["kind"] == "change" or pair["a"] not in metas or pair["b"] not in metas:
            continue
        both = [metas[pair[end]] for end in ("a", "b")]
        if any("shared-page" in meta["tags"] for meta, _ in both):
            continue
        texts = [
            words(extract((folder / "page.html").read_bytes(), url=meta["url"]).text) for meta, folder in both
        ]
        if texts[0] != texts[1]:
            changed.append(pair["a"])
    assert len(changed) <= 3, changed


def test_the_digest_is_the_same_on_both_reads_of_one_page() -> None:
    for _, folder in pages("primary")[:20]:
        data = (folder / "page.html").read_bytes()
        assert visible_digest(data) == visible_digest(data)
