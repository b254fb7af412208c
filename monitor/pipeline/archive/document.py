"""One document of an archive, from its records to versions and changes in the store."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from monitor.domain.history import HistoryView, PastVersion, apply_history, view_archive
from monitor.domain.vocabulary import Cause, DocumentType
from monitor.pipeline.archive.faults import FAULTS, Fault
from monitor.pipeline.archive.git import MOST_BYTES, GitRepository
from monitor.pipeline.archive.histories import History, Record, Skipped
from monitor.pipeline.archive.judging import (
    Dates,
    Judged,
    ReadText,
    Step,
    assess_all,
    portions,
    read_all,
    unasked,
)
from monitor.pipeline.archive.report import ImportReport
from monitor.pipeline.ledger import Ledger
from monitor.pipeline.workers import Workers
from storage import archive
from storage.archive import NewChange, NewState, StoredState
from storage.blobs import sha256

_UNDER_WAY: Final = (
    2  # portions of one document that are worked on at once: both cores, also for the last document
)
_REPEATS: Final = 1_000  # noted in one transaction


@dataclass(frozen=True, slots=True)
class Tools:
    """What an import works with."""

    repository: GitRepository
    ledger: Ledger
    workers: Workers
    report: ImportReport
    now: datetime
    since: datetime | None


@dataclass(frozen=True, slots=True)
class Text:
    """What is known of one recorded text, without the text."""

    blob: str
    sha256: str
    characters: int
    substance: str
    language: str | None
    dates: Dates
    read: ReadText | None  # where it is new to the document
    reading_id: int | None  # where it is not


@dataclass(frozen=True, slots=True)
class State:
    """A version to be: a record whose text differs from the one before it."""

    record: Record
    text: Text
    number: int
    last_seen_before: datetime | None


class DocumentImport:
    """Imports one document, portion by portion; each portion is one transaction, so an import can end anywhere."""

    def __init__(
        self,
        tools: Tools,
        history: History,
        document_id: int,
        kind: DocumentType,
        stored: Sequence[StoredState],
    ) -> None:
        self._tools = tools
        self._history = history
        self._document_id = document_id
        self._type = kind
        self._stored = list(stored)
        self._blobs: dict[int, str] = {}  # by version number
        self._dates: dict[int, Dates] = {state.number: state.dates for state in stored}
        self._seen = {state.number: state.seen_at for state in stored}
        self._written: dict[str, int] = {}  # readings by the SHA-256 of their text
        self._repeats: list[tuple[str, datetime]] = []
        self._skipped: Skipped = tools.report.skipped

    async def run(self) -> None:
        """Bring in what is not there yet."""
        records = self._new_records()
        states = self._states(records, await self._read(records))
        past = [*map(StoredState.as_past, self._stored), *map(_as_coming, states)]
        views = view_archive(past)
        await self._revise(views[: len(self._stored)])
        await self._write(states, views[len(self._stored) :])
        for start in range(0, len(self._repeats), _REPEATS):
            chunk = self._repeats[start : start + _REPEATS]
            self._tools.report.repeats += await self._tools.ledger.write(
                archive.note_repeats, self._document_id, chunk
            )
        if self._history.deleted_at is not None:
            await self._tools.ledger.write(
                archive.retire_document, self._document_id, self._history.deleted_at
            )

    def _new_records(self) -> list[Record]:
        """Give the records after the newest stored one; those before it that are not stored came too late."""
        records = self._history.records
        places = {record.commit: place for place, record in enumerate(records)}
        for state in self._stored:
            if (place := places.get(state.source_ref)) is not None:
                self._blobs[state.number] = records[place].blob
        if not self._stored:
            since = self._tools.since
            return [record for record in records if since is None or record.at >= since]
        newest = places[self._stored[-1].source_ref]
        known = {state.source_ref for state in self._stored}
        blob = ""
        for record in records[:newest]:
            is_repeat, blob = record.blob == blob, record.blob
            if record.commit not in known and not is_repeat and self._data(record) is not None:
                self._skipped.add(self._history.document.name, "recorded before what was imported earlier")
        return records[newest:]

    def _data(self, record: Record) -> bytes | None:
        """Load a recorded text; None, with a note, where it is none."""
        data = self._tools.repository.read(record.blob)
        problem = _problem(data)
        if problem is not None:
            self._skipped.add(self._history.document.name, f"{problem} (commit {record.commit[:12]})")
            return None
        return data

    async def _read(self, records: Sequence[Record]) -> dict[str, Text]:
        """Read each distinct text once; answers what is known, by blob."""
        stored = {state.text_sha256: state for state in self._stored}
        found: dict[str, Text] = {}
        waiting: list[Text] = []
        under_way: list[asyncio.Task[list[Text]]] = []
        for record in {record.blob: record for record in reversed(records)}.values():
            data = self._data(record)
            if data is None:
                continue
            text = _unread_text(record.blob, data, stored.get(sha256(data)))
            found[record.blob] = text
            if text.reading_id is None:
                waiting.append(text)
            if len(portions([one.characters for one in waiting])) > 1:
                under_way.append(asyncio.create_task(self._read_portion(waiting[:-1])))
                waiting = waiting[-1:]
            if len(under_way) > _UNDER_WAY:
                found |= {text.blob: text for text in await under_way.pop(0)}
        under_way.append(asyncio.create_task(self._read_portion(waiting)))
        for task in under_way:
            found |= {text.blob: text for text in await task}
        return found

    async def _read_portion(self, texts: Sequence[Text]) -> list[Text]:
        if not texts:
            return []
        contents = [self._content(text.blob) for text in texts]
        return [
            replace(
                text,
                read=read,
                substance=read.substance,
                language=read.extraction.language,
                dates=(read.extraction.updated, read.extraction.effective),
            )
            for text, read in zip(texts, await read_all(self._tools.workers, contents), strict=True)
        ]

    def _content(self, blob: str) -> str:
        return self._bytes(blob).decode()

    def _bytes(self, blob: str) -> bytes:
        data = self._tools.repository.read(blob)
        assert data is not None
        return data

    def _states(self, records: Sequence[Record], texts: dict[str, Text]) -> list[State]:
        """Number the records whose text differs from the one before; the others are repeats of it."""
        states: list[State] = []
        last = self._stored[-1].text_sha256 if self._stored else None
        last_seen = self._stored[-1].seen_at if self._stored else None
        number = len(self._stored)
        for record in records:
            text = texts.get(record.blob)
            if text is None or (self._stored and record.commit == self._stored[-1].source_ref):
                continue
            if text.sha256 == last:
                self._repeats.append((record.commit, record.at))
            else:
                number += 1
                states.append(State(record, text, number, last_seen))
                self._blobs[number], self._dates[number] = record.blob, text.dates
                self._seen[number] = record.at
            last, last_seen = text.sha256, record.at
        return states

    async def _revise(self, views: Sequence[HistoryView]) -> None:
        """Say anew what stored changes came to where later records show that the state passed."""
        for state, view in zip(self._stored, views, strict=True):
            if view.passes_until is not None and "transient" not in state.noise:
                assessment = apply_history(unasked(), view)
                await self._tools.ledger.write(archive.revise_change, state, assessment, self._tools.now)
                self._tools.report.revised += 1

    async def _write(self, states: Sequence[State], views: Sequence[HistoryView]) -> None:
        """Assess and write all new versions, in order, a portion ahead of what is written."""
        fault = Fault(self._stored)
        under_way: list[tuple[range, asyncio.Task[dict[int, Judged]]]] = []
        for portion in portions([state.text.characters for state in states]):
            task = asyncio.create_task(
                self._judge([states[at] for at in portion], [views[at] for at in portion])
            )
            under_way.append((portion, task))
            if len(under_way) > _UNDER_WAY:
                await self._write_portion(states, views, *under_way.pop(0), fault)
        for portion, task in under_way:
            await self._write_portion(states, views, portion, task, fault)

    async def _judge(self, states: Sequence[State], views: Sequence[HistoryView]) -> dict[int, Judged]:
        """Assess the steps that history does not explain; answers by version number."""
        asked = [
            state for state, view in zip(states, views, strict=True) if state.number > 1 and not view.explains
        ]
        if not asked:
            return {}
        judged = await assess_all(
            self._tools.workers, [self._step(state, state.number - 1) for state in asked]
        )
        return {state.number: answer for state, answer in zip(asked, judged, strict=True)}

    def _step(self, state: State, before: int) -> Step:
        return Step(
            before=self._content(self._blobs[before]),
            after=self._content(state.text.blob),
            type=self._type,
            language=state.text.language,
            dates=(self._dates[before], state.text.dates),
            is_upgrade=state.record.is_upgrade,
            seen=(state.record.at.date(), self._last_seen(state, before).date()),
        )

    def _last_seen(self, state: State, before: int) -> datetime:
        """Say when the text of version *before* was recorded last; where others came between, when it was first."""
        if before == state.number - 1 and state.last_seen_before is not None:
            return state.last_seen_before
        return self._seen[before]

    async def _write_portion(
        self,
        states: Sequence[State],
        views: Sequence[HistoryView],
        portion: range,
        task: "asyncio.Task[dict[int, Judged]]",
        fault: Fault,
    ) -> None:
        judged = await task
        new = []
        for at in portion:
            change = None
            if states[at].number > 1:
                change = await self._change(states[at], views[at], judged.get(states[at].number), fault)
            new.append(self._new_state(states[at], change))
        before = self._stored[-1] if self._stored else None
        written = await self._tools.ledger.write(
            archive.write_states, self._document_id, before, new, self._tools.now
        )
        self._stored += written
        self._written |= {state.text_sha256: state.reading_id for state in written}
        self._tools.report.add(new)

    async def _change(
        self, state: State, view: HistoryView, judged: Judged | None, fault: Fault
    ) -> NewChange:
        """Say what led to a version: by its history, or by its words beside the last whole text."""
        if judged is None:
            fault.pass_over()
            cause: Cause = "extraction" if state.record.is_upgrade else "vendor"
            return NewChange(cause, apply_history(unasked(), view), ())
        baseline = fault.whole
        if baseline is not None:
            (again,) = await assess_all(self._tools.workers, [self._step(state, baseline)])
            if FAULTS.isdisjoint(again[1].noise):
                judged = again[0], replace(again[1], noise=(*again[1].noise, "restored"))
            else:
                baseline = None
        fault.follow(state.number, judged[1].noise)
        assessment = apply_history(judged[1], view)
        marks = (*assessment.marks, "flapping") if view.is_flapping else assessment.marks
        return NewChange(judged[0], assessment, marks, baseline)

    def _new_state(self, state: State, change: NewChange | None) -> NewState:
        read = state.text.read
        return NewState(
            source_ref=state.record.commit,
            seen_at=state.record.at,
            last_seen_before=state.last_seen_before,
            data=self._bytes(state.text.blob),
            reading=None if read is None else (read.extraction, (read.identity, read.substance)),
            reading_id=state.text.reading_id or self._written.get(state.text.sha256),
            change=change,
        )


def _as_coming(state: State) -> PastVersion:
    return PastVersion(state.number, state.text.substance, "imported", state.record.at)


def _unread_text(blob: str, data: bytes, stored: StoredState | None) -> Text:
    digest, characters = sha256(data), len(data)
    if stored is None:
        return Text(blob, digest, characters, "", None, (None, None), None, None)
    known = stored.substance, stored.language, stored.dates
    return Text(blob, digest, characters, *known, None, stored.reading_id)


def _problem(data: bytes | None) -> str | None:
    """Say why a file is no text of a policy; None where it may be one."""
    if data is None:
        return f"larger than {MOST_BYTES // 1_000_000} MB"
    try:
        data.decode("utf-8")  # NULs are let be: texts taken from PDF have them
    except UnicodeDecodeError:
        return "no text in UTF-8"
    return None
