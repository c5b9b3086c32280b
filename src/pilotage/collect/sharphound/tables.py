"""People, groups, computers and domains as SharpHound versions 4 to 6 write them.

Direct members come with a group; the primary group, such as Domain Users, comes with its
member instead. Times are seconds since 1970, 0 and -1 mean never. Objects come ``flat``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import polars as pl

from pilotage.collect.batch import Batch
from pilotage.collect.graph import Answer
from pilotage.collect.graph.fields import FLAG, LOWER, OBJECTS, TEXT, Field, Kind, column
from pilotage.collect.graph.objects import batch, children, frame
from pilotage.collect.graph.sound import sound
from pilotage.collect.sharphound.rights import role_assignments
from pilotage.facts.table import UTC_TIME, Table
from pilotage.facts.tables import (
    DEVICES,
    DOMAINS,
    GROUPS,
    MEMBERSHIPS,
    ROLE_ASSIGNMENTS,
    SERVERS,
    USERS,
)

LAST_SECOND = 253_402_300_799
"""The end of the year 9999."""

ID = "ObjectIdentifier"
OUTSIDE = (ID, "PrimaryGroupSID", "Members", "Trusts")
"""What stands beside the properties of an object."""

KINDS = {"User": "user", "Group": "group", "Computer": "device"}


def _epoch(seconds: pl.Expr) -> pl.Expr:
    said = pl.when(seconds.is_between(1, LAST_SECOND)).then(seconds)
    return pl.from_epoch(said, time_unit="s").cast(UTC_TIME)


EPOCH = Kind(int, pl.Int64, finish=_epoch, several=pl.max_horizontal)
BARE = Kind(str, pl.String, finish=lambda name: name.str.replace("@[^@]*$", ""))
"""A name without the domain after it."""

LAST_SEEN = Field(("lastlogon", "lastlogontimestamp"), EPOCH)
USER = {
    "user": Field(ID),
    "upn": Field("name", LOWER),
    "address": Field("email", LOWER),
    "name": Field(("displayname", "samaccountname")),
    "enabled": Field("enabled", FLAG),
    "job_title": Field("title"),
    "created_at": Field("whencreated", EPOCH),
    "last_sign_in_at": LAST_SEEN,
    "password_changed_at": Field("pwdlastset", EPOCH),
}
GROUP = {
    "group": Field(ID),
    "name": Field(("samaccountname", "name"), BARE),
    "created_at": Field("whencreated", EPOCH),
}
DEVICE = {
    "device": Field(ID),
    "name": Field("name", LOWER),
    "os": Field("operatingsystem"),
    "enabled": Field("enabled", FLAG),
    "last_seen_at": LAST_SEEN,
}
DOMAIN = "domain"
PRIMARY = {"PrimaryGroupSID": TEXT, DOMAIN: TEXT}
MEMBER = {"member": Field(ID), "member_kind": Field("ObjectType", words=KINDS)}

Tables = Callable[[Answer], Iterator[Batch]]


def flat(thing: Mapping[str, Any]) -> dict[str, Any]:
    """Return an object with its properties beside its id, not below ``Properties``."""
    return {**thing["Properties"], **{name: thing[name] for name in OUTSIDE if name in thing}}


def users(answer: Answer) -> Iterator[Batch]:
    """Yield USERS and their primary group as MEMBERSHIPS.

    A directory has no guests, so everybody is a member. A name that ends with a dollar sign is a
    managed service account.
    """
    made, kept = batch(USERS, answer, USER, keys=(ID,), also=PRIMARY)
    found = _once(made.frame, "user").with_columns(kind=pl.lit("member"))
    if "upn" in found.columns:
        managed = pl.col("upn").str.contains("$@", literal=True)
        found = found.with_columns(employee_type=pl.when(managed).then(pl.lit("service")))
    yield Batch(USERS, found, made.refused)
    yield from _in_primary_group(kept, "user")


def groups(answer: Answer) -> Iterator[Batch]:
    """Yield GROUPS, MEMBERSHIPS, and ROLE_ASSIGNMENTS of groups that rule a domain."""
    made, kept = batch(GROUPS, answer, GROUP, keys=(ID,), also={"Members": OBJECTS, DOMAIN: TEXT})
    yield Batch(GROUPS, _once(made.frame, "group"), made.refused)
    members, refused = sound(children(kept, "Members", ID), MEMBER, keys=(ID,))
    held = frame(members, MEMBER, "group", tuple(MEMBER))
    yield Batch(MEMBERSHIPS, held, refused)
    domains = zip(column(kept.objects, ID), column(kept.objects, DOMAIN), strict=True)
    yield from role_assignments(held, dict(domains))


def computers(answer: Answer) -> Iterator[Batch]:
    """Yield DEVICES, those that are SERVERS, and their primary group as MEMBERSHIPS."""
    also = {**PRIMARY, "isdc": FLAG}
    made, kept = batch(DEVICES, answer, DEVICE, keys=(ID,), also=also)
    yield Batch(DEVICES, made.frame.with_columns(trust=pl.lit("domain_joined")), made.refused)
    if {"name", "os"} <= set(made.frame.columns):
        rules = pl.Series(column(kept.objects, "isdc"), dtype=pl.Boolean).fill_null(False)
        yield Batch(SERVERS, _servers(made.frame.with_columns(rules=rules)))
    yield from _in_primary_group(kept, "device")


def _servers(computers: pl.DataFrame) -> pl.DataFrame:
    """Return the computers that run a server's system, or rule a domain."""
    serves = pl.col("os").str.contains("(?i)server").fill_null(False) | pl.col("rules")
    return computers.filter(serves, pl.col("name").is_not_null()).select(
        "os",
        server="name",
        role=pl.when("rules").then(pl.lit("domain controller")),
    )


