"""People who dial in wait in the lobby.

Why     A telephone number proves nothing; a caller who bypasses the lobby is in the room unseen.
Fix     Teams admin centre, Meetings, Meeting policies, in each policy: switch People dialling in
        can bypass the lobby off.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/teams.md
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, Thing, baseline_check
from pilotage.assess.baseline.exported import flag
from pilotage.assess.baseline.teams import MEETING_COMMANDS, MEETINGS, each, speaking
from pilotage.facts.finding import Finding

DIAL_IN = "allowpstnuserstobypasslobby"
WORDS = speaking(
    "meeting policies",
    "let callers bypass the lobby",
    "let callers wait in the lobby",
    "that switch",
)


@baseline_check(
    "teams.callers_wait_in_lobby",
    policy="MS.TEAMS.1.5v1",
    shall=False,
    areas=[MEETINGS],
    commands=MEETING_COMMANDS,
)
def callers_wait_in_lobby(export: Export) -> Iterator[Finding]:
    """Yield one finding about every meeting policy, custom ones too."""
    yield each(export, MEETINGS, (DIAL_IN,), _breaks, WORDS)


def _breaks(policy: Thing) -> bool | None:
    return flag(policy, DIAL_IN)
