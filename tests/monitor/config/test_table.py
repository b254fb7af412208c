"""A spreadsheet fills the watchlist: every row is answered, and a second import adds nothing."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.config.guess import type_named, type_of_address
from monitor.config.load import load_watchlist
from monitor.config.table import ImportReport, import_csv
from monitor.domain.errors import ConfigurationError, WatchlistError
from monitor.domain.watchlist import Document

HEADINGS = "name,slug,owner,ref,tier,homepage,tags,type,url,locale\n"


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "clausewatch.yaml"
    path.write_text(
        "# ours\nvendors:\n  - name: Acme\n    tags: [crm]\n    documents:\n"
        "      - {type: terms, url: https://acme.example/terms}   # signed 2024\n"
    )
    return path


def answers(report: ImportReport) -> list[tuple[int, str, str | None]]:
    return [(row.row, row.state, row.key) for row in report.rows]


def documents(config: Path) -> dict[str, Document]:
    return {document.key: document for document in load_watchlist(config, {}).documents}


def test_each_row_is_answered_and_the_file_keeps_its_text(config: Path):
    table = (
        HEADINGS
        + "Brandt,,Procurement,0815,1,https://brandt.example,crm;eu,privacy_policy,https://brandt.example/p,de\n"
        "Acme,,,,,,,dpa,https://acme.example/dpa,\n"
        "Acme,,,,,,,terms,https://acme.example/terms,\n"
        "\n"
        "Brandt,,,,,,eu|vip,terms,https://brandt.example/t,\n"
        ",,,,,,,terms,https://nobody.example/t,\n"
    )

    report = import_csv(table, config, {})

    assert answers(report) == [
        (2, "added", "brandt/privacy_policy"),
        (3, "merged", "acme/dpa"),
        (4, "already there", "acme/terms"),
        (6, "merged", "brandt/terms"),
        (7, "error", None),
    ]
    assert report.rows[-1].reason == "name: is empty"
    assert report.count("merged") == 2
    brandt = load_watchlist(config, {}).vendors[1]
    assert (brandt.owner, brandt.reference, brandt.tier, brandt.homepage) == (
        "Procurement", "0815", "1", "https://brandt.example",
    )  # fmt: skip
    assert brandt.tags == ("crm", "eu", "vip")
    assert brandt.documents[0].locale == "de"
    assert "{type: terms, url: https://acme.example/terms}   # signed 2024\n" in config.read_text()


def test_a_second_import_adds_nothing(config: Path):
    table = HEADINGS + "B,,,,,,,terms,https://b.example/en,en\nB,,,,,,,terms,https://b.example/fr,fr\n"
    first = import_csv(table, config, {})
    text = config.read_text()

    second = import_csv(table, config, {})

    assert [row.state for row in first.rows] == ["added", "merged"]
    assert [(row.state, row.key) for row in second.rows] == [("already there", row.key) for row in first.rows]
    assert config.read_text() == text


def test_the_later_of_two_languages_is_qualified_so_that_the_earlier_keeps_its_key(config: Path):
    table = (
        HEADINGS
        + "Acme,,,,,,,terms,https://acme.example/fr,fr_CA\nAcme,,,,,,,terms,https://acme.example/x,\n"
    )

    report = import_csv(table, config, {})

    assert answers(report)[0] == (2, "merged", "acme/terms.fr-ca")
    assert report.rows[1].reason == (
        "acme/terms is watched at https://acme.example/terms already; "
        "give each of the rows its own 'locale', or edit the file"
    )
    assert documents(config)["acme/terms.fr-ca"].locale == "fr-CA"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("B,,,,,https://b.example,,terms,,", "url: only a home page, and that is not watched"),
        ("B,,,,,,,terms,,", "url: no address"),
        ("B,,,,,,,terms,b.example/t,", "url: a URL must start with https:// or http://"),
        ("B,,,,,,,,https://b.example/page,", "type: is empty, and the address does not name one"),
        ("B,,,,,,,privcy,https://b.example/p,", "type: unknown document type 'privcy'; did you mean"),
        ("B,Bad Slug,,,,,,terms,https://b.example/t,", "slug: 'Bad Slug' is no slug"),
        ("B,,,,,b.example,,terms,https://b.example/t,", "homepage: a URL must start with"),
        (
            "B,,,,,,,terms,https://b.example/t,english language",
            "locale: 'english language' is no language tag",
        ),
        (
            "日本,,,,,,,terms,https://b.example/t,",
            "name: '日本' has no letter or digit of a-z, 0-9; fill in 'slug'",
        ),
    ],
)
def test_a_row_with_a_mistake_says_what_to_do_and_does_not_stop_the_others(
    config: Path, row: str, reason: str
):
    report = import_csv(HEADINGS + row + "\nC,,,,,,,terms,https://c.example/t,\n", config, {})

    assert [result.state for result in report.rows] == ["error", "added"]
    assert report.rows[0].reason is not None
    assert report.rows[0].reason.startswith(reason)
    assert set(documents(config)) == {"acme/terms", "c/terms"}


def test_headings_of_other_names_are_mapped(config: Path):
    table = "Vendor; Policy Link ;Kind;Notes\nBrandt;https://brandt.example/t;Terms of Service;first\n"

    report = import_csv(table, config, {"name": "vendor", "url": "policy link", "type": "Kind"})

    assert answers(report) == [(2, "added", "brandt/terms")]
    assert report.ignored_columns == ("Notes",)


@pytest.mark.parametrize(
    ("table", "mapping", "problem"),
    [
        ("vendor,url\na,b\n", {}, "no heading 'name'; it has: vendor, url; use --map name=HEADING"),
        ("vendor,url\na,b\n", {"name": "Supplier"}, "no heading 'Supplier'; it has: vendor, url"),
        ("name,url\na,b\n", {"nmae": "name"}, "unknown column 'nmae'; did you mean 'name'?"),
        ("", {}, "the table is empty"),
        ('name,url\n"' + "x" * 200_000, {}, "row 2 of the table cannot be read"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused(
    config: Path, table: str, mapping: dict[str, str], problem: str
):
    with pytest.raises(ConfigurationError) as caught:
        import_csv(table, config, mapping)

    assert problem in str(caught.value)


@pytest.mark.parametrize(
    "content",
    [
        "NAME, Type ,url\nSociété,terms,https://s.example/t\n".encode(),
        "\ufeffname;type;url\r\nSociété;terms;https://s.example/t\r\n".encode(),
        "name\ttype\turl\nSociété\tterms\thttps://s.example/t\n".encode("utf-16"),
        "sep=;\nname;type;url;owner\nSociété;terms;https://s.example/t;L’Été\n".encode("cp1252"),
        '\n\nname,type,url,owner\nSociété,terms,https://s.example/t,"Me,\nand ""you"""\n'.encode("cp1252"),
        'Name,"Notes, old; and; new",Type,URL\nSociété,,terms,https://s.example/t'.encode(),
    ],
    ids=["utf-8", "mark and semicolons", "utf-16 and tabs", "sep line", "quoted newline", "quoted heading"],
)
def test_tables_of_all_programs_are_read(config: Path, tmp_path: Path, content: bytes):
    path = tmp_path / "t.csv"
    path.write_bytes(content)

    report = import_csv(path, config, {})

    if b"and" in content and b"Me" in content:  # a name in two lines is no owner
        assert report.rows[0].reason == "owner: must be one line of printable text"
    else:
        assert [row.state for row in report.rows] == ["added"]
        vendor = load_watchlist(config, {}).vendors[1]
        assert vendor.name == "Société"
        assert vendor.owner in (None, "L’Été")


