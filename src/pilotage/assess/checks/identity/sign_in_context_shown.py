"""Microsoft Authenticator shows where a sign-in comes from.

Why     A person who sees the application and the place of a sign-in refuses the one that is not
        hers. A code or a bare push shows neither.
Fix     In the authentication methods policy, Microsoft Authenticator, Configure: show application
        name and geographic location to all users, and do not allow one-time codes.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/aad.md#msaad33v2
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, Thing, baseline_check
from pilotage.assess.baseline.exported import flag, word
from pilotage.assess.sign_in.methods import AREAS, COMMANDS, is_on, methods
from pilotage.facts.finding import Finding, failed, not_assessed, passed

AUTHENTICATOR = "microsoftauthenticator"
SHOWN = {
    "displayappinformationrequiredstate": "the application",
    "displaylocationinformationrequiredstate": "the location",
}
NOBODY = (None, "00000000-0000-0000-0000-000000000000")


@baseline_check(
    "identity.sign_in_context_shown",
    policy="MS.AAD.3.3v2",
    shall=True,
    areas=[AREAS],
    commands=COMMANDS,
)
def sign_in_context_shown(export: Export) -> Iterator[Finding]:
    """Yield one finding; where Authenticator is off there is nothing to show."""
    method = methods(export).get(AUTHENTICATOR, {})
    on, rows = is_on(method), export.evidence(*AREAS)
    if on is None:
        yield not_assessed(export.tenant, "the state of Microsoft Authenticator was not exported")
    elif not on:
        yield passed(export.tenant, "Microsoft Authenticator is not in use.", rows)
    elif hidden := ", ".join(_hidden(method)):
        yield failed(export.tenant, f"Microsoft Authenticator does not show {hidden}.", rows)
    else:
        yield passed(export.tenant, "Microsoft Authenticator shows where a sign-in is from.", rows)


def _hidden(method: Thing) -> Iterator[str]:
    """Yield what some people are not shown; a one-time code shows nothing at all."""
    for setting, what in SHOWN.items():
        path = f"featuresettings.{setting}"
        shown = word(method, f"{path}.state") == "enabled"
        everyone = word(method, f"{path}.includetarget.id") == "all_users"
        if not (shown and everyone and word(method, f"{path}.excludetarget.id") in NOBODY):
            yield f"{what} to everyone"
    if flag(method, "issoftwareoathenabled"):
        yield "anything beside its one-time codes"
