"""Reviews at day 30, 60 and 90 are in somebody's calendar.

Why     What was promised to the sponsor shows after weeks. If nobody is booked to look, nobody
        looks.
Fix     The migration lead books three dates, each with an owner, and signs the [[attestation]].
Source  https://www.gov.uk/government/publications/the-green-book-appraisal-and-evaluation-in-central-government
"""

from pilotage.assess import attested_check
from pilotage.facts.finding import Area, Severity

attested_check(
    "hypercare.reviews_booked",
    area=Area.HYPERCARE,
    severity=Severity.MEDIUM,
    attest_days=180,
    module=__name__,
)
