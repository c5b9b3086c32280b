"""Which service a host of MX or of autodiscover belongs to.

Names as Microsoft publishes them:
https://learn.microsoft.com/microsoft-365/enterprise/external-domain-name-system-records
https://learn.microsoft.com/microsoft-365/enterprise/dns-records-for-office-365-gcc-high
https://learn.microsoft.com/microsoft-365/enterprise/dns-records-for-office-365-dod
https://learn.microsoft.com/purview/how-smtp-dane-works (mx.microsoft)
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class MailService:
    """A cloud of Exchange Online: ends of its MX hosts, its autodiscover hosts, its SPF record."""

    name: str
    mx: tuple[str, ...]
    autodiscover: tuple[str, ...]
    spf: str


EXCHANGE_ONLINE = (
    MailService(
        "Exchange Online",
        (".mail.protection.outlook.com", ".mx.microsoft"),
        ("autodiscover.outlook.com", "autodiscover-s.outlook.com"),
        "spf.protection.outlook.com",
    ),
    MailService(
        "Exchange Online for the US government",
        (".mail.protection.office365.us",),
        (
            "autodiscover.office365.us",
            "autodiscover-dod.office365.us",
            "autodiscover-s.office365.us",
            "autodiscover-s-dod.office365.us",
        ),
        "spf.protection.office365.us",
    ),
    MailService(
        "Exchange Online operated by 21Vianet",
        (".mail.protection.partner.outlook.cn",),
        ("autodiscover.partner.outlook.cn",),
        "spf.protection.partner.outlook.cn",
    ),
)


def receives_at(host: str) -> MailService | None:
    """Return the cloud of Exchange Online that an MX host belongs to, None for others."""
    return next((each for each in EXCHANGE_ONLINE if host.endswith(each.mx)), None)


def discovers_at(host: str) -> MailService | None:
    """Return the cloud of Exchange Online that an autodiscover host belongs to, or None."""
    return next((each for each in EXCHANGE_ONLINE if host in each.autodiscover), None)


def sends_from(spf: str) -> MailService | None:
    """Return the cloud of Exchange Online that an SPF record lets send, or None."""
    terms = [term.lstrip("+-~?") for term in spf.lower().split()]
    return next((each for each in EXCHANGE_ONLINE if f"include:{each.spf}" in terms), None)
