"""One HTML page from text to extraction."""

from collections.abc import Sequence

from lxml import etree
from lxml.etree import _Element

from monitor.domain.extraction import Coverage, Extraction
from monitor.pipeline.extraction.core import CoreFinder
from monitor.pipeline.extraction.gate import Signs, not_a_policy
from monitor.pipeline.extraction.language import detect_language
from monitor.pipeline.extraction.model import Page
from monitor.pipeline.extraction.parse import parse_html, strip_unseen
from monitor.pipeline.extraction.render import render
from monitor.pipeline.extraction.selecting import NothingSelected, apply_selectors
from monitor.pipeline.extraction.walk import Walker

_PASSWORDS = etree.XPath("count(//input[@type='password'])")
_SCRIPTS = etree.XPath("count(//script)")
_FRAMES = etree.XPath("//iframe/@src|//frame/@src")
_REFRESH = etree.XPath("string(//meta[translate(@http-equiv,'REFSH','refsh')='refresh']/@content)")
_BASE = etree.XPath("string(//base/@href)")


def read_html(text: str, url: str | None, select: Sequence[str], remove: Sequence[str]) -> Extraction:
    """Extract one HTML page; with selectors, what they name is taken as it is."""
    root = parse_html(text)
    facts = _facts(root)
    try:
        body = apply_selectors(root, select, remove)
    except NothingSelected as error:
        return Extraction("unreadable", f"the selector {error.selector!r} matches nothing", "", 0)
    strip_unseen(body)
    page = Walker(facts["base"] or url).walk(body)
    if not select:
        CoreFinder(page).mark()
    return _judge(page, facts)


def _judge(page: Page, facts: dict[str, str]) -> Extraction:
    text = render(page.blocks)
    kept = [b for b in page.blocks if not b.drop]
    words = sum(b.words for b in kept)
    visible = sum(b.words for b in page.blocks)
    unexplained = sum(b.words for b in page.blocks if b.drop == "fringe")
    reason = not_a_policy(
        Signs(
            text,
            "\n".join(b.text for b in page.blocks[:400]),
            words,
            sum(b.words for b in kept if b.is_prose),
            facts["title"],
            int(facts["passwords"]),
            int(facts["scripts"]),
            tuple(filter(None, [facts["frame"]])),
            facts["refresh"] or None,
        )
    )
    return Extraction(
        "not_policy" if reason else "policy",
        reason,
        text,
        words,
        title=facts["title"] or None,
        language=detect_language(text) if not reason else None,
        coverage=Coverage(visible, words, unexplained),
    )


def _facts(root: _Element) -> dict[str, str]:
    frames = _FRAMES(root)
    refresh = str(_REFRESH(root))
    return {
        "title": " ".join((root.findtext(".//title") or "").split()),
        "passwords": str(int(_PASSWORDS(root))),
        "scripts": str(int(_SCRIPTS(root))),
        "frame": str(frames[0]) if frames else "",
        "refresh": refresh.partition("=")[2].strip(" '\"") if "=" in refresh else "",
        "base": str(_BASE(root)),
    }
