"""Which apps of Teams people may install: the org-wide setting and the permission policies.

Tenants since 2024 have one setting per class of app; older ones have permission policies. Where
an export holds both, both count; where it holds one of them, that one is judged.

Source: https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/teams.md
(group 5 and its appendix B),
https://learn.microsoft.com/powershell/module/microsoftteams/update-m365unifiedtenantsettings
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import polars as pl

from pilotage.assess.baseline import Export, Thing
from pilotage.assess.baseline.exported import BREAKS, SHOWN, judged, word
from pilotage.assess.judgement import Words, conclude
from pilotage.facts.finding import Finding

POLICIES, ORG_WIDE = "app_policies", "tenant_app_settings"
COMMANDS = ("Get-CsTeamsAppPermissionPolicy", "Get-M365UnifiedTenantSettings")

LISTS = {"allowedapplist": False, "blockedapplist": True}
"""Kinds of list by whether apps that nobody approved may be installed. An empty list of allowed
apps blocks all, an empty list of blocked apps allows all."""


def only_approved(export: Export, setting: str, catalogue: str, apps: str) -> Finding:
    """Return the finding about one class of apps.

    ``setting`` is its org-wide name and ``catalogue`` the property of a permission policy, both
    in lower case; ``apps`` is what people call the class.
    """
    every = export.objects(ORG_WIDE)
    ours = [one for one in every if word(one, "settingname") == setting]
    if every and not ours:
        ours = [{"settingname": setting}]
    rows = pl.concat(
        [
            _rows(ours, "settingname", "settingvalue", _left_on),
            _rows(export.objects(POLICIES), "identity", catalogue, _open),
        ]
    )
    words = Words(
        things=f"settings and policies for {apps}",
        wrong="let people install apps that nobody approved",
        right="let people install approved apps only",
        unsure="came without their choice",
        name=(SHOWN,),
    )
    finding = conclude(export.tenant, rows, pl.col(BREAKS), words, expected=True)
    return replace(finding, evidence=finding.evidence.drop(BREAKS, strict=False))


def _rows(
    things: Iterable[Thing], name: str, choice: str, breaks: Callable[[str], bool | None]
) -> pl.DataFrame:
    """Return ``judged`` rows whose choice stands in one column, whatever it is called."""

    def of(thing: Thing) -> bool | None:
        chosen = word(thing, choice)
        return None if chosen is None else breaks(chosen)

    return judged(things, (name,), (choice,), of).rename({choice: "choice"})


def _left_on(chosen: str) -> bool:
    return chosen != "none"


def _open(kind: str) -> bool | None:
    return LISTS.get(kind)
