"""Conditional Access policies.

Keys are read without regard to case, because Graph writes ``includeUsers`` and exports that
went through PowerShell write ``IncludeUsers``. Every condition is kept: one that is not
understood is named in ``unknown``, so that nobody takes a policy for wider than it is.

Source  https://learn.microsoft.com/graph/api/resources/conditionalaccesspolicy
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from pilotage.collect.batch import Batch
from pilotage.collect.graph import Answer, resource
from pilotage.collect.graph.loose import Odd, flags, group, holds, lower_keys, text, texts
from pilotage.collect.moments import moment
from pilotage.facts.snapshot import Refusal
from pilotage.facts.tables import CONDITIONAL_ACCESS_POLICIES

USERS = "conditions.users"
APPLICATIONS = "conditions.applications"
FILTER_MODE = f"{APPLICATIONS}.applicationfilter.mode"
STRENGTH = "grantcontrols.authenticationstrength"
BUILT_IN_STRENGTHS = {
    "00000000-0000-0000-0000-000000000002": "Multifactor authentication",
    "00000000-0000-0000-0000-000000000003": "Passwordless MFA",
    "00000000-0000-0000-0000-000000000004": "Phishing-resistant MFA",
}
"""Names of strengths that some exports give by id alone.
https://learn.microsoft.com/graph/api/resources/authenticationstrengthpolicy"""

LISTS = {
    "include_users": f"{USERS}.includeusers",
    "exclude_users": f"{USERS}.excludeusers",
    "include_groups": f"{USERS}.includegroups",
    "exclude_groups": f"{USERS}.excludegroups",
    "include_roles": f"{USERS}.includeroles",
    "exclude_roles": f"{USERS}.excluderoles",
    "include_applications": f"{APPLICATIONS}.includeapplications",
    "exclude_applications": f"{APPLICATIONS}.excludeapplications",
    "user_actions": f"{APPLICATIONS}.includeuseractions",
    "authentication_contexts": f"{APPLICATIONS}.includeauthenticationcontextclassreferences",
    "client_apps": "conditions.clientapptypes",
    "include_platforms": "conditions.platforms.includeplatforms",
    "exclude_platforms": "conditions.platforms.excludeplatforms",
    "include_locations": "conditions.locations.includelocations",
    "exclude_locations": "conditions.locations.excludelocations",
    "sign_in_risk": "conditions.signinrisklevels",
    "user_risk": "conditions.userrisklevels",
    "service_principal_risk": "conditions.serviceprincipalrisklevels",
    "workload_identities": "conditions.clientapplications.includeserviceprincipals",
    "exclude_workload_identities": "conditions.clientapplications.excludeserviceprincipals",
    "grant_controls": "grantcontrols.builtincontrols",
    "terms_of_use": "grantcontrols.termsofuse",
    "strength_combinations": "grantcontrols.authenticationstrength.allowedcombinations",
}
FLAGS = {
    "insider_risk": "conditions.insiderrisklevels",
    "authentication_flows": "conditions.authenticationflows.transfermethods",
    "include_guest_types": f"{USERS}.includeguestsorexternalusers.guestorexternalusertypes",
    "exclude_guest_types": f"{USERS}.excludeguestsorexternalusers.guestorexternalusertypes",
}
TENANTS = {
    "include_guest_tenants": f"{USERS}.includeguestsorexternalusers.externaltenants",
    "exclude_guest_tenants": f"{USERS}.excludeguestsorexternalusers.externaltenants",
}
SINGLE = {
    "policy": "id",
    "name": "displayname",
    "state": "state",
    "application_filter": f"{APPLICATIONS}.applicationfilter.rule",
    "application_filter_mode": FILTER_MODE,
    "device_filter_mode": "conditions.devices.devicefilter.mode",
    "device_filter": "conditions.devices.devicefilter.rule",
    "grant_operator": "grantcontrols.operator",
    "authentication_strength": "grantcontrols.authenticationstrength.displayname",
    "modified_at": "modifieddatetime",
}
KNOWN = {path for paths in (LISTS, FLAGS, TENANTS, SINGLE) for path in paths.values()}

SESSION_WORDS = {
    name.lower(): name
    for name in (
        "applicationEnforcedRestrictions",
        "cloudAppSecurity",
        "continuousAccessEvaluation",
        "disableResilienceDefaults",
        "globalSecureAccessFilteringProfile",
        "persistentBrowser",
        "secureSignInSession",
        "signInFrequency",
    )
}


