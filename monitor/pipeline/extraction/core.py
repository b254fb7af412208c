"""What of a page is the policy: the container of the running text, and what stands at its edges.

Nothing is judged by the name of a class or an id. Only branches off the way to the container and
the edges of the container are judged; between two pieces of the policy nothing is cut.
"""

import re
from collections.abc import Iterable
from itertools import accumulate

from monitor.pipeline.extraction.model import Block, DropReason, Node, Page

# A child that holds this share of the running text is the next step down; measured on 119 policy pages.
_DESCENT = 0.85
# What holds this share of the running text is text of its own right, whatever its other features.
_WEIGHTY = 0.05
_MAIN_ALONE, _MAIN_BESIDE_CONTROLS = 0.9, 0.6
_MENU_LINKS, _MENU_CHARS_PER_LINK, _MENU_WORDS_PER_BLOCK = 8, 80, 6
_CONSENT_SHARE, _CONSENT_WORDS_PER_CONTROL = 0.3, 40
_COPY_SHARE = 0.3
_CONTAINERS = frozenset(
    ("div", "section", "aside", "footer", "header", "nav", "form", "dialog", "article", "center")
)
_HASH_BASE, _HASH_PRIME = 1_000_003, (1 << 61) - 1
_SLOGAN_WORDS = 20
_REGISTER_LINKS = 4
_LITTLE_PROSE = 30  # words
_DIALOG_SHARE = 0.3
_FOOTER_WORDS_PER_LINK = 12

_TARGET = re.compile(r"\]\([^()\s]*\)")
_HOST = re.compile(r"\]\(https?://(?:www\.)?([^/)]+)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_COPYRIGHT = re.compile(
    r"©|\(c\) *(?:19|20)\d\d|\bcopyright\b *(?:19|20)\d\d|all rights reserved|tous droits réservés", re.I
)
_HEADING_TAGS = frozenset(("h1", "h2"))

Item = Node | int  # an element, or the number of a block that stands in none


