"""What of each record is sealed: the columns that never change once they are set, written in one canonical form.

A record has parts, since some of what it says is known later: the outcome of a look, the closing of an incident, the
sending of a message. Each part is sealed when it is set. What is listed here is for ever: a new column of an old table
is a new part, or old seals would no longer match.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, Table, bindparam, select

from storage.base import Base
from storage.models import (
    AlertRow,
    ChangeRow,
    ClauseChangeRow,
    DeliveryRow,
    DocumentRow,
    FactRow,
    IncidentRow,
    MessageAlertRow,
    MessageRow,
    ObservationRow,
    ReadingRow,
    SnapshotRow,
    SubscriptionRow,
    VersionRow,
)

Children = dict[int, list[Any]]  # what belongs to a record, in order, by the record's id


@dataclass(frozen=True, slots=True)
class Part:
    """What of a record is set at the same time.

    `needs` names the column that is not null exactly where the part is set; `state` is what the column `state` then
    says. The first part of a record has neither: it is always set.
    """

    name: str
    columns: tuple[str, ...]
    needs: str | None = None
    state: str | None = None
    children: Callable[[Connection, Sequence[int]], Children] | None = None
    repeats: bool = False  # may be sealed again: given up, tried once more, given up

    @property
    def tells_by(self) -> tuple[str, ...]:
        """The columns that say whether the part is set."""
        return tuple(name for name in (self.needs, self.state and "state") if name)

    def is_set(self, record: RowMapping) -> bool:
        """Whether the record has this part."""
        if self.needs is not None and record[self.needs] is None:
            return False
        return self.state is None or record["state"] == self.state


@dataclass(frozen=True)
class Kind:
    """A table of the record: its number in seals, what people call its rows, and their parts."""

    code: int
    word: str
    row: type[Base]
    parts: tuple[Part, ...]

    @cached_property
    def table(self) -> Table:
        """The table."""
        table = self.row.__table__
        assert isinstance(table, Table)
        return table

    @cached_property
    def columns(self) -> list[ColumnElement[Any]]:
        """The id, the columns that the parts are made of, and those that tell which parts are set."""
        names = ("id", *(name for part in self.parts for name in (*part.columns, *part.tells_by)))
        return [self.table.c[name] for name in dict.fromkeys(names)]

    @cached_property
    def by_id(self) -> Select[Any]:
        """The question for the records whose numbers are given as `ids`, in their order."""
        number = self.table.c.id
        return select(*self.columns).where(number.in_(bindparam("ids", expanding=True))).order_by(number)

    @cached_property
    def presence(self) -> list[ColumnElement[bool]]:
        """Whether each later part is set, as the database can say it: what is needed to find parts without a seal."""
        columns = self.table.c
        return [
            columns[part.needs].is_not(None) if part.needs else columns.state == part.state
            for part in self.parts[1:]
        ]


@dataclass(frozen=True, slots=True)
class Stored:
    """A record as it stands in the database."""

    kind: Kind
    values: RowMapping  # by the names of columns
    children: dict[int, list[Any]]  # what belongs to it, by the number of the part

    @property
    def parts(self) -> int:
        """The parts that are set, as bits: 1 for the first, 2 for the second, 4 for the third."""
        return sum(1 << number for number, part in enumerate(self.kind.parts) if part.is_set(self.values))

    def content(self, parts: int) -> bytes:
        """Write the given *parts* in canonical form; one that is not set is null."""
        said: list[Any] = []
        for number, part in enumerate(self.kind.parts):
            if parts >> number & 1:
                values = [canonical(self.values[name]) for name in part.columns]
                if part.children is not None:
                    values.append(self.children.get(number, []))
                # What was given up and then tried again was given up all the same: its seal stays true.
                said.append(values if part.repeats or part.is_set(self.values) else None)
        return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def load_records(connection: Connection, kind: Kind, ids: Sequence[int]) -> dict[int, Stored]:
    """Load the records *ids* that are there, in the order of their ids."""
    rows = connection.execute(kind.by_id, {"ids": list(ids)}).mappings()
    found = {row["id"]: Stored(kind, row, {}) for row in rows}
    for number, part in enumerate(kind.parts):
        if part.children is not None:
            for owner, children in part.children(connection, list(found)).items():
                found[owner].children[number] = children
    return found


def canonical(value: Any) -> Any:
    """Give a value the form that it has whichever database it comes from."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return value.hex() if isinstance(value, bytes) else value


