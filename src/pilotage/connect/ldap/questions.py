"""What a directory is asked: filters and attributes, for Active Directory and for others.

``memberOf`` is never asked for: it says again what ``member`` says, once per person.
Source  https://learn.microsoft.com/windows/win32/adschema/attributes-all
"""

from __future__ import annotations

from dataclasses import dataclass

from pilotage.connect.sources import Ask
from pilotage.facts.tables import (
    ADDRESSES,
    DEVICES,
    GROUP_OWNERS,
    GROUPS,
    MAILBOXES,
    MEMBERSHIPS,
    ROLE_ASSIGNMENTS,
    SERVERS,
    USERS,
)

URL = "https://learn.microsoft.com/windows/win32/ad/searching-in-active-directory-domain-services"
READS = "any account of the domain; elsewhere one that may read these entries"

IDENTITY = ("objectClass", "objectGUID", "entryUUID", "objectSid", "whenCreated", "createTimestamp")
NAMES = ("cn", "name", "displayName", "description")
MAIL = (
    *("mail", "mailNickname", "proxyAddresses", "targetAddress", "legacyExchangeDN"),
    *("msExchRecipientTypeDetails", "msExchRecipientDisplayType", "msExchHideFromAddressLists"),
)
ACCOUNT = (
    *("sAMAccountName", "userAccountControl", "lastLogonTimestamp", "pwdLastSet", "adminCount"),
    *("accountExpires", "primaryGroupID", "servicePrincipalName", "uSNChanged"),
)
PERSON = (
    *("uid", "userPrincipalName", "givenName", "sn", "department", "ou", "title", "c", "l"),
    *("physicalDeliveryOfficeName", "employeeType", "employeeNumber", "manager", "company"),
    *("mS-DS-ConsistencyGuid", "pwdChangedTime", "publicDelegates"),
    *("altRecipient", "deliverAndRedirect", "msExchGenericForwardingAddress"),
    *("msExchMailboxGuid", "msExchArchiveGUID", "msExchUsageLocation"),
    *("msExchLitigationHoldDate", "msExchUserHoldPolicies", "msExchHomeServerName"),
)
GROUP = (
    *("sAMAccountName", "groupType", "adminCount", "member", "uniqueMember", "memberUid"),
    *("managedBy", "owner", "msExchCoManagedByLink", "uSNChanged"),
)
COMPUTER = ("dNSHostName", "operatingSystem", "operatingSystemVersion", "managedBy", "location")
STRUCTURE = (
    *("ou", "gPLink", "gPOptions", "gPCFileSysPath", "versionNumber", "flags"),
    *("msDS-Behavior-Version", "maxPwdAge", "minPwdLength", "lockoutThreshold", "pwdProperties"),
)


@dataclass(frozen=True)
class Question:
    """One ask with its filter in Active Directory, that elsewhere, and its attributes.

    Without a filter elsewhere it is asked of Active Directory only.
    """

    ask: Ask
    active_directory: str
    elsewhere: str
    attributes: tuple[str, ...]


def _any(*classes: str) -> str:
    return f"(|{''.join(f'(objectClass={name})' for name in classes)})"


def _ask(id: str, says: str, asks: str, *tables: str) -> Ask:
    return Ask(id, says, asks, tables, role=READS, url=URL)


MANAGED = _any("msDS-GroupManagedServiceAccount", "msDS-ManagedServiceAccount")
QUESTIONS = (
    Question(
        _ask(
            *("people", "People and service accounts", "search for objectClass user or person"),
            *(USERS.name, ADDRESSES.name, MAILBOXES.name),
        ),
        f"(|(&(objectCategory=person)(objectClass=user)){MANAGED})",
        _any("inetOrgPerson", "person", "posixAccount", "account"),
        (*IDENTITY, *NAMES, *MAIL, *ACCOUNT, *PERSON),
    ),
    Question(
        _ask(
            *("groups", "Groups, their members and owners", "search for objectClass group"),
            *(GROUPS.name, MEMBERSHIPS.name, GROUP_OWNERS.name, ADDRESSES.name),
            ROLE_ASSIGNMENTS.name,
        ),
        "(objectClass=group)",
        _any("groupOfNames", "groupOfUniqueNames", "groupOfMembers", "posixGroup", "group"),
        (*IDENTITY, *NAMES, *MAIL, *GROUP),
    ),
    Question(
        _ask(
            *("computers", "Computers and servers", "search for objectCategory computer"),
            *(DEVICES.name, SERVERS.name),
        ),
        "(objectCategory=computer)",
        "",
        (*IDENTITY, *NAMES, *ACCOUNT, *COMPUTER),
    ),
    Question(
        _ask("contacts", "Contacts", "search for objectClass contact", ADDRESSES.name),
        "(&(objectCategory=person)(objectClass=contact))",
        "",
        (*IDENTITY, *NAMES, *MAIL, "uSNChanged"),
    ),
    Question(
        _ask("structure", "Units, domains and the policies linked to them", "search for gPLink"),
        _any("organizationalUnit", "domainDNS", "groupPolicyContainer"),
        "",
        (*IDENTITY, *NAMES, *STRUCTURE, "uSNChanged"),
    ),
)
"""In the order in which they are asked. Structure fills no table yet; it stays in the file."""
