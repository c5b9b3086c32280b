"""Logs, within a window: sign-ins of clients that cannot do MFA, and changes in the directory.

Source  https://learn.microsoft.com/entra/identity/conditional-access/policy-block-legacy-authentication
"""

from __future__ import annotations

from pilotage.connect.graph.declared import PREMIUM, Resource
from pilotage.connect.graph.throttle import IDENTITY_REPORTS

READ = ("AuditLog.Read.All",)
DAYS = 30
LEGACY = (
    "Authenticated SMTP",
    "AutoDiscover",
    "Exchange ActiveSync",
    "Exchange Online PowerShell",
    "Exchange Web Services",
    "IMAP4",
    "MAPI Over HTTP",
    "Offline Address Book",
    "Other clients",
    "Outlook Anywhere (RPC over HTTP)",
    "POP3",
    "Reporting Web Services",
    "Universal Outlook",
)
"""Clients by the names of the log; a filter compares without regard to case."""

RESOURCES = (
    Resource(
        "signIns",
        "Sign-ins of clients that cannot do MFA",
        "/auditLogs/signIns",
        IDENTITY_REPORTS,
        "signin-list",
        tables=("sign_ins",),
        filter="createdDateTime ge {since} and ("
        + " or ".join(f"clientAppUsed eq '{name}'" for name in LEGACY)
        + ")",
        days=DAYS,
        top=1000,
        application=READ,
        delegated=READ,
        role="Reports Reader",
        licence=PREMIUM,
    ),
    Resource(
        "directoryAudits",
        "Changes in the directory",
        "/auditLogs/directoryAudits",
        IDENTITY_REPORTS,
        "directoryaudit-list",
        tables=("directory_audits",),
        filter="activityDateTime ge {since}",
        days=DAYS,
        top=1000,
        application=READ,
        delegated=READ,
        role="Reports Reader",
    ),
)
