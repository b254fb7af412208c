"""Lines of lists gathered to entries that say what a row of a table says: a company, what for, and where."""

import re
from collections import Counter
from collections.abc import Sequence, Set
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import Final

from monitor.domain import folding
from monitor.domain.cells import heads_recipients, is_address, is_sentence, name_place, organisation, pieces
from monitor.domain.clauses import Clause
from monitor.domain.countries import country_called, with_codes
from monitor.domain.markdown import readable

MOST_WORDS: Final = 60  # of an entry, as of a row
MOST_LINES: Final = 8
ITEM_WORDS: Final = 25  # of one that stands on one line
_LINE_WORDS: Final = 12
_CODE_LETTERS: Final = 2
_LEAST_PIECES: Final = 2
_GAP: Final = 2  # blocks from one line of a list to the next: a rule may stand between

Words = tuple[str, ...]
Run = tuple[Clause, ...]  # in the order of the text


def gather(clauses: Sequence[Clause]) -> list[Clause]:
    """Join the short lines of one block that say together what a row of a table says: company, purpose, country."""
    out: list[Clause] = []
    for _, group in groupby(clauses, key=attrgetter("block")):
        lines = tuple(group)
        out += _joined(lines) if _is_block(lines) else lines
    return out


def as_entry(clause: Clause) -> Clause:
    """Read a line like a row of a table where it names a company or a country beside something else."""
    if clause.kind not in ("item", "sentence") or len(clause.words) > ITEM_WORDS or is_sentence(clause.text):
        return clause
    parts = pieces(clause.text)
    if not 1 < len(parts) <= MOST_LINES or is_address(parts):
        return clause
    has_place = _names_place(parts, clause.section)
    has_name = any(map(organisation().fullmatch, parts))
    if clause.kind == "item":
        is_entry = has_place or has_name
    else:
        is_entry = has_place and (has_name or heads_recipients(clause.section))
    return _joined((clause,))[0] if is_entry else clause


def _is_block(lines: Run) -> bool:
    if not 1 < len(lines) <= MOST_LINES or any(line.kind not in ("sentence", "item") for line in lines):
        return False
    if any(len(line.words) > _LINE_WORDS or is_sentence(line.text) for line in lines):
        return False
    parts = [piece for line in lines for piece in pieces(line.text)]
    if is_address(parts):
        return False
    return _names_place(parts, lines[0].section) or any(map(organisation().fullmatch, parts))


def _names_place(parts: Sequence[str], section: str) -> bool:
    """Whether any of *parts* is a country; two letters alone may be a title, or a state of the USA."""
    named = [part for part in parts if country_called(part) is not None]
    return any(len(part.strip()) > _CODE_LETTERS for part in named) or (
        bool(named) and (heads_recipients(section) or any(map(organisation().fullmatch, parts)))
    )


def gather_lines(clauses: list[Clause]) -> list[Clause]:
    """Join short lines in a row that came, or went, together and say what a row of a table says."""
    out: list[Clause] = []
    waiting: list[Clause] = []
    for clause in (*clauses, None):
        if clause is not None and _is_line(clause) and (not waiting or follows(waiting[-1], clause)):
            waiting.append(clause)
            continue
        out += _by_period(waiting)
        waiting = [clause] if clause is not None and _is_line(clause) else []
        out += [clause] if clause is not None and not waiting else []
    return out


def _is_line(clause: Clause) -> bool:
    return clause.kind != "row" and len(clause.words) <= _LINE_WORDS and not is_sentence(clause.text)


def _by_period(lines: list[Clause]) -> list[Clause]:
    """Cut lines in a row into entries where a company or a country comes again and again at the same distance."""
    places = [at for at, line in enumerate(lines) if any(map(is_place, parts_of(line.text)))]
    if len(lines) < _LEAST_PIECES or not places:
        return lines
    names = [at for at, line in enumerate(lines) if organisation().search(readable(line.text))]
    if not names and not heads_recipients(f"{lines[0].section} {readable(lines[0].text)}"):
        return lines
    size, rest = divmod(len(lines), len(places))
    if rest or {at % size for at in places} != {places[0]}:
        size = MOST_LINES if names[:1] == [0] and len(names) == len(places) else 0
    if not 1 < size <= MOST_LINES:
        return lines
    starts = names if size == MOST_LINES else range(0, len(lines), size)
    ends = [*starts[1:], len(lines)]
    groups = (tuple(lines[start:end]) for start, end in zip(starts, ends, strict=True))
    return [clause for group in groups for clause in _joined(group)]


