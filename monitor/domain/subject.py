"""What a period applies to, as its sentence says it, else as the heading above does: "server logs", "your letters"."""

import re
from typing import Final

from monitor.domain.clauses import Clause
from monitor.domain.lexicon import rules
from monitor.domain.markdown import PATH_SEPARATOR

_MOST_WORDS: Final = 8
_COOKIE_CELLS: Final = 3

_VERB: Final = re.compile(
    r"\s(?:is|are|remains?|lasts?|expires?|will|shall|may|must|can|has|have|for|after|within|est|sont|sera|seront|pendant|wird|werden|ist|sind|für|se|es|son|durante|è|sono|per|vengono|wordt|worden|é|são|serão|por)\s"
)

# Who may or must do something is no thing that lasts: "Alder may close …"; what may be done to something is said of it.
_ACTS: Final = re.compile(
    r"^(?:[^\W_][\w’'-]*\s){1,4}(?:may|must|can|has|have|peut|doit|kann|muss|puede|può|kan|pode)\s(?!be\b|been\b)"
)

# What is kept or deleted, where the sentence says so right after the verb: "keep connection logs, …", "conservons vos
# données pendant …".
_KEPT: Final = re.compile(
    r"\b(?:keep|retain|store|hold|delete|erase|remove|conserv(?:ons|e|ent|ar|amos|iamo)|supprim(?:ons|e|ent)"
    r"|gardons|speichern|löschen|bewahren|guardamos|eliminamos|bewaren|verwijderen|retemos)\s+"
    r"(?P<what>(?:[\w'’-]+ ){0,5}?[\w'’-]+?)"
    r"(?=,|\s(?:for|with|until|after|within|during|up to|no longer|pendant|jusqu|après|für|bis|nach|durante|hasta"
    r"|después|per|fino|gedurende|tot|na|por|até|após)\b)",
    re.IGNORECASE,
)

# Of several periods in a sentence each has words of its own: "orders for ten years and server logs for 30 days".
_AND: Final = re.compile(
    r"(?:,|;|\b(?:and|et|und|y|en|e|sowie|ainsi que)\b)\s+(?P<what>(?:[\w'’-]+ ){0,4}?[\w'’-]+?)\s+"
    r"(?:for|within|after|until|up to|pendant|après|für|nach|durante|por|per|dopo|gedurende|na|após|até)"
    r"(?:\s[\w'’]+)?\s*$",
    re.IGNORECASE,
)


def subject_of(clause: Clause, text: str) -> str:
    """Tell what the first period of *clause*, whose readable text is *text*, applies to; "" where nothing does."""
    if clause.name:
        is_first = "|" in text and text.startswith(clause.called)
        return _row_name(text) if is_first or not clause.called else clause.called
    if (kept := _KEPT.search(text)) and (what := _thing(kept["what"])):
        return what
    head = "" if _ACTS.search(text) else _VERB.split(text, maxsplit=1)[0]
    if head not in ("", text) and head.count(" ") < _MOST_WORDS and (what := _thing(_main_clause(head))):
        return what
    return clause.section.rsplit(PATH_SEPARATOR, 1)[-1]


def named_between(text: str) -> str:
    """Tell what a further period of a sentence applies to, by the words since the one before it; "" where none do."""
    named = _AND.search(text)
    return _thing(named["what"]) if named else ""


def _row_name(text: str) -> str:
    """The first cell; with the name of a cookie in the second, for a company sets many."""
    first, *others = (" ".join(re.split(r"[\s;]+", cell)).strip() for cell in text.split("|"))
    second = others[0] if len(others) + 1 > _COOKIE_CELLS else ""
    is_name = " " not in second and ("_" in second or (second.isupper() and len(second) > 1))
    return f"{first}, {second}" if is_name and first else first


def _main_clause(head: str) -> str:
    """Leave out a condition in front: "If you cancel, your photos"; "" where all of it is one."""
    if head.split(" ", 1)[0].lower() not in rules("facts")["subjects"]["conditions"]:
        return head
    return head.partition(",")[2]


def _thing(words: str) -> str:
    """Take *words* for a thing that has a period; "" where they are a person, a reference or half a sentence."""
    head = re.sub(r"\s+(?:only|nur|seulement|uniquement)$", "", words.strip(" ,:;*•-–“”\"'"))
    table = rules("facts")["subjects"]
    lower = re.findall(r"[^\W_]+", head.lower())
    if not lower or {lower[0], lower[-1]} & {*table["persons"]}:
        return ""
    if lower[0] in table["references"] or lower[-1] in table["joints"]:
        return ""
    if lower[0] in table["articles"]:
        head = head.split(" ", 1)[-1]
    return head if re.search(r"[^\W\d_]{2}", head) and not re.search(r"n[’']t\b|:", head) else ""
