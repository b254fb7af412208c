"""The hash chain: every record is sealed in the transaction that makes it, each seal over the one before.

A seal is SHA-256 over the seal before it and the record it names (storage.sealing). Sessions that write do it by
themselves at their commit, so no caller can forget it; a statement that would go around them is refused.
"""

import struct
from collections.abc import Iterator, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import BigInteger, Connection, Integer, SmallInteger, Update, event, insert, select, update
from sqlalchemy import inspect as inspect_state
from sqlalchemy.orm import Mapped, ORMExecuteState, Session, UOWTransaction, mapped_column, sessionmaker

from monitor.domain.errors import StoreUnavailable
from storage.base import Base
from storage.sealing import BY_CODE, BY_TABLE, KINDS, Kind, load_records
from storage.types import Sha256

GENESIS = "00" * 32  # what the first seal follows
SEALED_BY_HAND = "sealed_by_hand"  # execution option of a statement whose caller calls `seal`
_PENDING = "records to seal"  # in Session.info
_BATCH = 1_000
_ALL = 0xFF  # parts as bits, see storage.sealing.Kind.parts_set

_Pending = dict[int, dict[int, int]]  # kind, id of the row: parts

# SQLite numbers rows by themselves only where the key is exactly INTEGER.
_Number = BigInteger().with_variant(Integer(), "sqlite")


class SealRow(Base):
    """One link of the chain: what was sealed, and the hash over it and the link before."""

    __tablename__ = "seal"

    seq: Mapped[int] = mapped_column(_Number, primary_key=True, autoincrement=False)  # from 1, no gaps
    kind: Mapped[int] = mapped_column(SmallInteger)  # storage.sealing.Kind.code
    parts: Mapped[int] = mapped_column(SmallInteger)  # bits, see storage.sealing.Kind.parts_set
    row_id: Mapped[int]
    digest: Mapped[str] = mapped_column(Sha256)


class ChainRow(Base):
    """The head of the chain, one row: writers lock it, so that seals follow one another."""

    __tablename__ = "chain"

    id: Mapped[int] = mapped_column(primary_key=True)
    seals: Mapped[int] = mapped_column(_Number)  # number of the newest seal
    digest: Mapped[str] = mapped_column(Sha256)  # of the newest seal
    # Records that were there before the chain, sealed when it began: what happened to them before cannot be told.
    adopted: Mapped[int] = mapped_column(_Number)
    adopted_at: Mapped[datetime | None]


_HEAD = select(ChainRow.seals, ChainRow.digest).with_for_update()


def link(before: str, kind: int, parts: int, row_id: int, content: bytes) -> str:
    """Compute the seal that follows the seal *before*."""
    return sha256(bytes.fromhex(before) + struct.pack(">hhq", kind, parts, row_id) + content).hexdigest()


def seal_on_commit(sessions: sessionmaker[Session]) -> None:
    """Let every session of this maker seal what it writes."""
    event.listen(sessions, "after_flush", _collect)
    event.listen(sessions, "before_commit", _seal_pending)
    event.listen(sessions, "do_orm_execute", _refuse_detour)


def seal(session: Session, row: Base) -> None:
    """Seal, at the commit, the later parts that a statement outside of the unit of work has set in *row*."""
    kind, pending = BY_TABLE[row.__tablename__], session.info.setdefault(_PENDING, {})
    every_later_part = (1 << len(kind.parts)) - 2
    _want(pending, kind, row, every_later_part)


def adopt(connection: Connection, now: datetime) -> int:
    """Begin the chain of a database: seal the records that are there already, and count them; 0 where it has begun."""
    if connection.scalar(select(ChainRow.id)) is None:
        connection.execute(insert(ChainRow).values(id=1, seals=0, digest=GENESIS, adopted=0))
    seals, digest = _lock_head(connection)
    if seals:
        return 0
    for kind in KINDS:
        for ids in _batches(connection, kind):
            seals, digest = _append(connection, seals, digest, kind, dict.fromkeys(ids, _ALL))
    if seals:
        _move_head(connection, seals, digest, adopted=seals, adopted_at=now)
    return seals


