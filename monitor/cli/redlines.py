"""A redline of two versions as people and programs read it: terminal, Markdown, HTML, JSON."""

import html
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from monitor.cli.output import Format, iso_time, printable, say, write_json, write_page
from monitor.domain.redline import Redlined, RedlineKind, Segment
from monitor.pipeline.database import StoredVersion

_LABELS: Final[dict[RedlineKind, str]] = {
    "equal": "Unchanged",
    "added": "Added",
    "removed": "Removed",
    "modified": "Changed",
    "moved": "Moved",
}
_TAGS: Final = {"added": "ins", "removed": "del"}


@dataclass(frozen=True, slots=True)
class Redline:
    """Two versions of a document, laid over each other."""

    key: str
    before: StoredVersion
    after: StoredVersion
    blocks: tuple[Redlined, ...]
    # Of the stored change from the one to the other; without one there are none.
    marks: Sequence[str] = ()
    effective_date: date | None = None

    @property
    def remarks(self) -> list[str]:
        """What is said of the change beside its words, one line each."""
        said = [f"marked {', '.join(self.marks)}"] if self.marks else []
        return said + ([f"holds from {self.effective_date.isoformat()}"] if self.effective_date else [])

    @property
    def title(self) -> str:
        """Which versions of what, and when they were seen."""
        sides = (f"{one.number} ({iso_time(one.seen_at)})" for one in (self.before, self.after))
        return f"{self.key}: version {' to '.join(sides)}"

    @property
    def is_same(self) -> bool:
        """Whether nothing differs."""
        return all(block.kind == "equal" for block in self.blocks)


def write_redline(line: Redline, around: int, wanted: Format) -> None:
    """Write a redline; *around* is how many unchanged blocks are shown around those that differ (JSON has all)."""
    if wanted is Format.JSON:
        write_json(_as_json(line))
    elif wanted is Format.HTML:
        write_page(line.title, "\n".join(_as_html(line, around)))
    else:
        say(line.title)
        for remark in line.remarks:
            say(remark)
        write_blocks(line.blocks, around, is_markdown=wanted is Format.MARKDOWN)


def _as_json(line: Redline) -> dict[str, Any]:
    return {
        "document": line.key,
        "from_version": line.before.number,
        "to_version": line.after.number,
        "from_seen_at": line.before.seen_at,
        "to_seen_at": line.after.seen_at,
        "marks": list(line.marks),
        "effective_date": line.effective_date,
        "blocks": redline_json(line.blocks),
    }


def redline_json(blocks: Iterable[Redlined]) -> list[dict[str, Any]]:
    """Give the blocks of a redline as the contract of `diff` writes them."""
    return [
        {
            "kind": block.kind,
            "section": block.section,
            "segments": [{"kind": segment.kind, "text": segment.text} for segment in block.segments],
        }
        for block in blocks
    ]


def _shown(blocks: Sequence[Redlined], around: int) -> Iterator[tuple[bool, Redlined]]:
    """Yield the blocks to show, each with whether blocks before it are left out."""
    changed = [index for index, block in enumerate(blocks) if block.kind != "equal"]
    near = {at for index in changed for at in range(index - around, index + around + 1)}
    previous = -1
    for index, block in enumerate(blocks):
        if index in near:
            yield index > previous + 1, block
            previous = index


def _as_html(line: Redline, around: int) -> Iterator[str]:
    yield from (f"<p>{html.escape(remark)}</p>" for remark in line.remarks)
    if line.is_same:
        yield "<p>The texts are the same.</p>"
    section = None
    for is_after_gap, block in _shown(line.blocks, around):
        if is_after_gap:
            yield '<p class="gap">…</p>'
        if block.section and block.section != section:
            yield f"<h2>{html.escape(printable(block.section))}</h2>"
        section = block.section
        text = "".join(map(_segment_html, block.segments)).strip("\n")
        label = "" if block.kind == "equal" else f'<div class="label">{_label(block)}</div>'
        yield f'<section class="{block.kind}">{label}<div class="text">{text}</div></section>'


def _label(block: Redlined) -> str:
    if block.kind == "moved":
        return "Moved from here" if block.segments[0].kind == "removed" else "Moved to here"
    return _LABELS[block.kind]


def _segment_html(segment: Segment) -> str:
    text = html.escape(printable(segment.text))
    tag = _TAGS.get(segment.kind)
    if tag is None or not text.strip():
        return text
    core = text.strip(
        "\n"
    )  # line ends stay outside: coloured, they look like an empty line that came or went
    start, end = text[: text.index(core)], text[text.index(core) + len(core) :]
    # Words for those who hear the page or copy it; lines beside colours for those who see no red and green.
    inside = f'<span class="word">[{segment.kind}: </span>{core}<span class="word">]</span>'
    return f"{start}<{tag}>{inside}</{tag}>{end}"


def write_blocks(blocks: Sequence[Redlined], around: int, *, is_markdown: bool) -> None:
    """Write the blocks that differ, with *around* unchanged ones on each side, as text or Markdown."""
    if all(block.kind == "equal" for block in blocks):
        say("The texts are the same.")
    marks = {"removed": ("~~", "~~"), "added": ("**", "**")} if is_markdown else _terminal_marks()
    is_first = True
    for is_after_gap, block in _shown(blocks, around):
        if is_after_gap:
            say("" if is_first else "…")
        is_first = False
        say("".join(_marked(segment.kind, segment.text, marks) for segment in block.segments).strip("\n"))
        say("")


def _marked(kind: str, text: str, marks: dict[str, tuple[str, str]]) -> str:
    clean = printable(text)
    if kind not in marks or not clean.strip():
        return clean
    before, after = marks[kind]
    # White space stays outside: "**word **" is no bold in Markdown, and a coloured line end looks like an error.
    core = clean.strip()
    start = clean.index(core)
    return f"{clean[:start]}{before}{core}{after}{clean[start + len(core) :]}"


def _terminal_marks() -> dict[str, tuple[str, str]]:
    # Words and signs, not colour alone: for people who do not see red and green apart, and for files.
    if sys.stdout.isatty():
        return {"removed": ("\x1b[31m[-", "-]\x1b[0m"), "added": ("\x1b[32m{+", "+}\x1b[0m")}
    return {"removed": ("[-", "-]"), "added": ("{+", "+}")}
