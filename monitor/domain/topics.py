"""What a clause is about: how likely each category is, by words, headings, facts and kind of document."""

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import mul
from typing import Final

from monitor.domain import folding
from monitor.domain.assessment import Fact
from monitor.domain.clauses import Clause
from monitor.domain.comparison import Edit
from monitor.domain.lexicon import Hit, Terms, rules, weight, word_set, word_terms
from monitor.domain.trivial import canonical, light_words
from monitor.domain.vocabulary import CATEGORIES, DOCUMENT_TYPES, Category, DocumentType
from monitor.domain.wording import lean, speak

# What is seen of a category in an edit; each has one weight in `rules/categories.toml`.
FEATURES: Final = (
    "changed_strong",  # strong terms among the changed words
    "changed_weak",
    "around_strong",  # strong terms beside them, in the same clause
    "around_weak",
    "section",  # terms in the headings
    "fact",  # a fact that belongs to the category differs
    "wording",  # how far the words of the clause speak for it: the last one
)
_SECTION: Final = FEATURES.index("section")
_FACT: Final = FEATURES.index("fact")
_SHARING: Final = CATEGORIES.index("sharing")
_NOTHING: Final = [0.0] * len(FEATURES)
_MOST_TERMS: Final = 4
# Words that mean something else in another language when they are written otherwise.
_WRITTEN: Final = {"ai": "AI", "ia": "IA", "ki": "KI", "kind": "Kind"}
_STEM: Final = 4  # letters that the forms of a word have in common
_LEAD: Final = 0.3  # by which a category whose terms changed leads one that is not heard at all


@dataclass(frozen=True, slots=True)
class Seen:
    """What an edit shows of each category: a row per category in the order of `CATEGORIES`, a column per feature."""

    rows: tuple[tuple[float, ...], ...]
    terms: dict[Category, tuple[str, ...]]  # found among the changed words
    changed: frozenset[Category]  # categories of which a strong term is among the changed words
    one_sided: tuple[str, ...]  # strong terms that only one of the two clauses has
    exchanged: bool  # each clause has such terms, of the same categories
    heard: frozenset[Category]  # categories of which any term stands in the clause or its headings
    stated: tuple[Category, ...]  # categories that facts that differ belong to

    def names(self, category: Category) -> bool:
        """Whether a strong term of *category* stands in the clause, changed or not."""
        row = self.rows[CATEGORIES.index(category)]
        return bool(row[0] or row[2])


@dataclass(frozen=True, slots=True)
class Topics:
    """The categories of an edit with their likelihoods, best first, which sum to 1; and what they were told from."""

    scores: tuple[tuple[Category, float], ...]
    seen: Seen

    def likelihood(self, category: Category) -> float:
        """How likely it is that the edit is about *category*, from 0 to 1."""
        return dict(self.scores)[category]


_Strong = dict[str, Category]  # strong terms of a clause, with the category of each
_Found = Hit[tuple[Category, bool]]


@cache
def _index() -> Terms[tuple[Category, bool]]:
    table = rules("topics")
    return Terms(
        (term, (category, strength == "strong"))
        for category in CATEGORIES
        if category in table
        for strength in ("strong", "weak")
        for term in dict.fromkeys(table[category][strength])
    )


def balance(edit: Edit, category: Category) -> int:
    """1 where only the new clause has strong terms of *category* that the other one lacks, -1 the old one, else 0."""
    if edit.before is None or edit.after is None:
        return 0
    old, new = (
        {hit.term for hit in _index().find(side.words) if hit.payload == (category, True)}
        for side in (edit.before, edit.after)
    )
    return bool(new - old) - bool(old - new)


def topics_of(
    edit: Edit, kind: DocumentType | None, facts: Sequence[Fact] = (), stated: Sequence[Category] = ()
) -> Topics:
    """Tell the categories of *edit* in a document of *kind* by the learned weights of what is seen of them.

    What differs between the two clauses may belong to categories beside those of the *facts*: these are *stated*.
    """
    seen = look(edit, facts, stated)
    weights, grounds = _weights(kind)
    sums = [
        sum(map(mul, row, weights)) + bias + leaning + words
        for row, (bias, leaning), words in zip(seen.rows, grounds, lean(edit), strict=True)
    ]
    sums = _told(sums, seen)
    if not sells_data(edit.clause):
        sums[_SHARING] = min(sums)  # the words of a sale have been learned where data are sold
    highest = max(sums)
    powers = [math.exp(value - highest) for value in sums]
    total = sum(powers)
    scored = [(category, power / total) for category, power in zip(CATEGORIES, powers, strict=True)]
    scored.sort(key=lambda item: -item[1])  # stable: ties keep the order of the categories
    return Topics(tuple(scored), seen)


