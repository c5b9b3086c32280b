"""People can ask an administrator to allow an application.

Why     Where consent is closed and nobody can ask, people find another way: a private account, or
        an administrator who clicks yes on the phone.
Fix     Switch on "Users can request admin consent to apps they are unable to consent to" under
        Admin consent settings, and name a group that answers.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/aad.md#msaad53v1
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, baseline_check, members
from pilotage.assess.baseline.exported import flag, word
from pilotage.facts.finding import Finding, failed, passed

DIRECTORY, GRAPH = "directory_settings", "admin_consent_request_policy"
SWITCH = "enableadminconsentrequests"


@baseline_check(
    "access.consent_workflow_on",
    policy="MS.AAD.5.3v1",
    shall=True,
    areas=[(DIRECTORY, GRAPH)],
    commands=["Get-MgBetaDirectorySetting"],
)
def consent_workflow_on(export: Export) -> Iterator[Finding]:
    """Yield one finding; a tenant in which the switch was never set has it off."""
    values = [
        flag(value, "value")
        for setting in export.objects(DIRECTORY)
        for value in members(setting, "values")
        if word(value, "name") == SWITCH
    ]
    values += [flag(policy, "isenabled") for policy in export.objects(GRAPH)]
    rows = export.evidence(DIRECTORY, GRAPH)
    if values and all(values):
        yield passed(export.tenant, "People can request consent for an application.", rows)
    else:
        yield failed(export.tenant, "People cannot request consent for an application.", rows)
