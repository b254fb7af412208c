"""Why something beside the policy is no part of it: judged by what it is made of, never by its name."""

import re
from collections import Counter

from monitor.pipeline.extraction.evidence import count_legal_words
from monitor.pipeline.extraction.measure import Item, Measure, descendants, span
from monitor.pipeline.extraction.model import Block, DropReason, Node

# What holds this share of the running text is text of its own right, whatever its other features.
WEIGHTY = 0.05
MENU_LINKS = 8

_MENU_CHARS_PER_LINK, _MENU_WORDS_PER_BLOCK = 80, 6
_REGISTER_LINKS = 4
_DIALOG_SHARE = 0.3
_FOOTER_WORDS_PER_LINK = 12
_FOOTER_LINK_BLOCKS, _FOOTER_PARAGRAPHS, _HOME_LINKS = 0.6, 2, 4
_PROMOTION_WORDS, _PROMOTION_LEGAL_WORDS, _CALL_WORDS = 60, 2, 6
_TABS, _TAB_WORDS = 4, 6

_TARGET = re.compile(r"\]\([^()\s]*\)")
_HOST = re.compile(r"\]\(https?://(?:www\.)?([^/)]+)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_COPYRIGHT = re.compile(
    r"©|\(c\) *(?:19|20)\d\d|\bcopyright\b *(?:19|20)\d\d|all rights reserved|tous droits réservés", re.I
)
_NOT_OF_A_TAB = re.compile(r"[\d:@.!?]")
# A line that says that a policy changes is never clutter.
_ANNOUNCES = re.compile(
    r"\b(?:updat|chang|revis|amend|modif|mise? à jour|mis à jour|änder|aktualisier|actualiz|aggiorn|wijzig"
    r"|bijgewerkt|atualiz|alter)",
    re.I,
)


