"""Usage reports: Graph only says where the CSV lies, at another host and without a token.

Source  https://learn.microsoft.com/graph/api/reportroot-getmailboxusagedetail
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from .answer import Refused, Reply
from .tenant import Tenant

PERIODS = ("D7", "D30", "D90", "D180")
CALL = re.compile(r"reports/(get\w+)\(period='(\w+)'\)")


def located(tenant: Tenant, path: str, elsewhere: str) -> Reply:
    """Return the redirect to the CSV.

    Raises:
        Refused: no such report, or of a period that is not offered.
    """
    found = CALL.fullmatch(path)
    if not found or found[1] not in tenant.reports:
        raise Refused(400, "BadRequest", "Resource not found for the segment 'reports'.")
    if found[2] not in PERIODS:
        raise Refused(400, "InvalidArgument", "The period is not valid.")
    where = f"{elsewhere}/download/{found[1]}?signed=yes"
    return Reply(302, b"", {"location": where, "content-type": "text/plain"})


def download(tenant: Tenant, name: str, headers: Mapping[str, str]) -> Reply:
    """Return the CSV; whoever shows a token here is turned away, as storage does."""
    if "authorization" in headers:
        says = b"<Error><Code>InvalidAuthenticationInfo</Code></Error>"
        return Reply(400, says, {"content-type": "application/xml"})
    body = tenant.reports.get(name)
    if body is None:
        return Reply(404, b"<Error><Code>BlobNotFound</Code></Error>")
    return Reply(200, b"\xef\xbb\xbf" + body, {"content-type": "application/octet-stream"})
