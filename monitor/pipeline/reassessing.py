"""Stored changes assessed again by newer rules: each gets one more assessment, the older ones stay in the record.

Nobody is alerted, ever: what turns out to be material after all is listed, for a person to read. Every portion is one
transaction, and what to do is read from the store, so that the work can end anywhere and is gone on with.
"""

import asyncio
import logging
import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any, Final

from sqlalchemy.orm import Session

from monitor.domain.assess import ASSESSOR
from monitor.pipeline.assessing import marks_of
from monitor.pipeline.basis import Judgement, Loaded, Past, judge
from monitor.pipeline.ledger import Ledger
from monitor.pipeline.workers import Workers, WorkFailed
from storage import archive, changes, reports, versions
from storage.blobs import CorruptBlob
from storage.engine import Store
from storage.models import ChangeRow, ReadingRow, VersionRow
from storage.reports import ChangeFilter

log = logging.getLogger(__name__)

MUTED: Final = "assessed again by newer rules"
_PORTION: Final = 32  # changes of one document in one transaction


@dataclass(slots=True)
class Reassessment:
    """What assessing again came to."""

    verdicts: Counter[tuple[str, str]] = field(default_factory=Counter)  # by the verdict before and now
    failed: int = 0  # could not be assessed, and keep the assessment that they had
    newly_material: list[dict[str, Any]] = field(
        default_factory=list
    )  # rows of `changes`, with the verdict it `was`

    def as_json(self) -> dict[str, Any]:
        """Give the object of the contract."""
        return {
            "assessor": ASSESSOR,
            "reassessed": self.verdicts.total(),
            "verdicts": {f"{was}->{now}": count for (was, now), count in sorted(self.verdicts.items())},
            "failed": self.failed,
            "newly_material": self.newly_material,
        }


@dataclass(frozen=True, slots=True)
class _Judged:
    loaded: Loaded
    judgement: Judgement


def reassess(
    store: Store,
    wanted: ChangeFilter,
    now: datetime,
    say: Callable[[str], None] = lambda _: None,
    *,
    is_dry: bool = False,
) -> Reassessment:
    """Assess again what older rules have assessed.

    The list of what is newly material is read from the store: it also has what an interrupted call had found.

    Args:
        store: The database.
        wanted: Which documents, and since when; its other filters are not looked at.
        now: The present.
        say: Told how far it is.
        is_dry: Assess, and write nothing.

    Raises:
        UnknownName: A document that is asked for does not exist.
    """
    with store.read() as session:
        documents = [versions.document_id(session, key) for key in wanted.document]
        older = [assessor for assessor in changes.assessors(session) if is_older(assessor)]
        waiting = changes.assessed_by(session, older, documents, wanted.since)
    found = Reassessment()
    ledger, workers = Ledger(store), Workers(os.cpu_count())
    work = _Work(ledger, workers, found, now, is_dry)
    try:
        with asyncio.Runner() as runner:
            for document_id, ids in groupby(waiting, key=lambda pair: pair[0]):
                runner.run(work.document(document_id, [change_id for _, change_id in ids]))
                say(f"{found.verdicts.total() + found.failed:,} of {len(waiting):,} changes assessed again")
    finally:
        workers.close()
        ledger.close()
    if not is_dry:
        asked = ChangeFilter(document=wanted.document, since=wanted.since, newly_by=ASSESSOR)
        with store.read() as session:
            found.newly_material = list(reports.change_rows(session, asked))
    return found


def is_older(assessor: str) -> bool:
    """Whether an assessment is to be made again: by older rules, or it could not be made at all."""
    return not assessor.isdecimal() or int(assessor) < int(ASSESSOR)


