"""What a Conditional Access policy really covers: the holes that keep it from covering everyone.

Words of Graph: https://learn.microsoft.com/graph/api/resources/conditionalaccesspolicy
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import polars as pl

from pilotage.assess.exclusions import Registered
from pilotage.facts.tables import CONDITIONAL_ACCESS_POLICIES as POLICIES

NO_CONDITION = ("name", "include_guest_tenants", "session_controls", "modified_at")

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

MANAGED = ("compliantDevice", "domainJoinedDevice")
"""Controls that a managed device alone satisfies."""

MFA_STRENGTHS = ("Multifactor authentication", "Passwordless MFA", "Phishing-resistant MFA")
"""Built-in strengths, by name, for exports that carry no combinations."""

NOT_UNDERSTOOD = "not understood"
"""The hole of a policy with a condition, control or operator that we do not know."""


def listed(*columns: str) -> pl.Expr:
    """Tell which policies say anything in one of ``columns``."""
    return pl.any_horizontal(pl.col(name).list.len().fill_null(0) > 0 for name in columns)


def holds(column: str, *words: str) -> pl.Expr:
    """Tell which policies have one of ``words`` in a list."""
    return pl.any_horizontal(pl.col(column).list.contains(word) for word in words).fill_null(False)


def _narrowed(include: str, exclude: str, everything: str) -> pl.Expr:
    return (listed(include) & ~holds(include, everything)) | listed(exclude)


NARROWING = {
    "application filter": pl.col("application_filter").is_not_null(),
    "user actions": listed("user_actions", "authentication_contexts"),
    "platforms": _narrowed("include_platforms", "exclude_platforms", "all"),
    "locations": _narrowed("include_locations", "exclude_locations", "All"),
    "devices": pl.col("device_filter").is_not_null() | pl.col("device_filter_mode").is_not_null(),
    "user risk": listed("user_risk"),
    "sign-in risk": listed("sign_in_risk"),
    "other risk": listed("service_principal_risk", "insider_risk"),
    "authentication flows": listed("authentication_flows"),
    "workload identities": listed("workload_identities", "exclude_workload_identities"),
    NOT_UNDERSTOOD: listed("unknown")
    | ~pl.col("grant_operator").is_in(["AND", "OR"]).fill_null(True),
}
"""Conditions that make a policy apply to some sign-ins only, each by a word for people."""

NOT_EVERYONE = {"some users only": ~holds("include_users", "All")}
SOME_CLIENTS = {"some clients only": listed("client_apps") & ~holds("client_apps", "all")}


def with_holes(
    policies: pl.DataFrame,
    *kinds: dict[str, pl.Expr],
    registered: Registered | None = None,
    besides: Collection[str] = (),
) -> pl.DataFrame:
    """Return the policies with ``holes``: the word of each hole that a policy has.

    Whoever is ``registered`` may be left out. ``besides`` names conditions that are no hole,
    because they are what the policy is about.
    """
    holes = [
        pl.when(hole).then(pl.lit(word))
        for kind in (_left_out(registered or Registered()), NARROWING, *kinds)
        for word, hole in kind.items()
        if word not in besides
    ]
    return policies.with_columns(holes=pl.concat_list(holes).list.drop_nulls())


def _left_out(registered: Registered) -> dict[str, pl.Expr]:
    """Return what keeps a policy from holding for the people and applications it names."""
    guests = _unregistered("exclude_guest_types", registered.guests)
    of_some = listed("exclude_guest_tenants") & ~listed("exclude_guest_types")
    others = _unregistered("exclude_applications", registered.applications)
    return {
        "not enforced": pl.col("state").str.to_lowercase().ne_missing("enabled"),
        "excluded users": _unregistered("exclude_users", registered.users),
        "excluded groups": _unregistered("exclude_groups", registered.groups),
        "excluded roles": listed("exclude_roles"),
        "excluded guests": guests | of_some,
        "applications": ~holds("include_applications", "All") | others,
    }


def _unregistered(column: str, allowed: frozenset[str]) -> pl.Expr:
    if not allowed:
        return listed(column)
    lower = pl.col(column).list.eval(~pl.element().str.to_lowercase().is_in(allowed))
    return lower.list.any().fill_null(False)


def airtight() -> pl.Expr:
    """Tell which rows of ``with_holes`` have none."""
    return pl.col("holes").list.len() == 0


def doubtful() -> pl.Expr:
    """Tell which rows of ``with_holes`` have no hole but what is not understood."""
    return pl.col("holes").list.set_difference([NOT_UNDERSTOOD]).list.len() == 0


def blocks() -> pl.Expr:
    """Tell which policies refuse the sign-in outright."""
    return holds("grant_controls", "block")


def demands_mfa() -> pl.Expr:
    """Tell which policies cannot be satisfied without a second factor.

    With OR, each alternative must be MFA: a compliant device instead of MFA is no MFA.
    """
    two_factors = pl.element().is_in(MULTI_FACTOR) | pl.element().str.contains(",")
    return _demands(["mfa"], _strength(two_factors, MFA_STRENGTHS))


def demands_phishing_resistance() -> pl.Expr:
    """Tell which policies accept nothing but phishing-resistant methods."""
    return _demands([], _strength(pl.element().is_in(PHISHING_RESISTANT), MFA_STRENGTHS[-1:]))


def demands_managed_device() -> pl.Expr:
    """Tell which policies accept nothing but a device that is compliant or hybrid joined."""
    return _demands(MANAGED, pl.lit(False))


def _strength(good: pl.Expr, names: Sequence[str]) -> pl.Expr:
    """Tell whether all combinations of a strength are ``good``; its name counts without them."""
    combinations = pl.col("strength_combinations").list
    unread = combinations.len().fill_null(0) == 0
    by_name = pl.col("authentication_strength").is_in(names)
    every = combinations.eval(good).list.all()
    return pl.when(unread).then(by_name).otherwise(every).fill_null(False)


def _demands(controls: Sequence[str], strong: pl.Expr) -> pl.Expr:
    """Tell whether a control or a strength is unavoidable, given AND or OR between them.

    An operator that we do not know counts as AND here; ``NOT_UNDERSTOOD`` speaks of it.
    """
    others = pl.col("grant_controls").list.set_difference(["", *controls]).list.len().fill_null(0)
    asked = holds("grant_controls", *controls) | strong if controls else strong
    named = pl.col("authentication_strength").is_not_null() | listed("strength_combinations")
    alone = (others == 0) & ~listed("terms_of_use") & ~(named & ~strong)
    return asked & ((pl.col("grant_operator") != "OR").fill_null(False) | alone)
