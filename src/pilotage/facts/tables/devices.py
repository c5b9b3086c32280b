"""Tables about devices."""

import polars as pl

from pilotage.facts.table import UTC_TIME, Column, Table

DEVICES = Table(
    "devices",
    says="Computers, phones and tablets.",
    source="Graph /devices and /deviceManagement/managedDevices, LDAP computer objects, "
    "SharpHound computers",
    key=("device",),
    columns={
        "device": Column(pl.String, "directory device id"),
        "name": Column(pl.String, "host name"),
        "owner": Column(pl.String, "user id of the registered or primary user"),
        "os": Column(pl.String, "operating system"),
        "os_version": Column(pl.String, "version or build"),
        "trust": Column(pl.String, "joined, hybrid_joined, registered or domain_joined"),
        "managed": Column(pl.Boolean, "enrolled in device management"),
        "compliant": Column(pl.Boolean, "meets the compliance policy"),
        "protected": Column(pl.Boolean, "an endpoint protection agent reports"),
        "enabled": Column(pl.Boolean, "may sign in"),
        "last_seen_at": Column(UTC_TIME, "last contact"),
    },
)
