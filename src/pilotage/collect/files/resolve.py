"""Turn names into ids: a usage report knows people by sign-in name, Graph by object id.

``REFERENCES`` says which columns name a person or a group. After reading, a value that is the
sign-in name or an address of exactly one of them becomes its id; any other stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from pilotage.collect.files.piece import Piece

PEOPLE_AND_GROUPS = ("users", "groups")
REFERENCES: dict[str, tuple[str, ...]] = {
    "users": ("user", "manager"),
    "groups": ("group",),
    "addresses": ("object",),
    "group_owners": ("group", "owner"),
    "memberships": ("group", "member"),
    "authentication_registration": ("user",),
    "sign_ins": ("user",),
    "licences_assigned": ("user",),
    "mailboxes": ("mailbox",),
    "mailbox_sizes": ("mailbox",),
    "mailbox_folders": ("mailbox",),
    "archives": ("mailbox",),
    "holds": ("mailbox",),
    "mailbox_permissions": ("mailbox", "trustee"),
    "calendar_delegates": ("mailbox", "delegate"),
    "mail_traffic": ("sender", "recipient"),
    "sites": ("owner", "group"),
    "drives": ("owner",),
    "site_memberships": ("member",),
    "shared_folders": ("owner",),
    "servers": ("owner",),
    "devices": ("owner",),
    "applications": ("owner",),
    "role_assignments": ("principal",),
    "app_role_assignments": ("principal",),
    "delegated_grants": ("principal",),
    "identity_map": ("source_user",),
}
CLAIMS = (
    ("users", "upn"),
    ("users", "address"),
    ("groups", "address"),
    ("addresses", "address"),
    ("mailboxes", "address"),
)
"""Columns that give an object a name, the surest first."""

NAMED_BY_ID = {"role_assignments": ("role", "role_name"), "app_role_assignments": ("role", "role")}
"""Tables in which a name follows from an id: the column of the id, and that of the name."""

KNOWN = {"name": pl.String, "id": pl.String, "rank": pl.Int32, "reader": pl.String}


def resolved(pieces: Sequence[Piece], names: Mapping[str, str]) -> list[Piece]:
    """Return the pieces with references turned into ids, and ids named by ``names``."""
    ids = ids_by_name(pieces)
    return [_named(_referring(piece, ids), names) for piece in pieces]


def ids_by_name(pieces: Sequence[Piece]) -> pl.DataFrame:
    """Return ``name`` (lower case) and ``id`` of everyone whom a name leads to.

    A sign-in name counts before a primary address, and that before an alias; the address of a
    mailbox counts where nobody else has it. A row that a
    source could only key by its name counts last, so that it joins the row that has an id.
    Where two objects of one reader share a name, it leads to neither.
    """
    known = pl.concat([pl.DataFrame(schema=KNOWN), *_claims(pieces)], how="vertical")
    best = known.filter(pl.col("rank") == pl.col("rank").min().over("name"))
    first = best.filter(pl.col("reader") == pl.col("reader").min().over("name"))
    unique = first.unique(["name", "id"]).filter(pl.len().over("name") == 1)
    return unique.select("name", "id").sort("name")


def _claims(pieces: Sequence[Piece]) -> Iterator[pl.DataFrame]:
    """Yield every name that a table gives to an object, with its rank."""
    for piece in pieces:
        table, frame = piece.batch.table.name, piece.batch.frame
        for rank, (holder, place) in enumerate(CLAIMS):
            if holder == table and place in frame.columns:
                yield _claim(frame, piece, place, rank)


def _claim(frame: pl.DataFrame, piece: Piece, place: str, rank: int) -> pl.DataFrame:
    key = piece.batch.table.key[0]
    name = pl.col(place).str.to_lowercase()
    nameless = pl.col(key).str.to_lowercase() == name
    claims = frame.filter(pl.col(place).str.contains("@", literal=True)).select(
        name=name,
        id=pl.col(key),
        rank=pl.when(nameless.any().over(key)).then(9).otherwise(rank).cast(pl.Int32),
        reader=pl.lit(piece.reader),
    )
    return claims.drop_nulls()


def _referring(piece: Piece, ids: pl.DataFrame) -> Piece:
    frame = piece.batch.frame
    for name in REFERENCES.get(piece.batch.table.name, ()):
        if name in frame.columns and _has_names(frame[name]):
            frame = _replaced(frame, name, ids)
    return piece.with_frame(frame)


def _has_names(values: pl.Series) -> bool:
    return values.dtype == pl.String and bool(values.str.contains("@", literal=True).any())


def _replaced(frame: pl.DataFrame, name: str, ids: pl.DataFrame) -> pl.DataFrame:
    lookup = ids.rename({"name": "*name", "id": "*id"})
    found = frame.with_columns(pl.col(name).str.to_lowercase().alias("*name")).join(
        lookup, on="*name", how="left", maintain_order="left"
    )
    return found.with_columns(pl.coalesce("*id", name).alias(name)).drop("*name", "*id")


def _named(piece: Piece, names: Mapping[str, str]) -> Piece:
    """Fill in names that another file gave for an id."""
    frame = piece.batch.frame
    id, name = NAMED_BY_ID.get(piece.batch.table.name, ("", ""))
    if not names or id not in frame.columns:
        return piece
    found = pl.col(id).replace_strict(dict(names), default=None, return_dtype=pl.String)
    before = [pl.col(name)] if name in frame.columns and name != id else []
    after = [pl.col(id)] if name == id else []
    return piece.with_frame(frame.with_columns(pl.coalesce(*before, found, *after).alias(name)))
