"""The import of recorded histories, on both databases: what becomes a version, a change, and what is left out."""

import os
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from monitor.domain.errors import ConfigurationError
from monitor.domain.watchlist import Document, Source, Vendor, Watchlist
from monitor.pipeline import database
from monitor.pipeline.archive.histories import Wanted
from monitor.pipeline.archive.importing import import_archive
from monitor.pipeline.archive.report import ImportReport
from storage import applying, versions, watching
from storage.engine import Store
from storage.models import AlertRow
from storage.reports import ChangeFilter
from storage.schema import open_store
from tests.monitor.archive.repositories import START, TERMS, Archive, archive_of, policy

NOW = datetime(2026, 1, 1, tzinfo=UTC)
KEY = "acorn/privacy_policy"
UPGRADE = "Apply technical or declaration upgrade on Acorn Privacy Policy"


@pytest.fixture(autouse=True)
def one_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """One worker is enough for these histories, and starts sooner than two."""
    monkeypatch.setattr(os, "cpu_count", lambda: 1)


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Store]:
    """An empty SQLite database, for what does not depend on the kind."""
    store = open_store(f"sqlite:///{tmp_path / 'clausewatch.db'}")
    yield store
    store.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "archive.git"


def imported(
    store: Store, path: Path, only: Sequence[str] = (), since: datetime | None = None
) -> ImportReport:
    return import_archive(store, path, Wanted(only, since), NOW)


def changes_of(store: Store, key: str = KEY) -> list[dict[str, object]]:
    return list(database.changes(store, ChangeFilter(document=[key])))


def said(store: Store, key: str = KEY) -> list[object]:
    """Give for each change its verdict, or the class of noise that its history explains."""
    return [
        next(
            (name for name in ("restored", "transient", "extraction") if name in row["noise"]), row["verdict"]
        )  # type: ignore[operator]
        for row in changes_of(store, key)
    ]


def test_a_history_becomes_versions_and_changes_with_their_commits(store: Store, path: Path) -> None:
    archive = archive_of(
        path, [policy("30 days"), policy("12 months"), policy("12 months", dated="1 March 2024")]
    )
    report = imported(store, path)
    history = database.history(store, KEY)

    assert [row["source_ref"] for row in history] == archive.commits()
    assert [row["seen_at"] for row in history] == [START + timedelta(days=30 * number) for number in range(3)]
    assert {row["accepted"] for row in history} == {"imported"}
    assert history[0]["language"] == "en"
    assert history[0]["title"] == "Acorn Privacy Policy"
    assert str(history[2]["updated"]) == "2024-03-01"
    first, second = changes_of(store)
    assert (first["verdict"], first["severity"], first["categories"]) == ("material", "high", ["retention"])
    assert (first["from_version"], first["to_version"]) == (1, 2)
    assert first["source_ref"] == archive.commits()[1]
    assert first["marks"] == ["imported"]
    assert first["url"] is None
    assert second["verdict"] == "minor"
    assert (report.versions, report.documents, report.vendors) == (3, 1, 1)


def test_imported_history_tells_nobody(sqlite: Store, path: Path) -> None:
    archive_of(path, [policy("30 days"), policy("12 months")])
    imported(sqlite, path)

    with sqlite.read() as session:
        assert versions.unassessed(session) == []
        assert session.scalars(select(AlertRow)).all() == []
    assert "third party" in str(changes_of(sqlite)[0]["muted"])


def test_every_text_is_byte_equal_to_the_one_in_git(store: Store, path: Path) -> None:
    texts = ["﻿# A\r\n\r\nÀ la carte\u2028und\x00mehr \n\n\n", "", "x", "# " + "wide " * 20_000]
    archive_of(path, texts)
    imported(store, path)

    assert [database.version(store, KEY, number).text for number in range(1, 5)] == texts


def test_a_second_import_adds_nothing(store: Store, path: Path) -> None:
    archive_of(path, [policy("30 days"), policy("12 months"), policy("2 years")])
    imported(store, path)
    before = database.history(store, KEY), changes_of(store), database.stats(store, NOW)
    report = imported(store, path)

    assert (database.history(store, KEY), changes_of(store), database.stats(store, NOW)) == before
    assert (report.versions, report.known, report.repeats) == (0, 3, 0)


def test_a_later_import_adds_what_is_new(sqlite: Store, path: Path) -> None:
    archive = archive_of(path, [policy("30 days"), policy("12 months")])
    imported(sqlite, path)
    archive.record(policy("2 years"), 90)
    archive.build()
    report = imported(sqlite, archive.bundle(path.with_name("handed-on.bundle")))

    assert report.versions == 1
    assert [row["source_ref"] for row in database.history(sqlite, KEY)] == archive.commits()
    assert [row["to_version"] for row in changes_of(sqlite)] == [2, 3]


