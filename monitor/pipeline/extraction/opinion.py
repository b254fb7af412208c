"""A second opinion on a page, by trafilatura: its title, and whether what we left out is text to others."""

import logging
import re
from dataclasses import dataclass

from monitor.pipeline.extraction.model import Page

_log = logging.getLogger(__name__)

_MAX_CHARACTERS = 3_000_000  # of HTML; beyond it the opinion would cost seconds, and the walker is on its own
_WORDS = re.compile(r"\w+")
_RUN = 4  # words in a row by which a text is recognised


@dataclass(frozen=True, slots=True)
class Opinion:
    """What trafilatura says of a page; empty where it has none."""

    title: str | None = None
    text: str = ""


def ask(html: str, url: str | None) -> Opinion:
    """Ask trafilatura for the title and the main text of a page."""
    if len(html) > _MAX_CHARACTERS:
        return Opinion()
    from trafilatura import bare_extraction  # half a second to load

    try:
        document = bare_extraction(
            html,
            url=url,
            favor_recall=True,
            include_comments=False,
            include_tables=True,
            with_metadata=True,
            # The dates of a policy are those it gives itself; a guess at its publication is none of them.
            date_extraction_params={"extensive_search": False, "original_date": False},
        )
    # An opinion is asked for, not relied on: whatever trips trafilatura on a strange page, our text stands.
    except Exception as error:  # noqa: BLE001
        _log.info("second_opinion_failed error=%s", type(error).__name__)
        return Opinion()
    if document is None or isinstance(document, dict):
        return Opinion()
    title = " ".join(str(document.title or "").split())
    return Opinion(title or None, str(document.text or ""))


def disputed_words(page: Page, opinion: Opinion) -> int:
    """Count the words of running text that was left out here and that trafilatura takes for the main text."""
    dropped = [b for b in page.blocks if b.drop and b.drop != "repeated" and b.is_prose]
    if not dropped or not opinion.text:
        return 0
    theirs = set(_runs(opinion.text))
    disputed = 0
    for block in dropped:
        runs = _runs(block.text)
        if sum(run in theirs for run in runs) * 2 > len(runs):
            disputed += block.words
    return disputed


def _runs(text: str) -> list[tuple[str, ...]]:
    words = _WORDS.findall(text.lower())
    return [tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)]
