"""Policies of Teams: the org-wide default, custom ones, and where government clouds differ.

Source: https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/teams.md
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import polars as pl

from pilotage.assess.baseline import Export, Thing
from pilotage.assess.baseline.exported import BREAKS, SHOWN, either, judged, members, word
from pilotage.assess.judgement import Words, conclude
from pilotage.facts.finding import Finding, failed, not_assessed, passed

MEETINGS, EVENTS = "meeting_policies", "broadcast_policies"
FEDERATION, CLIENT = "federation_configuration", "client_configuration"
MEETING_COMMANDS = ("Get-CsTeamsMeetingPolicy",)
EVENT_COMMANDS = ("Get-CsTeamsMeetingBroadcastPolicy",)
FEDERATION_COMMANDS = ("Get-CsTenantFederationConfiguration",)
CLIENT_COMMANDS = ("Get-CsTeamsClientConfiguration",)

EVERY_DOMAIN = "allowallknowndomains"

Breaks = Callable[[Thing], bool | None]
"""Tells of one policy whether it breaks the rule; None if it cannot be told."""

IDENTITY = ("identity",)


def each(
    export: Export, area: str, settings: tuple[str, ...], breaks: Breaks, words: Words
) -> Finding:
    """Return the finding about every policy of ``area``: one that breaks the rule is enough."""
    rows = judged(export.objects(area), IDENTITY, settings, breaks)
    finding = conclude(export.tenant, rows, pl.col(BREAKS), words, expected=True)
    return replace(finding, evidence=finding.evidence.drop(BREAKS, strict=False))


def org_wide(
    export: Export, area: str, settings: tuple[str, ...], breaks: Breaks, words: Words
) -> Finding:
    """Return the finding about the org-wide default of ``area``; custom policies may differ."""
    things = [one for one in export.objects(area) if word(one, "identity") == "global"]
    return _sole(export, things, settings, breaks, words)


def configuration(
    export: Export, area: str, settings: tuple[str, ...], breaks: Breaks, words: Words
) -> Finding:
    """Return the finding about an area of which a tenant has one object."""
    return _sole(export, export.objects(area), settings, breaks, words)


def domains(thing: Thing, name: str) -> frozenset[str] | None:
    """Return the domains that a setting of external access names; None if it was not exported.

    The export writes ``Domain=x.example`` or the bare name, in lists or objects of any shape.
    """
    choices = [value for path, value in thing.items() if path.startswith(name)]
    return frozenset(_domains(choices)) if choices else None


def _domains(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield from _domains(list(value.values()))
    elif isinstance(value, list):
        for one in value:
            yield from _domains(one)
    elif isinstance(value, str) and "." in value and EVERY_DOMAIN not in value.lower():
        yield value.lower().rpartition("=")[2].strip()


def in_government_cloud(export: Export) -> bool:
    """Tell whether the plans of the tenant are those of GCC, GCC High or DoD."""
    plans = [
        str(plan).lower()
        for tenant in export.objects("teams_tenant_info")
        for plan in members(tenant, "assignedplan")
    ]
    return any("gcc" in plan or "dod" in plan for plan in plans)


def not_there(export: Export, area: str, feature: str) -> Finding:
    """Return the finding of a tenant in whose cloud ``feature`` does not exist."""
    says = f"{feature} does not exist in GCC, GCC High and DoD; nothing is to be set."
    return passed(export.tenant, says, export.evidence(area))


def speaking(things: str, wrong: str, right: str, setting: str) -> Words:
    """Return how a check of policies speaks; ``setting`` is what may not have been exported."""
    return Words(things, wrong, right, f"came without {setting}", (SHOWN,))


def _sole(
    export: Export,
    things: list[Thing],
    settings: tuple[str, ...],
    breaks: Breaks,
    words: Words,
) -> Finding:
    """Return the finding about one thing, or about copies of it: one that is wrong is enough."""
    if not things:
        return not_assessed(export.tenant, f"no {words.things} was read")
    rows = judged(things, IDENTITY, settings, breaks)
    evidence = rows.drop(BREAKS)
    wrong = either(*rows[BREAKS])
    if wrong is None:
        return not_assessed(export.tenant, f"the {words.things} {words.unsure}")
    if wrong:
        return failed(export.tenant, f"The {words.things} {words.wrong}.", evidence)
    return passed(export.tenant, f"The {words.things} {words.right}.", evidence)