def domains(answer: Answer) -> Iterator[Batch]:
    """Yield DOMAINS."""
    yield batch(DOMAINS, answer, {"domain": Field("name", LOWER)}, keys=("name",))[0]


TABLES: dict[str, Tables] = {
    "users": users,
    "groups": groups,
    "computers": computers,
    "domains": domains,
}
"""What each kind of file is read into."""

FILLED: dict[str, tuple[Table, ...]] = {
    "users": (USERS, MEMBERSHIPS, ROLE_ASSIGNMENTS),
    "groups": (GROUPS, MEMBERSHIPS, ROLE_ASSIGNMENTS),
    "computers": (DEVICES, SERVERS, MEMBERSHIPS, ROLE_ASSIGNMENTS),
    "domains": (DOMAINS,),
    "": (USERS, GROUPS, DEVICES, SERVERS, DOMAINS, MEMBERSHIPS, ROLE_ASSIGNMENTS),
}
"""What is unknown when a file of the kind is refused; of no kind: when nothing tells it."""


def _once(rows: pl.DataFrame, key: str) -> pl.DataFrame:
    """Return one row per object; SharpHound adds a bare one for what others refer to."""
    gaps = pl.sum_horizontal(pl.all().is_null())
    return rows.sort(gaps, maintain_order=True).unique(key, keep="first", maintain_order=True)


def _in_primary_group(answer: Answer, kind: str) -> Iterator[Batch]:
    group = column(answer.objects, "PrimaryGroupSID")
    texts = {"group": group, "member": column(answer.objects, ID)}
    pairs = pl.DataFrame(texts, schema=dict.fromkeys(texts, pl.String))
    held = pairs.filter(pl.col("group").fill_null("") != "").with_columns(member_kind=pl.lit(kind))
    yield Batch(MEMBERSHIPS, held)
    domains = zip(group, column(answer.objects, DOMAIN), strict=True)
    yield from role_assignments(held, {id: name for id, name in domains if id})
