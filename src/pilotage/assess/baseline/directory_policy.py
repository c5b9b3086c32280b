"""Switches of a directory policy, whichever export it came from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import polars as pl

from pilotage.assess.baseline import Export
from pilotage.facts.finding import Finding, failed, not_assessed, passed

AUTHORIZATION = ("authorization_policies", "authorization_policy")
"""Areas of ScubaGear and of Graph that hold the authorization policy."""

AUTHORIZATION_COMMANDS = ("Get-MgBetaPolicyAuthorizationPolicy",)


def switch(
    export: Export,
    areas: Sequence[str],
    settings: Sequence[str],
    good: Callable[[Any], bool],
    *,
    right: str,
    wrong: str,
) -> Finding:
    """Return one finding about a setting that goes by one of the names in ``settings``.

    Where there are several policies, each must be ``good``. ``right`` and ``wrong`` are
    sentences. A setting that is absent or empty cannot be told.
    """
    rows = export.evidence(*areas).filter(pl.col("setting").is_in(settings))
    values = [thing[name] for thing in export.objects(*areas) for name in settings if name in thing]
    known = [value for value in values if value is not None]
    if any(not good(value) for value in known):
        return failed(export.tenant, wrong, rows)
    if not known or len(known) < len(values):
        return not_assessed(export.tenant, f"{areas[0]} came without {settings[0]}")
    return passed(export.tenant, right, rows)
