"""Connections on which no answer takes for ever, however slowly it drips.

A timeout of httpx starts anew with each byte. Here the seconds count from when something was
sent, also for the head of an answer, which httpx reads before it gives anything to us. It has no
setting for that; httpcore, on which it stands, has.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable
from typing import Any

import httpcore
import httpx


class Transport(httpx.HTTPTransport):
    """HTTP in which an answer that is not whole after ``seconds`` ends with ``ReadTimeout``."""

    def __init__(self, verify: ssl.SSLContext | bool, limits: httpx.Limits, seconds: float) -> None:
        super().__init__(verify=verify, trust_env=False, limits=limits)
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(verify=verify, trust_env=False),
            max_connections=limits.max_connections,
            max_keepalive_connections=limits.max_keepalive_connections,
            keepalive_expiry=limits.keepalive_expiry,
            network_backend=_Backend(seconds),
        )


class _Backend(httpcore.SyncBackend):
    def __init__(self, seconds: float) -> None:
        self.seconds = seconds

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        wire = super().connect_tcp(host, port, timeout, local_address, socket_options)
        return _Stream(wire, self.seconds)


class _Stream(httpcore.NetworkStream):
    """Passes everything on; ``ends`` is the moment until which the answer has to be whole."""

    def __init__(self, wire: httpcore.NetworkStream, seconds: float) -> None:
        self.wire, self.seconds = wire, seconds
        self.ends = time.monotonic() + seconds

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        left = self.ends - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout(f"no whole answer in {self.seconds:g} seconds")
        return self.wire.read(max_bytes, left if timeout is None else min(timeout, left))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.ends = time.monotonic() + self.seconds
        self.wire.write(buffer, timeout)

    def close(self) -> None:
        self.wire.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        return _Stream(self.wire.start_tls(ssl_context, server_hostname, timeout), self.seconds)

    def get_extra_info(self, info: str) -> Any:
        return self.wire.get_extra_info(info)
