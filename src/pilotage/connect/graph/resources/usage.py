"""Usage reports, as CSV over the longest period; and the sites, where names are concealed.

The sizes of mailboxes, drives and sites are in the reports: one download each for all people.
"""

from __future__ import annotations

from pilotage.connect.graph.declared import REPORT, Resource
from pilotage.connect.graph.throttle import OTHER, USAGE_REPORTS

PERIOD = "D180"


def _report(id: str, says: str, table: str, whole: bool = True) -> Resource:
    named = (table,)
    return Resource(
        id,
        says,
        f"/reports/{id}(period='{PERIOD}')",
        USAGE_REPORTS,
        f"reportroot-{id.lower()}",
        REPORT,
        tables=named if whole else (),
        adds=() if whole else named,
        application=("Reports.Read.All",),
        delegated=("Reports.Read.All",),
        role="Reports Reader",
    )


RESOURCES = (
    _report("getMailboxUsageDetail", "Mailboxes and their sizes", "mailboxes"),
    _report("getOneDriveUsageAccountDetail", "OneDrives and their sizes", "drives"),
    _report("getSharePointSiteUsageDetail", "Sites and their sizes", "sites", whole=False),
    _report("getTeamsTeamActivityDetail", "How much teams are used", "teams", whole=False),
    _report("getEmailAppUsageUserDetail", "Who uses which mail client", "sign_ins", whole=False),
    Resource(
        "sites",
        "Sites by name and address",
        "/sites/getAllSites",
        OTHER,
        "site-getallsites",
        adds=("sites",),
        select=("id", "name", "displayName", "webUrl", "isPersonalSite"),
        top=999,
        application=("Sites.Read.All",),
    ),
)
