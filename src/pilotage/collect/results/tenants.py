"""Of which tenant the results of another tool are, and whether it is the one that was read."""

from __future__ import annotations

import re
from collections.abc import Iterable

import polars as pl

from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import DOMAINS, SETTINGS

ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
DOMAIN = re.compile(r"[^\s@]+\.[^\s@.]+")
INITIAL = ".onmicrosoft."
"""Part of the domain that every tenant has: a list without it is not a list of all domains."""

PLACES = {"tenant_details": "tenantid", "organization": "id"}
"""Where exports and Graph tell the id of the tenant: the area of settings, and the setting."""


def tenants(*words: str) -> tuple[str, ...]:
    """Return the tenant ids and domains among ``words``, in lower case."""
    lower = (word.strip().lower() for word in words)
    return tuple(dict.fromkeys(one for one in lower if ID.fullmatch(one) or DOMAIN.fullmatch(one)))


def home(settings: pl.DataFrame, domains: pl.DataFrame) -> frozenset[str]:
    """Return the ids of the tenant in rows of SETTINGS, and its domains where all are there."""
    told = pl.any_horizontal(
        (pl.col("area") == area) & (pl.col("setting") == setting)
        for area, setting in PLACES.items()
    )
    ids = settings.filter(told)["value"].str.strip_chars('"').str.to_lowercase()
    names = domains["domain"].drop_nulls().str.to_lowercase()
    listed = names if names.str.contains(INITIAL, literal=True).any() else names.clear()
    return frozenset(tenants(*ids.drop_nulls())) | frozenset(listed)


def home_of(snapshot: Snapshot) -> frozenset[str]:
    """Return what is known of the tenant of ``snapshot``, as ``home`` does."""
    return home(snapshot.rows(SETTINGS), snapshot.rows(DOMAINS))


def foreign(stated: Iterable[str], at_home: frozenset[str]) -> bool:
    """Tell whether ``stated`` are certainly of another tenant: both sides tell, and differ."""
    theirs = frozenset(stated)
    kinds = {_is_id(one) for one in theirs} & {_is_id(one) for one in at_home}
    return bool(kinds) and theirs.isdisjoint(at_home)


def apart(results: pl.DataFrame, at_home: frozenset[str]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the rows of THIRD_PARTY_RESULTS that may be of this tenant, and the foreign ones."""
    stated = pl.col("tenants").list.join(" ").fill_null("")
    words = results.select(stated.unique()).to_series()
    others = [each for each in words if foreign(each.split(), at_home)]
    return results.filter(~stated.is_in(others)), results.filter(stated.is_in(others))


def _is_id(word: str) -> bool:
    return bool(ID.fullmatch(word))
