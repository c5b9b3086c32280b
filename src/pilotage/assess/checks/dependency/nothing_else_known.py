"""The departments state that they know of nothing else that would break.

Why     Logs do not show the machine that a partner reads once a quarter. The people who work with
        it know, and only if they are asked.
Fix     Two weeks before the window the migration lead asks every department head: what else sends,
        fetches or breaks? The answers, "nothing else" included, are signed.
Source  Pilotage practice: interviews with the screen open, after thirty days of logs.
"""

from pilotage.assess import attested_check
from pilotage.facts.finding import Area, Severity

attested_check(
    "dependency.nothing_else_known",
    area=Area.DEPENDENCIES,
    severity=Severity.MEDIUM,
    attest_days=30,
    module=__name__,
)
