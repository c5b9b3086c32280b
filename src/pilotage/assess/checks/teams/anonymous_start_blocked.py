"""Nobody without a name can start a meeting.

Why     A meeting that strangers can start is one that they can use to look up and ring colleagues.
Fix     Teams admin centre, Meetings, Meeting policies, in each policy: switch Anonymous users and
        dial-in callers can start a meeting off.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/teams.md
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, Thing, baseline_check
from pilotage.assess.baseline.exported import flag
from pilotage.assess.baseline.teams import MEETING_COMMANDS, MEETINGS, each, speaking
from pilotage.facts.finding import Finding

START = "allowanonymoususerstostartmeeting"
WORDS = speaking(
    "meeting policies",
    "let people without a name start meetings",
    "leave starting to people with a name",
    "that switch",
)


@baseline_check(
    "teams.anonymous_start_blocked",
    policy="MS.TEAMS.1.2v2",
    shall=True,
    areas=[MEETINGS],
    commands=MEETING_COMMANDS,
)
def anonymous_start_blocked(export: Export) -> Iterator[Finding]:
    """Yield one finding about every meeting policy, custom ones too."""
    yield each(export, MEETINGS, (START,), _breaks, WORDS)


def _breaks(policy: Thing) -> bool | None:
    return flag(policy, START)