class _Work:
    def __init__(
        self, ledger: Ledger, workers: Workers, found: Reassessment, now: datetime, is_dry: bool
    ) -> None:
        self._ledger = ledger
        self._workers = workers
        self._found = found
        self._now = now
        self._is_dry = is_dry

    async def document(self, document_id: int, change_ids: Sequence[int]) -> None:
        """Assess changes of one document again, in the order of its versions."""
        past = await self._ledger.read(Past, document_id)
        for portion in _portions(change_ids):
            loaded = [one for one in [await self._load(past, change_id) for change_id in portion] if one]
            judgements = await asyncio.gather(*map(self._judge, loaded))
            judged = [
                again
                for one, judgement in zip(loaded, judgements, strict=True)
                if (again := await self._in_order(past, one, judgement)) is not None
            ]
            self._found.failed += len(portion) - len(judged)
            if self._is_dry:
                await self._ledger.read(self._note, judged)
            else:
                await self._ledger.write(self._write, past, judged)

    async def _load(self, past: Past, change_id: int) -> Loaded | None:
        try:
            return await self._ledger.read(past.load, change_id)
        except CorruptBlob as error:
            log.error("stored_text_damaged change=%s error=%s", change_id, error)
            return None

    async def _judge(self, loaded: Loaded) -> Judgement | None:
        try:
            return await self._workers.run(judge, loaded.basis)
        except WorkFailed:
            return None

    async def _in_order(self, past: Past, loaded: Loaded, judgement: Judgement | None) -> _Judged | None:
        """Judge once more where the version before turned out to be a fault of the archive, or none after all."""
        if loaded.basis.archived is not None and past.whole_before(loaded.number) != loaded.whole:
            again = await self._load(past, loaded.change_id)
            if again is None:
                return None
            loaded, judgement = again, await self._judge(again)
        if judgement is None:
            return None
        past.note(loaded.number, judgement.assessment.noise)
        return _Judged(loaded, judgement)

    def _note(self, session: Session, judged: Sequence[_Judged]) -> None:
        """Count what would be written, and list what would be newly material."""
        for one in judged:
            old = session.get_one(ChangeRow, one.loaded.change_id)
            now = one.judgement.assessment
            self._found.verdicts[old.verdict, now.verdict] += 1
            if now.verdict == "material" != old.verdict:
                asked = ChangeFilter(change=[changes.number_of(session, old)])
                (row,) = reports.change_rows(session, asked)
                new = {**now.as_json(), "cause": one.judgement.cause, "assessor": now.assessor}
                self._found.newly_material.append({**row, **new, "was": old.verdict})

    def _write(self, session: Session, past: Past, judged: Sequence[_Judged]) -> None:
        for one in judged:
            old = changes.newest_change_to(session, one.loaded.version_id)
            assert old is not None
            if old.id == one.loaded.change_id:  # else somebody was faster
                self._found.verdicts[old.verdict, one.judgement.assessment.verdict] += 1
                _add(session, past, old, one, self._now)


def _add(session: Session, past: Past, old: ChangeRow, one: _Judged, now: datetime) -> None:
    """Write one more assessment of a change."""
    before, after = (
        session.get_one(VersionRow, number) for number in (old.from_version_id, old.to_version_id)
    )
    assessment, archived = one.judgement.assessment, one.loaded.basis.archived
    baseline = old.baseline_reading_id
    marks = marks_of(after, assessment, one.judgement.cause)
    if archived is not None:
        whole = one.loaded.whole if one.judgement.from_whole else None
        baseline = past.reading_id(one.loaded.number - 1 if whole is None else whole)
        marks += [*(("flapping",) if one.loaded.basis.view.is_flapping else ()), archive.MARK]
    # Whoever would have been told of it now was not: nothing that is found afterwards alerts anybody.
    is_news = assessment.verdict not in (old.verdict, "noise")
    changes.add_change(
        session,
        before,
        after,
        session.get_one(ReadingRow, baseline),
        assessment,
        cause=one.judgement.cause,
        marks=[*marks, changes.REASSESSED],
        muted=old.muted or (MUTED if is_news else None),
        now=now,
        revision=old.revision + 1,
    )


def _portions(change_ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (change_ids[start : start + _PORTION] for start in range(0, len(change_ids), _PORTION))
