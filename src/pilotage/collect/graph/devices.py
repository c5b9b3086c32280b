"""Devices of the directory and of device management.

``devices.device`` is the ``deviceId`` of the directory, which device management calls
``azureADDeviceId``, so that both describe one row. A device that only management knows goes by
its management id.
Source  https://learn.microsoft.com/graph/api/resources/device
Source  https://learn.microsoft.com/graph/api/resources/intune-devices-manageddevice
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from pilotage.collect.batch import Batch
from pilotage.collect.graph import Answer, resource
from pilotage.collect.graph.fields import FLAG, LOWER, MOMENT, OBJECTS, Field, carried, column
from pilotage.collect.graph.objects import batch
from pilotage.facts.tables import DEVICES

NOBODY = "00000000-0000-0000-0000-000000000000"
DEVICE = {
    "device": Field("deviceId"),
    "name": Field("displayName"),
    "os": Field("operatingSystem"),
    "os_version": Field("operatingSystemVersion"),
    "trust": Field(
        "trustType",
        words={"AzureAd": "joined", "ServerAd": "hybrid_joined", "Workplace": "registered"},
    ),
    "managed": Field("isManaged", FLAG),
    "compliant": Field("isCompliant", FLAG),
    "enabled": Field("accountEnabled", FLAG),
    "last_seen_at": Field("approximateLastSignInDateTime", MOMENT),
}
COMPLIANCE = {
    "compliant": True,
    "noncompliant": False,
    "inGracePeriod": True,
    "conflict": False,
    "error": False,
}
"""``unknown`` and ``configManager`` stay unknown. A device in grace still has access."""
MANAGED = {
    "device": Field("azureADDeviceId"),
    "name": Field("deviceName"),
    "os": Field("operatingSystem"),
    "os_version": Field("osVersion"),
    "trust": Field(
        "joinType",
        words={
            "azureADJoined": "joined",
            "hybridAzureADJoined": "hybrid_joined",
            "azureADRegistered": "registered",
        },
    ),
    "compliant": Field("complianceState", words=COMPLIANCE),
    "last_seen_at": Field("lastSyncDateTime", MOMENT),
}


@resource("devices", signs=("deviceId",), only_here=("trustType", "approximateLastSignInDateTime"))
def devices(answer: Answer) -> Iterator[Batch]:
    """Yield DEVICES; the owner only where ``registeredOwners`` was expanded."""
    made, kept = batch(
        DEVICES, answer, DEVICE, keys=("deviceId",), also={"registeredOwners": OBJECTS}
    )
    if carried(kept.objects, "registeredOwners"):
        owners = [(each.get("registeredOwners") or [{}])[0].get("id") for each in kept.objects]
        owner = pl.Series(
            [one if isinstance(one, str) else None for one in owners], dtype=pl.String
        )
        made = replace(made, frame=made.frame.with_columns(owner=owner))
    yield made


@resource(
    "managedDevices",
    contexts=("deviceManagement/managedDevices",),
    signs=("azureADDeviceId", "deviceName", "complianceState"),
    only_here=("azureADDeviceId", "complianceState", "managedDeviceOwnerType"),
)
def managed_devices(answer: Answer) -> Iterator[Batch]:
    """Yield DEVICES, all of them managed."""
    owner = {"owner": Field(("userId", "userPrincipalName"), LOWER)}
    made, kept = batch(DEVICES, answer, {**MANAGED, **owner})
    own_id = pl.Series(column(kept.objects, "id"), dtype=pl.String)
    device = pl.when(pl.col("device").is_in(["", NOBODY])).then(None).otherwise("device")
    frame = made.frame.with_columns(
        device=pl.coalesce(device, pl.lit(own_id)), managed=pl.lit(True)
    )
    if "owner" in frame.columns:
        frame = frame.with_columns(pl.when(pl.col("owner") != "").then("owner").alias("owner"))
    yield replace(made, frame=frame)
