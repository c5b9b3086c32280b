"""Names that SharePoint and OneDrive refuse.

Source: https://support.microsoft.com/office/64883a5d-228e-48f5-b3d2-eb39e07630fa (Restrictions
and limitations in OneDrive and SharePoint)
"""

from __future__ import annotations

import re

REFUSED = re.compile(
    r"""["*:<>?/\\|]                # signs that are not allowed anywhere
    | \A[ ] | [ ]\Z                 # a space at the beginning or the end
    | _vti_ | \A~\$                 # names of the server, and of Office's own notes
    | \A(?:\.lock | con | prn | aux | nul | com[0-9] | lpt[0-9] | desktop\.ini)\Z
    | [\ud800-\udfff]               # bytes that are no text
    """,
    re.IGNORECASE | re.VERBOSE,
)
AT_ROOT = "forms"
"""A folder that no library may have at its root."""

SPACE = "\u2420"
"""Stands for a space at the end of a name, which a table of text would lose."""


def refused(name: str) -> bool:
    """Tell whether no file and no folder may have this name."""
    return REFUSED.search(name) is not None


def refused_at_root(name: str) -> bool:
    """Tell whether no folder at the root of a library may have this name."""
    return name.lower() == AT_ROOT or refused(name)


def printable(name: str) -> str:
    """Return ``name`` as text that can be written; bytes that are none become ``\\udc..``."""
    text = name.encode("utf-8", "backslashreplace").decode()
    bare = text.rstrip(" ")
    return bare + SPACE * (len(text) - len(bare))
