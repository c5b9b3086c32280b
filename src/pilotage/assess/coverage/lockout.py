"""Who could not sign in any more: nobody's intention, and found out on a Monday morning.

For each user all everyday sign-ins are tried: every platform, place and application, a browser
or a modern client, no risk, with the devices that the user owns and the methods that are
registered. Who gets through in none of them is locked out. MFA can be registered on the way in,
unless the policies on registration demand what only registered people have.

Source  https://learn.microsoft.com/entra/identity/conditional-access/policy-all-users-security-info-registration
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import polars as pl

from pilotage.assess.coverage.directory import WHO, Directory, bools
from pilotage.assess.coverage.grants import DEVICE_PROOFS
from pilotage.assess.coverage.methods import lacks
from pilotage.assess.coverage.policy import STRENGTH, Policy, policies_of
from pilotage.assess.coverage.resources import REGISTER
from pilotage.assess.coverage.scene import Scene, scene
from pilotage.assess.coverage.simulation import Simulation
from pilotage.assess.roles import GLOBAL_ADMINISTRATOR
from pilotage.facts.errors import NotKnown
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.table import Need
from pilotage.facts.tables import (
    AUTHENTICATION_REGISTRATION,
    CONDITIONAL_ACCESS_POLICIES,
    DEVICES,
)

ENFORCED, REPORT_ONLY = "enforced", "report-only"
EVERYTHING, OFFICE, REGISTERING = "every application", "Office 365", "registering MFA"
COLUMNS = ("user", "upn", "name", "out_of", "state", "policies")


@dataclass(frozen=True)
class Lockout:
    """Who is locked out under the policies.

    ``rows`` hold ``user``, ``upn``, ``name``, ``out_of`` what, ``state`` and ``policies``, the
    names of those that stop the user; one row per user and state, the widest lock-out. State is
    report-only where it takes the report-only policies to be enforced as well. ``stuck`` are the
    ids of users without MFA whom the enforced policies keep from registering it. Of
    ``administrators`` of everything, ``administrators_left`` can still sign in; None where roles
    were not read. ``gaps`` were not read and count in favour of the user.
    """

    rows: pl.DataFrame
    stuck: pl.Series
    administrators: int | None
    administrators_left: int | None
    gaps: tuple[str, ...]

    def of(self, state: str, *out_of: str) -> pl.DataFrame:
        """Return the rows of one state, out of one of these things, or of all."""
        mine = self.rows.filter(pl.col("state") == state)
        return mine.filter(pl.col("out_of").is_in(out_of)) if out_of else mine


def lockout(snapshot: Snapshot, *, more: Iterable[Policy] = ()) -> Lockout:
    """Simulate the sign-in of every user of ``snapshot`` under its policies and ``more``.

    Raises:
        NotKnown: there are no users to simulate.
    """
    extra = tuple(more)
    policies = (*policies_of(snapshot.rows(CONDITIONAL_ACCESS_POLICIES)), *extra)
    laid = scene(
        snapshot,
        more=extra,
        roles=[GLOBAL_ADMINISTRATOR],
        actions=[REGISTER],
        apart=lacks(snapshot, policies),
    )
    if laid.directory is None:
        why = laid.unlisted or "none were collected"
        raise NotKnown(f"the users of {snapshot.tenant} are not known: {why}")
    directory, enforced = laid.directory, laid.enforced
    simulation = Simulation(laid, directory, enforced)
    now = _locked(simulation, ENFORCED)
    later = now.clear()
    if len(laid.policies) > len(enforced):
        later = _locked(Simulation(laid, directory, laid.policies), REPORT_ONLY)
        later = later.join(now, on=["user", "out_of"], how="anti", maintain_order="left")
    gaps = tuple(gap for need in _needs(laid) if (gap := snapshot.missing(need)))
    out = now.filter(pl.col("out_of") == EVERYTHING)["user"]
    stuck = directory.people(simulation.stuck)["user"]
    rows = pl.concat([now, later])
    return Lockout(rows, stuck, *_administrators(directory, out), gaps)


def _needs(laid: Scene) -> Iterator[Need]:
    """Yield what decides whether people can meet what the policies ask."""
    asked = {control for policy in laid.policies for control in policy.controls}
    if asked & {"mfa", STRENGTH}:
        yield AUTHENTICATION_REGISTRATION.needs("mfa_registered", "methods")
    if asked & DEVICE_PROOFS.keys():
        yield DEVICES.needs("owner", "compliant", "trust")


def _administrators(directory: Directory, out: pl.Series) -> tuple[int | None, int | None]:
    """Return how many administrate everything, and how many of them are not locked out."""
    if f"role:{GLOBAL_ADMINISTRATOR}" in directory.open:
        return None, None
    mask = directory.role(GLOBAL_ADMINISTRATOR).get(WHO, 0)
    holders = directory.people(mask)["user"]
    return len(holders), len(holders) - int(holders.is_in(out.implode()).sum())


def _locked(simulation: Simulation, state: str) -> pl.DataFrame:
    """Return the rows of everyone who is locked out, the widest lock-out of each."""
    directory, apps = simulation.directory, simulation.scene.resources
    targets = {EVERYTHING: apps.apps, OFFICE: apps.axis.mask(("office365",))}
    frames = []
    for out_of, target in targets.items():
        start = simulation.start(target, directory.known)
        inside = directory.people(simulation.through(start))["user"]
        out = directory.users.with_row_index("at").filter(~pl.col("user").is_in(inside.implode()))
        frames.append(_rows(directory, out, simulation.stopping(start, directory.known), out_of))
    stuck = directory.users.with_row_index("at").join(
        directory.people(simulation.stuck), on="user", how="semi", maintain_order="left"
    )
    start = simulation.start(apps.of(REGISTER), directory.known)
    blocking = simulation.stopping(start, directory.known)
    frames.append(_rows(directory, stuck, blocking, REGISTERING))
    widest = pl.concat(frames).unique("user", keep="first", maintain_order=True)
    return widest.with_columns(state=pl.lit(state)).select(COLUMNS).sort("upn", "user")


def _rows(
    directory: Directory, out: pl.DataFrame, stops: dict[str, int], out_of: str
) -> pl.DataFrame:
    """Return ``out`` with the names of the policies that stop each user, by the user's class."""
    count = len(directory.axes[0].atoms)
    class_of = directory.class_of[out["at"].to_numpy()]
    marks = [
        pl.when(pl.Series(bools(mask, count)[class_of])).then(pl.lit(name))
        for name, mask in sorted(stops.items())
    ]
    named = pl.concat_list(marks).list.drop_nulls() if marks else pl.lit([], pl.List(pl.String))
    return out.select("user", "upn", "name", out_of=pl.lit(out_of), policies=named)
