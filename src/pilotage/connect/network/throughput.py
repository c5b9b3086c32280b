"""How much gets through: a download and an upload that end after so many bytes or seconds."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import httpx

from pilotage.connect import http

SECONDS = 20.0
CHUNK = 64 * 1024
LEAST = 100_000
"""Fewer bytes say more about the start of a connection than about the link."""

DOWNLOAD, UPLOAD = "download", "upload"


@dataclass(frozen=True)
class Throughput:
    """Megabits per second, or ``why`` there are none; ``bytes`` that were sent or received."""

    kind: str
    host: str
    mbps: float | None = None
    bytes: int = 0
    why: str = ""


@dataclass
class _Flow:
    """What moved so far: all bytes, those that are timed, and the seconds these took."""

    bytes: int = 0
    timed: int = 0
    seconds: float = 0.0

    @property
    def mbps(self) -> float:
        """Return megabits per second of what is timed."""
        return round(self.timed * 8 / max(self.seconds, 1e-9) / 1e6, 2)


def download(url: str, most: int, trust: ssl.SSLContext, seconds: float = SECONDS) -> Throughput:
    """Return how fast ``url`` comes in after its first part; it may end before it is whole."""

    def move(wire: httpx.Client) -> _Flow:
        request = wire.build_request("GET", url, headers={"Accept-Encoding": "identity"})
        answer = wire.send(request, stream=True)
        try:
            answer.raise_for_status()
            return _received(answer, most, seconds)
        finally:
            answer.close()

    return _measured(DOWNLOAD, url, trust, seconds, move)


def _received(answer: httpx.Response, most: int, seconds: float) -> _Flow:
    """Read until so many bytes or seconds are over; the clock starts after the first part."""
    flow = _Flow()
    parts = answer.iter_raw(CHUNK)
    flow.bytes = len(next(parts, b""))
    started = time.perf_counter()
    for part in parts:
        flow.bytes += len(part)
        flow.timed += len(part)
        flow.seconds = time.perf_counter() - started
        if flow.bytes >= most or flow.seconds > seconds:
            break
    return flow


def upload(url: str, most: int, trust: ssl.SSLContext, seconds: float = SECONDS) -> Throughput:
    """Return how fast zeros go out to ``url``, until it begins to answer."""

    def move(wire: httpx.Client) -> _Flow:
        flow, started = _Flow(), time.perf_counter()

        def parts() -> Iterator[bytes]:
            while flow.bytes < most and time.perf_counter() - started < seconds:
                part = bytes(min(CHUNK, most - flow.bytes))
                flow.bytes += len(part)
                yield part

        answer = wire.send(wire.build_request("POST", url, content=parts()), stream=True)
        answer.close()
        answer.raise_for_status()
        flow.timed, flow.seconds = flow.bytes, time.perf_counter() - started
        return flow

    return _measured(UPLOAD, url, trust, seconds, move)


def _measured(
    kind: str,
    url: str,
    trust: ssl.SSLContext,
    seconds: float,
    move: Callable[[httpx.Client], _Flow],
) -> Throughput:
    host = httpx.URL(url).host
    try:
        with http.client(verify=trust, timeout=seconds, seconds=2 * seconds) as wire:
            flow = move(wire)
    except httpx.HTTPStatusError as error:
        return Throughput(kind, host, why=f"{host} said {error.response.status_code}")
    except httpx.HTTPError as error:
        return Throughput(kind, host, why=str(error)[:120] or "it broke off")
    if flow.timed < LEAST:
        return Throughput(kind, host, None, flow.bytes, f"{flow.bytes:,} bytes are too few to tell")
    return Throughput(kind, host, flow.mbps, flow.bytes)
