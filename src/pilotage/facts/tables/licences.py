"""Tables about licences."""

import polars as pl

from pilotage.facts.table import Column, Table

LICENCES_BOUGHT = Table(
    "licences_bought",
    says="Licences of the tenant and how many are in use.",
    source="Graph /subscribedSkus, ScubaGear license_information, licences_bought.csv",
    key=("sku",),
    columns={
        "sku": Column(pl.String, "sku id"),
        "name": Column(pl.String, "sku part number, such as SPE_E3"),
        "bought": Column(pl.Int64, "seats enabled", least=0),
        "assigned": Column(pl.Int64, "seats consumed", least=0),
        "suspended": Column(pl.Int64, "seats suspended or in warning", least=0),
        "plans": Column(pl.List(pl.String), "names of the service plans inside"),
    },
)

LICENCES_ASSIGNED = Table(
    "licences_assigned",
    says="Who holds which licence.",
    source="Graph /users assignedLicenses, licences_assigned.csv",
    key=("user", "sku"),
    columns={
        "user": Column(pl.String, "user id"),
        "sku": Column(pl.String, "sku id; the part number where the id is unknown"),
        "disabled_plans": Column(pl.List(pl.String), "service plan ids switched off"),
    },
)
