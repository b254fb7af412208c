"""Reads the watchlist file. YAML is read safely, checked wholly, and every mistake is told with its place."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from monitor.config.models import DefaultsEntry, WatchlistEntry
from monitor.config.problems import Findings, without_nulls
from monitor.config.settings import read_settings
from monitor.config.subscriptions import read_destinations, read_subscriptions
from monitor.config.tree import Tree, parse_tree
from monitor.config.values import did_you_mean
from monitor.config.vendors import read_vendors
from monitor.domain.errors import ConfigurationError, WatchlistError
from monitor.domain.watchlist import Settings, Watchlist

FILE_NAME = "clausewatch.yaml"

MAX_BYTES = 10_000_000  # 10,000 vendors with three documents each take 4.3 MB


def find_config(given: Path | None, environ: Mapping[str, str]) -> Path | None:
    """Choose the watchlist file: *given*, else CLAUSEWATCH_CONFIG, else clausewatch.yaml in this folder.

    Returns:
        The path, which may not exist when a person named it; None when nobody did and none is here.
    """
    if given is not None:
        return given
    if environ.get("CLAUSEWATCH_CONFIG"):
        return Path(environ["CLAUSEWATCH_CONFIG"])
    here = Path(FILE_NAME)
    return here if here.is_file() else None


def load_watchlist(path: Path, environ: Mapping[str, str]) -> Watchlist:
    """Read and check the whole file at *path*, environment variables applied.

    Relative paths in it (SQLite, ca_file, file: references) start from the folder of the file, so that cron
    may run from anywhere. Secrets behind env: and file: are not looked up: see `resolve_destinations`.

    Raises:
        WatchlistError: the file has mistakes; lists all of them with line and column.
        ConfigurationError: the file cannot be read.
    """
    return watchlist_from(parse_tree(read_text(path), str(path)), path.parent, environ)


def watchlist_from(tree: Tree, folder: Path, environ: Mapping[str, str]) -> Watchlist:
    """Read the watchlist in *tree*, whose relative paths start from *folder*.

    Raises:
        WatchlistError: as `load_watchlist`.
    """
    findings = Findings(tree)
    data = _sections(tree, findings)
    settings = read_settings(data.get("settings", {}), findings, folder, environ)
    defaults = findings.read(DefaultsEntry, data.get("defaults", {}), ["defaults"]) or DefaultsEntry()
    declared = findings.entries(data.get("destinations", {}), ["destinations"])
    destinations = read_destinations(declared, findings, folder)
    listed = findings.items(data.get("vendors", []), ["vendors"])
    vendors = read_vendors(listed, defaults, findings)
    subscriptions = findings.items(data.get("subscriptions", []), ["subscriptions"])
    watchlist = Watchlist(
        vendors=vendors,
        subscriptions=read_subscriptions(subscriptions, listed, destinations, declared, findings),
        destinations=destinations,
        settings=settings,
    )
    _check_fallback(settings, subscriptions, declared, findings)
    findings.raise_all()
    return watchlist


def load_settings(path: Path | None, environ: Mapping[str, str]) -> Settings:
    """Read the settings alone, from the file (if any) and the environment; mistakes elsewhere do not matter.

    Raises:
        WatchlistError: the settings have mistakes, or the file is no YAML.
        ConfigurationError: the file cannot be read.
    """
    text = read_text(path) if path else ""
    tree = parse_tree(text, str(path) if path else FILE_NAME)
    findings = Findings(tree)
    data = without_nulls(tree.root.plain())
    settings = read_settings(data.get("settings", {}), findings, path.parent if path else Path(), environ)
    findings.raise_all()
    return settings


def read_text(path: Path) -> str:
    """Read the file at *path* as UTF-8, without a byte order mark.

    Raises:
        WatchlistError: it is not UTF-8.
        ConfigurationError: it cannot be read, or is too large.
    """
    try:
        # One byte more than allowed tells "too large" without reading a device to its end.
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise ConfigurationError(f"{path}: no such file; `clausewatch init` writes one") from error
    except OSError as error:
        raise ConfigurationError(f"{path}: {error.strerror}") from error
    if len(content) > MAX_BYTES:
        raise ConfigurationError(f"{path}: larger than {MAX_BYTES // 1_000_000} MB; is this the watchlist?")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line, column = before.count(b"\n") + 1, len(before) - before.rfind(b"\n")
        raise WatchlistError([f"{path}:{line}:{column}: not UTF-8; save the file as UTF-8"]) from error


def _sections(tree: Tree, findings: Findings) -> dict[str, Any]:
    data: dict[str, Any] = without_nulls(tree.root.plain())
    for key in data:
        if key not in WatchlistEntry.model_fields:
            hint = did_you_mean(key, WatchlistEntry.model_fields)
            findings.add([key], f"unknown key {key!r} in the file{hint}", at_key=True)
    return data


def _check_fallback(
    settings: Settings, subscriptions: list[Any], destinations: Iterable[str], findings: Findings
) -> None:
    # As written: a subscription with a mistake of its own is still there to be named.
    names = {str(entry.get("name")) for entry in subscriptions if isinstance(entry, dict)} | set(destinations)
    if settings.fallback is not None and settings.fallback not in names:
        hint = did_you_mean(settings.fallback, sorted(names))
        message = f"'fallback' names no subscription or destination: {settings.fallback!r}{hint}"
        findings.add(["settings", "fallback"], message)


def json_schema() -> dict[str, Any]:
    """Describe the file as JSON Schema (draft 2020-12), for editors and other programs."""
    schema = WatchlistEntry.model_json_schema()
    for name, section in schema["properties"].items():
        # A section whose entries are all commented out is nothing to complain about.
        schema["properties"][name] = {"anyOf": [section, {"type": "null"}]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": "Clausewatch watchlist",
        "description": "The file clausewatch.yaml: what is watched, and who is told.",
    }
