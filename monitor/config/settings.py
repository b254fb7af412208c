"""The `settings` of the file, environment variables applied, paths made independent of the working directory."""

import re
from collections.abc import Mapping
from pathlib import Path

from monitor.config.environment import overlay
from monitor.config.models import SettingsEntry
from monitor.config.problems import Findings, validate
from monitor.config.tree import Steps
from monitor.domain.errors import ConfigurationError
from monitor.domain.watchlist import FetchSettings, Settings

# Three slashes are a relative path, four an absolute one (SQLAlchemy, "SQLite"); ":memory:" and "file:" are no paths.
_SQLITE_FILE = re.compile(r"(?P<scheme>sqlite(?:\+\w+)?:///)(?P<file>[^/:?][^:?]*)(?P<query>\?.*)?")


def read_settings(data: object, findings: Findings, folder: Path, environ: Mapping[str, str]) -> Settings:
    """Read the settings in *data*; mistakes go to *findings*, and defaults stand in for them."""
    try:
        joined, origins = overlay(findings.entries(data, ["settings"]), environ)
    except ConfigurationError as error:
        for line in str(error).splitlines():
            findings.add_elsewhere(line)
        return Settings()
    entry, problems = validate(SettingsEntry, joined)
    for problem in problems:
        variable = _origin(problem.steps, origins)
        if variable:
            findings.add_elsewhere(f"environment variable {variable}: {problem.message}")
        else:
            findings.add(["settings", *problem.steps], problem.message, problem.at_key)
    return _settings(entry, folder) if entry else Settings()


def anchored_database_url(url: str, folder: Path) -> str:
    """Make the relative path of an SQLite *url* start from *folder*; any other URL stays as it is."""
    match = _SQLITE_FILE.fullmatch(url)
    if not match:
        return url
    return f"{match['scheme']}{(folder / match['file']).absolute()}{match['query'] or ''}"


def _origin(steps: Steps, origins: Mapping[str, str]) -> str | None:
    dotted = [str(step) for step in steps]
    return origins.get(".".join(dotted[:2])) or origins.get(".".join(dotted[:1]))


def _settings(entry: SettingsEntry, folder: Path) -> Settings:
    fetch = entry.fetch
    return Settings(
        database_url=anchored_database_url(entry.database_url, folder),
        timezone=entry.timezone,
        confirm_after=entry.confirm_after,
        accept_held_after=entry.accept_held_after,
        fetch=FetchSettings(
            timeout=fetch.timeout,
            max_bytes=fetch.max_bytes,
            delay=fetch.delay,
            concurrency=fetch.concurrency,
            allow_private=fetch.allow_private,
            proxy=fetch.proxy,
            ca_file=str((folder / fetch.ca_file).absolute()) if fetch.ca_file else None,
            contact=entry.contact,
            browser_sandbox=fetch.browser_sandbox,
        ),
        notify_allow_private=entry.notify.allow_private,
        heartbeat_url=entry.heartbeat_url,
        fallback=entry.fallback,
    )
