"""A second opinion on a page, by trafilatura: its title, its author, and what is the main text to others."""

import logging
import re
from dataclasses import dataclass

from monitor.pipeline.extraction.evidence import count_legal_words
from monitor.pipeline.extraction.model import Page
from monitor.pipeline.extraction.words import clean

_log = logging.getLogger(__name__)

_MAX_CHARACTERS = 3_000_000  # of HTML; beyond it the opinion would cost seconds, and the walker is on its own
_WORDS = re.compile(r"\w+")
_MAX_TAGS = 50_000  # eight times those of the largest recorded policy; each costs a kilobyte once more
_LEGAL_WORDS = 3
_MAX_LINE = 500  # characters of a title or a list of authors
_RUN = 4  # words in a row by which a text is recognised


@dataclass(frozen=True, slots=True)
class Opinion:
    """What trafilatura says of a page; empty where it has none."""

    title: str | None = None
    author: str | None = None
    text: str = ""


def ask(html: str, url: str | None) -> Opinion:
    """Ask trafilatura for the title, the author and the main text of a page."""
    if len(html) > _MAX_CHARACTERS or html.count("<") > _MAX_TAGS:
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
    return Opinion(_line(document.title), _line(document.author), str(document.text or ""))


def _line(said: object) -> str | None:
    return " ".join(clean(str(said or "")).split())[:_MAX_LINE] or None


def compare(page: Page, opinion: Opinion) -> int:
    """Mark the blocks that the opinion takes for the main text; count the words of running text left out all the same.

    Where there is no opinion, running text that speaks of the law stands in for it.
    """
    theirs = set(_runs(opinion.text))
    disputed = 0
    for block in page.blocks:
        if theirs:
            runs = _runs(block.text)
            block.is_seconded = bool(runs) and sum(run in theirs for run in runs) * 2 > len(runs)
        if not block.drop or block.drop == "repeated" or not block.is_prose:
            continue
        speaks_of_law = (
            not theirs and block.drop != "consent" and count_legal_words(block.text) >= _LEGAL_WORDS
        )
        if block.is_seconded or speaks_of_law:
            disputed += block.words
    return disputed


def _runs(text: str) -> list[tuple[str, ...]]:
    words = _WORDS.findall(text.lower())
    return [tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)]
