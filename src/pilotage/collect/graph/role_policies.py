"""Rules of Privileged Identity Management for directory roles, as settings by role.

Asked as ``policies/roleManagementPolicyAssignments`` with ``$expand=policy($expand=rules)``.
Source  https://learn.microsoft.com/graph/api/resources/unifiedrolemanagementpolicyassignment
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from pilotage.collect.batch import Batch
from pilotage.collect.graph import Answer, resource
from pilotage.collect.graph.policies import settings_batch
from pilotage.collect.graph.role_ids import NAMES
from pilotage.facts.snapshot import Refusal

AREA = "role_policies"
BARE = "came without its rules; ask with $expand=policy($expand=rules)"


@resource(
    "roleManagementPolicyAssignments",
    contexts=("policies/roleManagementPolicyAssignments",),
    signs=("policyId", "roleDefinitionId"),
    only_here=("policyId", "scopeType"),
)
def role_management_policy_assignments(answer: Answer) -> Iterator[Batch]:
    """Yield SETTINGS of each role: its name, its template id, and its rules."""
    roles = [_role(each) for each in answer.objects if isinstance(each, Mapping)]
    made = settings_batch(replace(answer, objects=[one for one in roles if one["rules"]]), AREA)
    bare = [Refusal(f"{answer.where}: {one['id']}", BARE) for one in roles if not one["rules"]]
    yield replace(made, refused=(*made.refused, *bare))


def _role(each: Mapping[str, Any]) -> dict[str, Any]:
    """Return the rules of one role under its id."""
    role, policy = each.get("roleDefinitionId"), each.get("policy")
    rules = policy.get("rules") if isinstance(policy, Mapping) else None
    return {
        "id": role,
        "displayName": NAMES.get(role, role) if isinstance(role, str) else None,
        "roleTemplateId": role,
        "rules": rules if isinstance(rules, list) else None,
    }