def test_versions_are_in_the_order_of_the_author_dates(sqlite: Store, path: Path) -> None:
    archive = Archive(path)
    for day, text in ((0, "30 days"), (60, "3 years"), (30, "12 months"), (60, "4 years")):
        archive.record(policy(text), day)
    archive.build()
    imported(sqlite, path)
    first, third, second, fourth = archive.commits()

    assert [row["source_ref"] for row in database.history(sqlite, KEY)] == [first, second, third, fourth]


def test_a_commit_that_repeats_the_text_is_no_version_but_noted(sqlite: Store, path: Path) -> None:
    archive = Archive(path)
    for day, text in ((0, "30 days"), (60, "12 months"), (30, "30 days")):
        archive.record(policy(text), day)
    archive.build()
    report = imported(sqlite, path)
    history = database.history(sqlite, KEY)

    assert len(history) == 2
    assert report.repeats == 1
    assert history[1]["last_seen_before"] == START + timedelta(days=30)
    assert imported(sqlite, path).repeats == 0


@pytest.mark.parametrize(
    ("days", "classes"),
    [
        ((0, 30, 32), ["transient", "restored"]),
        ((0, 30, 60), ["material", "material"]),  # a change that lasted, taken back
    ],
)
def test_a_short_lived_state_and_its_end_are_noise(
    sqlite: Store, path: Path, days: tuple[int, ...], classes: list[str]
) -> None:
    archive = Archive(path)
    for day, text in zip(days, ("30 days", "12 months", "30 days"), strict=True):
        archive.record(policy(text), day)
    archive.build()
    imported(sqlite, path)

    assert said(sqlite) == classes


def test_a_state_that_later_records_show_to_have_passed_is_judged_anew(store: Store, path: Path) -> None:
    archive = Archive(path)
    archive.record(policy("30 days"), 0)
    archive.record(policy("12 months"), 30)
    archive.build()
    imported(store, path)
    assert said(store) == ["material"]

    archive.record(policy("30 days"), 31)
    archive.build()
    report = imported(store, path)

    assert said(store) == ["transient", "restored"]
    assert report.revised == 1


def test_after_a_faulty_text_the_next_is_compared_with_the_last_whole_one(sqlite: Store, path: Path) -> None:
    fault = "# Access denied\n\nYou do not have permission to access this page.\n"
    archive_of(path, [policy("30 days"), fault, policy("12 months")], every=3)
    imported(sqlite, path)
    broken, back = changes_of(sqlite)

    assert broken["verdict"] == "noise"
    assert (back["verdict"], back["categories"]) == ("material", ["retention"])
    assert back["from_version"] == 2


def test_an_upgrade_of_the_archive_is_extraction(sqlite: Store, path: Path) -> None:
    archive = Archive(path)
    archive.record(policy(), 0)
    archive.record(policy().replace("## ", "### ") + "\nHome\n\nMenu\n\nSign in\n", 30, subject=UPGRADE)
    archive.build()
    imported(sqlite, path)
    (change,) = changes_of(sqlite)

    assert (change["cause"], change["verdict"]) == ("extraction", "noise")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (policy("30 days", dated="1 March 2023"), policy("12 months", dated="1 March 2024")),
        (
            policy(),
            policy(extra="We sell the plans that you draw to advertising partners in other countries.\n\n"),
        ),
    ],
    ids=["the date moved forward", "a new clause"],
)
def test_an_edit_that_hides_in_an_upgrade_is_found(
    sqlite: Store, path: Path, before: str, after: str
) -> None:
    archive = Archive(path)
    archive.record(before, 0)
    archive.record(after, 30, subject=UPGRADE)
    archive.build()
    imported(sqlite, path)
    (change,) = changes_of(sqlite)

    assert (change["cause"], change["verdict"]) == ("both", "material")


def test_types_without_a_counterpart_are_other(sqlite: Store, path: Path) -> None:
    archive = Archive(path)
    archive.record(policy(), 0, path="Acorn/Copyright Claims Policy.md")
    archive.record(policy(), 0, path=TERMS)
    archive.build()
    imported(sqlite, path)

    assert {row["document"] for row in database.status(sqlite)} == {
        "acorn/other.copyright-claims-policy",
        "acorn/terms",
    }


