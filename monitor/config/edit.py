"""Changes the watchlist file for its owner: comments, order and quoting stay, and a bad result is never written."""

import copy
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Any

from monitor.config.load import read_text, watchlist_from
from monitor.config.models import DocumentEntry
from monitor.config.problems import validate
from monitor.config.splice import CannotPlace, add_to_list, apply
from monitor.config.tree import Tree, parse_tree
from monitor.config.vendors import document_key
from monitor.domain.errors import ConfigurationError, WatchlistError
from monitor.domain.slug import slugify
from monitor.domain.watchlist import Document, Vendor, Watchlist


def starter() -> str:
    """Give the commented file that `clausewatch init` writes: valid as it is, watching nothing yet."""
    return resources.files("monitor.config").joinpath("starter.yaml").read_text(encoding="utf-8")


def write_starter(target: Path) -> None:
    """Write that file to *target*, which must not exist.

    Raises:
        ConfigurationError: It cannot be written there.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("x", encoding="utf-8") as file:
            file.write(starter())
    except OSError as error:
        raise ConfigurationError(f"{target}: {error.strerror}") from error


@dataclass(slots=True)
class Additions:
    """What goes into the file: documents of vendors that it has, by slug, and vendors that it has not."""

    documents: dict[str, list[Mapping[str, Any]]] = field(default_factory=dict)
    vendors: list[Mapping[str, Any]] = field(default_factory=list)


def add_document(
    path: Path, vendor_name: str, entry: Mapping[str, object], homepage: str | None = None
) -> Document:
    """Add one document to the file at *path*, and its vendor when no vendor has that name or slug yet.

    Args:
        path: the watchlist file.
        vendor_name: name or slug.
        entry: keys of a document as in the file: type, url, …; None values are left out.
        homepage: of the vendor, when it is new.

    Returns:
        The document as it is watched now.

    Raises:
        ConfigurationError: it is there already, or the file cannot be read or written.
        WatchlistError: the file has mistakes, or would have with this entry; it is left as it was.
    """
    tree = parse_tree(read_text(path), str(path))
    before = watchlist_from(tree, path.parent, {})
    document = {key: value for key, value in entry.items() if value is not None}
    vendor = find_vendor(before, vendor_name)
    _refuse_duplicate(vendor, vendor_name, document)
    additions = Additions()
    if vendor:
        additions.documents[vendor.slug] = [document]
    else:
        new = {"name": vendor_name, "homepage": homepage, "documents": [document]}
        additions.vendors.append({key: value for key, value in new.items() if value is not None})
    after = extend(path, tree, before, additions)
    known = {document.key for document in before.documents}
    return next(document for document in after.documents if document.key not in known)


def find_vendor(watchlist: Watchlist, name: str) -> Vendor | None:
    """Find the vendor whose slug or name is *name*, or whose slug *name* would get."""
    slugs = {name, slugify(name)}
    return next((vendor for vendor in watchlist.vendors if vendor.name == name or vendor.slug in slugs), None)


def extend(path: Path, tree: Tree, before: Watchlist, additions: Additions) -> Watchlist:
    """Write *additions* into the file at *path*, read before as *tree* and *before*.

    Raises:
        WatchlistError: the result would have mistakes; nothing is written.
        ConfigurationError: the file is laid out so that there is no safe place, or cannot be written.
    """
    text, expected = _extended(tree, before, additions)
    try:
        grown = parse_tree(text, tree.name)
    except WatchlistError as error:
        raise _unplaced(tree) from error
    # Proof that the text says what was meant, and that nothing else in it changed.
    if grown.root.plain() != expected:
        raise _unplaced(tree)
    after = watchlist_from(grown, path.parent, {})
    write_text(path, text, instead_of=tree.text)
    return after


def write_text(path: Path, text: str, instead_of: str) -> None:
    """Replace the content of the file at *path* whole or not at all; its mode stays, and a link stays a link.

    Raises:
        ConfigurationError: it cannot be written, or somebody else changed it since *instead_of* was read.
    """
    target = path.resolve()
    if read_text(target) != instead_of:
        raise ConfigurationError(
            f"{path}: was changed by somebody else meanwhile; nothing written, try again"
        )
    mark = b"\xef\xbb\xbf" if target.read_bytes().startswith(b"\xef\xbb\xbf") else b""
    try:
        _replace(target, mark + text.encode())
    except OSError as error:
        raise ConfigurationError(f"{path}: cannot be written: {error.strerror}") from error


def _replace(target: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            os.fchmod(file.fileno(), target.stat().st_mode & 0o7777)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    except BaseException:  # also Ctrl-C: no half-written file stays behind
        temporary.unlink(missing_ok=True)
        raise
    # The new name is durable only when its folder is.
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _extended(tree: Tree, before: Watchlist, additions: Additions) -> tuple[str, Any]:
    expected: Any = copy.deepcopy(tree.root.plain())
    listed = tree.root.get("vendors")
    # A watchlist without mistakes has its vendors in the order of the file.
    position = {vendor.slug: index for index, vendor in enumerate(before.vendors)}
    edits = []
    try:
        for slug, documents in additions.documents.items():
            index = position[slug]
            assert listed is not None
            edits += add_to_list(tree, listed.items[index], "documents", documents)
            vendor = expected["vendors"][index]
            vendor["documents"] = [*(vendor.get("documents") or []), *map(_plain, documents)]
        if additions.vendors:
            edits += add_to_list(tree, tree.root, "vendors", additions.vendors)
            expected["vendors"] = [*(expected.get("vendors") or []), *map(_plain, additions.vendors)]
    except CannotPlace as error:
        raise _unplaced(tree) from error
    return apply(tree.text, edits), expected


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, (list, tuple)) else str(value)


def _unplaced(tree: Tree) -> ConfigurationError:
    return ConfigurationError(
        f"{tree.name}: found no safe place for the new entry (an alias or an unusual layout); nothing was written"
    )


def _refuse_duplicate(vendor: Vendor | None, vendor_name: str, entry: Mapping[str, object]) -> None:
    checked, problems = validate(DocumentEntry, _plain(entry))
    if checked is None:
        raise WatchlistError([f"{'.'.join(map(str, p.steps))}: {p.message}".lstrip(": ") for p in problems])
    if vendor is None:
        return
    key = checked.key or document_key(vendor.slug, checked.type, checked.qualifier)
    for document in vendor.documents:
        urls = {source.url for source in document.sources}
        if document.type == checked.type and checked.url in urls:
            raise ConfigurationError(f"{document.key} is watched already, at this address")
        if document.key == key:
            address = document.sources[0].url
            hint = "give it a qualifier (a locale, region or product)"
            raise ConfigurationError(f"{key} is watched already, at {address}; {hint}")
