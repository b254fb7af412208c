"""Validates parts of the file and words what pydantic finds for the person who wrote them."""

from collections.abc import Mapping
from typing import Any, NamedTuple, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from monitor.config.models import Entry
from monitor.config.tree import Steps, Tree
from monitor.config.values import did_you_mean
from monitor.domain.errors import WatchlistError

_M = TypeVar("_M", bound=Entry)

_EXPECTED = {
    "string": "text",
    "bool": "true or false",
    "int": "a whole number",
    "float": "a number",
    "finite": "a number",
    "tuple": "a list",
    "list": "a list",
    "dict": "keys with values",
    "model": "keys with values",
}


class Problem(NamedTuple):
    """One mistake: where it stands below the validated part, what is said, and whether its key is meant."""

    steps: Steps
    message: str
    at_key: bool


class Findings:
    """Reads the parts of one tree and collects every mistake; what was read counts only when there is none."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._found: list[tuple[int, int, str]] = []

    def add(self, steps: Steps, message: str, at_key: bool = False) -> None:
        """Note a mistake at *steps*."""
        line, column = self.tree.spot(steps, at_key)
        self._found.append((line, column, f"{self.tree.name}:{line}:{column}: {message}"))

    def add_elsewhere(self, message: str) -> None:
        """Note a mistake outside the file, as in the environment; these come first."""
        self._found.append((0, 0, message))

    def read(self, model: type[_M], data: Any, steps: Steps) -> _M | None:
        """Read plain *data*, found at *steps*, as *model*; None with its mistakes noted when it does not fit."""
        entry, problems = validate(model, data)
        for problem in problems:
            self.add([*steps, *problem.steps], problem.message, problem.at_key)
        return entry

    def items(self, data: Any, steps: Steps) -> list[Any]:
        """Give the list *data*, found at *steps*; an empty one, with the mistake noted, when it is none."""
        if not isinstance(data, list):
            self.add(steps, f"expected a list, found {kind_of(data)}")
            return []
        return data

    def entries(self, data: Any, steps: Steps) -> dict[str, Any]:
        """Give the mapping *data*, found at *steps*; an empty one, with the mistake noted, when it is none."""
        if not isinstance(data, dict):
            self.add(steps, f"expected keys with values, found {kind_of(data)}")
            return {}
        return data

    def raise_all(self) -> None:
        """End the reading when there are mistakes.

        Raises:
            WatchlistError: with all of them, in the order of the file.
        """
        if self._found:
            raise WatchlistError([text for _, _, text in sorted(self._found)])


def validate(model: type[_M], data: Any) -> tuple[_M | None, list[Problem]]:
    """Read plain *data* as *model*; None and every problem when it does not fit."""
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        return None, [_problem(model, details) for details in error.errors(include_url=False)]


def without_nulls(data: Any) -> Any:
    """Drop keys without a value: `proxy:` and `proxy: null` mean the default. Lists keep their gaps."""
    if isinstance(data, Mapping):
        return {key: without_nulls(value) for key, value in data.items() if value is not None}
    if isinstance(data, list):
        return [without_nulls(value) for value in data]
    return data


def kind_of(value: Any) -> str:
    """Name what *value* is, for "expected a list, found …"."""
    if value is None:
        return "nothing"
    return "text" if isinstance(value, str) else "a list" if isinstance(value, list) else "keys with values"


def _problem(model: type[Entry], details: ErrorDetails) -> Problem:
    steps, kind = details["loc"], details["type"]
    if steps[-1:] == ("[key]",):  # pydantic's way to say that the key is meant, not what it holds
        return Problem(steps[:-1], _message(kind, details), at_key=True)
    if kind == "extra_forbidden":
        owner = _model_at(model, steps[:-1])
        message = f"unknown key {str(steps[-1])!r} in {owner.label}{did_you_mean(str(steps[-1]), owner.model_fields)}"
        return Problem(steps, message, at_key=True)
    if kind == "missing":
        return Problem(
            steps[:-1], f"{_model_at(model, steps[:-1]).label} needs {str(steps[-1])!r}", at_key=False
        )
    return Problem(steps, _message(kind, details), at_key=False)


def _message(kind: str, details: ErrorDetails) -> str:
    limits = details.get("ctx", {})
    if kind == "value_error":
        return str(limits["error"])
    if kind in ("greater_than", "greater_than_equal", "less_than", "less_than_equal"):
        bound = {"greater_than": "more than", "greater_than_equal": "at least", "less_than": "less than"}
        return f"must be {bound.get(kind, 'at most')} {next(iter(limits.values())):g}"
    if kind in ("too_short", "string_too_short"):
        return "must not be empty"
    expected = _EXPECTED.get(kind.partition("_")[0])
    return f"expected {expected}, found {kind_of(details['input'])}" if expected else details["msg"]


def _model_at(model: type[Entry], steps: Steps) -> type[Entry]:
    for step in steps:
        if isinstance(step, str):
            model = _entry_in(model.model_fields[step].annotation) or model
    return model


def _entry_in(annotation: Any) -> type[Entry] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation if issubclass(annotation, Entry) else None
    return next((found for part in get_args(annotation) if (found := _entry_in(part))), None)
