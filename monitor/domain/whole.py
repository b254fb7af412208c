"""What a clause weighs that came, or went, as a whole: by its form, what it speaks of, and how much it says."""

from typing import Final

from monitor.domain.comparison import Edit
from monitor.domain.content import content_of
from monitor.domain.lexicon import counted, in_words, weight, word_terms
from monitor.domain.topics import Topics, section_topics
from monitor.domain.trivial import is_identifier, is_link_only

_POINTER_WORDS: Final = 32


def whole_parts(edit: Edit, topics: Topics) -> list[tuple[float, str]]:
    """Weigh a clause that only one text has: each part with its reason."""
    name, reason = _form(edit)
    parts = [(weight("material", name), reason)]
    if edit.before is None and word_terms("announce").any(edit.clause.words):
        parts.append((weight("material", "announced"), "announcement of a coming change"))
    if name == "pointer":
        return parts
    if name == "item" and section_topics(edit.clause.section):
        parts.append((weight("material", "listed"), "entry of a list whose heading names a topic"))
    strong = sorted(topics.seen.changed, key=lambda c: -topics.likelihood(c))[
        : int(weight("material", "topics_most"))
    ]
    for category in strong:
        named = in_words(topics.seen.terms.get(category, ()))
        parts.append((weight("material", "topic"), f"speaks of {category.replace('_', ' ')}: {named}"))
    if content := content_of(edit):
        size = min(content, weight("material", "words_most"))
        parts.append((weight("material", "word") * size, counted(content, "weighty word")))
    return parts


def _form(edit: Edit) -> tuple[str, str]:
    clause = edit.clause
    went = "came" if edit.before is None else "went"
    if clause.kind == "row":
        return "row", f"row {went}"
    if is_identifier(clause.text):
        return "identifier", f"name in a list {went}"
    if is_link_only(clause.text):
        if clause.kind == "item" and section_topics(clause.section):
            return "link_item", f"link in a list {went}"
        return "link", f"link {went}"
    if (
        "](" in clause.text
        and word_terms("pointer").any(clause.words)
        and len(clause.words) <= _POINTER_WORDS
        and not word_terms("choice", "opt_out").any(clause.words)
    ):
        return "pointer", f"reference {went}"
    if clause.kind == "item":
        return "item", f"list item {went}"
    return "sentence", f"sentence {went}"
