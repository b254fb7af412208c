"""One look at a document, from its answers to what it came to. Each step reads what the step before stored."""

import dataclasses
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from monitor.domain.clutter import LEAST_TEXTS, still_marks
from monitor.domain.extraction import Extraction
from monitor.domain.fetching import Answer, FailureReason, FetchedPage
from monitor.domain.gate import Glimpse, suspicion
from monitor.domain.text import identity, substance
from monitor.domain.watchlist import Schedule
from monitor.pipeline import recording
from monitor.pipeline.answers import failure_in, is_not_modified
from monitor.pipeline.elsewhere import elsewhere
from monitor.pipeline.extraction.frames import has_frames
from monitor.pipeline.following import Followed, follow_links
from monitor.pipeline.framing import frames_behind
from monitor.pipeline.kept import kept_pages
from monitor.pipeline.ledger import Ledger
from monitor.pipeline.pages import Page, pages_of, visible
from monitor.pipeline.reading import Read, read
from monitor.pipeline.recording import Baseline, Look, Rules, Settled, Still
from monitor.pipeline.rendering import told_why_not
from monitor.pipeline.repeats import Repeats
from monitor.pipeline.replaying import replay
from monitor.pipeline.workers import Workers, WorkFailed
from storage import looks, state, versions
from storage.blobs import CorruptBlob
from storage.models import ObservationRow, ReadingRow, VersionRow
from storage.watching import Target

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Concluded:
    """What a look came to; `failure` says why no answer came."""

    settled: Settled
    failure: FailureReason | None = None