# Written once, as it is asked with every look: to write a question takes longer than to answer it.
_SNAPSHOTS = (
    select(
        *(SnapshotRow.observation_id, SnapshotRow.position, SnapshotRow.framed_by, SnapshotRow.url),
        *(SnapshotRow.final_url, SnapshotRow.status, SnapshotRow.content_type, SnapshotRow.body_sha256),
    )
    .where(SnapshotRow.observation_id.in_(bindparam("ids", expanding=True)))
    .order_by(SnapshotRow.observation_id, SnapshotRow.position)
)


def _snapshots(connection: Connection, ids: Sequence[int]) -> Children:
    return _grouped(connection, _SNAPSHOTS, {"ids": list(ids)})


def _edits(connection: Connection, ids: Sequence[int]) -> Children:
    row, fact = ClauseChangeRow, FactRow
    found = _grouped(
        connection,
        select(
            *(row.change_id, row.id, row.position, row.category, row.kind, row.direction, row.section),
            *(row.before, row.after, row.reasons),
        )
        .where(row.change_id.in_(ids))
        .order_by(row.change_id, row.position),
    )
    facts = _grouped(
        connection,
        select(fact.clause_change_id, fact.position, fact.type, fact.value)
        .join(row, row.id == fact.clause_change_id)
        .where(row.change_id.in_(ids))
        .order_by(fact.clause_change_id, fact.position),
    )
    return {change: [[*edit, facts.get(edit[0], [])] for edit in edits] for change, edits in found.items()}


def _carried(connection: Connection, ids: Sequence[int]) -> Children:
    return _grouped(
        connection,
        select(DeliveryRow.id, MessageAlertRow.alert_id)
        .join(MessageAlertRow, MessageAlertRow.message_id == DeliveryRow.message_id)
        .where(DeliveryRow.id.in_(ids))
        .order_by(DeliveryRow.id, MessageAlertRow.alert_id),
    )


def _grouped(connection: Connection, question: Any, parameters: Mapping[str, Any] | None = None) -> Children:
    found: Children = {}
    for owner, *values in connection.execute(question, parameters):
        found.setdefault(owner, []).append([canonical(value) for value in values])
    return found


_READING = (
    *("observation_id", "extractor", "rules", "outcome", "reason", "suspect", "title", "language", "updated"),
    *("effective", "updated_quote", "effective_quote", "author", "words", "text_sha256", "identity"),
    *("substance", "visible_sha256", "coverage"),
)
_VERSION = (
    *("document_id", "number", "reading_id", "seen_at", "last_seen_before", "accepted", "address_changed"),
    "source_ref",
)
_CHANGE = (
    *(
        "document_id",
        "from_version_id",
        "to_version_id",
        "baseline_reading_id",
        "revision",
        "cause",
        "verdict",
    ),
    *(
        "severity",
        "categories",
        "summary",
        "noise",
        "marks",
        "muted",
        "effective_date",
        "assessor",
        "created_at",
    ),
)

KINDS = (
    Kind(1, "subscription", SubscriptionRow, (Part("name", ("name",)),)),
    Kind(2, "document", DocumentRow, (Part("addition", ("key", "added_at")),)),
    Kind(
        3,
        "observation",
        ObservationRow,
        (
            Part("look", ("document_id", "at", "confirming", "same_as_id", "answers"), children=_snapshots),
            Part("outcome", ("outcome", "reason"), needs="outcome"),
        ),
    ),
    Kind(4, "reading", ReadingRow, (Part("text", _READING),)),
    Kind(5, "version", VersionRow, (Part("acceptance", _VERSION),)),
    Kind(6, "change", ChangeRow, (Part("assessment", _CHANGE, children=_edits),)),
    Kind(
        7,
        "incident",
        IncidentRow,
        (
            Part("opening", ("document_id", "kind", "reason", "detail", "opened_at")),
            Part("closing", ("closed_at", "closing"), needs="closed_at"),
            Part("escalation", ("escalated_at",), needs="escalated_at"),
        ),
    ),
    Kind(
        8,
        "alert",
        AlertRow,
        (
            Part("creation", ("subscription_id", "change_id", "incident_id", "created_at")),
            Part("muting", ("muted",), needs="muted"),
        ),
    ),
    Kind(9, "message", MessageRow, (Part("creation", ("subscription_id", "kind", "created_at")),)),
    Kind(
        10,
        "delivery",
        DeliveryRow,
        (
            Part("creation", ("message_id", "destination")),
            # With what the message carried: "whom did we tell what" is what an auditor asks.
            Part("sending", ("sent_at",), state="sent", children=_carried),
            Part("giving up", (), state="dead", repeats=True),
        ),
    ),
)
BY_CODE = {kind.code: kind for kind in KINDS}
BY_TABLE = {kind.table.name: kind for kind in KINDS}
