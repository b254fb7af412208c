"""What holds for every pair of texts."""

import string

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.domain.assess import assess
from monitor.domain.markdown import blocks
from monitor.domain.redline import redline
from monitor.domain.text import identity, substance, word_count
from monitor.domain.worddiff import spans

WORDS = [
    "we",
    "share",
    "keep",
    "your",
    "data",
    "not",
    "for",
    "30",
    "days",
    "partners",
    "with",
    "consent",
    "Ireland",
    "logs",
]
SENTENCE = st.lists(st.sampled_from(WORDS), min_size=5, max_size=12).map(
    lambda words: " ".join(words).capitalize() + "."
)
MARKERS = st.sampled_from(["", "## ", "* ", "1. ", "> ", "| ", "    ", "**", "---\n"])
LINE = st.tuples(MARKERS, SENTENCE).map("".join)
POLICY = st.lists(LINE, max_size=12).flatmap(
    lambda lines: st.sampled_from(["\n", "\n\n"]).map(lambda gap: gap.join(lines))
)
ANY_TEXT = st.text(alphabet=string.printable + "é’“”\u00a0\u00ad\u200b|*#[]()中文🏳️‍🌈", max_size=200) | POLICY


@given(ANY_TEXT)
def test_the_blocks_of_a_text_join_to_the_text(text: str) -> None:
    assert "".join(block.raw for block in blocks(text)) == text


@given(ANY_TEXT, ANY_TEXT)
def test_a_redline_rebuilds_both_sides(before: str, after: str) -> None:
    segments = [segment for part in redline(before, after) for segment in part.segments]
    assert "".join(s.text for s in segments if s.kind != "added") == before
    assert "".join(s.text for s in segments if s.kind != "removed") == after


@given(
    st.lists(st.sampled_from(WORDS), max_size=40),
    st.lists(st.sampled_from(WORDS), max_size=40),
    st.booleans(),
)
def test_spans_cover_both_sides_in_order(before: list[str], after: list[str], exact: bool) -> None:
    found = spans(before, after, exact=exact)
    assert [w for s in found for w in before[s.a1 : s.a2]] == before
    assert [w for s in found for w in after[s.b1 : s.b2]] == after
    for span in found:
        if span.kind == "equal":
            assert before[span.a1 : span.a2] == after[span.b1 : span.b2]


@given(ANY_TEXT)
def test_the_same_text_is_noise_without_changes(text: str) -> None:
    found = assess(text, text)
    assert (found.verdict, found.changes, found.noise) == ("noise", (), ("identical",))


@settings(deadline=None)
@given(ANY_TEXT, ANY_TEXT)
def test_an_assessment_is_the_same_every_time_and_keeps_its_promises(before: str, after: str) -> None:
    found = assess(before, after)
    assert found == assess(before, after)
    if found.verdict == "material":
        assert found.severity is not None
        assert found.changes
        assert set(found.categories) <= {change.category for change in found.changes}
        assert all(change.reasons for change in found.changes)
    else:
        assert (found.severity, found.categories) == (None, ())
    for change in found.changes:
        assert (change.kind == "added") == (not change.before)
        assert (change.kind == "removed") == (not change.after)


@settings(deadline=None)
@given(
    st.lists(SENTENCE, min_size=2, max_size=10, unique=True).flatmap(
        lambda s: st.tuples(st.just(s), st.permutations(s))
    )
)
def test_clauses_in_another_order_are_never_material(texts: tuple[list[str], list[str]]) -> None:
    before, after = ("\n\n".join(sentences) for sentences in texts)
    assert assess(before, after).verdict == "noise"
    assert substance(before) == substance(after)


@given(ANY_TEXT)
def test_white_space_and_invisible_characters_do_not_count_for_identity(text: str) -> None:
    assert identity(text) == identity(text.replace(" ", "\u00a0\u200b")) == identity("\ufeff" + text + "\n")


def test_link_targets_do_not_count_for_identity_but_addresses_do() -> None:
    assert identity("[terms](https://a.example/?s=1)") == identity("[terms](https://a.example/?s=2)")
    assert identity("[us](mailto:a@a.example)") != identity("[us](mailto:b@a.example)")
    assert identity("one") != identity("two")


def test_substance_ignores_typography_order_and_dates_only() -> None:
    text = "# Policy\n\nLast updated: 1 May 2025\n\n* We don’t sell data.\n* We keep it for 30 days."
    same = "# POLICY\n\nLast updated: 2 June 2026\n\n1. We keep it for 30 days.\n2. We don't sell data."
    assert substance(text) == substance(same)
    assert substance(text) != substance(text.replace("30 days", "60 days"))
    assert substance(text) != substance(text.replace("don’t sell", "sell"))


def test_words_are_those_a_reader_sees() -> None:
    assert word_count("## Our [terms](https://a.example/b/c) apply.") == 3


def test_a_redline_names_moved_and_modified_blocks() -> None:
    before = "## One\n\nWe keep logs for 30 days.\n\n## Two\n\nWe share data with carriers and nobody else.\n"
    after = "## Two\n\nWe share data with carriers and nobody else.\n\n## One\n\nWe keep logs for 60 days.\n"
    kinds = [part.kind for part in redline(before, after)]
    assert "moved" in kinds
    edited = redline("We keep logs for 30 days.\n", "We keep logs for 60 days.\n")
    assert [part.kind for part in edited] == ["modified"]
    assert [(s.kind, s.text) for s in edited[0].segments if s.kind != "equal"] == [
        ("removed", "30"),
        ("added", "60"),
    ]
