"""Why a directory lets nobody in, in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

REFUSED = {
    "strongerAuthRequired": "it wants a protected connection; choose ldaps or starttls",
    "confidentialityRequired": "it wants a protected connection; choose ldaps or starttls",
    "inappropriateAuthentication": "this way to sign in is not allowed for the account",
    "authMethodNotSupported": "it does not offer this way to sign in",
}
WRONG = "user or password is wrong, or the account is locked or expired"
REASON = re.compile(r"\bdata ([0-9a-f]{3})\b", re.IGNORECASE)
REASONS = {
    "525": "there is no such user",
    "52e": "the password is wrong",
    "530": "the account may not sign in at this hour",
    "531": "the account may not sign in from here",
    "532": "the password has expired",
    "533": "the account is disabled",
    "701": "the account has expired",
    "773": "the password must be changed first",
    "775": "the account is locked",
}
"""What Active Directory adds to a refused sign-in, as codes of Windows in hexadecimal.

Source: https://learn.microsoft.com/windows/win32/debug/system-error-codes--1300-1699-
"""


def why_not_let_in(result: Mapping[str, Any]) -> str:
    """Return why a sign-in with this ``result`` of ldap3 was refused."""
    if told := REASON.search(str(result.get("message"))):
        return REASONS.get(told[1].lower(), WRONG)
    return REFUSED.get(str(result.get("description")), WRONG)
