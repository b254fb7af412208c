"""The JSON Schema and the starter file agree with what the loader takes."""

from typing import Any

import pytest

from monitor.config.edit import starter
from monitor.config.load import json_schema
from monitor.config.tree import parse_tree
from tests.monitor.config.conftest import Read
from tests.monitor.config.test_load import FULL


def fits(value: Any, schema: dict[str, Any]) -> bool:
    """Whether *value* (scalars as text) fits *schema*: the few words of JSON Schema that ours uses."""
    if "$ref" in schema:
        schema = {**json_schema()["$defs"][schema["$ref"].rpartition("/")[2]]}
    if "anyOf" in schema:
        return any(fits(value, option) for option in schema["anyOf"])
    if "oneOf" in schema and sum(set(option["required"]) <= set(value) for option in schema["oneOf"]) != 1:
        return False
    if isinstance(value, dict):
        known, other = schema.get("properties", {}), schema.get("additionalProperties", True)
        return set(schema.get("required", [])) <= set(value) and all(
            fits(inner, known[key]) if key in known else isinstance(other, dict) and fits(inner, other)
            for key, inner in value.items()
        )
    if isinstance(value, list):
        return schema.get("type") == "array" and all(fits(inner, schema["items"]) for inner in value)
    kinds = schema.get("type", [])
    kinds = {kinds} if isinstance(kinds, str) else set(kinds)
    if value is None:
        return "null" in kinds
    return bool(kinds & {"string", "number", "integer", "boolean"}) and value in schema.get("enum", [value])


def plain(text: str) -> Any:
    return parse_tree(text, "c.yaml").root.plain()


def test_a_full_file_fits_the_schema():
    assert fits(plain(FULL), json_schema())
    assert json_schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize(
    ("selector", "is_valid"),
    [("main", True), ("[main, {from: A, to: B}]", True), ("{endAfter: '#b'}", True), ("{form: A}", False)],
)
def test_ranges_are_in_the_schema(selector: str, is_valid: bool):
    document = f"{{type: terms, url: https://x.example, select: {selector}}}"
    assert fits(plain(f"vendors: [{{name: A, documents: [{document}]}}]"), json_schema()) is is_valid


@pytest.mark.parametrize(
    "text",
    [
        "bogus: 1",
        "vendors: [{homepage: https://x.example}]",
        "vendors: [{name: A, documents: [{type: term, url: https://x.example}]}]",
        "vendors: [{name: A, documents: [{type: terms}]}]",
        "vendors: [{name: A, documents: [{type: terms, url: https://a.example, urls: [https://a.example]}]}]",
        "settings: {fetch: {timeouts: 1}}",
    ],
)
def test_a_file_with_a_mistake_does_not_fit_the_schema(text: str):
    assert not fits(plain(text), json_schema())


def test_every_key_is_described_for_editors():
    schema = json_schema()
    for shape in schema["$defs"].values():
        assert all("description" in key or "$ref" in key for key in shape["properties"].values()), shape[
            "title"
        ]


def test_the_starter_file_is_valid_and_watches_nothing(read: Read):
    watchlist = read(starter())

    assert watchlist.documents == ()
    assert fits(plain(starter()), json_schema())


def test_the_examples_of_the_starter_file_are_valid_once_uncommented(read: Read):
    head, _, tail = starter().partition("settings:\n")
    lines = ["settings:"]
    for line in tail.splitlines():
        body = line.lstrip()
        is_example = (
            body.startswith(("#  ", "# ")) and ":" in body and not body[2:3].isupper() and "Types" not in body
        )
        lines.append(line.replace("# ", "", 1) if is_example and line.startswith("  #") else line)
        if is_example and line.startswith("#  "):
            lines[-1] = line[1:]
    watchlist = read("\n".join(lines) + "\n")

    assert len(watchlist.documents) == 5
    assert {subscription.name for subscription in watchlist.subscriptions} == {"privacy-team", "operators"}
    assert set(watchlist.destinations) == {"dpo", "privacy-chat", "operators"}
    assert watchlist.settings.fallback == "operators"
    assert watchlist.settings.fetch.proxy == "http://proxy.example.org:3128"
    assert head.startswith("# Clausewatch")
