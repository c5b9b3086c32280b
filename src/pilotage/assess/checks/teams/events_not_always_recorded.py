"""Live events are not always recorded.

Why     Where the organiser has no choice, recordings pile up that nobody wanted and nobody guards.
Fix     Teams admin centre, Meetings, Live events policies, Global: let the organiser record, or
        never record.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/teams.md
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, Thing, baseline_check
from pilotage.assess.baseline.exported import word
from pilotage.assess.baseline.teams import EVENT_COMMANDS, EVENTS, org_wide, speaking
from pilotage.facts.finding import Finding

RECORDING = "broadcastrecordingmode"
MODES = {"alwaysenabled": True, "alwaysdisabled": False, "useroverride": False}
"""Modes by whether they break the rule."""

WORDS = speaking(
    "org-wide live event policy",
    "always records",
    "leaves recording to the organiser, or off",
    "that choice",
)


@baseline_check(
    "teams.events_not_always_recorded",
    policy="MS.TEAMS.1.7v2",
    shall=False,
    areas=[EVENTS],
    commands=EVENT_COMMANDS,
)
def events_not_always_recorded(export: Export) -> Iterator[Finding]:
    """Yield one finding about the org-wide policy; custom ones may differ."""
    yield org_wide(export, EVENTS, (RECORDING,), _breaks, WORDS)


def _breaks(policy: Thing) -> bool | None:
    return MODES.get(word(policy, RECORDING) or "")
