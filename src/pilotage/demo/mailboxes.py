"""Mailboxes of the demo, and what people may do in them."""

from __future__ import annotations

import numpy as np
import polars as pl

from pilotage.demo.casting import carries
from pilotage.demo.chance import Dice, Ints, dice, gigabytes, whole
from pilotage.demo.tenant import PARTNER, Tenant

GIB = 2**30
QUOTA = 107_374_182_400
LARGE_QUOTA = 161_061_273_600
ITEM = 75_000
"""Bytes of a usual item."""

ARCHIVED = 0.05
CROWD = 12
"""Delegates of a crowded shared mailbox."""

NOT_THERE = "former.system@brightlane.example"
"""Holder of the mailbox whose user is not there."""


def mailboxes(tenant: Tenant) -> pl.DataFrame:
    """Return one row per mailbox: id, upn, address, name, kind, size_bytes, item_count,
    deleted_bytes, quota_bytes, has_archive, forwards_to, enabled, created, seen.
    """
    throws = dice(tenant.seed, tenant.company.domain + " mailboxes")
    kinds = {
        "person": "user", "stale": "user", "disabled": "user",
        "scanner": "user", "shared": "shared", "room": "room",
    }  # fmt: skip
    holders = tenant.accounts.filter(pl.col("sort").is_in(list(kinds)))
    count = holders.height
    size = pl.Series(gigabytes(throws, 4, 45, count))
    huge = pl.Series(whole(throws, 105 * GIB, 140 * GIB, count))
    seldom = pl.col("sort").is_in(["room", "scanner"])
    archived = carries(tenant.cast, "auto_expanding_archives")
    return holders.select(
        "id", "row", "sort", "upn", "address", "name", "enabled", "created", "seen",
        kind=pl.col("sort").replace_strict(kinds),
        has_archive=archived.fill_null(False) | pl.Series(throws.random(count) < ARCHIVED),
        forwards_to=pl.when(carries(tenant.cast, "external_forwarding")).then(
            pl.col("nick") + f"@{PARTNER}"
        ),
        size_bytes=pl.when(carries(tenant.cast, "huge_mailboxes"))
        .then(huge)
        .otherwise(pl.when(seldom).then(size // 200).otherwise(size)),
    ).with_columns(
        item_count=pl.col("size_bytes") // ITEM,
        deleted_bytes=pl.col("size_bytes") // 20,
        quota_bytes=pl.when(pl.col("size_bytes") > QUOTA).then(LARGE_QUOTA).otherwise(QUOTA),
    )  # fmt: skip


def folders(tenant: Tenant) -> pl.DataFrame:
    """Return the inbox of each mailbox, and one folder more for those with planted trouble."""
    boxes = mailboxes(tenant).sort("id")
    people = boxes.filter(pl.col("kind") == "user")
    inbox = boxes.select(
        mailbox="id",
        folder=pl.lit("Inbox"),
        use=pl.lit("inbox"),
        item_count=pl.col("item_count") // 2,
        size_bytes=pl.col("size_bytes") // 2,
        oversized=pl.lit(0),
    )
    slashed = people.head(tenant.planted.folders_with_slash).select(
        mailbox="id", folder=pl.lit("Offers/2024"), item_count=pl.lit(40), oversized=pl.lit(0)
    )
    large = people.tail(tenant.planted.folders_with_large_messages).select(
        mailbox="id", folder=pl.lit("Films"), item_count=pl.lit(3), oversized=pl.lit(2)
    )
    return pl.concat([inbox, slashed, large], how="diagonal_relaxed").with_columns(
        separator=pl.lit("."), space=pl.lit("personal"), subscribed=True
    )


def delegations(tenant: Tenant) -> pl.DataFrame:
    """Return mailbox, trustee and right: delegates of shared mailboxes, and assistants."""
    helped = assistants(tenant).select("mailbox", trustee="delegate")
    used = _shared(tenant, dice(tenant.seed, "delegations"))
    rights = [
        used.with_columns(right=pl.lit("full_access")),
        used.with_columns(right=pl.lit("send_as")),
        helped.with_columns(right=pl.lit("full_access")),
        helped.with_columns(right=pl.lit("send_on_behalf")),
    ]
    return pl.concat(rights).unique(["mailbox", "trustee", "right"], maintain_order=True)


def assistants(tenant: Tenant) -> pl.DataFrame:
    """Return mailbox and delegate: each head of department, and some leads, have one.

    The delegate is the first person below them in the department.
    """
    people = tenant.people
    below = people.filter(pl.col("rank") > 0).unique("team", keep="first", maintain_order=True)
    chosen = people.filter(pl.col("leads") & ((pl.col("rank") == 0) | (pl.col("row") % 4 == 0)))
    pairs = chosen.join(below.select(row="team", delegate="id"), on="row", maintain_order="left")
    return pairs.select("delegate", mailbox="id", upn="upn").sort("mailbox")


def _shared(tenant: Tenant, throws: Dice) -> pl.DataFrame:
    """Return mailbox and trustee of shared mailboxes.

    Most have three to seven from one stretch of the staff list; the last
    ``crowded_shared_mailboxes`` have CROWD, spread over the whole list and so over departments.
    """
    people, shared = tenant.people, tenant.of("shared")
    crowded = min(tenant.planted.crowded_shared_mailboxes, shared.height)
    few = shared.height - crowded
    sizes = np.append(whole(throws, 3, 7, few), np.full(crowded, CROWD))
    start = whole(throws, 0, people.height - 1, shared.height)
    step = np.append(np.ones(few, np.int64), np.full(crowded, max(1, people.height // CROWD)))
    rows = np.repeat(start, sizes) + _within(sizes) * np.repeat(step, sizes)
    box = np.repeat(np.arange(shared.height), sizes)
    trustee = people["id"].gather(rows % people.height)
    return pl.DataFrame({"mailbox": shared["id"].gather(box), "trustee": trustee})


def _within(sizes: Ints) -> Ints:
    """Return 0, 1, 2, ... anew for each size."""
    ends = np.cumsum(sizes)
    return np.arange(int(sizes.sum()), dtype=np.int64) - np.repeat(ends - sizes, sizes)
