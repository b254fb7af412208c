"""A crawl: which looks are made, when the confirming ones follow, and where their answers go."""

import asyncio
import heapq
import itertools
import logging
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import datetime

from monitor.domain.fetching import Answer, FetchJob, FramedAnswer
from monitor.domain.sending import NOTHING, Sending, sending_to
from monitor.pipeline.assessing import Assessor
from monitor.pipeline.following import Followed
from monitor.pipeline.looking import Observer
from monitor.pipeline.recording import Look
from monitor.pipeline.relocating import Relocation
from monitor.pipeline.rendering import Way, wants_browser, way_of
from monitor.pipeline.schedules import read_schedule
from monitor.pipeline.tally import Tally
from monitor.pipeline.waiting import WaitingAnswers
from storage.watching import Target

log = logging.getLogger(__name__)

# Servers lie: after so many answers "not modified" in a row, the page is asked for in full.
TRUSTED_NOT_MODIFIED = 3

Clock = Callable[[], datetime]
# Told how many documents were looked at, and, while nothing else is to be done, when the next confirming look is due.
Progress = Callable[[int, datetime | None], None]


@dataclass(slots=True)
class _Begun:
    """A look whose answers are still coming in."""

    target: Target
    confirming: bool
    conditional: bool
    way: Way
    # By position: the sources, then the frames.
    answers: WaitingAnswers = field(default_factory=WaitingAnswers)
    frames: list[int] | None = (
        None  # for each frame, the position of the page around it; None: not looked for yet
    )
    visible: str | None = None  # see Look.visible
    followed: Followed | None = None  # None: no link was looked for yet
    pages_without_link: list[FramedAnswer] = field(default_factory=list)

    def take(self, position: int, answer: Answer) -> None:
        """Note an answer; that to a linked file takes the place of the page that links it."""
        landing = None if self.followed is None else self.followed.landings.get(position)
        self.answers[position] = answer if landing is None else landing.reached(answer)

    @property
    def is_complete(self) -> bool:
        """Whether every answer that was asked for so far is there."""
        return len(self.answers) == len(self.target.sources) + len(self.frames or ())


