"""Server-sent events: tell a page that something changed in its engagement, and nothing more.

The page asks for what it may see by the usual way. No coroutine here touches the database. Source
of the format: https://html.spec.whatwg.org/multipage/server-sent-events.html.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import parse_qs

from pilotage.web.live_token import LIFE, engagement_of
from pilotage.web.watching import Listener, Watcher

PATH = "/live"
HEARTBEAT_SECONDS = 15.0
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]

EVENTS = (
    (b"content-type", b"text/event-stream"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"access-control-allow-origin", b"*"),  # the token opens it; no cookie is looked at
)


def streams(watcher: Watcher) -> Application:
    """Return the ASGI application that answers ``GET /live?token=...``."""

    async def application(scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] != PATH or scope["method"] != "GET":
            return await _refuse(send, 404, "there is only GET /live here")
        token = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        if (engagement := engagement_of(token)) is None:
            return await _refuse(send, 403, "the token is wrong or over; load the page again")
        if watcher.full:
            return await _refuse(send, 503, "too many listen already")
        await send({"type": "http.response.start", "status": 200, "headers": list(EVENTS)})
        with watcher.listening(engagement) as listener:
            waits = asyncio.ensure_future(_leave(receive, listener))
            try:
                async with asyncio.timeout(LIFE.total_seconds()):
                    await _tell(send, listener, _seen(scope))
            except (TimeoutError, ConnectionError):
                listener.gone = True
            finally:
                waits.cancel()
        await send({"type": "http.response.body", "body": b""})

    return application


async def _tell(send: Send, listener: Listener, seen: str) -> None:
    """Send news until the listener is gone; ``seen`` is the last event that it had before.

    The first news only says where the engagement is, unless the listener missed something.
    """
    first = True
    while not listener.gone:
        try:
            async with asyncio.timeout(HEARTBEAT_SECONDS):
                await listener.news.wait()
        except TimeoutError:
            await _write(send, ": still here\n\n")
            continue
        listener.news.clear()
        if listener.gone or listener.number is None:
            continue
        quiet = first and seen in ("", str(listener.number))
        await _write(send, _place(listener.number) if quiet else _event(listener.number))
        first = False


def _place(number: int) -> str:
    """Return a message that is no event: the browser notes the id for when it comes again."""
    return f": listening\nid: {number}\n\n"


def _event(number: int) -> str:
    return f"id: {number}\nevent: changed\ndata: {json.dumps({'number': number})}\n\n"


async def _leave(receive: Receive, listener: Listener) -> None:
    """Wait until the other side is gone, and wake the listener for the last time."""
    while (await receive())["type"] != "http.disconnect":
        pass
    listener.gone = True
    listener.news.set()


def _seen(scope: Message) -> str:
    """Return the last event that a browser had before it lost the connection."""
    headers: dict[bytes, bytes] = dict(scope["headers"])
    return headers.get(b"last-event-id", b"").decode("latin-1")


async def _write(send: Send, text: str) -> None:
    await send({"type": "http.response.body", "body": text.encode(), "more_body": True})


async def _refuse(send: Send, status: int, says: str) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": says.encode()})
