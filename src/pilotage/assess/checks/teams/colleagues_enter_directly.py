"""Colleagues are admitted to meetings without waiting.

Why     Where everyone waits, the organiser admits everyone who waits, strangers among them.
Fix     Teams admin centre, Meetings, Meeting policies, Global: set Who can bypass the lobby to
        People in my org.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/teams.md
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, Thing, baseline_check
from pilotage.assess.baseline.exported import word
from pilotage.assess.baseline.teams import MEETING_COMMANDS, MEETINGS, org_wide, speaking
from pilotage.facts.finding import Finding

ADMITTED = "autoadmittedusers"
COLLEAGUES = frozenset(
    {
        "everyoneincompany",
        "everyoneincompanyexcludingguests",
        "everyoneinsameandfederatedcompany",
    }
)
"""Choices for people in the organisation; ``everyone`` is more than the policy asks for."""

WORDS = speaking(
    "org-wide meeting policy",
    "does not admit just the organisation and those it trusts",
    "admits colleagues at once",
    "who bypasses the lobby",
)


@baseline_check(
    "teams.colleagues_enter_directly",
    policy="MS.TEAMS.1.4v1",
    shall=False,
    areas=[MEETINGS],
    commands=MEETING_COMMANDS,
)
def colleagues_enter_directly(export: Export) -> Iterator[Finding]:
    """Yield one finding about the org-wide policy; custom ones may differ."""
    yield org_wide(export, MEETINGS, (ADMITTED,), _breaks, WORDS)


def _breaks(policy: Thing) -> bool | None:
    admitted = word(policy, ADMITTED)
    return None if admitted is None else admitted not in COLLEAGUES
