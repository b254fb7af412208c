"""Edits that change nothing that is said, each by its name: dates, spelling, typos, rewording, labels, counters."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Final, Literal

from rapidfuzz.distance import Levenshtein

from monitor.domain.clauses import Clause
from monitor.domain.comparison import Edit
from monitor.domain.dates import is_date_word
from monitor.domain.facts import contacts_in
from monitor.domain.lexicon import rules, word_set, word_terms
from monitor.domain.markdown import PATH_SEPARATOR, readable
from monitor.domain.restated import says_the_same

Trivial = Literal[
    "date", "counter", "spelling", "typo", "rewording", "heading", "navigation", "renamed", "banner", "label"
]

_TYPO_SIMILARITY: Final = 0.8
_TYPO_LENGTH: Final = 5
_LABEL_WORDS: Final = 3
_TITLE_WORDS: Final = 5  # of a label without a figure
_QUESTION_WORDS: Final = 9
# A banner stands above the document, or right under its title.
_BANNER_BLOCKS: Final = 8
_PROMOTION_BLOCKS: Final = 3
_PROMOTION_WORDS: Final = 40
_AGO = re.compile(r"\bago\b|\bil y a \d|\bvor \d+ (?:tag|monat|jahr)")
_TIME = re.compile(r"\d{1,2}t\d{2}")
_DAY_OR_YEAR = re.compile(r"(?:19|20)\d\d|\d{1,2}")
_STATEMENT_BLANKS: Final = 4
_LINK_ONLY: Final = 0.8  # share of a clause's characters that stand in link labels
_DATE_LINE_WORDS: Final = 4
_RUN_WORDS: Final = 12

Runs = tuple[tuple[str, ...], ...]


def trivial(edit: Edit) -> Trivial | None:
    """Name the reason why *edit* has no substance; None when it may have some."""
    if not edit.is_pair:
        return _one_sided(edit)
    if _flat(edit.lost) and "".join(_flat(edit.lost)) == "".join(_flat(edit.new)):
        return "spelling"
    if is_date_edit(edit):
        return "date"
    if says_the_same(edit):
        return "rewording"
    if _is_above(edit.clause) and any(
        _PAGE_TITLE.fullmatch(readable(side.text)) for side in (edit.before, edit.after) if side is not None
    ):
        return "navigation"
    if all(_COPYRIGHT.match(readable(side.text)) for side in (edit.before, edit.after) if side is not None):
        return "navigation"
    if is_statistic(edit.clause.words):
        return "counter"
    if all(_is_row_of_links(side.text) for side in (edit.before, edit.after) if side is not None):
        return "navigation"
    if is_link_only(edit.clause.text) and (_widget_section(edit.clause.section) or _is_above(edit.clause)):
        return "navigation"
    lost, new = _reduced(edit.lost, edit.new)
    if _is_counter(edit, lost, new):
        return "counter"
    if _weighty(lost, new):
        return None
    if not lost and not new:
        return (
            "spelling" if _flat(edit.lost) != _flat(edit.new) and _spelt(edit.lost, edit.new) else "rewording"
        )
    if _is_typo(lost, new):
        return "typo"
    if edit.clause.kind == "heading" and not _announces(edit):
        return "heading"
    return None


def _announces(edit: Edit) -> bool:
    """Whether a clause that stands now, and did not before, tells of a coming edition."""
    terms = word_terms("announce")
    return any(terms.any(run) for run in edit.new)


def is_statistic(words: Sequence[str]) -> bool:
    """Whether a clause gives the figures of users that a law has published."""
    return word_terms("statistics").any(words) and any(word.isdecimal() for word in words)


@cache
def light_words() -> frozenset[str]:
    """Words whose coming or going alone changes nothing; what denies or limits is never among them."""
    return word_set("light") - word_set("negation") - word_set("condition")


def is_date_edit(edit: Edit) -> bool:
    """Whether only the date of an edition, a copyright year or the like differs."""
    changed = [word for run in (*edit.lost, *edit.new) for word in run]
    words = edit.clause.words
    if edit.before is not None and edit.after is not None:
        if not all(is_date_word(word) or word in light_words() for word in changed):
            return False
        stamped = any(_TIME.fullmatch(word) for word in changed)
        return stamped or word_terms("updated").any(words) or all(is_date_word(word) for word in words)
    return is_date_line(words)


def is_date_line(words: Sequence[str]) -> bool:
    """Whether folded *words* say nothing but the date of an edition."""
    hits = list(word_terms("updated").find(words))  # first: few clauses have any
    if not hits or not any(word.isdecimal() and _DAY_OR_YEAR.fullmatch(word) for word in words):
        return False
    inside = {at for hit in hits for at in range(hit.start, hit.end)}
    rest = [
        w for at, w in enumerate(words) if at not in inside and not is_date_word(w) and w not in light_words()
    ]
    return len(rest) <= _DATE_LINE_WORDS and any(hit.start <= 4 for hit in hits)


def _one_sided(edit: Edit) -> Trivial | None:
    clause = edit.clause
    text = readable(clause.text)
    letters = [word for word in clause.words if word[0].isalpha()]
    if clause.kind == "heading":
        return None if _announces(edit) else "heading"
    if is_statistic(clause.words):
        return "counter"
    if _AGO.search(clause.key) and len(clause.words) <= _LABEL_WORDS * 2:
        return "counter"
    if _COPYRIGHT.match(text) or (_is_above(clause) and _PAGE_TITLE.fullmatch(text)):
        return "navigation"
    if is_date_line(clause.words) and not (edit.before is None and word_terms("announce").any(clause.words)):
        return "date"
    if _is_picture(clause.text) or _is_run_of_labels(clause):
        return "navigation"
    if clause.section and clause.words[0][0].isdigit() and contacts_in(clause.text):
        return None  # the telephone number of an office below its heading
    if all(is_date_word(word) or word in word_set("weekdays") for word in clause.words):
        return "date"
    if not clause.section and _TORN_LINK.search(clause.text):
        return "navigation"
    if len(letters) <= 1 and not _is_entry(clause, letters):
        return "counter"
    if clause.kind == "row" and clause.name:
        return None
    if is_navigation(clause.text, clause.words, clause.section):
        return "navigation"
    if is_identifier(clause.text):
        return None
    most = _LABEL_WORDS if any(word[0].isdigit() for word in clause.words) else _TITLE_WORDS
    if (
        clause.kind == "sentence"
        and (len(clause.words) <= most or _is_labelled_link(clause))
        and not _announces(edit)
        and not re.search(r"[.!?]\W*$", text)
    ):
        return "label"
    if text.endswith("?") and len(clause.words) <= _QUESTION_WORDS:
        return "label"
    if edit.after is None and is_banner(clause):
        return "banner"
    return "navigation" if is_promotion(clause) else None


def _is_entry(clause: Clause, letters: Sequence[str]) -> bool:
    """Whether a single word may be an entry: of a table, a list of cookies, or a list below a heading."""
    return (
        clause.kind == "row"
        or is_identifier(clause.text)
        or (clause.kind == "item" and bool(letters and clause.section) and not clause.text.endswith("."))
    )


def _is_labelled_link(clause: Clause) -> bool:
    """Whether a few words stand before one link to another page, as "choose another country" behind the name of one."""
    own, links = _LINK.subn("", clause.text)
    return (
        links == 1
        and "mailto:" not in clause.text
        and len(own.split()) <= _LABEL_WORDS
        and len(clause.words) <= 2 * _LABEL_WORDS + 2
    )


def _is_picture(text: str) -> bool:
    """Whether a clause is the rest of a picture whose description was torn in two."""
    return "[" not in text and _PICTURE.search(text) is not None


def _is_run_of_labels(clause: Clause) -> bool:
    """Whether many words stand in a row without any that joins them, and without a comma: menus, lists of languages."""
    return (
        clause.kind == "sentence"
        and len(clause.words) >= _RUN_WORDS
        and light_words().isdisjoint(clause.words)
        and not re.search(r"[,;:|，、；：。]", clause.text)
    )


def is_identifier(text: str) -> bool:
    """Whether a short line is the name of a cookie or the like, as lists of them stand in policies."""
    plain = (
        readable(text).replace("\\", "").strip(" *`") if "](" in text else text.replace("\\", "").strip(" *`")
    )
    return re.search(r"[\s\"%]", plain) is None and re.search(r"(?:^_|\w_)\w", plain) is not None


def is_banner(clause: Clause) -> bool:
    """Whether a clause that went had only told of an edition that has long been in force."""
    return clause.block <= _BANNER_BLOCKS and (
        word_terms("announce").any(clause.words) or word_terms("announced").any(clause.words)
    )


def is_promotion(clause: Clause) -> bool:
    """Whether a clause that stands above the title of the document is advertising."""
    return (
        not clause.section
        and clause.block < _PROMOTION_BLOCKS
        and len(clause.words) <= _PROMOTION_WORDS
        and word_terms("promotion").any(clause.words)
        and not word_terms("promotion", "never").any(clause.words)
        and not word_terms("announce").any(clause.words)
    )


def is_navigation(text: str, words: tuple[str, ...], section: str) -> bool:
    """Whether a clause belongs to the page around the document: a widget's words, or bare links outside its text."""
    plain = readable(text)
    if _is_row_of_links(text):
        return True
    if len(words) <= 9 and word_terms("widget").any(words) and not re.search(r"[.;:]$", plain):
        return True
    if _widget_section(section) and len(words) <= 16:
        return True
    return not section and is_link_only(text) and len(words) <= 8


