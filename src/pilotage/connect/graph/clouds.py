"""Where Graph and its sign-in are, in each national cloud.

Source  https://learn.microsoft.com/graph/deployments
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Cloud:
    """Two addresses without a slash at the end: of Graph, and of the sign-in."""

    graph: str
    login: str


CLOUDS = {
    "global": Cloud("https://graph.microsoft.com", "https://login.microsoftonline.com"),
    "usgov": Cloud("https://graph.microsoft.us", "https://login.microsoftonline.us"),
    "dod": Cloud("https://dod-graph.microsoft.us", "https://login.microsoftonline.us"),
    "china": Cloud(
        "https://microsoftgraph.chinacloudapi.cn", "https://login.partner.microsoftonline.cn"
    ),
}
"""``usgov`` is US Government L4 (GCC High), ``dod`` is L5. GCC uses ``global``."""
