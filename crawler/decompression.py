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
ACCEPT_ENCODING = "gzip, deflate, br, zstd"

Decoder = Callable[[bytes, int], bytes]


def decompress(body: bytes, encodings: Sequence[str], max_bytes: int) -> bytes:
    """Undo *encodings* of *body*, last applied first.

    Names that are no content encoding (servers send "utf-8" there) are passed over, as browsers do.

    Raises:
        AnswerTooLarge: some layer is larger than *max_bytes* once undone.
        AnswerBroken: a layer is damaged, ends early, or there are too many.
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


def _inflate(body: bytes, max_bytes: int, wbits: int) -> tuple[bytes, bytes]:
    """Undo one zlib stream; returns its text and what follows it."""
    stream = zlib.decompressobj(wbits)
    pending = body

    def feed() -> bytes:
        nonlocal pending
        chunk = b""
        while not chunk and not stream.eof:
            before = len(pending)
            chunk = stream.decompress(pending, CHUNK)
            pending = stream.unconsumed_tail
            if not chunk and len(pending) == before:
                break
        return chunk

    text = _gather(feed, max_bytes)
    if not stream.eof:
        raise EOFError
    return text, stream.unused_data


def _gunzip(body: bytes, max_bytes: int) -> bytes:
    text, rest = _inflate(body, max_bytes, 31)
    while rest.startswith(
        b"\x1f\x8b"
    ):  # further members; anything else after the end is padding, RFC 1952, 2.2
        more, rest = _inflate(rest, max_bytes - len(text), 31)
        text += more
    return text


def _undeflate(body: bytes, max_bytes: int) -> bytes:
    # RFC 9110, 8.4.1.2 means the zlib format; some servers send the bare stream.
    is_zlib = len(body) > 1 and body[0] & 0x0F == 8 and int.from_bytes(body[:2]) % 31 == 0
    return _inflate(body, max_bytes, 15 if is_zlib else -15)[0]


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
    text = b""
    while body:  # several frames may follow each other, RFC 8878, 3.1
        # 8 MiB is the largest window that the content coding allows (RFC 9659).
        stream = zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: 23})
        pending = body

        def feed(stream: "zstd.ZstdDecompressor" = stream) -> bytes:
            nonlocal pending
            if stream.eof:
                return b""
            chunk, pending = stream.decompress(pending, CHUNK), b""
            return bytes(chunk)

        text += _gather(feed, max_bytes - len(text))
        if not stream.eof:
            raise EOFError
        body = stream.unused_data
    return text


_DECODERS: dict[str, Decoder] = {
    "gzip": _gunzip,
    "x-gzip": _gunzip,
    "deflate": _undeflate,
    "br": _unbrotli,
    "zstd": _unzstd,
}
