"""Groups, their members and owners, and which of them are teams.

Source  https://learn.microsoft.com/graph/api/resources/group
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from pilotage.collect.batch import Batch
from pilotage.collect.graph import Answer, Object, resource
from pilotage.collect.graph.addresses import address_batch
from pilotage.collect.graph.fields import (
    FLAG,
    LOWER,
    MOMENT,
    OBJECTS,
    TEXTS,
    Field,
    carried,
    column,
)
from pilotage.collect.graph.objects import batch, children
from pilotage.facts.tables import GROUP_OWNERS, GROUPS, MEMBERSHIPS, TEAMS

VISIBILITY = {"Public": "public", "Private": "private", "HiddenMembership": "hidden"}
GROUP = {
    "group": Field("id"),
    "name": Field("displayName"),
    "address": Field("mail", LOWER),
    "mail_nickname": Field("mailNickname", LOWER),
    "membership_rule": Field("membershipRule"),
    "visibility": Field("visibility", words=VISIBILITY),
    "role_assignable": Field("isAssignableToRole", FLAG, empty=False),
    "synced": Field("onPremisesSyncEnabled", FLAG, empty=False),
    "created_at": Field("createdDateTime", MOMENT),
}
TEAM = {
    "team": Field("id"),
    "name": Field("displayName"),
    "visibility": Field("visibility", words=VISIBILITY),
    "archived": Field("isArchived", FLAG),
}
MEMBER_KINDS = {
    "#microsoft.graph.user": "user",
    "#microsoft.graph.group": "group",
    "#microsoft.graph.device": "device",
    "#microsoft.graph.servicePrincipal": "service_principal",
    "#microsoft.graph.orgContact": "contact",
}
MEMBER = {"member": Field("id"), "member_kind": Field("@odata.type", words=MEMBER_KINDS)}
OWNER = {"owner": Field("id")}
EXPANDED = 20
"""``$expand`` stops here and says nothing.
https://learn.microsoft.com/graph/query-parameters#expand"""


@resource(
    "groups",
    signs=("id", "members", "owners"),
    only_here=("groupTypes", "securityEnabled", "membershipRule", "resourceProvisioningOptions"),
)
def groups(answer: Answer) -> Iterator[Batch]:
    """Yield GROUPS, and what the page carries of ADDRESSES, MEMBERSHIPS, GROUP_OWNERS, TEAMS."""
    lists = dict.fromkeys(("groupTypes", "proxyAddresses", "resourceProvisioningOptions"), TEXTS)
    nested = {"members": OBJECTS, "owners": OBJECTS}
    flags = {"mailEnabled": FLAG, "securityEnabled": FLAG}
    made, kept = batch(GROUPS, answer, GROUP, also={**lists, **nested, **flags})
    yield replace(made, frame=made.frame.with_columns(**_kinds(kept)))
    if carried(kept.objects, "proxyAddresses"):
        yield address_batch(kept, "group")
    for name, relation in (("members", group_members), ("owners", group_owners)):
        if carried(kept.objects, name):
            short = any(_is_short(each, name) for each in kept.objects)
            asked = tuple(column([each for each in kept.objects if name in each], "id"))
            for inside in relation(children(kept, name)):
                yield replace(inside, missing=_cut(name) if short else inside.missing, of=asked)
    if carried(kept.objects, "resourceProvisioningOptions"):
        yield batch(TEAMS, _teams(kept), TEAM)[0]


@resource("groupMembers", contexts=("groups/members",), belongs_to="group")
def group_members(answer: Answer) -> Iterator[Batch]:
    """Yield MEMBERSHIPS; the parents are the groups."""
    yield batch(MEMBERSHIPS, answer, MEMBER, parent="group")[0]


@resource("groupOwners", contexts=("groups/owners",), belongs_to="group")
def group_owners(answer: Answer) -> Iterator[Batch]:
    """Yield GROUP_OWNERS; the parents are the groups."""
    yield batch(GROUP_OWNERS, answer, OWNER, parent="group")[0]


@resource("teams", only_here=("isArchived", "isMembershipLimitedToOwners"))
def teams(answer: Answer) -> Iterator[Batch]:
    """Yield TEAMS."""
    yield batch(TEAMS, answer, TEAM)[0]


def _kinds(answer: Answer) -> dict[str, pl.Series]:
    """Return the columns that come from the group's type, as far as it was selected."""
    if not carried(answer.objects, "groupTypes"):
        return {}
    types = [set(each or ()) for each in column(answer.objects, "groupTypes")]
    dynamic = pl.Series(["DynamicMembership" in each for each in types], dtype=pl.Boolean)
    if not (carried(answer.objects, "mailEnabled") and carried(answer.objects, "securityEnabled")):
        return {"dynamic": dynamic}
    kinds = [
        _kind("Unified" in each, mail is True, security is True)
        for each, mail, security in zip(
            types,
            column(answer.objects, "mailEnabled"),
            column(answer.objects, "securityEnabled"),
            strict=True,
        )
    ]
    return {"dynamic": dynamic, "kind": pl.Series(kinds, dtype=pl.String)}


def _kind(unified: bool, mail: bool, security: bool) -> str:
    if unified:
        return "microsoft_365"
    if mail:
        return "mail_security" if security else "distribution"
    return "security"


def _teams(answer: Answer) -> Answer:
    """Return the groups that are teams."""
    found = [
        each for each in answer.objects if "Team" in (each.get("resourceProvisioningOptions") or ())
    ]
    return replace(answer, objects=found)


def _is_short(group: Object, name: str) -> bool:
    """Tell whether a group may have more members or owners than it came with."""
    return f"{name}@odata.nextLink" in group or len(group.get(name) or ()) == EXPANDED


def _cut(name: str) -> str:
    return (
        f"$expand={name} gives {EXPANDED} at most and a group has that many or more; "
        f"save /groups/{{id}}/{name} instead"
    )