def test_what_is_no_text_of_a_document_is_named_and_left_out(sqlite: Store, path: Path) -> None:
    archive = Archive(path)
    archive.record(policy(), 0)
    archive.record(b"\x89PNG\r\n\x1a\n\x00\xff", 1, path="Acorn/Imprint.md")
    archive.record("x", 1, path="LICENSE")
    archive.record("x", 1, path=b"Acorn/Caf\xe9.md")
    archive.record("x", 1, path="日本/条項.md")
    archive.record("elsewhere", 1, path="Acorn/Trackers Policy.md", mode="120000")
    archive.record(policy("1 year"), 1, author_time="0 +0000")
    archive.record(policy("2 years"), 9_000)
    archive.record(policy(), 2, path="Acorn!/Privacy Policy.md")
    archive.build()
    report = imported(sqlite, path)
    skipped = {str(row["name"]): str(row["reason"]) for row in report.skipped.rows()}

    assert len(database.history(sqlite, KEY)) == 1
    assert skipped["LICENSE"].startswith("not of the form")
    assert "UTF-8" in skipped["Acorn/Imprint"]
    assert "UTF-8" in skipped["Acorn/Caf\\xe9.md"]
    assert "a-z" in skipped["日本/条項.md"]
    assert "a link" in skipped["Acorn/Trackers Policy"]
    assert "author date" in skipped["Acorn/Privacy Policy"]
    assert "'Acorn'" in skipped["Acorn!/Privacy Policy"]


def test_a_deleted_file_retires_its_document_and_a_renamed_one_begins_another(
    sqlite: Store, path: Path
) -> None:
    archive = archive_of(path, [policy("30 days"), policy("12 months")])
    archive.delete(60)
    archive.record(policy("12 months"), 60, path="Acorn Garden/Privacy Policy.md")
    archive.build()
    imported(sqlite, path)

    assert len(database.history(sqlite, KEY)) == 2
    assert [row["document"] for row in database.status(sqlite)] == ["acorn-garden/privacy_policy"]


def test_only_and_since_choose(sqlite: Store, path: Path) -> None:
    archive = archive_of(path, [policy("30 days"), policy("12 months"), policy("2 years")])
    archive.record(policy(), 0, path=TERMS)
    archive.build()
    imported(sqlite, path, only=["Acorn/Privacy Policy"], since=START + timedelta(days=30))

    assert [row["document"] for row in database.status(sqlite)] == [KEY]
    assert [row["source_ref"] for row in database.history(sqlite, KEY)] == archive.commits()[1:3]
    with pytest.raises(ConfigurationError, match="did you mean 'Acorn/Privacy Policy'"):
        imported(sqlite, path, only=["Acorn/Privacy Polisy"])


def test_records_from_before_the_imported_ones_are_named(sqlite: Store, path: Path) -> None:
    archive_of(path, [policy("30 days"), policy("12 months")])
    imported(sqlite, path, since=START + timedelta(days=30))
    report = imported(sqlite, path)

    assert len(database.history(sqlite, KEY)) == 1
    assert [row["reason"] for row in report.skipped.rows()] == ["recorded before what was imported earlier"]


def test_two_archives_of_one_document_stay_apart(sqlite: Store, path: Path) -> None:
    archive_of(path, [policy("30 days"), policy("12 months")])
    other = archive_of(path.with_name("other.git"), [policy("5 years"), policy("6 years")], every=31)
    imported(sqlite, path)
    imported(sqlite, other.path)
    imported(sqlite, other.path)

    assert len(database.history(sqlite, KEY)) == 2
    assert [row["source_ref"] for row in database.history(sqlite, f"{KEY}.other")] == other.commits()


def watchlist(*urls: str) -> Watchlist:
    documents = tuple(Document(KEY, "privacy_policy", (Source(url),), timedelta(days=1)) for url in urls)
    return Watchlist((Vendor("acorn", "Acorn", documents),))


def test_an_imported_document_is_neither_looked_at_nor_retired(store: Store, path: Path) -> None:
    archive_of(path, [policy("30 days"), policy("12 months")])
    imported(store, path)
    with store.write() as session:
        applied = applying.apply_watchlist(session, Watchlist(), NOW)
        assert applied.retired == 0
        assert watching.due(session, NOW) == []
        assert watching.unknown_keys(session, [KEY]) == [KEY]
    (row,) = database.status(store)

    assert (row["health"], row["versions"], row["last_outcome"]) == ("paused", 2, None)
    assert database.verify(store).problems == []


def test_the_watchlist_takes_an_imported_document_over(sqlite: Store, path: Path) -> None:
    archive_of(path, [policy("30 days"), policy("12 months")])
    imported(sqlite, path)
    with sqlite.write() as session:
        applying.apply_watchlist(session, watchlist("https://acorn.example/privacy"), NOW)
        assert [target.key for target in watching.due(session, NOW)] == [KEY]
    assert database.status(sqlite)[0]["health"] == "ok"
    with sqlite.write() as session:
        assert applying.apply_watchlist(session, Watchlist(), NOW).retired == 1


def test_a_history_goes_before_the_first_look_at_a_watched_document(sqlite: Store, path: Path) -> None:
    with sqlite.write() as session:
        applying.apply_watchlist(session, watchlist("https://acorn.example/privacy"), NOW)
    archive_of(path, [policy("30 days"), policy("12 months")])
    imported(sqlite, path)

    assert len(database.history(sqlite, KEY)) == 2
    assert database.status(sqlite)[0]["health"] == "ok"
