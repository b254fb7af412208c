import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifiers.marking import Side, mark
from notifiers.phrases import fact_line

words = st.lists(
    st.sampled_from(["we", "keep", "data", "for", "30", "days", "months.", "\n", "個人情報を"]), max_size=60
)
texts = words.map(" ".join) | st.text(max_size=200)


def joined(side: Side) -> str:
    return "".join(segment.text for segment in side)


@given(texts, texts)
def test_joined_segments_give_both_clauses_back(before: str, after: str) -> None:
    old, new = mark(before, after, limit=100_000)
    assert joined(old) == before
    assert joined(new) == after


@given(texts, texts)
def test_unmarked_words_are_the_same_on_both_sides(before: str, after: str) -> None:
    old, new = mark(before, after, limit=100_000)
    equal = [" ".join("".join(s.text for s in side if s.kind == "equal").split()) for side in (old, new)]
    if before and after:
        assert equal[0] == equal[1]


@given(texts)
def test_equal_clauses_have_no_marks(text: str) -> None:
    for side in mark(text, text, limit=100_000):
        assert all(segment.kind == "equal" for segment in side)


@given(
    st.lists(st.sampled_from(["alpha", "beta", "x" * 500]), max_size=400).map(" ".join),
    texts,
    st.integers(100, 2000),
)
def test_a_shortened_clause_stays_near_its_limit(before: str, after: str, limit: int) -> None:
    for side in mark(before, after, limit):
        assert len(joined(side)) <= 3 * limit + 15_000


def test_scripts_without_blanks_are_marked_sign_by_sign() -> None:
    old, new = mark("保存期間は三日です", "保存期間は九日です", 1000)
    assert [segment.text for segment in old if segment.kind == "changed"] == ["三"]
    assert [segment.text for segment in new if segment.kind == "changed"] == ["九"]


def test_the_sign_at_the_end_of_a_sentence_that_goes_on_is_not_marked() -> None:
    old, new = mark("We tell Alder.", "We tell Alder and (for maps) Birch.", 1000)
    assert [segment.text for segment in old if segment.kind == "changed"] == []
    assert [segment.text for segment in new if segment.kind == "changed"] == ["and (for maps) Birch"]


@pytest.mark.parametrize("text", ["." * 50_000, "),.," * 20_000 + "x", "a." * 30_000])
def test_endless_signs_cost_no_more_than_words(text: str) -> None:
    assert joined(mark(text, f"{text} b", 10**6)[0]) == text


def test_each_kind_of_fact_reads_as_a_line() -> None:
    lines = [
        fact_line({"type": "period", "what": "logs", "from": None, "to": "P90D"}),
        fact_line({"type": "period", "what": "logs", "from": None, "to": None}),
        fact_line({"type": "countries", "added": ["US", "IN"], "removed": ["EEA"]}),
        fact_line({"type": "mechanism", "added": ["scc"], "removed": ["privacy_shield"]}),
        fact_line({"type": "recipients", "added": ["advertisers"], "removed": []}),
        fact_line({"type": "age", "from": 13, "to": 16}),
        fact_line({"type": "basis", "from": "consent", "to": "legitimate_interest"}),
        fact_line({"type": "entity", "from": "Example Ltd", "to": None}),
    ]
    assert lines == [
        "Period (logs): not stated → 90 days",
        "Period (logs): no length in numbers",
        "Countries: added United States, India; removed EEA",
        "Transfer safeguard: added standard contractual clauses; removed Privacy Shield",
        "Recipients: added advertisers",
        "Age: 13 → 16",
        "Legal basis: consent → legitimate interest",
        "Company: Example Ltd → not stated",
    ]
