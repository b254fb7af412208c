"""The assessment of a change: material, minor or noise, with the clauses, facts and reasons that decided."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from monitor.domain.assessment import Assessment, ClauseChange, Context
from monitor.domain.bearing import bears_on, leaning
from monitor.domain.comparison import Comparison, Edit, compare
from monitor.domain.content import went_and_came
from monitor.domain.dating import with_dates
from monitor.domain.direction import kind_of
from monitor.domain.doubt import is_beyond_doubt, likelihood, look_at_change
from monitor.domain.facts import decides
from monitor.domain.filing import categories_of, filed_under, ranked
from monitor.domain.language import LANGUAGES, LEAST_WORDS, language_of
from monitor.domain.lexicon import weight
from monitor.domain.naming import may_name, names_itself, names_of
from monitor.domain.noise import capture_fault, effective_date, kind_of_text, page_noise
from monitor.domain.reading import Reading, read
from monitor.domain.recipients import LISTED
from monitor.domain.summary import edit_text, summarise
from monitor.domain.surroundings import outside
from monitor.domain.trivial import Trivial
from monitor.domain.urgency import severity_of, urgency
from monitor.domain.vocabulary import Category, DocumentType, Severity

ASSESSOR: Final = "4"

_MOST_CHANGES: Final = 60  # clause changes of one assessment
_NAME_WORDS: Final = 3
_MOST_LEADING: Final = 5  # new entries of lists of recipients that are cited before all else
_MOST_READ: Final = 800  # edits that are read in full; of a wholesale rewrite the longest


def assess(before: str, after: str, context: Context = Context()) -> Assessment:  # noqa: B008
    """Say what changed from *before* to *after*, what it means, and whether it matters.

    The texts are Markdown or plain text. The same inputs give the same answer on every machine.
    """
    if before == after:
        return Assessment("noise", None, (), "The texts are identical.", ("identical",), (), ASSESSOR)
    return with_dates(_assess(before, after, context), before, after, context)


def _assess(before: str, after: str, context: Context) -> Assessment:
    comparison = compare(before, after)
    kind = context.document_type or kind_of_text(comparison.after)
    language = context.language or language_of(comparison.after.words)
    readings = _read_all(comparison, kind, language)
    seen = _seen(comparison, readings)
    if readings and (finding := page_noise(comparison, readings, is_trusted=context.is_trusted)):
        return Assessment(
            "noise",
            None,
            (),
            f"{finding.evidence[:1].upper()}{finding.evidence[1:]}.",
            tuple(dict.fromkeys((finding.name, *seen))),
            (),
            ASSESSOR,
        )
    material = sorted(
        (reading for reading in readings if reading.is_substantive),
        key=lambda r: (-r.weight, r.edit.clause.block, r.edit.clause.at),
    )
    if not material:
        return _not_material(readings, seen)
    if not context.is_trusted and _is_doubtful(comparison, readings):
        return _not_material(readings, ("doubtful", *seen))
    likely = categories_of(material)
    changes, urgencies = _changes(material, likely)
    is_assessed = language in LANGUAGES or len(comparison.after.words) < LEAST_WORDS
    # Where no edit bears on what it is cited under, nothing is urgent.
    severity: Severity = (severity_of(urgencies) or "low") if is_assessed else "medium"
    return Assessment(
        "material",
        severity,
        _filed(filed_under(material, likely), changes),
        summarise(changes),
        seen,
        changes,
        ASSESSOR,
        effective_date(comparison.edits),
        () if is_assessed else ("unassessed",),
    )


def find_capture_fault(before: str, after: str) -> str | None:
    """Say why *after* is rather a fault of the capture (error page, cut text, another page) than an edit; None: no."""
    if before == after:
        return None
    comparison = compare(before, after)
    language = language_of(comparison.after.words)
    readings = [read(edit, kind_of_text(comparison.after), language) for edit in _bounded(comparison.edits)]
    finding = capture_fault(comparison, readings) if readings else None
    return None if finding is None else finding.evidence


def rules_alone(before: str, after: str) -> tuple[Comparison, list[Reading]] | None:
    """Give what the rules find material, before it is doubted; None where they find nothing. For training."""
    comparison = compare(before, after)
    readings = _read_all(comparison, kind_of_text(comparison.after), language_of(comparison.after.words))
    if not any(reading.is_substantive for reading in readings) or page_noise(
        comparison, readings, is_trusted=False
    ):
        return None
    return comparison, readings


def readings_of(before: str, after: str) -> tuple[DocumentType | None, list[Reading]]:
    """Read every edit between two texts, with the guessed kind of the document; for training and measuring."""
    comparison = compare(before, after)
    kind = kind_of_text(comparison.after)
    language = language_of(comparison.after.words)
    return kind, _read_all(comparison, kind, language)


def _read_all(comparison: Comparison, kind: DocumentType | None, language: str | None) -> list[Reading]:
    readings = [read(edit, kind, language) for edit in _bounded(comparison.edits)]
    around = outside(comparison, readings)
    named = _by_name(comparison, readings)
    return _without_renames(
        [
            _quiet(r, "navigation" if place in around else "renamed") if place in around | named else r
            for place, r in enumerate(readings)
        ]
    )


def _by_name(comparison: Comparison, readings: Sequence[Reading]) -> set[int]:
    """List the places of edits in which the company only speaks of itself by its name, or as "we"."""
    places = [place for place, reading in enumerate(readings) if may_name(reading.edit)]
    if not places:
        return set()
    names = names_of(comparison)
    return {place for place in places if names_itself(readings[place].edit, names)}


def _quiet(reading: Reading, name: Trivial) -> Reading:
    return Reading(reading.edit, name, 0.0, reading.categories, reading.topics, (), (), 0, 0)


def _bounded(edits: Sequence[Edit]) -> Sequence[Edit]:
    if len(edits) <= _MOST_READ:
        return edits
    ranked = sorted(range(len(edits)), key=lambda n: (-len(edits[n].clause.words), n))
    return [edits[n] for n in sorted(ranked[:_MOST_READ])]


def _changes(
    material: Sequence[Reading], likely: dict[Category, float]
) -> tuple[tuple[ClauseChange, ...], list[Severity]]:
    changes: list[ClauseChange] = []
    urgencies: list[Severity] = []
    cited = ranked(material, likely, _MOST_CHANGES)
    leading = [entry for entry in cited if _is_new_recipient(*entry)][:_MOST_LEADING]
    cited = [*leading, *(entry for entry in cited if entry not in leading)]
    for reading, category in cited:
        edit = reading.edit
        direction = leaning(reading, category)
        if bears_on(reading, category):
            urgencies.append(urgency(reading, category, direction))
        changes.append(
            ClauseChange(
                category,
                kind_of(reading),
                direction,
                edit.clause.section,
                edit.before.text if edit.before else "",
                edit.after.text if edit.after else "",
                reading.facts,
                reading.reasons,
            )
        )
    return tuple(changes), urgencies


def _is_new_recipient(reading: Reading, category: Category) -> bool:
    return reading.recipient and reading.edit.before is None and category == "sharing"


def _filed(wanted: Sequence[Category], changes: Sequence[ClauseChange]) -> tuple[Category, ...]:
    """Keep of the categories of a whole change those that a cited edit shows."""
    cited = {change.category for change in changes}
    led = (changes[0].category,) if changes[0].category not in wanted and LISTED in changes[0].reasons else ()
    return (*led, *(category for category in wanted if category in cited)) or (changes[0].category,)


def _without_renames(readings: list[Reading]) -> list[Reading]:
    """Set aside a name or word that gave way to another throughout: one decision of style in several places."""
    swaps = [_swap(reading.edit) for reading in readings]
    times = Counter(swaps)
    return [
        _quiet(r, "renamed") if swap is not None and times[swap] > 1 and not _carries(r) else r
        for r, swap in zip(readings, swaps, strict=True)
    ]


def _swap(edit: Edit) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    lost, new = set(edit.lost), set(edit.new)
    if len(lost) != 1 or len(new) != 1 or max(len(edit.lost[0]), len(edit.new[0])) > _NAME_WORDS:
        return None
    if not all(went_and_came(edit)):
        return None  # what only came or only went gave way to nothing
    if any(char.isdigit() for word in (*edit.lost[0], *edit.new[0]) for char in word):
        return None  # a figure is no name: the same one may be raised in many places
    return edit.lost[0], edit.new[0]


_NO_NAMES: Final = (
    "contact:",
    "modality:",
    "choice:",
    "price:",
    "figure:",
    "word that",
    "term only",
    "name:",
    "company:",
    "fact:",
)


def _carries(reading: Reading) -> bool:
    if reading.negations or reading.conditions or any(reading.turn):
        return True
    if any(reason.startswith(_NO_NAMES) for reason in reading.reasons):
        return True
    return any(map(decides, reading.facts))


_MINOR: Final = frozenset({"date", "typo", "rewording", "heading", "renamed", "spelling", "banner"})


def _seen(comparison: Comparison, readings: Sequence[Reading]) -> tuple[str, ...]:
    names = [reading.trivial for reading in readings if reading.trivial]
    if comparison.moved:
        names.append("order")
    if comparison.repeated or comparison.unrepeated:
        names.append("duplication")
    if comparison.folded or not comparison.edits:
        names.append("markup")
    return tuple(dict.fromkeys(names))


def _is_doubtful(comparison: Comparison, readings: Sequence[Reading]) -> bool:
    """Whether what stands around the edits says that they are rather not of the document, or without effect."""
    if is_beyond_doubt(readings):
        return False
    return likelihood(look_at_change(comparison, readings)) < weight("material", "likely")


def _not_material(readings: Sequence[Reading], seen: tuple[str, ...]) -> Assessment:
    edits = [r for r in readings if r.trivial is None or r.trivial in _MINOR]
    if not edits:
        return Assessment(
            "noise", None, (), "Nothing that the document says changed.", seen or ("markup",), (), ASSESSOR
        )
    first = max(edits, key=lambda r: (r.weight, len(r.edit.clause.words)))
    said = edit_text(*(side.text if side else "" for side in (first.edit.before, first.edit.after)))
    shown = tuple(_minor_change(reading) for reading in edits[:_MOST_CHANGES])
    return Assessment("minor", None, (), f"Edited without effect: {said}.", seen, shown, ASSESSOR)


def _doubt(reading: Reading) -> str:
    return "unlikely to be an edit of substance" if reading.is_substantive else "too light to matter"


def _minor_change(reading: Reading) -> ClauseChange:
    """Show an edit without effect: who asked for minor changes, or doubts the judgement, reads the words."""
    edit = reading.edit
    return ClauseChange(
        category=reading.categories[0] if reading.categories else "other",
        kind=kind_of(reading),
        direction="neutral",
        section=edit.clause.section,
        before=edit.before.text if edit.before else "",
        after=edit.after.text if edit.after else "",
        reasons=(
            f"without effect: {reading.trivial}" if reading.trivial else _doubt(reading),
            *reading.reasons,
        ),
    )
