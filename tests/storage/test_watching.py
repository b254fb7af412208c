"""The watchlist as rows: what is added, moved, retired, resumed, and what is due."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from monitor.domain.watchlist import Document, Source, Subscription, Vendor, Watchlist
from storage.applying import Applied, apply_watchlist, would_retire
from storage.base import Base
from storage.engine import Store
from storage.models import DocumentRow, SourceRow, SubscriptionRow, VendorRow, WatchRow
from storage.schema import open_store
from storage.watching import (
    all_watched,
    due,
    target_of,
    unknown_keys,
)

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def document(slug: str, *urls: str, kind: str = "terms", **other: object) -> Document:
    sources = tuple(Source(url) for url in urls or (f"https://{slug}.example/{kind}",))
    return Document(f"{slug}/{kind}", kind, sources, DAY, **other)  # type: ignore[arg-type]


def vendor(slug: str, *documents: Document, **other: object) -> Vendor:
    return Vendor(slug, slug.title(), documents or (document(slug),), **other)  # type: ignore[arg-type]


def follow(store: Store, *vendors: Vendor, now: datetime = NOON, **other: object) -> Applied:
    with store.write() as session:
        return apply_watchlist(session, Watchlist(vendors, **other), now)  # type: ignore[arg-type]


def watch(session: Session, key: str) -> WatchRow:
    return session.scalars(
        select(WatchRow)
        .join(DocumentRow, DocumentRow.id == WatchRow.document_id)
        .where(DocumentRow.key == key)
    ).one()


def keys_due(store: Store, now: datetime = NOON) -> list[str]:
    with store.read() as session:
        return [target.key for target in due(session, now)]


def test_what_is_new_is_due_at_once(store: Store) -> None:
    assert follow(store, vendor("a"), vendor("b")) == Applied(added=2)
    assert keys_due(store) == ["a/terms", "b/terms"]


def test_the_same_watchlist_again_changes_nothing(store: Store) -> None:
    wanted = (
        vendor("a", tags=("crm",)),
        vendor("b", document("b", "https://b.example/1", "https://b.example/2")),
    )
    follow(store, *wanted)
    with store.write() as session:
        for row in session.scalars(select(WatchRow)):
            row.next_due = NOON + DAY
        for source in session.scalars(select(SourceRow)):
            source.etag = '"1"'
    assert follow(store, *wanted, now=NOON + DAY) == Applied()
    with store.read() as session:
        assert set(session.scalars(select(WatchRow.next_due))) == {NOON + DAY}
        assert set(session.scalars(select(SourceRow.etag))) == {'"1"'}


def test_a_new_address_retires_the_old_source_and_is_looked_at_now(store: Store) -> None:
    follow(store, vendor("a"))
    with store.write() as session:
        watch(session, "a/terms").next_due = NOON + DAY
    assert follow(store, vendor("a", document("a", "https://a.example/new"))) == Applied(changed=1)
    with store.read() as session:
        rows = session.scalars(select(SourceRow).order_by(SourceRow.id)).all()
        assert [(row.url, row.retired_at) for row in rows] == [
            ("https://a.example/terms", NOON),
            ("https://a.example/new", None),
        ]
        assert [source.url for source in target_of(session, rows[0].document_id).sources] == [rows[1].url]
    assert keys_due(store) == ["a/terms"]


def test_a_new_schedule_counts_from_now(store: Store) -> None:
    follow(store, vendor("a"))
    with store.write() as session:
        watch(session, "a/terms").next_due = NOON + DAY
    weekly = Document("a/terms", "terms", (Source("https://a.example/terms"),), "0 8 * * 1")
    follow(store, vendor("a", weekly))
    assert keys_due(store) == ["a/terms"]
    with store.read() as session:
        assert session.scalars(select(DocumentRow.schedule)).one() == "0 8 * * 1"


def test_what_vanishes_is_retired_and_comes_back_as_the_same_document(store: Store) -> None:
    follow(store, vendor("a"), vendor("b"))
    with store.read() as session:
        before = session.scalars(select(DocumentRow.id).order_by(DocumentRow.id)).all()
    assert follow(store, vendor("b"), now=NOON + DAY) == Applied(retired=1)
    assert keys_due(store) == ["b/terms"]
    with store.read() as session:
        assert session.scalars(select(VendorRow.retired_at).where(VendorRow.slug == "a")).one() == NOON + DAY
    assert follow(store, vendor("a"), vendor("b")) == Applied(resumed=1)
    assert keys_due(store) == ["a/terms", "b/terms"]
    with store.read() as session:
        assert session.scalars(select(DocumentRow.id).order_by(DocumentRow.id)).all() == before
        assert session.scalars(select(VendorRow.retired_at)).all() == [None, None]


def test_a_renamed_vendor_keeps_its_documents_by_their_keys(store: Store) -> None:
    follow(store, vendor("a"))
    follow(store, Vendor("b", "B", (document("a"),)))
    with store.read() as session:
        (target,) = due(session, NOON)
        assert (target.key, target.vendor) == ("a/terms", "b")


@pytest.mark.parametrize(
    ("watched", "gone", "many"), [(7, 5, False), (7, 6, True), (200, 10, False), (200, 11, True)]
)
def test_retiring_more_than_five_and_five_percent_is_suspicious(
    store: Store, watched: int, gone: int, many: bool
) -> None:
    vendors = [vendor(f"v{number:03}") for number in range(watched)]
    follow(store, *vendors)
    with store.read() as session:
        keys, suspicious = would_retire(session, Watchlist(tuple(vendors[gone:])))
    assert keys == [f"v{number:03}/terms" for number in range(gone)]
    assert suspicious is many


def test_what_was_retired_before_is_not_counted_again(store: Store) -> None:
    vendors = [vendor(f"v{number}") for number in range(10)]
    follow(store, *vendors)
    follow(store, *vendors[6:])
    with store.read() as session:
        assert would_retire(session, Watchlist(tuple(vendors[6:]))) == ([], False)


def test_subscriptions_follow_the_file_and_hold_no_address(store: Store) -> None:
    team = Subscription("privacy-team", ("dpo",), tags=("crm",))
    follow(store, subscriptions=(team,), destinations={"dpo": "mailto://secret@example.org"})
    with store.read() as session:
        row = session.scalars(select(SubscriptionRow)).one()
        assert (row.spec["to"], row.spec["tags"], row.retired_at) == (["dpo"], ["crm"], None)
        assert "secret" not in str(row.spec)
    follow(store, now=NOON + DAY)
    with store.read() as session:
        assert session.scalars(select(SubscriptionRow.retired_at)).one() == NOON + DAY


def test_the_longest_overdue_comes_first_and_what_was_never_seen_before_all(store: Store) -> None:
    follow(store, *(vendor(slug) for slug in "abcd"))
    with store.write() as session:
        watch(session, "a/terms").next_due = NOON
        watch(session, "b/terms").next_due = NOON - DAY
        watch(session, "c/terms").next_due = NOON + timedelta(seconds=1)
    assert keys_due(store) == ["d/terms", "b/terms", "a/terms"]


def test_an_open_retry_after_holds_whatever_is_asked_for(store: Store) -> None:
    follow(store, vendor("a"), vendor("b"))
    with store.write() as session:
        watch(session, "a/terms").not_before = NOON + DAY
    with store.read() as session:
        assert [target.key for target in all_watched(session, NOON)] == ["b/terms"]
        assert all_watched(session, NOON, ["a/terms"]) == []
        assert [target.key for target in all_watched(session, NOON + DAY, ["a/terms"])] == ["a/terms"]
    assert keys_due(store) == ["b/terms"]


def test_what_is_paused_or_retired_is_not_watched(store: Store) -> None:
    follow(store, vendor("a"), vendor("b"), vendor("c"))
    follow(store, vendor("a"), vendor("b"))
    with store.write() as session:
        session.scalars(select(DocumentRow).where(DocumentRow.key == "a/terms")).one().paused_at = NOON
    assert keys_due(store) == ["b/terms"]
    with store.read() as session:
        assert unknown_keys(session, ["a/terms", "c/terms", "x/terms"]) == ["c/terms", "x/terms"]


def test_a_clock_that_was_a_year_ahead_leaves_no_document_unwatched(store: Store) -> None:
    follow(store, vendor("a"), vendor("b"))
    year = timedelta(days=365)
    with store.write() as session:
        ahead, behind = watch(session, "a/terms"), watch(session, "b/terms")
        ahead.last_look, ahead.next_due, ahead.not_before = NOON + year, NOON + year + DAY, NOON + year + DAY
        behind.last_look, behind.next_due = NOON - year, NOON + DAY
    assert keys_due(store) == ["a/terms"]


def test_rules_differ_exactly_when_selectors_do(store: Store) -> None:
    def rules(*sources: Source) -> str:
        follow(store, vendor("a", Document("a/terms", "terms", sources, DAY)))
        with store.read() as session:
            return due(session, NOON)[0].rules

    plain = rules(Source("https://a.example/1"))
    assert rules(Source("https://a.example/2")) == plain
    assert rules(Source("https://a.example/2", select=("main",))) != plain
    assert rules(Source("https://a.example/2", remove=("main",))) not in (
        plain,
        rules(Source("https://a.example/2", select=("main",))),
    )


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder: Path = tmp_path_factory.mktemp("watching")
    store = open_store(f"sqlite:///{folder}/clausewatch.db")
    yield store
    store.close()


def said(store: Store) -> dict[str, tuple[object, ...]]:
    with store.read() as session:
        rows = session.execute(
            select(DocumentRow, VendorRow.slug).join(VendorRow, VendorRow.id == DocumentRow.vendor_id)
        )
        return {
            row.key: (
                slug,
                row.schedule,
                row.retired_at is None,
                tuple(source.url for source in target_of(session, row.id).sources),
            )
            for row, slug in rows
        }


slugs = st.sampled_from("abcdef")
paths = st.sampled_from(("terms", "legal", "new"))
watchlists = st.dictionaries(slugs, paths, max_size=6).map(
    lambda chosen: [
        vendor(slug, document(slug, f"https://{slug}.example/{path}")) for slug, path in chosen.items()
    ]
)


@settings(max_examples=25, deadline=None)
@given(first=watchlists, second=watchlists, data=st.data())
def test_the_order_of_vendors_does_not_matter(
    shared: Store, first: list[Vendor], second: list[Vendor], data: st.DataObject
) -> None:
    outcomes = []
    for shuffle in (False, True):
        with shared.write() as session:
            for table in reversed(Base.metadata.sorted_tables):
                if table.name != "chain":
                    session.execute(delete(table))
        for wanted in (first, second):
            follow(shared, *(data.draw(st.permutations(wanted)) if shuffle else wanted))
        outcomes.append(said(shared))
    assert outcomes[0] == outcomes[1]
    assert {key for key, row in outcomes[0].items() if row[2]} == {f"{item.slug}/terms" for item in second}
