"""A data policy guards every environment beside the default one.

Why     An environment without a data policy is where data leaves unnoticed, and the next one made
        will be like it.
Fix     Power Platform admin centre, Security, Data and privacy, Data policy: add the environments
        to a policy, or make one for all environments.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/powerplatform.md
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess.baseline import Export, Thing, baseline_check
from pilotage.assess.baseline.data_policies import (
    AREA,
    COMMANDS,
    ENVIRONMENT,
    LIST,
    LIST_COMMANDS,
    affects,
    is_default,
    policies,
)
from pilotage.assess.baseline.exported import BREAKS, SHOWN, judged, word
from pilotage.assess.judgement import Words, conclude
from pilotage.facts.finding import Finding, failed, not_assessed

WORDS = Words(
    things="environments beside the default one",
    wrong="have no data policy",
    right="have a data policy",
    unsure="may have no data policy",
    name=(SHOWN,),
)


@baseline_check(
    "power_platform.other_environments_guarded",
    policy="MS.POWERPLATFORM.2.2v1",
    shall=False,
    areas=[AREA],
    commands=COMMANDS,
)
def other_environments_guarded(export: Export) -> Iterator[Finding]:
    """Yield one finding; without any policy no list of environments is needed to fail."""
    found = policies(export)
    environments = export.objects(LIST)
    if not environments and not found:
        yield failed(export.tenant, "There is no data policy at all.", export.evidence(AREA))
        return
    if not environments:
        why = export.gap([LIST], LIST_COMMANDS) or "no environments were read"
        yield not_assessed(export.tenant, why)
        return
    default = is_default(export)

    def unguarded(environment: Thing) -> bool | None:
        name = word(environment, ENVIRONMENT)
        held = [affects(policy, lambda one: one == name) for policy in found]
        return False if any(held) else None if name is None or None in held else True

    others = [one for one in environments if not default(word(one, ENVIRONMENT) or "")]
    rows = judged(others, ("displayname", ENVIRONMENT), (ENVIRONMENT,), unguarded)
    yield conclude(export.tenant, rows, pl.col(BREAKS), WORDS)
