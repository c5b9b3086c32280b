"""Applications that may not open protected files are listed.

Why     A rule for restricted applications needs to know which these are. An empty list restricts
        nothing.
Fix     The security lead lists the applications under Restricted apps and Unallowed Bluetooth apps
        in the endpoint settings of data loss prevention, and signs here who agreed to the list.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/defender.md
"""

from pilotage.assess import attested_check
from pilotage.facts.finding import Area, Severity

attested_check(
    "defender.restricted_apps_listed",
    area=Area.IDENTITY,
    severity=Severity.MEDIUM,
    attest_days=180,
    module=__name__,
    frameworks=["MS.DEFENDER.4.5v1"],
)
