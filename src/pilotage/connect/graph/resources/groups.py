"""Groups, their members, and the owners that do not fit beside the group.

Owners come with their group, up to twenty; only groups with that many are asked for all.
Whether a team is archived is not asked: no list says it, so it would be a question per team.

Source  https://learn.microsoft.com/graph/query-parameters#expand
Source  https://learn.microsoft.com/graph/api/teams-list
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pilotage.connect.graph.declared import CHANGES, EACH, Resource
from pilotage.connect.graph.throttle import DIRECTORY

READ = ("GroupMember.Read.All",)


def _has_more_owners(group: Mapping[str, Any]) -> bool:
    """Tell whether the owners of a group were too many to come with it, and were left out."""
    return "owners" not in group


RESOURCES = (
    Resource(
        "groupChanges",
        "Which groups changed since an earlier collection",
        "/groups/delta",
        DIRECTORY,
        "group-delta",
        CHANGES,
        adds=("memberships",),
        select=("members",),
        trial="/groups/delta?$select=members&$deltatoken=latest",
        application=READ,
        delegated=READ,
    ),
    Resource(
        "groups",
        "Groups of all kinds, their owners, and which of them are teams",
        "/groups",
        DIRECTORY,
        "group-list",
        tables=("groups", "addresses", "group_owners", "teams"),
        select=(
            "id",
            "displayName",
            "mail",
            "mailNickname",
            "mailEnabled",
            "securityEnabled",
            "groupTypes",
            "membershipRule",
            "visibility",
            "isAssignableToRole",
            "onPremisesSyncEnabled",
            "createdDateTime",
            "proxyAddresses",
            "resourceProvisioningOptions",
        ),
        expand="owners($select=id)",
        cuts="owners",
        top=999,
        cost=2,
        counted=True,
        application=READ,
        delegated=READ,
    ),
    Resource(
        "groupMembers",
        "Direct members of groups",
        "/groups/{id}/members",
        DIRECTORY,
        "group-list-members",
        EACH,
        tables=("memberships",),
        select=("id",),
        top=999,
        cost=2,
        parent="groups",
        holder="group",
        changes="groupChanges",
        trial="/groups?$top=1&$select=id&$expand=members($select=id)",
        application=READ,
        delegated=READ,
    ),
    Resource(
        "groupOwners",
        "Owners of groups that have twenty or more",
        "/groups/{id}/owners",
        DIRECTORY,
        "group-list-owners",
        EACH,
        tables=("group_owners",),
        select=("id",),
        top=999,
        parent="groups",
        holder="group",
        whose=_has_more_owners,
        trial="/groups?$top=1&$select=id&$expand=owners($select=id)",
        application=READ,
        delegated=READ,
    ),
)
