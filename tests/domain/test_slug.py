"""Slugs: the same for ever, and safe in a key, a path and an address."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.domain.slug import slugify


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Example Corp", "example-corp"),
        ("  Example,  Corp. ", "example-corp"),
        ("Société Générale", "societe-generale"),
        ("Société", "societe"),
        ("ＦＵＬＬ width", "full-width"),
        ("ﬁnance №1", "finance-no1"),
        ("a/b\\c..d", "a-b-c-d"),
        ("3M", "3m"),
        ("İstanbul", "istanbul"),
        ("Straße", "stra-e"),
        ("日本", ""),
        ("--", ""),
        ("", ""),
    ],
)
def test_names_become_slugs(name: str, slug: str) -> None:
    assert slugify(name) == slug


@settings(deadline=None)
@given(name=st.text(max_size=40))
def test_a_slug_is_plain_and_its_own_slug(name: str) -> None:
    slug = slugify(name)
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", slug)
    assert slugify(slug) == slug


@settings(deadline=None)
@given(words=st.lists(st.from_regex(r"[a-z0-9]{1,6}", fullmatch=True), min_size=1, max_size=4))
def test_what_stands_between_words_does_not_matter(words: list[str]) -> None:
    assert slugify(" ".join(words)) == slugify("_".join(words).upper()) == "-".join(words)
