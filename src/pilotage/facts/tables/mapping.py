"""The table that ties the two sides of a migration together."""

import polars as pl

from pilotage.facts.table import Column, Table

IDENTITY_MAP = Table(
    "identity_map",
    says="Which source account becomes which target account.",
    source="identity_map.csv beside the exports of the source",
    key=("source_user",),
    columns={
        "source_user": Column(pl.String, "user id in the source"),
        "target_user": Column(pl.String, "user id in the target; the planned sign-in name if new"),
        "rule": Column(pl.String, "how they were matched, such as employee_id, address, by_hand"),
    },
)
