"""Fetching pages once, only to say what would be kept: nothing is stored. For `add` and `check --fetch`."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

from crawler.runner import crawl
from monitor.domain.extraction import Extraction
from monitor.domain.fetching import Answer, FetchedPage, FetchJob
from monitor.domain.watchlist import Document, FetchSettings
from monitor.pipeline.answers import failure_in
from monitor.pipeline.reading import page_of, read
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
        self._jobs: dict[int, tuple[int, int]] = {}
        self._answers: dict[int, dict[int, Answer]] = {}

    async def jobs(self) -> AsyncIterator[FetchJob]:
        for index, document in enumerate(self._documents):
            for position, source in enumerate(document.sources):
                job = FetchJob(id=len(self._jobs) + 1, url=source.url, locale=document.locale)
                self._jobs[job.id] = (index, position)
                yield job

    async def deliver(self, answer: Answer) -> None:
        index, position = self._jobs.pop(answer.job_id)
        answers = self._answers.setdefault(index, {})
        answers[position] = answer
        document = self._documents[index]
        if len(answers) == len(document.sources):
            self._answers.pop(index)
            self.tried[index] = await self._read(document, [answers[n] for n in range(len(answers))])

    async def _read(self, document: Document, answers: list[Answer]) -> Tried:
        urls = tuple(answer.final_url for answer in answers if isinstance(answer, FetchedPage))
        if (failure := failure_in(answers, conditional=False)) is not None:
            return Tried(document, urls, None, failure.failed.reason)
        pages = [
            page_of(source, answer.body, answer.header("content-type"), answer.final_url)
            for source, answer in zip(document.sources, answers, strict=True)
            if isinstance(answer, FetchedPage)
        ]
        try:
            extraction = (await self.workers.run(read, pages, None)).extraction
        except WorkFailed as error:
            return Tried(document, urls, None, f"reading it {error}")
        return Tried(
            document, urls, extraction, extraction.reason if extraction.outcome != "policy" else None
        )
