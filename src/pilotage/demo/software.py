"""The business applications of the demo, and the one that may do too much."""

from __future__ import annotations

from dataclasses import dataclass

from pilotage.demo.chance import dice, ids
from pilotage.demo.sides import SOURCE
from pilotage.demo.tenant import Tenant


@dataclass(frozen=True)
class Software:
    """An application: what it serves, who uses it, and which Graph permissions it holds."""

    name: str
    service: str
    departments: tuple[str, ...]
    critical: bool = False
    permissions: tuple[str, ...] = ()
    saml: bool = False


SOFTWARE = (
    Software("Orderline ERP", "Order to cash", ("Sales", "Operations", "Finance"), True, saml=True),
    Software("Payroll Bridge", "Payroll", ("Human Resources", "Finance"), True, ("User.Read.All",)),
    Software("Deskwise", "Customer support", ("Customer Service",), True, ("Mail.Send",)),
    Software("Paperboat Documents", "Contracts", ("Legal", "Procurement"), saml=True),
    Software("Routefinder", "Deliveries", ("Logistics",), True, saml=True),
    Software("Labnote", "Product development", ("Research and Development",)),
    Software("Recruitlane", "Hiring", ("Human Resources",), saml=True),
    Software("Campaignboard", "Marketing", ("Marketing", "Sales")),
)
OVER_PRIVILEGED = Software(
    "Vaultbridge Backup",
    "Backup",
    (),
    permissions=("Directory.ReadWrite.All", "Mail.ReadWrite", "Sites.FullControl.All"),
)
TARGET_SOFTWARE = (
    Software("Quayline CRM", "Sales", ("Sales", "Marketing"), True, saml=True),
    Software("Ledgerhouse", "Accounting", ("Finance",), True, ("User.Read.All",)),
    Software("Peopleport", "Staff", ("Human Resources",), saml=True),
)
EXPIRING = "Payroll Bridge"
"""Its secret ends within 30 days."""


def software(tenant: Tenant) -> list[tuple[Software, str, str, str]]:
    """Return each application with its object id, its client id and its service principal."""
    known = (*SOFTWARE, OVER_PRIVILEGED) if tenant.company is SOURCE else TARGET_SOFTWARE
    drawn = ids(dice(tenant.seed, tenant.company.domain + " software"), 3 * len(known))
    return list(zip(known, drawn[::3], drawn[1::3], drawn[2::3], strict=True))
