"""What a Conditional Access policy really covers: the holes that keep it from covering everyone.

Words of Graph: https://learn.microsoft.com/graph/api/resources/conditionalaccesspolicy
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from pilotage.facts.tables import CONDITIONAL_ACCESS_POLICIES as POLICIES

NO_CONDITION = ("name", "include_guest_tenants", "terms_of_use", "session_controls", "modified_at")

NEEDED = POLICIES.needs(*(name for name in POLICIES.columns if name not in NO_CONDITION))
"""Every condition and control: a policy seen without one of them may have any hole."""

MULTI_FACTOR = (
    "windowsHelloForBusiness",
    "fido2",
    "x509CertificateMultiFactor",
    "deviceBasedPush",
    "temporaryAccessPassOneTime",
    "temporaryAccessPassMultiUse",
    "federatedMultiFactor",
)
"""Strength combinations of one word that are two factors; a pair such as ``password,sms`` is too.
https://learn.microsoft.com/graph/api/resources/authenticationstrengthpolicy"""

PHISHING_RESISTANT = ("windowsHelloForBusiness", "fido2", "x509CertificateMultiFactor")
"""https://learn.microsoft.com/entra/identity/authentication/concept-authentication-strengths"""

MFA_STRENGTHS = ("Multifactor authentication", "Passwordless MFA", "Phishing-resistant MFA")
"""Built-in strengths, by name, for exports that carry no combinations."""


def _listed(*columns: str) -> pl.Expr:
    return pl.any_horizontal(pl.col(name).list.len().fill_null(0) > 0 for name in columns)


def _holds(column: str, *words: str) -> pl.Expr:
    return pl.any_horizontal(pl.col(column).list.contains(word) for word in words).fill_null(False)


def _narrowed(include: str, exclude: str, everything: str) -> pl.Expr:
    return (_listed(include) & ~_holds(include, everything)) | _listed(exclude)


NARROWING = {
    "applications": ~_holds("include_applications", "All") | _listed("exclude_applications"),
    "application filter": pl.col("application_filter").is_not_null(),
    "user actions": _listed("user_actions", "authentication_contexts"),
    "platforms": _narrowed("include_platforms", "exclude_platforms", "all"),
    "locations": _narrowed("include_locations", "exclude_locations", "All"),
    "devices": pl.col("device_filter").is_not_null() | pl.col("device_filter_mode").is_not_null(),
    "risk": _listed("sign_in_risk", "user_risk", "service_principal_risk", "insider_risk"),
    "authentication flows": _listed("authentication_flows"),
    "workload identities": _listed("workload_identities"),
    "not understood": _listed("unknown"),
}
"""Conditions that make a policy apply to some sign-ins only, each by a word for people."""

LEFT_OUT = {
    "not enforced": pl.col("state").ne_missing("enabled"),
    "excluded users": _listed("exclude_users"),
    "excluded groups": _listed("exclude_groups"),
    "excluded roles": _listed("exclude_roles"),
    "excluded guests": _listed("exclude_guest_types", "exclude_guest_tenants"),
}
"""What keeps a policy from holding for the people it names."""

NOT_EVERYONE = {"some users only": ~_holds("include_users", "All")}
SOME_CLIENTS = {"some clients only": _listed("client_apps") & ~_holds("client_apps", "all")}


def with_holes(policies: pl.DataFrame, *kinds: dict[str, pl.Expr]) -> pl.DataFrame:
    """Return the policies with ``holes``: the word of each hole that a policy has."""
    holes = [
        pl.when(hole).then(pl.lit(word))
        for kind in (LEFT_OUT, NARROWING, *kinds)
        for word, hole in kind.items()
    ]
    return policies.with_columns(holes=pl.concat_list(holes).list.drop_nulls())


def airtight() -> pl.Expr:
    """Tell which rows of ``with_holes`` have none."""
    return pl.col("holes").list.len() == 0


def blocks() -> pl.Expr:
    """Tell which policies refuse the sign-in outright."""
    return _holds("grant_controls", "block")


def demands_mfa() -> pl.Expr:
    """Tell which policies cannot be satisfied without a second factor.

    With OR, each alternative must be MFA: a compliant device instead of MFA is no MFA.
    """
    two_factors = pl.element().is_in(MULTI_FACTOR) | pl.element().str.contains(",")
    return _demands("mfa", _strength(two_factors, MFA_STRENGTHS))


def demands_phishing_resistance() -> pl.Expr:
    """Tell which policies accept nothing but phishing-resistant methods."""
    return _demands("", _strength(pl.element().is_in(PHISHING_RESISTANT), MFA_STRENGTHS[-1:]))


def _strength(good: pl.Expr, names: Sequence[str]) -> pl.Expr:
    """Tell whether all combinations of a strength are ``good``; its name counts without them."""
    combinations = pl.col("strength_combinations").list
    unread = combinations.len().fill_null(0) == 0
    by_name = pl.col("authentication_strength").is_in(names)
    every = combinations.eval(good).list.all()
    return pl.when(unread).then(by_name).otherwise(every).fill_null(False)


def _demands(control: str, strong: pl.Expr) -> pl.Expr:
    """Tell whether a control or a strength is unavoidable, given AND or OR between them."""
    others = pl.col("grant_controls").list.set_difference([control]).list.len().fill_null(0)
    asked = _holds("grant_controls", control) | strong
    weak_strength = pl.col("authentication_strength").is_not_null() & ~strong
    unavoidable = (pl.col("grant_operator") == "AND").fill_null(False) | (
        (others == 0) & ~weak_strength
    )
    return asked & unavoidable
