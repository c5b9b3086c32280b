"""Alerts reach somebody who watches.

Why     An alert that nobody reads is a record of the intrusion, not a defence. During the move the
        usual reader may be busy, or have no mailbox.
Fix     The security lead sends the alerts to a mailbox that is watched or to the SIEM, for source
        and target, and signs here who watches it.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/securitysuite.md
"""

from pilotage.assess import attested_check
from pilotage.facts.finding import Area, Severity

attested_check(
    "defender.alerts_watched",
    area=Area.IDENTITY,
    severity=Severity.MEDIUM,
    attest_days=180,
    module=__name__,
    frameworks=["MS.DEFENDER.5.2v1", "MS.SECURITYSUITE.4.2v1", "MS.EXO.16.2v1"],
)
