"""Who is protected from being imitated: people and domains that a policy watches for.

A policy names whom nobody may imitate, and what happens to mail that does. Mail that is imitated
is kept from the inbox, or nothing was won.

Source: https://learn.microsoft.com/defender-office-365/anti-phishing-policies-about
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from pilotage.assess.baseline import Export, Thing, texts
from pilotage.assess.baseline.exported import flag, word
from pilotage.assess.baseline.threat_policies import (
    PHISHING,
    PRESETS,
    ThreatPolicy,
    conclude_protection,
    of_preset,
)
from pilotage.facts.finding import Finding, failed, passed

KEPT_OUT = frozenset({"redirect", "movetojmf", "quarantine", "delete"})
"""Actions that keep mail from the inbox; ``NoAction`` and ``BccMessage`` deliver it."""


@dataclass(frozen=True)
class Watch:
    """What a policy watches for: its switch, its list, and what it does with mail it finds."""

    things: str
    switch: str
    named: str
    action: str

    @property
    def settings(self) -> tuple[str, ...]:
        """Return the properties of a policy that matter here."""
        return "enabled", self.switch, self.named, self.action


PEOPLE = Watch(
    "people",
    "enabletargeteduserprotection",
    "targeteduserstoprotect",
    "targeteduserprotectionaction",
)
DOMAINS = Watch(
    "domains",
    "enabletargeteddomainsprotection",
    "targeteddomainstoprotect",
    "targeteddomainprotectionaction",
)


def watches(policy: Thing, watch: Watch, named: frozenset[str]) -> bool:
    """Tell whether ``policy`` watches for all of ``named`` and keeps what it finds from inboxes.

    A person is named as ``Name;address``; the address tells who it is.
    """
    listed = {_who(text) for text in texts(policy, watch.named)}
    return (
        flag(policy, "enabled") is not False
        and flag(policy, watch.switch) is True
        and word(policy, watch.action) in KEPT_OUT
        and {_who(name) for name in named} <= listed
    )


def conclude_presets(export: Export, watch: Watch, named: frozenset[str]) -> Finding:
    """Return the finding: do both presets watch for all of ``named``?

    Domains must be registered to be judged; that no people are is taken for none.
    """
    found = {preset: of_preset(export, PHISHING.policies, preset) for preset in PRESETS}
    rows = _rows([policy for policies in found.values() for policy in policies], watch)
    if watch is DOMAINS and not named:
        return failed(export.tenant, "No domains are registered that the presets watch for.", rows)
    lacking = [
        preset
        for preset, policies in found.items()
        if not any(
            watches(policy, watch, named) and word(policy, watch.action) == "quarantine"
            for policy in policies
        )
    ]
    if lacking:
        says = f"Does not watch for all {watch.things} that are registered: {', '.join(lacking)}."
        return failed(export.tenant, says, rows)
    return passed(export.tenant, f"Both presets watch for all {watch.things} registered.", rows)


def conclude_watched(export: Export, watch: Watch, named: frozenset[str]) -> Finding:
    """Return the finding: has every recipient a policy that watches for all of ``named``?"""
    if not named:
        says = f"No {watch.things} are registered whom nobody may imitate."
        return failed(export.tenant, says, export.evidence(PHISHING.policies).clear())

    def good(policy: ThreatPolicy) -> bool:
        return watches(policy.settings, watch, named)

    does = f"watches for all {watch.things} that are registered"
    return conclude_protection(export, PHISHING, good, watch.settings, does)


def _who(text: str) -> str:
    return text.rpartition(";")[2].strip().lower()


def _rows(policies: list[Thing], watch: Watch) -> pl.DataFrame:
    """Return a row per policy: its name, and the settings that ``watch`` looks at as text."""
    rows = [
        {"policy": str(policy.get("identity") or policy.get("name"))}
        | {name: str(policy.get(name)) for name in watch.settings}
        for policy in policies
    ]
    schema = dict.fromkeys(("policy", *watch.settings), pl.String)
    return pl.DataFrame(rows, schema=schema, orient="row")
