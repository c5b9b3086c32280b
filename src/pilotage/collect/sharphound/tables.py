"""People, groups, computers and domains as SharpHound versions 4 to 6 write them.

Direct members come with a group; the primary group, such as Domain Users, comes with its
member instead. Times are seconds since 1970, 0 and -1 mean never.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import polars as pl

from pilotage.collect.batch import Batch
from pilotage.collect.graph import Answer
from pilotage.collect.graph.objects import (
    FLAG,
    LOWER,
    OBJECTS,
    TEXT,
    Field,
    Kind,
    batch,
    children,
    column,
    frame,
    sound,
)
from pilotage.collect.sharphound.rights import role_assignments
from pilotage.facts.table import UTC_TIME
from pilotage.facts.tables import DEVICES, DOMAINS, GROUPS, MEMBERSHIPS, SERVERS, USERS

LAST_SECOND = 253_402_300_799
"""The end of the year 9999."""

ID = "ObjectIdentifier"
KEYS = (ID, "Properties")
"""What an object without it is refused for."""

KINDS = {"User": "user", "Group": "group", "Computer": "device"}


def _epoch(seconds: pl.Expr) -> pl.Expr:
    said = pl.when(seconds.is_between(1, LAST_SECOND)).then(seconds)
    return pl.from_epoch(said, time_unit="s").cast(UTC_TIME)


EPOCH = Kind(int, pl.Int64, finish=_epoch, several=pl.max_horizontal)
BARE = Kind(str, pl.String, finish=lambda name: name.str.replace("@[^@]*$", ""))
"""A name without the domain after it."""

LAST_SEEN = Field(("Properties/lastlogon", "Properties/lastlogontimestamp"), EPOCH)
USER = {
    "user": Field(ID),
    "upn": Field("Properties/name", LOWER),
    "address": Field("Properties/email", LOWER),
    "name": Field(("Properties/displayname", "Properties/samaccountname")),
    "enabled": Field("Properties/enabled", FLAG),
    "job_title": Field("Properties/title"),
    "created_at": Field("Properties/whencreated", EPOCH),
    "last_sign_in_at": LAST_SEEN,
    "password_changed_at": Field("Properties/pwdlastset", EPOCH),
}
GROUP = {
    "group": Field(ID),
    "name": Field(("Properties/samaccountname", "Properties/name"), BARE),
    "created_at": Field("Properties/whencreated", EPOCH),
}
DEVICE = {
    "device": Field(ID),
    "name": Field("Properties/name", LOWER),
    "os": Field("Properties/operatingsystem"),
    "enabled": Field("Properties/enabled", FLAG),
    "last_seen_at": LAST_SEEN,
}
DOMAIN = "Properties/domain"
PRIMARY = {"PrimaryGroupSID": TEXT, DOMAIN: TEXT}
MEMBER = {"member": Field(ID), "member_kind": Field("ObjectType", words=KINDS)}

Tables = Callable[[Answer], Iterator[Batch]]


def users(answer: Answer) -> Iterator[Batch]:
    """Yield USERS and their primary group as MEMBERSHIPS.

    A name that ends with a dollar sign is a managed service account.
    """
    made, kept = batch(USERS, answer, USER, keys=KEYS, also=PRIMARY)
    managed = pl.col("upn").str.contains("$@", literal=True)
    kind = pl.when(managed).then(pl.lit("service"))
    yield Batch(USERS, _once(made.frame, "user").with_columns(employee_type=kind), made.refused)
    yield from _in_primary_group(kept, "user")


def groups(answer: Answer) -> Iterator[Batch]:
    """Yield GROUPS, MEMBERSHIPS, and ROLE_ASSIGNMENTS of groups that rule a domain."""
    made, kept = batch(GROUPS, answer, GROUP, keys=KEYS, also={"Members": OBJECTS, DOMAIN: TEXT})
    yield Batch(GROUPS, _once(made.frame, "group"), made.refused)
    members, refused = sound(children(kept, "Members", ID), MEMBER, keys=(ID,))
    held = frame(members, MEMBER, "group", tuple(MEMBER))
    yield Batch(MEMBERSHIPS, held, refused)
    domains = zip(column(kept.objects, ID), column(kept.objects, DOMAIN), strict=True)
    yield from role_assignments(held, dict(domains))


def computers(answer: Answer) -> Iterator[Batch]:
    """Yield DEVICES, those that are SERVERS, and their primary group as MEMBERSHIPS."""
    also = {**PRIMARY, "Properties/isdc": FLAG}
    made, kept = batch(DEVICES, answer, DEVICE, keys=KEYS, also=also)
    yield Batch(DEVICES, made.frame.with_columns(trust=pl.lit("domain_joined")), made.refused)
    rules = pl.Series(column(kept.objects, "Properties/isdc"), dtype=pl.Boolean).fill_null(False)
    computers = made.frame.with_columns(rules=rules)
    serves = pl.col("os").str.contains("(?i)server").fill_null(False) | pl.col("rules")
    servers = computers.filter(serves, pl.col("name").is_not_null()).select(
        "os",
        server="name",
        role=pl.when("rules").then(pl.lit("domain controller")),
    )
    yield Batch(SERVERS, servers)
    yield from _in_primary_group(kept, "device")


def domains(answer: Answer) -> Iterator[Batch]:
    """Yield DOMAINS."""
    name = "Properties/name"
    yield batch(DOMAINS, answer, {"domain": Field(name, LOWER)}, keys=(name,))[0]


TABLES: dict[str, Tables] = {
    "users": users,
    "groups": groups,
    "computers": computers,
    "domains": domains,
}
"""What each kind of file is read into."""


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
