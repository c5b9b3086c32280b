"""HTTP as every wire uses it: bounded in size and time, and never led to another host.

A server may drip one byte a minute or send without end; each answer is read within
``Bounds``. A redirect is followed only where the caller says so, and then without what the
first host was told in secret.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass

import httpx

from pilotage.connect.deadline import Transport
from pilotage.facts.errors import SourceDenied

AGENT = "pilotage"
MEGABYTE = 1024**2


@dataclass(frozen=True)
class Bounds:
    """How large an answer may be, in bytes, and how long it may take in all, in seconds."""

    size: int = 64 * MEGABYTE
    seconds: float = 120.0

    @property
    def most(self) -> str:
        """Return the size in words, such as "64 MB"; below 1 MB in kB."""
        if self.size < MEGABYTE:
            return f"{self.size / 1024:g} kB"
        return f"{self.size // MEGABYTE} MB"


USUAL = Bounds()


@dataclass(frozen=True)
class Reply:
    """An answer that was read whole. Names of ``headers`` are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Cut(Exception):
    """The connection broke before the answer was whole; asking again may help."""


def client(
    *,
    verify: ssl.SSLContext | bool = True,
    timeout: float = 30.0,
    seconds: float = USUAL.seconds,
) -> httpx.Client:
    """Return a client that follows nothing and takes no proxy or password from the machine.

    ``timeout`` is how many seconds a server may be silent, ``seconds`` how many it may take for
    an answer in all, as ``Bounds`` of one answer may be narrower.
    """
    limits = httpx.Limits(max_connections=16, max_keepalive_connections=16)
    return httpx.Client(
        transport=Transport(verify, limits, seconds),
        timeout=timeout,
        follow_redirects=False,
        trust_env=False,
        headers={"User-Agent": AGENT},
    )


def ask(wire: httpx.Client, request: httpx.Request, bounds: Bounds = USUAL) -> Reply:
    """Send ``request`` and read the answer within ``bounds``.

    Raises:
        Cut: the server could not be reached, broke off, took too long, or sent what cannot be
            unpacked.
        SourceDenied: its certificate is not trusted, or the answer is larger than it may be.
    """
    started = time.monotonic()
    host = request.url.host
    try:
        answer = wire.send(request, stream=True)
    except httpx.ConnectError as error:
        if "CERTIFICATE" in str(error).upper():
            raise SourceDenied(f"{host} is not trusted: {error}") from error
        raise Cut(f"{host} cannot be reached: {error}") from error
    except httpx.TransportError as error:
        raise Cut(f"{host} did not answer: {error}") from error
    try:
        body = _body(answer, bounds, started)
    except httpx.TransportError as error:
        raise Cut(f"{host} broke off: {error}") from error
    except httpx.DecodingError as error:
        raise Cut(f"{host} sent what cannot be unpacked") from error
    finally:
        answer.close()
    return Reply(answer.status_code, {k.lower(): v for k, v in answer.headers.items()}, body)


def _body(answer: httpx.Response, bounds: Bounds, started: float) -> bytes:
    host, size = answer.url.host, 0
    parts: list[bytes] = []
    for part in answer.iter_bytes():
        size += len(part)
        if size > bounds.size:
            raise SourceDenied(f"{host} sent more than {bounds.most} in one answer")
        if time.monotonic() - started > bounds.seconds:
            raise Cut(f"{host} took more than {bounds.seconds:.0f} seconds for one answer")
        parts.append(part)
    return b"".join(parts)
