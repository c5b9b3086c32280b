"""Security defaults, written as the policies that they amount to.

They block legacy clients for everyone, ask administrators for MFA at each sign-in, and ask
everyone for MFA who manages Azure. Other people are asked only when Microsoft sees a risk, which
no policy here stands for.

Source  https://learn.microsoft.com/entra/fundamentals/security-defaults
"""

from __future__ import annotations

from pilotage.assess.coverage.policy import Policy, State
from pilotage.assess.sign_in.security_defaults import security_defaults
from pilotage.facts.snapshot import Snapshot

AZURE_MANAGEMENT = "797f4846-ba00-4fd7-ba43-dac1f8f63013"
ADMINISTRATORS = (
    "62e90394-69f5-4237-9190-012177145e10",
    "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3",
    "c4e39bd9-1100-46d3-8c65-fb160da0071f",
    "b0f54661-2d74-4c50-afa3-1ec803f12efe",
    "158c047a-c907-4556-b7ef-446551a6b5f7",
    "b1be1c3e-b65d-4f19-8427-f6fa0d97feb9",
    "29232cdf-9323-42fd-ade2-1d097af3e4de",
    "729827e3-9c14-49f7-bb1b-9608f156bbb8",
    "966707d0-3269-4727-9be2-8c3a10f19b9d",
    "7be44c8a-adaf-4e2a-84d6-ab2649e08a13",
    "e8611ab8-c189-46e8-94e1-60213ab1f814",
    "194ae4cb-b126-40b2-bd5b-6091b380977d",
    "f28a1f50-f6e7-4571-818b-6a12f2af6b6c",
    "fe930be7-5e62-47db-91af-98c3a49a38b1",
)
"""Administrators of everything, applications, authentication, billing, cloud applications,
Conditional Access, Exchange, the help desk, passwords, privileged authentication, privileged
roles, security, SharePoint and users, by role template id."""


def defaults(snapshot: Snapshot) -> tuple[Policy, ...]:
    """Return what security defaults enforce; nothing where they are off, or not known."""
    if security_defaults(snapshot).is_empty():
        return ()
    everyone, everything = ("all",), ("all",)
    return (
        _policy(
            "legacy clients",
            "block",
            include_users=everyone,
            include_applications=everything,
            client_apps=("exchangeactivesync", "other"),
        ),
        _policy(
            "administrators",
            "mfa",
            include_roles=ADMINISTRATORS,
            include_applications=everything,
        ),
        _policy(
            "Azure management",
            "mfa",
            include_users=everyone,
            include_applications=(AZURE_MANAGEMENT,),
        ),
    )


def _policy(what: str, control: str, **words: tuple[str, ...]) -> Policy:
    name = f"security defaults: {what}"
    return Policy(name, name, State.ON, (control,), words=words)