class Observer:
    """Concludes looks: keeps what was answered, reads it, decides, and records the decision."""

    def __init__(self, ledger: Ledger, workers: Workers, rules: Rules) -> None:
        self._ledger = ledger
        self._workers = workers
        self._rules = rules
        self._repeats = Repeats(ledger, rules)

    async def conclude(self, look: Look) -> Concluded:
        """Take one finished look to its end."""
        failure = failure_in(look.answers, conditional=look.conditional, frames=look.frames)
        if failure is not None:
            settled = await self._ledger.write(recording.record_failure, look, self._rules, failure)
            return Concluded(settled, failure.network)
        try:
            return await self._concluded(look)
        except CorruptBlob as error:
            log.error("stored_text_damaged document=%s error=%s", look.target.key, error)
            return Concluded(await self._ledger.write(recording.record_damaged, look, self._rules))

    async def _concluded(self, look: Look) -> Concluded:
        digest = None
        if not is_not_modified(look.answers):
            digest = await self._visible(look)
            same = None if digest is None else await self._repeats.record(look, digest)
            if same is not None:
                return Concluded(same)
        replayed = await self._replayed(look.target)
        settled = await self._settled(look, digest)
        if settled.version_id is None and replayed is not None:
            settled = dataclasses.replace(settled, version_id=replayed)
        return Concluded(settled)

    async def frames(
        self, target: Target, answers: Sequence[Answer], *, conditional: bool
    ) -> tuple[list[tuple[int, str]], str | None]:
        """List the frames to be fetched before a look can be concluded: position of the source, and address.

        Returns:
            Them, and the visible text of *answers* as a hash where it had to be found out.
        """
        known = self._kept_visible(target, answers)
        digest = None if known is None else await self._digest(pages_of(target.sources, answers))
        if digest is not None and digest == known:
            # The same page was read without frames before, or they would be part of what it showed.
            return [], digest
        return await frames_behind(self._workers, target.sources, answers, conditional=conditional), digest

    async def links(self, target: Target, answers: Mapping[int, Answer]) -> Followed:
        """Find the files that pages link, for sources that follow a link; *answers* are by position."""
        return await follow_links(self._workers, target.sources, answers)

    def _kept_visible(self, target: Target, answers: Sequence[Answer]) -> str | None:
        """Give what the last kept look showed where *answers* may show it, too: few frames have a policy in them."""
        pages = [answer for answer in answers if isinstance(answer, FetchedPage) and answer.status == 200]
        if len(pages) != len(answers) or not any(has_frames(page.body) for page in pages):
            return None
        kept = target.kept
        is_current = kept is not None and (kept.extractor, kept.rules) == (
            self._rules.extractor,
            target.rules,
        )
        return kept.visible if kept is not None and is_current else None

    async def is_whole(self, target: Target, answers: Sequence[Answer]) -> bool:
        """Whether *answers*, by plain HTTP, show the accepted text, so that no browser is needed any more."""
        if failure_in(answers, conditional=False) is not None:
            return False
        baseline = await self.baseline(target)
        try:
            seen = await self._workers.run(read, pages_of(target.sources, answers), None)
        except WorkFailed:
            return False
        is_policy = seen.extraction.outcome == "policy"
        return baseline is not None and is_policy and seen.identity == baseline.reading.identity

    async def remember_browser(self, target: Target, since: datetime | None) -> None:
        """Note that a document shows its text in a browser only, as seen at *since*; None: without one as well."""
        await self._ledger.write(state.remember_browser, target.id, since)

    async def resume(self, look_id: int, target: Target, schedule: Schedule) -> Settled:
        """Decide about a look whose answers are stored, but which a dead run never decided about."""
        row = await self._ledger.read(lambda session: session.get_one(ObservationRow, look_id))
        look = Look(target, schedule, (), row.at, row.confirming)
        if await self._ledger.read(looks.urls_asked, look_id) != [source.url for source in target.sources]:
            return await self._ledger.write(recording.record_outdated, look, look_id, self._rules)
        try:
            return await self._read(look, look_id, None)
        except CorruptBlob as error:
            log.error("stored_text_damaged document=%s error=%s", target.key, error)
            return await self._ledger.write(recording.record_damaged, look, self._rules)

    async def baseline(self, target: Target) -> Baseline | None:
        """Give the newest version as today's extractor and rules read it; None where there is no version yet.

        What an upgrade changes in an old text is found here, before anything is compared: it never looks like an
        edit of the vendor's.
        """
        newest = await self._ledger.read(_newest, target.id)
        return (
            None if newest is None else await self.reread(newest, target, self._rules.extractor, target.rules)
        )

    async def reread(self, version: VersionRow, target: Target, extractor: str, rules: str) -> Baseline:
        """Give *version* as *extractor* with *rules* reads it; as it was read where its bytes are not at hand."""
        own, fitting = await self._ledger.read(_readings, version, extractor, rules)
        if fitting is None and extractor == self._rules.extractor and rules == target.rules:
            fitting = await self._read_again(own, target)
        return Baseline(version.id, fitting or own, version.setup)

    async def _read_again(self, own: ReadingRow, target: Target) -> ReadingRow | None:
        if own.observation_id is None:
            return None
        pages = await self._ledger.read(kept_pages, own.observation_id, target)
        if len(pages) != len(target.sources):
            return None
        try:
            again = await self._workers.run(read, pages, None)
        except WorkFailed:
            return None
        if again.extraction.outcome != "policy":
            return None
        log.info("reread document=%s extractor=%s rules=%s", target.key, self._rules.extractor, target.rules)
        return await self._ledger.write(_add_reading, own, again, self._rules.extractor, target.rules)

    async def _replayed(self, target: Target) -> int | None:
        """Decide anew about looks that only today's rules can read; the id of the newest version made so."""
        known = await self._ledger.read(state.load_state, target.id)
        kept = known.kept_reading
        if kept is None or kept.outcome == "policy" or self._is_current(kept, target):
            return None
        baseline = await self.baseline(target)
        return await replay(self._ledger, self._workers, self._rules, target, baseline)

    async def _settled(self, look: Look, digest: str | None) -> Settled:
        """Conclude a look that was answered: by what is known where it shows just that, else by reading it."""
        if is_not_modified(look.answers):
            return await self._not_modified(look)
        known = await self._ledger.read(state.load_state, look.target.id)
        kept = known.kept_reading
        is_repeat = digest is not None and digest == known.kept_visible
        if kept is not None and is_repeat and self._is_current(kept, look.target):
            return await self._repeated(look, kept, known.kept_look)
        return await self._read(look, await self._ledger.write(recording.keep, look), digest)

    def _is_current(self, reading: ReadingRow, target: Target) -> bool:
        return (reading.extractor, reading.rules) == (self._rules.extractor, target.rules)

    async def _not_modified(self, look: Look) -> Settled:
        # Validators are sent only where there is a version, and are those of the answer that it was accepted from.
        baseline = await self.baseline(look.target)
        assert baseline is not None
        seen = state.as_text(baseline.reading)
        same_as = baseline.reading.observation_id
        return await self._ledger.write(recording.record_repeat, look, self._rules, baseline, seen, same_as)

    async def _repeated(self, look: Look, kept: ReadingRow, same_as: int | None) -> Settled:
        baseline = await self.baseline(look.target)
        seen = recording.seen_in(kept, await self._doubt(look, baseline, kept))
        still = None
        if kept.outcome == "policy":
            still = await self._still(
                look.target, baseline, kept.identity, await self._ledger.read(versions.text_of, kept)
            )
        return await self._ledger.write(
            recording.record_repeat, look, self._rules, baseline, seen, same_as, still
        )

    async def _still(self, target: Target, baseline: Baseline | None, seen: str, text: str) -> Still | None:
        """Mark the texts that are held against each other without lines that change on every look; None: none do."""
        if baseline is None or seen == baseline.reading.identity:
            return None
        shown, against = await self._ledger.read(_recent, target, baseline, self._rules.extractor)
        if shown[-1:] != [text]:
            shown.append(text)
        if len(shown) < LEAST_TEXTS:
            return None
        try:
            marks = await self._workers.run(still_marks, shown, [text, *against])
        except WorkFailed:
            return None
        return None if marks is None else Still(marks[1], marks[0], *marks[2:])

    async def _doubt(self, look: Look, baseline: Baseline | None, kept: ReadingRow) -> str | None:
        if baseline is None or kept.outcome != "policy" or kept.identity == baseline.reading.identity:
            return None
        finals = [page.final_url for page in look.answers if isinstance(page, FetchedPage)]
        if (doubt := await self._ledger.read(elsewhere, look.target, finals, baseline.reading)) is not None:
            return doubt
        accepted = await self._glimpse(look.target, baseline)
        if accepted is None:
            return None
        text = await self._ledger.read(versions.text_of, kept)
        after = Glimpse(text, kept.language, kept.suspect)
        return await self._workers.run(suspicion, accepted, after)

    async def _read(self, look: Look, look_id: int, digest: str | None) -> Settled:
        baseline = await self.baseline(look.target)
        accepted = await self._glimpse(look.target, baseline)
        pages = await self._ledger.read(kept_pages, look_id, look.target)
        try:
            result = await self._workers.run(read, pages, accepted)
        except WorkFailed as error:
            result = _unreadable(str(error))
        result = told_why_not(result, look.no_browser)
        accepted_reading = None if baseline is None else baseline.reading
        finals = [page.url for page in pages]
        doubt = await self._ledger.read(elsewhere, look.target, finals, accepted_reading)
        if doubt is not None and result.extraction.outcome == "policy":
            result = _doubted(result, doubt, is_first=baseline is None)
        still = None
        if result.extraction.outcome == "policy":
            still = await self._still(look.target, baseline, result.identity, result.extraction.text)
        return await self._ledger.write(
            recording.record_reading, look, look_id, self._rules, baseline, result, digest, still
        )

    async def _glimpse(self, target: Target, baseline: Baseline | None) -> Glimpse | None:
        """Load what a new text is held against; None where nothing is, also where we ask for another locale now."""
        if baseline is None or baseline.setup != target.setup:
            return None
        text = await self._ledger.read(versions.text_of, baseline.reading)
        return Glimpse(text, baseline.reading.language, baseline.reading.suspect)

    async def _visible(self, look: Look) -> str | None:
        """Hash what a reader sees; None where that takes too long, so that nothing is ever equal to it."""
        if look.visible is not None and not look.frames:
            return look.visible
        return await self._digest(pages_of(look.target.sources, look.answers, look.frames))

    async def _digest(self, pages: list[Page]) -> str | None:
        try:
            return await self._workers.run(visible, pages)
        except WorkFailed:
            return None


