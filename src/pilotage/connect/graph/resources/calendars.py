"""Who manages whose calendar: a question to each mailbox, twenty at a time, where it is wanted.

Microsoft Graph has no list of these. 10,000 mailboxes take 500 requests, more than everything
else together. A person is told of their own calendar only, and of others nothing that looks like
an answer, so it takes an application.
Source  https://learn.microsoft.com/graph/api/resources/calendarpermission
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pilotage.connect.graph.declared import EACH, Resource
from pilotage.connect.graph.throttle import OUTLOOK

PATH = "/users/{id}/calendar/calendarPermissions"
NOBODY = "00000000-0000-0000-0000-000000000000"


def _may_have_mailbox(user: Mapping[str, Any]) -> bool:
    """Tell whether an account may have a mailbox here: that of a guest is elsewhere."""
    return bool(user.get("mail")) and user.get("userType") != "Guest"


RESOURCES = (
    Resource(
        "calendarPermissions",
        "Who manages whose calendar",
        PATH,
        OUTLOOK,
        "calendar-list-calendarpermissions",
        EACH,
        tables=("calendar_delegates",),
        parent="users",
        holder="user",
        whose=_may_have_mailbox,
        trial=PATH.format(id=NOBODY),
        application=("Calendars.ReadBasic.All",),
        setting="calendars",
    ),
)
