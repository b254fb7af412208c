"""The command that holds the assessment against labels: evaluate."""

from collections.abc import Iterator
from contextlib import nullcontext
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from monitor.cli.invocation import invocation, talk
from monitor.cli.output import Format, chosen, printable, say, write_json, write_rows
from monitor.cli.progress import progress_line
from monitor.domain.scoring import Miss, misses, score
from monitor.pipeline.evaluating import evaluate as evaluated
from monitor.pipeline.evaluating import load_corpus

EXIT_OK = 0

_COUNTS = {
    "of": "of",
    "precision": "precision",
    "recall": "recall",
    "f1": "F1",
    "labelled": "labelled",
    "right": "right",
    "wrong": "wrong",
    "missed": "missed",
}
_KINDS = {"not_told": "NOT TOLD", "false_alert": "FALSE ALERT", "not_cited": "NOT CITED"}


class Half(StrEnum):
    """One half of the services."""

    ODD = "odd"
    EVEN = "even"


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(evaluate)


def evaluate(
    context: typer.Context,
    corpus: Annotated[
        Path, typer.Argument(metavar="CORPUS", help="A folder with labels.jsonl and pairs.jsonl[.gz].")
    ],
    services: Annotated[
        Half | None, typer.Option(help="Only half of the services: tune on one, measure on the other.")
    ] = None,
    list_misses: Annotated[
        bool, typer.Option("--misses", help="List the labels that the assessment disagrees with.")
    ] = False,
) -> int:
    """Measure the assessment on changes that you have labelled: precision and recall by verdict and category.

    How labels are written, also of changes that are in the database, is in docs/evaluation.md.

    Example: clausewatch evaluate my-labels --misses
    """
    call = invocation(context)
    wanted = chosen(call.format, (Format.TABLE, Format.JSON))
    found = load_corpus(corpus).half(services)
    if found.unlabelled:
        talk(f"{found.unlabelled} pairs have no label and are passed over")
    with progress_line() as line, call.store() if found.needs_store else nullcontext() as store:
        pairs = evaluated(found, store, line.say)
    result, missed = score(pairs), misses(pairs) if list_misses else []
    if wanted is Format.JSON:
        write_json({**result, **({"misses": [miss.as_json() for miss in missed]} if list_misses else {})})
    else:
        _write(result, missed)
    return EXIT_OK


def _write(result: dict[str, Any], missed: list[Miss]) -> None:
    say(f"{result['labels']} labelled changes")
    say("")
    write_rows([_cells(name, counts) for name, counts in _counted(result)], _COUNTS, Format.TABLE)
    say("")
    for name, said in (
        ("changes labelled high that are told", result["high_told"]),
        ("labelled edits that are cited with their words and category", result["edits_cited"]),
        ("of those, with the labelled direction", result["directions_right"]),
        *((f"labelled facts told, {kind}", counts) for kind, counts in result["facts"].items()),
    ):
        say(f"{name}: {said['found']} of {said['labelled']}")
    for miss in missed:
        say("")
        for text in _told(miss):
            say(printable(text))


def _counted(result: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield "alerts", result["alerts"]
    for group, title in (("strata", "alerts, stratum"), ("languages", "alerts, language")):
        yield from ((f"{title} {name}", counts) for name, counts in result[group].items())
    for group, title in (("verdicts", "verdict"), ("categories", "category")):
        yield from ((f"{title} {name}", counts) for name, counts in result[group].items())


def _cells(name: str, counts: dict[str, Any]) -> dict[str, Any]:
    shares = {key: _share(counts[key]) for key in ("precision", "recall", "f1")}
    return {"of": name, **counts, **shares}


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _told(miss: Miss) -> Iterator[str]:
    row = miss.as_json()
    label = ", ".join((row["labelled"], *filter(None, [row["severity"]]), *row["categories"]))
    found = ", ".join((row["assessed"], *row["assessed_categories"]))
    yield f"{_KINDS[row['miss']]} {row['id']}"
    yield f"  labelled: {label}" + (f" ({row['note']})" if row["note"] else "")
    yield f"  assessed: {found}: {row['summary']}"
    if row["quote"] is not None:
        yield f"  wanted under {row['category']}: “{row['quote']}”"
