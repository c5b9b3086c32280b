"""Whom the policies of a target would shut out on arrival, only because of their device.

The lock-out simulation is asked twice, with everybody who will arrive added as a member of the
target: once with the devices that people own there, once as if everybody owned every kind. Who
is out in the first and in the second not lacks a device. Methods are another question, so
nobody is taken to lack one.
"""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from pilotage.assess.coverage.grants import DEVICE_PROOFS
from pilotage.assess.coverage.lockout import ENFORCED, EVERYTHING, OFFICE, lockout
from pilotage.assess.coverage.policy import State, policies_of
from pilotage.facts.snapshot import Capture, Snapshot
from pilotage.facts.table import Table
from pilotage.facts.tables import (
    AUTHENTICATION_REGISTRATION,
    CONDITIONAL_ACCESS_POLICIES,
    DEVICES,
    USERS,
)


def without_device(target: Snapshot, arriving: pl.DataFrame) -> pl.DataFrame:
    """Return ``user``, ``out_of`` and ``policies`` of those whom the lack of a device shuts out.

    ``arriving`` holds ``user``, the id in the target or the planned sign-in name, and ``upn``.
    They are in no group of the target but those that hold them today.

    Raises:
        NotKnown: there is nobody.
    """
    new = arriving.select("user", "upn", enabled=pl.lit(True), kind=pl.lit("member"))
    everybody = USERS.tidy(pl.concat([target[USERS], new], how="diagonal"))
    there = _imagined(target, USERS, everybody)
    there = _imagined(there, AUTHENTICATION_REGISTRATION, AUTHENTICATION_REGISTRATION.frame([]))
    anything = replace(there.captures[DEVICES.name], missing="who owns what does not matter")
    unlimited = there.with_table(DEVICES, anything)
    out = _out(there).join(arriving, on="user", how="semi", maintain_order="left")
    if out.is_empty():
        return out
    return out.join(_out(unlimited), on=["user", "out_of"], how="anti", maintain_order="left")


def doubtful_policies(target: Snapshot) -> str:
    """Return the names of policies that may be on, may ask for a device, and are not understood.

    Whom they shut out is not known; the simulation counts them in favour of the user.
    """
    asking = (
        policy.name
        for policy in policies_of(target[CONDITIONAL_ACCESS_POLICIES])
        if policy.state is not State.REPORT_ONLY
        and (policy.unread or policy.state is State.UNKNOWN)
        and DEVICE_PROOFS.keys() & set(policy.controls)
    )
    return ", ".join(sorted(asking))


def _out(snapshot: Snapshot) -> pl.DataFrame:
    found = lockout(snapshot).of(ENFORCED, EVERYTHING, OFFICE)
    return found.select("user", "out_of", "policies")


def _imagined(snapshot: Snapshot, table: Table, frame: pl.DataFrame) -> Snapshot:
    return snapshot.with_table(table, Capture(frame, "imagined", read=frozenset(table.columns)))
