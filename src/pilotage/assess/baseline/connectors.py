"""Connectors of Power Platform that data policies leave open, beside those that must stay open.

Source: the note to MS.POWERPLATFORM.2.1v1 in
https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/powerplatform.md and
https://learn.microsoft.com/power-platform/admin/dlp-connector-classification
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import polars as pl

from pilotage.assess.baseline import Thing
from pilotage.assess.baseline.exported import members, word

CANNOT_BE_BLOCKED = {
    "shared_approvals": "approvals",
    "shared_microsoftformspro": "dynamics 365 customer voice",
    "shared_excelonlinebusiness": "excel online (business)",
    "shared_commondataservice": "microsoft dataverse (legacy)",
    "shared_commondataserviceforapps": "microsoft dataverse",
    "shared_teams": "microsoft teams",
    "shared_todo": "microsoft to-do (business)",
    "shared_office365groups": "office 365 groups",
    "shared_office365": "office 365 outlook",
    "shared_office365users": "office 365 users",
    "shared_onedriveforbusiness": "onedrive for business",
    "shared_onenote": "onenote (business)",
    "shared_planner": "planner",
    "shared_powerappsnotification": "power apps notification",
    "shared_powerappsnotificationv2": "power apps notification v2",
    "shared_powerbi": "power bi",
    "shared_sharepointonline": "sharepoint",
    "shared_shifts": "shifts for microsoft teams",
    "shared_yammer": "yammer",
}
"""Connectors that drive Office itself, by id and by the name they are shown with."""


def left_open(policies: Iterable[Thing]) -> frozenset[str] | None:
    """Return what people may connect to although it could be blocked; None without connectors.

    A connector that one policy blocks is blocked: the stricter of two policies is enforced.
    """
    found = list(_classified(policies))
    if not found:
        return None
    blocked = {id for id, _, classification in found if classification == "blocked"}
    return frozenset(
        name
        for id, name, _ in found
        if id not in blocked
        and id not in CANNOT_BE_BLOCKED
        and name.lower() not in CANNOT_BE_BLOCKED.values()
    )


def evidence_of(names: Iterable[str]) -> pl.DataFrame:
    """Return connectors as evidence, one per row."""
    return pl.DataFrame({"connector": sorted(names)}, schema={"connector": pl.String})


def _classified(policies: Iterable[Thing]) -> Iterator[tuple[str, str, str | None]]:
    """Yield id, name and classification of every connector that a policy sorts."""
    for policy in policies:
        for group in members(policy, "connectorgroups"):
            if isinstance(group, Mapping):
                for one in members(group, "connectors"):
                    if isinstance(one, Mapping):
                        id = (word(one, "id") or "").rpartition("/")[2]
                        name = str(one.get("name") or id)
                        yield id or name.lower(), name, word(group, "classification")
