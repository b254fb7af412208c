"""Whether what came was redirected to a page that stands in the place of the document."""

from collections.abc import Sequence
from urllib.parse import urldefrag

from sqlalchemy.orm import Session

from monitor.domain.moving import redirect_doubt
from storage import looks
from storage.models import ReadingRow
from storage.watching import Target


def elsewhere(
    session: Session, target: Target, finals: Sequence[str], accepted: ReadingRow | None
) -> str | None:
    """Say why the addresses *finals* that answered are not to be believed; None where nothing speaks against them.

    An address that an accepted text came from, or that a source moved to for good, is believed.
    """
    if len(finals) != len(target.sources):
        return None
    known = set() if accepted is None else set(looks.final_urls(session, accepted.observation_id))
    known |= {source.moved_to for source in target.sources if source.moved_to is not None}
    for source, final in zip(target.sources, finals, strict=True):
        if source.follow is not None:
            continue  # the link, not a redirect, leads away; what the file is redirected to was judged when it came
        asked, answered = urldefrag(source.url).url, urldefrag(final).url
        if answered not in known and (doubt := redirect_doubt(asked, answered)) is not None:
            return doubt
    return None