class Crawl:
    """Feeds the crawler with jobs and concludes the looks that its answers complete.

    A look that finds a difference asks for a confirming one; it is made in the same crawl where its time comes
    before the deadline, and is due at the next run otherwise.
    """

    def __init__(
        self,
        observer: Observer,
        assessor: Assessor,
        targets: Iterable[Target],
        clock: Clock,
        deadline: datetime,
        progress: Progress = lambda _count, _until: None,
        no_browser: str | None = None,
        sending: Mapping[str, Sending] | None = None,
        relocation: Relocation | None = None,
    ) -> None:
        self.tally = Tally()
        self._progress = progress
        self._observer = observer
        self._assessor = assessor
        self._clock = clock
        self._deadline = deadline
        self._no_browser = no_browser  # why pages cannot be opened in one
        self._relocation = relocation
        self._sending = sending or {}  # by document key; of the watchlist, as it is never stored
        self._planned = iter(targets)
        self._waiting: list[tuple[datetime, int, Target, Way]] = []  # confirming looks, soonest first
        self._begun: dict[int, tuple[_Begun, int]] = {}  # by job: its look, and the position of its source
        self._further: deque[FetchJob] = deque()  # what looks that have begun, and searches, ask for besides
        self._scripted: deque[_Begun] = deque()  # looks by plain HTTP that are followed by one in a browser
        self._open_looks = 0
        self._one_large = asyncio.Lock()  # looks with large answers: one after another has them in memory
        self._ids = itertools.count(1)
        self._news = asyncio.Event()

    async def jobs(self) -> AsyncIterator[FetchJob]:
        """Give the jobs of all looks, lazily; ends when every look is concluded and none is to follow in time."""
        for target in self._planned:
            way = way_of(target, self._clock())
            for job in (*self._following(), *self._begin(target, way, confirming=target.is_pending)):
                yield job
        while self._open_looks or self._waiting or self._scripted:
            for job in self._following():
                yield job
            await self._wait()
        await self._assessor.assess_settled(self._clock())

    async def deliver(self, answer: Answer) -> None:
        """Take one answer; conclude its look where it was the last one missing."""
        if self._relocation is not None and self._relocation.is_waiting_for(answer.job_id):
            await self._search_on(self._relocation, answer)
            return
        begun, position = self._begun.pop(answer.job_id)
        begun.take(position, answer)
        if not begun.is_complete:
            return
        is_over = True
        try:
            async with self._one_large if begun.answers.has_large else nullcontext():
                is_over = not await self._ask_for_more(begun)
                if is_over:
                    await self._conclude(begun)
        finally:
            if is_over:
                begun.answers.close()
            self._open_looks -= is_over
            self._news.set()

    async def _begin_search(self, target: Target) -> None:
        """Look for a document that is gone, as a part of this crawl."""
        jobs = [] if self._relocation is None else await self._relocation.begin(target, self._ids)
        self._further.extend(jobs)
        self._open_looks += bool(jobs)

    async def _search_on(self, relocation: Relocation, answer: Answer) -> None:
        is_over = True
        try:
            jobs, is_over = await relocation.take(answer, self._ids)
            self._further.extend(jobs)
        finally:
            self._open_looks -= is_over
            self._news.set()

    async def _ask_for_more(self, begun: _Begun) -> bool:
        """Ask for what the answers so far lead to: linked files, then frames; whether there is any."""
        if begun.followed is None and await self._ask_for_files(begun):
            return True
        return begun.frames is None and await self._ask_for_frames(begun)

    async def _ask_for_files(self, begun: _Begun) -> bool:
        """Ask for the files that pages link, where a source follows a link; whether there are any."""
        sources = begun.target.sources
        begun.followed = Followed()
        if not any(source.follow for source in sources):
            return False
        may_be_conditional, begun.conditional = begun.conditional, False
        found = await self._observer.links(begun.target, begun.answers)
        for position, failure in found.failed.items():
            begun.pages_without_link.append(FramedAnswer(position, begun.answers[position]))
            begun.answers[position] = failure
        begun.followed = found
        for position, landing in found.landings.items():
            del begun.answers[position]
            source = sources[position]
            # The validators are those of one file: a page that links another now says that there is news.
            if may_be_conditional and landing.url == source.followed:
                begun.conditional = True
            job = FetchJob(
                id=next(self._ids),
                url=landing.url,
                etag=source.etag if begun.conditional else None,
                last_modified=source.last_modified if begun.conditional else None,
                locale=begun.target.locale,
                sending=sending_to(landing.url, source.url, self._sending_of(begun.target)),
            )
            self._begun[job.id] = (begun, position)
            self._further.append(job)
        return bool(found.landings)

    async def _ask_for_frames(self, begun: _Begun) -> bool:
        """Ask for the frames that a page shows its policy in; whether there are any."""
        target = begun.target
        answers = [begun.answers[position] for position in range(len(target.sources))]
        wanted, begun.visible = await self._observer.frames(target, answers, conditional=begun.conditional)
        begun.frames = [position for position, _ in wanted]
        for number, (position, url) in enumerate(wanted, len(target.sources)):
            sending = sending_to(url, target.sources[position].url, self._sending_of(target))
            job = FetchJob(id=next(self._ids), url=url, locale=target.locale, sending=sending)
            self._begun[job.id] = (begun, number)
            self._further.append(job)
        return bool(wanted)

    def _following(self) -> list[FetchJob]:
        """Give the frames that are asked for, and begin the confirming looks whose time has come."""
        jobs = list(self._further)
        self._further.clear()
        while self._scripted:
            plain = self._scripted.popleft()
            jobs += self._begin(plain.target, "browser", confirming=plain.confirming)
        while self._waiting and self._waiting[0][0] <= self._clock():
            _, _, target, way = heapq.heappop(self._waiting)
            jobs += self._begin(target, way, confirming=True)
        return jobs

    def _begin(self, target: Target, way: Way, *, confirming: bool) -> list[FetchJob]:
        # The validators of a linked file are for when its address is known.
        conditional = way == "http" and not confirming and _may_ask_conditionally(target)
        begun = _Begun(target, confirming, conditional, way)
        self._open_looks += 1
        jobs = []
        for position, source in enumerate(target.sources):
            job = FetchJob(
                id=next(self._ids),
                url=source.url,
                etag=source.etag if conditional and source.follow is None else None,
                last_modified=source.last_modified if conditional and source.follow is None else None,
                locale=target.locale,
                in_browser=way == "browser",
                sending=self._sending_of(target),
            )
            self._begun[job.id] = (begun, position)
            jobs.append(job)
        return jobs

    def _sending_of(self, target: Target) -> Sending:
        return self._sending.get(target.key, NOTHING)

    async def _conclude(self, begun: _Begun) -> None:
        answers = tuple(begun.answers[position] for position in range(len(begun.target.sources)))
        frames = tuple(
            FramedAnswer(position, begun.answers[number])
            for number, position in enumerate(begun.frames or (), len(answers))
        )
        look = Look(
            target=begun.target,
            schedule=read_schedule(begun.target.schedule),
            answers=answers,
            at=max(answer.fetched_at for answer in (*answers, *(frame.answer for frame in frames))),
            confirming=begun.confirming,
            conditional=begun.conditional,
            # A page that lacks its link is the evidence of why there is no file.
            frames=(*frames, *begun.pages_without_link),
            visible=begun.visible,
            no_browser=self._no_browser if begun.target.render == "auto" else None,
        )
        if begun.way == "trial":
            is_whole = await self._observer.is_whole(begun.target, answers)
            await self._observer.remember_browser(begun.target, None if is_whole else look.at)
            if not is_whole:
                log.info("plain_tried document=%s", begun.target.key)
                self._scripted.append(begun)
                return
        concluded = await self._observer.conclude(look)
        settled = concluded.settled
        self.tally.add(begun.target, concluded)
        self._progress(len(self.tally.outcomes), None)
        log.info("looked document=%s outcome=%s reason=%s", begun.target.key, settled.outcome, settled.reason)
        if settled.outcome == "failed":
            await self._begin_search(begun.target)
        if await self._goes_on_in_browser(begun, look, settled.reason):
            self._scripted.append(begun)
        elif settled.look_again_at is not None and settled.look_again_at <= self._deadline:
            heapq.heappush(self._waiting, (settled.look_again_at, next(self._ids), begun.target, begun.way))
        if settled.version_id is not None:
            await self._assessor.assess_new(self._clock())

    async def _goes_on_in_browser(self, begun: _Begun, look: Look, reason: str | None) -> bool:
        """Whether the page is opened in a browser at once, as plain HTTP showed it without its scripts; remembered."""
        if begun.way == "browser" or self._no_browser or not wants_browser(begun.target.render, reason):
            return False
        if any(source.follow for source in begun.target.sources):
            return False  # a browser opens pages, not files
        await self._observer.remember_browser(begun.target, look.at)
        return True

    async def _wait(self) -> None:
        """Wait for a concluded look or for the next confirming one, whatever comes first."""
        timeout = None
        if self._waiting:
            timeout = max(0.0, (self._waiting[0][0] - self._clock()).total_seconds())
        elif not self._open_looks:
            return
        if not self._open_looks:
            self._progress(len(self.tally.outcomes), self._waiting[0][0])
        try:
            await asyncio.wait_for(self._news.wait(), timeout)
        except TimeoutError:
            return
        self._news.clear()


def _may_ask_conditionally(target: Target) -> bool:
    # All sources or nothing: a "not modified" for one of several would leave the others without company.
    # A held text is watched for its stability, which "not what you have" does not show.
    has_validators = any(source.etag or source.last_modified for source in target.sources)
    is_due_in_full = any(source.not_modified >= TRUSTED_NOT_MODIFIED for source in target.sources)
    return len(target.sources) == 1 and has_validators and not target.is_held and not is_due_in_full
