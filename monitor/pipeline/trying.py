"""Fetching pages once, only to say what would be kept: nothing is stored. For `add` and `check --fetch`."""

import asyncio
import itertools
from collections import deque
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

from crawler.runner import crawl
from monitor.domain.extraction import Extraction
from monitor.domain.fetching import Answer, FetchedPage, FetchJob, FramedAnswer
from monitor.domain.watchlist import Document, FetchSettings
from monitor.pipeline.answers import failure_in
from monitor.pipeline.framing import frames_behind
from monitor.pipeline.reading import pages_of, read
from monitor.pipeline.workers import Workers, WorkFailed


@dataclass(frozen=True, slots=True)
class Tried:
    """What one try at a document came to: an extraction, or the reason why there is none."""

    document: Document
    final_urls: tuple[str, ...]
    extraction: Extraction | None
    problem: str | None  # also where the page came and is no policy


def try_documents(documents: Sequence[Document], settings: FetchSettings) -> list[Tried]:
    """Fetch every source of *documents* once, and read what came, in the order given.

    Raises:
        Interrupted: SIGINT or SIGTERM came.
    """
    attempt = _Attempt(documents)
    try:
        crawl(attempt.jobs(), attempt.deliver, settings)
    finally:
        attempt.workers.close()
    return [attempt.tried[index] for index in range(len(documents))]


class _Attempt:
    def __init__(self, documents: Sequence[Document]) -> None:
        self.workers = Workers()
        self.tried: dict[int, Tried] = {}
        self._documents = documents
        self._ids = itertools.count(1)
        self._jobs: dict[int, tuple[int, int]] = {}  # by job: number of the document, and of the answer
        self._answers: dict[int, dict[int, Answer]] = {}
        self._frames: dict[int, list[int]] = {}  # by document: the positions of the pages around its frames
        self._framed: deque[FetchJob] = deque()
        self._news = asyncio.Event()

    async def jobs(self) -> AsyncIterator[FetchJob]:
        for index, document in enumerate(self._documents):
            for position, source in enumerate(document.sources):
                yield self._job(index, position, source.url)
        while len(self.tried) < len(self._documents):
            while self._framed:
                yield self._framed.popleft()
            self._news.clear()
            if len(self.tried) < len(self._documents) and not self._framed:
                await self._news.wait()

    async def deliver(self, answer: Answer) -> None:
        index, position = self._jobs.pop(answer.job_id)
        answers = self._answers.setdefault(index, {})
        answers[position] = answer
        document = self._documents[index]
        if len(answers) < len(document.sources) + len(self._frames.get(index, ())):
            return
        try:
            if index in self._frames or not await self._ask_for_frames(index, document, answers):
                self.tried[index] = await self._read(index, document, self._answers.pop(index))
        finally:
            self._news.set()

    def _job(self, index: int, position: int, url: str) -> FetchJob:
        job = FetchJob(id=next(self._ids), url=url, locale=self._documents[index].locale)
        self._jobs[job.id] = (index, position)
        return job

    async def _ask_for_frames(self, index: int, document: Document, answers: dict[int, Answer]) -> bool:
        """Ask for the frames that a page shows its policy in; whether there are any."""
        pages = [answers[position] for position in range(len(document.sources))]
        wanted = await frames_behind(self.workers, document.sources, pages)
        self._frames[index] = [position for position, _ in wanted]
        self._framed.extend(
            self._job(index, number, url) for number, (_, url) in enumerate(wanted, len(document.sources))
        )
        return bool(wanted)

    async def _read(self, index: int, document: Document, by_number: dict[int, Answer]) -> Tried:
        answers = [by_number[number] for number in range(len(document.sources))]
        frames = [
            FramedAnswer(position, by_number[number])
            for number, position in enumerate(self._frames[index], len(answers))
        ]
        urls = tuple(answer.final_url for answer in answers if isinstance(answer, FetchedPage))
        if (failure := failure_in(answers, conditional=False, frames=frames)) is not None:
            return Tried(document, urls, None, failure.failed.reason)
        pages = pages_of(document.sources, answers, frames)
        try:
            extraction = (await self.workers.run(read, pages, None)).extraction
        except WorkFailed as error:
            return Tried(document, urls, None, f"reading it {error}")
        return Tried(
            document, urls, extraction, extraction.reason if extraction.outcome != "policy" else None
        )
