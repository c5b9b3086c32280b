"""Which services the licences of a tenant bring, as far as an export says."""

from __future__ import annotations

import polars as pl

from pilotage.assess.baseline import Export
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import LICENCES_BOUGHT

PLANS = "service_plans"
ENTRA_P2 = ("aad_premium_p2", "eec0eb4f-6444-4f95-aba0-50c24d67f998")
"""Name and id of the plan behind Identity Protection and Privileged Identity Management.
https://learn.microsoft.com/entra/identity/users/licensing-service-plan-reference"""

BOUGHT = LICENCES_BOUGHT.needs("plans")

NO_P2 = "The tenant has no Microsoft Entra ID P2 licence, without which this cannot be enforced."


def lacks_entra_p2(snapshot: Snapshot) -> bool:
    """Tell whether the plans were read and Microsoft Entra ID P2 is not among them.

    A plan that is disabled is none, nor is one of a licence of which none is bought. Where
    plans were not read, nothing is said to lack.
    """
    export = Export(snapshot)
    if not export.has(PLANS):
        return not snapshot.missing(BOUGHT) and _bought(snapshot).isdisjoint(ENTRA_P2)
    live = [plan for plan in export.objects(PLANS) if _live(plan.get("provisioningstatus"))]
    names = {
        str(plan.get(key)).lower() for plan in live for key in ("serviceplanname", "serviceplanid")
    }
    return names.isdisjoint(ENTRA_P2)


def plans(snapshot: Snapshot) -> pl.DataFrame:
    """Return the settings rows of all plans, or else the licences, as evidence."""
    export = Export(snapshot)
    return export.evidence(PLANS) if export.has(PLANS) else snapshot.rows(LICENCES_BOUGHT)


def _bought(snapshot: Snapshot) -> set[str]:
    """Return the names of the plans in all licences of which at least one is bought."""
    held = snapshot[LICENCES_BOUGHT].filter(pl.col("bought").fill_null(1) > 0)
    return set(held["plans"].explode().drop_nulls().str.to_lowercase())


def _live(status: object) -> bool:
    return str(status).lower() != "disabled"