def _is_above(clause: Clause) -> bool:
    """Whether a clause stands above the title of the document."""
    return clause.block < _PROMOTION_BLOCKS and not clause.section


# The title of the page as browsers show it: that of the document, and the name of the site.
_PAGE_TITLE = re.compile(r"[^|.!?]{3,80} [|–—-] [^|.!?]{2,30}")
# A link whose label goes on for several paragraphs, as the cards of shops do, is torn into its lines.
_TORN_LINK = re.compile(r"\A\[[^\]]*\Z|\A[^\[]*\]\([^)\s]+\)\Z")
_LINK = re.compile(r"\[[^\]]*\]\([^)\s]*\)")
_PICTURE = re.compile(r"\]\([^)\s]*\.(?:jpe?g|png|svg|gif|webp|avif)\b", re.IGNORECASE)
_COPYRIGHT = re.compile(r"\W{0,3}(?:©|\(c\)\s|copyright\b)", re.IGNORECASE)


def is_link_only(text: str) -> bool:
    """Whether *text* is nothing but links, or labels of links."""
    labels = re.findall(r"\[([^\]]*)\]\([^)]*\)", text)
    if not labels or any(
        label.count(" ") >= _STATEMENT_BLANKS and label.rstrip().endswith(".") for label in labels
    ):
        return False  # a sentence that is a link is a sentence
    plain = re.sub(r"\W", "", readable(re.sub(r"\]\([^)]*\)", "]", text)))
    return len(re.sub(r"\W", "", readable(" ".join(labels)))) >= _LINK_ONLY * max(1, len(plain))


