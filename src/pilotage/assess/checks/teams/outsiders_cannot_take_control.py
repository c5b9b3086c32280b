"""People from outside cannot ask for control of a shared screen.

Why     Whoever controls a shared screen acts with the rights of the person who shares it.
Fix     Teams admin centre, Meetings, Meeting policies, in each policy: switch External participants
        can give or request control off.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/teams.md
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, Thing, baseline_check
from pilotage.assess.baseline.exported import flag
from pilotage.assess.baseline.teams import MEETING_COMMANDS, MEETINGS, each, speaking
from pilotage.facts.finding import Finding

CONTROL = "allowexternalparticipantgiverequestcontrol"
WORDS = speaking(
    "meeting policies",
    "let people from outside take control",
    "keep control with the organisation",
    "that switch",
)


@baseline_check(
    "teams.outsiders_cannot_take_control",
    policy="MS.TEAMS.1.1v1",
    shall=False,
    areas=[MEETINGS],
    commands=MEETING_COMMANDS,
)
def outsiders_cannot_take_control(export: Export) -> Iterator[Finding]:
    """Yield one finding about every meeting policy, custom ones too."""
    yield each(export, MEETINGS, (CONTROL,), _breaks, WORDS)


def _breaks(policy: Thing) -> bool | None:
    return flag(policy, CONTROL)
