"""A wire to the emulator without a socket: for a client that is not asynchronous."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

import httpx
from starlette.applications import Starlette


class InProcess(httpx.BaseTransport):
    """Hands each request to the application and returns its whole answer.

    A connection that is to break raises ``sending.Broken`` here.
    """

    def __init__(self, app: Starlette) -> None:
        self._transport = httpx.ASGITransport(app)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Return the answer to one request, from a loop of its own: the caller may have one."""
        with ThreadPoolExecutor(max_workers=1) as apart:
            return apart.submit(asyncio.run, self._answer(request)).result()

    async def _answer(self, request: httpx.Request) -> httpx.Response:
        answer = await self._transport.handle_async_request(request)
        body = await answer.aread()
        return httpx.Response(answer.status_code, headers=answer.headers, content=body)
