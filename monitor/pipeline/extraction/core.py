"""What of a page is the policy: the container of the running text, and what stands at its edges.

Nothing is judged by the name of a class or an id. Only branches off the way to the container and
the edges of the container are judged; between two pieces of the policy nothing is cut.
"""

from monitor.pipeline.extraction.clutter import drop_clutter
from monitor.pipeline.extraction.judge import MENU_LINKS, Judge, has_a_date, speaks_for_itself
from monitor.pipeline.extraction.measure import Item, Measure, descendants, items_of, span
from monitor.pipeline.extraction.model import Block, DropReason, KeepReason, Node, Page

# A child that holds this share of the running text is the next step down; measured on 119 policy pages.
_DESCENT = 0.85
_MAIN_ALONE, _MAIN_BESIDE_CONTROLS = 0.9, 0.6
_CONTAINERS = frozenset(
    ("div", "section", "aside", "footer", "header", "nav", "form", "dialog", "article", "center")
)
_STEPS_END = ("table", "ul", "ol", "dl", "p", "blockquote")
_SLOGAN_WORDS = 20


class CoreFinder:
    """Marks each block of one page as policy text or not, with the reason why."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._measure = Measure(page)
        self._has_title = False  # whether a main heading was found between here and the running text

    def mark(self) -> None:
        """Set `drop` on every block that is not policy text, and `keep` on every other one."""
        drop_clutter(self._measure)
        path = self._path(self._page.root)
        core = path[-1]
        self._judge = Judge(self._measure, core)
        before, after = self._edges(core)
        first = span(before[0])[1] if before else core.start
        last = span(after[0])[0] if after else core.end
        self._keep(first, last, "core")
        self._has_title = any(b.level == 1 and not b.drop for b in self._page.blocks[first : core.end])
        for node, inner in zip(reversed(path[:-1]), reversed(path[1:]), strict=True):
            beside = self._beside(node, inner)
            before += reversed([i for i in beside if span(i)[1] <= inner.start])
            after += [i for i in beside if span(i)[0] >= inner.end]
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
            prose = self._measure.prose(node)
            step = next((c for c in node.children if self._measure.prose(c) >= _DESCENT * prose), None)
            if not prose or step is None or step.tag in _STEPS_END:
                return path
            path.append(step)

    def _main(self, root: Node) -> Node | None:
        mains = [n for n in descendants(root) if n.tag == "main" or n.element.get("role") == "main"]
        if len(mains) != 1:
            return None
        main = mains[0]
        share = self._measure.prose(main) / max(1, self._measure.total)
        has_controls = root.inputs + root.toggles > main.inputs + main.toggles
        return main if share >= (_MAIN_BESIDE_CONTROLS if has_controls else _MAIN_ALONE) else None

    # -- what stands beside it ------------------------------------------------------------------

    def _edges(self, core: Node) -> tuple[list[Item], list[Item]]:
        """Return what stands before and after the running text inside the container, nearest first."""
        items = items_of(core)
        # A section that is made like a solid one is its sibling, and no less part of the text.
        makes = {_make(i) for i in items if isinstance(i, Node) and self._is_solid(i)}
        solid = [
            n for n, i in enumerate(items) if self._is_solid(i) or (self._has_prose(i) and _make(i) in makes)
        ]
        # A paragraph or two over columns of links end the page, however short the policy is beside them.
        while len(solid) > 1 and self._judge.has_columns_of_links(items[solid[-1]]):
            solid.pop()
        if not solid:
            return [], []
        return list(reversed(items[: solid[0]])), items[solid[-1] + 1 :]

    def _beside(self, node: Node, inner: Node) -> list[Item]:
        """Return what *node* holds beside *inner*, but for sections made like it, which are kept."""
        beside: list[Item] = []
        for item in items_of(node):
            if _holds(item, inner):
                continue
            if self._has_prose(item) and _make(item) is not None and _make(item) == _make(inner):
                self._keep(*span(item), "sibling")
            else:
                beside.append(item)
        return beside

    def _has_prose(self, item: Item) -> bool:
        return self._measure.prose(item) > 0

    def _is_solid(self, item: Item) -> bool:
        """Whether nothing on this side of *item* may be cut: a paragraph of running text, or a group of them."""
        prose = self._measure.prose(item)
        if not isinstance(item, Node) or item.tag not in _CONTAINERS:
            return prose > 0
        has_chrome = item.inputs or item.buttons >= 2 or self._measure.links(item) >= MENU_LINKS
        return self._judge.is_weighty(item) or (prose > 0 and not has_chrome)

    def _judge_run(self, items: list[Item], *, after_core: bool, beyond_chrome: bool = False) -> bool:
        """Judge neighbours of the core from the nearest to the farthest; say whether chrome was met."""
        for item in items:
            if not self._measure.words(item):
                continue
            reason = self._judge.reason(item, after_core=after_core)
            if not reason and beyond_chrome:
                reason = self._fringe(item)
            if reason and isinstance(item, Node) and self._may_hold_the_head(item, reason, after_core):
                inner = items_of(item)
                inner = inner if after_core else list(reversed(inner))
                beyond_chrome = self._judge_run(inner, after_core=after_core, beyond_chrome=beyond_chrome)
            elif reason:
                beyond_chrome = True
                self._measure.drop(item, reason)
            elif isinstance(item, Node) and after_core and self._judge.is_mixed(item):
                beyond_chrome = self._judge_run(items_of(item), after_core=True, beyond_chrome=beyond_chrome)
            else:
                self._take(item)
        return beyond_chrome

    def _take(self, item: Item) -> None:
        """Keep a neighbour of the core."""
        blocks = self._measure.blocks(item)
        self._has_title |= any(b.level == 1 for b in blocks)
        reason: KeepReason = "weighty" if self._judge.is_weighty(item) else "beside"
        for block in blocks:
            block.keep = block.keep or ("title" if block.level == 1 else reason)

    def _drop_before_first_heading(self, core: Node) -> None:
        """Drop short neutral lines above the title of the page: skip links, slogans, breadcrumbs."""
        blocks = self._page.blocks
        title = next((n for n, b in enumerate(blocks) if b.level and not b.drop and b.words), None)
        if title is None or any(b.is_prose and not b.drop for b in blocks[core.start : title]):
            return
        for number in range(title):
            block = blocks[number]
            if not block.drop and block.words < _SLOGAN_WORDS and not speaks_for_itself(block):
                block.drop = "fringe"

    def _fringe(self, item: Item) -> DropReason:
        """Judge what is no clutter itself, but stands beyond clutter: only text of some weight is policy there."""
        if self._judge.is_weighty(item):
            return ""
        block = self._measure.blocks(item)[0]
        if not isinstance(item, Node) and (self._is_title(block) or speaks_for_itself(block)):
            return ""
        return "fringe"

    def _is_title(self, block: Block) -> bool:
        """Whether *block* is the nearest main heading above the text; one further off is of a banner."""
        return block.level == 1 and not self._has_title

    def _may_hold_the_head(self, node: Node, reason: DropReason, after_core: bool) -> bool:
        """Whether the title, the date line or the address may stand among what would be dropped."""
        blocks = self._measure.blocks(node)
        if reason == "fringe":
            return any(self._is_title(b) or speaks_for_itself(b) for b in blocks)
        if after_core:
            return False
        return any(self._is_title(b) for b in blocks) or (
            reason == "controls" and any(has_a_date(b) for b in blocks)
        )

    def _keep(self, start: int, end: int, reason: KeepReason) -> None:
        for block in self._page.blocks[start:end]:
            block.keep = block.keep or reason


def _holds(item: Item, inner: Node) -> bool:
    if not isinstance(item, Node):
        return False
    return item.start <= inner.start and inner.end <= item.end and item.end > item.start


def _make(item: Item) -> tuple[str, str | None] | None:
    if not isinstance(item, Node) or not item.element.get("class"):
        return None
    return item.tag, item.element.get("class")