@resource(
    "conditionalAccessPolicies",
    contexts=("conditionalAccess/policies", "identity/conditionalAccess/policies"),
    signs=("conditions", "grantControls"),
    only_here=("grantControls", "sessionControls"),
)
def policies(answer: Answer) -> Iterator[Batch]:
    """Yield CONDITIONAL_ACCESS_POLICIES."""
    yield conditional_access_rows(answer.objects, answer.where)


def conditional_access_rows(objects: Sequence[Any], where: str = "") -> Batch:
    """Return CONDITIONAL_ACCESS_POLICIES with every column; keys may be in any case.

    A null list is an empty list, and a list that an export collapsed to its one member is a
    list again. A policy of another shape is refused, with its place in ``objects``.
    """
    rows: list[dict[str, Any]] = []
    refused: list[Refusal] = []
    for index, each in enumerate(objects):
        try:
            rows.append(_row(lower_keys(each)))
        except Odd as odd:
            refused.append(Refusal(f"{where}: value[{index}]", str(odd)))
    table = CONDITIONAL_ACCESS_POLICIES
    made = pl.DataFrame(rows, schema={**table.schema, "modified_at": pl.String})
    return Batch(table, made.with_columns(moment(pl.col("modified_at"))), tuple(refused))


def _row(policy: Mapping[str, Any]) -> dict[str, Any]:
    row: dict[str, Any] = {name: text(policy, path) or None for name, path in SINGLE.items()}
    if not row["policy"]:
        raise Odd("id is empty")
    row |= {name: texts(policy, path) for name, path in LISTS.items()}
    row |= {name: flags(policy, path) for name, path in FLAGS.items()}
    row |= {name: _tenants(policy, path) for name, path in TENANTS.items()}
    row["authentication_strength"] = row["authentication_strength"] or _strength(policy)
    row["grant_operator"] = _operator(row)
    row["session_controls"] = _session(policy)
    row["unknown"] = _unknown(policy)
    return row


def _operator(row: Mapping[str, Any]) -> str | None:
    """Return AND or OR; an operator without a control is none."""
    asks = row["grant_controls"] or row["authentication_strength"] or row["terms_of_use"]
    return (row["grant_operator"] or "OR").upper() if asks else None


def _strength(policy: Mapping[str, Any]) -> str | None:
    """Return the name of a strength that the export gives by its id, or else that id."""
    id = text(policy, f"{STRENGTH}.id")
    return BUILT_IN_STRENGTHS.get(id, id) if id else None


def _tenants(policy: Mapping[str, Any], path: str) -> list[str]:
    """Return the home tenants of guests: ids, ``all``, ``none``, or nothing without a condition."""
    members = texts(policy, f"{path}.members")
    kind = (text(policy, f"{path}.membershipkind") or "").lower()
    return ["all"] if kind == "all" else members or (["none"] if kind == "enumerated" else [])


def _session(policy: Mapping[str, Any]) -> list[str]:
    """Return the session controls that are on, in the words of Graph."""
    controls = group(policy, "sessioncontrols")
    on = (name for name, value in controls.items() if "@odata" not in name and _is_on(value))
    return sorted(SESSION_WORDS.get(name, name) for name in on)


def _is_on(value: Any) -> bool:
    if isinstance(value, Mapping) and "isenabled" in value:
        return value["isenabled"] is True
    return holds(value)


def _unknown(policy: Mapping[str, Any]) -> list[str]:
    """Return the paths of conditions and controls that hold something no column takes."""
    grants = dict(group(policy, "grantcontrols"))
    grants.pop("authenticationstrength", None)
    leaves = {
        **dict(_leaves(group(policy, "conditions"), "conditions")),
        **dict(_leaves(grants, "grantcontrols")),
    }
    return sorted(path for path, value in leaves.items() if path not in KNOWN and holds(value))


def _leaves(thing: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Yield every path below ``thing`` that a column may take, with what lies there."""
    if isinstance(thing, list) and len(thing) == 1 and isinstance(thing[0], Mapping):
        thing = thing[0]
    if path in KNOWN or "@odata" in path or not isinstance(thing, Mapping):
        yield path, None if "@odata" in path else thing
        return
    for name, value in thing.items():
        yield from _leaves(value, f"{path}.{name}")
