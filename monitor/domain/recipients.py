"""Entries of tables and lists of companies that receive data: whether a clause is one."""

from typing import Final

from monitor.domain.cells import (
    heads_recipients,
    is_address,
    name_place,
    names_cookies,
    organisation,
    pieces,
    roles_of,
)
from monitor.domain.clauses import Clause
from monitor.domain.countries import country_called
from monitor.domain.dates import is_date_word
from monitor.domain.trivial import is_identifier
from monitor.domain.vocabulary import DocumentType

_NAME_WORDS: Final = 8
LISTED: Final = "entry of a list of recipients"  # the reason that such an edit is given


def lists_recipient(clause: Clause, kind: DocumentType | None) -> bool:
    """Whether *clause*, of a document of *kind*, is an entry that names somebody who receives data.

    It stands in a document or below headings that say so, or names a company and a country and little else.
    """
    if clause.kind != "row" or not clause.called or is_identifier(clause.called):
        return False
    words = clause.name.split()
    if len(words) > _NAME_WORDS:
        return False
    if country_called(clause.called) is not None or all(map(is_date_word, words)) or words[0][0].isdigit():
        return False
    roles = roles_of(clause.header)
    cells = clause.text.split(" | ")
    if any(roles) and len(roles) == len(cells) and roles[name_place(cells, clause.header)] != "name":
        return False
    heads = f"{clause.section} {' '.join(clause.header)}"
    if kind == "subprocessors" or heads_recipients(heads):
        return not names_cookies(heads)
    parts = pieces(clause.text)
    has_place = any(country_called(part) is not None for part in parts)
    return has_place and not is_address(parts) and organisation().fullmatch(clause.called) is not None


def is_another(before: Clause | None, after: Clause | None) -> bool:
    """Whether an entry came, went, or is now that of somebody else."""
    return before is None or after is None or before.name != after.name
