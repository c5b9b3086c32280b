"""How a test builds the mail protection of a tenant, as an export has it.

``rule("Standard Preset Security Policy")`` is for everyone and on; a change narrows it.
"""

from __future__ import annotations

from typing import Any

STRICT, STANDARD = "Strict Preset Security Policy", "Standard Preset Security Policy"
LINKS = ("MalwareFilterPolicy", "AntiPhishPolicy", "HostedContentFilterPolicy")
ATP_LINKS = ("SafeLinksPolicy", "SafeAttachmentPolicy")

Json = dict[str, Any]


def rule(name: str, **changes: Any) -> Json:
    """Return a rule that is on, for everyone, and names the policy that is called as it is."""
    return {
        "Identity": name,
        "State": "Enabled",
        "Priority": 0,
        "SentTo": None,
        "SentToMemberOf": None,
        "RecipientDomainIs": None,
        "ExceptIfSentTo": None,
        "ExceptIfSentToMemberOf": None,
        "ExceptIfRecipientDomainIs": None,
        **dict.fromkeys((*LINKS, *ATP_LINKS), name),
        **changes,
    }


def presets(strict: Json | None = None, standard: Json | None = None) -> list[Json]:
    """Return the rules of both presets, on and for everyone but for these changes."""
    return [rule(STRICT, **(strict or {})), rule(STANDARD, **(standard or {}))]


def accepted(*domains: str) -> list[Json]:
    """Return the mail domains of a tenant."""
    return [{"DomainName": domain} for domain in domains]
