"""Security defaults: the free switch that stands in for Conditional Access.

They block legacy authentication for everyone, but ask people other than administrators for a
second factor only when Microsoft sees a risk.
https://learn.microsoft.com/entra/fundamentals/security-defaults
"""

from __future__ import annotations

import polars as pl

from pilotage.assess.settings import area
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import SETTINGS


def security_defaults(snapshot: Snapshot) -> pl.DataFrame:
    """Return the settings row that says they are on; none if off, or if nothing says so."""
    if SETTINGS.name not in snapshot.captures:
        return SETTINGS.frame([])
    found = area(snapshot, "identitySecurityDefaultsEnforcementPolicy")
    return found.filter((pl.col("setting") == "isenabled") & (pl.col("value") == "true"))
