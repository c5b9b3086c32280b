"""How the bytes of an answer leave: whole, cut off, drop by drop, or without end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping

from starlette.responses import Response, StreamingResponse

from .answer import Manner, Reply

DROP_SECONDS = 0.05
"""Between two drops of a dripping answer, in real seconds; a drop is a byte."""

ENDLESS_BYTES = 1024**3


class Broken(Exception):
    """The connection is to break here."""


def sent(reply: Reply, headers: Mapping[str, str]) -> Response:
    """Return the answer for the server to send."""
    told = {**reply.headers, **headers}
    if reply.manner is Manner.WHOLE:
        return Response(reply.body, reply.status, told)
    if reply.manner is Manner.CUT:
        told["content-length"] = str(len(reply.body))
        return StreamingResponse(_cut(reply.body), reply.status, told)
    stream = _dripping(reply.body) if reply.manner is Manner.DRIPPING else _endless()
    return StreamingResponse(stream, reply.status, told)


async def _cut(body: bytes) -> AsyncIterator[bytes]:
    yield body[: len(body) // 2]
    raise Broken


async def _dripping(body: bytes) -> AsyncIterator[bytes]:
    for place in range(len(body)):
        yield body[place : place + 1]
        await asyncio.sleep(DROP_SECONDS)


async def _endless() -> AsyncIterator[bytes]:
    yield b'{"value":['
    for _ in range(ENDLESS_BYTES // 65_536):
        yield b" " * 65_536
        await asyncio.sleep(0)
    yield b"]}"
