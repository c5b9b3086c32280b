"""Tenant settings of Power BI and Fabric, by the names that the Fabric interface gives them.

Source: https://learn.microsoft.com/rest/api/fabric/admin/tenants/list-tenant-settings and
https://learn.microsoft.com/fabric/admin/tenant-settings-index
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from pilotage.assess.baseline import Export, Thing
from pilotage.assess.baseline.exported import BREAKS, SHOWN, flag, judged, members
from pilotage.facts.finding import Finding, failed, not_assessed, passed

AREA, LICENCE = "powerbi_tenant_settings", "powerbi_license_found"
NAME, ENABLED, GROUPS = "settingname", "enabled", "enabledsecuritygroups"

WRAPPERS = ("tenantsettings", "value")
"""Properties in which the interface hands out its list, the older and the newer."""


@dataclass(frozen=True)
class Rule:
    """What a setting should be. ``breaks`` is None where it cannot be told."""

    breaks: Callable[[Thing], bool | None]
    wrong: str
    right: str


def _on(setting: Thing) -> bool | None:
    return flag(setting, ENABLED)


def _off(setting: Thing) -> bool | None:
    enabled = flag(setting, ENABLED)
    return None if enabled is None else not enabled


def _on_for_all(setting: Thing) -> bool | None:
    """Tell whether a setting is on without security groups that narrow it."""
    enabled = flag(setting, ENABLED)
    return not any(members(setting, GROUPS)) if enabled else enabled


OFF = Rule(_on, "switched on", "switched off")
ON = Rule(_off, "switched off", "switched on")
OFF_OR_FOR_GROUPS = Rule(
    _on_for_all,
    "switched on for the whole organisation",
    "switched off, or on for named security groups",
)


def judge_setting(export: Export, rule: Rule, *names: str) -> Finding:
    """Return the finding about the settings with these names, as many as the tenant has.

    Where nobody has a licence of Power BI, the baseline has nothing to ask.
    """
    if str(export.value(LICENCE)).lower() == "false":
        says = "Does not apply: the tenant has no licence of Power BI."
        return passed(export.tenant, says, export.evidence(LICENCE))
    wanted = {name.lower() for name in names}
    found = [one for one in _settings(export) if str(one.get(NAME)).lower() in wanted]
    if not found:
        return not_assessed(export.tenant, f"there is no setting {' or '.join(names)}")
    rows = judged(found, (NAME,), (ENABLED, GROUPS), rule.breaks)
    evidence, wrong = rows.drop(BREAKS), rows.filter(BREAKS)
    if not wrong.is_empty():
        return failed(export.tenant, f"{_named(wrong)}: {rule.wrong}.", evidence)
    if rows[BREAKS].has_nulls():
        return not_assessed(export.tenant, f"{_named(rows)} came without its switch")
    return passed(export.tenant, f"{_named(rows)}: {rule.right}.", evidence)


def _settings(export: Export) -> Iterator[Thing]:
    """Yield every setting: a list of them, or an answer in which the list lies."""
    for thing in export.objects(AREA):
        inside = [one for wrapper in WRAPPERS for one in members(thing, wrapper)]
        yield from (one for one in inside or [thing] if isinstance(one, Mapping))


def _named(rows: pl.DataFrame) -> str:
    return ", ".join(rows[SHOWN])
