"""One HTML page from text to extraction."""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from lxml import etree
from lxml.etree import _Element

from monitor.domain.extraction import Coverage, Extraction
from monitor.pipeline.extraction.core import CoreFinder
from monitor.pipeline.extraction.evidence import weigh
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
    facts = _facts(root, url)
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
    evidence = weigh(page)
    reason = not_a_policy(
        Signs(
            evidence,
            text,
            "\n".join(b.text for b in page.blocks[:400]),
            facts["title"],
            int(facts["passwords"]),
            int(facts["scripts"]),
            facts["frame"],
            facts["refresh"],
        )
    )
    visible = sum(b.words for b in page.blocks)
    unexplained = sum(b.words for b in page.blocks if b.drop == "fringe")
    return Extraction(
        "not_policy" if reason else "policy",
        reason,
        text,
        evidence.words,
        title=facts["title"] or None,
        language=detect_language(text) if not reason else None,
        coverage=Coverage(visible, evidence.words, unexplained),
    )


def _facts(root: _Element, url: str | None) -> dict[str, str]:
    target = re.search(r"url\s*=\s*['\"]?([^'\"]+)", str(_REFRESH(root)), re.I)
    return {
        "title": " ".join((root.findtext(".//title") or "").split()),
        "passwords": str(int(_PASSWORDS(root))),
        "scripts": str(int(_SCRIPTS(root))),
        "frame": _own_frame([str(frame) for frame in _FRAMES(root)], url),
        "refresh": target[1].strip() if target else "",
        "base": str(_BASE(root)),
    }


def _own_frame(sources: list[str], url: str | None) -> str:
    """Find the first frame of the same site; frames of other sites are trackers, players and maps."""
    host = urlsplit(url).hostname if url else None
    for source in sources:
        try:
            frame_host = urlsplit(source).hostname
        except ValueError:
            continue
        if source and (
            frame_host == host if frame_host else not source.startswith(("about:", "javascript:", "data:"))
        ):
            return source
    return ""