def _is_row_of_links(text: str) -> bool:
    """Whether *text* is several links and nothing else: a menu, a list of other articles."""
    return text.count("](") > 1 and is_link_only(text)


def _widget_section(section: str) -> bool:
    last = section.rsplit(PATH_SEPARATOR, 1)[-1].casefold()
    titles: list[str] = rules("words")["widget"]["sections"]
    return any(last.startswith(title) or (" " in title and title in last) for title in titles)


def _flat(runs: Runs) -> list[str]:
    return [word for run in runs for word in run]


def _reduced(lost: Runs, new: Runs) -> tuple[list[str], list[str]]:
    """Drop what says the same on both sides: light words, one-word spellings and synonyms."""
    old, fresh = canonical(_flat(lost)), canonical(_flat(new))
    common = Counter(old) & Counter(fresh)
    return _left(old, common), _left(fresh, common)


def _left(words: list[str], common: Counter[str]) -> list[str]:
    left = common.copy()
    out: list[str] = []
    for word in words:
        if left[word] > 0:
            left[word] -= 1
        elif word not in light_words():
            out.append(word)
    return out


@cache
def _groups() -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    single: dict[str, str] = {}
    several: list[tuple[str, str]] = []
    for group in rules("words")["same"]["groups"]:
        for form in map(str.casefold, group):
            if " " in form:
                several.append((form, group[0].replace(" ", "_")))
            else:
                single[form] = group[0].replace(" ", "_")
    for table in rules("facts")["numbers"].values():
        for word, value in table.items():
            if value > 1 and word not in ("once", "sei", "elf", "sept"):
                single.setdefault(word, str(value))
    return single, tuple(sorted(several, key=lambda pair: -len(pair[0])))


