"""How a redline is written: in words and signs for people, as blocks for programs."""

import sys
from typing import Any

from monitor.cli.output import printable, say
from monitor.domain.redline import Redlined


def redline_json(blocks: tuple[Redlined, ...]) -> list[dict[str, Any]]:
    """Give the blocks of a redline as the contract of `diff` writes them."""
    return [
        {
            "kind": block.kind,
            "section": block.section,
            "segments": [{"kind": segment.kind, "text": segment.text} for segment in block.segments],
        }
        for block in blocks
    ]


def write_redline(blocks: tuple[Redlined, ...], around: int, *, is_markdown: bool) -> None:
    """Write the blocks that differ, with *around* unchanged ones on each side."""
    changed = [index for index, block in enumerate(blocks) if block.kind != "equal"]
    if not changed:
        say("The texts are the same.")
    shown = {near for index in changed for near in range(index - around, index + around + 1)}
    opening = {"removed": ("~~", "~~"), "added": ("**", "**")} if is_markdown else _terminal_marks()
    previous = -1
    for index, block in enumerate(blocks):
        if index not in shown:
            continue
        if index > previous + 1:
            say("…" if previous >= 0 else "")
        previous = index
        say("".join(_marked(segment.kind, segment.text, opening) for segment in block.segments).strip("\n"))
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
