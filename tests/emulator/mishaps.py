"""What each fault does to an answer: in its place, or to its bytes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from email.utils import format_datetime
from urllib.parse import urlencode

import orjson

from .answer import Manner, Question, Refused, Reply
from .faults import Fault, Mishap
from .listing import expired

MANNERS = {
    Mishap.CUT: Manner.CUT,
    Mishap.DRIPPING: Manner.DRIPPING,
    Mishap.HUGE: Manner.ENDLESS,
}


def before(fault: Fault, now: datetime) -> None:
    """Refuse, where the fault is a refusal.

    Raises:
        Refused: it is.
    """
    too_many = (429, "TooManyRequests", "Too many requests. Try again later.")
    if fault.mishap is Mishap.BUSY:
        raise Refused(*too_many, retry_after=str(fault.retry_after))
    if fault.mishap is Mishap.BUSY_SILENT:
        raise Refused(*too_many)
    if fault.mishap is Mishap.BUSY_BY_DATE:
        until = now + timedelta(seconds=fault.retry_after)
        raise Refused(*too_many, retry_after=format_datetime(until, usegmt=True))
    if fault.mishap is Mishap.DOWN:
        raise Refused(503, "serviceNotAvailable", "The service is temporarily unavailable.")
    if fault.mishap is Mishap.DENIED:
        says = "Insufficient privileges to complete the operation."
        raise Refused(403, "Authorization_RequestDenied", says)
    if fault.mishap is Mishap.DELTA_EXPIRED:
        raise expired("$deltatoken", "delta")
    if fault.mishap is Mishap.PAGE_EXPIRED:
        raise expired("$skiptoken", "")


def after(fault: Fault, asked: Question, reply: Reply, elsewhere: str) -> Reply:
    """Return the answer as the fault leaves it."""
    if fault.mishap in MANNERS:
        return replace(reply, manner=MANNERS[fault.mishap])
    if fault.mishap is Mishap.TRUNCATED:
        return replace(reply, body=reply.body[: len(reply.body) * 2 // 3])
    if fault.mishap is Mishap.MALFORMED:
        middle = len(reply.body) // 2
        return replace(reply, body=reply.body[:middle] + b'<"' + reply.body[middle:])
    if fault.mishap is Mishap.AWAY:
        return Reply(302, b"", {"location": f"{elsewhere}/{asked.version}/{asked.path}"})
    if fault.mishap is Mishap.LOOPING:
        return _looping(asked, reply)
    return reply


def _looping(asked: Question, reply: Reply) -> Reply:
    """Return a page whose next link leads to itself."""
    body = orjson.loads(reply.body)
    body.pop("@odata.deltaLink", None)
    query = urlencode(dict(asked.query))
    base = f"https://{asked.headers.get('host', 'graph.example')}"
    body["@odata.nextLink"] = f"{base}/{asked.version}/{asked.path}?{query}"
    return replace(reply, body=orjson.dumps(body))
