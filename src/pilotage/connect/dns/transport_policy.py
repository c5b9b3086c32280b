"""Fetch the policy of MTA-STS that a domain serves.

Source  https://www.rfc-editor.org/rfc/rfc8461#section-3.3
"""

from __future__ import annotations

import re
from collections.abc import Callable

import httpx

from pilotage.connect.dns.questions import of_host
from pilotage.connect.dns.survey import Survey
from pilotage.connect.http import Bounds, Cut, Reply, ask, client
from pilotage.facts.errors import SourceDenied

Fetch = Callable[[str, Bounds], Reply]
"""Called with a URL of https and bounds; raises ``Cut`` or ``SourceDenied`` as ``http.ask``."""

RECORD = re.compile(r"v=STSv1\s*(;|$)")
PATH = "/.well-known/mta-sts.txt"
BOUNDS = Bounds(size=64 * 1024, seconds=20.0)
"""The standard lets a sender take no more than 64 kB, and wait no more than a minute."""

OK, SERVER_ERROR = 200, 500


def fetch(url: str, bounds: Bounds) -> Reply:
    """Read ``url`` within ``bounds``, without following it elsewhere."""
    with client(timeout=10.0) as wire:
        return ask(wire, httpx.Request("GET", url), bounds)


def add_policy(made: Survey, read: Fetch) -> None:
    """Keep the policy as a row of type MTA-STS, empty where the host serves none.

    It is asked for where a record announces it. A server that fails, or that cannot be trusted,
    leaves it unknown: it may be this place that sees it so.
    """
    texts = made.ask(f"_mta-sts.{made.domain}", "TXT") or ()
    if not any(map(RECORD.match, texts)):
        return
    host = f"mta-sts.{made.domain}"
    addresses = [made.ask(name, kind) for name, kind in of_host(host)]
    if addresses == [(), ()]:
        made.keep(host, "MTA-STS", "")
        return
    try:
        reply = read(f"https://{host}{PATH}", BOUNDS)
    except (Cut, SourceDenied) as error:
        made.note(host, "MTA-STS", f"the policy was not read: {error}")
        return
    if reply.status >= SERVER_ERROR:
        made.note(host, "MTA-STS", f"the policy was not read: {host} answered {reply.status}")
        return
    made.keep(host, "MTA-STS", _text(reply))


def _text(reply: Reply) -> str:
    """Return the policy; what is no plain text, or stands elsewhere, is none."""
    kind = reply.headers.get("content-type", "text/plain").partition(";")[0].strip().lower()
    if reply.status != OK or kind != "text/plain":
        return ""
    return reply.body.decode("utf-8", "replace").strip().replace("\0", "")
