"""What worker processes do for an import: read the archived texts, assess the steps between them. No database."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from monitor.domain.assess import ASSESSOR, assess
from monitor.domain.assessment import Assessment, Context, unassessable
from monitor.domain.dates import edition_date
from monitor.domain.dating import without_vendor_marks
from monitor.domain.errors import OperationalError
from monitor.domain.extraction import Extraction
from monitor.domain.markdown import first_blocks, readable
from monitor.domain.text import identity, substance
from monitor.domain.upgrades import judge_upgrade
from monitor.domain.vocabulary import Cause, DocumentType
from monitor.pipeline.extraction.finish import finish
from monitor.pipeline.extraction.words import count_words
from monitor.pipeline.workers import Workers, WorkFailed

# What one task of a worker gets: enough that the way there costs little, far from the limit of its time.
_MOST_TASKS: Final = 16
_MOST_CHARACTERS: Final = 300_000  # a few megabytes on both sides of each pipe, nine portions at once
_TITLE_CHARACTERS: Final = 20_000  # of the text are read for its title
_TITLE_BLOCKS: Final = 5
_TITLE_LENGTH: Final = 300

Dates = tuple[date | None, date | None]
Seen = tuple[date, date]  # when the newer text was recorded first, and the older one last


@dataclass(frozen=True, slots=True)
class ReadText:
    """What is read in an archived text, which is Markdown already."""

    extraction: Extraction  # without the text
    identity: str
    substance: str


@dataclass(frozen=True, slots=True)
class Step:
    """From one text to the next."""

    before: str
    after: str
    type: DocumentType
    language: str | None
    dates: tuple[Dates, Dates]
    is_upgrade: bool
    seen: Seen


Judged = tuple[Cause, Assessment]


async def read_all(workers: Workers, texts: Sequence[str]) -> list[ReadText]:
    """Read texts in worker processes; one that cannot be read keeps its words, and nothing else is known of it."""
    try:
        return await workers.run(_read_texts, list(texts))
    except WorkFailed:
        if len(texts) == 1:
            return [_unread(texts[0])]
        return [read for text in texts for read in await read_all(workers, [text])]


async def assess_all(workers: Workers, steps: Sequence[Step]) -> list[Judged]:
    """Assess steps in worker processes; one that cannot be assessed is told as such."""
    try:
        return await workers.run(_assess_steps, list(steps))
    except WorkFailed as error:
        if len(steps) == 1:
            return [("vendor", unassessable(str(error)))]
        return [judged for step in steps for judged in await assess_all(workers, [step])]


def unasked() -> Assessment:
    """Give the assessment of a change that its history explains."""
    return Assessment("noise", None, (), "", (), (), ASSESSOR)


def portions(sizes: Sequence[int]) -> list[range]:
    """Cut a sequence of texts of these sizes (characters) into pieces, one for each task."""
    found: list[range] = []
    start = total = 0
    for at, size in enumerate(sizes):
        if at > start and (total + size > _MOST_CHARACTERS or at - start >= _MOST_TASKS):
            found.append(range(start, at))
            start, total = at, 0
        total += size
    return [*found, range(start, len(sizes))] if sizes else []


def _read_texts(texts: list[str]) -> list[ReadText]:
    try:
        return [_read(text) for text in texts]
    except (
        OSError
    ) as error:  # no fault of a text: the model of languages is unpacked among the temporary files
        raise OperationalError(f"cannot load the model of languages: {error.strerror or error}") from error


def _read(text: str) -> ReadText:
    words = count_words(text)
    if not words:
        extraction = Extraction("not_policy", "the text is empty", "", 0)
    else:
        extraction = replace(finish(text, words, title=_title(text)), text="")
    return ReadText(extraction, identity(text), substance(text))


def _title(text: str) -> str | None:
    headings = (
        block.text
        for block in first_blocks(text[:_TITLE_CHARACTERS], _TITLE_BLOCKS)
        if block.kind == "heading"
    )
    return next((said[:_TITLE_LENGTH] for heading in headings if (said := readable(heading))), None)


def _unread(text: str) -> ReadText:
    extraction = Extraction("policy", None, "", len(text.split()))
    return ReadText(extraction, identity(text), identity(text))


def _assess_steps(steps: list[Step]) -> list[Judged]:
    return [assess_step(step) for step in steps]


def assess_step(step: Step) -> Judged:
    """Assess one step, here and now."""
    seen_on, last_seen_on = step.seen
    context = Context(step.type, step.language, seen_on=seen_on, last_seen_on=last_seen_on)
    assessment = assess(step.before, step.after, context)
    if not step.is_upgrade:
        return "vendor", assessment
    old, new = (
        (*dates, edition_date(text))
        for dates, text in zip(step.dates, (step.before, step.after), strict=True)
    )
    return judge_upgrade(
        step.before,
        step.after,
        (old, new),
        replace(assessment, marks=tuple(without_vendor_marks(assessment.marks))),
    )
