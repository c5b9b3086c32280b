"""Somebody can ring the person's department on the day when mail does not work."""

import polars as pl

from pilotage.assess.agreed.entries import find_person
from pilotage.assess.waves import item
from pilotage.assess.waves.crossing import Crossing
from pilotage.assess.waves.judged import judged
from pilotage.facts.engagement import Engagement
from pilotage.facts.runbook import Kind
from pilotage.facts.tables import USERS


@item("contact", order=15, source=[USERS.needs("department")], kinds=tuple(Kind))
def contact(who: Crossing) -> pl.DataFrame:
    """Judge the champion of the department and the number of the champion."""
    names = who.people["department"].drop_nulls().unique().sort().to_list()
    agreed = who.situation.engagement
    told = [_route(name, agreed) for name in names] if agreed else []
    routes = pl.DataFrame(
        [(name, *route) for name, route in zip(names, told, strict=False)],
        schema={"department": pl.String, "reached": pl.Boolean, "told": pl.String},
        orient="row",
    )
    return judged(
        who.people.join(routes, on="department", how="left", maintain_order="left"),
        ~pl.col("reached"),
        says=pl.col("told"),
        right=pl.col("told"),
        unsure=pl.when(pl.col("department").is_null())
        .then(pl.lit("has no department, so nobody knows whom to ring"))
        .otherwise(pl.lit("there is no engagement file that names champions")),
    )


def _route(name: str, agreed: Engagement) -> tuple[bool, str]:
    """Return whether a department can be rung, and whom to ring or what is lacking."""
    wanted = name.strip().casefold()
    listed = (each for each in agreed.department if each.name.strip().casefold() == wanted)
    champion = next((each.champion.strip() for each in listed), "")
    inside = (
        each.name
        for each in agreed.person
        if "champion" in each.roles and each.department.strip().casefold() == wanted
    )
    if not (champion := champion or next(inside, "")):
        return False, f"{name} has no champion to ring"
    person = find_person(agreed, champion)
    if person is None or not person.phone.strip():
        return False, f"{champion}, champion of {name}, has no phone number on file"
    return True, f"{champion}, champion of {name}, can be rung"
