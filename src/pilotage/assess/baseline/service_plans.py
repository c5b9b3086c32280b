"""Which services the licences of a tenant bring, as far as an export says."""

from __future__ import annotations

import polars as pl

from pilotage.assess.baseline import Export
from pilotage.facts.snapshot import Snapshot

PLANS = "service_plans"
ENTRA_P2 = ("aad_premium_p2", "eec0eb4f-6444-4f95-aba0-50c24d67f998")
"""Name and id of the plan behind Identity Protection and Privileged Identity Management.
https://learn.microsoft.com/entra/identity/users/licensing-service-plan-reference"""

NO_P2 = "The tenant has no Microsoft Entra ID P2 licence, without which this cannot be enforced."


def lacks_entra_p2(snapshot: Snapshot) -> bool:
    """Tell whether the plans were exported and Microsoft Entra ID P2 is not among them.

    A plan that is disabled is none. Where plans were not exported, nothing is said to lack.
    """
    export = Export(snapshot)
    if not export.has(PLANS):
        return False
    live = [plan for plan in export.objects(PLANS) if _live(plan.get("provisioningstatus"))]
    names = {
        str(plan.get(key)).lower() for plan in live for key in ("serviceplanname", "serviceplanid")
    }
    return names.isdisjoint(ENTRA_P2)


def plans(snapshot: Snapshot) -> pl.DataFrame:
    """Return the settings rows of all plans, as evidence."""
    return Export(snapshot).evidence(PLANS)


def _live(status: object) -> bool:
    return str(status).lower() != "disabled"
