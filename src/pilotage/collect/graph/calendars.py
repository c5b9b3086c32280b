"""Who manages whose calendar.

Full Access, Send As and Send on Behalf are not here: Graph v1.0 does not know them.
Source  https://learn.microsoft.com/graph/api/calendar-list-calendarpermissions
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from pilotage.collect.batch import Batch
from pilotage.collect.graph import Answer, resource
from pilotage.collect.graph.fields import LOWER, Field
from pilotage.collect.graph.objects import batch
from pilotage.facts.tables import CALENDAR_DELEGATES

SEES_PRIVATE = {
    "delegateWithoutPrivateEventAccess": False,
    "delegateWithPrivateEventAccess": True,
}
PERMISSION = {
    "delegate": Field("emailAddress/address", LOWER),
    "private_items": Field("role", words=SEES_PRIVATE),
}


@resource(
    "calendarPermissions",
    contexts=("users/calendar/calendarPermissions", "users/calendarPermissions"),
    signs=("allowedRoles", "isInsideOrganization", "emailAddress"),
    only_here=("allowedRoles", "isInsideOrganization"),
    belongs_to="user",
)
def calendar_permissions(answer: Answer) -> Iterator[Batch]:
    """Yield CALENDAR_DELEGATES of the parents; people who only read are not delegates."""
    made, _ = batch(CALENDAR_DELEGATES, answer, PERMISSION, keys=(), parent="mailbox")
    if "private_items" not in made.frame.columns:
        yield replace(made, missing="the role of calendar permissions was not read")
        return
    delegates = made.frame.filter(
        pl.col("private_items").is_not_null(), pl.col("delegate").is_not_null()
    )
    yield replace(made, frame=delegates)
