"""Which registered methods and devices let people meet a grant control.

Methods are words of the registration report. What the report cannot show, such as a method of a
federated identity provider, counts as there: only a certain lack is a lack. People whose account
is elsewhere bring methods and devices of their home, so they lack nothing for certain.

Sources https://learn.microsoft.com/graph/api/resources/userregistrationdetails
        https://learn.microsoft.com/graph/api/resources/authenticationstrengthpolicy
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import polars as pl

from pilotage.assess.coverage.census import Flags, able, elsewhere
from pilotage.assess.coverage.grants import NO_PHISHING, STRONG_NAMES
from pilotage.assess.coverage.policy import STRENGTH, Policy
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import AUTHENTICATION_REGISTRATION, DEVICES

PASSKEYS = (
    *("fido2", "fido2SecurityKey", "passKeyDeviceBound", "passKeyDeviceBoundAuthenticator"),
    *("passKeySynced",),
)
HELLO = ("windowsHelloForBusiness", "passKeyDeviceBoundWindowsHello")
PHONES = ("mobilePhone", "alternateMobilePhone", "officePhone")
APP = ("microsoftAuthenticatorPush", "microsoftAuthenticatorPasswordless")
METHODS: Mapping[str, tuple[str, ...]] = {
    "fido2": PASSKEYS,
    "windowshelloforbusiness": HELLO,
    "x509certificatemultifactor": ("x509Certificate", "x509CertificateMultiFactor"),
    "devicebasedpush": ("microsoftAuthenticatorPasswordless",),
    "temporaryaccesspassonetime": ("temporaryAccessPass",),
    "temporaryaccesspassmultiuse": ("temporaryAccessPass",),
    "password,microsoftauthenticatorpush": APP,
    "password,softwareoath": ("softwareOneTimePasscode",),
    "password,hardwareoath": ("hardwareOneTimePasscode",),
    "password,sms": PHONES,
    "password,voice": PHONES,
}
"""The methods of which one lets somebody use a combination of a strength."""

PASSWORDLESS = (*NO_PHISHING, "devicebasedpush")
NO_MFA, NO_COMPLIANT, NO_HYBRID = "lacks:mfa", "lacks:compliant", "lacks:hybrid"


def label_of(policy: Policy) -> str:
    """Return the label of those who cannot meet the strength of a policy."""
    return f"lacks:{','.join(sorted(_combinations(policy)))}"


def lacks(snapshot: Snapshot, policies: Iterable[Policy]) -> dict[str, Flags]:
    """Return by label which users certainly lack something, in the order of ``able``."""
    users = able(snapshot).select("user", away=elsewhere())
    report = snapshot.rows(AUTHENTICATION_REGISTRATION).select("user", "mfa_registered", "methods")
    known = users.join(report, on="user", how="left", maintain_order="left")
    found = {NO_MFA: _flags(known, ~pl.col("mfa_registered"))}
    for policy in policies:
        if STRENGTH in policy.controls and (words := _combinations(policy)):
            found[label_of(policy)] = _flags(known, _without(words))
    return found | _devices(snapshot, users)


def _combinations(policy: Policy) -> tuple[str, ...]:
    """Return what a strength accepts; nothing where that is any MFA, or not known."""
    name = policy.text("authentication_strength").lower()
    by_name = {STRONG_NAMES[1]: PASSWORDLESS, STRONG_NAMES[2]: NO_PHISHING}
    accepted = policy["strength_combinations"] or by_name.get(name, ())
    return accepted if set(accepted) <= METHODS.keys() else ()


def _without(combinations: Iterable[str]) -> pl.Expr:
    enough = sorted({method for each in combinations for method in METHODS[each]})
    return pl.col("methods").list.set_intersection(enough).list.len() == 0


def _devices(snapshot: Snapshot, users: pl.DataFrame) -> dict[str, Flags]:
    """Return who owns no compliant and no hybrid joined device; nobody if devices were not read."""
    nobody = np.zeros(users.height, bool)
    if snapshot.missing(DEVICES.needs("owner", "compliant", "trust")):
        return {NO_COMPLIANT: nobody, NO_HYBRID: nobody}
    usable = snapshot[DEVICES].filter(pl.col("enabled").fill_null(True))
    proofs = {
        NO_COMPLIANT: pl.col("compliant").fill_null(True),
        NO_HYBRID: pl.col("trust").fill_null("hybrid_joined") == "hybrid_joined",
    }
    return {
        label: _flags(users, ~pl.col("user").is_in(usable.filter(proof)["owner"].implode()))
        for label, proof in proofs.items()
    }


def _flags(rows: pl.DataFrame, lacking: pl.Expr) -> Flags:
    certain = (lacking & ~pl.col("away")).fill_null(False)
    return rows.select(lacks=certain)["lacks"].to_numpy()