def _newest(session: Session, document_id: int) -> VersionRow | None:
    return state.load_state(session, document_id).version


def _recent(
    session: Session, target: Target, baseline: Baseline, extractor: str
) -> tuple[list[str], list[str]]:
    """Load what the newest looks showed, and what a text is held against: the accepted text, then the candidate."""
    candidate = state.load_state(session, target.id).candidate
    against = [baseline.reading]
    if candidate is not None:
        against.append(session.get_one(ReadingRow, candidate.text.reading))
    shown = looks.restless_texts(session, target.id, extractor, target.rules)
    return shown, [versions.text_of(session, reading) for reading in against]


def _readings(
    session: Session, version: VersionRow, extractor: str, rules: str
) -> tuple[ReadingRow, ReadingRow | None]:
    """Load the reading that made *version*, and the one by this extractor with these rules where it exists."""
    own = session.get_one(ReadingRow, version.reading_id)
    if (own.extractor, own.rules) == (extractor, rules):
        return own, own
    if own.observation_id is None:
        return own, None
    return own, looks.find_reading(session, own.observation_id, extractor, rules)


def _add_reading(session: Session, own: ReadingRow, again: Read, extractor: str, rules: str) -> ReadingRow:
    assert own.observation_id is not None
    return looks.add_reading(
        session,
        own.observation_id,
        again.extraction,
        extractor=extractor,
        rules=rules,
        visible=own.visible_sha256,
        marks=(again.identity, again.substance),
        like=own.text_sha256,
    )


def _doubted(result: Read, doubt: str, *, is_first: bool) -> Read:
    """Doubt a text because of the address that it came from; with nothing to compare, it is not believed at all."""
    if is_first:
        nothing = dataclasses.replace(result.extraction, outcome="not_policy", reason=doubt)
        return dataclasses.replace(result, extraction=nothing)
    return dataclasses.replace(result, suspicion=result.suspicion or doubt)


def _unreadable(reason: str) -> Read:
    nothing = Extraction(outcome="unreadable", reason=f"reading it {reason}", text="", words=0)
    return Read(nothing, identity(""), substance(""), None)