def _collect(session: Session, context: UOWTransaction) -> None:
    """Remember what this flush has added, and what it has set in records that were there."""
    pending = session.info.setdefault(_PENDING, {})
    for row in session.new:
        if (kind := BY_TABLE.get(row.__tablename__)) is not None:
            _want(pending, kind, row, _ALL)
    for row in session.dirty:
        kind = BY_TABLE.get(row.__tablename__)
        if kind is not None and (parts := _later_parts_changed(kind, row)):
            _want(pending, kind, row, parts)


def _want(pending: _Pending, kind: Kind, row: Base, parts: int) -> None:
    wanted = pending.setdefault(kind.code, {})
    number: int = row.id  # type: ignore[attr-defined]  # every table of the record has one
    wanted[number] = wanted.get(number, 0) | parts


def _later_parts_changed(kind: Kind, row: Base) -> int:
    if len(kind.parts) == 1:
        return 0
    attributes = inspect_state(row).attrs
    return sum(
        1 << number
        for number, part in enumerate(kind.parts)
        if number and any(attributes[name].history.has_changes() for name in part.tells_by)
    )


def _seal_pending(session: Session) -> None:
    if session.in_nested_transaction():
        return
    session.flush()
    pending: _Pending = session.info.pop(_PENDING, {})
    if not pending:
        return
    connection = session.connection()
    seals, digest = before = _lock_head(connection)
    for code in sorted(pending):
        seals, digest = _append(connection, seals, digest, BY_CODE[code], pending[code])
    if (seals, digest) != before:
        _move_head(connection, seals, digest)


def _append(
    connection: Connection, seals: int, digest: str, kind: Kind, wanted: dict[int, int]
) -> tuple[int, str]:
    """Seal the wanted parts of records as they stand in the database; gives the new head."""
    rows = []
    for ids in _chunks(sorted(wanted)):
        for number, record in load_records(connection, kind, ids).items():
            parts = wanted[number] & record.parts
            if parts:
                seals += 1
                digest = link(digest, kind.code, parts, number, record.content(parts))
                rows.append(
                    {"seq": seals, "kind": kind.code, "parts": parts, "row_id": number, "digest": digest}
                )
    if rows:
        connection.execute(insert(SealRow), rows)
    return seals, digest


def _lock_head(connection: Connection) -> tuple[int, str]:
    # SQLite has one writer at a time anyway, and leaves the words FOR UPDATE away.
    found = connection.execute(_HEAD).first()
    if found is None:
        raise StoreUnavailable("the head of the hash chain was removed from the database; restore a backup")
    return found.seals, found.digest


def _move_head(connection: Connection, seals: int, digest: str, **other: Any) -> None:
    connection.execute(update(ChainRow).values(seals=seals, digest=digest, **other))


def _batches(connection: Connection, kind: Kind) -> Iterator[list[int]]:
    column, last = kind.table.c.id, 0
    while ids := list(connection.scalars(select(column).where(column > last).order_by(column).limit(_BATCH))):
        yield ids
        last = ids[-1]


def _chunks(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH))


def _refuse_detour(state: ORMExecuteState) -> None:
    """Refuse a statement that would write sealed columns without a seal; who seals by hand says so.

    Raises:
        RuntimeError: Always a bug of the caller.
    """
    is_writing = state.is_insert or state.is_update or state.is_delete
    if not is_writing or state.execution_options.get(SEALED_BY_HAND) or state.bind_mapper is None:
        return
    kind = BY_TABLE.get(str(state.bind_mapper.local_table.description))
    if kind is None:
        return
    sealed = {column.name for column in kind.columns} - {"state", "id"}
    statement = state.statement
    if not isinstance(statement, Update) or sealed & set(statement.compile().params):
        raise RuntimeError(
            f"a statement writes {kind.word} records past the chain; use the session, or seal()"
        )