def test_a_file_with_mistakes_is_left_alone(config: Path):
    config.write_text(config.read_text() + "bogus: 1\n")
    text = config.read_text()

    with pytest.raises(WatchlistError, match="unknown key 'bogus'"):
        import_csv(HEADINGS + "B,,,,,,,terms,https://b.example/t,\n", config, {})

    assert config.read_text() == text


def test_a_vendor_is_known_by_name_and_by_slug(config: Path):
    config.write_text("vendors:\n  - {name: Nordwind AG, slug: nord}\n")
    table = HEADINGS + (
        "Nordwind AG,,,,,,,terms,https://n.example/t,\n"
        "Other name,nord,,,,,,dpa,https://n.example/d,\n"
        "Renamed,fixed,,,,,,dpa,https://f.example/d,\n"
    )

    report = import_csv(table, config, {})

    assert answers(report) == [
        (2, "merged", "nord/terms"),
        (3, "merged", "nord/dpa"),
        (4, "added", "fixed/dpa"),
    ]


cells = st.text(st.characters(exclude_characters='",;\t\r\n\0', exclude_categories=["Cs"]), max_size=12)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(rows=st.lists(st.tuples(cells, cells, st.sampled_from(["", "terms", "sla"]), cells), max_size=6))
def test_any_table_is_answered_row_by_row_and_twice_the_same(
    config: Path, rows: list[tuple[str, str, str, str]]
):
    config.write_text("vendors: []\n")
    table = "name,owner,type,url\n" + "".join(f"{n},{o},{t},https://x.example/{u}\n" for n, o, t, u in rows)

    first = import_csv(table, config, {})
    second = import_csv(table, config, {})

    assert len(first.rows) == len(rows)
    done = [row.key for row in first.rows if row.state != "error"]
    assert [row.key for row in second.rows if row.state == "already there"] == done
    assert set(documents(config)) == set(done)


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://x.example/legal/privacy-policy", "privacy_policy"),
        ("https://x.example/Legal/PrivacyPolicy", None),
        ("https://x.example/privacy.html?terms=1#dpa", "privacy_policy"),
        ("https://privacy.example/", None),
        ("https://x.example/legal/terms-of-service/", "terms"),
        ("https://x.example/developer-terms", "developer_terms"),
        ("https://x.example/legal/sub-processors", "subprocessors"),
        ("https://x.example/fr/politique-de-confidentialite", "privacy_policy"),
        ("https://x.example/de/datenschutzerkl%C3%A4rung", None),
        ("https://x.example/de/datenschutzerklärung", "privacy_policy"),
        ("https://x.example/terms/privacy", None),
        ("https://x.example/longterms", None),
        ("https://x.example/", None),
    ],
)
def test_the_type_is_guessed_only_from_an_unmistakable_address(url: str, kind: str | None):
    assert type_of_address(url) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("privacy_policy", "privacy_policy"),
        ("Privacy Policy", "privacy_policy"),
        ("ToS", "terms"),
        ("Sub-processors", "subprocessors"),
        ("Cookies", "cookie_policy"),
        ("other", "other"),
        ("contract", None),
    ],
)
def test_a_type_is_read_in_any_spelling(text: str, kind: str | None):
    assert type_named(text) == kind