def _told(sums: list[float], seen: Seen) -> list[float]:
    """Let no category that is only common by itself outdo one whose terms changed, or else stand in the clause."""
    for column in (0, 2):
        if named := [value for value, row in zip(sums, seen.rows, strict=True) if row[column]]:
            most = max(named) - _LEAD
            return [
                value if row[0] or row[2] or row[_SECTION] or row[_FACT] else min(value, most)
                for value, row in zip(sums, seen.rows, strict=True)
            ]
    return sums


@cache
def _weights(kind: DocumentType | None) -> tuple[tuple[float, ...], tuple[tuple[float, float], ...]]:
    """Give the weights of the features, and of each category its bias and how a document of *kind* leans to it."""
    model = rules("categories")["edit"]
    leaning = {
        **model["documents"].get(kind or "unknown", {}),
        **rules("documents")["leanings"].get(kind or "unknown", {}),
    }
    return tuple(float(model["features"][name]) for name in FEATURES), tuple(
        (float(model["bias"][category]), float(leaning.get(category, 0.0))) for category in CATEGORIES
    )


def look(edit: Edit, facts: Sequence[Fact] = (), stated: Sequence[Category] = ()) -> Seen:
    """Collect what *edit*, the *facts* that differ in it and what is *stated* show of each category."""
    columns: dict[Category, list[float]] = defaultdict(lambda: [0.0] * len(FEATURES))
    terms: dict[Category, list[str]] = {}
    changed: set[Category] = set()
    strong_terms: list[_Strong] = []
    for clause, marked in _sides(edit):
        every = [hit for hit in _index().find(clause.words) if _is_meant(hit, clause)]
        if not sells_data(clause):
            every = [hit for hit in every if hit.payload[0] != "sharing" or not _sells(hit, clause.words)]
        strong_terms.append({hit.term: hit.payload[0] for hit in every if hit.payload[1]})
        hits = _outer(every)
        for hit in {hit.term: hit for hit in reversed(hits)}.values():
            category, is_strong = hit.payload
            is_changed = any(marked[hit.start : hit.end])
            columns[category][(0 if is_changed else 2) + (0 if is_strong else 1)] += 1
            if is_changed:
                terms.setdefault(category, []).append(hit.term)
                if is_strong:
                    changed.add(category)
    for category, score in section_topics(edit.clause.section):
        columns[category][FEATURES.index("section")] = score
    belongs = tuple(dict.fromkeys((*stated, *_by_facts(edit, facts))))
    for category in belongs:
        columns[category][FEATURES.index("fact")] = 1.0
    heard = frozenset(category for category, row in columns.items() if any(row))
    for row in columns.values():
        row[:4] = [min(value, _MOST_TERMS) ** 0.5 for value in row[:4]]
    wording = speak(edit.clause.words)
    one_sided, exchanged = _one_sided(*strong_terms) if len(strong_terms) == 2 else ((), False)
    return Seen(
        tuple(
            (*columns.get(category, _NOTHING)[:-1], score)
            for category, score in zip(CATEGORIES, wording, strict=True)
        ),
        {category: tuple(dict.fromkeys(sorted(found))) for category, found in terms.items()},
        frozenset(changed),
        one_sided,
        exchanged,
        heard,
        belongs,
    )


def _one_sided(old: _Strong, new: _Strong) -> tuple[tuple[str, ...], bool]:
    """List the terms that one clause has alone, and say whether those of the two are of the same categories.

    "We share" and "is shared" are one.
    """
    # Figures are facts.
    gone, come = (
        sorted(term for term in one.keys() - other.keys() if not any(map(str.isdigit, term)))
        for one, other in ((old, new), (new, old))
    )
    lost = [term for term in gone if not any(_is_kin(term, other) for other in come)]
    won = [term for term in come if not any(_is_kin(term, other) for other in gone)]
    exchanged = {old[term] for term in lost} == {new[term] for term in won}
    return tuple(sorted((*lost, *won))), exchanged


@lru_cache(maxsize=4_096)
def _is_kin(one: str, other: str) -> bool:
    """Whether two terms are forms of a word, or say the same."""
    first, second = (term.replace("*", "").split() for term in (one, other))
    if canonical(first) == canonical(second):
        return True
    is_short = min(len(first), len(second)) == 1
    same = first[0][:_STEM] == second[0][:_STEM] and min(len(first[0]), len(second[0])) >= _STEM
    return same and (is_short or first[1:] == second[1:])


def _outer(hits: list[_Found]) -> list[_Found]:
    """Leave out parts of a longer, strong term of another category: the "rights" of "rights of authors"."""
    long: dict[int, list[_Found]] = {}  # by each place that they cover
    for hit in hits:
        if hit.end - hit.start > 1 and hit.payload[1]:
            for place in range(hit.start, hit.end):
                long.setdefault(place, []).append(hit)
    return [
        hit
        for hit in hits
        if not any(
            hit.end <= outer.end
            and outer.end - outer.start > hit.end - hit.start
            and outer.payload[0] != hit.payload[0]
            for outer in long.get(hit.start, ())
        )
    ]


