"""Make a Directory: ask of every user what policies ask, and keep each distinct answer once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from pilotage.assess.coverage.directory import Directory, bits
from pilotage.assess.coverage.membership import Members, members
from pilotage.assess.coverage.people import LOCAL_GUEST, Named
from pilotage.assess.roles import HIGHLY_PRIVILEGED
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import GROUPS, ROLE_ASSIGNMENTS, USERS

Flags = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.int64]

WHOLE_TENANT = "/"
"""Policies know roles over the whole tenant only, not over an administrative unit.
https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-users-groups"""

MEMBER = "member"


@dataclass(frozen=True)
class Roles:
    """Per named role who holds it now, and who may activate it; ``open`` may have more."""

    held: Mapping[str, Flags]
    eligible: Mapping[str, Flags]
    open: frozenset[str]


def census(snapshot: Snapshot, named: Named, apart: Mapping[str, Flags] | None = None) -> Directory:
    """Return the users of ``snapshot`` who may sign in, in classes.

    ``apart`` are further labels that must tell users apart, as flags in the order of
    ``able(snapshot)``.
    """
    users = able(snapshot)
    ids = users["user"].str.to_lowercase()
    held_by = _assignments(snapshot, named)
    groups = {*named.groups, *held_by.filter(pl.col("principal_kind") == "group")["principal"]}
    inside = members(snapshot, ids, groups)
    roles = _roles(snapshot, named, held_by, ids, inside)
    place = _places(ids, named.users)
    labels = {f"group:{id}": inside.of[id] for id in named.groups}
    labels |= {f"role:{id}": flags for id, flags in roles.held.items()}
    labels |= {f"kind:{kind}": flags for kind, flags in _kinds(users).items()}
    labels |= {f"user:{id}": _only(place.get(id), len(ids)) for id in named.users}
    labels |= apart or {}
    known = _places(snapshot[USERS]["user"].str.to_lowercase(), named.users)
    strangers = tuple(id for id in named.users if id not in known)
    row_user, matrix = _rows(labels, roles, strangers)
    first, class_of = _distinct(matrix)
    masks = {label: bits(row[first]) for label, row in zip(labels, matrix, strict=True)}
    still_open = {f"group:{id}" for id in inside.open & set(named.groups)}
    still_open |= {f"role:{id}" for id in roles.open}
    names = _names(snapshot)
    return Directory(users, row_user, class_of, masks, frozenset(still_open), strangers, names)


def able(snapshot: Snapshot) -> pl.DataFrame:
    """Return ``user``, ``upn``, ``name`` and ``kind`` of all who may sign in, for all we know."""
    may = pl.col("enabled").fill_null(True)
    return snapshot[USERS].filter(may).select("user", "upn", "name", "kind")


def _names(snapshot: Snapshot) -> dict[str, str]:
    """Return the names of roles and groups by id in lower case."""
    groups = snapshot.rows(GROUPS).select(pl.col("group").str.to_lowercase(), "name")
    return {**HIGHLY_PRIVILEGED, **dict(groups.drop_nulls().rows())}


def elsewhere() -> pl.Expr:
    """Tell whose account has its home in another organisation: Entra ID writes #EXT# into it."""
    return pl.col("upn").fill_null("").str.to_lowercase().str.contains("#ext#", literal=True)


def _kinds(users: pl.DataFrame) -> dict[str, Flags]:
    """Return which kind each user is, members of this organisation apart."""
    told = users.select(guest=pl.col("kind").fill_null(MEMBER) == "guest", away=elsewhere())
    guest, away = told["guest"].to_numpy(), told["away"].to_numpy()
    return {
        "b2bcollaborationguest": guest & away,
        LOCAL_GUEST: guest & ~away,
        "b2bcollaborationmember": ~guest & away,
    }


def _places(ids: pl.Series, wanted: Iterable[str]) -> dict[str, int]:
    """Return where ``wanted`` stand among ``ids``; those that are not there are left out."""
    rows = pl.DataFrame({"id": ids, "at": np.arange(len(ids))})
    found = rows.filter(pl.col("id").is_in(list(wanted)))
    return dict(found.rows())


def _only(place: int | None, count: int) -> Flags:
    flags = np.zeros(count, bool)
    if place is not None:
        flags[place] = True
    return flags


def _assignments(snapshot: Snapshot, named: Named) -> pl.DataFrame:
    """Return the assignments of named roles over the whole tenant, with ids in lower case."""
    rows = snapshot.rows(ROLE_ASSIGNMENTS).with_columns(
        pl.col("principal", "role").str.to_lowercase()
    )
    groups = snapshot.rows(GROUPS)["group"].str.to_lowercase()
    kind = pl.when(pl.col("principal").is_in(groups.implode())).then(pl.lit("group"))
    return rows.filter(
        pl.col("role").is_in(named.roles), pl.col("scope").fill_null(WHOLE_TENANT) == WHOLE_TENANT
    ).with_columns(principal_kind=pl.coalesce("principal_kind", kind))


def _roles(
    snapshot: Snapshot, named: Named, given: pl.DataFrame, ids: pl.Series, inside: Members
) -> Roles:
    place = _places(ids, given["principal"])
    held = {role: np.zeros(len(ids), bool) for role in named.roles}
    eligible = {role: np.zeros(len(ids), bool) for role in named.roles}
    unclear = set(named.roles) if snapshot.missing(ROLE_ASSIGNMENTS) else set()
    for row in given.rows(named=True):
        role, principal = row["role"], row["principal"]
        flags = inside.of.get(principal)
        if flags is None:
            flags = _only(place.get(principal), len(ids))
        if row["assignment"] == "unknown" or principal in inside.open:
            unclear.add(role)
        (eligible if row["assignment"] == "eligible" else held)[role] |= flags
    return Roles(held, eligible, frozenset(unclear))


def _rows(
    labels: Mapping[str, Flags], roles: Roles, strangers: tuple[str, ...]
) -> tuple[Numbers, Flags]:
    """Return the user of each row, and the flags of each label by row."""
    count = len(next(iter(labels.values())))
    base = np.stack(list(labels.values()))
    activated: list[tuple[Numbers, tuple[str, ...]]] = [
        (np.flatnonzero(may & ~roles.held[role]), (role,)) for role, may in roles.eligible.items()
    ]
    many = sum((may.astype(int) for may in roles.eligible.values()), np.zeros(count, int)) > 1
    activated.append((np.flatnonzero(many), tuple(roles.eligible)))
    order, blocks = list(labels), [base]
    for users, which in activated:
        block = base[:, users]
        for role in which:
            block[order.index(f"role:{role}")] |= roles.eligible[role][users]
        blocks.append(block)
    alone = np.zeros((len(order), len(strangers)), bool)
    for column, id in enumerate(strangers):
        alone[order.index(f"user:{id}"), column] = True
    users_of = [np.arange(count), *(users for users, _ in activated), np.full(len(strangers), -1)]
    return np.concatenate(users_of), np.concatenate([*blocks, alone], axis=1)


def _distinct(matrix: Flags) -> tuple[Numbers, Numbers]:
    """Return the first row of each distinct column, and the class of every column."""
    packed = np.ascontiguousarray(np.packbits(matrix, axis=0).T)
    if not packed.size:
        return np.zeros(0, np.int64), np.zeros(matrix.shape[1], np.int64)
    keys = packed.view(np.dtype((np.void, packed.shape[1]))).ravel()
    _, first, class_of = np.unique(keys, return_index=True, return_inverse=True)
    return first, class_of
