"""Which frames must be fetched before a page can be read."""

from collections.abc import Sequence

from monitor.domain.fetching import Answer, FetchedPage
from monitor.domain.watchlist import Source
from monitor.pipeline.answers import failure_in
from monitor.pipeline.extraction.frames import has_frames
from monitor.pipeline.pages import pages_of
from monitor.pipeline.reading import frames_wanted
from monitor.pipeline.workers import Workers, WorkFailed


async def frames_behind(
    workers: Workers, sources: Sequence[Source], answers: Sequence[Answer], *, conditional: bool = False
) -> list[tuple[int, str]]:
    """List the frames that *answers* show a policy in, as position of the source and address.

    Only a page that has no policy text of its own is read in its frames, and only in those of its own site.
    """
    if failure_in(answers, conditional=conditional) is not None:
        return []
    if not any(isinstance(answer, FetchedPage) and has_frames(answer.body) for answer in answers):
        return []
    try:
        return await workers.run(frames_wanted, pages_of(sources, answers))
    except WorkFailed:
        return []  # told as soon as the page itself is read
