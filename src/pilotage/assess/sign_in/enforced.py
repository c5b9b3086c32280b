"""Does Conditional Access enforce what a baseline policy wants, for all whom it is meant for?

A policy counts only where it is on, is meant for everyone and everything that the baseline
names, and leaves out nobody but registered exceptions. One that only reports counts nowhere.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import polars as pl

from pilotage.assess.baseline.service_plans import NO_P2, lacks_entra_p2, plans
from pilotage.assess.exclusions import registered
from pilotage.assess.sign_in.policies import (
    NOT_EVERYONE,
    SOME_CLIENTS,
    airtight,
    doubtful,
    with_holes,
)
from pilotage.facts.finding import Finding, failed, not_assessed, passed
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import CONDITIONAL_ACCESS_POLICIES as POLICIES

Meets = Callable[[pl.DataFrame], bool]


@dataclass(frozen=True)
class Wanted:
    """What a baseline policy wants of Conditional Access, and how to speak of it.

    ``policy`` is its public id; ``asks`` tells which policies do what it wants, be it for some
    only. ``does`` follows a count, as in ``2 of 7 policies`` + ``block users at high risk``;
    ``good`` is the sentence when it is enforced. ``kinds`` and ``besides`` are as in
    ``with_holes``; ``shows`` are columns for the evidence. ``entra_p2`` says that the licence
    is needed.
    """

    policy: str
    asks: pl.Expr
    does: str
    good: str
    kinds: tuple[dict[str, pl.Expr], ...] = (NOT_EVERYONE, SOME_CLIENTS)
    besides: tuple[str, ...] = ()
    shows: tuple[str, ...] = ("grant_controls",)
    entra_p2: bool = False


def some(policies: pl.DataFrame) -> bool:
    """Tell whether there is a policy at all: one is enough."""
    return not policies.is_empty()


def enforced(snapshot: Snapshot, wanted: Wanted, meets: Meets = some) -> Finding:
    """Return one finding; ``meets`` tells whether policies without holes are enough together."""
    if wanted.entra_p2 and lacks_entra_p2(snapshot):
        return failed(snapshot.tenant, NO_P2, plans(snapshot))
    asking = asked(snapshot, wanted)
    sound = asking.filter(airtight())
    if meets(sound):
        return passed(snapshot.tenant, wanted.good, sound)
    if meets(asking.filter(doubtful())):
        unsure = asking.filter(doubtful() & ~airtight())
        why = "a policy has a condition, control or operator that is not understood"
        return replace(not_assessed(snapshot.tenant, why), evidence=unsure)
    return failed(snapshot.tenant, _why(wanted, asking, snapshot[POLICIES].height), asking)


def asked(snapshot: Snapshot, wanted: Wanted) -> pl.DataFrame:
    """Return the policies that do what is wanted, each with its ``holes``."""
    allowed = registered(snapshot, wanted.policy)
    policies = with_holes(
        snapshot[POLICIES], *wanted.kinds, registered=allowed, besides=wanted.besides
    )
    shown = ("policy", "name", "state", *wanted.shows, "holes")
    return policies.filter(wanted.asks).select(shown)


def _why(wanted: Wanted, asking: pl.DataFrame, every: int) -> str:
    if asking.is_empty():
        return f"None of {every} policies {wanted.does}."
    holes = ", ".join(asking["holes"].explode().drop_nulls().unique().sort())
    reason = f"holes: {holes}" if holes else "together they cover some only"
    return f"{asking.height} of {every} policies {wanted.does}, but not for all; {reason}."
