"""Counting where assessments agree with labels: each figure on cases that are small enough to count by hand."""

from typing import Any

from monitor.domain.assessment import Assessment, ClauseChange
from monitor.domain.labels import read_label
from monitor.domain.scoring import READ_EDITS, Pair, by_service, misses, score

AFTER = "We keep server logs for ninety days, as the law of some countries demands."
FACT = {"type": "period", "what": "server logs", "from": "P30D", "to": "P90D"}
EDIT = ClauseChange("retention", "modified", "weaker", "Storage", "We keep server logs.", AFTER, (FACT,))
WANTED = {
    "category": "retention",
    "direction": "weaker",
    "before": "keep server logs",
    "after": "keep server logs for ninety days",
    "fact": FACT,
}


def found(verdict: Any, *changes: ClauseChange, categories: tuple[Any, ...] = ()) -> Assessment:
    severity = "medium" if verdict == "material" else None
    return Assessment(verdict, severity, categories, f"it is {verdict}", (), changes, "1")


def pair(labelled: str, assessed: Assessment, **label: Any) -> Pair:
    return Pair(read_label({"id": label.pop("id", labelled), "verdict": labelled, **label}), assessed)


def cited(edit: ClauseChange = EDIT, /, **wanted: Any) -> dict[str, Any]:
    """Score one label with one edit against one assessment with one edit."""
    return score([pair("material", found("material", edit), changes=[{**WANTED, **wanted}])])


def test_alerts_are_counted_over_all_by_stratum_and_by_language() -> None:
    told, quiet = found("material", EDIT), found("noise")
    result = score(
        [
            pair("material", told, stratum="A", language="en"),
            pair("material", quiet, stratum="A", language="fr"),
            pair("minor", told, stratum="B", language="en"),
            pair("noise", quiet, stratum="B", language="en"),
        ]
    )

    assert result["labels"] == 4
    assert result["alerts"] == {
        "precision": 0.5,
        "recall": 0.5,
        "f1": 0.5,
        "labelled": 2,
        "right": 1,
        "wrong": 1,
        "missed": 1,
    }
    assert result["strata"]["A"]["recall"] == 0.5
    assert result["strata"]["B"]["precision"] == 0.0
    assert result["languages"]["en"]["f1"] == 0.667
    assert result["languages"]["fr"]["recall"] == 0.0


def test_a_share_of_nothing_is_unknown() -> None:
    result = score([pair("noise", found("noise"))])

    assert result["alerts"]["precision"] is None
    assert result["alerts"]["f1"] is None
    assert result["categories"] == {}
    assert score([])["labels"] == 0


def test_each_verdict_and_the_ways_of_mistaking_it_are_counted() -> None:
    result = score(
        [pair("minor", found("noise")), pair("minor", found("minor")), pair("noise", found("noise"))]
    )

    assert result["verdicts"]["minor"]["recall"] == 0.5
    assert result["verdicts"]["noise"]["precision"] == 0.5
    assert result["confusion"] == {"minor->minor": 1, "minor->noise": 1, "noise->noise": 1}


def test_categories_count_also_where_the_change_was_not_told() -> None:
    result = score(
        [
            pair(
                "material",
                found("material", EDIT, categories=("retention", "rights")),
                categories=["retention"],
            ),
            pair("material", found("minor"), categories=["retention"]),
        ]
    )

    assert result["categories"]["retention"]["recall"] == 0.5
    assert result["categories"]["rights"]["precision"] == 0.0


def test_high_changes_are_counted_by_whether_they_are_told() -> None:
    result = score(
        [
            pair("material", found("material", EDIT), severity="high"),
            pair("material", found("noise"), severity="high"),
            pair("material", found("noise"), severity="low"),
        ]
    )

    assert result["high_told"] == {"found": 1, "labelled": 2}


def test_an_edit_is_cited_with_its_words_under_its_category() -> None:
    assert cited()["edits_cited"] == {"found": 1, "labelled": 1}
    assert cited(category="sharing")["edits_cited"]["found"] == 0
    assert cited(after="we sell your address to brokers")["edits_cited"]["found"] == 0


