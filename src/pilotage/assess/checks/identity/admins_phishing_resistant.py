"""Every administrator has registered a phishing-resistant method.

Why     An administrator without a key is locked out the moment the policy of the target asks for
        one, usually in the night of the cutover.
Fix     Hand a security key or passkey to each administrator and register it in both environments;
        methods do not migrate.
Source  https://learn.microsoft.com/entra/identity/authentication/concept-authentication-strengths
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import check
from pilotage.assess.judgement import Words, conclude
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import AUTHENTICATION_REGISTRATION as REGISTRATION
from pilotage.facts.tables import USERS

RESISTANT = (
    "fido2",
    "fido2SecurityKey",
    "passKeyDeviceBound",
    "passKeyDeviceBoundAuthenticator",
    "passKeyDeviceBoundWindowsHello",
    "windowsHelloForBusiness",
    "x509Certificate",
    "x509CertificateMultiFactor",
)
"""Words of the report in ``methodsRegistered``:
https://learn.microsoft.com/graph/api/resources/userregistrationdetails"""

WORDS = Words(
    things="administrators",
    wrong="registered no phishing-resistant method",
    right="registered a phishing-resistant method",
    unsure="came without their methods or role",
    name=("upn", "user"),
)


@check(
    "identity.admins_phishing_resistant",
    area=Area.IDENTITY,
    severity=Severity.CRITICAL,
    needs=[REGISTRATION.needs("methods", "is_admin")],
)
def admins_phishing_resistant(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding about everyone whom the report calls an administrator."""
    methods = pl.col("methods").list
    lacking = ~pl.any_horizontal(methods.contains(method) for method in RESISTANT)
    names = snapshot.rows(USERS).select("user", "upn")
    rows = snapshot[REGISTRATION].select("user", "is_admin", "methods")
    named = rows.join(names, on="user", how="left", maintain_order="left")
    admin = pl.col("is_admin")
    yield conclude(snapshot.tenant, named, lacking, WORDS, among=admin, expected=True)