class Judge:
    """Judges the neighbours of the running text of one page."""

    def __init__(self, measure: Measure, core: Node) -> None:
        self._measure = measure
        self._core = core
        self._total = measure.total
        self._has_own_title = any(b.level == 1 and not b.drop for b in measure.blocks(core))

    def reason(self, item: Item, *, after_core: bool) -> DropReason:
        """Say why *item* is no policy text, or "" where nothing speaks against it."""
        measure = self._measure
        if self.is_register(item) and not (isinstance(item, Node) and self._is_footer(item)):
            return ""
        words, links = measure.words(item), measure.links(item)
        text = (
            _TARGET.sub("]", " ".join(b.text for b in measure.blocks(item)))
            if words < 2000
            else "x" * words * 6
        )
        if self._is_menu(item, words, links, text):
            return "menu"
        if isinstance(item, Node):
            return self._reason_of_node(item, words, links, text, after_core=after_core)
        return "copyright" if words < 40 and _COPYRIGHT.search(text) else ""

    def is_register(self, item: Item) -> bool:
        """Whether links inside the container lead to many sites, as in a list of subprocessors; menus lead home."""
        if not self._is_inside(item):
            return False
        hosts = _HOST.findall(" ".join(b.text for b in self._measure.blocks(item) if b.links))
        if len(hosts) < _REGISTER_LINKS or len(set(hosts)) < 0.6 * len(hosts):
            return False
        share = self._measure.link_words(item) / max(1, self._measure.words(item))
        return share < 0.7 or (len(hosts) >= 2 * _REGISTER_LINKS and len(set(hosts)) >= 0.9 * len(hosts))

    def is_mixed(self, node: Node) -> bool:
        """Whether an element with text of some weight also holds a menu, which is then judged on its own."""
        links, words = self._measure.links(node), self._measure.words(node)
        has_menu = links >= MENU_LINKS and self._measure.link_words(node) > 0.3 * words
        return has_menu and not self.is_register(node)

    def is_weighty(self, item: Item) -> bool:
        """Whether *item* holds a share of the running text that is not to be dropped for its looks."""
        return self._measure.prose(item) >= WEIGHTY * self._total

    def _is_inside(self, item: Item) -> bool:
        start, end = span(item)
        return self._core.start <= start and end <= self._core.end

    def _is_menu(self, item: Item, words: int, links: int, text: str) -> bool:
        start, end = span(item)
        if links >= MENU_LINKS and words < _MENU_WORDS_PER_BLOCK * (end - start):
            return True
        if self.is_weighty(item):
            return False
        share = self._measure.link_words(item) / words
        if share > 0.5 and self._measure.prose(item) < 0.5 * words and links > 1:
            return True
        return links >= MENU_LINKS and len(text) < _MENU_CHARS_PER_LINK * links

    def _reason_of_node(
        self, node: Node, words: int, links: int, text: str, *, after_core: bool
    ) -> DropReason:
        is_weighty = self.is_weighty(node)
        if not is_weighty and (node.inputs or node.buttons >= 2):
            return "controls"
        if not is_weighty and (node.tag == "aside" or node.element.get("role") == "complementary"):
            return "aside"
        is_dialog = self._measure.prose(node) < _DIALOG_SHARE * self._total and _is_dialog(node)
        if is_dialog and (node.buttons or node.toggles):
            return "consent"
        if self._ends_the_page(node, words, links, after_core=after_core):
            return "footer"
        if words < 40 and _COPYRIGHT.search(text):
            return "copyright"
        if self._is_inside(node) or is_weighty:
            return ""
        if after_core:
            return "promotion" if self._promotes(node, words, text) else ""
        return "menu" if self._is_tab_list(node) else ""

    def _ends_the_page(self, node: Node, words: int, links: int, *, after_core: bool) -> bool:
        if node.tag == "footer" and links >= MENU_LINKS and words < _FOOTER_WORDS_PER_LINK * links:
            return True
        if not after_core:
            return False
        share = self._measure.link_words(node) / words
        if not self.is_weighty(node) and _is_footer(node) and share > 0.3:
            return True
        return self.has_columns_of_links(node)

    def has_columns_of_links(self, node: Item) -> bool:
        """Whether *node* is lists of links under a paragraph or two, as footers without the name are."""
        if not isinstance(node, Node) or self._measure.links(node) < MENU_LINKS:
            return False
        hosts = Counter(_HOST.findall(" ".join(b.text for b in self._measure.blocks(node) if b.links)))
        if self.is_register(node) and max(hosts.values()) < _HOME_LINKS:
            return False
        blocks = [b for b in self._measure.blocks(node) if b.words and not b.drop]
        linked = sum(b.links > 0 and b.link_words * 2 > b.words for b in blocks)
        lists = sum(n.tag in ("ul", "ol") and self._measure.links(n) > 0 for n in descendants(node))
        return (
            lists >= 2
            and linked >= _FOOTER_LINK_BLOCKS * len(blocks)
            and sum(b.is_prose for b in blocks) <= _FOOTER_PARAGRAPHS
            and self._measure.prose(node) < 0.5 * self._total
        )

    def _is_footer(self, node: Node) -> bool:
        return _is_footer(node) or self.has_columns_of_links(node)

    def _promotes(self, node: Node, words: int, text: str) -> bool:
        """Whether a small element after the text calls to something, and speaks neither of law nor of people."""
        blocks = self._measure.blocks(node)
        calls = any(b.links and b.link_words == b.words and b.words <= _CALL_WORDS for b in blocks)
        if not (calls or node.buttons) or words > _PROMOTION_WORDS:
            return False
        has_heading = any(b.level for b in blocks)
        says_something = any(speaks_for_itself(b) for b in blocks)
        return has_heading and not says_something and count_legal_words(text) < _PROMOTION_LEGAL_WORDS

    def _is_tab_list(self, node: Node) -> bool:
        """Whether *node* is short lines above a text with a title of its own: a menu that scripts bring to life."""
        blocks = [b for b in self._measure.blocks(node) if b.words and not b.drop]
        return (
            self._has_own_title
            and len(blocks) >= _TABS
            and all(
                b.words < _TAB_WORDS and b.level != 1 and not _NOT_OF_A_TAB.search(b.text) for b in blocks
            )
        )


def has_a_date(block: Block) -> bool:
    """Whether *block* is no link and names a year."""
    return bool(_YEAR.search(block.text)) and block.link_words * 2 < block.words


def speaks_for_itself(block: Block) -> bool:
    """Whether a short block is worth keeping wherever it stands: a date line, an address, a word of a change."""
    if block.drop or block.link_words * 2 > block.words:
        return False
    if _YEAR.search(block.text) or "@" in block.text:
        return True
    return block.is_prose and bool(_ANNOUNCES.search(block.text)) and count_legal_words(block.text) >= 2


def _is_dialog(node: Node) -> bool:
    nodes = (node, *descendants(node))
    return any(n.tag == "dialog" or n.element.get("role") in ("dialog", "alertdialog") for n in nodes)


def _is_footer(node: Node) -> bool:
    return any(
        n.tag == "footer" or n.element.get("role") == "contentinfo" for n in (node, *descendants(node))
    )
