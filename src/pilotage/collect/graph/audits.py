"""The directory's audit log: one row per entry and object that was changed.

Source  https://learn.microsoft.com/graph/api/resources/directoryaudit
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from pilotage.collect.batch import Batch
from pilotage.collect.graph import Answer, Object, resource
from pilotage.collect.graph.fields import MOMENT, OBJECTS, Field, column
from pilotage.collect.graph.objects import batch
from pilotage.collect.graph.sound import sound
from pilotage.facts.tables import DIRECTORY_AUDITS

BY = "entry/initiatedBy"
TARGET = {
    "audit": Field("entry/id"),
    "target": Field(("id", "userPrincipalName", "displayName")),
    "target_name": Field(("userPrincipalName", "displayName")),
    "target_kind": Field("type"),
    "at": Field("entry/activityDateTime", MOMENT),
    "activity": Field("entry/activityDisplayName"),
    "actor": Field((f"{BY}/user/id", f"{BY}/app/appId", f"{BY}/app/servicePrincipalId")),
    "actor_name": Field(
        (f"{BY}/user/userPrincipalName", f"{BY}/user/displayName", f"{BY}/app/displayName")
    ),
    "succeeded": Field("entry/result", words={"success": True, "failure": False, "timeout": False}),
}
"""The columns of an object that was changed; ``entry`` is the entry that it stands in."""


@resource(
    "directoryAudits",
    contexts=("auditLogs/directoryAudits",),
    signs=("activityDisplayName", "targetResources"),
    only_here=("activityDisplayName", "activityDateTime", "initiatedBy", "targetResources"),
)
def directory_audits(answer: Answer) -> Iterator[Batch]:
    """Yield DIRECTORY_AUDITS; an entry that names no object has no row."""
    entries, refused = sound(answer, {}, also={"targetResources": OBJECTS})
    targets = [
        {**target, "entry": entry}
        for entry in entries.objects
        for target in entry.get("targetResources") or ()
    ]
    changed = {"modifiedProperties": OBJECTS}
    seen = replace(answer, objects=targets)
    made, kept = batch(DIRECTORY_AUDITS, seen, TARGET, keys=("entry/id",), also=changed)
    named = pl.Series([_names(each) for each in kept.objects], dtype=pl.List(pl.String))
    frame = made.frame.with_columns(target=pl.col("target").fill_null(""), properties=named)
    yield replace(made, frame=frame, refused=(*refused, *made.refused))


def _names(target: Object) -> list[str]:
    """Return the names of the properties that were changed, as the entry gives them."""
    names = column(target.get("modifiedProperties") or (), "displayName")
    return [name for name in names if isinstance(name, str)]
