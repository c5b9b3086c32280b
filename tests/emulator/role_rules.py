"""What taking a directory role needs: a policy with its rules for each role, as Graph has them.

Invented, and sound but for one thing: with ``trusting``, nobody has to approve that somebody
becomes Global Administrator.
Source  https://learn.microsoft.com/graph/identity-governance-pim-rules-overview
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pilotage.demo.graph.administration import GLOBAL_ADMINISTRATOR, PRIVILEGED, ROLES

Row = dict[str, Any]

PATH = "policies/roleManagementPolicyAssignments"
KIND = "#microsoft.graph.unifiedRoleManagementPolicy"
PHASES = (("Admin", "Eligibility"), ("Admin", "Assignment"), ("EndUser", "Assignment"))
"""Somebody is made eligible, is given a role at once, or activates one."""


def role_policies(tenant: str, alerted: str, *, trusting: bool) -> list[Row]:
    """Return the policy of each role of the demo; ``alerted`` is the address that is told."""
    roles = dict.fromkeys((*PRIVILEGED, *ROLES))
    return [
        _assignment(
            f"DirectoryRole_{tenant}_{role}",
            role,
            list(_rules(alerted, approved=role == GLOBAL_ADMINISTRATOR and not trusting)),
        )
        for role in roles
    ]


def _assignment(policy: str, role: str, rules: list[Row]) -> Row:
    scope = {"scopeId": "/", "scopeType": "DirectoryRole"}
    return {
        "id": f"{policy}_{role}",
        "policyId": policy,
        **scope,
        "roleDefinitionId": role,
        "policy": {
            "id": policy,
            "displayName": "DirectoryRole",
            "description": "DirectoryRole",
            "isOrganizationDefault": False,
            **scope,
            "lastModifiedDateTime": None,
            "lastModifiedBy": {"displayName": None, "id": None},
            "rules": rules,
        },
    }


def _rules(alerted: str, *, approved: bool) -> Iterator[Row]:
    """Yield when a role ends, who is told, and whether somebody must approve."""
    for caller, level in PHASES:
        active = caller == "EndUser"
        yield _rule("Expiration", caller, level) | {
            "isExpirationRequired": True,
            "maximumDuration": "PT8H" if active else "P180D",
        }
        for whom in ("Admin", "Requestor", "Approver"):
            yield _rule("Notification", caller, level, f"{whom}_") | {
                "notificationType": "Email",
                "recipientType": whom,
                "notificationLevel": "All",
                "isDefaultRecipientsEnabled": True,
                "notificationRecipients": [alerted] if whom == "Admin" else [],
            }
    yield _rule("Approval", "EndUser", "Assignment") | {
        "setting": {
            "isApprovalRequired": approved,
            "isApprovalRequiredForExtension": False,
            "isRequestorJustificationRequired": True,
            "approvalMode": "SingleStage",
            "approvalStages": [],
        }
    }


def _rule(what: str, caller: str, level: str, whom: str = "") -> Row:
    return {
        "@odata.type": f"{KIND}{what}Rule",
        "id": f"{what}_{whom}{caller}_{level}",
        "target": {
            "caller": caller,
            "operations": ["all"],
            "level": level,
            "inheritableSettings": [],
            "enforcedSettings": [],
        },
    }
