"""The pages that were kept with a look, as today's sources read them."""

from sqlalchemy.orm import Session

from monitor.pipeline.pages import Page, frame_page, page_of
from storage import looks
from storage.watching import Target


def kept_pages(session: Session, look_id: int, target: Target) -> list[Page]:
    """Load what a look kept, one page for each source; fewer where not every one was kept."""
    snapshots = looks.load_snapshots(session, look_id)
    framed: dict[int, list[Page]] = {}
    for one in snapshots:
        if one.framed_by is not None:
            framed.setdefault(one.framed_by, []).append(frame_page(one.body, one.content_type, one.final_url))
    pages = [one for one in snapshots if one.framed_by is None]
    return [
        page_of(source, one.body, one.content_type, one.final_url, tuple(framed.get(one.position, ())))
        for one, source in zip(pages, target.sources, strict=False)
    ]
