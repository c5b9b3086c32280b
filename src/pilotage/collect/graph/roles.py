"""Directory roles, standing and eligible.

An assignment that somebody activated for a few hours is the eligibility seen in use; it counts
as eligible, and its end is not the end of the eligibility.
Source  https://learn.microsoft.com/graph/api/resources/unifiedroleassignmentscheduleinstance
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from pilotage.collect.batch import Batch
from pilotage.collect.graph import Answer, Names, resource
from pilotage.collect.graph.fields import MOMENT, TEXT, Field, carried, column
from pilotage.collect.graph.groups import MEMBER_KINDS
from pilotage.collect.graph.objects import batch
from pilotage.collect.graph.role_ids import IS_PRIVILEGED, NAMES
from pilotage.facts.tables import ROLE_ASSIGNMENTS

DIRECTORY = "roleManagement/directory"
INSTANCES = "roleAssignmentScheduleInstances"
ASSIGNMENT = {
    "principal": Field("principalId"),
    "principal_kind": Field("principal/@odata.type", words=MEMBER_KINDS),
    "role": Field(("roleDefinition/templateId", "roleDefinitionId")),
    "role_name": Field("roleDefinition/displayName"),
    "scope": Field(("directoryScopeId", "appScopeId")),
    "starts_at": Field("startDateTime", MOMENT),
    "ends_at": Field("endDateTime", MOMENT),
}
SIGNS = ("roleDefinitionId",)


@resource("roleAssignments", contexts=(f"{DIRECTORY}/roleAssignments",), signs=SIGNS)
def role_assignments(answer: Answer) -> Iterator[Batch]:
    """Yield ROLE_ASSIGNMENTS, all standing: this answer does not tell activated ones apart.

    So it is needless where roleAssignmentScheduleInstances was read.
    """
    yield replace(_assigned(answer, "standing")[0], unless=INSTANCES)


@resource(
    INSTANCES,
    contexts=(f"{DIRECTORY}/{INSTANCES}",),
    signs=SIGNS,
    only_here=("assignmentType", "roleAssignmentScheduleId"),
)
def role_assignment_schedule_instances(answer: Answer) -> Iterator[Batch]:
    """Yield ROLE_ASSIGNMENTS, standing and activated."""
    made, kept = _assigned(answer, "standing")
    if carried(kept.objects, "assignmentType"):
        given = pl.Series(column(kept.objects, "assignmentType"), dtype=pl.String)
        activated = pl.lit(given == "Activated").fill_null(False)
        times = [name for name in ("starts_at", "ends_at") if name in made.frame.columns]
        frame = made.frame.with_columns(
            pl.when(activated).then(pl.lit("eligible")).otherwise("assignment").alias("assignment"),
            *(pl.when(~activated).then(name).alias(name) for name in times),
        )
        made = replace(made, frame=frame)
    yield made


@resource(
    "roleEligibilityScheduleInstances",
    contexts=(f"{DIRECTORY}/roleEligibilityScheduleInstances",),
    signs=SIGNS,
    only_here=("roleEligibilityScheduleId", "memberType"),
)
def role_eligibility_schedule_instances(answer: Answer) -> Iterator[Batch]:
    """Yield ROLE_ASSIGNMENTS, all eligible."""
    yield _assigned(answer, "eligible")[0]


@resource(
    "roleDefinitions",
    contexts=(f"{DIRECTORY}/roleDefinitions",),
    signs=("rolePermissions", "isBuiltIn", "templateId"),
    only_here=("rolePermissions", "isBuiltIn"),
)
def role_definitions(answer: Answer) -> Iterator[Names]:
    """Yield the names of roles by template id and by id."""
    named = [each for each in answer.objects if isinstance(each, dict)]
    names = {
        each[key]: each["displayName"]
        for each in named
        for key in ("id", "templateId")
        if isinstance(each.get(key), str) and isinstance(each.get("displayName"), str)
    }
    yield Names(names)


def _assigned(answer: Answer, assignment: str) -> tuple[Batch, Answer]:
    """Return the assignments with the name of a built-in role and whether it is privileged."""
    made, kept = batch(
        ROLE_ASSIGNMENTS,
        answer,
        ASSIGNMENT,
        keys=("principalId", "roleDefinitionId"),
        also={"assignmentType": TEXT},
    )
    role = pl.col("role").str.to_lowercase()
    known = role.replace_strict(NAMES, default=None, return_dtype=pl.String)
    given = [pl.col("role_name")] if "role_name" in made.frame.columns else []
    privileged = role.replace_strict(IS_PRIVILEGED, default=None, return_dtype=pl.Boolean)
    frame = made.frame.with_columns(
        role_name=pl.coalesce(*given, known),
        privileged=privileged,
        assignment=pl.lit(assignment),
        scope=pl.col("scope").fill_null("/"),
    )
    return replace(made, frame=frame), kept