class CoreFinder:
    """Marks the blocks of one page that are not policy text with the reason why."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._core = page.root
        self._has_title = False  # whether a main heading was found between here and the running text
        self._recount()

    def mark(self) -> None:
        """Set `drop` on every block that is not policy text."""
        root = self._page.root
        self._drop_font_probes()
        self._drop_consent_tools(root)
        self._drop_second_copies(root)
        path = self._path(root)
        core = self._core = path[-1]
        self._total = self._sum(self._prose, core.start, core.end)
        before, after = self._edges(core)
        first = self._span(before[0])[1] if before else core.start
        self._has_title = any(b.level == 1 and not b.drop for b in self._page.blocks[first : core.end])
        for node, inner in zip(reversed(path[:-1]), reversed(path[1:]), strict=True):
            beside = [i for i in self._items(node) if not _holds(i, inner) and not self._is_sibling(i, inner)]
            before += reversed([i for i in beside if self._span(i)[1] <= inner.start])
            after += [i for i in beside if self._span(i)[0] >= inner.end]
        self._judge_run(before, after_core=False)
        self._judge_run(after, after_core=True)
        self._drop_before_first_heading(core)

    # -- the way down ---------------------------------------------------------------------------

    def _path(self, root: Node) -> list[Node]:
        path = [root]
        main = self._main(root)
        while main is not None and path[-1] is not main:
            path.append(next(c for c in path[-1].children if _holds(c, main)))
        while True:
            node = path[-1]
            prose = self._sum(self._prose, node.start, node.end)
            step = next(
                (c for c in node.children if self._sum(self._prose, c.start, c.end) >= _DESCENT * prose), None
            )
            if not prose or step is None or step.tag in ("table", "ul", "ol", "dl", "p", "blockquote"):
                return path
            path.append(step)

    def _main(self, root: Node) -> Node | None:
        mains = [n for n in _descendants(root) if n.tag == "main" or n.element.get("role") == "main"]
        if len(mains) != 1:
            return None
        main = mains[0]
        share = self._sum(self._prose, main.start, main.end) / max(1, self._total)
        has_controls = root.inputs + root.toggles > main.inputs + main.toggles
        return main if share >= (_MAIN_BESIDE_CONTROLS if has_controls else _MAIN_ALONE) else None

    # -- what stands beside it ------------------------------------------------------------------

    def _edges(self, core: Node) -> tuple[list[Item], list[Item]]:
        """Return what stands before and after the running text inside the container, nearest first."""
        items = self._items(core)
        # A section that is made like a solid one is its sibling, and no less part of the text.
        makes = {_make(i) for i in items if isinstance(i, Node) and self._is_solid(i)}
        solid = [
            n for n, i in enumerate(items) if self._is_solid(i) or (self._has_prose(i) and _make(i) in makes)
        ]
        if not solid:
            return [], []
        return list(reversed(items[: solid[0]])), items[solid[-1] + 1 :]

    def _is_sibling(self, item: Item, inner: Node) -> bool:
        """Whether *item* is another section of the text, made like the one that holds most of it."""
        return self._has_prose(item) and _make(item) is not None and _make(item) == _make(inner)

    def _has_prose(self, item: Item) -> bool:
        return self._sum(self._prose, *self._span(item)) > 0

    def _is_solid(self, item: Item) -> bool:
        """Whether nothing on this side of *item* may be cut: a paragraph of running text, or a group of them."""
        start, end = self._span(item)
        prose = self._sum(self._prose, start, end)
        if not isinstance(item, Node) or item.tag not in _CONTAINERS:
            return prose > 0
        has_chrome = item.inputs or item.buttons >= 2 or self._sum(self._links, start, end) >= _MENU_LINKS
        return prose >= _WEIGHTY * self._total or (prose > 0 and not has_chrome)

    def _judge_run(self, items: list[Item], *, after_core: bool, beyond_chrome: bool = False) -> bool:
        """Judge neighbours of the core from the nearest to the farthest; say whether chrome was met."""
        for item in items:
            start, end = self._span(item)
            if not self._sum(self._words, start, end):
                continue
            reason = self._reason(item, after_core=after_core)
            if not reason and beyond_chrome:
                reason = self._fringe(item)
            if reason and isinstance(item, Node) and self._may_hold_the_head(item, reason, after_core):
                inner = self._items(item)
                inner = inner if after_core else list(reversed(inner))
                beyond_chrome = self._judge_run(inner, after_core=after_core, beyond_chrome=beyond_chrome)
            elif reason:
                beyond_chrome = True
                self._drop(start, end, reason)
            elif isinstance(item, Node) and after_core and self._is_mixed(item):
                beyond_chrome = self._judge_run(
                    self._items(item), after_core=True, beyond_chrome=beyond_chrome
                )
            else:
                self._has_title |= any(b.level == 1 for b in self._page.blocks[start:end])
        return beyond_chrome

    def _drop_before_first_heading(self, core: Node) -> None:
        """Drop short neutral lines above the title of the page: skip links, slogans, breadcrumbs."""
        blocks = self._page.blocks
        title = next((n for n, b in enumerate(blocks) if b.level and not b.drop and b.words), None)
        if title is None or any(b.is_prose and not b.drop for b in blocks[core.start : title]):
            return
        for number in range(title):
            block = blocks[number]
            if not block.drop and block.words < _SLOGAN_WORDS and not _speaks_for_itself(block):
                block.drop = "fringe"

    def _reason(self, item: Item, *, after_core: bool) -> DropReason:
        start, end = self._span(item)
        words = self._sum(self._words, start, end)
        prose = self._sum(self._prose, start, end)
        links = self._sum(self._links, start, end)
        share = self._sum(self._link_words, start, end) / words
        is_weighty = prose >= _WEIGHTY * self._total
        if self._is_register(start, end) and not (isinstance(item, Node) and _is_footer(item)):
            return ""
        if links >= _MENU_LINKS and words < _MENU_WORDS_PER_BLOCK * (end - start):
            return "menu"
        text = (
            _TARGET.sub("]", " ".join(b.text for b in self._page.blocks[start:end])) if words < 2000 else ""
        )
        if share > 0.5 and prose < 0.5 * words and links > 1 and not is_weighty:
            return "menu"
        if (
            links >= _MENU_LINKS
            and len(text or "x" * words * 6) < _MENU_CHARS_PER_LINK * links
            and not is_weighty
        ):
            return "menu"
        if not isinstance(item, Node):
            return "copyright" if words < 40 and _COPYRIGHT.search(text) else ""
        if not is_weighty and (item.inputs or item.buttons >= 2):
            return "controls"
        if not is_weighty and (item.tag == "aside" or item.element.get("role") == "complementary"):
            return "aside"
        if prose < _DIALOG_SHARE * self._total and _is_dialog(item) and (item.buttons or item.toggles):
            return "consent"
        if item.tag == "footer" and links >= _MENU_LINKS and words < _FOOTER_WORDS_PER_LINK * links:
            return "footer"
        if after_core and not is_weighty and _is_footer(item) and share > 0.3:
            return "footer"
        if words < 40 and _COPYRIGHT.search(text):
            return "copyright"
        return ""

    def _is_mixed(self, node: Node) -> bool:
        """Whether an element with text of some weight also holds a menu, which is then judged on its own."""
        links, words = (
            self._sum(self._links, node.start, node.end),
            self._sum(self._words, node.start, node.end),
        )
        has_menu = links >= _MENU_LINKS and self._sum(self._link_words, node.start, node.end) > 0.3 * words
        return has_menu and not self._is_register(node.start, node.end)

    def _is_register(self, start: int, end: int) -> bool:
        """Whether links inside the container lead to many sites, as in a list of subprocessors; menus lead home."""
        if start < self._core.start or end > self._core.end:
            return False
        hosts = _HOST.findall(" ".join(b.text for b in self._page.blocks[start:end] if b.links))
        if len(hosts) < _REGISTER_LINKS or len(set(hosts)) < 0.6 * len(hosts):
            return False
        share = self._sum(self._link_words, start, end) / self._sum(self._words, start, end)
        return share < 0.7 or (len(hosts) >= 2 * _REGISTER_LINKS and len(set(hosts)) >= 0.9 * len(hosts))

    def _fringe(self, item: Item) -> DropReason:
        """Judge what is no clutter itself, but stands beyond clutter: only text of some weight is policy there."""
        start, end = self._span(item)
        if self._sum(self._prose, start, end) >= _WEIGHTY * self._total:
            return ""
        block = self._page.blocks[start]
        if not isinstance(item, Node) and (self._is_title(block) or _speaks_for_itself(block)):
            return ""
        return "fringe"

    def _is_title(self, block: Block) -> bool:
        """Whether *block* is the nearest main heading above the text; one further off is of a banner."""
        return block.level == 1 and not self._has_title

    def _may_hold_the_head(self, node: Node, reason: DropReason, after_core: bool) -> bool:
        """Whether the title, the date line or the address may stand among what would be dropped."""
        blocks = self._page.blocks[node.start : node.end]
        if reason == "fringe":
            return any(self._is_title(b) or _speaks_for_itself(b) for b in blocks)
        if after_core:
            return False
        if any(self._is_title(b) for b in blocks):
            return True
        return reason == "controls" and any(
            _YEAR.search(b.text) and b.link_words * 2 < b.words for b in blocks
        )

    # -- consent tools and probes ---------------------------------------------------------------

    def _drop_consent_tools(self, root: Node) -> None:
        """Drop what has switches and buttons like the preference centre of a consent tool."""
        stack = list(root.children)
        while stack:
            node = stack.pop()
            if node.toggles < 2 or node.buttons < 2:
                continue
            if self._is_consent_tool(node):
                self._drop(node.start, node.end, "consent")
            else:
                stack.extend(node.children)
        self._recount()

    def _is_consent_tool(self, node: Node) -> bool:
        blocks = self._page.blocks
        has_title = any(b.level == 1 for b in (*blocks[: node.start], *blocks[node.end :]))
        if any(n.tag == "main" for n in _descendants(node)):
            return False
        prose = self._sum(self._prose, node.start, node.end)
        if prose < _CONSENT_SHARE * self._total:
            return has_title or not any(b.level == 1 for b in blocks[node.start : node.end])
        # A list of all cookies can be longer than the policy; then the rest must be a document of its own.
        is_dense = prose < _CONSENT_WORDS_PER_CONTROL * (node.toggles + node.buttons)
        return has_title and is_dense and self._total - prose >= 100

    def _drop_second_copies(self, root: Node) -> None:
        """Drop the later of two elements with the same long text: some pages carry one for each width of screen."""
        sums = [0]
        for block in self._page.blocks:
            sums.append((sums[-1] * _HASH_BASE + hash((block.prefix, block.text))) % _HASH_PRIME)
        seen: dict[tuple[int, int], int] = {}
        for node in _descendants(root):
            length = node.end - node.start
            if self._sum(self._prose, node.start, node.end) < _COPY_SHARE * self._total or not length:
                continue
            digest = (sums[node.end] - sums[node.start] * pow(_HASH_BASE, length, _HASH_PRIME)) % _HASH_PRIME
            first_end = seen.setdefault((length, digest), node.end)
            if first_end <= node.start:
                self._drop(node.start, node.end, "repeated")
        self._recount()

    def _drop_font_probes(self) -> None:
        """Drop one word set dozens of times: some pages measure fonts with it."""
        for block in self._page.blocks:
            tokens = block.text.split() if block.words >= 20 else []
            if len(tokens) >= 20 and len(set(tokens)) <= 2:
                block.drop = "repeated"
        self._recount()

    def _recount(self) -> None:
        blocks = self._page.blocks
        self._words = _sums(0 if b.drop else b.words for b in blocks)
        self._prose = _sums(b.words if b.is_prose and not b.drop else 0 for b in blocks)
        if self._prose[-1] < _LITTLE_PROSE:
            # Lists of names, imprints: every word outside of what calls itself a menu has to do for running text.
            menus = self._in_menus()
            weights = [0 if b.drop or number in menus else b.words for number, b in enumerate(blocks)]
            self._prose = _sums(weights)
        self._link_words = _sums(0 if b.drop else b.link_words for b in blocks)
        self._links = _sums(0 if b.drop else b.links for b in blocks)
        self._total = self._prose[-1]

    def _in_menus(self) -> set[int]:
        menus = (n for n in _descendants(self._page.root) if n.tag in ("nav", "header", "footer", "aside"))
        return {number for n in menus for number in range(n.start, n.end)}

    # -- spans ----------------------------------------------------------------------------------

    def _items(self, node: Node) -> list[Item]:
        """Elements and loose blocks of *node*, in order."""
        items: list[Item] = []
        at = node.start
        for child in node.children:
            items.extend(range(at, child.start))
            if child.end > child.start:
                items.append(child)
            at = max(at, child.end)
        items.extend(range(at, node.end))
        return items

    def _span(self, item: Item) -> tuple[int, int]:
        return (item.start, item.end) if isinstance(item, Node) else (item, item + 1)

    def _sum(self, sums: list[int], start: int, end: int) -> int:
        return sums[end] - sums[start]

    def _drop(self, start: int, end: int, reason: DropReason) -> None:
        for block in self._page.blocks[start:end]:
            block.drop = block.drop or reason


def _sums(values: Iterable[int]) -> list[int]:
    return [0, *accumulate(values)]


def _holds(item: Item, inner: Node) -> bool:
    if not isinstance(item, Node):
        return False
    return item.start <= inner.start and inner.end <= item.end and item.end > item.start


def _speaks_for_itself(block: Block) -> bool:
    """Whether a short block is worth keeping wherever it stands: a date line, an address."""
    if block.drop or block.link_words * 2 > block.words:
        return False
    return bool(_YEAR.search(block.text)) or "@" in block.text


def _make(item: Item) -> tuple[str, str | None] | None:
    return (
        (item.tag, item.element.get("class"))
        if isinstance(item, Node) and item.element.get("class")
        else None
    )


def _is_dialog(node: Node) -> bool:
    nodes = (node, *_descendants(node))
    return any(n.tag == "dialog" or n.element.get("role") in ("dialog", "alertdialog") for n in nodes)


def _is_footer(node: Node) -> bool:
    return any(
        n.tag == "footer" or n.element.get("role") == "contentinfo" for n in (node, *_descendants(node))
    )


def _descendants(node: Node) -> "list[Node]":
    found: list[Node] = []
    stack = list(reversed(node.children))
    while stack:
        current = stack.pop()
        found.append(current)
        stack.extend(reversed(current.children))
    return found
