"""Labels as people write them: what must be there, and what is said of what cannot be used."""

from typing import Any

import pytest

from monitor.domain.labels import InvalidLabel, StoredRef, read_label

EDIT = {
    "category": "retention",
    "kind": "modified",
    "direction": "weaker",
    "before": "kept for 30 days",
    "after": "kept for 90 days",
    "fact": {"type": "period", "what": "logs", "from": "P30D", "to": "P90D"},
}
LABEL: dict[str, Any] = {
    "id": "logs",
    "verdict": "material",
    "severity": "high",
    "categories": ["retention"],
    "changes": [EDIT],
    "language": "en",
    "note": "three times as long",
}


def test_a_label_is_an_id_and_a_verdict() -> None:
    label = read_label({"id": 7, "verdict": "noise"})

    assert (label.id, label.verdict, label.severity, label.edits, label.stored) == (
        "7",
        "noise",
        None,
        (),
        None,
    )


def test_an_edit_has_its_quotes_and_facts() -> None:
    (edit,) = read_label(LABEL).edits

    assert (edit.category, edit.direction, edit.after) == ("retention", "weaker", "kept for 90 days")
    assert edit.facts == (EDIT["fact"],)


def test_edits_may_be_copied_from_an_assessment() -> None:
    copied = {**EDIT, "facts": [EDIT["fact"]], "fact": None, "section": "Storage", "reasons": []}

    assert read_label({**LABEL, "changes": [copied]}).edits == read_label(LABEL).edits


def test_a_stored_change_is_named_by_version_or_by_commit() -> None:
    label = {"id": "a", "verdict": "minor", "document": "larkfield/terms"}

    assert read_label({**label, "from_version": 2, "to_version": 3}).stored == StoredRef(
        "larkfield/terms", 3, None, 2
    )
    assert read_label({**label, "source_ref": "c0ffee"}).stored == StoredRef(
        "larkfield/terms", None, "c0ffee", None
    )


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"id": ""}, "needs an id"),
        ({"verdict": None}, "verdict is one of"),
        ({"verdict": "big"}, "'big' is none of material, minor, noise"),
        ({"severity": "huge"}, "severity"),
        ({"categories": ["sharks"]}, "'sharks'"),
        ({"categories": "sharing"}, "categories is a list"),
        ({"verdict": "minor"}, "minor changes have no categories"),
        ({"changes": ["x"]}, "object"),
        ({"changes": [{**EDIT, "before": "", "after": ""}]}, "quotes before or after"),
        ({"changes": [{**EDIT, "category": None}]}, "category"),
        ({"changes": [{**EDIT, "direction": "up"}]}, "direction"),
        ({"changes": [{**EDIT, "fact": {"type": "mood"}}]}, "a fact is"),
        ({"note": 3}, "note is a text"),
        ({"to_version": 2}, "needs its document"),
        ({"document": "larkfield/terms"}, "to_version or by source_ref"),
        ({"document": "larkfield/terms", "to_version": 0}, "number of a version"),
        ({"document": "larkfield/terms", "to_version": True}, "number of a version"),
    ],
)
def test_what_is_wrong_with_a_label_is_said(other: dict[str, Any], said: str) -> None:
    with pytest.raises(InvalidLabel, match=said):
        read_label({**LABEL, **other})


def test_a_list_is_no_label() -> None:
    with pytest.raises(InvalidLabel, match="object"):
        read_label([])
