"""Rules against the loss of sensitive data: which types they know, and what they do then.

The baseline asks for three types at least. A rule counts when it is on, its policy is on and
enforced, and it names one of them; simulation does not count.

Source: https://learn.microsoft.com/purview/dlp-policy-reference
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from pilotage.assess.baseline import Export, Thing
from pilotage.assess.baseline.exported import flag, word
from pilotage.assess.baseline.threat_policies import unlicensed
from pilotage.facts.finding import Finding

POLICIES, RULES = "dlp_compliance_policies", "dlp_compliance_rules"
AREAS = (POLICIES, RULES)
COMMANDS = ("Get-DlpCompliancePolicy", "Get-DlpComplianceRule")

CONTENT = "contentcontainssensitiveinformation"
SENSITIVE = {
    "Credit Card Number": "50842eb7-edc8-4019-85dd-5a5c1f2bb085",
    "U.S. Individual Taxpayer Identification Number (ITIN)": "e55e2a32-f92d-4985-a35d-a0b269eb687b",
    "U.S. Social Security Number (SSN)": "a44669fe-0d48-453d-a9b1-2cc83f2cba77",
}
"""The types that the baseline asks for, with the ids that Microsoft gave them:
https://learn.microsoft.com/purview/sit-sensitive-information-type-entity-definitions"""

LOCATIONS = {
    "Exchange": "exchangelocation",
    "OneDrive": "onedrivelocation",
    "SharePoint": "sharepointlocation",
    "Teams chat": "teamslocation",
    "Devices": "endpointdlplocation",
}
"""Where the baseline wants them, with the property of a policy that tells it."""


@dataclass(frozen=True)
class LossRule:
    """A rule that is enforced, the types of ``SENSITIVE`` that it knows, and its policy."""

    name: str
    types: frozenset[str]
    settings: Thing
    policy: Thing


def loss_rules(export: Export) -> list[LossRule]:
    """Return the enforced rules that know one of the types and restrict what may be done."""
    policies = [each for each in export.objects(POLICIES) if _enforced(each)]
    return [
        LossRule(str(rule.get("name") or "a rule without a name"), types, rule, policy)
        for rule in export.objects(RULES)
        if flag(rule, "disabled") is not True and _restricts(rule) and (types := _types(rule))
        for policy in policies
        if _belongs(rule, policy)
    ]


def missing_types(rules: Iterable[LossRule]) -> list[str]:
    """Return the names of the types that no rule knows."""
    known = frozenset[str]().union(*(rule.types for rule in rules))
    return [name for name in SENSITIVE if name not in known]


def whole(rules: list[LossRule]) -> list[LossRule]:
    """Return the rules of the policies that know all types.

    Where no policy knows all of them and several do together, these are meant.
    """
    complete = [
        rule
        for rule in rules
        if not missing_types(other for other in rules if other.policy is rule.policy)
    ]
    return complete or ([] if missing_types(rules) else rules)


def without_licence(export: Export) -> list[Finding]:
    """Return that it fails, where the licence is missing."""
    return unlicensed(export, "defender_dlp_license")


def rows(rules: Iterable[LossRule], *settings: str) -> pl.DataFrame:
    """Return a row per rule: its policy, its name, its types, and these settings as text."""
    made = [
        {
            "policy": str(rule.policy.get("name")),
            "rule": rule.name,
            "types": ", ".join(sorted(rule.types)),
            **{name: json.dumps(rule.settings.get(name)) for name in settings},
        }
        for rule in rules
    ]
    return pl.DataFrame(
        made, schema=dict.fromkeys(("policy", "rule", "types", *settings), pl.String), orient="row"
    )


def _enforced(policy: Thing) -> bool:
    """Tell whether a policy is on; simulation and tests with tips are not."""
    mode = word(policy, "mode")
    return flag(policy, "enabled") is not False and mode in (None, "enable")


def _belongs(rule: Thing, policy: Thing) -> bool:
    parents = {word(rule, name) for name in ("parentpolicyname", "policy")} - {None}
    return bool(parents & {word(policy, name) for name in ("name", "identity", "id", "guid")})


def _restricts(rule: Thing) -> bool:
    """Tell whether a rule restricts access or encrypts, or was exported without its actions."""
    return flag(rule, "blockaccess") is not False or word(rule, "encryptrmstemplate") is not None


def _types(rule: Thing) -> frozenset[str]:
    """Return the types that a rule knows by name or id, from either way to write conditions."""
    own = [value for name, value in rule.items() if name.split(".")[0] == CONTENT]
    said = {text.lower() for text in _texts([own, _advanced(rule)])}
    return frozenset(name for name, id in SENSITIVE.items() if said & {name.lower(), id})


def _advanced(rule: Thing) -> Any:
    """Return the sensitive content in the conditions of an advanced rule."""
    try:
        condition = json.loads(str(rule.get("advancedrule") or "null"))
    except ValueError:
        return None
    return list(_contents(condition))


def _contents(condition: Any) -> Iterator[Any]:
    """Yield the values of the conditions on content; what a rule leaves out does not count."""
    if isinstance(condition, list):
        for one in condition:
            yield from _contents(one)
    elif isinstance(condition, Mapping) and str(condition.get("Operator")).lower() != "not":
        if str(condition.get("ConditionName")).lower() == CONTENT:
            yield condition.get("Value")
        else:
            yield from _contents(list(condition.values()))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | Mapping):
        for one in value.values() if isinstance(value, Mapping) else value:
            yield from _texts(one)
