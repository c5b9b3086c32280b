"""Meetings are not recorded by default.

Why     A recording holds faces, screens and words, and is shared more easily than it is deleted.
Fix     Teams admin centre, Meetings, Meeting policies, Global: switch Meeting recording off. Give
        the few who need it a policy of their own.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/teams.md
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, Thing, baseline_check
from pilotage.assess.baseline.exported import flag
from pilotage.assess.baseline.teams import MEETING_COMMANDS, MEETINGS, org_wide, speaking
from pilotage.facts.finding import Finding

RECORDING = "allowcloudrecording"
WORDS = speaking(
    "org-wide meeting policy",
    "lets everyone record meetings",
    "leaves recording off",
    "that switch",
)


@baseline_check(
    "teams.recording_off",
    policy="MS.TEAMS.1.6v1",
    shall=False,
    areas=[MEETINGS],
    commands=MEETING_COMMANDS,
)
def recording_off(export: Export) -> Iterator[Finding]:
    """Yield one finding about the org-wide policy; custom ones may differ."""
    yield org_wide(export, MEETINGS, (RECORDING,), _breaks, WORDS)


def _breaks(policy: Thing) -> bool | None:
    return flag(policy, RECORDING)
