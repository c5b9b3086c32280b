"""Which report fills which table, and under which headers.

Headers are compared as ``plain_header`` writes them: ``Storage Used (Byte)`` of a CSV and
``storageUsedInBytes`` of Graph beta are both ``storageused``.
Source  https://learn.microsoft.com/graph/api/resources/report
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pilotage.facts.table import Table
from pilotage.facts.tables import (
    DRIVES,
    GROUP_OWNERS,
    GROUPS,
    LICENCES_ASSIGNED,
    MAILBOXES,
    SIGN_INS,
    SITES,
    TEAMS,
    USERS,
)

LICENSED_ONLY = "the report lists licensed people only"


@dataclass(frozen=True)
class Fill:
    """How a report fills a table.

    ``columns`` names the headers of each column, the better first; ``fixed`` are values that the
    report states by being what it is. ``partial`` says what the report never lists; such rows
    are used only where nothing else fills the table.
    """

    table: Table
    columns: Mapping[str, tuple[str, ...]]
    fixed: Mapping[str, Any] = field(default_factory=dict)
    partial: str = ""


@dataclass(frozen=True)
class Report:
    """``marks`` are headers that together only this report has; ``who`` holds the names that an
    administrator can conceal.
    """

    id: str
    marks: frozenset[str]
    who: str
    fills: tuple[Fill, ...]


def plain_header(header: str) -> str:
    """Return the letters and digits of a header in lower case, without the unit."""
    letters = "".join(letter for letter in header.lower() if letter.isalnum())
    return re.sub(r"(inbytes?|bytes?)$", "", letters)


UPN = ("userprincipalname",)
OWNER = ("ownerprincipalname",)
SEEN = ("lastactivitydate",)

REPORTS = (
    Report(
        "getMailboxUsageDetail",
        frozenset(("userprincipalname", "storageused", "itemcount")),
        "userprincipalname",
        (
            Fill(
                MAILBOXES,
                {
                    "mailbox": UPN,
                    "name": ("displayname",),
                    "kind": ("recipienttype",),
                    "size_bytes": ("storageused",),
                    "item_count": ("itemcount",),
                    "deleted_bytes": ("deleteditemsize",),
                    "quota_bytes": ("prohibitsendreceivequota",),
                    "has_archive": ("hasarchive",),
                    "last_active_at": SEEN,
                },
            ),
        ),
    ),
    Report(
        "getSharePointSiteUsageDetail",
        frozenset(("siteurl", "pageviewcount", "storageused")),
        "siteurl",
        (
            Fill(
                SITES,
                {
                    "site": ("siteid", "siteurl", "ownerprincipalname"),
                    "url": ("siteurl",),
                    "owner": OWNER,
                    "size_bytes": ("storageused",),
                    "file_count": ("filecount",),
                    "external_sharing": ("externalsharing",),
                    "last_active_at": SEEN,
                },
            ),
        ),
    ),
    Report(
        "getOneDriveUsageAccountDetail",
        frozenset(("ownerprincipalname", "storageused", "storageallocated")),
        "ownerprincipalname",
        (
            Fill(
                DRIVES,
                {
                    "drive": ("siteid", "siteurl", "ownerprincipalname"),
                    "owner": OWNER,
                    "url": ("siteurl",),
                    "size_bytes": ("storageused",),
                    "file_count": ("filecount",),
                    "last_active_at": SEEN,
                },
                {"kind": "personal"},
            ),
        ),
    ),
    Report(
        "getTeamsTeamActivityDetail",
        frozenset(("teamid", "activechannels")),
        "teamname",
        (
            Fill(
                TEAMS,
                {
                    "team": ("teamid", "teamname"),
                    "name": ("teamname",),
                    "visibility": ("teamtype",),
                    "guests": ("guests",),
                    "last_active_at": SEEN,
                },
            ),
        ),
    ),
    Report(
        "getEmailAppUsageUserDetail",
        frozenset(("userprincipalname", "pop3app", "imap4app")),
        "userprincipalname",
        (Fill(SIGN_INS, {"user": UPN, "days": ("reportperiod",)}),),
    ),
    Report(
        "getEmailActivityUserDetail",
        frozenset(("userprincipalname", "sendcount", "receivecount")),
        "userprincipalname",
        (
            Fill(
                MAILBOXES,
                {"mailbox": UPN, "name": ("displayname",), "last_active_at": SEEN},
                partial=LICENSED_ONLY,
            ),
        ),
    ),
    Report(
        "getOffice365ActiveUserDetail",
        frozenset(("userprincipalname", "hasexchangelicense")),
        "userprincipalname",
        (
            Fill(
                USERS,
                {"user": UPN, "upn": UPN, "name": ("displayname",)},
                partial=LICENSED_ONLY,
            ),
            Fill(
                LICENCES_ASSIGNED,
                {"user": UPN, "sku": ("assignedproducts",)},
                partial="the report names products, not licences",
            ),
        ),
    ),
    Report(
        "getOffice365GroupsActivityDetail",
        frozenset(("groupid", "groupdisplayname")),
        "groupdisplayname",
        (
            Fill(
                GROUPS,
                {
                    "group": ("groupid", "groupdisplayname"),
                    "name": ("groupdisplayname",),
                    "visibility": ("grouptype",),
                },
                {"kind": "microsoft_365"},
                partial="the report lists Microsoft 365 groups only",
            ),
            Fill(
                GROUP_OWNERS,
                {"group": ("groupid", "groupdisplayname"), "owner": OWNER},
                partial="the report names one owner of each group",
            ),
        ),
    ),
)


def report_of(headers: Iterable[str]) -> Report | None:
    """Return the report that has these headers, if it is one that fills a table."""
    plain = {plain_header(header) for header in headers}
    if "reportrefreshdate" not in plain:
        return None
    return next((each for each in REPORTS if each.marks <= plain), None)


def is_report(headers: Iterable[str]) -> bool:
    """Tell whether these are the headers of any usage report."""
    return "reportrefreshdate" in map(plain_header, headers)
