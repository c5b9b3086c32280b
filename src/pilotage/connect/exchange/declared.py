"""What one question to Exchange Online is: a cmdlet, what is kept of its output, and its tables.

Source  https://learn.microsoft.com/powershell/module/exchange/
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pilotage.connect.sources import Ask

DOCS = "https://learn.microsoft.com/powershell/module/exchange/"
PERMISSION = "Exchange.ManageAsApp"
READER = "Global Reader, or View-Only Organization Management in Exchange"
COMPLIANCE_READER = "Global Reader, or View-Only Configuration in Microsoft Purview"
UNLIMITED = {"ResultSize": "Unlimited"}
"""Without it, cmdlets stop at a thousand objects."""

TEXT, LIST, MOMENT = "text", "list", "moment"
KNOWN, ADDRESS, OWNER = "known", "address", "owner"


@dataclass(frozen=True)
class Kept:
    """One column of a sheet: its header, the property that it shows, and how that becomes text.

    ``how`` is ``text``, ``list`` (joined by ``mark``), ``moment`` (ISO 8601 in UTC), ``known``
    (names of recipients, turned into object ids), ``address`` (one such name, turned into its
    address), or ``owner`` (a property of the mailbox that was asked about).
    """

    header: str
    shows: str = ""
    how: str = TEXT
    mark: str = ";"

    @property
    def of(self) -> str:
        """Return the property that is shown, which is the header unless another is named."""
        return self.shows or self.header


@dataclass(frozen=True)
class Command:
    """One cmdlet, and where its output goes.

    ``id`` names the stream and, for settings, the area of a ScubaGear export. ``proxied`` is the
    name by which the service knows the cmdlet, where the module has another one in front of it.
    ``sheet`` is the CSV that is written; without one the objects are kept whole, as settings.
    ``each`` is asked of every mailbox, or of those only that have an ``only`` of that value.
    ``compliance`` is asked in Security & Compliance PowerShell, which only the script can do.
    """

    id: str
    cmdlet: str
    says: str
    tables: tuple[str, ...] = ("settings",)
    sheet: str = ""
    kept: tuple[Kept, ...] = ()
    parameters: Mapping[str, str | bool] = field(default_factory=dict)
    properties: tuple[str, ...] = ()
    proxied: str = ""
    each: bool = False
    only: tuple[str, str] | None = None
    compliance: bool = False

    @property
    def service(self) -> str:
        """Return the name of the cmdlet in the service itself."""
        return self.proxied or self.cmdlet

    @property
    def role(self) -> str:
        """Return the least role that may run it."""
        return COMPLIANCE_READER if self.compliance else READER

    @property
    def url(self) -> str:
        """Return the page of Microsoft's documentation."""
        return f"{DOCS}{self.cmdlet.lower()}"

    def ask(self) -> Ask:
        """Return it as a question of the permissions page."""
        return Ask(
            self.id,
            self.says,
            self.service,
            self.tables,
            application=(PERMISSION,),
            role=self.role,
            url=self.url,
        )
