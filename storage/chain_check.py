"""Whether the chain still fits the record: every seal is computed again, every record must have one."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, select

from storage.chain import GENESIS, ChainRow, SealRow, link
from storage.findings import Findings
from storage.models import DocumentRow, VersionRow
from storage.sealing import BY_CODE, KINDS, Kind, Stored, load_records

_BATCH = 1_000
_SCANNED = 10_000  # rows at a time, where only their numbers are looked at
_PAGE = 1 << 15  # numbers in one page of a `_Numbers`: 4 KB


class _Numbers:
    """A set of row numbers, one bit each: a million take 125 KB, and a stray huge one takes a page of its own."""

    def __init__(self) -> None:
        self._pages: dict[int, bytearray] = {}

    def add(self, number: int) -> bool:
        """Put a number in; False when it was in before."""
        page, at, bit = self._place(number)
        bits = self._pages.setdefault(page, bytearray(_PAGE // 8))
        is_new = not bits[at] & bit
        bits[at] |= bit
        return is_new

    def __contains__(self, number: int) -> bool:
        page, at, bit = self._place(number)
        bits = self._pages.get(page)
        return bits is not None and bool(bits[at] & bit)

    @staticmethod
    def _place(number: int) -> tuple[int, int, int]:
        page, rest = divmod(number, _PAGE)
        return page, rest >> 3, 1 << (rest & 7)


class _Walk:
    """Goes along the chain; a seal that does not fit is judged by the one that follows it."""

    def __init__(self, connection: Connection, findings: Findings, noted: tuple[int, str] | None) -> None:
        self.sealed: dict[tuple[int, int], _Numbers] = defaultdict(_Numbers)  # by kind and part
        self._connection = connection
        self._findings = findings
        self._noted = noted
        self.seq, self.digest = 0, GENESIS
        self._open: tuple[str, str] | None = None  # a seal that does not fit, and what it should have been

    def run(self) -> None:
        for seals in self._batches():
            records = self._records(seals)
            for seal in seals:
                self._step(seal, records.get((seal.kind, seal.row_id)))
                self._findings.checked["seals"] += 1
        self._settle()

    def _batches(self) -> Iterator[Sequence[Any]]:
        question = select(SealRow.seq, SealRow.kind, SealRow.parts, SealRow.row_id, SealRow.digest)
        last = -(2**31)
        ordered = question.order_by(SealRow.seq).limit(_BATCH)
        while seals := self._connection.execute(ordered.where(SealRow.seq > last)).all():
            yield seals
            last = seals[-1].seq

    def _records(self, seals: Sequence[Any]) -> dict[tuple[int, int], Stored]:
        wanted: dict[int, set[int]] = defaultdict(set)
        for seal in seals:
            wanted[seal.kind].add(seal.row_id)
        return {
            (code, number): record
            for code, ids in wanted.items()
            if code in BY_CODE
            for number, record in load_records(self._connection, BY_CODE[code], sorted(ids)).items()
        }

    def _step(self, seal: Any, record: Stored | None) -> None:
        is_linked = seal.seq == self.seq + 1
        if not is_linked:
            self._settle()
            self._findings.add(f"seals {self.seq + 1} to {seal.seq - 1} are gone: the chain was cut")
        before, self.seq, self.digest = self.digest, seal.seq, seal.digest
        if self._noted is not None and self._noted[0] == seal.seq and self._noted[1] != seal.digest:
            self._findings.add(
                f"seal {seal.seq} is not the one that was noted: the record before it was rewritten"
            )
        kind = BY_CODE.get(seal.kind)
        if kind is None:
            self._findings.add(f"seal {seal.seq}: names a kind of record that does not exist")
            return
        self._note(kind, seal)
        if record is None:
            self._settle()
            self._findings.add(f"{kind.word} {seal.row_id} is gone (seal {seal.seq})")
        elif is_linked:
            self._compare(seal, record, before)

    def _compare(self, seal: Any, record: Stored, before: str) -> None:
        content = record.content(seal.parts)
        expected = link(before, seal.kind, seal.parts, seal.row_id, content)
        if expected == seal.digest:
            self._settle()
        elif self._open and link(self._open[1], seal.kind, seal.parts, seal.row_id, content) == seal.digest:
            # What follows fits the record before, so it is the seal between them that was changed.
            self._findings.add(f"seal {seal.seq - 1} was altered; the record that it names was not")
            self._open = None
        else:
            self._settle()
            self._open = (
                f"{self._name(record)} was altered after it was recorded (seal {seal.seq})",
                expected,
            )

    def _settle(self) -> None:
        if self._open is not None:
            self._findings.add(self._open[0])
            self._open = None

    def _note(self, kind: Kind, seal: Any) -> None:
        for number, part in enumerate(kind.parts):
            if seal.parts >> number & 1:
                is_new = self.sealed[kind.code, number].add(seal.row_id)
                if not is_new and not part.repeats:
                    self._findings.add(
                        f"{kind.word} {seal.row_id}: its {part.name} is sealed twice (again in seal {seal.seq})"
                    )

    def _name(self, record: Stored) -> str:
        """Name a record, with its document where it has one."""
        said = f"{record.kind.word} {record.values['id']}"
        version, document = record.values.get("to_version_id"), record.values.get("document_id")
        if version is not None:
            number = self._connection.scalar(select(VersionRow.number).where(VersionRow.id == version))
            key = self._key(document)
            return f"{said} ({key}, to version {number})"
        return said if document is None else f"{said} ({self._key(document)})"

    def _key(self, document: int | None) -> str | None:
        return self._connection.scalar(select(DocumentRow.key).where(DocumentRow.id == document))


def check_chain(connection: Connection, findings: Findings, noted: tuple[int, str] | None = None) -> None:
    """Compute every seal again, and look for records that have none.

    Args:
        connection: One consistent state of the database.
        findings: Told what does not match.
        noted: Number and hash of a seal that was written down elsewhere.
    """
    walk = _Walk(connection, findings, noted)
    walk.run()
    head = connection.execute(select(ChainRow.seals, ChainRow.digest, ChainRow.adopted)).first()
    findings.head = f"{walk.seq}:{walk.digest}"
    if head is None:
        findings.add("the head of the chain is gone")
    else:
        findings.adopted = head.adopted
        if (head.seals, head.digest) != (walk.seq, walk.digest):
            findings.add(
                f"the chain ends at seal {walk.seq}, its head says {head.seals}: its end was cut or altered"
            )
    if noted is not None and noted[0] > walk.seq:
        findings.add(f"the chain ends at seal {walk.seq}, before the noted {noted[0]}: its end was cut")
    for kind in KINDS:
        _find_unsealed(connection, kind, walk.sealed, findings)


def _find_unsealed(
    connection: Connection, kind: Kind, sealed: dict[tuple[int, int], _Numbers], findings: Findings
) -> None:
    column, last = kind.table.c.id, -(2**31)
    question = select(column, *kind.presence).order_by(column).limit(_SCANNED)
    seen = [sealed[kind.code, number] for number in range(len(kind.parts))]
    while rows := connection.execute(question.where(column > last)).all():
        for number, *is_set in rows:
            if number not in seen[0]:
                findings.add(f"{kind.word} {number} has no seal: it was put in from outside")
                continue
            for later, said in enumerate(is_set, start=1):
                if said and number not in seen[later]:
                    findings.add(f"{kind.word} {number}: its {kind.parts[later].name} has no seal")
        last = rows[-1][0]
