"""Conflicts of identities: the very rows that checks found, under one word for each kind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from pilotage.facts.finding import Finding, Outcome

CONFLICT = {
    "kind": pl.String,
    "who": pl.String,
    "what": pl.String,
    "side": pl.String,
    "check": pl.String,
}
"""Columns of a conflict: ``who`` is the account, ``what`` the value that is in the way."""


@dataclass(frozen=True)
class Reading:
    """How the evidence of a check reads as conflicts: its word, and the columns to show.

    The first of ``who`` and of ``what`` that the evidence has and that is not null is shown.
    """

    kind: str
    who: tuple[str, ...]
    what: tuple[str, ...]


READINGS = {
    "identity.addresses_unique": Reading("duplicate", ("object",), ("address",)),
    "migration.addresses_do_not_collide": Reading("collision", ("source_object",), ("address",)),
    "migration.nicknames_do_not_collide": Reading("collision", ("upn", "user"), ("alias",)),
    "migration.guests_do_not_collide": Reading("guest", ("upn", "user"), ("address",)),
    "migration.usernames_usable": Reading("unusable name", ("upn", "user"), ("planned",)),
    "identity.upn_equals_address": Reading("mismatch", ("upn", "user"), ("address",)),
    "identity.stale_accounts_disabled": Reading("stale", ("upn", "user"), ("last_sign_in_at",)),
    "identity.orphans_absent": Reading("orphan", ("upn", "user"), ("immutable_id", "name")),
    "identity.guests_active": Reading("inactive guest", ("upn", "user"), ("last_sign_in_at",)),
    "migration.identity_map_complete": Reading(
        "not mapped", ("upn", "source_user", "user"), ("target_user", "name")
    ),
    "comparison.access_lost_explained": Reading(
        "access lost", ("who_name", "who"), ("what_name", "what")
    ),
    "comparison.access_gained_explained": Reading(
        "access gained", ("who_name", "who"), ("what_name", "what")
    ),
}
"""Which checks speak of identities that are in conflict."""


def identity_conflicts(findings: Iterable[Finding]) -> pl.DataFrame:
    """Return every conflict in the columns of ``CONFLICT``, by the order of ``READINGS``."""
    rows: dict[str, list[pl.DataFrame]] = {check: [] for check in READINGS}
    for each in findings:
        if each.check in READINGS and each.outcome is Outcome.FAILED and each.applies:
            rows[each.check].append(_rows(READINGS[each.check], each))
    return pl.concat(
        [pl.DataFrame(schema=CONFLICT), *(frame for found in rows.values() for frame in found)]
    )


def unread(findings: Iterable[Finding]) -> tuple[str, ...]:
    """Return what could not be looked for, and why: one sentence per check and side."""
    return tuple(
        f"{READINGS[each.check].kind} ({each.side}): {each.says}"
        for each in findings
        if each.check in READINGS and each.outcome is Outcome.NOT_ASSESSED and each.applies
    )


def _rows(reading: Reading, finding: Finding) -> pl.DataFrame:
    return finding.evidence.select(
        kind=pl.lit(reading.kind),
        who=_first(finding.evidence, reading.who),
        what=_first(finding.evidence, reading.what),
        side=pl.lit(finding.side),
        check=pl.lit(finding.check),
    )


def _first(evidence: pl.DataFrame, columns: tuple[str, ...]) -> pl.Expr:
    there = [pl.col(each).cast(pl.String) for each in columns if each in evidence.columns]
    return pl.coalesce(there) if there else pl.lit(None, pl.String)
