"""The phases of a migration as one readable page, made from the live plan."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from pilotage.coordinate.standard_plan import Planned, faults_of, standard_phases
from pilotage.facts.clock import Clock
from pilotage.facts.engagement import Migration
from pilotage.facts.errors import Infeasible
from pilotage.facts.phase import Phase
from pilotage.facts.role import ROLES, role_title


def phases_page(
    migration: Migration,
    phases: Sequence[Phase],
    tasks: Sequence[Planned],
    *,
    plan_hash: str,
    now: datetime,
) -> str:
    """Return the page with the hash of the plan that it was made from.

    Raises:
        Infeasible: a phase lacks a purpose, criteria, deliverables or an owner; names each.
    """
    if faults := faults_of(phases):
        raise Infeasible(faults)
    ids = {phase.title: id for id, phase in standard_phases().items()}
    theirs = [
        (phase, [each for each in tasks if each.task.phase == ids.get(phase.title, phase.title)])
        for phase in phases
    ]
    return _template().render(
        name=migration.name,
        demo=migration.demo,
        when=Clock.of(migration.time_zone).moment(now),
        hash=plan_hash,
        phases=theirs,
    )


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("pilotage.coordinate", "page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    environment.filters["role"] = lambda owner: role_title(owner) if owner in ROLES else owner
    return environment.get_template("phases.html")
