"""Licences of the tenant.

Source  https://learn.microsoft.com/graph/api/resources/subscribedsku
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from pilotage.collect.batch import Batch
from pilotage.collect.graph import Answer, resource
from pilotage.collect.graph.fields import NUMBER, OBJECTS, Field, carried, dig
from pilotage.collect.graph.objects import batch
from pilotage.facts.tables import LICENCES_BOUGHT

SKU = {
    "sku": Field("skuId"),
    "name": Field("skuPartNumber"),
    "bought": Field("prepaidUnits/enabled", NUMBER),
    "assigned": Field("consumedUnits", NUMBER),
}
HELD_BACK = {f"prepaidUnits/{name}": NUMBER for name in ("suspended", "warning")}


@resource("subscribedSkus", signs=("skuId",), only_here=("skuPartNumber", "prepaidUnits"))
def subscribed_skus(answer: Answer) -> Iterator[Batch]:
    """Yield LICENCES_BOUGHT."""
    also = {"servicePlans": OBJECTS, **HELD_BACK}
    made, kept = batch(LICENCES_BOUGHT, answer, SKU, keys=("skuId",), also=also)
    frame = made.frame
    if carried(kept.objects, "prepaidUnits"):
        back = [sum(dig(each, path) or 0 for path in HELD_BACK) for each in kept.objects]
        frame = frame.with_columns(suspended=pl.Series(back, dtype=pl.Int64))
    if carried(kept.objects, "servicePlans"):
        plans = [
            [name for one in each.get("servicePlans") or () if (name := _name(one))]
            for each in kept.objects
        ]
        frame = frame.with_columns(plans=pl.Series(plans, dtype=pl.List(pl.String)))
    yield replace(made, frame=frame)


def _name(plan: dict[str, object]) -> str:
    name = plan.get("servicePlanName")
    return name if isinstance(name, str) else ""
