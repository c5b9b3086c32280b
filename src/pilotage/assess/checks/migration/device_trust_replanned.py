"""Nobody who moves is shut out of the target for want of a device that it trusts.

Why     A device is joined to one tenant, and a hybrid joined one to the domain behind it. Where the
        target asks for a compliant or hybrid joined device, the laptop on the desk proves nothing
        on the first morning, whether or not it was managed before.
Fix     The engineer plans for each person in the evidence how the device gets there: reset and
        joined to the target during the wave, moved to the other domain, or replaced. Or the
        security lead leaves these people out of the policies named, registered with an end.
Source  https://learn.microsoft.com/entra/identity/conditional-access/policy-all-users-device-compliance
"""

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from pilotage.assess import migration_check
from pilotage.assess.agreed.accounts import PEOPLE_MOVE, mapped, people
from pilotage.assess.agreed.entries import agreed
from pilotage.assess.coverage.arrivals import doubtful_policies, without_device
from pilotage.assess.judgement import naming
from pilotage.assess.sign_in.policies import NEEDED
from pilotage.facts.finding import Area, Basis, Finding, Severity, failed, not_assessed, passed
from pilotage.facts.situation import Situation
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import DEVICES, IDENTITY_MAP, MEMBERSHIPS, USERS


@migration_check(
    "migration.device_trust_replanned",
    area=Area.IDENTITY,
    severity=Severity.CRITICAL,
    source=[USERS.needs("enabled"), IDENTITY_MAP, DEVICES.needs("owner", "trust")],
    target=[NEEDED, USERS, MEMBERSHIPS, DEVICES.needs("owner", "compliant", "trust", "enabled")],
    kinds=PEOPLE_MOVE,
)
def device_trust_replanned(situation: Situation) -> Iterator[Finding]:
    """Yield one finding; the evidence says what each person has now and which policies stop them.

    Policies count as they stand. While somebody is on no identity map, or a policy that asks for
    a device is not understood, nobody shut out proves nothing.
    """
    assert situation.source is not None
    assert situation.target is not None
    name = agreed(situation).migration.name
    everybody, moving = people(situation.source), _moving(situation.source, situation.target)
    if moving.is_empty():
        yield not_assessed(name, "nobody who moves is on the identity map")
        return
    arriving = moving.select("upn", user="becomes").unique("user", keep="first")
    shut = without_device(situation.target, arriving).rename({"user": "becomes"})
    rows = moving.join(shut, on="becomes").sort("user")
    unmapped = everybody.join(moving, on="user", how="anti").sort("user")
    if not rows.is_empty():
        finding = failed(name, _who(rows, moving), rows)
    elif not unmapped.is_empty():
        who = naming(unmapped, "upn", "user")
        finding = not_assessed(name, f"who moves and is on no identity map: {who}")
    elif doubtful := doubtful_policies(situation.target):
        finding = not_assessed(name, f"policies that are not fully known: {doubtful}")
    else:
        says = f"No policy of the target asks {moving.height:,} people who move for a device that "
        finding = passed(name, f"{says}they do not have.", moving)
    yield replace(finding, basis=Basis.COMPUTED)


def _who(rows: pl.DataFrame, moving: pl.DataFrame) -> str:
    policies = rows.select(name=pl.col("policies").explode()).drop_nulls().unique().sort("name")
    says = f"{rows.height:,} of {moving.height:,} people who move have no device that the target "
    return f"{says}trusts: {naming(rows, 'upn', 'user')}. Policies: {naming(policies, 'name')}."


def _moving(source: Snapshot, target: Snapshot) -> pl.DataFrame:
    """Return ``user``, ``upn``, ``becomes`` and ``trusts``, how their devices are joined now."""
    devices = source[DEVICES].drop_nulls("owner").group_by(user="owner")
    trusts = devices.agg(trusts=pl.col("trust").drop_nulls().unique().sort())
    becomes = pl.coalesce("target_id", pl.col("target_user").str.to_lowercase())
    rows = mapped(source, target).select(user="source_user", becomes=becomes).drop_nulls()
    return (
        people(source)
        .select("user", "upn")
        .join(rows, on="user")
        .join(trusts, on="user", how="left")
    )