def sells_data(clause: Clause) -> bool:
    """Whether what is sold may be data: it is named, nothing else is, or the headings speak of sharing."""
    words = clause.words
    sales = list(word_terms("sale").find(words))
    if not sales or word_terms("sale", "objects").any(words):
        return True
    if any(category == "sharing" for category, _ in section_topics(clause.section)):
        return True
    return not any(_is_ware(words[hit.end :]) for hit in sales)


def _is_ware(words: Sequence[str]) -> bool:
    """Whether *words*, which follow "we sell", begin with something that is no datum: "umbrellas", "des parapluies"."""
    named = next((word for word in words if word not in word_set("sale", "articles")), None)
    if named is None or named in light_words() or named in word_set("negation"):
        return False
    return not any(hit.start == 0 and hit.payload[0] == "sharing" for hit in _index().find([named]))


def _sells(hit: _Found, words: Sequence[str]) -> bool:
    return word_terms("sale").any(words[hit.start : hit.end])


def _is_meant(hit: _Found, clause: Clause) -> bool:
    """Whether a term stands there as it is written: "AI" only in capitals, a German "Kind" with one.

    Nor is it meant where people are trained, or somebody sits on a train.
    """
    if hit.payload[0] == "ai" and word_terms("training").any(hit.term.replace("*", "").split()):
        return trains_models(clause.words)
    written = _WRITTEN.get(hit.term)
    return written is None or re.search(rf"(?<!\w){written}(?!\w)", clause.text) is not None


def trains_models(words: Sequence[str]) -> bool:
    """Whether folded *words* speak of training, and of models, or at least not of people who are trained."""
    if not word_terms("training").any(words):
        return False
    return word_terms("training", "models").any(words) or not word_terms("training", "people").any(words)


def _by_facts(edit: Edit, facts: Sequence[Fact]) -> Iterator[Category]:
    table = rules("weights")["fact_topics"]
    words = edit.clause.words
    headed = {category for category, _ in section_topics(edit.clause.section)}
    for kind in dict.fromkeys(fact["type"] for fact in facts):
        category = table.get(kind)
        if category is None:
            continue
        # What a country or a period is about is said beside it, or in the headings above.
        if kind not in table["needs"] or category in headed or says_where(edit.clause, category):
            yield category
    if edit.before is None and word_terms("announce").any(words):
        yield "change_notice"


def says_where(clause: Clause, category: Category, *, offices: bool = True) -> bool:
    """Whether a clause says what is kept, or what is done and by whom; *offices* alone may say it, too."""
    words = clause.words
    if _fact_words(f"{category}_words").any(words):
        return True
    if category != "transfer":
        return False
    people = _fact_words("people_words").any(words) and not _REACHED.search(clause.text)
    return people or (offices and _fact_words("offices_words").any(words))


# By mail, telephone or post: where somebody is written to is no place that data go to.
_REACHED: Final = re.compile(r"@|\d{4}")


@cache
def _fact_words(name: str) -> Terms[None]:
    return Terms((term, None) for term in rules("weights")["fact_topics"][name])


def _sides(edit: Edit) -> list[tuple[Clause, list[bool]]]:
    """Give each clause of *edit*, with which of its words the other one lacks."""
    out: list[tuple[Clause, list[bool]]] = []
    if edit.before is not None:
        out.append(
            (edit.before, _marked(edit.before, [(s.a1, s.a2) for s in edit.spans if s.kind == "removed"]))
        )
    if edit.after is not None:
        out.append((edit.after, _marked(edit.after, [(s.b1, s.b2) for s in edit.spans if s.kind == "added"])))
    return out


def _marked(clause: Clause, places: Sequence[tuple[int, int]]) -> list[bool]:
    marked = [False] * len(clause.words)
    for start, end in places:
        marked[start:end] = [True] * (end - start)
    return marked


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
        for (category, _), is_strong in found.items():
            strength = weight("topics", "strong" if is_strong else "weak")
            scores[category] = scores.get(category, 0.0) + share * strength
    limit = weight("topics", "section_most")
    return tuple((category, min(score, limit)) for category, score in scores.items())


def chosen(topics: Topics) -> tuple[Category, ...]:
    """The categories an edit is filed under, best first; at least one."""
    first, *others = topics.scores[: int(weight("topics", "most"))]
    likely = [first[0], *(category for category, score in others if score >= weight("topics", "least"))]
    return (*likely, *(category for category in topics.seen.stated if category not in likely))


def guess_kind(headings: Sequence[str], opening: str) -> DocumentType | None:
    """Guess the type of a document from its first headings, else its first words; None when nothing tells."""
    titles: dict[str, str] = rules("documents")["titles"]
    for text in (*headings[:2], opening[:400]):
        for name, pattern in titles.items():
            if re.search(pattern, text, re.IGNORECASE):
                return next(kind for kind in DOCUMENT_TYPES if kind == name)
    return None
