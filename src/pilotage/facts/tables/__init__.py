"""The data dictionary: every table that a snapshot may hold.

A table stands in the file of its subject; ``TABLES`` finds all that are imported here.
"""

from pilotage.facts.table import Table
from pilotage.facts.tables.access import (
    APP_ROLE_ASSIGNMENTS,
    APPLICATION_CREDENTIALS,
    APPLICATIONS,
    DELEGATED_GRANTS,
    ROLE_ASSIGNMENTS,
    SERVICE_PRINCIPALS,
    SETTINGS,
)
from pilotage.facts.tables.audit import DIRECTORY_AUDITS
from pilotage.facts.tables.devices import DEVICES
from pilotage.facts.tables.dns import DNS_RECORDS, DOMAINS
from pilotage.facts.tables.files import DRIVES, SHARED_FOLDERS, SITE_MEMBERSHIPS, SITES, TEAMS
from pilotage.facts.tables.identity import (
    ADDRESSES,
    AUTHENTICATION_REGISTRATION,
    CONDITIONAL_ACCESS_POLICIES,
    GROUP_OWNERS,
    GROUPS,
    MEMBERSHIPS,
    NAMED_LOCATIONS,
    SIGN_INS,
    USERS,
)
from pilotage.facts.tables.licences import LICENCES_ASSIGNED, LICENCES_BOUGHT
from pilotage.facts.tables.mail import (
    ARCHIVES,
    CALENDAR_DELEGATES,
    HOLDS,
    MAIL_TRAFFIC,
    MAILBOX_FOLDERS,
    MAILBOX_PERMISSIONS,
    MAILBOX_SIZES,
    MAILBOXES,
)
from pilotage.facts.tables.mapping import IDENTITY_MAP
from pilotage.facts.tables.network import NETWORK_LINKS, NETWORK_MEASUREMENTS, SERVERS
from pilotage.facts.tables.results import THIRD_PARTY_RESULTS

__all__ = [
    "ADDRESSES",
    "APPLICATIONS",
    "APPLICATION_CREDENTIALS",
    "APP_ROLE_ASSIGNMENTS",
    "ARCHIVES",
    "AUTHENTICATION_REGISTRATION",
    "CALENDAR_DELEGATES",
    "CONDITIONAL_ACCESS_POLICIES",
    "DELEGATED_GRANTS",
    "DEVICES",
    "DIRECTORY_AUDITS",
    "DNS_RECORDS",
    "DOMAINS",
    "DRIVES",
    "GROUPS",
    "GROUP_OWNERS",
    "HOLDS",
    "IDENTITY_MAP",
    "LICENCES_ASSIGNED",
    "LICENCES_BOUGHT",
    "MAILBOXES",
    "MAILBOX_FOLDERS",
    "MAILBOX_PERMISSIONS",
    "MAILBOX_SIZES",
    "MAIL_TRAFFIC",
    "MEMBERSHIPS",
    "NAMED_LOCATIONS",
    "NETWORK_LINKS",
    "NETWORK_MEASUREMENTS",
    "ROLE_ASSIGNMENTS",
    "SERVERS",
    "SERVICE_PRINCIPALS",
    "SETTINGS",
    "SHARED_FOLDERS",
    "SIGN_INS",
    "SITES",
    "SITE_MEMBERSHIPS",
    "TABLES",
    "TEAMS",
    "THIRD_PARTY_RESULTS",
    "USERS",
]

TABLES: dict[str, Table] = {
    value.name: value for value in list(globals().values()) if isinstance(value, Table)
}
"""Every table by its name."""
