"""Say who a set of Conditional Access policies really covers, and where its holes are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from pilotage.assess.coverage import Coverage, coverage
from pilotage.assess.coverage.grants import Control
from pilotage.assess.coverage.lockout import ENFORCED, Lockout, lockout
from pilotage.assess.coverage.policy import Policy, unreadable
from pilotage.cli.failure import CRITERIA_NOT_MET, NOT_ENOUGH_EVIDENCE
from pilotage.cli.show import json_option, print_json, print_table, progress
from pilotage.collect.files.folder import read_folder
from pilotage.collect.files.policy_list import PolicyList, read_policies
from pilotage.facts.snapshot import Capture, Snapshot
from pilotage.facts.tables import CONDITIONAL_ACCESS_POLICIES

EXITS = {True: 0, False: CRITERIA_NOT_MET, None: NOT_ENOUGH_EVIDENCE}


@click.command("coverage")
@click.argument("policies", type=click.Path(path_type=Path))
@click.option(
    "--directory",
    type=click.Path(path_type=Path),
    help="Folder of exports with users, groups, memberships, roles and named locations.",
)
@click.option(
    "--control",
    type=click.Choice([control.value for control in Control]),
    default=Control.MFA.value,
    show_default=True,
    help="What nobody may get around.",
)
@click.option("--role", "roles", multiple=True, help="Only holders of this role, by template id.")
@click.option("--action", default="", help="A user action or authentication context, not apps.")
@click.option("--lockout", "locks", is_flag=True, help="Say instead who could not sign in at all.")
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    policies: Path,
    directory: Path | None,
    control: str,
    roles: tuple[str, ...],
    action: str,
    locks: bool,
    as_json: bool,
) -> None:
    """Decide what POLICIES enforce together: a JSON list, Graph answers, or a ScubaGear export.

    Without a directory it is decided for classes of people. Exit code 3: there is a hole, or
    somebody is locked out. 4: it cannot be told.
    """
    listed = read_policies(policies)
    snapshot = _snapshot(directory, listed, policies.name)
    more = [unreadable(f"{each.where}: {each.why}") for each in listed.unread]
    if locks:
        ctx.exit(_lockout(snapshot, more, as_json))
    found = coverage(snapshot, Control(control), more=more, roles=roles, action=action)
    if as_json:
        print_json(coverage_json(found))
    else:
        _print(found)
    ctx.exit(EXITS[found.covered])


def coverage_json(found: Coverage) -> dict[str, Any]:
    """Return coverage as plain values."""
    return {
        "control": found.control.value,
        "covered": found.covered,
        "users_uncovered": 0 if found.covered else found.users_uncovered,
        "users_unknown": 0 if found.covered else found.users_unknown,
        "holes": [asdict(hole) for hole in found.holes],
        "complete": found.complete,
        "alone": list(found.alone),
        "notes": list(found.notes),
    }


def _snapshot(directory: Path | None, listed: PolicyList, name: str) -> Snapshot:
    now = datetime.now(UTC)
    read = frozenset(CONDITIONAL_ACCESS_POLICIES.columns)
    captured = Capture(listed.rows, name, read=read)
    if directory is None:
        return Snapshot(name, now, {CONDITIONAL_ACCESS_POLICIES.name: captured})
    with progress() as report:

        def tell(file: str, done: int, of: int) -> None:
            report("Read the directory (MB)", done // 1024**2, max(of // 1024**2, 1))

        snapshot = read_folder([directory], side="source", taken_at=now, progress=tell).snapshot
    return snapshot.with_table(CONDITIONAL_ACCESS_POLICIES, captured)


def _print(found: Coverage) -> None:
    words = {True: "covered", False: "not covered", None: "not known to be covered"}
    click.echo(f"{found.control.value}: {words[found.covered]}.")
    if found.users_uncovered:
        click.echo(f"{found.users_uncovered:,} users have a way around it.")
    columns = ("who", "app", "platform", "location", "client", "device", "why")
    if found.holes:
        rows = [[getattr(hole, column) for column in columns] for hole in found.holes]
        print_table("Holes", columns, rows)
    for note in found.notes:
        click.echo(f"note: {note}")


def _lockout(snapshot: Snapshot, more: Sequence[Policy], as_json: bool) -> int:
    found = lockout(snapshot, more=more)
    if as_json:
        print_json(lockout_json(found))
    else:
        columns = ("upn", "out_of", "state", "policies")
        rows = [
            (upn or user, out_of, state, ", ".join(policies))
            for user, upn, _, out_of, state, policies in found.rows.rows()
        ]
        print_table(f"{len(rows):,} lock-outs", columns, rows)
        for gap in found.gaps:
            click.echo(f"note: {gap}; counted in favour of the user")
    if not found.of(ENFORCED).is_empty():
        return CRITERIA_NOT_MET
    return NOT_ENOUGH_EVIDENCE if found.gaps else 0


def lockout_json(found: Lockout) -> dict[str, Any]:
    """Return a lock-out simulation as plain values."""
    return {
        "locked_out": found.rows.to_dicts(),
        "administrators": found.administrators,
        "administrators_left": found.administrators_left,
        "gaps": list(found.gaps),
    }
