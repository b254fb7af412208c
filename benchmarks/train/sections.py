"""Learn from the headings of many policies which words belong to which category.

A clause below a heading that names exactly one category is an example of it: nobody has to label anything. For each
word, and each two in a row, the weight is the logarithm of how much oftener it stands in clauses of the category than
their share in its languages would have it. Only words of many services are kept, and no proper names.
"""

import math
import re
import subprocess
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from multiprocessing import Pool
from pathlib import Path
from typing import Final

from monitor.domain import folding
from monitor.domain.clauses import clauses_of
from monitor.domain.language import language_of
from monitor.domain.lexicon import rules
from monitor.domain.markdown import PATH_SEPARATOR, blocks, readable
from monitor.domain.topics import _index
from monitor.domain.vocabulary import CATEGORIES, Category
from monitor.domain.wording import grams

TARGET: Final = Path("monitor/domain/rules/wording.tsv")
MOST_PER_SERVICE: Final = 150  # clauses of one category from one service
MOST_OF_A_GRAM: Final = 4  # of these with the same word
LEAST_SERVICES: Final = 12  # that use a word; a third of it for words of languages with fewer texts
PRIOR: Final = 3.0  # clauses that every count is blended with
LEAST_WEIGHT: Final = 0.7
LEAST_BEST: Final = 1.2  # of the best category of a word
PROPER: Final = 0.8  # share of capitals in mid-sentence that makes a word a name
_WORD = re.compile(r"(?<=[a-zà-ÿ,] )[^\W\d_]+")


@dataclass
class Counts:
    """What is counted over all documents."""

    grams: dict[str, Counter[Category]] = field(default_factory=lambda: defaultdict(Counter))
    languages: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    services: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    examples: dict[str, Counter[Category]] = field(default_factory=lambda: defaultdict(Counter))
    capital: Counter[str] = field(default_factory=Counter)
    small: Counter[str] = field(default_factory=Counter)


Document = tuple[str, str, list[tuple[tuple[str, ...], Category]], Counter[str], Counter[str]]


def main(folders: list[Path]) -> None:
    """Read every git bundle of *folders* and write the weights of words."""
    counts = Counts()
    with Pool() as pool:
        for document in pool.imap(_read, _texts(folders), chunksize=4):
            _count(counts, document)
    lines = sorted(_lines(counts))
    examples = sum((sum(by.values()) for by in counts.examples.values()), 0)
    head = [
        f"# Learned by `python -m benchmarks.train wording` from {examples} clauses below headings of one category,",
        "# of "
        + str(len(set().union(*counts.services.values())))
        + " services. A word or two, then categories",
        "# with the logarithm of how much oftener than by chance it stands in their sections.",
    ]
    TARGET.write_text("\n".join([*head, *lines]) + "\n", encoding="utf-8")
    print(f"{len(lines)} words and pairs from {examples} clauses")


def _texts(folders: Iterable[Path]) -> Iterator[tuple[str, str]]:
    """Yield service and newest text of every document that was ever recorded."""
    for folder in folders:
        for bundle in sorted(folder.glob("*.bundle")):
            with tempfile.TemporaryDirectory() as place:
                _git("clone", "-q", "--bare", str(bundle), place)
                for name, commit in _newest(place).items():
                    yield name.split("/")[0], _git("-C", place, "show", f"{commit}:{name}")


def _newest(place: str) -> dict[str, str]:
    """Find, for every document, the newest commit that holds it."""
    log = _git("-C", place, "-c", "core.quotePath=off", "log", "main", "--format=:%H", "--name-status")
    newest: dict[str, str] = {}
    commit = ""
    for line in log.splitlines():
        if line.startswith(":"):
            commit = line[1:]
        elif line[:1] in "AM" and line.endswith(".md") and "/" in line:
            newest.setdefault(line.split("\t")[-1], commit)
    return newest


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], capture_output=True, check=True)
    return done.stdout.decode("utf-8", errors="replace")


def _read(named: tuple[str, str]) -> Document:
    service, text = named
    examples: list[tuple[tuple[str, ...], Category]] = []
    capital: Counter[str] = Counter()
    small: Counter[str] = Counter()
    words: list[str] = []
    for number, block in enumerate(blocks(text)):
        if block.kind == "heading":
            continue
        for clause in clauses_of(block, number):
            words += clause.words
            for word in _WORD.findall(readable(clause.text)):
                (capital if word[0].isupper() else small)[word.casefold()] += 1
            category = category_of(clause.section)
            if category is not None and len(clause.words) >= 4:
                examples.append((clause.words, category))
    language = language_of(words[:5000]) or "unknown"
    is_german = language == "de"  # where every noun has a capital
    return service, language, examples, Counter() if is_german else capital, small


@lru_cache(maxsize=100_000)
def category_of(section: str) -> Category | None:
    """Tell the one category that the innermost telling heading of *section* names."""
    for title in reversed(section.split(PATH_SEPARATOR)):
        found = {hit.payload[0] for hit in _index().find(folding.words(title)[:40]) if hit.payload[1]}
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def _count(counts: Counts, document: Document) -> None:
    service, language, examples, capital, small = document
    counts.capital.update(capital)
    counts.small.update(small)
    of_category: Counter[Category] = Counter()
    of_gram: Counter[tuple[str, Category]] = Counter()
    for words, category in dict.fromkeys(examples):
        if of_category[category] >= MOST_PER_SERVICE:
            continue
        of_category[category] += 1
        counts.examples[language][category] += 1
        for gram in grams(words):
            of_gram[gram, category] += 1
            if of_gram[gram, category] <= MOST_OF_A_GRAM:
                counts.grams[gram][category] += 1
                counts.languages[gram][language] += 1
                counts.services[gram].add(service)


def _lines(counts: Counts) -> Iterator[str]:
    known = {word for table in rules("topics").values() for term in table["strong"] for word in term.split()}
    proper = {
        word
        for word, number in counts.capital.items()
        if word not in known and number >= PROPER * (number + counts.small[word])
    }
    for gram, found in counts.grams.items():
        languages = counts.languages[gram]
        is_rare = languages["en"] < 0.5 * sum(languages.values())
        least = LEAST_SERVICES // 3 if is_rare else LEAST_SERVICES
        if len(counts.services[gram]) < least or not proper.isdisjoint(gram.split()):
            continue
        weights = _weights(found, languages, counts)
        if weights and max(weights.values()) >= LEAST_BEST:
            kept = [f"{c} {weights[c]:.1f}" for c in CATEGORIES if abs(weights.get(c, 0)) >= LEAST_WEIGHT]
            yield "\t".join([gram, *kept])


def _weights(found: Counter[Category], languages: Counter[str], counts: Counts) -> dict[Category, float]:
    expected: Counter[Category] = Counter()
    for language, number in languages.items():
        by_category = counts.examples[language]
        total = sum(by_category.values())
        for category, examples in by_category.items():
            expected[category] += number * examples / total  # type: ignore[assignment]
    return {c: math.log((found[c] + PRIOR) / (share + PRIOR)) for c, share in expected.items()}
