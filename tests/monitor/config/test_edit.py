"""Editing keeps every character of the file that it does not add."""

import stat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.config.edit import add_document, starter, write_text
from monitor.config.load import load_watchlist
from monitor.config.splice import flow
from monitor.config.tree import parse_tree
from monitor.domain.errors import ConfigurationError, WatchlistError

NEW = {"type": "dpa", "url": "https://acme.example/dpa"}

ONE = "{type: terms, url: https://acme.example/t}"
BLOCK = """\
vendors:
  - name: Acme   # ours
    documents:
      - type: terms
        url: https://acme.example/t # t
  # - name: Later
subscriptions: []
"""
LAYOUTS = {
    "block": BLOCK,
    "hyphens at the left": f"vendors:\n- name: Acme\n  documents:\n  - {ONE}\n\n\n# end",
    "flow documents": f"vendors:\n  - {{name: Acme, documents: [{ONE}]}} # one\n",
    "flow with a last comma": f"vendors:\n  - name: Acme\n    documents: [\n      {ONE},\n    ]\n",
    "all flow": "{vendors: [{name: Acme, tags: [a, b]}]}",
    "no documents": "vendors:\n  - name: Acme\n    tags:   # later\n      - a\n\n# end\ndefaults: {schedule: P1D}\n",
    "empty documents": "vendors:\n  - documents: []   # none\n    name: 'Acme'\n",
    "null documents": 'vendors:\n  - name: Acme\n    documents:   # none\n    owner: "Me"\n',
    "folded text at the end": "vendors:\n  - name: Acme\n    owner: >-\n      Some\n      one\ndefaults:\n",
    "windows line ends": f"vendors:\r\n  - name: Acme\r\n    documents:\r\n      - {ONE}\r\n",
    "no last line end": "vendors:\n  - name: Acme",
}


@pytest.mark.parametrize("text", LAYOUTS.values(), ids=LAYOUTS.keys())
@pytest.mark.parametrize("vendor", ["Acme", "acme", "Brandt & Söhne: Nord"])
def test_a_document_goes_into_any_layout_and_nothing_else_changes(tmp_path: Path, text: str, vendor: str):
    path = tmp_path / "c.yaml"
    path.write_bytes(text.encode())
    before = load_watchlist(path, {})

    document = add_document(path, vendor, NEW, homepage="https://acme.example")

    after = load_watchlist(path, {})
    assert document in after.documents
    assert [d for d in after.documents if d != document] == list(before.documents)
    assert document.key == ("acme/dpa" if vendor.lower() == "acme" else "brandt-sohne-nord/dpa")
    # What was there is still there, in its order: the old text is the new one with parts taken out.
    remaining = iter(path.read_text())
    assert all(char in remaining for char in "".join(text.replace("[]", "").split()))
    newline = "\r\n" if "\r\n" in text else "\n"
    assert path.read_bytes().count(b"\n") == path.read_bytes().count(newline.encode())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# nothing\n",
        "vendors:\n",
        "vendors: []  # none yet\n# bye",
        "defaults: {schedule: P1D}",
        starter(),
    ],
)
def test_the_first_vendor_goes_into_an_empty_list(tmp_path: Path, text: str):
    path = tmp_path / "c.yaml"
    path.write_text(text)

    document = add_document(
        path, "Acme", {**NEW, "select": ["main", "#top, .x"], "locale": None}, "https://acme.example"
    )

    (vendor,) = load_watchlist(path, {}).vendors
    assert vendor.documents == (document,)
    assert vendor.homepage == "https://acme.example"
    assert document.sources[0].select == ("main", "#top, .x")
    lines = path.read_text().splitlines()
    assert all(line in lines for line in text.splitlines() if line.startswith("#"))
    assert ("vendors:  # none yet" in lines) == ("none yet" in text)


def test_the_file_reads_as_a_person_would_write_it(tmp_path: Path):
    path = tmp_path / "c.yaml"
    path.write_text(LAYOUTS["block"])

    add_document(path, "Acme", NEW)
    add_document(path, "Brandt", NEW | {"url": "https://brandt.example/dpa"}, "https://brandt.example")

    assert path.read_text() == (
        "vendors:\n  - name: Acme   # ours\n    documents:\n"
        "      - type: terms\n        url: https://acme.example/t # t\n"
        "      - type: dpa\n        url: https://acme.example/dpa\n"
        "  - name: Brandt\n    homepage: https://brandt.example\n    documents:\n"
        "      - type: dpa\n        url: https://brandt.example/dpa\n"
        "  # - name: Later\nsubscriptions: []\n"
    )