@cache
def synonyms() -> frozenset[str]:
    """Single words that have a synonym among the rules."""
    return frozenset(word for group in rules("words")["same"]["groups"] for word in group)


def canonical(words: Sequence[str]) -> list[str]:
    """Write *words* with one form for all that say the same, and the American spelling."""
    single, several = _groups()
    text = f" {' '.join(words)} "
    for form, name in several:
        if f" {form} " in text:
            text = text.replace(f" {form} ", f" {name} ")
    return [american(single.get(word, word)) for word in text.split()]


@cache
def american(word: str) -> str:
    """Write a British form the American way; other words stay."""
    if len(word) < 5 or not word.isascii():
        return word
    pairs: list[tuple[str, str]] = rules("words")["spelling"]["pairs"]
    for british, own in pairs:
        if word.endswith(british) and len(word) > len(british) + 2:
            return word[: -len(british)] + own
    return (
        word.replace("isation", "ization")
        .replace("avour", "avor")
        .replace("olour", "olor")
        .replace("ehaviour", "ehavior")
    )


def _spelt(lost: Runs, new: Runs) -> bool:
    old, fresh = _flat(lost), _flat(new)
    return any(a != b and american(a) == american(b) for a, b in zip(old, fresh, strict=False))


def _weighty(lost: list[str], new: list[str]) -> bool:
    changed = (*lost, *new)
    return any(
        word_terms(group, key).any(words)
        for group, key in (("negation", "words"), ("condition", "words"))
        for words in (lost, new)
    ) or any(word[0].isdigit() for word in changed)


def _is_typo(lost: list[str], new: list[str]) -> bool:
    if not lost and not new:
        return False
    old, fresh = "".join(lost), "".join(new)
    if old == fresh:
        return True
    if len(lost) != len(new) or len(lost) > 2:
        return False
    return all(_one_typo(a, b) for a, b in zip(lost, new, strict=True))


# "un-", "in-", "dis-", "non-" turn a word into its opposite; they are no slip of the pen.
_OPPOSITE = ("un", "in", "im", "ir", "il", "dis", "non", "on", "de", "a", "ohne", "des", "dés", "mé")


def _one_typo(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    if long.endswith(short) and long[: len(long) - len(short)] in _OPPOSITE:
        return False
    if a[:4] == b[:4] and a.rstrip("s") == b.rstrip("s"):
        return True
    return min(len(a), len(b)) >= _TYPO_LENGTH and Levenshtein.normalized_similarity(a, b) >= _TYPO_SIMILARITY


_MONEY = re.compile(
    r"[%$€£¥]|\bago\b|\bil y a\b|\bviews?\b|\blikes?\b|\bcomments?\b|\bfollowers?\b", re.IGNORECASE
)


def _is_counter(edit: Edit, lost: list[str], new: list[str]) -> bool:
    assert edit.after is not None
    letters = [word for word in edit.after.words if not word[0].isdigit() and word not in "$€£%¥"]
    if _AGO.search(edit.after.key):
        return all(word[0].isdigit() or word_terms("units").any([word]) for word in (*lost, *new))
    # "Shipping costs €3.90." is a sentence, a ticker is none.
    most = 1 if re.search(r"[€$£¥].*\.\s*$", edit.after.text) else 2
    figures = all(word[0].isdigit() for word in (*lost, *new)) and bool(lost or new)
    return figures and len(letters) <= most and not contacts_in(edit.after.text)
