"""Exchange Online: mailboxes, rights, and the settings of mail and its protection.

What Graph does not tell is read by cmdlets, over HTTP (``source``) or by the script that
``script`` writes. Both give the same files.
"""

from __future__ import annotations

from dataclasses import replace

from pilotage.connect.exchange.commands import LIVE
from pilotage.connect.exchange.source import open_exchange
from pilotage.connect.graph import SETTINGS as SIGN_IN_SETTINGS
from pilotage.connect.sources import SourceKind

SAYS = {
    "tenant": "first domain of the tenant, such as harbour.onmicrosoft.com, or its id",
    "endpoint": "address of Exchange, where it is not that of the cloud",
}
ONLY_GRAPH = frozenset({"days", "calendars", "since"})
"""Settings that make no sense here: nothing is a log, and nothing tells only of changes."""

SETTINGS = tuple(
    replace(each, says=SAYS.get(each.key, each.says))
    for each in SIGN_IN_SETTINGS
    if each.key not in ONLY_GRAPH
)

KIND = SourceKind(
    "exchange",
    "Exchange Online (cmdlets)",
    SETTINGS,
    tuple(each.ask() for each in LIVE),
    open_exchange,
)
