"""Blocks written as Markdown: one block per line group, list items and table rows on lines of their own."""

from collections.abc import Iterable

from monitor.pipeline.extraction.model import Block


def render(blocks: Iterable[Block]) -> str:
    """Write the blocks that are kept."""
    lines: list[str] = []
    previous: Block | None = None
    for block in blocks:
        if block.drop:
            continue
        if previous is not None and not _continues(previous, block):
            lines.append("")
        lines.extend(_lines(block))
        if block.kind == "row" and (block.opens_table or previous is None or previous.kind != "row"):
            lines.append("|" + " --- |" * block.columns)
        previous = block
    return "\n".join(lines)


def _continues(previous: Block, block: Block) -> bool:
    if block.kind == "row":
        return previous.kind == "row" and not block.opens_table
    return block.kind == "item" and previous.kind == "item"


def _lines(block: Block) -> list[str]:
    if block.kind == "row":
        return [f"| {block.text} |"]
    first, *rest = block.text.split("\n")
    margin = " " * block.indent
    following = " " * (block.indent + (len(block.prefix) if block.kind == "item" else 0))
    return [margin + block.prefix + first, *(following + line for line in rest)]
