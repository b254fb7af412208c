"""The import of a git history in the form of Open Terms Archive: repeatable, and interruptible at any moment."""

import asyncio
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from monitor.domain.archive import ArchivedDocument
from monitor.domain.slug import slugify
from monitor.pipeline.archive.document import DocumentImport, Tools
from monitor.pipeline.archive.git import open_repository
from monitor.pipeline.archive.histories import History, Wanted, collect
from monitor.pipeline.archive.report import ImportReport
from monitor.pipeline.ledger import Ledger
from monitor.pipeline.workers import Workers
from storage import archive
from storage.archive import StoredState
from storage.engine import Store
from storage.models import DocumentRow

# What a process remembers of texts grows with each portion; a new one costs 0.04 s, and the peak is 8 % lower.
_TASKS: Final = 30

Progress = Callable[[str], None]

_QUALIFIER_OF_UNNAMED = "archive"
_WARM = "monitor.pipeline.archive.warm"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the history of a document goes."""

    document: DocumentRow
    is_new: bool
    stored: list[StoredState]


def import_archive(
    store: Store, path: Path, wanted: Wanted, now: datetime, progress: Progress = lambda _: None
) -> ImportReport:
    """Bring the history at *path* into the store: vendors, documents, versions, and assessed changes; no alerts.

    What is there already stays as it is; after an interruption the next import goes on where this one ended.

    Raises:
        ConfigurationError: *path* is no git repository, or has no document that was asked for.
        OperationalError: git or the database failed; everything that was finished is kept.
    """
    began = time.monotonic()
    report = ImportReport()
    with open_repository(path) as repository:
        progress("reading the commits")
        histories = collect(repository.commits(), wanted, report.skipped, now)
        report.vendors = len({history.document.vendor for history in histories})
        report.documents = len(histories)
        ledger, workers = Ledger(store), Workers(os.cpu_count(), prepared_by=_WARM, tasks=_TASKS)
        try:
            with asyncio.Runner() as runner:
                tools = Tools(repository, ledger, workers, report, now, wanted.since)
                runner.run(_import_all(tools, histories, archive_name(path), progress))
        finally:
            workers.close()
            ledger.close()
    report.seconds = time.monotonic() - began
    return report


def archive_name(path: Path) -> str:
    """Make a slug of the name of an archive, for keys that two archives would share."""
    name = path.resolve().name.removesuffix(".git").removesuffix(".bundle")
    return slugify(name) or _QUALIFIER_OF_UNNAMED


async def _import_all(tools: Tools, histories: Sequence[History], name: str, progress: Progress) -> None:
    total = sum(len(history.records) for history in histories)
    waiting = iter(histories)
    done = 0

    async def work() -> None:
        nonlocal done
        for history in waiting:
            await _import_one(tools, history, name)
            done += len(history.records)
            progress(f"{done:,} of {total:,} records; newest: {history.document.name}")

    # One document more than cores: while one is written, the others are read and assessed.
    tasks = [asyncio.create_task(work()) for _ in range((os.cpu_count() or 1) + 1)]
    try:
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _import_one(tools: Tools, history: History, name: str) -> None:
    place = await tools.ledger.write(_find_place, history, name, tools.now)
    if isinstance(place, str):
        tools.report.skipped.add(history.document.name, place)
        return
    tools.report.new_documents += place.is_new
    tools.report.known += len(place.stored)
    await DocumentImport(tools, history, place.document.id, place.document.type, place.stored).run()


def _find_place(session: Session, history: History, name: str, now: datetime) -> _Place | str:
    """Find the document that has this history already, or could have it; else say why there is none."""
    document = history.document
    commits = {record.commit for record in history.records}
    vendor = archive.add_vendor(session, document)
    reason = ""
    for key in _keys(document, name):
        row = archive.find_document(session, key)
        if row is None:
            return _Place(archive.add_document(session, vendor, document, key, now), True, [])
        stored = archive.load_states(session, row.id)
        if archive.was_looked_at(session, row.id) and not stored:
            reason = f"{key} is watched already, and its own versions come first"
        elif not stored or stored[-1].source_ref in commits:
            return _Place(row, False, stored)
        else:
            reason = reason or f"{key} has the history of another archive"
    return reason


def _keys(document: ArchivedDocument, name: str) -> tuple[str, str]:
    """Give the keys that a document may have: its own, or with the archive in it where another archive has that."""
    joint = "-" if document.qualifier else "."
    return document.key, f"{document.key}{joint}{name}"
