"""One HTML page from text to extraction."""

import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from lxml import etree
from lxml.etree import _Element

from monitor.domain.extraction import Coverage, Extraction
from monitor.domain.selection import Selector
from monitor.pipeline.extraction.core import CoreFinder
from monitor.pipeline.extraction.evidence import Evidence, weigh
from monitor.pipeline.extraction.finish import finish
from monitor.pipeline.extraction.frames import frames_of, read_written_in
from monitor.pipeline.extraction.gate import Signs, not_a_policy
from monitor.pipeline.extraction.model import Page, keep_all, set_heading_paths, words_left_out
from monitor.pipeline.extraction.opinion import ask, compare
from monitor.pipeline.extraction.parse import parse_html, strip_unseen
from monitor.pipeline.extraction.render import render
from monitor.pipeline.extraction.section import section_named
from monitor.pipeline.extraction.selecting import NothingSelected, chosen_part
from monitor.pipeline.extraction.walk import Walker

_SELECTED_WORDS = 10
# Consent dialogs are in dispute now and then: on 119 policies the largest was 155 words, 11 % of what was kept.
_DISPUTED_WORDS, _DISPUTED_SHARE = 200, 0.15
_PASSWORDS = etree.XPath("count(//input[@type='password'])")
_SCRIPTS = etree.XPath("count(//script)")
_FRAMES = etree.XPath("//iframe/@src|//frame/@src")
_REFRESH = etree.XPath("string(//meta[translate(@http-equiv,'REFSH','refsh')='refresh']/@content)")
_NOTICES = etree.XPath("//noscript//text()")
_BASE = etree.XPath("string(//base/@href)")


def read_html(
    text: str, url: str | None, select: Sequence[Selector], remove: Sequence[Selector]
) -> Extraction:
    """Extract one HTML page; with selectors, what they name is taken as it is."""
    root = parse_html(text)
    read_written_in(root)
    facts, frames = _facts(root, url), frames_of(root, url)
    try:
        body = chosen_part(root, url, select, remove)
    except NothingSelected as error:
        return Extraction("unreadable", str(error), "", 0)
    strip_unseen(body)
    page = Walker(facts["base"] or url).walk(body)
    if select:
        keep_all(page)
    else:
        CoreFinder(page).mark()
    set_heading_paths(page)
    is_selected = bool(select or section_named(url))
    read = _judge(page, text, url, facts, is_selected=is_selected)
    return replace(read, frames=frames) if frames and read.outcome == "not_policy" else read


def _judge(page: Page, html: str, url: str | None, facts: dict[str, str], *, is_selected: bool) -> Extraction:
    text = render(page.blocks)
    evidence = weigh(page)
    # What a person selected is taken for a policy if it says anything at all.
    reason = _too_short(evidence.words) if is_selected else not_a_policy(_signs(page, evidence, text, facts))
    coverage = Coverage(sum(b.words for b in page.blocks), evidence.words, 0, words_left_out(page))
    if reason is not None:
        title = facts["title"] or None
        return Extraction("not_policy", reason, text, evidence.words, title, coverage=coverage)
    opinion = ask(html, url)
    disputed = compare(page, opinion)
    title = (
        opinion.title
        or facts["title"]
        or next((b.text for b in page.blocks if b.level == 1 and not b.drop), None)
    )
    coverage = replace(coverage, unexplained=0 if is_selected else disputed)
    suspect = _suspicion(coverage)
    return finish(
        text, evidence.words, title=title, author=opinion.author, suspect=suspect, coverage=coverage
    )


def _too_short(words: int) -> str | None:
    return None if words >= _SELECTED_WORDS else f"what is selected has only {words} words"


def _suspicion(coverage: Coverage) -> str | None:
    if coverage.unexplained < max(_DISPUTED_WORDS, _DISPUTED_SHARE * coverage.kept):
        return None
    return f"{coverage.unexplained} words of running text were left out that may belong to the policy"


def _signs(page: Page, evidence: Evidence, text: str, facts: dict[str, str]) -> Signs:
    return Signs(
        evidence,
        text,
        "\n".join(b.text for b in page.blocks[:400]),
        facts["notice"],
        facts["title"],
        next((b.text for b in page.blocks if b.level == 1), "")[:200],
        int(facts["passwords"]),
        int(facts["scripts"]),
        facts["frame"],
        facts["refresh"],
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
        "notice": " ".join(" ".join(str(text) for text in _NOTICES(root)).split())[:500],
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
