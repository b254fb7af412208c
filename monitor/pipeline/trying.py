"""Fetching pages once, only to say what would be kept: nothing is stored. For `add` and `check --fetch`."""

import asyncio
import itertools
from collections import deque
from collections.abc import AsyncIterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass

from crawler.browser import what_is_missing
from crawler.runner import crawl
from monitor.domain.extraction import Extraction
from monitor.domain.fetching import Answer, FetchedPage, FetchJob, FramedAnswer
from monitor.domain.sending import sending_to
from monitor.domain.watchlist import Document, FetchSettings
from monitor.pipeline.answers import failure_in
from monitor.pipeline.following import Followed, follow_links
from monitor.pipeline.framing import frames_behind
from monitor.pipeline.pages import Page, pages_of
from monitor.pipeline.reading import Read, read
from monitor.pipeline.rendering import told_why_not, wants_browser
from monitor.pipeline.waiting import WaitingAnswers
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
    attempt = _Attempt(documents, what_is_missing(settings))
    try:
        crawl(attempt.jobs(), attempt.deliver, settings)
    finally:
        attempt.workers.close()
    return [attempt.tried[index] for index in range(len(documents))]


class _Attempt:
    def __init__(self, documents: Sequence[Document], no_browser: str | None) -> None:
        self.workers = Workers()
        self.tried: dict[int, Tried] = {}
        self._documents = documents
        self._no_browser = no_browser  # why pages cannot be opened in one
        self._in_browser = {index for index, document in enumerate(documents) if document.render == "browser"}
        self._ids = itertools.count(1)
        self._jobs: dict[int, tuple[int, int]] = {}  # by job: number of the document, and of the answer
        self._answers: dict[int, WaitingAnswers] = {}
        self._frames: dict[int, list[int]] = {}  # by document: the positions of the pages around its frames
        self._followed: dict[int, Followed] = {}  # by document; where links were looked for
        self._following: deque[FetchJob] = deque()
        self._news = asyncio.Event()
        self._one_large = asyncio.Lock()  # as in a crawl

    async def jobs(self) -> AsyncIterator[FetchJob]:
        for index, document in enumerate(self._documents):
            for job in self._jobs_of(index, document):
                yield job
        while len(self.tried) < len(self._documents):
            while self._following:
                yield self._following.popleft()
            self._news.clear()
            if len(self.tried) < len(self._documents) and not self._following:
                await self._news.wait()

    async def deliver(self, answer: Answer) -> None:
        index, position = self._jobs.pop(answer.job_id)
        answers = self._answers.setdefault(index, WaitingAnswers())
        landing = self._followed[index].landings.get(position) if index in self._followed else None
        answers[position] = answer if landing is None else landing.reached(answer)
        document = self._documents[index]
        if len(answers) < len(document.sources) + len(self._frames.get(index, ())):
            return
        try:
            async with self._one_large if answers.has_large else nullcontext():
                await self._go_on(index, document, answers)
        finally:
            self._news.set()

    async def _go_on(self, index: int, document: Document, answers: WaitingAnswers) -> None:
        if await self._ask_for_more(index, document, answers):
            return
        tried = await self._read(index, document, answers)
        self._answers.pop(index).close()
        if self._goes_on_in_browser(index, tried):
            self._frames.pop(index, None)
            self._followed.pop(index, None)
            self._in_browser.add(index)
            self._following.extend(self._jobs_of(index, document))
        else:
            self.tried[index] = tried

    def _goes_on_in_browser(self, index: int, tried: Tried) -> bool:
        if index in self._in_browser or self._no_browser is not None or tried.extraction is None:
            return False
        if any(source.follow for source in self._documents[index].sources):
            return False
        return wants_browser(self._documents[index].render, tried.problem)

    def _jobs_of(self, index: int, document: Document) -> list[FetchJob]:
        in_browser = index in self._in_browser
        return [
            self._job(index, source.url, position, source.url, in_browser=in_browser)
            for position, source in enumerate(document.sources)
        ]

    def _job(self, index: int, source: str, position: int, url: str, *, in_browser: bool = False) -> FetchJob:
        document = self._documents[index]
        job = FetchJob(
            id=next(self._ids),
            url=url,
            locale=document.locale,
            in_browser=in_browser,
            sending=sending_to(url, source, document.sending),
        )
        self._jobs[job.id] = (index, position)
        return job

    async def _ask_for_more(self, index: int, document: Document, answers: WaitingAnswers) -> bool:
        """Ask for linked files, then for frames; whether there is any."""
        if index not in self._followed:
            found = self._followed[index] = await follow_links(self.workers, document.sources, answers)
            answers.update(found.failed)
            for position, landing in found.landings.items():
                del answers[position]
                source = document.sources[position].url
                self._following.append(self._job(index, source, position, landing.url))
            if found.landings:
                return True
        return index not in self._frames and await self._ask_for_frames(index, document, answers)

    async def _ask_for_frames(self, index: int, document: Document, answers: WaitingAnswers) -> bool:
        """Ask for the frames that a page shows its policy in; whether there are any."""
        pages = [answers[position] for position in range(len(document.sources))]
        wanted = await frames_behind(self.workers, document.sources, pages)
        self._frames[index] = [position for position, _ in wanted]
        self._following.extend(
            self._job(index, document.sources[position].url, number, url)
            for number, (position, url) in enumerate(wanted, len(document.sources))
        )
        return bool(wanted)

    async def _extracted(self, document: Document, pages: list[Page]) -> Read:
        seen = await self.workers.run(read, pages, None)
        return told_why_not(seen, self._no_browser if document.render == "auto" else None)

    async def _read(self, index: int, document: Document, by_number: WaitingAnswers) -> Tried:
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
            extraction = (await self._extracted(document, pages)).extraction
        except WorkFailed as error:
            return Tried(document, urls, None, f"reading it {error}")
        return Tried(
            document, urls, extraction, extraction.reason if extraction.outcome != "policy" else None
        )
