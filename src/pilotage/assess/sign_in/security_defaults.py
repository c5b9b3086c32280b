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
    return _switch(snapshot).filter(pl.col("value") == "true")


def security_defaults_on(snapshot: Snapshot) -> bool | None:
    """Tell whether they are on, None where nothing says so."""
    said = _switch(snapshot)["value"]
    return None if said.is_empty() else "true" in said


def _switch(snapshot: Snapshot) -> pl.DataFrame:
    if SETTINGS.name not in snapshot.captures:
        return SETTINGS.frame([])
    found = area(snapshot, "identitySecurityDefaultsEnforcementPolicy")
    return found.filter(pl.col("setting") == "isenabled", pl.col("value").is_in(["true", "false"]))
