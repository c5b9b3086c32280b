"""Channels cannot be reached by mail.

Why     The address of a channel belongs to Microsoft, not to the organisation; mail to it passes
        none of the filters that the organisation runs.
Fix     Teams admin centre, Teams, Teams settings, Email integration: switch Users can send emails
        to a channel email address off.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/teams.md
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, Thing, baseline_check
from pilotage.assess.baseline.exported import flag
from pilotage.assess.baseline.teams import (
    CLIENT,
    CLIENT_COMMANDS,
    configuration,
    in_government_cloud,
    not_there,
    speaking,
)
from pilotage.facts.finding import Finding

MAIL = "allowemailintochannel"
WORDS = speaking(
    "email integration", "lets mail into channels", "keeps mail out of channels", "that switch"
)


@baseline_check(
    "teams.email_to_channels_off",
    policy="MS.TEAMS.4.1v1",
    shall=True,
    areas=[CLIENT],
    commands=CLIENT_COMMANDS,
)
def email_to_channels_off(export: Export) -> Iterator[Finding]:
    """Yield one finding; government clouds know no mail to channels."""
    if in_government_cloud(export):
        yield not_there(export, CLIENT, "Mail to channels")
        return
    yield configuration(export, CLIENT, (MAIL,), _breaks, WORDS)


def _breaks(found: Thing) -> bool | None:
    return flag(found, MAIL)
