"""People who use a verification code prove themselves again within 30 days.

Why     Whoever opens a file with a code sent by mail has no account that can be closed; asking
        again ends the access of those who lost the mailbox.
Fix     SharePoint admin centre, Policies, Sharing, More external sharing settings: people who use a
        verification code must reauthenticate after 30 days or fewer.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/sharepoint.md
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, Thing, baseline_check
from pilotage.assess.baseline.exported import flag, number, verdict
from pilotage.assess.baseline.sharing import AREA, COMMANDS, MOST_DAYS, NOBODY, reach, tenant
from pilotage.facts.finding import Finding

REQUIRED, DAYS = "emailattestationrequired", "emailattestationreauthdays"


@baseline_check(
    "sharepoint.verification_codes_renewed",
    policy="MS.SHAREPOINT.3.3v2",
    shall=True,
    areas=[AREA],
    commands=COMMANDS,
)
def verification_codes_renewed(export: Export) -> Iterator[Finding]:
    """Yield one finding; where nobody outside is shared with, there are no codes.

    Version 2 of the policy holds for existing guests too; version 1 left them out.
    """
    yield verdict(
        export,
        AREA,
        ("sharingcapability", REQUIRED, DAYS),
        _renewed(tenant(export)),
        right="Sharing outside is off, or verification codes are renewed within 30 days.",
        wrong="People who use a verification code need not prove themselves within 30 days.",
    )


def _renewed(found: Thing) -> bool | None:
    shares, required, days = reach(found), flag(found, REQUIRED), number(found, DAYS)
    if shares is None or shares == NOBODY:
        return None if shares is None else True
    if required is False or (days is not None and not 1 <= days <= MOST_DAYS):
        return False
    return None if required is None or days is None else True
