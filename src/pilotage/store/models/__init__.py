"""The tables of the records, one module per theme; outside ``store`` nobody queries them."""

from pilotage.store.models.audit import Chain, Entry
from pilotage.store.models.clients import Client, Engagement
from pilotage.store.models.evidence import EvidenceFile
from pilotage.store.models.items import Item, Standard
from pilotage.store.models.jobs import Job
from pilotage.store.models.people import ApiToken, Link, Membership, User
from pilotage.store.models.runs import FoundRow, MemberRow, Run, Section
from pilotage.store.models.said import Said

__all__ = [
    "ApiToken",
    "Chain",
    "Client",
    "Engagement",
    "Entry",
    "EvidenceFile",
    "FoundRow",
    "Item",
    "Job",
    "Link",
    "MemberRow",
    "Membership",
    "Run",
    "Said",
    "Section",
    "Standard",
    "User",
]
