"""Anonymous people and callers wait in the lobby.

Why     Who walks straight in hears what is said before anybody notices that he is there.
Fix     Teams admin centre, Meetings, Meeting policies, Global: let no more than people in the
        organisation, and those it trusts, bypass the lobby, and switch People dialling in off.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/teams.md
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, Thing, baseline_check
from pilotage.assess.baseline.exported import either, flag, word
from pilotage.assess.baseline.teams import MEETING_COMMANDS, MEETINGS, org_wide, speaking
from pilotage.facts.finding import Finding

ADMITTED, DIAL_IN = "autoadmittedusers", "allowpstnuserstobypasslobby"
WORDS = speaking(
    "org-wide meeting policy",
    "admits strangers or callers at once",
    "lets strangers and callers wait in the lobby",
    "who bypasses the lobby",
)


@baseline_check(
    "teams.strangers_wait_in_lobby",
    policy="MS.TEAMS.1.3v1",
    shall=False,
    areas=[MEETINGS],
    commands=MEETING_COMMANDS,
)
def strangers_wait_in_lobby(export: Export) -> Iterator[Finding]:
    """Yield one finding about the org-wide policy; custom ones may differ."""
    yield org_wide(
        export,
        MEETINGS,
        (
            ADMITTED,
            DIAL_IN,
        ),
        _breaks,
        WORDS,
    )


def _breaks(policy: Thing) -> bool | None:
    admitted = word(policy, ADMITTED)
    everyone = None if admitted is None else admitted == "everyone"
    return either(everyone, flag(policy, DIAL_IN))
