"""Security defaults are off where Conditional Access policies are in use or waiting.

Why     The two exclude each other. Policies that were prepared for the night of the cutover cannot
        be switched on while security defaults are, and between the two nothing asks for MFA.
Fix     Switch on the policies that block legacy clients and ask for MFA in the same hour in which
        security defaults go off, and write that step into the runbook.
Source  https://learn.microsoft.com/entra/fundamentals/security-defaults
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import check
from pilotage.assess.judgement import naming
from pilotage.assess.sign_in.security_defaults import security_defaults_on
from pilotage.facts.finding import Area, Finding, Severity, failed, not_assessed, passed
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import CONDITIONAL_ACCESS_POLICIES as POLICIES
from pilotage.facts.tables import SETTINGS


@check(
    "coverage.security_defaults_and_policies_apart",
    area=Area.IDENTITY,
    severity=Severity.HIGH,
    needs=[POLICIES.needs("state"), SETTINGS],
)
def security_defaults_and_policies_apart(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding; a policy that is off or only reports is waiting.

    MFA that is switched on person by person is the third of that kind; no export carries it.
    """
    policies = snapshot[POLICIES].select("policy", "name", "state").sort("name", "policy")
    on = security_defaults_on(snapshot)
    if on is None:
        yield not_assessed(snapshot.tenant, "nothing says whether security defaults are on")
    elif not on:
        yield passed(snapshot.tenant, "Security defaults are off.", policies)
    elif policies.is_empty():
        says = "Security defaults are on, and no policy is in use or waiting."
        yield passed(snapshot.tenant, says, policies)
    else:
        in_use = policies.filter(pl.col("state").str.to_lowercase() == "enabled").height
        says = f"Security defaults are on beside policies ({in_use} of {policies.height} in use): "
        yield failed(snapshot.tenant, f"{says}{naming(policies, 'name', 'policy')}.", policies)
