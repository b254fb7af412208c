"""Bytes by their SHA-256: written once, compressed, as a delta where a like blob is known, checked on every read."""

import hashlib
from collections import OrderedDict
from collections.abc import Mapping
from enum import IntEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from monitor.domain.errors import OperationalError
from storage.compression import ZstdDict, ZstdError, compress, decompress
from storage.models import BlobRow

# A chain of deltas is cut by a full copy every 16 blobs: 1.5 KB a version against 0.8 KB without, and any version is
# back after at most 15 steps (measured on 4,852 versions of 134 public policies, 2026-11-22).
KEYFRAME_EVERY = 16
LEVEL = 9
SHORTEST_BASE = 8  # bytes; Zstandard takes no shorter prefix
_SMALL_DELTA = 20  # times smaller than the bytes: policies compress three to six times by themselves
KEPT_BYTES = 48_000_000  # that a `Reader` keeps: the last texts of a few hundred documents
_NOTHING: Mapping[str, bytes] = {}
_MISMATCH = "stored bytes of {} do not match their hash; run `clausewatch verify`"


class Codec(IntEnum):
    """How the bytes of a blob are kept."""

    RAW = 0
    ZSTD = 1
    DELTA = 2  # Zstandard with the base blob as prefix


class CorruptBlob(OperationalError):
    """A stored blob does not match its SHA-256: the database was damaged; `clausewatch verify` says where."""


def sha256(data: bytes) -> str:
    """Hash *data*; 64 lower-case hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def put(session: Session, data: bytes, base: str | None = None) -> str:
    """Store *data* unless it is stored already, as a delta against the blob *base* where that is smaller.

    Returns:
        The SHA-256, by which `get` gives the bytes back.
    """
    return Writer(session).put(data, base)


def get(session: Session, digest: str) -> bytes:
    """Load the bytes with this SHA-256.

    Raises:
        CorruptBlob: The blob is missing, cannot be unpacked, or hashes to something else.
    """
    data = _unpacked(session, _row(session, digest))
    if sha256(data) != digest:
        raise CorruptBlob(_MISMATCH.format(digest[:12]))
    return data


class Writer:
    """Writes versions one after the other: the last one need not be unpacked to be the base of the next."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._written: tuple[str, bytes] | None = None

    def put(self, data: bytes, base: str | None = None) -> str:
        """Store *data*; see the function `put`."""
        digest = sha256(data)
        if self._session.scalar(select(BlobRow.sha256).where(BlobRow.sha256 == digest)) is None:
            self._session.add(_packed(self._session, digest, data, base, self._written))
            self._session.flush()
            self._written = digest, data
        return digest


class Reader:
    """Reads many blobs one after the other: keeps what it unpacked last, since deltas rest on what lies near them."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._bytes = 0

    def get(self, digest: str) -> bytes:
        """Load the bytes with this SHA-256; see the function `get`."""
        data = _unpacked(self._session, _row(self._session, digest), self._kept)
        if sha256(data) != digest:
            raise CorruptBlob(_MISMATCH.format(digest[:12]))
        if digest not in self._kept:
            self._kept[digest] = data
            self._bytes += len(data)
        self._kept.move_to_end(digest)
        while self._bytes > KEPT_BYTES and len(self._kept) > 1:
            self._bytes -= len(self._kept.popitem(last=False)[1])
        return data


def put_text(session: Session, text: str, base: str | None = None) -> str:
    """Store a text as UTF-8; see `put`."""
    return put(session, text.encode(errors="surrogatepass"), base)


def get_text(session: Session, digest: str) -> str:
    """Load a text; see `get`."""
    return get(session, digest).decode(errors="surrogatepass")


def _packed(
    session: Session, digest: str, data: bytes, base: str | None, written: tuple[str, bytes] | None
) -> BlobRow:
    delta = _delta(session, data, base, written)
    # To compress the whole text as well costs as much again, and a small delta is never beaten by it.
    if delta is not None and len(delta[1]) * _SMALL_DELTA < len(data):
        return _delta_row(digest, data, *delta)
    whole = compress(data, LEVEL)
    codec, body = (Codec.ZSTD, whole) if len(whole) < len(data) else (Codec.RAW, data)
    if delta is not None and len(delta[1]) < len(body):
        return _delta_row(digest, data, *delta)
    return BlobRow(sha256=digest, size=len(data), codec=codec, depth=0, data=body)


def _delta(
    session: Session, data: bytes, base: str | None, written: tuple[str, bytes] | None
) -> tuple[BlobRow, bytes] | None:
    """Compress *data* against the blob *base*; None where that blob is no use."""
    parent = session.get(BlobRow, base) if base is not None else None
    if parent is None or parent.depth + 1 >= KEYFRAME_EVERY or parent.size < SHORTEST_BASE:
        return None
    try:
        if written is not None and written[0] == base:
            prefix = _prefix(written[1])
        else:
            prefix = _prefix(get(session, parent.sha256))
    except CorruptBlob:
        return None  # an old damage must not spread, and not stop the watch either: this one stands alone
    return parent, compress(data, LEVEL, zstd_dict=prefix)


def _delta_row(digest: str, data: bytes, parent: BlobRow, delta: bytes) -> BlobRow:
    return BlobRow(
        sha256=digest,
        size=len(data),
        codec=Codec.DELTA,
        depth=parent.depth + 1,
        base_sha256=parent.sha256,
        data=delta,
    )


def _unpacked(session: Session, row: BlobRow, known: Mapping[str, bytes] = _NOTHING) -> bytes:
    """Go down to a blob that stands alone, or is *known*, and back up."""
    chain, data = [row], b""
    while (base := chain[-1].base_sha256) is not None:
        if base in known:
            data = known[base]
            break
        chain.append(_row(session, base))
        if len(chain) > KEYFRAME_EVERY:
            raise CorruptBlob(
                f"stored bytes of {row.sha256[:12]} rest on themselves; run `clausewatch verify`"
            )
    try:
        for link in reversed(chain):
            data = _decoded(link, data)
    except ZstdError as error:
        raise CorruptBlob(
            f"stored bytes of {row.sha256[:12]} cannot be unpacked; run `clausewatch verify`"
        ) from error
    return data


def _decoded(row: BlobRow, base: bytes) -> bytes:
    if row.codec == Codec.RAW:
        return row.data
    if row.codec == Codec.ZSTD:
        return decompress(row.data)
    return decompress(row.data, zstd_dict=_prefix(base))


def _prefix(base: bytes) -> tuple[ZstdDict, int]:
    return ZstdDict(base, is_raw=True).as_prefix


def _row(session: Session, digest: str) -> BlobRow:
    row = session.scalar(select(BlobRow).where(BlobRow.sha256 == digest))
    if row is None:
        raise CorruptBlob(f"stored bytes of {digest[:12]} are missing; run `clausewatch verify`")
    return row
