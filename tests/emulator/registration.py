"""Applications that may sign in: their secrets, certificates and permissions."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field

from cryptography import x509

EVERYTHING = frozenset(
    {
        "Application.Read.All",
        "AuditLog.Read.All",
        "Calendars.ReadBasic.All",
        "DelegatedPermissionGrant.Read.All",
        "Device.Read.All",
        "DeviceManagementManagedDevices.Read.All",
        "Directory.Read.All",
        "Domain.Read.All",
        "GroupMember.Read.All",
        "LicenseAssignment.Read.All",
        "MailboxSettings.Read",
        "Organization.Read.All",
        "Policy.Read.All",
        "ReportSettings.Read.All",
        "Reports.Read.All",
        "RoleManagement.Read.Directory",
        "SecurityEvents.Read.All",
        "SharePointTenantSettings.Read.All",
        "Sites.Read.All",
        "Team.ReadBasic.All",
        "User.Read.All",
        "Calendars.Read",
    }
)
"""Every permission that some endpoint of the emulator asks for; none of them may write."""


@dataclass(frozen=True)
class Registration:
    """An application registered in the tenant. Its secret is never shown."""

    client_id: str = str(uuid.UUID(int=0xA11CE))
    secret: str = field(default="emulated-secret", repr=False)
    certificates: tuple[x509.Certificate, ...] = ()
    permissions: frozenset[str] = EVERYTHING
    secret_expired: bool = False

    def without(self, *permissions: str) -> Registration:
        """Return the same application with these permissions taken away."""
        left = self.permissions - set(permissions)
        return Registration(
            self.client_id, self.secret, self.certificates, left, self.secret_expired
        )
