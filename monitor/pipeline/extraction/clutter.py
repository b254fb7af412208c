"""Clutter that is known by its make wherever it stands: consent tools, second copies, font probes."""

from monitor.pipeline.extraction.evidence import ACCEPT_LABEL, LABEL_WORDS
from monitor.pipeline.extraction.measure import Measure, descendants
from monitor.pipeline.extraction.model import Node

_CONSENT_SHARE, _CONSENT_WORDS_PER_CONTROL = 0.3, 40
_LABELLED_SHARE = 0.4  # of the running text; of a short policy its banner may be a third
_COPY_SHARE = 0.3
_HASH_BASE, _HASH_PRIME = 1_000_003, (1 << 61) - 1


def drop_clutter(measure: Measure) -> None:
    """Drop what can be told without knowing where the policy is."""
    _drop_font_probes(measure)
    _drop_consent_tools(measure)
    _drop_second_copies(measure)


def _drop_font_probes(measure: Measure) -> None:
    """Drop one word set dozens of times: some pages measure fonts with it."""
    found = False
    for block in measure.page.blocks:
        tokens = block.text.split() if block.words >= 20 else []
        if len(tokens) >= 20 and len(set(tokens)) <= 2:
            block.drop, found = "repeated", True
    if found:
        measure.recount()


def _drop_consent_tools(measure: Measure) -> None:
    """Drop what has switches and buttons like a consent tool, or buttons that say what those of one say."""
    stack = list(measure.page.root.children)
    while stack:
        node = stack.pop()
        if node.buttons < 2:
            continue
        judge = _is_consent_tool if node.toggles >= 2 else _is_labelled_tool
        if judge(measure, node):
            measure.drop(node, "consent")
        else:
            stack.extend(node.children)
    measure.recount()


def _is_consent_tool(measure: Measure, node: Node) -> bool:
    blocks = measure.page.blocks
    has_title = any(b.level == 1 for b in (*blocks[: node.start], *blocks[node.end :]))
    if any(n.tag == "main" for n in descendants(node)):
        return False
    prose = measure.prose(node)
    if prose < _CONSENT_SHARE * measure.total:
        return has_title or not any(b.level == 1 for b in blocks[node.start : node.end])
    # A list of all cookies can be longer than the policy; then the rest must be a document of its own.
    is_dense = prose < _CONSENT_WORDS_PER_CONTROL * (node.toggles + node.buttons)
    return has_title and is_dense and measure.total - prose >= 100


def _is_labelled_tool(measure: Measure, node: Node) -> bool:
    """Whether a part of the page without a title has a button that accepts or refuses cookies."""
    blocks = measure.page.blocks
    if measure.prose(node) >= _LABELLED_SHARE * measure.total or any(
        n.tag == "main" for n in descendants(node)
    ):
        return False
    span = blocks[node.start : node.end]
    if any(b.level == 1 for b in span) or not any(b.level == 1 for b in blocks):
        return False
    return any(b.words <= LABEL_WORDS and ACCEPT_LABEL.fullmatch(b.text.strip(" .!")) for b in span)


def _drop_second_copies(measure: Measure) -> None:
    """Drop the later of two elements with the same long text: some pages carry one for each width of screen."""
    sums = [0]
    for block in measure.page.blocks:
        sums.append((sums[-1] * _HASH_BASE + hash((block.prefix, block.text))) % _HASH_PRIME)
    seen: dict[tuple[int, int], int] = {}
    found = False
    for node in descendants(measure.page.root):
        length = node.end - node.start
        if measure.prose(node) < _COPY_SHARE * measure.total or not length:
            continue
        digest = (sums[node.end] - sums[node.start] * pow(_HASH_BASE, length, _HASH_PRIME)) % _HASH_PRIME
        first_end = seen.setdefault((length, digest), node.end)
        if first_end <= node.start:
            measure.drop(node, "repeated")
            found = True
    if found:
        measure.recount()
