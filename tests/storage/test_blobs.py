"""Bytes in, the same bytes out, or an error that says so."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from storage.blobs import KEYFRAME_EVERY, Codec, CorruptBlob, get, get_text, put, put_text, sha256
from storage.engine import Store
from storage.models import BlobRow
from storage.schema import open_store

POLICY = "".join(
    f"{number}. We keep data of kind {number * 7919} for {number} days.\n" for number in range(300)
)


def edited(number: int) -> bytes:
    """The policy with one line of its own."""
    return POLICY.replace("\n", f" ({number})\n", 1).encode()


def row_of(session: Session, digest: str) -> BlobRow:
    return session.get_one(BlobRow, digest)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """One database for all examples of a property; they only add to it."""
    folder: Path = tmp_path_factory.mktemp("blobs")
    return open_store(f"sqlite:///{folder}/clausewatch.db")


bodies = st.one_of(st.binary(max_size=400), st.text(max_size=200).map(str.encode), st.just(POLICY.encode()))


@settings(max_examples=60, deadline=None)
@given(chain=st.lists(bodies, min_size=1, max_size=6))
def test_any_bytes_come_back_whatever_they_are_stored_against(shared: Store, chain: list[bytes]) -> None:
    with shared.write() as session:
        base: str | None = None
        digests = [base := put(session, body, base) for body in chain]
    with shared.read() as session:
        assert [get(session, digest) for digest in digests] == chain


@given(text=st.text(st.characters(), max_size=50))
@settings(max_examples=30, deadline=None)
def test_any_text_comes_back_even_one_that_is_no_unicode(shared: Store, text: str) -> None:
    with shared.write() as session:
        assert get_text(session, put_text(session, text)) == text


def test_a_text_with_a_lone_surrogate_comes_back(store: Store) -> None:
    with store.write() as session:
        assert get_text(session, put_text(session, "a\ud800b\x00")) == "a\ud800b\x00"


def test_equal_bytes_are_stored_once(store: Store) -> None:
    with store.write() as session:
        assert put(session, b"same") == put(session, b"same", put(session, b"other"))
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(BlobRow)) == 2


def test_like_bytes_are_stored_as_small_deltas_with_a_whole_copy_in_between(store: Store) -> None:
    with store.write() as session:
        base: str | None = None
        digests = [base := put(session, edited(number), base) for number in range(2 * KEYFRAME_EVERY)]
    with store.read() as session:
        rows = [row_of(session, digest) for digest in digests]
        assert [get(session, digest) for digest in digests] == [edited(n) for n in range(2 * KEYFRAME_EVERY)]
    assert [row.depth for row in rows] == [*range(KEYFRAME_EVERY)] * 2
    assert {row.codec for row in rows if row.depth} == {Codec.DELTA}
    assert {row.codec for row in rows if not row.depth} == {Codec.ZSTD}
    whole, delta = len(rows[0].data), max(len(row.data) for row in rows if row.depth)
    assert delta * 10 < whole


def test_bytes_that_do_not_compress_are_kept_as_they_are(store: Store) -> None:
    with store.write() as session:
        digest = put(session, b"\x00\x01")
        assert row_of(session, digest).codec == Codec.RAW
        assert put(session, b"") == sha256(b"")
        assert get(session, sha256(b"")) == b""


def damage(session: Session, digest: str, data: bytes) -> None:
    session.execute(update(BlobRow).where(BlobRow.sha256 == digest).values(data=data))
    session.expire_all()


@pytest.mark.parametrize("at", [0, 8, -1])
@pytest.mark.parametrize("body", [b"short", POLICY.encode()], ids=["raw", "compressed"])
def test_one_wrong_byte_is_found_when_it_is_read(store: Store, body: bytes, at: int) -> None:
    with store.write() as session:
        digest = put(session, body)
        data = bytearray(row_of(session, digest).data)
        data[at if at < len(data) else 1] ^= 1
        damage(session, digest, bytes(data))
        with pytest.raises(CorruptBlob, match=digest[:12]):
            get(session, digest)


def test_a_wrong_byte_below_a_delta_is_found_when_the_delta_is_read(store: Store) -> None:
    with store.write() as session:
        base = put(session, edited(0))
        top = put(session, edited(1), base)
        damage(session, base, put_whole(session, POLICY[::-1].encode()))
        with pytest.raises(CorruptBlob, match=top[:12]):
            get(session, top)


def put_whole(session: Session, body: bytes) -> bytes:
    return row_of(session, put(session, body)).data


def test_a_swapped_blob_is_found(store: Store) -> None:
    with store.write() as session:
        one, two = put(session, edited(1)), put(session, edited(2))
        damage(session, one, row_of(session, two).data)
        with pytest.raises(CorruptBlob, match="do not match"):
            get(session, one)


def test_a_missing_blob_is_told(store: Store) -> None:
    with store.read() as session, pytest.raises(CorruptBlob, match="missing"):
        get(session, "00" * 32)


def test_deltas_that_rest_on_each_other_end_in_an_error_and_not_in_a_loop(store: Store) -> None:
    with store.write() as session:
        base = put(session, edited(0))
        top = put(session, edited(1), base)
        session.execute(update(BlobRow).where(BlobRow.sha256 == base).values(base_sha256=top))
        session.expire_all()
        with pytest.raises(CorruptBlob):
            get(session, top)


def test_damage_does_not_spread_to_what_is_stored_later(store: Store) -> None:
    with store.write() as session:
        base = put(session, edited(0))
        damage(session, base, b"nonsense")
        later = put(session, edited(1), base)
        assert row_of(session, later).base_sha256 is None
        assert get(session, later) == edited(1)


def test_what_is_missing_below_does_not_stop_what_is_stored_later(store: Store) -> None:
    with store.write() as session:
        assert get(session, put(session, edited(1), "00" * 32)) == edited(1)
