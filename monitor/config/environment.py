"""Settings from environment variables: CLAUSEWATCH_DATABASE_URL, CLAUSEWATCH_FETCH__TIMEOUT, …"""

import json
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any, get_args

from monitor.config.models import Entry, SettingsEntry
from monitor.domain.errors import ConfigurationError

PREFIX = "CLAUSEWATCH_"

# Variables of ours that are no settings.
_OTHERS = frozenset({"CLAUSEWATCH_CONFIG", "CLAUSEWATCH_DEBUG"})
_NEAR = 0.8  # CONTACTS/CONTACT 0.93, CONFIG/CONTACT 0.62: only slips of the finger are mistakes


def overlay(settings: Mapping[str, Any], environ: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, str]]:
    """Put the variables of *environ* over *settings* as read from the file. An empty variable is not set.

    Returns:
        The joined settings, and the variable that each overridden one came from, by dotted path ("fetch.timeout").

    Raises:
        ConfigurationError: a variable names no setting but is near to one, or sits in a group of settings.
    """
    known = {
        variable: path for path in _paths(SettingsEntry) for variable in [PREFIX + "__".join(path).upper()]
    }
    mistakes = [problem for name in sorted(environ) if (problem := _misspelt(name, known))]
    if mistakes:
        raise ConfigurationError("\n".join(mistakes))
    joined = {key: dict(value) if isinstance(value, Mapping) else value for key, value in settings.items()}
    origins: dict[str, str] = {}
    for variable, path in known.items():
        if environ.get(variable):
            group = joined
            if len(path) == 2:
                group = joined[path[0]] = joined[path[0]] if isinstance(joined.get(path[0]), dict) else {}
            group[path[-1]] = _value(path, environ[variable])
            origins[".".join(path)] = variable
    return joined, origins


def _paths(model: type[Entry]) -> Iterator[tuple[str, ...]]:
    for name, field in model.model_fields.items():
        inner = field.annotation
        if isinstance(inner, type) and issubclass(inner, Entry):
            yield from ((name, *path) for path in _paths(inner))
        else:
            yield (name,)


def _misspelt(name: str, known: Mapping[str, tuple[str, ...]]) -> str | None:
    if not name.startswith(PREFIX) or name in known or name in _OTHERS:
        return None
    tail = name.removeprefix(PREFIX)
    if tail.startswith("TEST_"):
        return None
    groups = {path[0].upper() + "__" for path in known.values() if len(path) == 2}
    in_group = any(tail.startswith(group) for group in groups)
    near = get_close_matches(
        tail, [k.removeprefix(PREFIX) for k in known], n=1, cutoff=0.5 if in_group else _NEAR
    )
    if not near and not in_group:
        return None
    hint = f"; did you mean {PREFIX}{near[0]}?" if near else ""
    return f"environment variable {name} is no setting{hint}"


def _value(path: tuple[str, ...], text: str) -> Any:
    if not _is_list(path):
        return text
    if not text.lstrip().startswith("["):
        return [part.strip() for part in text.split(",") if part.strip()]
    try:
        return json.loads(text)
    except ValueError:
        return text  # the check of the value says what is wrong, and names the variable


def _is_list(path: tuple[str, ...]) -> bool:
    model: type[Entry] = SettingsEntry
    for step in path[:-1]:
        inner = model.model_fields[step].annotation
        assert isinstance(inner, type)
        assert issubclass(inner, Entry)
        model = inner
    return Ellipsis in get_args(model.model_fields[path[-1]].annotation)
