"""Answers of servers that behave badly: torn, endless, dripping, compressed, redirecting."""

import asyncio
import socket
import struct
import zlib

from tests.crawler.sites import Asked, Reply, answer


def raw(data: bytes, then: str = "close", seconds: float = 0.0) -> Reply:
    """Send *data* as it is, then close, reset, or hold the connection."""

    async def reply(_: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(data)
        await writer.drain()
        await asyncio.sleep(seconds)
        if then == "hold":
            await asyncio.sleep(3600)
        if then == "reset":
            sock = writer.get_extra_info("socket")
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            await asyncio.sleep(0.05)
            writer.transport.abort()

    return reply


def dripping(head: bytes, drop: bytes) -> Reply:
    async def reply(_: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(head)
        while True:
            writer.write(drop)
            await writer.drain()
            await asyncio.sleep(0.1)

    return reply


def endless(head: bytes) -> Reply:
    async def reply(_: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(head)
        while True:
            writer.write(b"x" * 65_536)
            await writer.drain()

    return reply


def in_turn(*replies: bytes) -> Reply:
    """One reply after another; the last one stays."""
    left = list(replies)

    async def reply(_: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(left.pop(0) if len(left) > 1 else left[0])
        await writer.drain()

    return reply


def redirect(to: str, status: str = "302 Found") -> bytes:
    return answer(b"moved", status, Location=to)


def refresh(to: str, delay: int = 0, text: str = "You are being redirected.") -> bytes:
    tag = f'<meta http-equiv="refresh" content="{delay}; url={to}">'
    return answer(f"<html><head>{tag}</head><body>{text}</body></html>".encode())


def chunked(*chunks: bytes) -> bytes:
    return answer(Content_Length="", Transfer_Encoding="chunked") + b"".join(chunks)


def deflated(data: bytes) -> bytes:
    stream = zlib.compressobj(wbits=-15)
    return stream.compress(data) + stream.flush()
