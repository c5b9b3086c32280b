"""Policies and everyone they may meet, on common axes: what each policy covers, as cubes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import polars as pl

from pilotage.assess.coverage.census import Flags, census
from pilotage.assess.coverage.cubes import Axis, Cube, Full, meets
from pilotage.assess.coverage.defaults import defaults
from pilotage.assess.coverage.devices import device_axes, filtered
from pilotage.assess.coverage.directory import Directory
from pilotage.assess.coverage.grants import Lacking, stopped
from pilotage.assess.coverage.people import Classes, Named, People, named, reached
from pilotage.assess.coverage.places import Places, places
from pilotage.assess.coverage.policy import Policy, State, policies_of
from pilotage.assess.coverage.resources import Resources, resources
from pilotage.assess.coverage.sign_in import AXES, settings_cube
from pilotage.assess.roles import HIGHLY_PRIVILEGED
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import (
    APPLICATIONS,
    CONDITIONAL_ACCESS_POLICIES,
    GROUPS,
    NAMED_LOCATIONS,
    SERVICE_PRINCIPALS,
    USERS,
)


@dataclass(frozen=True)
class Scene:
    """Policies that are not switched off, and the axes on which they are laid out.

    ``names`` are display names by id in lower case. ``unlisted`` says why users are not known
    one by one, where somebody tried to read them.
    """

    policies: tuple[Policy, ...]
    people: People
    resources: Resources
    places: Places
    devices: tuple[Axis, ...]
    names: Mapping[str, str] = field(default_factory=dict)
    unlisted: str = ""

    @cached_property
    def axes(self) -> dict[str, Axis]:
        """Return every axis by its name; who comes last."""
        listed = (
            *AXES,
            *self.devices,
            *self.places.axes,
            self.resources.axis,
            *self.resources.filters,
            *self.people.axes,
        )
        return {axis.name: axis for axis in listed}

    @cached_property
    def full(self) -> Full:
        """Return the mask of all atoms of every axis."""
        return {name: axis.full for name, axis in self.axes.items()}

    @property
    def directory(self) -> Directory | None:
        """Return the users, where they are known one by one."""
        return self.people if isinstance(self.people, Directory) else None

    @property
    def enforced(self) -> tuple[Policy, ...]:
        """Return the policies that are on, or may be."""
        return tuple(each for each in self.policies if each.state is not State.REPORT_ONLY)

    def applies(self, policy: Policy, *, sure: bool) -> list[Cube]:
        """Return the sign-ins to which a policy applies."""
        uncertain = policy.unread or policy.state is State.UNKNOWN
        setting = settings_cube(policy, sure=sure)
        if (sure and uncertain) or setting is None:
            return []
        return meets(
            reached(policy, self.people, self.full, sure=sure),
            self.resources.cubes(policy, self.full, sure=sure),
            self.places.cubes(policy, self.full, sure=sure),
            filtered(policy, sure=sure),
            [setting],
        )

    def covers(self, policies: Iterable[Policy], lacking: Lacking, *, sure: bool) -> list[Cube]:
        """Return where ``policies`` stop a sign-in, and where none can come from.

        What is not ``sure`` is all that may be: questions that stay open count as answered in
        favour of the policy.
        """
        found = [
            cube
            for policy in policies
            for cube in meets(self.applies(policy, sure=sure), stopped(policy, lacking, sure=sure))
        ]
        found += self.places.impossible(sure=sure)
        return found if sure else [self._answered(cube) for cube in found]

    def _answered(self, cube: Cube) -> Cube:
        still_open = self.directory.open if self.directory else frozenset()
        return {axis: mask for axis, mask in cube.items() if axis not in still_open}


def scene(
    snapshot: Snapshot,
    *,
    more: Iterable[Policy] = (),
    roles: Iterable[str] = (),
    actions: Iterable[str] = (),
    apart: Mapping[str, Flags] | None = None,
) -> Scene:
    """Lay out the policies of ``snapshot``, and ``more``, over the people that it knows.

    ``roles`` and ``actions`` are told apart even where no policy names them; so are ``apart``.
    """
    rows = snapshot.rows(CONDITIONAL_ACCESS_POLICIES)
    policies = (*policies_of(rows), *defaults(snapshot), *more)
    who = named(policies, roles)
    names = names_of(snapshot, who)
    gap = snapshot.missing(USERS)
    known = not gap and not snapshot.rows(USERS).is_empty()
    people: People = census(snapshot, who, apart) if known else Classes(who, names)
    return Scene(
        policies,
        people,
        resources(policies, actions),
        places(policies, snapshot.rows(NAMED_LOCATIONS)),
        tuple(device_axes(policies)),
        names,
        gap if USERS.name in snapshot.captures else "",
    )


def names_of(snapshot: Snapshot, who: Named) -> dict[str, str]:
    """Return the names of people, groups, applications and roles by id in lower case."""
    wanted = [*who.users, *who.groups]
    sources = (
        (USERS, "user", "upn", wanted),
        (GROUPS, "group", "name", wanted),
        (APPLICATIONS, "application", "name", None),
        (SERVICE_PRINCIPALS, "application", "name", None),
    )
    names = dict(HIGHLY_PRIVILEGED)
    for table, id, name, only in sources:
        rows = snapshot.rows(table).select(pl.col(id).str.to_lowercase(), told=name).drop_nulls()
        names |= dict((rows if only is None else rows.filter(pl.col(id).is_in(only))).rows())
    return names
