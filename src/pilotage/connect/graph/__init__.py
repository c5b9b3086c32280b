"""Microsoft Graph: what it is asked, at which pace, and how its answers become files.

A collection asks several lists at once, twenty things in one request where it can, and keeps
each page as it was sent. It goes on from its last page, whatever ended it.
"""

from __future__ import annotations

from pilotage.connect.graph.clouds import CLOUDS
from pilotage.connect.graph.declared import YES
from pilotage.connect.graph.resources import resources
from pilotage.connect.graph.sign_in import CERTIFICATE, DEVICE, SECRET
from pilotage.connect.graph.source import open_graph
from pilotage.connect.sources import Setting, SourceKind

SETTINGS = (
    Setting("tenant", "id of the tenant, or one of its domains"),
    Setting("client_id", "id of the application that was registered for Pilotage"),
    Setting(
        "sign_in",
        "how to sign in",
        required=False,
        default=CERTIFICATE,
        choices=(CERTIFICATE, SECRET, DEVICE),
    ),
    Setting("certificate_file", "PEM file with the private key and certificate", required=False),
    Setting("certificate_password", "what opens that file", secret=True, required=False),
    Setting("secret", "secret of the application", secret=True, required=False),
    Setting("cloud", "national cloud", required=False, default="global", choices=tuple(CLOUDS)),
    Setting("days", "days of sign-ins and changes to read, 1 to 180", required=False, default="30"),
    Setting("calendars", "yes: read who manages whose calendar, at one question per mailbox",
            required=False, default="no", choices=("no", YES)),
    Setting("since", "folder of an earlier collection of this tenant, to ask only for changes",
            required=False),
    Setting("token_cache", "file that keeps tokens, sealed with the key", required=False),
    Setting("endpoint", "address of Graph, where it is not that of the cloud", required=False),
    Setting("authority", "address of the sign-in, where it is not that of the cloud",
            required=False),
    Setting("ca_file", "PEM file of the only authority to trust", required=False),
)  # fmt: skip

KIND = SourceKind(
    "graph",
    "Microsoft 365 (Microsoft Graph)",
    SETTINGS,
    tuple(each.ask() for each in resources()),
    open_graph,
)
