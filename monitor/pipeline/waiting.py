"""The answers of one look while others of it are still to come: large ones wait on disk, not in memory."""

from collections.abc import Iterator, MutableMapping
from dataclasses import replace
from tempfile import TemporaryFile
from typing import IO

from monitor.domain.fetching import Answer, FetchedPage, FetchFailed

# Of 300 recorded policy pages none was larger than two of these.
LARGE_BYTES = 1_000_000
# Of a document that has several: what a look holds is copied to whoever reads it. One alone is for `fetch.max_bytes`.
MOST_BYTES = 50_000_000


class WaitingAnswers(MutableMapping[int, Answer]):
    """Answers by position. Reading one brings its body back into memory; what was read is not kept there."""

    def __init__(self) -> None:
        self._answers: dict[int, Answer] = {}
        self._bodies: dict[int, IO[bytes]] = {}  # files without a name, gone with the process however it ends
        self._sizes: dict[int, int] = {}

    @property
    def has_large(self) -> bool:
        """Whether some of the answers are large."""
        return bool(self._bodies)

    def __getitem__(self, position: int) -> Answer:
        answer = self._answers[position]
        if (file := self._bodies.get(position)) is None:
            return answer
        file.seek(0)
        assert isinstance(answer, FetchedPage)
        return replace(answer, body=file.read())

    def __setitem__(self, position: int, answer: Answer) -> None:
        """Keep *answer*; where all together are more than may be, that is the answer."""
        self._forget_body(position)
        if isinstance(answer, FetchedPage):
            answer = self._put_away(position, answer)
        self._answers[position] = answer

    def _put_away(self, position: int, page: FetchedPage) -> Answer:
        size = len(page.body)
        if self._sizes and sum(self._sizes.values()) + size > MOST_BYTES:
            detail = f"answer: the document has more than {MOST_BYTES // 1_000_000} MB in all its parts"
            return FetchFailed(page.job_id, page.url, "too_large", detail, page.fetched_at)
        self._sizes[position] = size
        if size < LARGE_BYTES:
            return page
        file = self._bodies[position] = TemporaryFile()  # noqa: SIM115 - closed with the look
        file.write(page.body)
        return replace(page, body=b"")

    def __delitem__(self, position: int) -> None:
        del self._answers[position]
        self._forget_body(position)

    def __iter__(self) -> Iterator[int]:
        return iter(self._answers)

    def __len__(self) -> int:
        return len(self._answers)

    def _forget_body(self, position: int) -> None:
        self._sizes.pop(position, None)
        if (file := self._bodies.pop(position, None)) is not None:
            file.close()

    def close(self) -> None:
        """Let go of everything."""
        for position in list(self):
            del self[position]
