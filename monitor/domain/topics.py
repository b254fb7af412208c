"""What a clause is about: categories with scores, from its words, its headings and the kind of document."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from monitor.domain import folding
from monitor.domain.assessment import Fact
from monitor.domain.comparison import Edit
from monitor.domain.lexicon import Terms, rules, weight, word_terms
from monitor.domain.vocabulary import CATEGORIES, DOCUMENT_TYPES, Category, DocumentType


@dataclass(frozen=True, slots=True)
class Topics:
    """Scores of an edit by category, best first, with the terms that gave them."""

    scores: tuple[tuple[Category, float], ...]
    terms: dict[Category, tuple[str, ...]]
    changed: frozenset[Category]  # categories of which a strong term is among the changed words
    one_sided: tuple[str, ...] = ()  # strong terms that only one of the two clauses has


@cache
def _index() -> Terms[tuple[Category, float]]:
    table = rules("topics")
    return Terms(
        (term, (category, weight("topics", strength)))
        for category in CATEGORIES
        if category in table
        for strength in ("strong", "weak")
        for term in dict.fromkeys(table[category][strength])
    )


def topics_of(edit: Edit, kind: DocumentType | None, facts: Sequence[Fact] = ()) -> Topics:
    """Score the categories of *edit*; terms among its changed words count most, its headings least."""
    scores: dict[Category, float] = {}
    terms: dict[Category, list[str]] = {}
    changed: set[Category] = set()
    strong: list[frozenset[str]] = []
    for words, marked in _sides(edit):
        found = list(_index().find(words))
        strong.append(frozenset(hit.term for hit in found if hit.payload[1] >= weight("topics", "strong")))
        seen: set[str] = set()
        for hit in found:
            category, strength = hit.payload
            if hit.term in seen:
                continue
            inside = any(marked[hit.start : hit.end])
            if inside or edit.before is None or edit.after is None:
                seen.add(hit.term)
            factor = weight("topics", "changed" if inside else "around")
            scores[category] = scores.get(category, 0.0) + strength * factor
            if inside:
                terms.setdefault(category, []).append(hit.term)
                if strength >= weight("topics", "strong"):
                    changed.add(category)
    for category, score in section_topics(edit.clause.section):
        scores[category] = scores.get(category, 0.0) + score
    for category, bonus in rules("documents")["priors"].get(kind or "", {}).items():
        scores[category] = scores.get(category, 0.0) + bonus
    for category, score in _by_facts(edit, facts):
        scores[category] = scores.get(category, 0.0) + score
    ranked = sorted(scores.items(), key=lambda item: (-item[1], CATEGORIES.index(item[0])))
    one_sided = tuple(sorted(strong[0] ^ strong[1])) if len(strong) == 2 else ()
    return Topics(
        tuple(ranked), {c: tuple(dict.fromkeys(t)) for c, t in terms.items()}, frozenset(changed), one_sided
    )


def _by_facts(edit: Edit, facts: Sequence[Fact]) -> Iterator[tuple[Category, float]]:
    table = rules("weights")["fact_topics"]
    words = edit.clause.words
    for kind in dict.fromkeys(fact["type"] for fact in facts):
        category = table.get(kind)
        if category and (kind not in table["needs"] or _fact_words(f"{category}_words").any(words)):
            yield category, weight("topics", "fact")
    if edit.before is None and word_terms("announce").any(words):
        yield "change_notice", weight("topics", "announced")


@cache
def _fact_words(name: str) -> Terms[None]:
    return Terms((term, None) for term in rules("weights")["fact_topics"][name])


def _sides(edit: Edit) -> list[tuple[Sequence[str], list[bool]]]:
    out: list[tuple[Sequence[str], list[bool]]] = []
    if edit.before is not None:
        marked = [False] * len(edit.before.words)
        for span in edit.spans:
            if span.kind == "removed":
                marked[span.a1 : span.a2] = [True] * (span.a2 - span.a1)
        out.append((edit.before.words, marked))
    if edit.after is not None:
        marked = [False] * len(edit.after.words)
        for span in edit.spans:
            if span.kind == "added":
                marked[span.b1 : span.b2] = [True] * (span.b2 - span.b1)
        out.append((edit.after.words, marked))
    return out


@lru_cache(maxsize=512)
def section_topics(section: str) -> tuple[tuple[Category, float], ...]:
    """Score the categories of a heading path; the innermost heading counts whole, those above it half."""
    scores: dict[Category, float] = {}
    titles = section.split(" › ")
    for depth, title in enumerate(reversed(titles)):
        share = 1.0 if depth == 0 else 0.5
        found = {
            (hit.payload[0], hit.term): hit.payload[1] for hit in _index().find(folding.words(title)[:40])
        }
        for (category, _), strength in found.items():
            scores[category] = scores.get(category, 0.0) + share * strength * weight("topics", "section")
    limit = weight("topics", "section_most")
    return tuple((category, min(score, limit)) for category, score in scores.items())


def chosen(topics: Topics) -> tuple[Category, ...]:
    """The categories an edit is filed under, best first; at least one."""
    if not topics.scores or topics.scores[0][1] < weight("topics", "least"):
        return (topics.scores[0][0],) if topics.scores and topics.scores[0][1] > 0 else ("other",)
    best = topics.scores[0][1]
    floor = max(best * weight("topics", "second"), weight("topics", "least"))
    return tuple(c for c, score in topics.scores if score >= floor)[: int(weight("topics", "most"))]


def guess_kind(headings: Sequence[str], opening: str) -> DocumentType | None:
    """Guess the type of a document from its first headings, else its first words; None when nothing tells."""
    titles: dict[str, str] = rules("documents")["titles"]
    for text in (*headings[:2], opening[:400]):
        for name, pattern in titles.items():
            if re.search(pattern, text, re.IGNORECASE):
                return next(kind for kind in DOCUMENT_TYPES if kind == name)
    return None
