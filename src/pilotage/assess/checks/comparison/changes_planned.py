"""Every change of the environments since the last reading was planned.

Why     During a move everything changes at once, so a change that nobody planned hides well: a
        rule that forwards mail, a new administrator, an exception that stays.
Fix     The security lead runs pilotage compare on two snapshots of one environment, takes back or
        claims each change that is not planned, and signs in engagement.toml. A signature with a
        subject (a table or an object) explains that change alone.
Source  Pilotage practice: an unplanned change is claimed within a day or becomes an issue
"""

from pilotage.assess import attested_check
from pilotage.facts.finding import Area, Severity

attested_check(
    "comparison.changes_planned",
    area=Area.DOCUMENTATION,
    severity=Severity.MEDIUM,
    attest_days=14,
    module=__name__,
)