def test_what_is_watched_already_is_refused(tmp_path: Path):
    path = tmp_path / "c.yaml"
    path.write_text(LAYOUTS["block"])

    with pytest.raises(ConfigurationError, match="acme/terms is watched already, at this address"):
        add_document(path, "Acme", {"type": "terms", "url": "https://acme.example/t"})
    with pytest.raises(ConfigurationError, match=r"at https://acme[.]example/t; give it a qualifier"):
        add_document(path, "Acme", {"type": "terms", "url": "https://acme.example/other"})
    assert path.read_text() == LAYOUTS["block"]
    assert add_document(path, "Acme", NEW | {"type": "terms", "qualifier": "FR"}).key == "acme/terms.fr"


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        (LAYOUTS["block"] + "bogus: 1\n", NEW),
        (LAYOUTS["block"], NEW | {"url": "acme.example"}),
        (LAYOUTS["block"], NEW | {"type": "nonsense"}),
        (LAYOUTS["block"], NEW | {"bogus": "1"}),
    ],
)
def test_a_result_with_mistakes_is_not_written(tmp_path: Path, text: str, entry: dict[str, object]):
    path = tmp_path / "c.yaml"
    path.write_text(text)

    with pytest.raises(WatchlistError):
        add_document(path, "Acme", entry)

    assert path.read_text() == text
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("text", ["{}", "settings: {timezone: UTC}\n...\n"])
def test_a_layout_without_a_safe_place_is_left_alone(tmp_path: Path, text: str):
    path = tmp_path / "c.yaml"
    path.write_text(text)

    with pytest.raises(ConfigurationError, match="no safe place"):
        add_document(path, "Nobody", NEW)

    assert path.read_text() == text


@pytest.mark.parametrize("documents", ["\n      - {}", " [{}]"])
def test_an_aliased_list_is_left_alone(tmp_path: Path, documents: str):
    listed = documents.replace("{}", "{type: other, url: https://a.example}")
    text = f"vendors:\n  - name: A\n    documents: &d{listed}\n  - {{name: B, documents: *d}}\n"
    path = tmp_path / "c.yaml"
    path.write_text(text)

    with pytest.raises(ConfigurationError, match="no safe place"):
        add_document(path, "B", NEW)
    assert path.read_text() == text


def test_mode_link_and_byte_order_mark_stay(tmp_path: Path):
    path, link = tmp_path / "real.yaml", tmp_path / "link.yaml"
    path.write_bytes(b"\xef\xbb\xbfvendors: []\n")
    path.chmod(0o640)
    link.symlink_to(path)

    add_document(link, "Acme", NEW)

    assert link.is_symlink()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert path.read_bytes().startswith(b"\xef\xbb\xbfvendors:")


def test_an_edit_of_somebody_else_meanwhile_is_not_overwritten(tmp_path: Path):
    path = tmp_path / "c.yaml"
    path.write_text("vendors: []\n# mine\n")

    with pytest.raises(ConfigurationError, match="changed by somebody else"):
        write_text(path, "vendors:\n", instead_of="vendors: []\n")

    assert path.read_text() == "vendors: []\n# mine\n"


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path):
    path = tmp_path / "gone" / "c.yaml"

    with pytest.raises(ConfigurationError, match="no such file"):
        add_document(path, "Acme", NEW)


printable = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1).filter(str.isprintable)


@given(
    st.recursive(
        printable,
        lambda inner: st.lists(inner) | st.dictionaries(st.from_regex("[a-z]+", fullmatch=True), inner),
    )
)
def test_what_is_written_is_read_back(value: object):
    tree = parse_tree(f"key: {flow(value)}\nother:\n  - {flow(value)}\n", "c.yaml")

    assert tree.root.plain() == {"key": value, "other": [value]}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(name=printable.map(lambda text: f"a{text}b"), text=st.sampled_from(list(LAYOUTS.values())))
def test_any_name_of_a_vendor_survives(tmp_path: Path, name: str, text: str):
    path = tmp_path / "c.yaml"
    path.write_bytes(text.encode())

    add_document(path, name, NEW)

    assert name.strip() in {vendor.name for vendor in load_watchlist(path, {}).vendors}