def gather_beside(left: list[Clause], matched: Sequence[Run]) -> list[Clause]:
    """Join what is *left* between and beside *matched* entries to entries of the same layout."""
    runs = [
        run
        for run in matched
        if len(run) > 1 or (run[0].kind != "heading" and len(parts_of(run[0].text)) > 1)
    ]
    if not runs:
        return _headed(left)
    kinds = {clause.kind for run in runs for clause in run}
    ends = any(is_sentence(run[-1].text) for run in runs)
    size = Counter(map(len, runs)).most_common(1)[0][0]
    return _headed(_chunked(left, runs, kinds, size, ends))


def _chunked(left: list[Clause], runs: Sequence[Run], kinds: Set[str], size: int, ends: bool) -> list[Clause]:
    blocks = {clause.block for run in runs for clause in run}
    order = sorted(left, key=lambda clause: (clause.block, clause.at))
    inside = _beside(order, blocks, kinds, ends=ends)
    out: list[Clause] = []
    waiting: list[Clause] = []
    for clause in (*order, None):
        if (
            clause is not None
            and id(clause) in inside
            and (not waiting or _is_next(waiting[-1], clause, blocks))
        ):
            waiting.append(clause)
            continue
        out += _cut(waiting, size)
        waiting = []
        if clause is not None and id(clause) in inside:
            waiting.append(clause)
        elif clause is not None:
            out.append(clause)
    return out


def _headed(clauses: Sequence[Clause]) -> list[Clause]:
    """Join a heading that is the name of an entry to the lines below it."""
    out: list[Clause] = []
    for clause in clauses:
        above = out[-1] if out else None
        if (
            above is not None
            and above.kind == "heading"
            and clause.kind == "row"
            and "|" not in clause.text
            and follows(above, clause)
            and clause.section.endswith(readable(above.text))
        ):
            out[-1:] = _joined((above, clause))
        else:
            out.append(clause)
    return out


def _is_next(one: Clause, other: Clause, matched: set[int]) -> bool:
    """Whether no matched entry and no gap stands between two clauses."""
    return follows(one, other) and not any(block in matched for block in range(one.block + 1, other.block))


def _beside(order: Sequence[Clause], blocks: set[int], kinds: Set[str], *, ends: bool) -> set[int]:
    """Find the clauses that stand between matched entries, or in a row before or behind them, and look like them."""
    inside: set[int] = set()
    reach = set(blocks)
    for clauses in (order, order[::-1]):
        for clause in clauses:
            near = any(block in reach for block in range(clause.block - _GAP, clause.block + _GAP + 1))
            fits = clause.kind in kinds and len(clause.words) <= MOST_WORDS
            if near and fits and (ends or not is_sentence(clause.text)):
                inside.add(id(clause))
                reach.add(clause.block)
    return inside


def _cut(lines: Sequence[Clause], size: int) -> list[Clause]:
    """Cut clauses in a row into entries of *size* clauses, or where each begins with a company."""
    if not lines:
        return []
    if size == 1:
        return [clause for line in lines for clause in _joined((line,))]
    starts = list(range(0, len(lines), size))
    if len(lines) % size:
        named = [at for at, line in enumerate(lines) if organisation().search(readable(line.text))]
        starts = named if named[:1] == [0] else starts
    ends = [*starts[1:], len(lines)]
    groups = (tuple(lines[start:end]) for start, end in zip(starts, ends, strict=True))
    return [clause for group in groups for clause in _joined(group)]


def _joined(lines: Run) -> list[Clause]:
    """Make one entry of clauses in a row; a row of a table stays as it is, and so does what has nothing beside it."""
    first = lines[0]
    if len(lines) == 1 and first.kind in ("row", "heading"):
        return [first]
    parts = [piece for line in lines for piece in pieces(line.text)]
    if len(parts) < _LEAST_PIECES:
        return list(lines)
    called = parts[name_place(parts)]
    words = tuple(word for line in lines for word in line.words)
    name = " ".join(folding.words(called))
    return [Clause(text_of(lines), words, "row", first.section, first.block, first.at, name, (), called)]


def text_of(lines: Run) -> str:
    """Write the clauses of an entry below each other, each as it stands."""
    return "\n".join(line.text for line in lines)


def follows(one: Clause, other: Clause) -> bool:
    """Whether *other* stands right below *one*."""
    return other.block - one.block <= _GAP


@lru_cache(maxsize=4_096)
def parts_of(text: str) -> tuple[Words, ...]:
    """Fold each piece of *text*; countries are one word in all languages and as codes."""
    folded = (tuple(folding.words(with_codes(piece))) for piece in pieces(text))
    return tuple(part for part in folded if part)


def is_place(part: Words) -> bool:
    """Whether a piece as `parts_of` folds it is a country and nothing else."""
    return len(part) == 1 and re.fullmatch(r"0[a-z]{2,3}0", part[0]) is not None
