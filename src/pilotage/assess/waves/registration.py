"""What people registered in the target, beside the people who move."""

from __future__ import annotations

import polars as pl

from pilotage.assess.coverage.methods import HELLO, PASSKEYS, PHONES
from pilotage.assess.waves.crossing import Crossing
from pilotage.facts.tables import AUTHENTICATION_REGISTRATION

WEAK = (*PHONES, "sms", "voice", "email", "securityQuestion", "password")
"""Methods that are no strong second factor: text messages, calls, mail, and no factor at all."""

RESISTANT = (
    *(*PASSKEYS, *HELLO, "x509Certificate", "x509CertificateMultiFactor"),
    "macOsSecureEnclaveKey",
)
"""Methods that cannot be phished.
https://learn.microsoft.com/entra/identity/authentication/concept-authentication-strengths"""


def registered(who: Crossing) -> pl.DataFrame:
    """Return the people who move with their registration in the target, null where unknown."""
    report = who.there[AUTHENTICATION_REGISTRATION].select(
        "mfa_registered", "mfa_capable", "methods", target="user"
    )
    return who.people.join(report, on="target", how="left", maintain_order="left")


def named() -> pl.Expr:
    """Return the methods of a row as words, in a stable order."""
    return pl.col("methods").list.sort().list.join(", ")
