"""Planning problems of Harbour Foods, built from its snapshot and its engagement."""

import polars as pl
from harbour import DEPARTMENT, NOW, PEOPLE, engagement, tenant

from pilotage.facts.dependency import (
    DEPENDENCY_SCHEMA,
    GROUP_SCHEMA,
    UNIT_SCHEMA,
    DependencyGraph,
)
from pilotage.plan import build_problem

ROOMY = "[pilot]\nmin_people = 1\n"


def graph(edges=(), groups=(), units=()):
    """Return the people of Harbour Foods and all-staff as units, tied by these rows."""
    people = [(name, "user", name.title(), DEPARTMENT[name]) for name in PEOPLE]
    people += [("all-staff", "group", "All staff", None), *units]
    return DependencyGraph(
        pl.DataFrame(people, UNIT_SCHEMA, orient="row"),
        pl.DataFrame(list(edges), DEPENDENCY_SCHEMA, orient="row"),
        pl.DataFrame(list(groups), GROUP_SCHEMA, orient="row"),
    )


DELEGATE = ("ben", "ana", 4.0, "delegates", "Ben manages the calendar of Ana", True)
MAIL = ("dara", "ana", 1.0, "mail_traffic", "Dara wrote 40 messages to Ana", False)
STAFF = [("all-staff", name, 2.0, "co_membership", "members of All staff") for name in PEOPLE]


def build(text="", *, snapshot=None, seen=None, now=NOW):
    """Return the problem of Harbour Foods with more engagement text."""
    return build_problem(seen or graph(), snapshot or tenant(), engagement(text), now)


def column(problem, name):
    """Return a column of the units by unit id."""
    return dict(zip(problem.units.id, getattr(problem.units, name).tolist(), strict=True))