def test_the_old_words_count_only_where_no_new_ones_are_quoted() -> None:
    assert cited(after="")["edits_cited"]["found"] == 1
    assert cited(before="nothing of the kind")["edits_cited"]["found"] == 1
    assert cited(before="nothing of the kind", after="")["edits_cited"]["found"] == 0


def test_what_stands_behind_the_edits_that_people_read_is_not_cited() -> None:
    other = ClauseChange("sharing", "added", "weaker", "", "", "We sell data.")
    edits = [other] * READ_EDITS
    label = {"changes": [WANTED]}

    assert score([pair("material", found("material", *edits, EDIT), **label)])["edits_cited"]["found"] == 0
    assert (
        score([pair("material", found("material", *edits[1:], EDIT), **label)])["edits_cited"]["found"] == 1
    )


def test_directions_are_measured_on_cited_edits_that_say_one() -> None:
    assert cited()["directions_right"] == {"found": 1, "labelled": 1}
    assert cited(direction="stronger")["directions_right"] == {"found": 0, "labelled": 1}
    assert cited(direction=None)["directions_right"] == {"found": 0, "labelled": 0}


def told(wanted: dict[str, Any], stated: dict[str, Any]) -> bool:
    edit = ClauseChange("transfer", "added", "weaker", "", "", AFTER, (stated,))
    (count,) = cited(edit, fact=wanted)["facts"].values()
    return count == {"found": 1, "labelled": 1}


def test_periods_are_equal_whatever_their_unit() -> None:
    assert told({"type": "period", "from": None, "to": "P1Y"}, {"type": "period", "from": None, "to": "P12M"})
    assert told(
        {"type": "period", "from": "P2D", "to": None}, {"type": "period", "from": "PT48H", "to": None}
    )
    assert not told(
        {"type": "period", "from": None, "to": "P30D"}, {"type": "period", "from": None, "to": "P1M"}
    )
    assert not told(FACT, {**FACT, "from": None})


def test_countries_and_mechanisms_may_be_labelled_by_name() -> None:
    assert told(
        {"type": "countries", "added": ["United States", "IN"], "removed": []},
        {"type": "countries", "added": ["IN", "JP", "US"], "removed": []},
    )
    assert told(
        {"type": "mechanism", "added": ["Standard Contractual Clauses"], "removed": ["privacy_shield"]},
        {"type": "mechanism", "added": ["scc"], "removed": ["privacy_shield"]},
    )
    assert not told(
        {"type": "countries", "added": ["India"], "removed": []},
        {"type": "countries", "added": [], "removed": ["IN"]},
    )


def test_names_are_equal_whatever_their_case() -> None:
    assert told(
        {"type": "entity", "from": None, "to": "Quill AG"}, {"type": "entity", "from": None, "to": "QUILL AG"}
    )
    assert not told({"type": "age", "from": 13, "to": 16}, {"type": "age", "from": 13, "to": 18})


def test_misses_begin_with_what_was_not_told_and_high_first() -> None:
    pairs = [
        pair("noise", found("material", EDIT), id="cry"),
        pair("material", found("minor"), id="low", severity="low"),
        pair("material", found("noise"), id="high", severity="high", note="sold"),
        pair("material", found("material", EDIT), id="other", changes=[{**WANTED, "category": "sharing"}]),
        pair("material", found("material", EDIT), id="fine", changes=[WANTED]),
    ]

    assert [(miss.kind, miss.pair.label.id) for miss in misses(pairs)] == [
        ("not_told", "high"),
        ("not_told", "low"),
        ("false_alert", "cry"),
        ("not_cited", "other"),
    ]
    row = misses(pairs)[0].as_json()
    assert (row["note"], row["assessed"], row["summary"]) == ("sold", "noise", "it is noise")
    assert misses(pairs)[-1].as_json()["quote"] == WANTED["after"]


def test_the_halves_of_the_services_are_disjoint_and_complete() -> None:
    services = {f"{number}": f"Service {number // 2}" for number in range(40)}
    odd, even = by_service(services, "odd"), by_service(services, "even")

    assert odd | even == set(services)
    assert not odd & even
    assert odd
    assert even
    assert all((f"{number}" in odd) == (f"{number + 1}" in odd) for number in range(0, 40, 2))
