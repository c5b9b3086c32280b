"""The table about who changed what."""

import polars as pl

from pilotage.facts.table import UTC_TIME, Column, Table

DIRECTORY_AUDITS = Table(
    "directory_audits",
    says="Entries of the directory's audit log: who did what to which object, and when.",
    source="Graph /auditLogs/directoryAudits, directory_audits.csv",
    key=("audit", "target"),
    columns={
        "audit": Column(pl.String, "id of the entry; one entry may have several targets"),
        "target": Column(pl.String, "object id of what was changed; its sign-in name if unknown"),
        "target_name": Column(pl.String, "display name or sign-in name of what was changed"),
        "target_kind": Column(pl.String, "kind in the words of Graph, such as User or Group"),
        "at": Column(UTC_TIME, "when it was done"),
        "activity": Column(pl.String, "what was done, such as Add member to group"),
        "actor": Column(pl.String, "user id or application id of who did it"),
        "actor_name": Column(pl.String, "sign-in name of the person, or name of the application"),
        "properties": Column(pl.List(pl.String), "names of the properties that were changed"),
        "succeeded": Column(pl.Boolean, "it was done, not only tried"),
    },
)
