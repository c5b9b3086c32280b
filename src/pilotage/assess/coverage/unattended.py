"""Which policies stop an account that nobody sits in front of.

A service signs in with a password from a desktop client on Windows that is registered nowhere,
to an application that no policy names: the synchronisation service is not offered to policies.
It cannot show a second factor, a device or a consent, so every demand stops it like a block.

Sources https://learn.microsoft.com/entra/identity/conditional-access/policy-all-users-mfa-strength
        https://learn.microsoft.com/entra/identity/hybrid/connect/reference-connect-accounts-permissions
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl

from pilotage.assess.coverage.cubes import Cube, left, meets
from pilotage.assess.coverage.devices import DEVICE, UNREGISTERED
from pilotage.assess.coverage.directory import WHO
from pilotage.assess.coverage.grants import ALWAYS, NEVER, stopped
from pilotage.assess.coverage.policy import UNKNOWN, Policy
from pilotage.assess.coverage.resources import ANY_OTHER
from pilotage.assess.coverage.scene import Scene, scene
from pilotage.assess.coverage.sign_in import CLIENT, PLATFORM, ordinary
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import ROLE_ASSIGNMENTS, USERS

SYNC_ROLES = ("d29b2b05-8046-44ba-8758-1e26182fcf32", "a92aed5d-d78a-4d16-b381-09adb37eb3b0")
"""Directory Synchronization Accounts and On Premises Directory Sync Account, by template id.
https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference"""

SYNC_NAME = r"(?i)^(sync_|adtoaadsyncserviceaccount)[^@]*@[^@]+\.onmicrosoft\."
"""What Entra Connect and cloud sync call their accounts, in the tenant's own domain."""

STOPPED: dict[str, pl.DataType | type[pl.DataType]] = {
    "user": pl.String,
    "upn": pl.String,
    "name": pl.String,
    "policies": pl.List(pl.String),
    "stopped": pl.Boolean,
}


def synchronising(snapshot: Snapshot) -> pl.Series:
    """Return the ids of the accounts that synchronise, by their role or by their name."""
    role = pl.col("role").str.to_lowercase().is_in(SYNC_ROLES)
    held = snapshot.rows(ROLE_ASSIGNMENTS).filter(role)["principal"].implode()
    by_name = pl.col("upn").fill_null("").str.contains(SYNC_NAME)
    return snapshot[USERS].filter(by_name | pl.col("user").is_in(held))["user"]


def stopping(snapshot: Snapshot, services: pl.Series) -> pl.DataFrame:
    """Return ``STOPPED`` of ``services`` that may sign in: the enforced policies that stop them.

    ``stopped`` is true where no sign-in is left, false where no policy can stop one, and null
    where it hangs on the place or on what is not known.
    """
    laid = scene(snapshot)
    found = [] if laid.directory is None else list(_stopped(laid, services))
    return pl.DataFrame(found, schema=STOPPED, orient="row").sort("upn", "user")


def _stopped(laid: Scene, services: pl.Series) -> Iterator[tuple[object, ...]]:
    assert laid.directory is not None
    directory = laid.directory
    certain = laid.covers(laid.enforced, _nothing_to_show, sure=True)
    possible = [(policy.name, list(_may_stop(laid, policy))) for policy in laid.enforced]
    chosen = directory.users["user"].is_in(services.implode())
    for at, row in zip(np.flatnonzero(chosen), directory.users.filter(chosen).rows(), strict=True):
        only = np.arange(directory.users.height) == at
        start = {**_sign_in(laid), WHO: directory.mask_of(only)}
        names = [name for name, cubes in possible if meets([start], cubes)]
        search = left([start], certain, laid.full)
        shut = search.complete and not search.cubes
        yield *row[:3], names, True if shut else None if names else False


def _may_stop(laid: Scene, policy: Policy) -> Iterator[Cube]:
    applies = laid.applies(policy, sure=False)
    yield from meets(applies, stopped(policy, _nothing_to_show, sure=False))


def _sign_in(laid: Scene) -> Cube:
    """Return how a service signs in, whoever it is."""
    app = laid.resources.axis
    return {
        **ordinary(),
        app.name: app.mask((ANY_OTHER,)),
        CLIENT.name: CLIENT.mask(("mobileAppsAndDesktopClients",)),
        PLATFORM.name: PLATFORM.mask(("windows",)),
        DEVICE.name: UNREGISTERED,
    }


def _nothing_to_show(asked: str, _policy: Policy, sure: bool) -> list[Cube]:
    return NEVER if asked == UNKNOWN and sure else ALWAYS
