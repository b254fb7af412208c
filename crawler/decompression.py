"""Undo content encodings within a size limit; what ends early or is damaged is an error, not a shorter text. Pure."""

import sys
import zlib
from collections.abc import Callable, Sequence

import brotli  # type: ignore[import-untyped]

from crawler.errors import AnswerBroken, AnswerTooLarge

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

CHUNK = 65_536
MAX_LAYERS = 3  # nobody needs two; each layer may multiply a bomb
# Compressors that work in blocks make one for every 64 KB or more; a million empty ones would keep the crawl busy.
MAX_PARTS = 1_000
ACCEPT_ENCODING = "gzip, deflate, br, zstd"

Decoder = Callable[[bytes, int], bytes]


def decompress(body: bytes, encodings: Sequence[str], max_bytes: int) -> bytes:
    """Undo *encodings* of *body*, last applied first.

    Names that are no content encoding (servers send "utf-8" there) are passed over, as browsers do.

    Raises:
        AnswerTooLarge: some layer is larger than *max_bytes* once undone.
        AnswerBroken: a layer is damaged, ends early, has too many parts, or there are too many.
    """
    layers = [_DECODERS[name] for name in encodings if name in _DECODERS]
    if len(layers) > MAX_LAYERS:
        raise AnswerBroken("answer: compressed too many times over")
    for decode in reversed(layers):
        if not body:
            return body
        try:
            body = decode(body, max_bytes)
        except (zlib.error, brotli.error, zstd.ZstdError, EOFError) as error:
            raise AnswerBroken("answer: its compression is damaged or ends early") from error
    return body


def _gather(feed: Callable[[], bytes], max_bytes: int) -> bytes:
    chunks: list[bytes] = []
    size = 0
    try:
        while chunk := feed():
            size += len(chunk)
            if size > max_bytes:
                raise AnswerTooLarge(f"answer: larger than {max_bytes} bytes once decompressed")
            chunks.append(chunk)
        return b"".join(chunks)
    finally:
        chunks.clear()  # an error's traceback would keep what a bomb had filled


def _inflate(body: bytes, start: int, max_bytes: int, wbits: int) -> tuple[bytes, int]:
    """Undo the zlib stream that begins at *start*; returns its text and where it ends."""
    stream = zlib.decompressobj(wbits)
    at, pending = start, b""

    def feed() -> bytes:
        nonlocal at, pending
        while not stream.eof:
            if not pending:
                pending = body[at : at + CHUNK]
                at += len(pending)
            before = len(pending)
            chunk = stream.decompress(pending, CHUNK)
            pending = stream.unconsumed_tail
            if chunk:
                return chunk
            if len(pending) == before:
                break
        return b""

    text = _gather(feed, max_bytes)
    if not stream.eof:
        raise EOFError
    return text, at - len(stream.unused_data)


def _gunzip(body: bytes, max_bytes: int) -> bytes:
    # Further members may follow; anything else after the end is padding, RFC 1952, 2.2.
    return _joined(
        max_bytes,
        lambda start, most: _inflate(body, start, most, 31),
        lambda at: at == 0 or body.startswith(b"\x1f\x8b", at),
    )


def _joined(
    max_bytes: int, undo: Callable[[int, int], tuple[bytes, int]], goes_on: Callable[[int], bool]
) -> bytes:
    """Undo parts that follow each other with *undo*, for as long as another one *goes_on* where the last one ends."""
    parts: list[bytes] = []
    at = size = 0
    while goes_on(at):
        text, at = undo(at, max_bytes - size)
        size += len(text)
        if len(parts) >= MAX_PARTS:
            raise AnswerBroken("answer: compressed in too many parts")
        parts.append(text)
    return b"".join(parts)


def _undeflate(body: bytes, max_bytes: int) -> bytes:
    # RFC 9110, 8.4.1.2 means the zlib format; some servers send the bare stream.
    is_zlib = len(body) > 1 and body[0] & 0x0F == 8 and int.from_bytes(body[:2]) % 31 == 0
    return _inflate(body, 0, max_bytes, 15 if is_zlib else -15)[0]


def _unbrotli(body: bytes, max_bytes: int) -> bytes:
    stream = brotli.Decompressor()
    pending = body

    def feed() -> bytes:
        nonlocal pending
        if stream.is_finished():
            return b""
        chunk, pending = stream.process(pending, output_buffer_limit=CHUNK), b""
        return bytes(chunk)

    text = _gather(feed, max_bytes)
    if not stream.is_finished():
        raise EOFError
    return text


def _unzstd(body: bytes, max_bytes: int) -> bytes:
    # Several frames may follow each other, RFC 8878, 3.1.
    return _joined(max_bytes, lambda start, most: _unzstd_frame(body, start, most), lambda at: at < len(body))


def _unzstd_frame(body: bytes, start: int, max_bytes: int) -> tuple[bytes, int]:
    """Undo the frame that begins at *start*; returns its text and where it ends."""
    # 8 MiB is the largest window that the content coding allows (RFC 9659).
    stream = zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: 23})
    at = start

    def feed() -> bytes:
        nonlocal at
        while not stream.eof:
            was_hungry = stream.needs_input
            given = body[at : at + CHUNK] if was_hungry else b""
            at += len(given)
            chunk = bytes(stream.decompress(given, CHUNK))
            if chunk:
                return chunk
            if not given and was_hungry == stream.needs_input:
                break
        return b""

    text = _gather(feed, max_bytes)
    if not stream.eof:
        raise EOFError
    return text, at - len(stream.unused_data)


_DECODERS: dict[str, Decoder] = {
    "gzip": _gunzip,
    "x-gzip": _gunzip,
    "deflate": _undeflate,
    "br": _unbrotli,
    "zstd": _unzstd,
}
