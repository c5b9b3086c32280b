"""Guests are invited from authorised domains only.

Why     Anybody with an invitation becomes an account in the directory. A list of partner domains
        keeps a stolen or careless invitation from opening the door to a stranger.
Fix     The engineer lists the partner domains under External collaboration settings, "Allow
        invitations only to the specified domains"; their owner signs the [[attestation]].
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/aad.md#msaad83v1
"""

from pilotage.assess import attested_check
from pilotage.facts.finding import Area, Severity

attested_check(
    "access.guest_domains_authorised",
    area=Area.IDENTITY,
    severity=Severity.MEDIUM,
    attest_days=90,
    module=__name__,
    frameworks=["MS.AAD.8.3v1"],
)
