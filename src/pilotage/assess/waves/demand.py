"""Of whom the policies of the target demand something, decided by the coverage engine.

To demand is to stop every everyday sign-in to Office 365 that comes without; a policy that stops
some of them, such as those from outside the office, may be met or not: then it is not known.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import polars as pl

from pilotage.assess.coverage.cubes import Cube, left, meets
from pilotage.assess.coverage.devices import DEVICE, UNMANAGED
from pilotage.assess.coverage.directory import WHO, Directory
from pilotage.assess.coverage.grants import DEVICE_PROOFS, Control, stopped, without
from pilotage.assess.coverage.policy import Policy
from pilotage.assess.coverage.scene import Scene
from pilotage.assess.coverage.sign_in import ACTIVE_SYNC, CLIENT, OTHER_CLIENTS, ordinary

MAIL = ("office365",)
FAMILIES = {"ActiveSync": ACTIVE_SYNC, "other": OTHER_CLIENTS}
"""Kinds of client that cannot do MFA, as policies tell them apart."""


def blocked_clients(laid: Scene, directory: Directory) -> pl.DataFrame:
    """Return ``target``, ``family`` and ``blocked``: null where it depends on the sign-in."""
    frames = []
    for family, mask in FAMILIES.items():
        start = {**ordinary(), CLIENT.name: mask}
        found = _demanded(laid, directory, Control.BLOCK_LEGACY, start, _names_old_clients)
        frames.append(found.select("target", family=pl.lit(family), blocked=pl.col("demanded")))
    return pl.concat(frames)


def managed_device(laid: Scene, directory: Directory) -> pl.DataFrame:
    """Return ``target`` and ``demanded``: null where it depends on the sign-in."""
    start = {**ordinary(), DEVICE.name: UNMANAGED}
    return _demanded(laid, directory, Control.MANAGED_DEVICE, start, _asks_for_a_device)


def _demanded(
    laid: Scene,
    directory: Directory,
    control: Control,
    start: Cube,
    concerns: Callable[[Policy], bool],
) -> pl.DataFrame:
    policies = [policy for policy in laid.enforced if concerns(policy)]
    region = {**start, laid.resources.axis.name: laid.resources.axis.mask(MAIL)}
    certain = _stops(laid, directory, control, policies, sure=True)
    certain += laid.places.impossible(sure=True)
    search = left([region], certain, laid.full, once=WHO)
    free = _who(laid, search.cubes) if search.complete else laid.full[WHO]
    touched = _who(laid, meets([region], _stops(laid, directory, control, policies, sure=False)))
    inside, maybe = (directory.people(mask)["user"].implode() for mask in (free, touched))
    depends = pl.when(pl.col("target").is_in(maybe)).then(None).otherwise(pl.lit(False))
    return directory.users.select(target="user").with_columns(
        demanded=pl.when(~pl.col("target").is_in(inside)).then(True).otherwise(depends)
    )


def _stops(
    laid: Scene, directory: Directory, control: Control, policies: Sequence[Policy], *, sure: bool
) -> list[Cube]:
    """Return where ``policies`` stop a sign-in that comes without ``control``."""
    found = [
        cube
        for policy in policies
        for cube in meets(
            laid.applies(policy, sure=sure), stopped(policy, without(control), sure=sure)
        )
    ]
    return [cube for cube in found if not (sure and directory.open & cube.keys())]


def _who(laid: Scene, cubes: Sequence[Cube]) -> int:
    mask = 0
    for cube in cubes:
        mask |= cube.get(WHO, laid.full[WHO])
    return mask


def _names_old_clients(policy: Policy) -> bool:
    """Tell whether a policy is about clients; one for all of them may be about anything."""
    named = policy["client_apps"]
    return "block" not in policy.controls or bool(named and "all" not in named)


def _asks_for_a_device(policy: Policy) -> bool:
    return not DEVICE_PROOFS.keys().isdisjoint(policy.controls)
