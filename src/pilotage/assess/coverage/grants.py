"""What a policy demands, and where a sign-in without it is stopped.

All policies that apply must be met, so a control is enforced where one of them cannot be met
without it. Being stopped meets every control. Legacy clients stop at any grant control: they
cannot send a second factor, device compliance or join state. Exchange ActiveSync can still
prove a compliant device.

Sources https://learn.microsoft.com/entra/identity/conditional-access/block-legacy-authentication
        https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-grant
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum

from pilotage.assess.coverage.cubes import EVERYTHING, Cube, meets
from pilotage.assess.coverage.devices import COMPLIANT, DEVICE, HYBRID, UNMANAGED
from pilotage.assess.coverage.policy import STRENGTH, UNKNOWN, Policy
from pilotage.assess.coverage.sign_in import ACTIVE_SYNC, CLIENT, LEGACY, OTHER_CLIENTS
from pilotage.assess.sign_in.policies import MFA_STRENGTHS, MULTI_FACTOR, PHISHING_RESISTANT

Lacking = Callable[[str, Policy, bool], list[Cube]]
"""Says where a sign-in lacks a grant control; the flag asks for what is sure."""

ALWAYS: list[Cube] = [EVERYTHING]
NEVER: list[Cube] = []

SINGLE_FACTOR = (
    *("password", "sms", "voice", "email", "federatedsinglefactor", "qrcodepin"),
    *("x509certificatesinglefactor", "hardwareoath", "softwareoath", "microsoftauthenticatorpush"),
)
TWO_FACTORS = tuple(word.lower() for word in MULTI_FACTOR)
NO_PHISHING = tuple(word.lower() for word in PHISHING_RESISTANT)
STRONG_NAMES = tuple(name.lower() for name in MFA_STRENGTHS)


class Control(Enum):
    """The four controls whose coverage can be asked for."""

    MFA = "mfa"
    PHISHING_RESISTANT = "phishing_resistant"
    BLOCK_LEGACY = "block_legacy"
    MANAGED_DEVICE = "managed_device"


CONCERNS: Mapping[Control, Cube] = {
    Control.MFA: EVERYTHING,
    Control.PHISHING_RESISTANT: EVERYTHING,
    Control.BLOCK_LEGACY: {CLIENT.name: LEGACY},
    Control.MANAGED_DEVICE: {DEVICE.name: UNMANAGED},
}
"""The sign-ins that each control is about."""


def stopped(policy: Policy, lacking: Lacking, *, sure: bool) -> list[Cube]:
    """Return where a sign-in to which the policy applies gets no further."""
    if "block" in policy.controls:
        return ALWAYS
    if not policy.controls:
        return NEVER
    asked = [lacking(control, policy, sure) for control in policy.controls]
    every = [cube for cubes in asked for cube in cubes]
    strict = policy.operator == "AND" or (policy.operator != "OR" and not sure)
    old: Cube = {CLIENT.name: OTHER_CLIENTS}
    return [*(every if strict else meets(*asked)), old]


def without(control: Control) -> Lacking:
    """Return what somebody lacks who has everything except ``control``."""

    def lacking(asked: str, policy: Policy, sure: bool) -> list[Cube]:
        if asked == UNKNOWN:
            return NEVER if sure else ALWAYS
        if asked in DEVICE_PROOFS:
            return [{DEVICE.name: DEVICE.full & ~DEVICE_PROOFS[asked]}]
        if asked == "mfa" and control is Control.MFA:
            return ALWAYS
        if asked == STRENGTH and _enforces(policy, control, sure=sure):
            return ALWAYS
        return [{CLIENT.name: ACTIVE_SYNC}] if asked in ("mfa", STRENGTH) else NEVER

    return lacking


DEVICE_PROOFS = {"compliantdevice": COMPLIANT, "domainjoineddevice": HYBRID}


def _enforces(policy: Policy, control: Control, *, sure: bool) -> bool:
    """Tell whether an authentication strength accepts nothing short of ``control``."""
    if control not in (Control.MFA, Control.PHISHING_RESISTANT):
        return False
    resistant = control is Control.PHISHING_RESISTANT
    answers = {_is_strong(word, resistant) for word in policy["strength_combinations"]}
    if not answers:
        name = policy.text("authentication_strength").lower()
        known = name in STRONG_NAMES
        answers = {(name == STRONG_NAMES[-1] if resistant else True) if known else None}
    return False not in answers and not (sure and None in answers)


def _is_strong(combination: str, resistant: bool) -> bool | None:
    """Tell whether a combination is strong enough, None if it is not known."""
    if combination in NO_PHISHING:
        return True
    if "," in combination or combination in TWO_FACTORS:
        return not resistant
    return False if combination in SINGLE_FACTOR else None
